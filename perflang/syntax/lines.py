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
from typing import Any
from zlib import crc32

from perflang.source import Span, packaged_text
from perflang.source.regex import regex as compiled_later
from perflang.syntax import tree
from perflang.syntax.words import (
    amount_at,
    leaf,
    narrow_at,
    quoted_at,
    spelled,
    text_at,
)
from perflang.values.spelling import BLANKS, half_width
from perflang.vocabulary import vocabulary

GRAMMARS = ("grammar/perflang.lark", "grammar/keywords.lark")
LINES = "grammar/lines.json"
_MOST_HEADS = 2000
# Blanks of which most texts have none; in the patterns they stand side by side in each class of characters. A
# class beyond the first 256 characters takes ten times as long to compile, and a third of all classes are those.
_RARE = "\u00a0\u3000"
_by_lark_alone = ContextVar("by_lark_alone", default=False)

Read = tree.Line | None
Maker = Callable[[str, tree.Leaf, int], Read]
# Parts, what closes their brackets (None: the line ends) and where that ends.
Sum = tuple[tuple[tree.Part, ...], tree.Leaf | None, int]
# Groups of the pattern of lines that do not begin with a word and a colon: what each kind begins with.
_COMMENT, _MARKER, _BAR, _SIGN, _WORD, _BREAK = 1, 2, 5, 8, 9, 10


def grammar_print() -> str:
    """A fingerprint of the grammar's files: one that nobody forges, so that a check sum does."""
    grammars = "\0".join(packaged_text(path) for path in GRAMMARS)
    return f"{crc32(grammars.encode()):08x}"


def line_reader(text: str = _RARE) -> LineReader | None:
    """A reader for ``text``, or None where its patterns are of another grammar, or lark is to read everything."""
    return None if _by_lark_alone.get() else _reader(any(blank in text for blank in _RARE))


@contextmanager
def by_lark_alone() -> Iterator[None]:
    """As long as this lasts lark reads every line: what it finds is right by definition."""
    token = _by_lark_alone.set(True)
    try:
        yield
    finally:
        _by_lark_alone.reset(token)


@cache
def _reader(has_rare: bool) -> LineReader | None:
    try:
        table = json.loads(packaged_text(LINES))
    except KeyError:
        return None
    if table["made by"] != grammar_print():
        return None
    return LineReader(table, "" if has_rare else _RARE)


class LineReader:
    """Reads one line after the other; what a line begins with is looked up, since most words come again.

    One pattern finds the lines and what they begin with, and reads those that are a word and a text: half of all.
    No text that is read holds a character of ``absent``.
    """

    def __init__(self, table: dict[str, Any], absent: str) -> None:
        def regex(pattern: str) -> re.Pattern[str]:
            return compiled_later(pattern.replace(absent, ""))

        lines, parts, words, blanks = (table[one] for one in ("lines", "parts", "words", "blanks"))
        end = f"{blanks}{words['_NL']}"
        head = "([^:：\\r\\n]++[:：])"  # no blank is left before it
        self._lines = regex(f"{blanks}(?:{head}{lines['field']}|[^\\n]*\\n)")
        self._others = regex(
            f"{blanks}(?:({words['COMMENT']}){end}"
            f"|({words['MARKER']}){lines['item']}"
            f"|({words['BAR']}){lines['more']}"
            f"|({words['EQUALS']}|{words['PLUS']})"
            f"|{head}"
            f"|({words['_NL']}))?+"
        )
        self._unit, self._project, self._row, self._target = (
            regex(lines[name]) for name in ("unit", "project", "row", "target")
        )
        self._end = regex(end)
        self._level = regex(words["LEVEL"])
        self._year = regex(f"{blanks}({words['YEAR']})")
        self._total = regex(f"(?:{parts['amount']})?+{blanks}({words['_NL']})?+")
        self._part = regex(
            f"(?:{blanks}(?:({words['EQUALS']})|({words['PLUS']})))?+{parts['part']}"
            f"{blanks}(?:({words['OPEN']})|({words['CLOSE']})|({words['_NL']}))?+"
        )
        self._behind = regex(f"{blanks}(?:({words['CLOSE']})|({words['_NL']}))?+")
        word = parts["stage"]
        self._stage = regex(
            f"(?:{word}(?:{word})?+)?+{blanks}(?:({words['COMMA']})|({words['_NL']}))?+"
        )
        self._makers: dict[str, Maker] = {
            "unit": self._read_unit,
            "project": self._read_project,
            "list": self._read_list_head,
            "equation": self._read_equation,
            "yearly": self._read_yearly,
            "schedule": self._read_schedule,
            "target": self._read_target,
            "row": self._read_keyword_row,
        }
        self._heads: dict[str, tuple[Maker | None, str]] = {}

    def read(
        self, text: str, otherwise: Callable[[int], tree.Line], at: int = 0
    ) -> Iterator[tree.Line]:
        """The lines of ``text`` from ``at`` on; it ends with a line break.

        For a line that is left to lark, ``otherwise`` is given where it begins.
        """
        known, make_leaf, make_field = self._heads.get, tree.Leaf, tree.Field
        for match in self._lines.finditer(text, at):
            meant = known(match[1])
            if meant is None:
                line = self._read_other(text, match.start())
            else:
                read, word = meant
                keyword = make_leaf(word, match.start(1) << 32 | match.end(1))
                if read is None:
                    value = match[3]
                    if value is not None:
                        value = make_leaf(value, match.start(3) << 32 | match.end(3))
                    elif match[2] is not None:
                        value = quoted_at(match, 2)
                    yield make_field(keyword, value)
                    continue
                line = read(text, keyword, match.end(1))
            yield line or otherwise(match.start())

    def _read_other(self, text: str, at: int) -> Read:
        """A line that begins with no word and colon, or with such that have not been met."""
        match = self._others.match(text, at)
        assert match is not None
        last = match.lastindex
        if last is None:
            return None
        if last == _BREAK:
            return tree.Blank(Span(at, match.start(_BREAK)))
        if last == _WORD:
            meant = self._look_up(match[_WORD])
            if meant is None:
                return None
            read, word = meant
            keyword = leaf(word, match.span(_WORD))
            if read is not None:
                return read(text, keyword, match.end())
            match = self._lines.match(text, at)
            return tree.Field(keyword, text_at(match, 2, 3)) if match and match[1] else None
        if last == _SIGN:
            return self._read_parts(text, match.start(_SIGN))
        if last == _COMMENT:
            return tree.Comment(leaf(match[_COMMENT], match.span(_COMMENT)))
        if last >= _BAR:
            return tree.More(leaf("|", match.span(_BAR)), text_at(match, _BAR + 1, _BAR + 2))
        marker = leaf(match[_MARKER], match.span(_MARKER))
        return tree.Item(marker, text_at(match, _MARKER + 1, _MARKER + 2))

    def _look_up(self, head: str) -> tuple[Maker | None, str] | None:
        """Who reads a line that begins so, None for a word and a text, and what its first word says."""
        spelling = head[:-1].rstrip(BLANKS)
        keyword = vocabulary().find(spelling) if _is_plain(spelling) else None
        if keyword is not None:
            reader = None if keyword.shape == "text" else self._makers[keyword.shape]
            meant = reader, keyword.id
        elif self._level.fullmatch(head):
            path = head[:-1].replace("／", "/").split("/", 1)
            meant = self._read_row, "/".join(part.strip(BLANKS) for part in path)
        else:
            return None
        if len(self._heads) >= _MOST_HEADS:
            self._heads.clear()
        self._heads[head] = meant
        return meant

    # Each reader is given the text, the first word and where that ends; groups are the words of the rule in
    # their order, of several that may stand in one place in the order in which they are tried.

    def _read_unit(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._unit.match(text, at)
        if match is None:
            return None
        return tree.Opening(head, narrow_at(match, 1) if match[1] else None, text_at(match, 2, 3))

    def _read_project(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._project.match(text, at)
        if match is None:
            return None
        code = narrow_at(match, 2) if match[2] else quoted_at(match, 1) if match[1] else None
        return tree.Opening(head, code, text_at(match, 3, 4))

    def _read_list_head(self, text: str, head: tree.Leaf, at: int) -> Read:
        return tree.ListHead(head) if self._end.match(text, at) else None

    def _read_keyword_row(self, text: str, head: tree.Leaf, at: int) -> Read:
        return self._read_row(text, head, at, True)

    def _read_row(self, text: str, head: tree.Leaf, at: int, is_keyword: bool = False) -> Read:
        match = self._row.match(text, at)
        if match is None:
            return None
        if match.lastindex is None:
            return tree.Row(head, is_keyword)
        make = tree.Leaf
        _, name, operator, colon, _, value = match.groups()
        name = (
            make(name, match.start(2) << 32 | match.end(2))
            if name is not None
            else quoted_at(match, 1)
        )
        if operator is not None:
            sign = make(spelled(operator), match.start(3) << 32 | match.end(3))
        elif colon is not None:
            sign = make(":", match.start(4) << 32 | match.end(4))
        else:
            return tree.Row(head, is_keyword, name)
        value = (
            make(value, match.start(6) << 32 | match.end(6))
            if value is not None
            else quoted_at(match, 5)
        )
        return tree.Row(head, is_keyword, name, sign, value)

    def _read_target(self, text: str, head: tree.Leaf, at: int) -> Read:
        match = self._target.match(text, at)
        if match is None:
            return None
        sign = leaf(spelled(match[1]), match.span(1)) if match[1] else None
        return tree.TargetField(head, sign, text_at(match, 2, 3))

    def _read_schedule(self, text: str, head: tree.Leaf, at: int) -> Read:
        stages: list[tree.Stage] = []
        words: list[tree.Leaf] = []
        comma: tree.Leaf | None = None
        make = tree.Leaf
        for match in self._stage.finditer(text, at):
            quoted, word, next_quoted, next_word, separator, end = match.groups()
            if word is not None:
                words.append(make(word, match.start(2) << 32 | match.end(2)))
            elif quoted is not None:
                words.append(quoted_at(match, 1))
            if next_word is not None:
                words.append(make(next_word, match.start(4) << 32 | match.end(4)))
            elif next_quoted is not None:
                words.append(quoted_at(match, 3))
            if separator is None and end is None:
                if word is None and quoted is None:
                    return None
                continue  # a stage of more than two words
            if words:
                stages.append(tree.Stage(comma, tuple(words)))
            elif end is None or comma is not None:
                return None
            if end is not None:
                break
            comma = make(",", match.start(5) << 32 | match.end(5))
            words = []
        return tree.Schedule(head, tuple(stages))

    # Budgets

    def _read_equation(self, text: str, head: tree.Leaf, at: int) -> Read:
        read = self._read_total(text, at)
        return tree.Equation(head, *read) if read else None

    def _read_yearly(self, text: str, head: tree.Leaf, at: int) -> Read:
        year = None
        if match := self._year.match(text, at):
            written = match[1].rstrip(BLANKS)
            start = match.start(1)
            year = leaf(half_width(written[:4]), (start, start + len(written)))
            at = match.end()
        read = self._read_total(text, at)
        return tree.Yearly(head, year, *read) if read else None

    def _read_parts(self, text: str, at: int) -> Read:
        read = self._read_sum(text, at, half_width(text[at]))
        return tree.Parts(read[0]) if read and read[1] is None else None

    def _read_total(
        self, text: str, at: int
    ) -> tuple[tree.Amount | None, tuple[tree.Part, ...]] | None:
        match = self._total.match(text, at)
        assert match is not None
        if match[5] is not None:
            return amount_at(match, 1), ()
        read = self._read_sum(text, match.end(), "=")
        return (amount_at(match, 1), read[0]) if read and read[1] is None else None

    def _read_sum(self, text: str, at: int, sign: str) -> Sum | None:
        """Parts, the first of them with ``sign`` (inside brackets it has none), to where they end."""
        parts: list[tree.Part] = []
        while match := self._part.match(text, at):
            equals, plus, rest, _, name, *_, opens, closes, end = match.groups()
            if ((equals and "=") or (plus and "+") or "") != sign:
                return None
            before = leaf(sign, match.span(1 if equals else 2)) if sign else None
            if rest is not None:
                named, amount = leaf("…", match.span(3)), None
            else:
                named = quoted_at(match, 4) if name is None else leaf(name, match.span(5))
                amount = amount_at(match, 6)
            at = match.end()
            if opens is None:
                parts.append(tree.Part(before, named, amount))
            else:
                inner = self._read_sum(text, at, "") if rest is None else None
                if inner is None or inner[1] is None:
                    return None
                inside, closing, at = inner
                opening = leaf("(", match.span(10))
                parts.append(tree.Part(before, named, amount, opening, inside, closing))
                match = self._behind.match(text, at)
                assert match is not None
                closes, end = match.groups()
                at = match.end()
            if closes is not None:
                return tuple(parts), leaf(")", (at - 1, at)), at
            if end is not None:
                return tuple(parts), None, at
            sign = "+"
        return None


def _is_plain(spelling: str) -> bool:
    """Whether a spelling has nothing that is a letter or a blank to Python and not to the grammar."""
    return all(
        one in BLANKS or not (one.isspace() or (one != one.lower() and not one.isascii()))
        for one in spelling
    )
