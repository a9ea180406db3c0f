" Generated from the grammar by `python3 dev.py generate`; do not edit.
autocmd BufNewFile,BufRead *.perf setfiletype perf
