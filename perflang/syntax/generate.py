"""Writes ``grammar/tables.json`` and ``grammar/lines.json`` from the grammar: ``python3 dev.py generate``."""

from __future__ import annotations

from pathlib import Path

from perflang.syntax.grammar import TABLES, tables_text
from perflang.syntax.lines import LINES
from perflang.syntax.patterns import lines_text

if __name__ == "__main__":
    for name, text in ((TABLES, tables_text()), (LINES, lines_text())):
        target = Path(__file__).parents[2] / name
        target.write_text(text, encoding="utf-8", newline="\n")
        print(target.name)
