"""A field that was broken over several lines, as the one line that it is: a schedule, a budget."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from perflang.advice import money, schedules
from perflang.advice.place import Place
from perflang.advice.proposal import Proposal
from perflang.advice.words import words_of
from perflang.syntax import Yearly
from perflang.values import BLANKS, split_marker
from perflang.vocabulary import vocabulary

_FARTHEST = 40  # lines below that are looked at


def lines_below(place: Place) -> Iterator[str]:
    """The lines that follow up to the next blank one, without the blanks around them."""
    last = min(len(place.source.line_starts), place.number + _FARTHEST)
    for number in range(place.number + 1, last + 1):
        line = place.source.line_text(number).strip(BLANKS + "\r")
        if not line:
            return
        yield line


def stages(text: str, place: Place) -> Iterator[Proposal]:
    """Stages on lines of their own below their field, or two rows of a table."""
    following = list(lines_below(place))
    if place.stages:
        plan, count = _plan(text, place)
        if plan is None and following:
            plan, count = schedules.of_rows(text, following[0]), 1
        if plan is not None:
            yield Proposal((f"{place.stages}: {plan}",), "stages", merged=count)
    start = words_of(place.framework).beginning(text)
    keyword = vocabulary().find(start[0]) if start else None
    if start and keyword and keyword.id == "schedule" and following:
        plan = schedules.of_rows(start[1], following[0])
        if plan is not None:
            yield Proposal((f"{start[0]}: {plan}",), "stages", merged=1)


def numbered_text(text: str, place: Place) -> Proposal:
    """Numbered lines below a field of text that is empty: they are its text."""
    below = list(takewhile(lambda line: split_marker(line)[0], lines_below(place)))
    lines = tuple(f"| {line}" for line in [text, *below])
    return Proposal(lines, "more" if len(lines) == 1 else "several-more", merged=len(below))


def rest_of_stages(kept: str, rest: str, place: Place) -> Iterator[Proposal]:
    """A schedule that goes on below: the next line begins with a stage."""
    plan, count = _plan(rest, place)
    if plan is not None and count and rest:
        yield Proposal((kept + plan,), "stages", merged=count)


def _plan(text: str, place: Place) -> tuple[str | None, int]:
    """The schedule of a text and of the stages below it, and how many lines these are."""
    below = list(takewhile(schedules.is_stage, map(_without_number, lines_below(place))))
    whole = ", ".join([_without_number(text), *below])
    return schedules.schedule(whole, place.total), len(below)


def _without_number(text: str) -> str:
    marker, rest = split_marker(text)
    return rest.strip(BLANKS) if marker else text


def sources(text: str, place: Place) -> Iterator[Proposal]:
    """Sources below an empty budget, and their total among them."""
    budget = place.empty_budget
    if budget is None or place.sign != "=":
        return
    below = takewhile(lambda line: money.amount_of(line) is not None, lines_below(place))
    rows = [found for line in [text, *below] if (found := money.amount_of(line)) is not None]
    totals = [amount for name, amount in rows if not name]
    parts = [f"{name} {amount}" for name, amount in rows if name]
    if len(totals) == 1 and parts and money.amount_of(text) is not None:
        english = text.isascii()
        word = vocabulary()[budget.keyword.text].spelled("en" if english else "zh")
        year = budget.year if isinstance(budget, Yearly) else None
        if year is not None:
            word += f": {year.text}" if english else f": {year.text}年"
        between = " " if year is not None and not english else ": "
        line = f"{word}{between}{totals[0]} = {' + '.join(parts)}"
        yield Proposal((line,), "sources", merged=len(rows) - 1)
