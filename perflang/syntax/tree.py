"""The tree: one node a line, one leaf a word of it, in the order of the source.

A leaf's ``text`` is what it says — quotes taken off, a keyword by its id, syntax in its half-width
spelling — and its span is where it stands; spans do not count when trees are compared. Nobody changes
a node once it is built; attrs does not guard that here, because it would cost every line of a source.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from perflang.source import NOWHERE, Place, SourceFile, Span, place_of, span_of
from perflang.source.classes import define


@define(weakref_slot=False)  # there are so many of them
class Leaf:
    """A word, sign, name or value of a line; ``quoted`` says that it stood in quotes.

    ``place`` says where it stands: few are ever asked for the span.
    """

    text: str
    place: Place = field(default=0, eq=False)
    quoted: bool = False

    @property
    def at(self) -> Span:
        """Where it stands."""
        return span_of(self.place)

    def to(self, last: Leaf) -> Place:
        """From where it begins to where ``last`` ends."""
        return place_of(self.place >> 32, span_of(last.place).end)


@define
class Comment:
    """``# …`` on a line of its own; the text holds the sign."""

    text: Leaf


@define
class Opening:
    """``项目: code name`` or ``预算单位: code name``: a line that opens a block."""

    keyword: Leaf
    code: Leaf | None = None
    name: Leaf | None = None


@define
class Field:
    """``keyword: text``."""

    keyword: Leaf
    value: Leaf | None = None


@define
class ListHead:
    """``绩效目标:``, whose items are the lines below."""

    keyword: Leaf


@define
class Item:
    """``1. text``; the marker ``-`` prints none."""

    marker: Leaf
    text: Leaf | None = None


@define
class More:
    """``| text``: a further line of the text above."""

    bar: Leaf
    text: Leaf | None = None


@define
class Amount:
    """A number with its own money unit, or one of ``— /``, or a quoted text."""

    number: Leaf
    scale: Leaf | None = None


@define
class Part:
    """One part of a budget: its sign, name and amount, and its own parts in brackets.

    The first part in a pair of brackets has no sign. The part ``…`` (the rest is not broken down)
    has neither amount nor parts.
    """

    sign: Leaf | None
    name: Leaf
    amount: Amount | None = None
    opening: Leaf | None = None
    parts: tuple[Part, ...] = ()
    closing: Leaf | None = None

    @property
    def is_rest(self) -> bool:
        return self.name.text == "…" and not self.name.quoted


@define
class Equation:
    """``预算: total = part + part``."""

    keyword: Leaf
    total: Amount | None = None
    parts: tuple[Part, ...] = ()


@define
class Yearly:
    """``分年度预算: 2022年 total = part + part``; the year's text is its four digits."""

    keyword: Leaf
    year: Leaf | None = None
    total: Amount | None = None
    parts: tuple[Part, ...] = ()


@define
class Parts:
    """A line of further parts of the budget above; each carries its sign."""

    parts: tuple[Part, ...]


@define
class Stage:
    """One stage of a schedule as the words that stand between its commas, and the comma before it."""

    comma: Leaf | None
    words: tuple[Leaf, ...]


@define
class Schedule:
    """``支出计划: 3月底 25%, 12月底 100%``."""

    keyword: Leaf
    stages: tuple[Stage, ...] = ()


@define
class Row:
    """An indicator, a level's heading, an empty row, or a breakdown row.

    ``head`` is a keyword (``指标``, ``其中``: ``is_keyword``) or the name of a level or path of two.
    ``operator`` is one of ``≥ ≤ > < =``, or ``:`` before a value without one.
    """

    head: Leaf
    is_keyword: bool
    name: Leaf | None = None
    operator: Leaf | None = None
    value: Leaf | None = None


@define
class TargetField:
    """``指标值: ≥ 20 个``: the target of an indicator on a line of its own."""

    keyword: Leaf
    operator: Leaf | None = None
    value: Leaf | None = None


@define
class Blank:
    """A line with nothing on it."""

    at: Span = field(default=NOWHERE, eq=False)


@define
class Unreadable:
    """A line that is no statement; the text is the whole line."""

    text: Leaf


Line = (
    Comment
    | Opening
    | Field
    | ListHead
    | Item
    | More
    | Equation
    | Yearly
    | Parts
    | Schedule
    | Row
    | TargetField
    | Blank
    | Unreadable
)


@define
class Tree:
    """A file's lines, one node for each line of ``source``; trees are equal when their lines are."""

    lines: Sequence[Line]
    source: SourceFile = field(eq=False, repr=False, factory=lambda: SourceFile("", ""))
