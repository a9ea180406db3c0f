"""Model to tree: the indicators of a project, and lines that other fields have as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.model import Framework, Indicator, LevelName, OtherField
from perflang.semantics.other_fields import written_other
from perflang.syntax import Field, Leaf, Line, More, Row, TargetField
from perflang.syntax.quoting import name_leaf, text_leaf, value_leaf
from perflang.values import (
    ANSWERS,
    OPERATORS,
    Choice,
    Comparison,
    Figure,
    Gaps,
    History,
    Number,
    Prose,
    Target,
    read_history,
    read_target,
)


def field(keyword: str, text: str | None) -> Iterator[Line]:
    """``keyword: text`` and its further lines; nothing where none was given."""
    if text is None:
        return
    first, *more = text.split("\n")
    yield Field(Leaf(keyword), text_leaf(first) if first else None)
    yield from further(more)


def further(lines: Sequence[str]) -> Iterator[Line]:
    """The further lines of a text."""
    for line in lines:
        yield More(Leaf("|"), text_leaf(line) if line else None)


def other_field(keyword: str, other: OtherField) -> Iterator[Line]:
    """A field that names itself, ``其他栏目`` or ``其他列``."""
    first, *more = other.text.split("\n")
    yield Field(Leaf(keyword), Leaf(written_other(other.name, first)))
    yield from further(more)


class Rows:
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
        below = self._label(indicator.level2, indicator.level1) if indicator.level2 else ""
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

    def _label(self, name: LevelName, above: LevelName | None = None) -> str:
        label = self.framework.label(name, self.language, above)
        return label.lower() if self.language == "en" and name.spelling is None else label

    def _row(self, head: tuple[Leaf, bool], indicator: Indicator) -> Iterator[Line]:
        name, *further_name = indicator.name.split("\n")
        target = _target(indicator.target, self.gaps)
        bare = not indicator.name and target is None
        named = None if bare else name_leaf(name)
        if target is None or further_name:
            yield Row(*head, named)
            yield from further(further_name)
            if target is not None:
                yield TargetField(Leaf("target"), *_own_line(target))
                yield from further(target[2])
        else:
            yield Row(*head, named, target[0], target[1])
            yield from further(target[2])
        yield from _attributes(indicator, self.language, self.gaps)


def _attributes(row: Indicator, language: str, gaps: Gaps) -> Iterator[Line]:
    """What is said below an indicator: its values, then its choices, then its texts."""
    for keyword in ("long_target", "baseline"):
        target = _target(getattr(row, keyword), gaps)
        if target is not None:
            yield TargetField(Leaf(keyword), *_own_line(target))
            yield from further(target[2])
    for keyword in ("sign", "measure"):
        yield from field(keyword, getattr(row, keyword))
    yield from _history(row.history, language, gaps)
    yield from field("direction", _spelling(row.direction))
    importance = _spelling(row.importance)
    answers = importance is not None and importance.lower() in ANSWERS
    yield from field("core" if answers else "importance", importance)
    for keyword in ("description", "explanation", "method", "source", "basis"):
        yield from field(keyword, getattr(row, keyword))
    yield from field("weight", _spelling(row.weight))
    for keyword in ("responsible", "remark"):
        yield from field(keyword, getattr(row, keyword))
    for other in row.others:
        yield from other_field("column", other)


def _spelling(value: Number | Choice | Prose | None) -> str | None:
    return value.text if isinstance(value, Prose) else value.spelling if value else None


def _history(history: History | Prose | None, language: str, gaps: Gaps) -> Iterator[Line]:
    """In quotes unless the plain spelling is read as the same values."""
    if not isinstance(history, History):
        yield from field("history", _spelling(history))
        return
    written, printed = history.written(language), history.printed(gaps, language)
    again = read_history(written)
    if again == history and "\n" not in written and again.printed(gaps, language) == printed:
        yield from field("history", written)
        return
    first, *more = printed.split("\n")
    yield Field(Leaf("history"), Leaf(first, quoted=True))
    yield from further(more)


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
    if isinstance(target, (Comparison, Figure)) and (operator or target.verbatim is None):
        return operator, target.amount.printed(" ") + target.suffix
    plain = target.printed()
    return operator, plain[len(operator) :] if plain.startswith(operator) else plain
