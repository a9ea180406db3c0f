"""Model to tree: the lines that a person would have written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from perflang.model import (
    Budget,
    BudgetPart,
    Department,
    Framework,
    Goal,
    Indicator,
    LevelName,
    Project,
    Schedule,
    Unit,
)
from perflang.syntax import (
    Amount,
    Blank,
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
    Stage,
    TargetField,
    Tree,
)
from perflang.syntax import Schedule as ScheduleLine
from perflang.syntax.quoting import (
    code_leaf,
    name_leaf,
    project_name_leaf,
    source_leaf,
    text_leaf,
    unit_name_leaf,
    value_leaf,
    word_leaf,
)
from perflang.values import (
    ANSWERS,
    NO_GAPS,
    OPERATORS,
    Choice,
    Comparison,
    Figure,
    Gaps,
    History,
    Money,
    Nothing,
    Number,
    Prose,
    Target,
    read_history,
    read_percentage,
    read_target,
)

LONGEST_EQUATION = 4  # parts on one line; a longer budget has one part a line


@frozen
class HeadFile:
    """What a head file holds: settings by keyword id, and the department's units and lists."""

    settings: dict[str, str]
    department: Department


def write_head(head: HeadFile) -> Tree:
    """The head file as a tree."""
    lines: list[Line] = []
    for name in ("year", "department"):
        lines += _field(name, head.settings.get(name))
    for unit in head.department.units:
        lines += _unit(unit)
    for name in ("scale", "framework", "form"):
        lines += _field(name, head.settings.get(name))
    for name in ("overall", "specific", "safeguards"):
        goals = getattr(head.department, name)
        if goals:
            lines += [Blank(), *_list(name, goals)]
    return Tree(tuple(lines))


def write_project(
    project: Project,
    framework: Framework,
    language: str,
    *,
    names_unit: bool = False,
    gaps: Gaps = NO_GAPS,
) -> Tree:
    """One project as a tree.

    ``names_unit`` puts its unit above it, where a head file has several; ``gaps`` are those of the form
    in which a target is printed that only quotes can carry.
    """
    lines: list[Line] = []
    if names_unit and project.unit is not None:
        unit = project.unit
        reference = Unit(unit.code, "") if unit.code else unit
        lines += _unit(reference)
    lines += _opening(project)
    if project.budget is not None:
        lines += _equation(project.budget)
    lines += _field("purpose", project.purpose)
    if project.schedule is not None:
        lines += _schedule(project.schedule)
    if project.goals:
        lines += _list("goals", project.goals)
    lines += _Rows(framework, language, gaps).lines(project.indicators)
    return Tree(tuple(lines))


def _opening(project: Project) -> Iterator[Line]:
    code = code_leaf(project.code) if project.code else None
    first, *more = project.name.split("\n")
    yield Opening(Leaf("project"), code, project_name_leaf(first, has_code=code is not None))
    yield from _further(more)


def _unit(unit: Unit) -> Iterator[Line]:
    code = Leaf(unit.code) if unit.code else None
    name = unit_name_leaf(unit.name, has_code=code is not None) if unit.name else None
    yield Opening(Leaf("unit"), code, name)


def _field(keyword: str, text: str | None) -> Iterator[Line]:
    if text is None:
        return
    first, *more = text.split("\n")
    yield Field(Leaf(keyword), text_leaf(first) if first else None)
    yield from _further(more)


def _further(lines: Sequence[str]) -> Iterator[Line]:
    for line in lines:
        yield More(Leaf("|"), text_leaf(line) if line else None)


def _list(keyword: str, goals: Sequence[Goal]) -> Iterator[Line]:
    yield ListHead(Leaf(keyword))
    for goal in goals:
        first, *more = goal.text.split("\n")
        yield Item(Leaf(goal.marker or "-"), text_leaf(first) if first else None)
        yield from _further(more)


def _equation(budget: Budget) -> Iterator[Line]:
    parts = _parts(budget.parts, budget.rest, first="=")
    total = _amount(budget.total)
    if len(parts) <= LONGEST_EQUATION and not any(part.parts for part in parts[1:]):
        yield Equation(Leaf("budget"), total, parts)
        return
    yield Equation(Leaf("budget"), total)
    for part in parts:
        yield Parts((part,))


def _parts(parts: Sequence[BudgetPart], rest: bool, first: str | None) -> tuple[Part, ...]:
    written: list[Part] = []
    for part in parts:
        sign = Leaf("+") if written else Leaf(first) if first else None
        inner = _parts(part.parts, part.rest, first=None)
        brackets = (Leaf("("), inner, Leaf(")")) if inner else (None, (), None)
        written.append(Part(sign, source_leaf(part.name), _amount(part.amount), *brackets))
    if rest:
        written.append(Part(Leaf("+") if written else Leaf(first or "="), Leaf("…")))
    return tuple(written)


def _amount(amount: Money | Nothing | None) -> Amount | None:
    if amount is None:
        return None
    if isinstance(amount, Nothing):
        return Amount(Leaf(amount.spelling))
    if amount.verbatim is not None or amount.number is None:
        return Amount(Leaf(amount.verbatim or "", quoted=True))
    scale = Leaf(amount.scale) if amount.scale else None
    return Amount(Leaf(amount.number.spelling), scale)


def _schedule(schedule: Schedule) -> Iterator[Line]:
    stages: list[Stage] = []
    for stage in schedule.stages:
        words = [word_leaf(stage.stage.name)]
        if stage.percent is not None:
            spelling = stage.percent.spelling
            plain = read_percentage(spelling) == stage.percent
            plain = plain and read_percentage(spelling).spelling == spelling
            words.append(word_leaf(spelling) if plain else Leaf(spelling, quoted=True))
        stages.append(Stage(Leaf(",") if stages else None, tuple(words)))
    yield ScheduleLine(Leaf("schedule"), tuple(stages))


class _Rows:
    """Rows under the titles of their level 1; a path where a title would say something else."""

    def __init__(self, framework: Framework, language: str, gaps: Gaps) -> None:
        self.framework = framework
        self.gaps = gaps
        self.language = language
        self.title: LevelName | None = None

    def lines(self, indicators: Sequence[Indicator]) -> Iterator[Line]:
        for indicator in indicators:
            yield from self._headings(indicator)
            yield from self._row(self._head(indicator), indicator)
            for part in indicator.parts:
                yield from self._row((Leaf("part"), True), part)

    def _headings(self, indicator: Indicator) -> Iterator[Line]:
        if not self._follows_from_level2(indicator) or indicator.level1 is None:
            return
        if self.title is None or self.title.written != indicator.level1.written:
            self.title = indicator.level1
            yield Row(Leaf(self._label(indicator.level1)), False)

    def _head(self, indicator: Indicator) -> tuple[Leaf, bool]:
        if indicator.level1 is None and indicator.level2 is None:
            return Leaf("indicator"), True
        below = self._label(indicator.level2) if indicator.level2 else ""
        is_title = not indicator.name and self.framework.first_level(below) is not None
        if self._follows_from_level2(indicator) and not is_title:
            return Leaf(below), False
        above = self._label(indicator.level1) if indicator.level1 else ""
        self.title = None
        return Leaf(f"{above}/{below}"), False

    def _follows_from_level2(self, indicator: Indicator) -> bool:
        """Whether the level 2 alone says which level 1 it belongs to, and is no other word."""
        if indicator.level1 is None or indicator.level2 is None:
            return False
        level = self.framework.second_level(indicator.level2.written, indicator.level1.name)
        known = self.framework.first_level(indicator.level1.written)
        return level is not None and known is not None and level.parent == indicator.level1.name

    def _label(self, name: LevelName) -> str:
        label = self.framework.label(name, self.language)
        return label.lower() if self.language == "en" and name.spelling is None else label

    def _row(self, head: tuple[Leaf, bool], indicator: Indicator) -> Iterator[Line]:
        name, *further_name = indicator.name.split("\n")
        target = _target(indicator.target, self.gaps)
        bare = not indicator.name and target is None
        named = None if bare else name_leaf(name)
        if target is None or further_name:
            yield Row(*head, named)
            yield from _further(further_name)
            if target is not None:
                yield TargetField(Leaf("target"), *_own_line(target))
                yield from _further(target[2])
        else:
            yield Row(*head, named, target[0], target[1])
            yield from _further(target[2])
        yield from _attributes(indicator, self.language, self.gaps)


def _attributes(row: Indicator, language: str, gaps: Gaps) -> Iterator[Line]:
    """What is said below an indicator: its values, then its choices, then its texts."""
    baseline = _target(row.baseline, gaps)
    if baseline is not None:
        yield TargetField(Leaf("baseline"), *_own_line(baseline))
        yield from _further(baseline[2])
    yield from _history(row.history, language, gaps)
    yield from _field("direction", _spelling(row.direction))
    importance = _spelling(row.importance)
    answers = importance is not None and importance.lower() in ANSWERS
    yield from _field("core" if answers else "importance", importance)
    for keyword in ("description", "explanation", "method", "source", "basis"):
        yield from _field(keyword, getattr(row, keyword))
    yield from _field("weight", _spelling(row.weight))
    for keyword in ("responsible", "remark"):
        yield from _field(keyword, getattr(row, keyword))


def _spelling(value: Number | Choice | Prose | None) -> str | None:
    return value.text if isinstance(value, Prose) else value.spelling if value else None


def _history(history: History | Prose | None, language: str, gaps: Gaps) -> Iterator[Line]:
    """In quotes unless the plain spelling is read as the same values."""
    if not isinstance(history, History):
        yield from _field("history", _spelling(history))
        return
    written, printed = history.written(language), history.printed(gaps, language)
    again = read_history(written)
    if again == history and "\n" not in written and again.printed(gaps, language) == printed:
        yield from _field("history", written)
        return
    first, *more = printed.split("\n")
    yield Field(Leaf("history"), Leaf(first, quoted=True))
    yield from _further(more)


def _own_line(target: tuple[Leaf, Leaf, list[str]]) -> tuple[Leaf | None, Leaf]:
    operator, value, _ = target
    return (None if operator.text == ":" else operator), value


def _target(target: Target | None, gaps: Gaps) -> tuple[Leaf, Leaf, list[str]] | None:
    """Operator, first line of the value and its further lines; in quotes unless unquoted it says the same."""
    if target is None:
        return None
    printed = target.printed(gaps)
    operator, written = _spelled(target)
    first, *more = written.split("\n")
    leaf = value_leaf(first)
    if not leaf.quoted and written.strip():
        again = read_target(operator, written)
        if again == target and again.printed(gaps) == printed:
            return Leaf(operator or ":"), leaf, more
    first, *more = printed.split("\n")
    return Leaf(":"), Leaf(first, quoted=True), more


def _spelled(target: Target) -> tuple[str, str]:
    """A target as a source would write it without quotes."""
    operator = target.operator if target.operator in OPERATORS else ""
    if isinstance(target, Comparison | Figure) and (operator or target.verbatim is None):
        return operator, target.amount.printed(" ") + target.suffix
    plain = target.printed()
    return operator, plain[len(operator) :] if plain.startswith(operator) else plain
