"""PF302: a word of Latin letters with Cyrillic or Greek ones among them that look the same.

Looks at a file's text. Greek letters that stand in units and formulas (μ, Ω, α) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.rules.confusable_names import LATIN
from perflang.source import Span
from perflang.source.regex import regex
from perflang.syntax import Tree

_TWINS = "\u0400-\u04ff\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
_WORD = regex(f"[A-Za-z{_TWINS}]+")
_TWIN = regex(f"[{_TWINS}]")


def check(tree: Tree) -> Iterator[Diagnostic]:
    """A warning for each such word."""
    source = tree.source
    if source.text.isascii() or not _TWIN.search(source.text):
        return
    for match in _WORD.finditer(source.text):
        word = match[0]
        if _TWIN.search(word) and not _TWIN.fullmatch(word) and re.search("[A-Za-z]", word):
            values = {"word": word, "plain": word.translate(LATIN)}
            yield Diagnostic("PF302", source.path, Span(*match.span()), values)
