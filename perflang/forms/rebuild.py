"""Record to model: the texts that a form read, as typed values that print those texts again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, cast

from attrs import evolve

from perflang.forms.fields import COLON
from perflang.forms.form import Form
from perflang.forms.found import Reading
from perflang.forms.lines import Texts
from perflang.forms.rebuild_money import MoneyRebuilder, records_in, text_in
from perflang.forms.slots import TO
from perflang.forms.sources import names_of
from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    Catalogue,
    Department,
    Framework,
    Goal,
    Indicator,
    Level,
    LevelName,
    OtherField,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.source.classes import frozen
from perflang.values import (
    OPERATORS,
    History,
    Percentage,
    Prose,
    Several,
    Target,
    Timing,
    marker_number,
    read_cell,
    read_direction,
    read_history_cell,
    read_importance,
    read_percentage,
    read_stage,
    read_weight,
    split_marker,
    split_operator,
)
from perflang.values.columns import Columns, SplitTarget, read_columns
from perflang.values.period import read_period

_INDICATOR_TEXTS = (
    "description", "explanation", "method", "source", "basis", "responsible", "remark",
)  # fmt: skip
_LONG, _YEAR = "long_indicators", "year_indicators"
_LISTS = ("indicators", _LONG, _YEAR)
_TARGETS = ("target", "long_target")
_COLUMNS = ("operator", "value", "measure", "bound", "quantity")


@frozen
class Rebuilt:
    """A publication read from a document, and the framework that its levels fit best."""

    publication: Publication
    framework: Framework


def rebuild(reading: Reading, form: Form, catalogue: Catalogue) -> Rebuilt:
    """The publication whose texts ``reading`` holds."""
    everything = (*reading.wholes, *reading.projects)
    fitting = _fitting_framework(everything, form, catalogue)
    department = reading.department
    scale = form.scale or text_in(department, "scale")
    builder = _Projects(form, fitting, scale)
    wholes = tuple(builder.project(texts) for texts in reading.wholes)
    projects = tuple(builder.project(texts) for texts in reading.projects)
    rebuilt = Department(
        text_in(department, "department") or None,
        text_in(department, "year") or None,
        scale or None,
        fitting.id,
        form.id,
        _goals(department, "overall"),
        _goals(department, "specific"),
        _goals(department, "safeguards"),
        tuple(builder.units.values()),
    )
    return Rebuilt(Publication(rebuilt, projects, wholes), fitting)


class _Projects:
    def __init__(self, form: Form, fitting: Framework, scale: str) -> None:
        self.form = form
        self.framework = fitting
        self.money = MoneyRebuilder(form, scale)
        self.units: dict[tuple[str | None, str], Unit] = {}
        self.adds_levels = any(row.every_level for row in form.repeated_rows)

    def project(self, texts: Texts) -> Project:
        """A project, or a whole, from the texts of its slots."""
        project = Project(
            text_in(texts, "project"),
            text_in(texts, "code") or None,
            self._unit(texts),
            self.money.budget(texts, "budget", self.money.funding(records_in(texts, "funding"))),
            schedule=_schedule(texts),
            goals=_goals(texts, "goals"),
            indicators=self._all_indicators(texts),
            period=_period(texts, "period", "begin", "end"),
            long_budget=self.money.budget(texts, "long_budget"),
            yearly=tuple(self._year(one) for one in records_in(texts, "years")),
            long_goals=_goals(texts, "long_goals"),
            tasks=tuple(self._task(one) for one in records_in(texts, "tasks")),
            others=tuple(_others(texts, "other")),
        )
        fields: dict[str, Any] = {name: text_in(texts, name) or None for name in PROJECT_TEXTS}
        return evolve(project, **fields)

    def _unit(self, texts: Texts) -> Unit | None:
        code, name = text_in(texts, "unit.code") or None, text_in(texts, "unit.name")
        if code is None and not name:
            return None
        return self.units.setdefault((code, name), Unit(code, name))

    def _year(self, texts: Texts) -> YearBudget:
        budget = self.money.budget(texts, "yearly") or Budget()
        return YearBudget(text_in(texts, "budget_year"), budget)

    def _task(self, texts: Texts) -> Task:
        return Task(
            text_in(texts, "task"),
            text_in(texts, "task_content") or None,
            _period(texts, "task_period", "task_begin", "task_end"),
            self.money.budget(texts, "task_budget"),
        )

    def _all_indicators(self, texts: Texts) -> tuple[Indicator, ...]:
        """The rows of the table, or of two: that of the whole time and that of the year."""
        every, long, year = (records_in(texts, each) for each in _LISTS)
        return self._indicators(every or list(self._together(long, year)), _recipients(texts))

    def _together(self, long: Sequence[Texts], year: Sequence[Texts]) -> Iterator[Texts]:
        """Two lists of indicators as one, each in its order: rows that agree in what both show are one row."""
        both = [slot for slot in _slots_of(self.form, _LONG) if slot in _slots_of(self.form, _YEAR)]
        places: dict[object, deque[int]] = {}
        for number, texts in enumerate(long):
            if text_in(texts, "long_target"):
                places.setdefault(_shown(texts, both), deque()).append(number)
        start = 0
        for texts in year:
            same = places.get(_shown(texts, both), deque())
            while same and same[0] < start:
                same.popleft()
            if same and any(text_in(texts, slot) for slot in ("target", *_COLUMNS)):
                yield from long[start : same[0]]
                yield _joined(long[same[0]], texts)
                start = same[0] + 1
            else:
                yield texts
        yield from long[start:]

    def _indicators(
        self, records: Sequence[Texts], recipients: Sequence[str]
    ) -> tuple[Indicator, ...]:
        rows = [self._indicator(record, recipients) for record in records]
        if not self.adds_levels:
            return tuple(rows)
        known = {(level.parent, level.zh) for level in self.framework.second}
        levels = [_levels(row) for row in rows]
        bare = {(row.level1, row.level2): Indicator("", row.level1, row.level2) for row in rows}
        return tuple(
            row
            for row, own in zip(rows, levels, strict=True)
            if not (own in known and levels.count(own) == 1 and row == bare[row.level1, row.level2])
        )

    def _indicator(self, texts: Texts, recipients: Sequence[str] = ()) -> Indicator:
        language = self.form.language
        first_text, second_text = text_in(texts, "level1"), text_in(texts, "level2")
        second = self.framework.second_level(second_text)
        first = self.framework.first_level(first_text)
        if first is not None:
            second = self.framework.second_level(second_text, first.zh)
        elif second is not None and "level1" not in self.form.slots:
            first = self.framework.first_level(second.parent or "")
            first_text = first.named(language) if first else ""
        weight, history = text_in(texts, "weight"), text_in(texts, "history")
        direction = text_in(texts, "direction")
        importance = text_in(texts, "importance") or text_in(texts, "core")
        read = self._split_target(texts, recipients)
        row = Indicator(
            text_in(texts, "indicator"),
            _level(first, first_text, language),
            _level(second, second_text, language),
            read.target,
            weight=(read_weight(weight) or Prose(weight)) if weight else None,
            parts=tuple(self._indicator(part, recipients) for part in records_in(texts, "parts")),
            direction=(read_direction(direction) or Prose(direction)) if direction else None,
            importance=(read_importance(importance) or Prose(importance)) if importance else None,
            baseline=self._target(text_in(texts, "baseline")),
            history=(self._history(history) or Prose(history)) if history else None,
            long_target=self._target(text_in(texts, "long_target")),
            sign=read.sign,
            measure=read.measure,
            others=tuple(_others(texts, "column")),
        )
        fields: dict[str, Any] = {name: text_in(texts, name) or None for name in _INDICATOR_TEXTS}
        return evolve(row, **fields)

    def _split_target(self, texts: Texts, recipients: Sequence[str]) -> SplitTarget:
        """The target of a row, from one cell, from its columns, or from those of the recipients."""
        if text_in(texts, "target"):
            return SplitTarget(self._target(text_in(texts, "target")))
        shares = [text_in(one, "share") for one in records_in(texts, "recipients")]
        if any(shares):
            return SplitTarget(self._several(list(zip(recipients, shares, strict=False))))
        if not any(name in texts for name in _COLUMNS):
            return SplitTarget(None)
        columns = self._columns(texts)
        plain = self._plain_sign(columns.operator)
        read = read_columns(evolve(columns, operator=plain), self.form.qualitative)
        if plain == columns.operator and self._printed_sign(plain) != plain and read.sign is None:
            return evolve(read, sign=plain)
        return read

    def _plain_sign(self, text: str) -> str:
        """The operator that the form prints as ``text``."""
        signs = self.form.signs
        return OPERATORS[signs.index(text)] if text in signs else text

    def _printed_sign(self, operator: str) -> str:
        return self.form.signs[OPERATORS.index(operator)] if operator in OPERATORS else operator

    def _columns(self, texts: Texts) -> Columns:
        """The texts of the three columns; a column that holds two of them is parted."""
        operator, value, unit = (text_in(texts, name) for name in ("operator", "value", "measure"))
        first, second = self.form.gaps
        if "bound" in texts:
            sign, rest = split_operator(text_in(texts, "bound"))
            whole = f"{sign}{first}{rest}" if sign else rest
            operator, value = (
                (sign, rest) if whole == text_in(texts, "bound") else ("", text_in(texts, "bound"))
            )
        if "quantity" in texts:
            quantity = text_in(texts, "quantity")
            read = read_cell(quantity, gaps=self.form.gaps)
            columns = SplitTarget(read).columns()
            joined = columns.value + (second if columns.unit else "") + columns.unit
            fits = not columns.operator and joined == quantity
            value, unit = (columns.value, columns.unit) if fits else (quantity, "")
        return Columns(operator, value, unit)

    def _several(self, values: Sequence[tuple[str, str]]) -> Target | None:
        """One value for each recipient, where all are quantities of one kind; else as a text."""
        text = "；".join(name + value for name, value in values if value)
        read = read_cell(text)
        same = isinstance(read, Several) and read.kind == "recipients"
        return read if same else Prose(text)

    def _target(self, text: str) -> Target | None:
        """The target of one cell; a sign of the form's own is that of the language."""
        if not text:
            return None
        for sign, operator in zip(self.form.signs, OPERATORS, strict=True):
            plain = read_cell(operator + text.removeprefix(sign), gaps=self.form.gaps)
            if text.startswith(sign) and plain.verbatim is None:
                return plain
        read = read_cell(text, gaps=self.form.gaps)
        odd = read.operator and self._printed_sign(read.operator) != read.operator
        return evolve(read, verbatim=text) if odd else read

    def _history(self, text: str) -> History | None:
        return read_history_cell(text, self.form.gaps, self.form.language)


def _recipients(texts: Texts) -> list[str]:
    return [text_in(one, "recipient") for one in records_in(texts, "recipients")]


def _others(texts: Texts, field: str) -> Iterator[OtherField]:
    for slot, text in texts.items():
        name, _, narrowed = slot.partition(COLON)
        if name == field and narrowed and text:
            yield OtherField(names_of(narrowed)[0], str(text))


def _period(texts: Texts, whole: str, begin: str, end: str) -> Timing | Prose | None:
    """A period from one cell, or from a cell for each of its ends."""
    first, last = text_in(texts, begin), text_in(texts, end)
    text = text_in(texts, whole) or (f"{first}{TO}{last}" if last else first)
    return read_period(text) if text else None


def _slots_of(form: Form, each: str) -> list[str]:
    """The slots that the rows of one repeat show, but for those of a target."""
    rows = (row for row in form.repeated_rows if each in row.each)
    return [slot for row in rows for slot in row.slots if slot not in (*_TARGETS, *_COLUMNS)]


def _shown(texts: Texts, slots: Sequence[str]) -> object:
    """What a row and those of its breakdown say in ``slots``."""
    parts = (_shown(part, slots) for part in records_in(texts, "parts"))
    return (*(text_in(texts, slot) for slot in slots), *parts)


def _joined(one: Texts, other: Texts) -> Texts:
    parts = zip(records_in(one, "parts"), records_in(other, "parts"), strict=True)
    joined = [_joined(first, second) for first, second in parts]
    return one | other | ({"parts": joined} if joined else {})


def _levels(row: Indicator) -> tuple[str | None, str | None]:
    return row.level1.name if row.level1 else None, row.level2.name if row.level2 else None


def _fitting_framework(projects: Sequence[Texts], form: Form, catalogue: Catalogue) -> Framework:
    """The framework that knows most of the levels printed; the flat one for a form without levels."""
    pairs = {
        (text_in(row, "level1"), text_in(row, "level2"))
        for project in projects
        for each in _LISTS
        for row in records_in(project, each)
    }
    known = list(catalogue.frameworks)
    if "level2" not in form.slots or not any(second for _, second in pairs):
        return next(found for found in known if found.is_flat)
    return max(
        known, key=lambda found: (sum(_fits(found, pair) for pair in pairs), not found.is_flat)
    )


def _fits(found: Framework, pair: tuple[str, str]) -> bool:
    """Whether a framework knows a level 2 below its level 1, which a form may leave out."""
    first = found.first_level(pair[0])
    second = found.second_level(pair[1], first.zh if first else None)
    if second is None:
        return False
    return second.parent == first.zh if first is not None else not pair[0]


def _level(level: Level | None, text: str, language: str) -> LevelName | None:
    if level is not None and level.named(language) == text:
        return LevelName(level.zh)
    if level is not None:
        return LevelName(level.zh, text)
    return LevelName(text, text) if text else None


def _schedule(texts: Texts) -> Schedule | None:
    stages = [_stage(record) for record in records_in(texts, "stages")]
    return Schedule(tuple(stages)) if stages else None


def _stage(record: Texts) -> ScheduleStage:
    text = text_in(record, "percent")
    read = read_percentage(text)
    percent = Percentage(read.number, text) if text else None
    return ScheduleStage(read_stage(text_in(record, "stage")), percent)


def _goals(texts: Texts, name: str) -> tuple[Goal, ...]:
    """Printed items as goals; in a cell, a line without a marker goes on with the one above that has one."""
    read = texts.get(name, "")
    lines = read.split("\n") if isinstance(read, str) and read else cast("list[str]", read or [])
    goals: list[tuple[str, list[str]]] = []
    for line in lines:
        marker, text = _marked(line, goals[-1][0] if goals else "")
        if not marker and goals and goals[-1][0] and isinstance(read, str):
            goals[-1][1].append(text)
        else:
            goals.append((marker, [text]))
    return tuple(Goal(marker, "\n".join(lines)) for marker, lines in goals)


def _marked(line: str, above: str) -> tuple[str, str]:
    """An item's marker and text. ``2.2021年…`` below ``1.`` is item 2, though a digit follows its point."""
    marker, text = split_marker(line)
    last = marker_number(above)
    if not marker and last is not None and last.pattern == "1.":
        due = f"{last.number + 1}."
        if line.startswith(due):
            return due, line[len(due) :]
    return marker, text
