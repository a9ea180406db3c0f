"""PF304: a tab or an unusual blank inside a name, a value or a text, as Excel, Word and web pages leave them.

Looks at the lines of a file. Between the parts of a line any blank will do, and in a comment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.source import Edit, Span
from perflang.source.regex import regex
from perflang.syntax import Blank, Comment, Tree, Unreadable

_BLANKS = ("\t", "\u00a0", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f")
_ODD = regex("[\t\u00a0\u2000-\u200a\u202f\u205f]+")
_HEADS = {"keyword", "head"}
_NAMES = {"\t": ("制表符", "a tab"), "\u00a0": ("不间断空格", "a no-break space")}


def check(tree: Tree) -> Iterator[Diagnostic]:
    """A warning for each run of them."""
    source = tree.source
    text = source.text
    if source.prints or not any([blank in text for blank in _BLANKS]):  # noqa: C419 - a list is quicker
        return
    from perflang.syntax.tokens import leaves

    last = 0
    starts: list[int] = []
    ends: list[int] = []
    for match in _ODD.finditer(source.text):
        number = source.line_of(match.start())
        if number != last:  # the leaves of a line once, however many blanks it has
            line = tree.lines[number - 1]
            is_text = not isinstance(line, (Blank, Comment, Unreadable))
            texts = [leaf.at for kind, leaf in leaves(line) if is_text and kind not in _HEADS]
            starts, ends = [at.start for at in texts], [at.end for at in texts]
            last = number
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.end() <= ends[before]:
            at = Span(*match.span())
            point = f"U+{ord(match[0][0]):04X}"
            zh, en = _NAMES.get(match[0][0], ("特殊空格", "an unusual blank"))
            values = {"blank": f"{zh}（{point}）", "blank_en": f"{en} ({point})"}
            yield Diagnostic("PF304", source.path, at, values, fix=(Edit(at, " "),))
