"""The rows of a table: indicators that a framework admits, as many of each level as it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from attrs import evolve

from perflang.forms.fields import FIELDS
from perflang.model import (
    Framework,
    Indicator,
    Level,
    LevelName,
    OtherField,
    admitted_by,
    direction_of,
)
from perflang.source.classes import frozen
from perflang.testing.dice import Dice
from perflang.testing.schema import Schema
from perflang.testing.sorts import EVERY, cell_of
from perflang.testing.words import Measured, Words
from perflang.values import (
    DIRECTIONS,
    IMPORTANCES,
    Choice,
    Comparison,
    History,
    Number,
    YearValue,
    goes_against,
    read_cell,
    sorts_of,
)

# Every field that a project or an indicator may have, whether the form has a place for it or not.
EVERY_FIELD = frozenset(("parts", *(field.id for field in FIELDS)))
_UNBOUND = 4  # rows of a level that says nothing of how many it has
_WHOLE = Decimal(1)
# What few indicators have.
_MORE = ("parts", "direction", "importance", "history", "baseline", "long_target", "column")


@frozen(eq=False)
class Asked:
    """What rows are generated for: the words of a project, its year, and what its form has a place for."""

    schema: Schema
    words: Words
    year: str
    scale: str
    quiet: bool
    fields: frozenset[str]

    @property
    def framework(self) -> Framework:
        return self.schema.framework

    @property
    def column(self) -> str | None:
        """The label of a column of its own that the form has for indicators."""
        if self.fields is EVERY_FIELD:
            return self.words.others[0][0]
        labels = (
            slot.partition(":")[2]
            for slot in sorted(self.schema.form.slots)
            if slot.startswith("column:")
        )
        return next((label.split("|")[0] for label in labels), None)

    def prints(self, field: str) -> bool:
        """Whether a field may be filled."""
        return field in self.fields


@frozen
class Place:
    """Where rows stand: a level 2 with its level 1, or nowhere in a framework without levels."""

    second: Level | None = None
    first: Level | None = None

    @property
    def levels(self) -> list[Level]:
        return [level for level in (self.second, self.first) if level is not None]


def rows_of(dice: Dice, asked: Asked, thing: str) -> tuple[Indicator, ...]:
    """The indicators of one project, which is about ``thing``."""
    framework = asked.framework
    weighed = asked.prints("weight") and (asked.quiet or dice.flag())
    counts = _counts(dice, asked, weighed)
    maker = _Maker(dice, asked, thing)
    rows = [[maker.row(place) for _ in range(count)] for place, count in counts]
    if weighed:
        rows = _weighed(framework, [place for place, _ in counts], rows)
    return tuple(row for of_level in rows for row in of_level)


def _counts(dice: Dice, asked: Asked, weighed: bool) -> list[tuple[Place, int]]:
    """How many rows each level 2 has: what it needs, and some more where there is room."""
    framework = asked.framework
    if framework.is_flat:
        fewest = 1 if weighed or asked.quiet else 0
        return [(Place(), fewest + dice.upto(_UNBOUND))]
    found: list[tuple[Place, int]] = []
    for first in framework.first:
        below = framework.below(first)
        least = max(first.fewest, int(asked.quiet or (weighed and _carries(framework, first))))
        lows = [max(level.fewest, int(weighed and bool(level.weight))) for level in below]
        highs = [
            max(low, least, _UNBOUND) if level.most is None else level.most
            for low, level in zip(lows, below, strict=True)
        ]
        counts = [
            low + dice.upto(min(2, high - low)) for low, high in zip(lows, highs, strict=True)
        ]
        most = sum(highs) if first.most is None else first.most
        for at, (low, high) in enumerate(zip(lows, highs, strict=True)):
            counts[at] += max(0, min(high - counts[at], least - sum(counts)))
            counts[at] -= max(0, min(counts[at] - low, sum(counts) - most))
        found += [(Place(level, first), n) for level, n in zip(below, counts, strict=True)]
    return found


def _carries(framework: Framework, first: Level) -> bool:
    """Whether the weights of a project need a row under a level 1."""
    return bool(first.weight) or all(level.weight is None for level in framework.first)


def _weighed(
    framework: Framework, places: list[Place], rows: list[list[Indicator]]
) -> list[list[Indicator]]:
    """The rows with weights: of each level as its framework says, of all together a sum that it accepts."""
    wanted = _wanted(framework, places, [len(of_level) for of_level in rows])
    return [
        [
            evolve(row, weight=_number(weight))
            for row, weight in zip(of_level, _split(total, len(of_level)), strict=True)
        ]
        for of_level, total in zip(rows, wanted, strict=True)
    ]


def _wanted(framework: Framework, places: list[Place], counts: list[int]) -> list[Decimal]:
    """What the weights of each level 2 are to sum to."""
    total = framework.weights[0] if framework.weights else Decimal(100)
    wanted = [place.second.weight if place.second else None for place in places]
    for first in framework.first:
        if first.weight is not None:
            mine = [place.first is first for place in places]
            _share(wanted, counts, mine, first.weight)
    _share(wanted, counts, [True for _ in places], total)
    return [weight or Decimal(0) for weight in wanted]


def _share(
    wanted: list[Decimal | None], counts: list[int], mine: list[bool], total: Decimal
) -> None:
    """What the levels that are ``mine`` and have no weight yet share of ``total``, by their rows."""
    known = sum(
        (weight for weight, own in zip(wanted, mine, strict=True) if own and weight is not None),
        Decimal(0),
    )
    left = [at for at, own in enumerate(mine) if own and wanted[at] is None and counts[at]]
    shares = _split(total - known, sum(counts[at] for at in left))
    for at in left:
        wanted[at] = sum((shares.pop() for _ in range(counts[at])), Decimal(0))


def _split(total: Decimal, count: int) -> list[Decimal]:
    """``total`` in ``count`` weights, as even as weights are; the first one takes what is over."""
    if not count:
        return []
    one = (total / count).quantize(_WHOLE, ROUND_DOWN)
    return [total - one * (count - 1), *[one] * (count - 1)]


def _number(value: Decimal) -> Number:
    text = f"{value.normalize():f}"
    return Number(Decimal(text), text)


class _Maker:
    """Makes the rows of one project."""

    def __init__(self, dice: Dice, asked: Asked, thing: str) -> None:
        self.dice = dice
        self.asked = asked
        self.thing = thing
        self.taken: dict[str, int] = {}

    def row(self, place: Place) -> Indicator:
        """The next row of a place; no two of a project have one name."""
        dice, asked = self.dice, self.asked
        kind = (
            asked.words.kind_of(f"{place.second.zh} {place.second.en}")
            if place.second
            else "quantity"
        )
        known = asked.words.measured[kind]
        number = self.taken.get(kind, 0)
        self.taken[kind] = number + 1
        measured = known[number % len(known)]
        turn = number // len(known)
        name = f"{measured.name}（{turn + 1}）" if turn else measured.name
        cell = self._cell(place, measured)
        target = read_cell(cell)
        possible = [field for field in asked.words.attributes if asked.prints(field)]
        wanted = dice.some(possible) + (["basis"] if asked.quiet and "basis" in possible else [])
        texts: dict[str, Any] = {
            field: asked.words.attributes[field]
            .replace("{thing}", self.thing)
            .replace("{year}", asked.year)
            for field in wanted
        }
        row = Indicator(
            name,
            LevelName(place.first.zh) if place.first else None,
            LevelName(place.second.zh) if place.second else None,
            target,
            **texts,
        )
        return evolve(row, **self._more(row))

    def _cell(self, place: Place, measured: Measured) -> str:
        """A cell that the levels of a place admit, mostly what is measured there."""
        dice, asked = self.dice, self.asked
        admitted, direction = admitted_by(place.levels), direction_of(place.levels)
        plain = measured.cell(dice.upto(9))
        fits = admitted is None or not sorts_of(read_cell(plain)).isdisjoint(admitted)
        if goes_against(measured.sign, direction or ""):
            plain, fits = cell_of("count", dice.upto(9), asked.year, direction), admitted is None
        if fits and (asked.quiet or not dice.flag()):
            return plain
        among = admitted if admitted is not None else EVERY
        return cell_of(dice.pick(among or ("unset",)), dice.upto(9), asked.year, direction)

    def _more(self, row: Indicator) -> dict[str, Any]:
        """What few indicators have besides: what was reached before, what is to be reached later, parts."""
        asked, target = self.asked, row.target
        wanted = self.dice.some([field for field in _MORE if asked.prints(field)])
        more: dict[str, Any] = {
            field: target for field in ("long_target", "baseline") if field in wanted
        }
        if "importance" in wanted:
            more["importance"] = _choice(IMPORTANCES, self.dice.pick(list(IMPORTANCES)), asked)
        if "column" in wanted and asked.column is not None:
            more["others"] = (OtherField(asked.column, asked.words.others[0][1]),)
        if not isinstance(target, Comparison):
            return more
        if "direction" in wanted:
            name = "反向" if target.operator in "≤<" else "正向"
            more["direction"] = _choice(DIRECTIONS, name, asked)
        if "history" in wanted:
            before = [YearValue(int(asked.year) - n, read_cell(_bare(target))) for n in (2, 1)]
            more["history"] = History(tuple(before[self.dice.upto(1) :]))
        if "parts" in wanted:
            more["parts"] = self._parts(row, target)
        return more

    def _parts(self, row: Indicator, target: Comparison) -> tuple[Indicator, ...]:
        """Two rows that make the one above up, where it counts something."""
        number = target.number.value
        if target.amount.dimension != "count" or number % 1 or target.operator != "≥":
            return ()
        half = int(number) // 2
        return tuple(
            Indicator(
                name.replace("{name}", row.name),
                row.level1,
                row.level2,
                read_cell(f"≥ {amount} {target.unit}"),
            )
            for name, amount in zip(self.asked.words.parts, (int(number) - half, half), strict=True)
        )


def _choice(known: Mapping[str, tuple[str, ...]], name: str, asked: Asked) -> Choice:
    """A choice as it is spelled in the language."""
    english = next((one for one in known[name] if one.isascii()), name)
    return Choice(name, english if asked.schema.language == "en" else name)


def _bare(target: Comparison) -> str:
    return f"{target.number.spelling} {target.unit}".strip()
