"""When a text needs quotes to be read back as itself; asked of the grammar's own terminals."""

from __future__ import annotations

import re
from functools import cache

from lark import Lark

from perflang.source.regex import regex
from perflang.syntax.grammar import load_parser
from perflang.syntax.tree import Leaf
from perflang.values import BLANKS, half_width

_LEFT_OPEN = regex(r"[(（][^()（）]*\Z")


def text_leaf(text: str) -> Leaf:
    """A line's rest: purpose, description, an item's text."""
    return Leaf(text, quoted=not _reads_as("TEXT", text))


def code_leaf(text: str) -> Leaf:
    """The code of a project; one of another shape is carried in quotes."""
    whole = _terminal("PROJECT_CODE").fullmatch(text) is not None
    return Leaf(text, quoted=not whole or half_width(text) != text)


def is_level(text: str) -> bool:
    """Whether a text can stand before the colon of a row; there are no quotes for it."""
    whole = _terminal("LEVEL").fullmatch(f"{text}:") is not None and text[-1] not in BLANKS
    return whole and not _terminal("MARKER").match(text)


def project_name_leaf(text: str, has_code: bool) -> Leaf:
    """The name of a project; one that begins like a code needs quotes where no code stands before it."""
    return _name(text, has_code, "PROJECT_CODE")


def unit_name_leaf(text: str, has_code: bool) -> Leaf:
    """The name of a unit; see :func:`project_name_leaf`."""
    return _name(text, has_code, "UNIT_CODE")


def name_leaf(text: str) -> Leaf:
    """The name of an indicator: a phrase that opens no bracket or quote which what follows could close."""
    opens = text.startswith('"') or _LEFT_OPEN.search(text) is not None
    return Leaf(text, quoted=opens or not _reads_as("PHRASE", text))


def value_leaf(text: str) -> Leaf:
    """The value of a target: no sign and no colon outside brackets."""
    return Leaf(text, quoted=not _reads_as("PHRASE", text))


def source_leaf(text: str) -> Leaf:
    """The name of a source of money in a budget."""
    return Leaf(text, quoted=not _reads_as("SOURCE", text))


def word_leaf(text: str) -> Leaf:
    """A stage or a percentage of a schedule."""
    return Leaf(text, quoted=not _reads_as("WORD", text))


def _name(text: str, has_code: bool, code: str) -> Leaf:
    begins_like_one = text.startswith('"') or _terminal(code).match(text) is not None
    like_a_code = begins_like_one and not has_code
    return Leaf(text, quoted=like_a_code or not _reads_as("TEXT", text))


def _reads_as(terminal: str, text: str) -> bool:
    # as the parser reads: what is matched first counts, nothing is tried again for the sake of what follows
    found = _terminal(terminal).match(text)
    return (
        found is not None
        and found.end() == len(text)
        and text[-1] not in BLANKS
        and not _terminal("QUOTED").fullmatch(text)
    )


@cache
def _terminal(name: str) -> re.Pattern[str]:
    return re.compile(_parser().get_terminal(name).pattern.to_regexp())


@cache
def _parser() -> Lark:
    return load_parser()
