"""PF301: characters that look like a usual one and are another: ⽬ for 目, decomposed accents.

Looks at a file's text. They come from PDF files and make equal words unequal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from perflang.diagnostics import Diagnostic
from perflang.source import Edit, SourceFile, Span
from perflang.source.regex import regex
from perflang.syntax import Tree

# Radicals that stand for ideographs.
_RADICALS = regex("[\u2e80-\u2fd5]")
# A base and its combining marks: the unit in which a text is compared with its normal form. Bounded,
# because sorting marks takes the square of their number.
_CLUSTER = regex(
    r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]{1,30}|[\uf900-\ufaff\U0002f800-\U0002fa1d]"
)


def check(tree: Tree) -> Iterator[Diagnostic]:
    """A warning for each such character."""
    source = tree.source
    text = source.text
    for match in _RADICALS.finditer(text):
        plain = normalize("NFKC", match[0])
        if plain != match[0]:
            yield _found(source, match, plain)
    if text.isascii() or is_normalized("NFC", text):
        return
    for match in _CLUSTER.finditer(text):
        plain = normalize("NFC", match[0])
        if plain != match[0]:
            yield _found(source, match, plain)


def _found(source: SourceFile, match: re.Match[str], plain: str) -> Diagnostic:
    values = {"character": match[0], "plain": plain}
    at = Span(*match.span())
    return Diagnostic("PF301", source.path, at, values, fix=(Edit(at, plain),))
