"""PF516: a level 1 whose weights do not sum to what the profile's scheme gives it.

A scheme gives a level a number or a range, [40, 50]; a level whose range begins with 0 may be absent. Looks
at projects that have a weight at every indicator and weigh as much in all as the scheme (else PF317 speaks); not
where the framework itself says what a level weighs. Off without a profile that has a scheme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from perflang.diagnostics import Diagnostic
from perflang.model import Framework
from perflang.review.groups import Group, english
from perflang.review.view import Around
from perflang.values import Number

CODE = "PF516"
_Scheme = dict[str, tuple[Decimal, Decimal]]  # the least and the most that each level weighs


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first weight of each level 1 that is off."""
    schemes = around.profile.table("weights")
    framework = around.framework
    if not schemes or framework is None or _weighs(framework):
        return
    found = around.groups
    named = [row for row in around.project.indicators if row.name]
    if found is None or not all(isinstance(row.weight, Number) for row in named):
        return
    scheme = _scheme(schemes, found)
    sums = {name: _sum(group) for name, group in found.items() if group.rows}
    if scheme is None or not _is_whole(sum(sums.values(), Decimal(0)), schemes, scheme):
        return
    for name, total in sums.items():
        least, most = scheme[name]
        if not least <= total <= most:
            at = found[name].rows[0].at["weight"]
            values = {
                "level": name,
                "level_en": english(framework, name),
                "sum": f"{total:f}",
                "right": f"{least:f}" if least == most else f"{least:f}–{most:f}",
            }
            yield around.finding(CODE, at, values)


def _weighs(framework: Framework) -> bool:
    return any(level.weight is not None for level in (*framework.first, *framework.second))


def _is_whole(total: Decimal, schemes: Mapping[str, Any], scheme: _Scheme) -> bool:
    """Whether a table weighs in all what the profile says, or what its scheme sums to."""
    if "total" in schemes:
        return total == Decimal(str(schemes["total"]))
    least, most = (sum(ends, Decimal(0)) for ends in zip(*scheme.values(), strict=True))
    return least <= total <= most


def _scheme(schemes: Mapping[str, Any], found: Mapping[str, Group]) -> _Scheme | None:
    """The first scheme whose levels are those that the table has; one that may weigh nothing may be absent."""
    present = {name for name, group in found.items() if group.rows}
    for one in schemes.get("schemes", ()):
        scheme = {name: _range(weight) for name, weight in one.items()}
        if present <= set(scheme) and all(scheme[name][0] == 0 for name in set(scheme) - present):
            return scheme
    return None


def _range(weight: object) -> tuple[Decimal, Decimal]:
    ends = weight if isinstance(weight, list) else [weight, weight]
    least, most = (Decimal(str(one)) for one in ends)
    return least, most


def _sum(group: Group) -> Decimal:
    weights = (row.weight for row in group.rows)
    return sum((one.value for one in weights if isinstance(one, Number)), Decimal(0))
