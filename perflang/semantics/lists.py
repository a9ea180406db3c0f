"""Lists: the items below a list's keyword, and that their numbers run on."""

from __future__ import annotations

from sys import intern

from perflang.model import Catalogue, Framework, Goal
from perflang.semantics.report import Report
from perflang.semantics.texts import Places, Text
from perflang.source import Place, Span, span_of
from perflang.source.regex import regex
from perflang.syntax import Item, Leaf
from perflang.values import Marker, inner_markers, marker_number
from perflang.vocabulary import vocabulary

_HEAD = regex("[^:：]{1,40}(?=[:：])")


def is_field(text: Leaf | None, framework: Framework) -> bool:
    """Whether the text of an item is a line of its own that has a marker before it: ``- 用途: …``."""
    match = _HEAD.match(text.text) if text else None
    head = match[0].rstrip() if match else ""
    level = framework.first_level(head) or framework.second_level(head)
    return bool(head) and (level is not None or vocabulary().find(head) is not None)


def is_row(text: Leaf | None, framework: Framework) -> bool:
    """Whether it is a level or a comparison, which no item of a list that is not there would be."""
    if text is None:
        return False
    compares = any(sign in text.text for sign in "≥≤><＞＜")
    level = framework.first_level(text.text) or framework.second_level(text.text)
    return compares or level is not None


def _is_other_line(item: Item, catalogue: Catalogue) -> bool:
    """Whether an item out of order is no item: that is said of it, and not that its number is wrong."""
    from perflang.semantics.item_fields import field_of

    text = item.text.text if item.text else ""
    return field_of(item.marker.text, text, catalogue)[0] != ""


class ListReader:
    """The items of one list, in order."""

    def __init__(self, report: Report, at: Span, catalogue: Catalogue) -> None:
        self.report = report
        self.catalogue = catalogue
        self.at = at
        self.items: list[tuple[Item, Text]] = []
        self.last: dict[str, tuple[int, Place]] = {}
        self.previous: tuple[str, int] | None = None
        self.lost_lines = 0
        self.has_lost = False
        self.due: int | None = None

    def add(self, item: Item) -> Text:
        """The item's text, for further lines to be added to."""
        text = Text(item.text, item.marker.place)
        self.items.append((item, text))
        marker = marker_number(item.marker.text)
        if marker is not None:
            self._check_number(item, marker)
        return text

    def lose_line(self) -> None:
        """A line could not be read: it may have been an item, and the first of another kind of list."""
        self.lost_lines += 1
        self.has_lost = True

    def goals(self) -> tuple[Goal, ...]:
        return tuple([_goal(item, text) for item, text in self.items])

    def _check_number(self, item: Item, marker: Marker) -> None:
        """A number follows its like by one, or begins again at one below another kind of number."""
        pattern, number, previous = marker.pattern, marker.number, self.previous
        is_next = number == 1 if previous is None else previous == (pattern, number - 1)
        if is_next:  # nearly always
            self.due = None
        # 1. … 2. … on the line above: that they share a line is said there.
        elif (
            not self._fits(pattern, number)
            and not self._ended_at(number - 1)
            and not _is_other_line(item, self.catalogue)
        ):
            before = self.last.get(pattern)
            self.due = expected = before[0] + 1 if before else 1
            values = {"marker": item.marker.text, "expected": str(expected)}
            labels = {"before": span_of(before[1])} if before else None
            self.report.add("PF218", item.marker, values, labels=labels)
        self.last[pattern] = (number, item.marker.place)
        self.previous = (pattern, number)
        self.lost_lines = 0

    def _fits(self, pattern: str, number: int) -> bool:
        """Whether a number may stand here that does not follow the one above of its kind."""
        before = self.last.get(pattern)
        expected = before[0] + 1 if before else 1
        follows = self.previous is not None and number == self.previous[1] + 1
        begins = number == 1 and (not self.previous or self.previous[0] != pattern)
        # 1 4 3: one number is wrong, and the list goes on as if it were right.
        goes_on = self.due is not None and number == self.due + 1
        self.due = None
        # Lost lines may have been items, or the first of them the head of another list.
        unsure = expected <= number <= expected + self.lost_lines
        unsure = unsure or number <= self.lost_lines
        unsure = unsure or (self.has_lost and before is None and bool(self.previous))
        return number == expected or follows or begins or goes_on or unsure

    def _ended_at(self, number: int) -> bool:
        """Whether the item above holds further numbers up to this one."""
        if len(self.items) < 2:
            return False
        item, text = self.items[-2]
        inner = inner_markers(item.marker.text, text.text)
        start, end = inner[-1] if inner else (0, 0)
        last = marker_number(text.text[start:end])
        return last is not None and last.number == number


def _goal(item: Item, text: Text) -> Goal:
    marker = item.marker.text
    printed = "" if marker in ("-", "－") else marker
    return Goal(printed, intern(text.text), Places({"": item.marker.place, "text": text.place}))
