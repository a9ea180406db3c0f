"""A tree as text in the one style there is: indentation, blanks and blank lines are set here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field

from perflang.source.classes import frozen
from perflang.syntax.tree import (
    Amount,
    Blank,
    Comment,
    Equation,
    Field,
    Item,
    Leaf,
    Line,
    ListHead,
    More,
    Opening,
    Part,
    Parts,
    Row,
    Schedule,
    Stage,
    TargetField,
    Tree,
    Unreadable,
    Yearly,
)
from perflang.values import tidy_history, tidy_stage, tidy_value
from perflang.vocabulary import vocabulary

STEP = "  "


@frozen
class Style:
    """What a printer may choose: the language, and how it spells the names of levels.

    ``language`` None leaves each keyword in the language it was written in; the tree must then be one
    that was parsed. ``words`` maps names of levels, in lower case, to the spelling to print; others
    stay. A line that holds one of ``headings`` alone (as printed) is a title, and what follows it is
    indented once more.
    """

    language: str | None = "zh"
    headings: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(factory=dict, hash=False)


def print_tree(tree: Tree, style: Style) -> str:
    """``tree`` as a source text; parsing it gives an equal tree.

    Blank lines, the names of levels and the blanks within a value aside: `20个` is printed as `20 个`.
    """
    return _Printer(style, tree.source.text).text(tree)


class _Printer:
    def __init__(self, style: Style, source: str) -> None:
        self.language = style.language
        self.headings = style.headings
        self.words = style.words
        self.source = source
        self.output: list[str] = []
        self.goes_on = False  # whether further lines of its text stand below the line being printed
        self.waiting = 0  # where the comments begin that wait for the statement they stand above
        self.depth = 0  # indentation of the last statement, in steps
        self.row_depth = 1
        self.in_part = False  # the last row is a breakdown row: its fields stand further in
        self.list_depth = 0

    def text(self, tree: Tree) -> str:
        goes_on = _go_on(tree.lines)
        for number, line in enumerate(tree.lines):
            self.goes_on = goes_on[number]
            if isinstance(line, Blank):
                self._blank()
            elif isinstance(line, Comment):
                self.output.append(line.text.text)
            else:
                self._statement(line)
        while self.output and not self.output[-1]:
            self.output.pop()
        return "".join(f"{line}\n" for line in self.output)

    def _blank(self) -> None:
        if self.output and self.output[-1]:
            self.output.append("")

    def _statement(self, line: Line) -> None:
        shift = self._depth(line)
        indent = STEP * shift
        for index in range(self.waiting, len(self.output)):
            if self.output[index]:
                self.output[index] = indent + self.output[index]
        if self._opens_paragraph(line):
            above = len(self.output)
            while above > self.waiting and self.output[above - 1]:
                above -= 1
            if above == self.waiting and above > 0 and self.output[above - 1]:
                self.output.insert(above, "")
        text = self._line(line)
        self.output.append(text if isinstance(line, Unreadable) else indent + text)
        self.waiting = len(self.output)

    def _opens_paragraph(self, line: Line) -> bool:
        if isinstance(line, Opening):
            return line.keyword.text in ("project", "whole")
        return isinstance(line, ListHead) and self.list_depth == 0

    def _depth(self, line: Line) -> int:
        """How far a statement is indented; headings and rows decide for what follows them."""
        if isinstance(line, Opening):
            self.row_depth, self.in_part = 1, False
            self.depth = 0
        elif isinstance(line, Row):
            self.depth = self._row_depth(line)
        elif isinstance(line, Item):
            self.depth = self.list_depth + 1
        elif isinstance(line, More | Parts):
            return self.depth + 1
        elif isinstance(line, Field | ListHead | Equation | Yearly | Schedule | TargetField):
            self.depth = self._owned_depth(line.keyword.text)
            if isinstance(line, ListHead):
                self.list_depth = self.depth
        return self.depth

    def _owned_depth(self, keyword: str) -> int:
        owner = vocabulary()[keyword].owner
        depths = {"publication": 0, "project": 1, "task": 2}
        return depths.get(owner, self.row_depth + 1 + self.in_part)

    def _row_depth(self, line: Row) -> int:
        self.in_part = line.is_keyword and line.head.text == "part"
        if self.in_part:
            return self.row_depth + 1
        if line.name is None and self._level(line.head.text) in self.headings:
            self.row_depth = 2
            return 1
        return self.row_depth

    def _line(self, line: Line) -> str:
        match line:
            case Opening():
                return self._after(line.keyword, line.code, line.name)
            case Field():
                return self._after(line.keyword, self._field(line.keyword.text, line.value))
            case ListHead():
                return self._after(line.keyword)
            case Item():
                return _item(line)
            case More():
                return _joined(line.bar, line.text)
            case Equation():
                return " ".join([self._head(line.keyword), *_sum(line.total, line.parts)])
            case Yearly():
                return " ".join([*self._year(line), *_sum(line.total, line.parts)])
            case Parts():
                return " ".join(_part(part) for part in line.parts)
            case Schedule():
                stages = ", ".join(_stage(stage) for stage in line.stages)
                return f"{self._head(line.keyword)} {stages}".rstrip(" ")
            case Row():
                return self._row(line)
            case TargetField():
                value = self._value(line.operator.text if line.operator else "", line.value)
                return self._after(line.keyword, line.operator, value)
            case Comment() | Unreadable():
                return line.text.text
            case Blank():
                return ""

    def _head(self, keyword: Leaf) -> str:
        return vocabulary()[keyword.text].spelled(self._language(keyword)) + ":"

    def _language(self, keyword: Leaf) -> str:
        return self.language or _language_of(self.source[keyword.at.start])

    def _year(self, line: Yearly) -> list[str]:
        """``分年度预算: 2022年``, ``yearly budget: 2022:``."""
        behind = "年" if self._language(line.keyword) == "zh" else ":"
        year = [line.year.text + behind] if line.year else []
        return [self._head(line.keyword), *year]

    def _level(self, path: str) -> str:
        return "/".join(self.words.get(word.lower(), word) for word in path.split("/", 1))

    def _after(self, keyword: Leaf, *leaves: Leaf | None) -> str:
        return " ".join([self._head(keyword), *(_quoted(leaf) for leaf in leaves if leaf)])

    def _row(self, line: Row) -> str:
        head = self._head(line.head) if line.is_keyword else f"{self._level(line.head.text)}:"
        if line.name is None:
            return head
        if line.operator is None:
            return f"{head} {_quoted(line.name)}"
        gap = "" if line.operator.text == ":" else " "
        value = self._value(line.operator.text.replace(":", ""), line.value)
        return f"{head} {_quoted(line.name)}{gap}{_joined(line.operator, value)}"

    def _field(self, keyword: str, value: Leaf | None) -> Leaf | None:
        if keyword != "history" or value is None or value.quoted or self.goes_on:
            return value
        return Leaf(tidy_history(value.text))

    def _value(self, operator: str, value: Leaf | None) -> Leaf | None:
        """A value in one style; in quotes, or with further lines below, it is a text and stays."""
        if value is None or value.quoted or self.goes_on:
            return value
        return Leaf(tidy_value(operator, value.text))


def _go_on(lines: Sequence[Line]) -> list[bool]:
    """For each line whether the next that says something goes on with its text."""
    found, following = [], False
    for line in reversed(lines):
        found.append(following)
        if not isinstance(line, Blank | Comment):
            following = isinstance(line, More)
    return found[::-1]


def _stage(stage: Stage) -> str:
    if any(word.quoted for word in stage.words):
        return _joined(*stage.words)
    return " ".join(tidy_stage([word.text for word in stage.words]))


def _language_of(first: str) -> str:
    """The language of a keyword by its first character."""
    return "en" if first.isascii() else "zh"


def _item(line: Item) -> str:
    """``1. 全力`` but ``1、全力``: a wide marker brings its own gap, unless a number would join it."""
    text = _joined(line.text)
    wide = not line.marker.text.isascii() and not text[:1].isdigit()
    return (line.marker.text + ("" if wide else " ") + text).rstrip(" ")


def _quoted(leaf: Leaf) -> str:
    return '"' + leaf.text.replace('"', '""') + '"' if leaf.quoted else leaf.text


def _joined(*leaves: Leaf | None) -> str:
    return " ".join(_quoted(leaf) for leaf in leaves if leaf)


def _sum(total: Amount | None, parts: Sequence[Part]) -> list[str]:
    """The words of ``total = part + part``."""
    return [*([_amount(total)] if total else []), *map(_part, parts)]


def _amount(amount: Amount) -> str:
    return _quoted(amount.number) + (amount.scale.text if amount.scale else "")


def _part(part: Part) -> str:
    words = [_joined(part.sign, part.name)]
    if part.amount:
        words.append(_amount(part.amount))
    if part.parts:
        words.append("(" + " ".join(_part(inner) for inner in part.parts) + ")")
    return " ".join(words)
