"""Record to model: the texts that a form read, as typed values that print those texts again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from attrs import evolve, frozen

from perflang.forms.form import Form
from perflang.forms.reading import Reading, Texts
from perflang.forms.records import PATH, TEXTS
from perflang.model import (
    Budget,
    BudgetPart,
    Catalogue,
    Department,
    Framework,
    Goal,
    Indicator,
    Level,
    LevelName,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Unit,
)
from perflang.source import Limits
from perflang.values import (
    History,
    Money,
    Nothing,
    Percentage,
    Prose,
    Target,
    marker_number,
    read_cell,
    read_direction,
    read_history_cell,
    read_importance,
    read_money,
    read_percentage,
    read_plain,
    read_stage,
    split_marker,
)

# Sources of money are nested no deeper than a source file may say it; below, a path is a name.
_DEEPEST = Limits().depth


@frozen
class Rebuilt:
    """A publication read from a document, and the framework that its levels fit best."""

    publication: Publication
    framework: Framework


def rebuild(reading: Reading, form: Form, catalogue: Catalogue) -> Rebuilt:
    """The publication whose texts ``reading`` holds."""
    fitting = _fitting_framework(reading.projects, form, catalogue)
    department = reading.department
    scale = _text(department, "scale") or next(
        (_text(project, "scale") for project in reading.projects if project.get("scale")), ""
    )
    units: dict[tuple[str | None, str], Unit] = {}
    builder = _Projects(form, fitting, scale, units)
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
        tuple(units.values()),
    )
    return Rebuilt(Publication(rebuilt, projects), fitting)


class _Projects:
    def __init__(
        self,
        form: Form,
        fitting: Framework,
        scale: str,
        units: dict[tuple[str | None, str], Unit],
    ) -> None:
        self.form = form
        self.framework = fitting
        self.scale = scale
        self.units = units

    def project(self, texts: Texts) -> Project:
        return Project(
            _text(texts, "name"),
            _text(texts, "code") or None,
            self._unit(texts),
            self._budget(texts),
            _text(texts, "purpose") or None,
            _schedule(texts),
            _goals(texts, "goals"),
            tuple(self._indicator(row) for row in _records(texts, "indicators")),
        )

    def _unit(self, texts: Texts) -> Unit | None:
        code, name = _text(texts, "unit.code") or None, _text(texts, "unit.name")
        if code is None and not name:
            return None
        return self.units.setdefault((code, name), Unit(code, name))

    def _budget(self, texts: Texts) -> Budget | None:
        total = self._money(_text(texts, "budget"))
        named = [(name, text) for name, text in texts.items() if name.startswith("budget:")]
        parts = tuple(
            BudgetPart(name.removeprefix("budget:"), self._money(str(text))) for name, text in named
        )
        parts += self._funding(_records(texts, "funding"))
        if total is None and all(part.amount is None and not part.parts for part in parts):
            return None
        return Budget(total, parts)

    def _funding(self, records: Sequence[Texts]) -> tuple[BudgetPart, ...]:
        """Rows of paths as nested parts: a path that goes on from the last one is a part of it."""
        open_parts: list[tuple[str, list[BudgetPart]]] = [("", [])]
        for record in records:
            path = _text(record, "path")
            while len(open_parts) > 1 and not (
                path.startswith(open_parts[-1][0] + PATH) and len(open_parts) <= _DEEPEST
            ):
                _close(open_parts)
            above = open_parts[-1][0]
            name = path.removeprefix(above + PATH) if above else path
            open_parts[-1][1].append(BudgetPart(name, self._money(_text(record, "amount"))))
            open_parts.append((path, []))
        while len(open_parts) > 1:
            _close(open_parts)
        return tuple(open_parts[0][1])

    def _money(self, text: str) -> Money | Nothing | None:
        if not text:
            return None
        read = read_money(text)
        if read is None:
            return Money(None, None, text)
        if isinstance(read, Nothing):
            return read if read.spelling == text else Money(None, None, text)
        return read if read.cell(self.scale) == text else Money(read.number, read.scale, text)

    def _indicator(self, texts: Texts) -> Indicator:
        language = self.form.language
        first_text, second_text = _text(texts, "level1"), _text(texts, "level2")
        first = self.framework.first_level(first_text)
        second = self.framework.second_level(second_text, first.zh if first else None)
        weight, history = _text(texts, "weight"), _text(texts, "history")
        direction, importance = _text(texts, "direction"), _text(texts, "importance")
        row = Indicator(
            _text(texts, "name"),
            _level(first, first_text, language),
            _level(second, second_text, language),
            self._target(_text(texts, "target")),
            weight=(read_plain(weight) or Prose(weight)) if weight else None,
            parts=tuple(self._indicator(part) for part in _records(texts, "parts")),
            direction=(read_direction(direction) or Prose(direction)) if direction else None,
            importance=(read_importance(importance) or Prose(importance)) if importance else None,
            baseline=self._target(_text(texts, "baseline")),
            history=(self._history(history) or Prose(history)) if history else None,
        )
        fields: dict[str, Any] = {name: _text(texts, name) or None for name in TEXTS}
        return evolve(row, **fields)

    def _target(self, text: str) -> Target | None:
        return read_cell(text, gaps=self.form.target) if text else None

    def _history(self, text: str) -> History | None:
        return read_history_cell(text, self.form.target, self.form.language)


def _close(open_parts: list[tuple[str, list[BudgetPart]]]) -> None:
    """The innermost part is complete: it takes the parts that were read below it."""
    _, inner = open_parts.pop()
    siblings = open_parts[-1][1]
    if inner:
        siblings[-1] = evolve(siblings[-1], parts=tuple(inner))


def _fitting_framework(projects: Sequence[Texts], form: Form, catalogue: Catalogue) -> Framework:
    """The framework that knows most of the levels printed; the flat one for a form without levels."""
    pairs = {
        (_text(row, "level1"), _text(row, "level2"))
        for project in projects
        for row in _records(project, "indicators")
    }
    known = list(catalogue.frameworks)
    if "level2" not in form.slots() or not any(second for _, second in pairs):
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
    """Printed items as goals; a line without a marker goes on with the one above that has one."""
    goals: list[tuple[str, list[str]]] = []
    for line in cast("list[str]", texts.get(name, [])):
        marker, text = _marked(line, goals[-1][0] if goals else "")
        if not marker and goals and goals[-1][0] and name == "goals":
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
