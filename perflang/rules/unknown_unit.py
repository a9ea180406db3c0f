"""PF319: a unit of measure that is not known.

Looks at the units of targets. Only words of one script are judged, what else there is is a slip of another
kind; of a compound such as 元/人此, the one part that is not known, where a known one is near. A unit in Latin
letters may be any word (ships, quays); it is reported where a known one is very near. A quoted value is meant as
it stands. The name or the description of the indicator in its place is told by a review (PF502).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import ne

from perflang.diagnostics import Diagnostic, Values
from perflang.model import Indicator
from perflang.rules.walk import Parts
from perflang.semantics import FileModel
from perflang.source import Span
from perflang.source.regex import regex
from perflang.values import amounts_of, half_width, measure, unit_names
from perflang.values.spelling import is_han
from perflang.vocabulary import nearest

_LONGEST = 12  # a longer unit is a piece of a sentence
_MOST_NEAR = 3
_VERY_NEAR = Decimal("0.85")
_SIGN = regex("([/／·])")
_ANY_SIGN = frozenset("/／·")
_MULTIPLE = regex("[十百千]?[万亿]")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such unit."""
    for parts in files:
        for row, target in parts.amounts:
            unit = target.amount.unit
            if measure(unit) is None and not _repeats(row, unit) and _is_judged(unit):
                yield from _found(parts.file, row, unit)
        for row, more in parts.several:
            units = [one.unit for one in amounts_of(more) if measure(one.unit) is None]
            for unit in units:
                if not _repeats(row, unit) and _is_judged(unit):
                    yield from _found(parts.file, row, unit)
                    break


def repeated(row: Indicator, unit: str) -> str:
    """Which text of a row its unit is, ``name`` or ``description``; empty for a unit that is one.

    So is any word of English: boats ≥ 2 boats.
    """
    return _repeats(row, unit) if measure(unit) is None else ""


def _repeats(row: Indicator, unit: str) -> str:
    if unit.isascii():
        return ""
    if unit == row.name:
        return "name"
    if is_text(unit, row.name):
        return "name"
    return "description" if row.description and is_text(unit, row.description) else ""


def is_text(unit: str, text: str) -> bool:
    """Whether a unit is this text, but for blanks, width and what stands at the end."""
    return _plain(unit) == _plain(text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return half_width(text).replace(" ", "").rstrip(".。;,")


def _is_judged(unit: str) -> bool:
    return _is_word(unit) or (not _ANY_SIGN.isdisjoint(unit) and bool(near_units(unit)))


def _is_word(unit: str) -> bool:
    """Whether it is a word in one script."""
    return unit.isalpha() if unit.isascii() else all(map(is_han, unit))


def _found(file: FileModel, row: Indicator, unit: str) -> Iterator[Diagnostic]:
    at, text = row.at["target"], file.source.text
    if text[at.end - 1 : at.end] == '"':
        return
    near = near_units(unit)
    if unit.isascii() and not near:
        return  # any word of English is a unit that can be counted
    if not near and not file.readable:
        return  # it may be the description, whose line could not be read
    values: Values = {"unit": unit, "near": near}
    start = text.find(unit, at.start, at.end)
    place = Span(start, start + len(unit)) if start >= 0 else at
    yield Diagnostic("PF319", file.source.path, place, values, hint="near" if near else "")


@lru_cache(maxsize=256)
def near_units(unit: str) -> tuple[str, ...]:
    """Up to three known units that a slip could have turned into ``unit``."""
    if len(unit) > _LONGEST:
        return ()
    if not _ANY_SIGN.isdisjoint(unit):
        return _near_compounds(unit)
    times = _MULTIPLE.match(unit)
    if times is not None and len(unit) - times.end() > 1:
        return tuple(times[0] + one for one in near_units(unit[times.end() :]))
    as_long = (name for name in unit_names() if len(name) == len(unit))
    found = [name for name in as_long if _one_off(name, unit)][:_MOST_NEAR]
    known = [name for name in unit_names() if len(name) > 1 and name.isascii() == unit.isascii()]
    if unit.isascii():
        known = [name for name in known if _similar(name, unit)]
    while len(found) < _MOST_NEAR:
        one = nearest(unit, [name for name in known if name not in found])
        if one is None:
            break
        found.append(one)
    return tuple(found)


def _near_compounds(unit: str) -> tuple[str, ...]:
    """The same for a compound of which one part is not known."""
    parts = _SIGN.split(unit)
    wrong = [at for at in range(0, len(parts), 2) if measure(parts[at]) is None]
    if len(wrong) != 1 or not _is_word(parts[wrong[0]]):
        return ()
    at = wrong[0]
    return tuple("".join([*parts[:at], near, *parts[at + 1 :]]) for near in near_units(parts[at]))


def _one_off(one: str, other: str) -> bool:
    """Whether one character of several stands in the place of another: 平方来, 平方米."""
    differing = sum(map(ne, one, other))
    return len(one) == len(other) > 2 and differing == 1


def _similar(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(a=one, b=other).ratio() >= _VERY_NEAR
