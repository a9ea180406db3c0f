"""Reads well-formed lines without lark: a line is understood alone, so one pattern reads it whole.

The patterns are made from the grammar's rules and terminals (``patterns.py``, ``grammar/lines.json``) and used
only when they were made from this grammar. A line that they do not match is left to lark, which says what is
wrong with it; a property of the tests demands the same tree of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256

from perflang.source import Span, packaged_text
from perflang.source.regex import regex
from perflang.syntax import tree
from perflang.syntax.words import (
    amount_at,
    leaf,
    narrow_at,
    quoted_at,
    span,
    spelled,
    text_at,
    word_at,
)
from perflang.values.spelling import BLANKS, half_width
from perflang.vocabulary import vocabulary

GRAMMARS = ("grammar/perflang.lark", "grammar/keywords.lark")
LINES = "grammar/lines.json"
_MOST_HEADS = 2000
_by_lark_alone = ContextVar("by_lark_alone", default=False)

Read = tuple[tree.Line, int] | None
Maker = Callable[[str, tree.Leaf, int], Read]


def grammar_print() -> str:
    """A fingerprint of the grammar's files."""
    grammars = "\0".join(packaged_text(path) for path in GRAMMARS)
    return sha256(grammars.encode()).hexdigest()


def line_reader() -> LineReader | None:
    """The reader, or None where its patterns are of another grammar, or where lark is to read everything."""
    return None if _by_lark_alone.get() else _reader()


@contextmanager
def by_lark_alone() -> Iterator[None]:
    """As long as this lasts lark reads every line: what it finds is right by definition."""
    token = _by_lark_alone.set(True)
    try:
        yield
    finally:
        _by_lark_alone.reset(token)


@cache
def _reader() -> LineReader | None:
    try:
        table = json.loads(packaged_text(LINES))
    except KeyError:
        return None
    if table["made by"] != grammar_print():
        return None
    return LineReader(table["lines"], table["parts"], table["words"])


class LineReader:
    """Reads one line after the other; what a line begins with is looked up, since most words come again."""

    def __init__(self, lines: dict[str, str], parts: dict[str, str], words: dict[str, str]) -> None:
        blanks = f"(?:{words['BLANK']})?+"
        self._unit, self._project, self._field, self._item, self._more, self._row, self._target = (
            regex(lines[name])
            for name in ("unit", "project", "field", "item", "more", "row", "target")
        )
        self._begin = regex(
            f"{blanks}(?:({words['COMMENT']})|({words['MARKER']})|({words['BAR']})"
            f"|({words['EQUALS']}|{words['PLUS']})|([^ \\t\u00a0\u3000\\r\\n:：][^:：\\r\\n]*[:：]))?+"
        )
        self._head = regex(f"{blanks}([^:：\\r\\n]*[:：])")
        self._end = regex(f"{blanks}{words['_NL']}")
        self._level = regex(words["LEVEL"])
        self._year = regex(f"{blanks}({words['YEAR']})")
        self._amount, self._part, self._word = (
            regex(parts[name]) for name in ("amount", "part", "stage")
        )
        self._equals, self._plus, self._comma, self._open, self._close = (
            regex(f"{blanks}({words[name]})")
            for name in ("EQUALS", "PLUS", "COMMA", "OPEN", "CLOSE")
        )
        self._makers: dict[str, Maker] = {
            "text": self._read_field,
            "unit": self._read_unit,
            "project": self._read_project,
            "list": self._read_list_head,
            "equation": self._read_equation,
            "yearly": self._read_yearly,
            "schedule": self._read_schedule,
            "target": self._read_target,
        }
        self._heads: dict[str, tuple[Maker, str]] = {}

    def read(self, text: str) -> tuple[list[tree.Line | None], list[int]]:
        """The lines of ``text``, which ends with a line break; None, and its number, for those left to lark."""
        found: list[tree.Line | None] = []
        left: list[int] = []
        find_head, known = self._head.match, self._heads.get
        at, size = 0, len(text)
        while at < size:
            begun = find_head(text, at)
            maker = known(begun[1]) if begun is not None else None
            if begun is not None and maker is not None:
                make, word = maker
                start, end = begun.span(1)
                read = make(text, tree.Leaf(word, span(Span, (start, end))), end)
            else:
                read = self._read_unknown(text, at)
            if read is not None:
                line, at = read
                found.append(line)
            else:
                found.append(None)
                left.append(len(found))
                at = text.index("\n", at) + 1
        return found, left

    def _read_unknown(self, text: str, at: int) -> Read:
        """A line without a first word, or with one that has not been met."""
        begun = self._begin.match(text, at)
        assert begun is not None
        start, end = begun.span(begun.lastindex or 0)
        match begun.lastindex:
            case 1:
                return self._read_comment(text, word_at(text, (start, end)), end)
            case 2:
                return self._read_item(text, word_at(text, (start, end)), end)
            case 3:
                return self._read_more(text, leaf("|", (start, end)), end)
            case 4:
                return self._read_parts(text, start)
            case 5:
                maker = self._look_up(begun[5])
                return maker and maker[0](text, leaf(maker[1], (start, end)), end)
        broken = self._end.match(text, at)
        if broken is None:
            return None
        stop = broken.end() - 1
        stop -= stop > at and text[stop - 1] == "\r"
        return tree.Blank(span(Span, (at, stop))), broken.end()

    def _look_up(self, head: str) -> tuple[Maker, str] | None:
        """Who reads a line that begins so, and what its first word says."""
        spelling = head[:-1].rstrip(BLANKS)
        keyword = vocabulary().find(spelling) if _is_plain(spelling) else None
        maker: tuple[Maker, str] | None = None
        if keyword is not None and keyword.shape == "row":
            maker = self._read_keyword_row, keyword.id
        elif keyword is not None:
            maker = self._makers[keyword.shape], keyword.id
        elif self._level.fullmatch(head):
            path = head[:-1].replace("／", "/").split("/", 1)
            maker = self._read_level, "/".join(part.strip(BLANKS) for part in path)
        if maker is not None:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            self._heads[head] = maker
        return maker

    # Each reader is given the text, the first word and where that ends; groups are the words of the rule in
    # their order, of several that may stand in one place in the order in which they are tried.

    def _read_comment(self, text: str, comment: tree.Leaf, at: int) -> Read:
        match = self._end.match(text, at)
        return match and (tree.Comment(comment), match.end())

    def _read_field(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._field.match(text, at)
        if match is None:
            return None
        whole, quoted, plain = match.regs
        return tree.Field(head, text_at(text, quoted, plain)), whole[1]

    def _read_unit(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._unit.match(text, at)
        if match is None:
            return None
        whole, digits, quoted, plain = match.regs
        code = narrow_at(text, digits) if digits[0] >= 0 else None
        return tree.Opening(head, code, text_at(text, quoted, plain)), whole[1]

    def _read_project(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._project.match(text, at)
        if match is None:
            return None
        whole, code_quoted, code_plain, quoted, plain = match.regs
        code = None
        if code_plain[0] >= 0:
            code = narrow_at(text, code_plain)
        elif code_quoted[0] >= 0:
            code = quoted_at(text, code_quoted)
        return tree.Opening(head, code, text_at(text, quoted, plain)), whole[1]

    def _read_list_head(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._end.match(text, at)
        return match and (tree.ListHead(head), match.end())

    def _read_item(self, text: str, marker: tree.Leaf, at: int) -> Read:
        match = self._item.match(text, at)
        if match is None:
            return None
        whole, quoted, plain = match.regs
        return tree.Item(marker, text_at(text, quoted, plain)), whole[1]

    def _read_more(self, text: str, bar: tree.Leaf, at: int) -> Read:
        match = self._more.match(text, at)
        if match is None:
            return None
        whole, quoted, plain = match.regs
        return tree.More(bar, text_at(text, quoted, plain)), whole[1]

    def _read_level(self, text: str, head: tree.Leaf, at: int) -> Read:
        return self._read_row(text, head, at, False)

    def _read_keyword_row(self, text: str, head: tree.Leaf, at: int) -> Read:
        return self._read_row(text, head, at, True)

    def _read_row(self, text: str, head: tree.Leaf, at: int, is_keyword: bool) -> Read:
        match = self._row.match(text, at)
        if match is None:
            return None
        whole, quoted, plain, operator, colon, *value = match.regs
        name = text_at(text, quoted, plain)
        if operator[0] >= 0:
            sign = tree.Leaf(spelled(match[3]), span(Span, operator))
        elif colon[0] >= 0:
            sign = tree.Leaf(":", span(Span, colon))
        else:
            return tree.Row(head, is_keyword, name), whole[1]
        return tree.Row(head, is_keyword, name, sign, text_at(text, *value)), whole[1]

    def _read_target(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._target.match(text, at)
        if match is None:
            return None
        whole, operator, quoted, plain = match.regs
        sign = None
        if operator[0] >= 0:
            sign = tree.Leaf(spelled(match[1]), span(Span, operator))
        return tree.TargetField(head, sign, text_at(text, quoted, plain)), whole[1]

    def _read_schedule(self, text: str, head: tree.Leaf, at: int) -> Read:
        stages: list[tree.Stage] = []
        comma: tree.Leaf | None = None
        find, next_comma = self._word.match, self._comma.match
        while True:
            words: list[tree.Leaf] = []
            while match := find(text, at):
                at = match.end()
                words.append(
                    word_at(text, match.span(2)) if match[2] else quoted_at(text, match.span(1))
                )
            if not words:
                break
            stages.append(tree.Stage(comma, tuple(words)))
            separator = next_comma(text, at)
            comma = None
            if separator is None:
                break
            comma = leaf(",", separator.span(1))
            at = separator.end()
        end = self._end.match(text, at)
        if end is None or comma is not None:
            return None
        return tree.Schedule(head, tuple(stages)), end.end()

    # Budgets

    def _read_equation(self, text: str, head: tree.Leaf, at: int) -> Read:
        total, at = self._read_amount(text, at)
        parts, at = self._read_sum(text, at, self._equals)
        end = self._end.match(text, at)
        return end and (tree.Equation(head, total, parts), end.end())

    def _read_yearly(self, text: str, head: tree.Leaf, at: int) -> Read:
        year = None
        if match := self._year.match(text, at):
            written = match[1].rstrip(BLANKS)
            start = match.start(1)
            year = leaf(half_width(written[:4]), (start, start + len(written)))
            at = match.end()
        total, at = self._read_amount(text, at)
        parts, at = self._read_sum(text, at, self._equals)
        end = self._end.match(text, at)
        return end and (tree.Yearly(head, year, total, parts), end.end())

    def _read_parts(self, text: str, at: int) -> Read:
        first = self._equals if self._equals.match(text, at) else self._plus
        parts, at = self._read_sum(text, at, first)
        end = self._end.match(text, at)
        return end and (tree.Parts(parts), end.end()) if parts else None

    def _read_amount(self, text: str, at: int) -> tuple[tree.Amount | None, int]:
        match = self._amount.match(text, at)
        return (amount_at(text, match, 1), match.end()) if match else (None, at)

    def _read_sum(
        self, text: str, at: int, first: re.Pattern[str] | None
    ) -> tuple[tuple[tree.Part, ...], int]:
        """Parts and their signs, as far as they go; inside brackets the first has none."""
        parts: list[tree.Part] = []
        sign_of = first
        while True:
            sign, start = None, at
            if sign_of is not None:
                match = sign_of.match(text, at)
                if match is None:
                    break
                sign = leaf("=" if sign_of is self._equals else "+", match.span(1))
                at = match.end()
            part, at = self._read_part(text, at, sign)
            if part is None:
                at = start  # a sign and nothing behind it: no end of a line stands here
                break
            parts.append(part)
            sign_of = self._plus
        return tuple(parts), at

    def _read_part(
        self, text: str, at: int, sign: tree.Leaf | None
    ) -> tuple[tree.Part | None, int]:
        match = self._part.match(text, at)
        if match is None:
            return None, at
        if match[1]:
            return tree.Part(sign, leaf("…", match.span(1))), match.end()
        name = word_at(text, match.span(3)) if match[3] else quoted_at(text, match.span(2))
        amount = amount_at(text, match, 4) if match.lastindex not in (2, 3) else None
        at = match.end()
        opening = self._open.match(text, at)
        if opening is None:
            return tree.Part(sign, name, amount), at
        inner, end = self._read_sum(text, opening.end(), None)
        closing = self._close.match(text, end)
        if closing is None or not inner:
            return None, at
        signs = leaf("(", opening.span(1)), leaf(")", closing.span(1))
        return tree.Part(sign, name, amount, signs[0], inner, signs[1]), closing.end()


def _is_plain(spelling: str) -> bool:
    """Whether a spelling has nothing that is a letter or a blank to Python and not to the grammar."""
    return all(
        one in BLANKS or not (one.isspace() or (one != one.lower() and not one.isascii()))
        for one in spelling
    )
