"""The rows of a table: indicators that a framework admits, as many of each level as it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
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
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.places import Place, Places, can_weigh
from perflang.testing.orderly.sorts import EVERY, ODD, target_of
from perflang.testing.orderly.weights import weighed_rows
from perflang.testing.orderly.words import Words, kind_of
from perflang.testing.schemas import Schema
from perflang.values import (
    DIRECTIONS,
    IMPORTANCES,
    Choice,
    Comparison,
    Grade,
    History,
    Target,
    YearValue,
    goes_against,
    read_target,
    sorts_of,
)
from perflang.values.columns import QUALITATIVE, Columns, read_columns

# Every field that a project or an indicator may have, whether the form has a place for it or not.
EVERY_FIELD = frozenset(("parts", *(field.id for field in FIELDS)))
# How many rows a level may have above what it needs: two, and in some tables several more.
_ROOM = 2
_MORE_ROOM = (0, 0, 0, 1, 6)
_CROWD = 30
# How columns of signs spell them.
_IN_COLUMNS = {"≥": ">=", "≤": "<="}
# What few indicators have.
_MORE = (
    "parts",
    "direction",
    "importance",
    "history",
    "baseline",
    "long_target",
    "column",
    "measure",
)


@frozen(eq=False)
class Asked:
    """What rows are generated for: the words of a project, its year, and what its form has a place for.

    One that ``takes_all`` has a place for everything, and ``fields`` are all that there are. Tables that are
    ``long`` may have many rows: hypothesis bounds what is drawn for one example.
    """

    schema: Schema
    words: Words
    year: str
    scale: str
    quiet: bool
    fields: frozenset[str]
    takes_all: bool
    long: bool = True

    @property
    def framework(self) -> Framework:
        return self.schema.framework

    @property
    def column(self) -> str | None:
        """The label of a column of its own that the form has for indicators."""
        if self.takes_all:
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


def rows_of(dice: Dice, asked: Asked, thing: str, least: int = 0) -> tuple[Indicator, ...]:
    """The indicators of one project, which is about ``thing``; at least so many of each level 1."""
    framework = asked.framework
    weighed = asked.prints("weight") and can_weigh(framework) and (asked.quiet or dice.flag())
    shown = asked.prints("indicator")
    fewest = max(least, int(asked.quiet and shown))
    room = _ROOM + (dice.pick(_MORE_ROOM) if asked.long else 0) if shown else 0
    crowd = _CROWD if shown and asked.long else 0
    counts = Places(framework, weighed, fewest, room, crowd).counts(dice)
    maker = _Maker(dice, asked, thing)
    rows = [
        [dice.apart(partial(maker.row, place)) for _ in range(count)] for place, count in counts
    ]
    if weighed:
        rows = weighed_rows(dice, framework, [place for place, _ in counts], rows)
    together = _turned(dice, [row for of_level in rows for row in of_level])
    if weighed and len(together) > 1 and not asked.quiet and dice.once_in(8):
        kept = len(together) - 1 - dice.upto(len(together) - 2)
        return (*together[:kept], *(evolve(row, weight=None) for row in together[kept:]))
    return together


def _turned(dice: Dice, rows: list[Indicator]) -> tuple[Indicator, ...]:
    """The same rows, sometimes not in the order of the framework: the first few of them stand last."""
    turn = dice.upto(len(rows) - 1) if len(rows) > 1 and dice.once_in(8) else 0
    return (*rows[turn:], *rows[:turn])


class _Maker:
    """Makes the rows of one project."""

    def __init__(self, dice: Dice, asked: Asked, thing: str) -> None:
        self.dice = dice
        self.asked = asked
        self.thing = thing
        self.taken: dict[str, int] = {}

    def row(self, place: Place) -> Indicator:
        """The next row of a place; rows of one name are a warning, so they are rare."""
        dice, asked = self.dice, self.asked
        name, target = self._measured(place)
        turn = self._turn(name)
        if turn and (asked.quiet or not dice.once_in(8)):
            name = asked.words.numbered(name, turn + 1)
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
            self._called(place.first),
            self._called(place.second),
            target,
            **texts,
        )
        return evolve(row, **self._more(row, target, place))

    def _called(self, level: Level | None) -> LevelName | None:
        """A level by its name, or at times by one of the other spellings that its framework knows."""
        if level is None:
            return None
        if level.aliases and self.dice.once_in(8):
            return level.as_written(self.dice.pick(level.aliases))
        return LevelName(level.zh)

    def _turn(self, name: str) -> int:
        """How often a name was asked for before."""
        self.taken[name] = self.taken.get(name, -1) + 1
        return self.taken[name]

    def _measured(self, place: Place) -> tuple[str, Target | None]:
        """What is measured and a target that the levels of a place admit: mostly what they are called after."""
        dice, asked = self.dice, self.asked
        second = place.second
        kind = kind_of(f"{second.zh} {second.en}") if second else "quantity"
        known = asked.words.measured[kind]
        measured = known[self._turn(kind) % len(known)]
        admitted, direction = admitted_by(place.levels), direction_of(place.levels)
        turn, number = divmod(dice.upto(9 if asked.quiet else 19 + len(ODD)), 10)
        plain = measured.target(number)
        fits = admitted is None or not sorts_of(plain).isdisjoint(admitted)
        if fits and turn != 1 and not goes_against(measured.sign, direction or ""):
            return measured.name, ODD[number](measured) if turn else plain
        among = [one for one in (admitted or EVERY) if not (asked.quiet and one == "unset")]
        sort = "unset" if admitted == () else dice.pick(among)
        number += self._turn("any sort")
        return asked.words.of_sort(sort), target_of(sort, number, asked.year, direction)

    def _more(self, row: Indicator, target: Target | None, place: Place) -> dict[str, Any]:
        """What few indicators have besides: what was reached before, what is to be reached later, parts."""
        asked = self.asked
        wanted = self.dice.some([field for field in _MORE if asked.prints(field)])
        more: dict[str, Any] = {
            field: target for field in ("long_target", "baseline") if field in wanted
        }
        if "importance" in wanted:
            more["importance"] = _choice(IMPORTANCES, self.dice.pick(list(IMPORTANCES)), asked)
        if "column" in wanted and asked.column is not None:
            more["others"] = (OtherField(asked.column, asked.words.others[0][1]),)
        if "measure" in wanted and not asked.quiet and admitted_by(place.levels) is None:
            more |= _apart(target)
        if not isinstance(target, Comparison):
            return more
        if "direction" in wanted:
            name = "反向" if target.operator in "≤<" else "正向"
            more["direction"] = _choice(DIRECTIONS, name, asked)
        if "history" in wanted:
            before = [YearValue(int(asked.year) - n, _bare(target)) for n in (2, 1)]
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
                read_target("≥", f"{amount} {target.unit}"),
            )
            for name, amount in zip(self.asked.words.parts, (int(number) - half, half), strict=True)
        )


def _choice(known: Mapping[str, tuple[str, ...]], name: str, asked: Asked) -> Choice:
    """A choice as it is spelled in the language."""
    english = next((one for one in known[name] if one.isascii()), name)
    return Choice(name, english if asked.schema.language == "en" else name)


def _apart(target: Target | None) -> dict[str, Any]:
    """A target as it is read from columns of its operator, its value and its unit."""
    if isinstance(target, Comparison):
        sign = _IN_COLUMNS.get(target.operator, target.operator)
        split = read_columns(Columns(sign, target.number.spelling, "项（次）"))
    elif isinstance(target, Grade):
        split = read_columns(Columns(QUALITATIVE, target.grade, "级"))
    else:
        return {}
    return {"target": split.target, "sign": split.sign, "measure": split.measure}


def _bare(target: Comparison) -> Target:
    return read_target("", f"{target.number.spelling} {target.unit}".strip())
