"""Units of measure: dimension, base and exact scale of a unit, from ``units.toml`` and what combines of it.

A unit is any word. One that is known has a :class:`Measure`; two whose bases agree are converted into
each other by exact fractions, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache

from attrs import evolve

from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.spelling import half_width, is_han

NUMBER = "number"  # the dimension of a number without unit
_MULTIPLES = {
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 1000,
    "百": 100,
    "十": 10,
}
_LONGEST_NOUN = 8
# A thing that is measured: 公里道路, 吨垃圾, 吨CO2. One character may be a slip: 平方来.
_STUFF = regex("次|[\u4e00-\u9fff]{2,8}|C|CO[2₂]e?|SO[2₂]|NO[xX]|COD|VOCs")
# What would be a piece of a comparison, or is a quality and no thing that is counted.
_NO_BEGINNINGS = ("以", "之", "及", "左", "内", "外", "或", "百分")
_NO_ENDS = (
    *("以上", "以下", "左右", "内", "前", "后", "此", "曰"),
    *("满意度", "率", "性", "影响", "效益", "效果", "成本", "资源"),
)
_PER = regex("[/／]每?|每")
# 台(套): one or the other.
_EITHER = regex(r"([^()]{1,4})\(([^()]{1,4})\)")
# 例/10万人: a count for each so many.
_EVERY = regex("1(0{1,5})")
_WHOLLY = regex(r"\([^()]*\)")
_TIMES = regex("[·•*×.]")
_ANY_TIMES = frozenset("·•*×.")
# 人天, 吨公里: two units with no sign between them.
_MULTIPLIED = {("count", "duration"), ("count", "length"), ("mass", "length")}
_LONGEST = 40
_DIMENSION = {"count/duration": "frequency"}


@frozen
class Measure:
    """What a unit measures: one of it is ``scale`` of ``base``; units of one base are convertible."""

    dimension: str
    base: str
    scale: Fraction


_COMPOUND = frozenset("/／·每")
_ONE = Fraction(1)
_NONE = Measure(NUMBER, "", _ONE)


@lru_cache(maxsize=1024)
def measure(unit: str) -> Measure | None:
    """The measure of a unit, compound ones included; None for a word that is no known unit.

    No unit at all measures a plain number.
    """
    plain = half_width(unit).replace(" ", "").replace("\u00a0", "")
    if _WHOLLY.fullmatch(plain):
        plain = plain[1:-1]
    if not plain:
        return _NONE
    if len(plain) > _LONGEST:
        return None
    return _compound(plain) if not _COMPOUND.isdisjoint(plain) else _atom(plain) or _compound(plain)


def unit_names() -> list[str]:
    """Every spelling of a unit that is known, in the order of ``units.toml``."""
    return list(_known().units)


def _compound(unit: str) -> Measure | None:
    """``元/人·月``, ``元/(人·月)``, ``元/人/月``: the first factor over the others."""
    over, *under = _PER.split(unit)
    numerator = _product(over) if over else []
    denominators = [_every(part) for part in under]
    if numerator is None or not all(denominators):
        return None
    above = sorted(numerator, key=_order)
    below = sorted((atom for part in denominators for atom in part or ()), key=_order)
    scale = Fraction(1)
    for atom in above:
        scale *= atom.scale
    for atom in below:
        scale /= atom.scale
    below = [atom for atom in below if atom.dimension != NUMBER]
    if not above:
        above = [_NONE]
    dimension = _over(*(("·".join(atom.dimension for atom in part)) for part in (above, below)))
    base = _over(*("·".join(atom.base for atom in part) for part in (above, below)))
    return Measure(_DIMENSION.get(dimension, dimension), base, scale)


def _every(text: str) -> list[Measure] | None:
    """What stands under a stroke, perhaps so many of it: ``人``, ``10万人``, ``100公里``."""
    many = _EVERY.match(text)
    if many is None:
        return _product(text)
    atoms = _product(text[many.end() :]) if many.end() < len(text) else []
    return None if atoms is None else [evolve(_NONE, scale=Fraction(int(many[0]))), *atoms]


def _product(text: str) -> list[Measure] | None:
    """The atoms of ``人·月``, ``(人·月)`` or ``人月``."""
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    atoms: list[Measure] = []
    for part in [text] if _ANY_TIMES.isdisjoint(text) else _TIMES.split(text):
        cut = len(_multiple(part)) + 1
        first, second = _atom(part[:cut]), _atom(part[cut:])
        if first and second and (first.dimension, second.dimension) in _MULTIPLIED:
            atoms += [first, second] if part[0] != "个" else [second]
        elif (one := _atom(part)) is not None:
            atoms.append(one)
        else:
            return None
    return atoms


def _over(above: str, below: str) -> str:
    return f"{above}/{below}" if below else above


def _order(atom: Measure) -> tuple[str, str]:
    return atom.dimension, atom.base


def _atom(unit: str) -> Measure | None:
    """One unit, perhaps with a multiple before it, or a counting word with the thing that it counts."""
    known = _known()
    found = known.units.get(unit)
    if found is not None:
        return found
    times = _multiple(unit)
    if times:
        below = _atom(unit[len(times) :]) if len(times) < len(unit) else _NONE
        return evolve(below, scale=below.scale * _MULTIPLES[times]) if below else None
    either = _EITHER.fullmatch(unit)
    if either is not None:
        return _atom(either[1]) if _atom(either[2]) else None
    return _with_noun(unit)


def _multiple(text: str) -> str:
    """The multiple that a text begins with, or nothing."""
    return next((times for times in _MULTIPLES if text.startswith(times)), "")


def _with_noun(unit: str) -> Measure | None:
    """A counting word or a measure with the thing behind it: ``个村``, ``名学生``, ``公里道路``."""
    known = _known()
    for length in (3, 2, 1):
        word, noun = unit[:length], unit[length:]
        is_measure, is_head = word in known.measures, word in known.heads
        if not noun or not (is_measure or is_head) or _is_no_noun(noun):
            continue
        itself = known.units.get(noun)
        if itself is not None and itself.dimension not in ("count", "other"):
            continue
        if is_measure and (
            noun in known.things or (1 < len(noun) <= _LONGEST_NOUN and all(map(_is_letter, noun)))
        ):
            return Measure("count", unit, Fraction(1))
        if (itself is None or noun == "次") and is_head and _STUFF.fullmatch(noun):
            return known.units[word]
    return None


def _is_no_noun(text: str) -> bool:
    if text.startswith(_NO_BEGINNINGS) or text.endswith(_NO_ENDS):
        return True
    # 工作日 with a slip
    return len(text) == 3 and text[2] == "日" and (text[1] == "作" or text[0] == "工")


def _is_letter(character: str) -> bool:
    return is_han(character) or (character.isascii() and character.isalpha())


@frozen
class _Known:
    units: dict[str, Measure]
    measures: frozenset[str]
    things: frozenset[str]
    heads: frozenset[str]


@cache
def _known() -> _Known:
    units: dict[str, Measure] = {}
    measures: Sequence[str] = ()
    things = ""
    heads: list[str] = []
    for dimension, table in packaged_table("values/units.toml").items():
        measures = table.get("measures", measures)
        things = table.get("things", things)
        heads += table.get("heads", ())
        for name in (*table.get("counted", ()), *table.get("measures", ())):
            units[name] = Measure(dimension, name, _ONE)
        for group in ("units", "months"):
            units |= _group(dimension, table.get(group, {}))
    return _Known(
        units, frozenset((*measures, "人", "名", "位")), frozenset(things), frozenset(heads)
    )


def _group(dimension: str, table: Mapping[str, Mapping[str, object]]) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    base = next(iter(table), "")
    for name, entry in table.items():
        one = Measure(dimension, base, Fraction(str(entry["is"])))
        also = entry.get("also", [])
        assert isinstance(also, list)
        for spelling in (name, *also):
            found[spelling.replace(" ", "")] = one
    return found
