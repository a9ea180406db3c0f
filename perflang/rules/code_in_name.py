"""PF309: a code that stands behind a name, or in characters, and was read as part of the name.

Looks at the names of projects and units that have no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.stray_punctuation import BEFORE
from perflang.rules.walk import Parts
from perflang.source import SourceFile, Span
from perflang.source.regex import regex

_PROJECT = regex("(?<![0-9A-Za-z])[0-9]{8}[0-9A-Z]{13}(?![0-9A-Za-z])")
_LIKE_ZERO = regex("[0-9A-Z〇○]{21}(?![0-9A-Za-z])")
# Years and the numbers that everybody calls are no codes.
_UNIT = regex("[ \t\u3000（(](?!1[12][0-9]|(?:19|20)[0-9]{2}[)）]?$)([0-9]{3}|[0-9]{6})[)）]?$")
_IN_CHARACTERS = regex(
    "((?=[一二三四五六七八九]*[零〇○])[零〇○一二三四五六七八九]{3,6}|[一二三四五六七八九]{6})[ \t\u3000]"
)
_AROUND = regex("(?:项目)?(?:编码|代码|编号)[:：]?|[（(][ ]*[)）]")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such name."""
    for parts in files:
        file = parts.file
        for project in parts.tables:
            match = _PROJECT.search(project.name) if project.code is None else None
            if project.name[:1] in BEFORE:
                continue  # that there is a mark too many is said already
            if match is not None:
                yield _found(file.source, project.at["name"], project.name, match, match[0])
            elif project.code is None and (match := _LIKE_ZERO.match(project.name)):
                code = match[0].replace("〇", "0").replace("○", "0")
                if _PROJECT.fullmatch(code):
                    yield _found(file.source, project.at["name"], project.name, match, code)
        for unit in file.department.units:
            quoted = file.source.text[unit.at["name"].start : unit.at["name"].start + 1] == '"'
            if unit.code is not None or not unit.name or quoted:
                continue
            if match := _UNIT.search(unit.name):
                yield _found(file.source, unit.at["name"], unit.name, match, match[1])
            elif match := _IN_CHARACTERS.match(unit.name):
                from perflang.values.numerals import with_digits

                code = with_digits(match[1])
                yield _found(file.source, unit.at["name"], unit.name, match, code)


def _found(source: SourceFile, at: Span, name: str, match: re.Match[str], code: str) -> Diagnostic:
    rest = _AROUND.sub("", name[: match.start()] + " " + name[match.end() :])
    plain = " ".join(rest.replace("（ ）", "").replace("（ )", "").split()).strip("（）() ")
    fixed = source.line_with(at, f"{code} {plain}")
    return Diagnostic("PF309", source.path, at, {"code": code, "fixed": fixed})
