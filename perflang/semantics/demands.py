"""What a framework asks of a project's indicators, looked at when the project's last line has been read.

Shipped frameworks ask little; a bureau's own asks what the bureau wants. Rows are counted only where all
of them are known: after a line that was lost nothing is called missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from perflang.diagnostics import Values
from perflang.model import Framework, Indicator, Level, admitted_by, direction_of
from perflang.model.sorts import ALWAYS, in_chinese
from perflang.semantics.levels import Levels
from perflang.semantics.report import Report
from perflang.source import Span
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import (
    Choice,
    Comparison,
    Number,
    Target,
    goes_against,
    half_width,
    measure,
    sorts_of,
)

# What stands among the costs and is better the more there is of it: savings, and what people are entitled to.
_MORE_IS_BETTER = (
    *("节约", "节省", "压减", "降低", "下降"),
    *(
        "低保标准",
        "保障标准",
        "救助标准",
        "供养标准",
        "生活费标准",
        "津贴标准",
        "抚恤标准",
        "优待金标准",
    ),
    *("生均公用经费", "人均补助标准"),
)
# Rates of that sort: how much of the money was paid, how many of the works stayed within the limit.
_HIGH_RATE = regex("(?:执行|支付|到位|拨付|达标|完成|使用|合规|准确|节支|结余)率$")
_BRACKETS = regex(r"\([^()]*\)")
_TURNED = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}


@frozen
class Table:
    """The rows of a project and their levels, where its opening line stands, and what it is called."""

    name: str
    at: Span
    rows: tuple[Indicator, ...]
    levels: list[Levels]


@frozen(eq=False)
class _Asked:
    """What is asked of rows: by the levels they stand under, the nearest first, if those belong together."""

    levels: list[Level]
    belongs: bool
    admitted: tuple[str, ...] | None
    direction: str | None
    is_any: bool


class FileDemands:
    """What the frameworks ask of the projects of one file."""

    def __init__(self) -> None:
        self._of: dict[str, Demands] = {}

    def of(self, framework: Framework) -> Demands:
        found = self._of.get(framework.id)
        if found is None:
            self._of[framework.id] = found = Demands(framework)
        return found


class Demands:
    """What a framework asks: it asks the same of all rows of the same levels, so that is looked up once."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._asked: dict[Levels, _Asked] = {}
        self._enough: set[tuple[Levels, ...]] = (
            set()
        )  # rows of which there are as many as are asked for

    def check(self, report: Report, table: Table, *, all_known: bool) -> None:
        """The targets of rows whose levels are sure, and how many there are where ``all_known``."""
        asked_of, kinds, weighed = self._asked, [], True
        for row, levels in zip(table.rows, table.levels, strict=True):
            asked = asked_of.get(levels) or self._ask(levels)
            if asked.is_any and levels.sure:
                _check_target(report, asked, row)
            if row.name:
                kinds.append(levels)
                weighed = weighed and isinstance(row.weight, Number)
        if all_known:
            self._check_numbers(report, table, tuple(kinds), weighed and bool(kinds))

    def _ask(self, levels: Levels) -> _Asked:
        found = self.framework.of(levels.level1, levels.level2)
        belongs = len(found) > 1 and found[0].parent == found[1].zh
        admitted, direction = (admitted_by(found), direction_of(found)) if belongs else (None, None)
        is_any = admitted is not None or direction is not None
        self._asked[levels] = asked = _Asked(found, belongs, admitted, direction, is_any)
        return asked

    def _check_numbers(
        self, report: Report, table: Table, kinds: tuple[Levels, ...], weighed: bool
    ) -> None:
        """How many indicators the levels have, and what their weights sum to; ``kinds`` are those with a name."""
        framework = self.framework
        if not weighed and (not framework.counts or kinds in self._enough):
            return
        asked = [self._asked[of] for of in kinds]
        if not framework.is_flat and not all(one.belongs for one in asked):
            return  # where a row belongs is not known
        by_level: dict[Level, list[Indicator]] = {
            level: [] for level in (*framework.first, *framework.second)
        }
        rows = [row for row in table.rows if row.name]
        for row, one in zip(rows, asked, strict=True):
            for level in one.levels:
                by_level[level].append(row)
        if _Counts(report, framework, table, by_level).are_enough():
            self._enough.add(kinds)
        if weighed:
            _check_weights(report, framework, table, by_level)


def _check_target(report: Report, asked: _Asked, row: Indicator) -> None:
    """Whether the target of a row, and those of its breakdown, are such as its levels ask for."""
    for one in (row, *row.parts):
        if one.target is None:
            continue
        if asked.admitted is not None:
            _check_sort(report, asked.levels[0], asked.admitted, one, one.target)
        # its own counts, or that of its indicator; see the rule against_direction
        if asked.direction is not None and not isinstance(one.direction or row.direction, Choice):
            _check_direction(report, asked.direction, asked.levels[0], one)


def _check_direction(report: Report, direction: str, level: Level, row: Indicator) -> None:
    """PF318: an operator that goes against ``direction``, the one of its levels."""
    target = row.target
    if not isinstance(target, Comparison):
        return
    if not goes_against(target.operator, direction):
        return
    if direction != "反向" or not _is_better_high(row, target):
        values = {
            "level": level.zh,
            "level_en": level.en,
            "operator": target.operator,
            "other": _TURNED[target.operator],
        }
        at = row.at.get("operator", row.at["target"])
        report.add("PF318", at, values, hint="most" if direction == "反向" else "least")


def _is_better_high(row: Indicator, target: Comparison) -> bool:
    """Whether more of it is better though it stands among the costs."""
    if any(word in row.name for word in _MORE_IS_BETTER):
        return True
    name = half_width(row.name)
    known = measure(target.unit or row.measure or "")
    is_rate = "(%)" in name or (known is not None and known.dimension == "percentage")
    return is_rate and _HIGH_RATE.search(_BRACKETS.sub("", name).rstrip()) is not None


def _check_sort(
    report: Report, level: Level, admitted: tuple[str, ...], row: Indicator, target: Target
) -> None:
    """PF234: a target of a sort that its level does not admit."""
    if sorts_of(target) & {*admitted, *ALWAYS}:
        return
    values: Values = {
        "level": level.zh,
        "level_en": level.en,
        "text": target.printed(),
        "known": tuple(map(in_chinese, admitted)),
        "known_en": admitted,
    }
    report.add("PF234", row.at["target"], values)


@frozen
class _Counts:
    """PF235: more or fewer indicators than a level is to have; the level nearest to the cause says so."""

    report: Report
    framework: Framework
    table: Table
    rows: dict[Level, list[Indicator]]

    def are_enough(self) -> bool:
        """Whether there was nothing to tell."""
        told = len(self.report.found)
        for first in self.framework.first:
            below = [level for level in self.framework.below(first) if level.counts]
            if not below and not first.counts:
                continue
            if self.rows[first]:
                missing = sum(self._few(level, 0) for level in below)
                self._few(first, missing)
            else:
                fewest = max(first.fewest, sum(level.fewest for level in below))
                self._few(evolve(first, least=fewest), 0)
            surplus = [level for level in below if self._many(level)]
            if not surplus:
                self._many(first)
        return len(self.report.found) == told

    def _few(self, level: Level, coming: int) -> int:
        """How many are missing, ``coming`` of which have been asked for already."""
        count = len(self.rows.get(level, ()))
        missing = max(level.fewest - count, 0)
        if missing > coming:
            self._tell(level, self.table.at, "few" if count else "none")
        return missing

    def _many(self, level: Level) -> bool:
        rows = self.rows[level]
        if level.most is None or len(rows) <= level.most:
            return False
        self._tell(level, rows[level.most].at[""], "many")
        return True

    def _tell(self, level: Level, at: Span, hint: str) -> None:
        values = {
            "level": level.zh,
            "level_en": level.en,
            "count": str(len(self.rows.get(level, ()))),
            "least": str(level.fewest),
            "most": str(level.most),
        }
        self.report.add("PF235", at, values, hint=hint)


def _check_weights(
    report: Report, framework: Framework, table: Table, rows: dict[Level, list[Indicator]]
) -> None:
    """PF317: weights that do not sum to what they should; of a level, else of the whole project."""
    wrong = list(_wrong_levels(framework, rows))
    for level, total in wrong:
        values = {
            "of": level.zh,
            "of_en": level.en,
            "sum": f"{total:f}",
            "right": f"{level.weight:f}",
        }
        at = rows[level][0].at["weight"] if rows[level] else table.at
        report.add("PF317", at, values, hint="level")
    total = _sum(row for row in table.rows if row.name)
    if not wrong and framework.weights and total not in framework.weights:
        right = tuple(f"{weight:f}" for weight in framework.weights)
        whole: Values = {"of": table.name, "of_en": table.name, "sum": f"{total:f}", "right": right}
        report.add("PF317", table.at, whole)


def _wrong_levels(
    framework: Framework, rows: dict[Level, list[Indicator]]
) -> Iterator[tuple[Level, Decimal]]:
    """Levels 2 whose sum is not their weight, and levels 1 of which that is not the cause."""
    for first in framework.first:
        below = [
            (level, _sum(rows[level]))
            for level in framework.below(first)
            if level.weight is not None and _sum(rows[level]) != level.weight
        ]
        yield from below
        total = _sum(rows[first])
        if not below and first.weight is not None and total != first.weight:
            yield first, total


def _sum(rows: Sequence[Indicator] | Iterator[Indicator]) -> Decimal:
    weights = (row.weight for row in rows)
    return sum((one.value for one in weights if isinstance(one, Number)), Decimal(0))
