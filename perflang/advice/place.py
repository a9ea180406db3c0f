"""Where a line stands: what is open above it, read from the lines as they go by."""

from __future__ import annotations

from attrs import field

from perflang.model import Catalogue, Framework, Level
from perflang.source import SourceFile, Span
from perflang.source.classes import define
from perflang.syntax import (
    Amount,
    Blank,
    Comment,
    Equation,
    Field,
    Item,
    Line,
    ListHead,
    More,
    Opening,
    Parts,
    Row,
    Schedule,
    TargetField,
    Unreadable,
    Yearly,
)
from perflang.values import next_marker, read_plain

_ENDS = "。！？；.!?;"


@define
class Place:
    """The state above a line; ``number`` is the line's, from 1."""

    source: SourceFile
    catalogue: Catalogue
    framework: Framework
    year: str | None = None  # the publication's
    number: int = 0
    project: bool = False
    marker: str | None = None  # of the item that may come next, where a list is open
    items: int = 0
    heading: Level | None = None
    row: bool = False  # a level 2 stands above, so that 指标: can go on
    has_target: bool = True  # the indicator above has one
    sign: str = ""  # of the next source of money, where a budget is open
    total: str | None = None  # the number of the project's budget
    empty_budget: Equation | Yearly | None = None  # the open budget, where it has no amount yet
    years: str = ""  # the word of a yearly budget right above
    stages: str = ""  # the word of a schedule without stages, that is open
    text: str | None = None  # the text above, that may go on
    comment: tuple[str, Span] | None = field(default=None)  # the comment right above, and its place

    @property
    def line(self) -> str:
        """The line itself, without the blanks around it."""
        return self.source.line_text(self.number).strip(" \t\u00a0\u3000\r")

    @property
    def text_is_open(self) -> bool:
        """Whether the text above breaks off, so that this line may go on with it."""
        return bool(self.text) and self.text is not None and self.text[-1] not in _ENDS

    def pass_by(self, line: Line, source: SourceFile | None = None) -> None:
        """The line, of the source itself or of another, is read; what follows stands below it."""
        match line:
            case Blank():
                return
            case Unreadable():
                pass
            case Comment():
                self.comment = (line.text.text.strip("#＃ \t"), line.text.at)
                return
            case More():
                self.text = line.text.text if line.text else ""
            case Item():
                self.items += 1
                self.marker = next_marker(line.marker.text) or line.marker.text
                self.text = line.text.text if line.text else ""
            case Parts():
                self.sign = "+" if self.sign else ""
            case _:
                self._statement(line, source or self.source)
        self.comment = None

    def _statement(self, line: Line, source: SourceFile) -> None:
        self.marker, self.sign, self.stages, self.text = None, "", "", None
        self.empty_budget, self.years = None, ""
        match line:
            case Opening():
                self.project = line.keyword.text in ("project", "whole")
                self.heading, self.row, self.total = None, False, None
                self.has_target = True
            case ListHead():
                self.marker, self.items = "1.", 0
            case Field():
                self.text = line.value.text if line.value else ""
            case Equation() | Yearly():
                self.sign = "+" if line.parts else "="
                self.empty_budget = None if line.parts or line.total else line
                if line.keyword.text == "budget":
                    self.total = _plain(line.total)
                self.years = _word(line, source) if isinstance(line, Yearly) else ""
            case Schedule():
                self.stages = "" if line.stages else _word(line, source)
            case TargetField():
                self.has_target = self.has_target or line.keyword.text == "target"
            case Row():
                self._row(line)

    def _row(self, line: Row) -> None:
        heads = line.head.text.split("/")
        first = self.framework.first_level(heads[0])
        second = self.framework.second_level(heads[-1])
        if not line.is_keyword and first is not None and line.name is None and second is None:
            self.heading = first
            self.row = False
            return
        if len(heads) > 1:
            self.heading = None
        self.row = self.row or line.is_keyword or second is not None
        self.has_target = line.value is not None or line.name is None


def _word(line: Yearly | Schedule, source: SourceFile) -> str:
    """The word that a line begins with, as it was written."""
    start, end = line.keyword.at
    return source.text[start:end].rstrip(": ：\t\u3000")


def _plain(total: Amount | None) -> str | None:
    if total is None or total.scale is not None:
        return None
    number = read_plain(total.number.text)
    return f"{number.value:f}" if number else None
