"""The Pygments lexer, ``pygmentize -l perflang``: found by its entry point in pyproject.toml.

Pygments loads every plug-in to look for the lexer of any file, so this one reads the grammar only when
it is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, using
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

if TYPE_CHECKING:
    from perflang.highlight.machine import Rule

TOKENS = {
    "blank": Whitespace,
    "comment": Comment.Single,
    "opening": Keyword.Declaration,
    "keyword": Keyword,
    "level": Name.Class,
    "marker": Keyword.Pseudo,
    "bar": Keyword.Pseudo,
    "code": Name.Constant,
    "title": Generic.Heading,
    "name": Name.Variable,
    "source": Name.Variable,
    "stage": Literal.Date,
    "text": Text,
    "quoted": String.Double,
    "inside": String.Double,
    "escape": String.Escape,
    "operator": Operator,
    "number": Number,
    "unit": Keyword.Type,
    "nothing": Keyword.Constant,
    "punctuation": Punctuation,
    "error": Error,
}
_INSIDE = "inside"
_BREAK = "\\r?\\n"


class PerflangLexer(RegexLexer):
    """For ``.perf`` sources of perflang; what cannot stand where it stands is ``Error``."""

    name = "perflang"
    aliases: ClassVar[list[str]] = ["perflang", "perf"]
    filenames: ClassVar[list[str]] = ["*.perf"]
    mimetypes: ClassVar[list[str]] = ["text/x-perflang"]
    flags = re.MULTILINE

    @classmethod
    def get_tokendefs(cls) -> dict[str, list[Any]]:
        """The states as Pygments has them; a line break leads back to ``root``."""
        from perflang.highlight.machine import BLANK, ERROR, ESCAPE, START, machine

        states: dict[str, list[Any]] = {
            _INSIDE: [(ESCAPE, TOKENS["escape"]), ('[^"]+|"', TOKENS[_INSIDE])]
        }
        for name, rules in machine().items():
            starts = name == START
            states["root" if starts else name] = [
                (f"{BLANK}+", Whitespace),
                *(_definition(rule, starts) for rule in rules),
                (ERROR, Error),
                (_BREAK, Whitespace) if starts else (_BREAK, Whitespace, "#pop"),
            ]
        return states


def _definition(rule: Rule, starts: bool) -> tuple[Any, ...]:
    colours = bygroups(*(_colour(piece.kind) for piece in (*rule.pieces, *rule.tail)))  # type: ignore[no-untyped-call]
    if rule.then is None:
        return rule.pattern, colours
    return rule.pattern, colours, rule.then if starts else ("#pop", rule.then)


def _colour(kind: str) -> Any:
    if kind == _INSIDE:
        return using(PerflangLexer, state=_INSIDE)  # type: ignore[no-untyped-call]
    return TOKENS[kind]
