"""Record to model: the texts that a form read, as typed values that print those texts again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from attrs import evolve, frozen

from perflang.forms.fields import COLON
from perflang.forms.form import Form, GridSpec
from perflang.forms.lines import Texts
from perflang.forms.reading import Reading
from perflang.forms.sources import PATH, names_of
from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    BudgetPart,
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
from perflang.source import Limits
from perflang.values import (
    Columns,
    History,
    Money,
    Nothing,
    Percentage,
    Prose,
    Several,
    SplitTarget,
    Target,
    Timing,
    marker_number,
    read_cell,
    read_columns,
    read_direction,
    read_history_cell,
    read_importance,
    read_money,
    read_percentage,
    read_plain,
    read_stage,
    split_marker,
    split_operator,
)

# Sources of money are nested no deeper than a source file may say it; below, a path is a name.
_DEEPEST = Limits().depth
_INDICATOR_TEXTS = (
    "description", "explanation", "method", "source", "basis", "responsible", "remark",
)  # fmt: skip
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
    scale = form.scale or _text(department, "scale")
    builder = _Projects(form, fitting, scale)
    wholes = tuple(builder.project(texts) for texts in reading.wholes)
    projects = tuple(builder.project(texts) for texts in reading.projects)
    rebuilt = Department(
        _text(department, "department") or None,
        _text(department, "year") or None,
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
        self.scale = scale
        self.units: dict[tuple[str | None, str], Unit] = {}
        self.adds_levels = any(
            row.every_level
            for section in form.sections
            for block in section.blocks
            if isinstance(block, GridSpec)
            for row in block.rows
        )

    def project(self, texts: Texts) -> Project:
        """A project, or a whole, from the texts of its slots."""
        project = Project(
            _text(texts, "project"),
            _text(texts, "code") or None,
            self._unit(texts),
            self._budget(texts, "budget", self._funding(_records(texts, "funding"))),
            schedule=_schedule(texts),
            goals=_goals(texts, "goals"),
            indicators=self._indicators(_records(texts, "indicators"), _recipients(texts)),
            period=_period(_text(texts, "period")),
            long_budget=self._budget(texts, "long_budget"),
            yearly=tuple(self._year(one) for one in _records(texts, "years")),
            long_goals=_goals(texts, "long_goals"),
            tasks=tuple(self._task(one) for one in _records(texts, "tasks")),
            others=tuple(_others(texts, "other")),
        )
        fields: dict[str, Any] = {name: _text(texts, name) or None for name in PROJECT_TEXTS}
        return evolve(project, **fields)

    def _unit(self, texts: Texts) -> Unit | None:
        code, name = _text(texts, "unit.code") or None, _text(texts, "unit.name")
        if code is None and not name:
            return None
        return self.units.setdefault((code, name), Unit(code, name))

    def _budget(self, texts: Texts, field: str, rows: tuple[BudgetPart, ...] = ()) -> Budget | None:
        """An equation from its total, the sources that have cells, and those that have rows."""
        total = self._money(_text(texts, field))
        parts: list[BudgetPart] = []
        for slot, text in texts.items():
            name, _, narrowed = slot.partition(COLON)
            if name == field and narrowed and text:
                parts.append(BudgetPart(names_of(narrowed)[0], self._money(str(text))))
        parts = _nested(parts) + list(rows)
        if total is None and not parts:
            return None
        return Budget(total, tuple(parts))

    def _funding(self, records: Sequence[Texts]) -> tuple[BudgetPart, ...]:
        parts = [
            BudgetPart(_text(record, "path"), self._money(_text(record, "amount")))
            for record in records
        ]
        return tuple(_nested(parts))

    def _money(self, text: str) -> Money | Nothing | None:
        if not text:
            return None
        read = read_money(text)
        if read is None:
            return Money(None, None, text)
        if isinstance(read, Nothing):
            return read if read.spelling == text else Money(None, None, text)
        return read if read.cell(self.scale) == text else Money(read.number, read.scale, text)

    def _year(self, texts: Texts) -> YearBudget:
        budget = self._budget(texts, "yearly") or Budget()
        return YearBudget(_text(texts, "budget_year"), budget)

    def _task(self, texts: Texts) -> Task:
        return Task(
            _text(texts, "task"),
            _text(texts, "task_content") or None,
            _period(_text(texts, "task_period")),
            self._budget(texts, "task_budget"),
        )

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
        first_text, second_text = _text(texts, "level1"), _text(texts, "level2")
        second = self.framework.second_level(second_text)
        first = self.framework.first_level(first_text)
        if first is not None:
            second = self.framework.second_level(second_text, first.zh)
        weight, history = _text(texts, "weight"), _text(texts, "history")
        direction = _text(texts, "direction")
        importance = _text(texts, "importance") or _text(texts, "core")
        read = self._split_target(texts, recipients)
        row = Indicator(
            _text(texts, "indicator"),
            _level(first, first_text, language),
            _level(second, second_text, language),
            read.target,
            weight=(read_plain(weight) or Prose(weight)) if weight else None,
            parts=tuple(self._indicator(part, recipients) for part in _records(texts, "parts")),
            direction=(read_direction(direction) or Prose(direction)) if direction else None,
            importance=(read_importance(importance) or Prose(importance)) if importance else None,
            baseline=self._target(_text(texts, "baseline")),
            history=(self._history(history) or Prose(history)) if history else None,
            long_target=self._target(_text(texts, "long_target")),
            sign=read.sign,
            measure=read.measure,
            others=tuple(_others(texts, "column")),
        )
        fields: dict[str, Any] = {name: _text(texts, name) or None for name in _INDICATOR_TEXTS}
        return evolve(row, **fields)

    def _split_target(self, texts: Texts, recipients: Sequence[str]) -> SplitTarget:
        """The target of a row, from one cell, from its columns, or from those of the recipients."""
        if "target" in texts:
            return SplitTarget(self._target(_text(texts, "target")))
        shares = [_text(one, "share") for one in _records(texts, "recipients")]
        if any(shares):
            return SplitTarget(self._several(list(zip(recipients, shares, strict=False))))
        if not any(name in texts for name in _COLUMNS):
            return SplitTarget(None)
        return read_columns(self._columns(texts), self.form.qualitative)

    def _columns(self, texts: Texts) -> Columns:
        """The texts of the three columns; a column that holds two of them is parted."""
        operator, value, unit = (_text(texts, name) for name in ("operator", "value", "measure"))
        first, second = self.form.gaps
        if "bound" in texts:
            sign, rest = split_operator(_text(texts, "bound"))
            whole = f"{sign}{first}{rest}" if sign else rest
            operator, value = (
                (sign, rest) if whole == _text(texts, "bound") else ("", _text(texts, "bound"))
            )
        if "quantity" in texts:
            quantity = _text(texts, "quantity")
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
        return read_cell(text, gaps=self.form.gaps) if text else None

    def _history(self, text: str) -> History | None:
        return read_history_cell(text, self.form.gaps, self.form.language)


def _nested(parts: Sequence[BudgetPart]) -> list[BudgetPart]:
    """Paths as nested parts: a path that goes on from the last one is a part of it."""
    open_parts: list[tuple[str, list[BudgetPart]]] = [("", [])]
    for part in parts:
        path = part.name
        while len(open_parts) > 1 and not (
            path.startswith(open_parts[-1][0] + PATH) and len(open_parts) <= _DEEPEST
        ):
            _close(open_parts)
        above = open_parts[-1][0]
        name = path.removeprefix(above + PATH) if above else path
        open_parts[-1][1].append(evolve(part, name=name))
        open_parts.append((path, []))
    while len(open_parts) > 1:
        _close(open_parts)
    return open_parts[0][1]


def _close(open_parts: list[tuple[str, list[BudgetPart]]]) -> None:
    """The innermost part is complete: it takes the parts that were read below it."""
    _, inner = open_parts.pop()
    siblings = open_parts[-1][1]
    if inner:
        siblings[-1] = evolve(siblings[-1], parts=tuple(inner))


def _recipients(texts: Texts) -> list[str]:
    return [_text(one, "recipient") for one in _records(texts, "recipients")]


def _others(texts: Texts, field: str) -> Iterator[OtherField]:
    for slot, text in texts.items():
        name, _, narrowed = slot.partition(COLON)
        if name == field and narrowed and text:
            yield OtherField(names_of(narrowed)[0], str(text))


def _period(text: str) -> Timing | Prose | None:
    if not text:
        return None
    read = read_cell(text)
    return read if isinstance(read, Timing) else Prose(text)


def _levels(row: Indicator) -> tuple[str | None, str | None]:
    return row.level1.name if row.level1 else None, row.level2.name if row.level2 else None


def _fitting_framework(projects: Sequence[Texts], form: Form, catalogue: Catalogue) -> Framework:
    """The framework that knows most of the levels printed; the flat one for a form without levels."""
    pairs = {
        (_text(row, "level1"), _text(row, "level2"))
        for project in projects
        for row in _records(project, "indicators")
    }
    known = list(catalogue.frameworks)
    if "level2" not in form.slots or not any(second for _, second in pairs):
        return next(found for found in known if found.is_flat)
    return max(
        known, key=lambda found: (sum(_fits(found, pair) for pair in pairs), not found.is_flat)
    )


def _fits(found: Framework, pair: tuple[str, str]) -> bool:
    first = found.first_level(pair[0])
    second = found.second_level(pair[1], first.zh if first else None)
    return first is not None and second is not None and second.parent == first.zh


def _level(level: Level | None, text: str, language: str) -> LevelName | None:
    if level is not None and level.named(language) == text:
        return LevelName(level.zh)
    if level is not None:
        return LevelName(level.zh, text)
    return LevelName(text, text) if text else None


def _schedule(texts: Texts) -> Schedule | None:
    stages = [_stage(record) for record in _records(texts, "stages")]
    return Schedule(tuple(stages)) if stages else None


def _stage(record: Texts) -> ScheduleStage:
    text = _text(record, "percent")
    read = read_percentage(text)
    percent = Percentage(read.number, text) if text else None
    return ScheduleStage(read_stage(_text(record, "stage")), percent)


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


def _text(texts: Texts, name: str) -> str:
    found = texts.get(name, "")
    return found if isinstance(found, str) else ""


def _records(texts: Texts, name: str) -> list[Texts]:
    return cast("list[Texts]", texts.get(name, []))
