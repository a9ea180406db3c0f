"""PF308: another field of the table inside a text: two lines have run together.

Looks at names, texts and items. 其中: and 备注: are said in running text too, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.model import Catalogue
from perflang.rules.walk import Parts
from perflang.semantics.item_fields import field_of, is_field
from perflang.source import SourceFile, Span
from perflang.values import BLANKS

_STOPS = "；;，,。、"


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at the field inside, or at an item that is one."""
    for parts in files:
        source, catalogue = parts.source, parts.file.catalogue
        for text, at, name in parts.texts:
            if ":" in text or "：" in text:
                word = _inside(text.partition("\n")[0], BLANKS, catalogue)
                if word:
                    yield _found(source, at[name], word)
        for project in parts.tables:
            # a name goes on after no stop, as running text does
            whole = project.name
            word = _inside(whole, _STOPS, catalogue) if ":" in whole or "：" in whole else ""
            if word:
                yield _found(source, project.at[""], word)
        for goal in parts.goals:
            word, line = field_of(goal.marker, goal.text, catalogue)
            if word:
                values = {"word": word, "fixed": line}
                yield Diagnostic("PF308", source.path, goal.at[""], values, "item")


def _inside(text: str, parting: str, catalogue: Catalogue) -> str:
    """The field that stands behind one of these characters and before a colon, or nothing."""
    for piece in re.split("[:：]", text)[:-1]:
        word = piece.rstrip(BLANKS)
        start = max(word.rfind(one) for one in parting) + 1
        if start > 1 and is_field(word[start:], catalogue):
            return word[start:]
    return ""


def _found(source: SourceFile, at: Span, word: str) -> Diagnostic:
    line = source.line_of(at.start)
    text = source.line_text(line)
    match = re.search(f"[ \t\u3000；;，,。、]{re.escape(word)}[ \t\u3000]*[:：]", text)
    start = match.start() + 1 if match else 0
    pieces = (text[:start].rstrip(BLANKS + _STOPS), text[start:])
    lines = tuple(f"“{piece.strip()}”" for piece in pieces)
    first = source.line_starts[line - 1] + start
    values: Values = {"word": word, "fixed": lines}
    return Diagnostic("PF308", source.path, Span(first, first + len(word)), values)
