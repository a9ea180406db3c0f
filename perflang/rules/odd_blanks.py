"""PF304: a tab or an unusual blank inside a name, a value or a text, as Excel, Word and web pages leave them.

Looks at the lines of a file. Between the parts of a line any blank will do, and in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.source import Edit, Span
from perflang.syntax import Blank, Comment, Tree, Unreadable

_ODD = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]+")
_HEADS = {"keyword", "head"}
_NAMES = {"\t": ("制表符", "a tab"), "\u00a0": ("不间断空格", "a no-break space")}


def check(tree: Tree) -> Iterator[Diagnostic]:
    """A warning for each run of them."""
    source = tree.source
    if _ODD.search(source.text) is None:
        return
    from perflang.syntax.tokens import leaves

    for match in _ODD.finditer(source.text):
        line = tree.lines[source.line_of(match.start()) - 1]
        if isinstance(line, Blank | Comment | Unreadable):
            continue
        texts = [leaf.at for kind, leaf in leaves(line) if kind not in _HEADS]
        if any(at.start <= match.start() and match.end() <= at.end for at in texts):
            at = Span(*match.span())
            number = f"U+{ord(match[0][0]):04X}"
            zh, en = _NAMES.get(match[0][0], ("特殊空格", "an unusual blank"))
            values = {"blank": f"{zh}（{number}）", "blank_en": f"{en} ({number})"}
            yield Diagnostic("PF304", source.path, at, values, fix=(Edit(at, " "),))
