"""PF308: another field of the table inside a text: two lines have run together.

Looks at names, texts and items. 其中: and 备注: are said in running text too, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.model import framework
from perflang.rules.walk import goals, texts
from perflang.semantics import FileModel
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.source import SourceFile, Span
from perflang.vocabulary import vocabulary

# Said in running text too: the project: …, of which: …
_SAID = {"project", "department", "part", "remark", "indicator", "form", "year", "unit"}
_SAID |= {"basis", "description"}
_BLANKS = " \t\u3000"
_STOPS = "；;，,。、"
_SIGNS = frozenset("≥≤><＞＜")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at the field inside, or at an item that is one."""
    for file in files:
        source = file.source
        levels = _levels(file)
        for text, at in texts(file):
            if ":" in text or "：" in text:
                word = _inside(text.partition("\n")[0], _BLANKS, levels)
                if word:
                    yield _found(source, at, word)
        for project in file.projects:
            # a name goes on after no stop, as running text does
            word = (
                _inside(project.name, _STOPS, levels)
                if ":" in project.name or "：" in project.name
                else ""
            )
            if word:
                yield _found(source, project.at[""], word)
        for goal in goals(file):
            if goal.marker and _SIGNS.isdisjoint(goal.text):
                continue
            line = goal.text.partition("\n")[0]
            word = re.split("[:：]", line, maxsplit=1)[0].rstrip(_BLANKS)
            if word != line and _is_field(word, levels):
                values = {"word": word, "fixed": line}
                yield Diagnostic("PF308", source.path, goal.at[""], values, "item")


def _inside(text: str, parting: str, levels: Collection[str]) -> str:
    """The field that stands behind one of these characters and before a colon, or nothing."""
    for piece in re.split("[:：]", text)[:-1]:
        word = piece.rstrip(_BLANKS)
        start = max(word.rfind(one) for one in parting) + 1
        if start > 1 and _is_field(word[start:], levels):
            return word[start:]
    return ""


def _levels(file: FileModel) -> Collection[str]:
    """The names of levels in the framework of a file."""
    found = framework(file.settings.framework or DEFAULT_FRAMEWORK)
    return found.spellings() if found else ()


def _is_field(word: str, levels: Collection[str]) -> bool:
    keyword = None if word.isascii() else vocabulary().find(word)
    return word in levels or (keyword is not None and keyword.id not in _SAID)


def _found(source: SourceFile, at: Span, word: str) -> Diagnostic:
    line = source.line_of(at.start)
    text = source.line_text(line)
    match = re.search(f"[ \t\u3000；;，,。、]{re.escape(word)}[ \t\u3000]*[:：]", text)
    start = match.start() + 1 if match else 0
    pieces = (text[:start].rstrip(_BLANKS + _STOPS), text[start:])
    lines = tuple(f"“{piece.strip()}”" for piece in pieces)
    first = source.line_starts[line - 1] + start
    values: Values = {"word": word, "fixed": lines}
    return Diagnostic("PF308", source.path, Span(first, first + len(word)), values)
