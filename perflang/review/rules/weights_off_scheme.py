"""PF516: a level 1 whose weights do not sum to what the profile's scheme gives it.

Looks at projects that have a weight at every indicator and weigh as much in all as the scheme (else PF317
speaks); not where the framework itself says what a level weighs. Off without a profile that has a scheme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from perflang.diagnostics import Diagnostic
from perflang.model import Framework
from perflang.review.groups import Group, english, groups
from perflang.review.view import Around
from perflang.values import Number

CODE = "PF516"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first weight of each level 1 that is off."""
    schemes = around.profile.table("weights")
    framework = around.framework
    if not schemes or framework is None or _weighs(framework):
        return
    found = groups(around)
    named = [row for row in around.project.indicators if row.name]
    if found is None or not all(isinstance(row.weight, Number) for row in named):
        return
    scheme = _scheme(schemes, found)
    sums = {name: _sum(group) for name, group in found.items() if group.rows}
    if scheme is None or sum(sums.values()) != sum(scheme.values()) or set(sums) - set(scheme):
        return
    for name, total in sums.items():
        if total != scheme[name]:
            at = found[name].rows[0].at["weight"]
            values = {
                "level": name,
                "level_en": english(framework, name),
                "sum": f"{total:f}",
                "right": f"{scheme[name]:f}",
            }
            yield around.finding(CODE, at, values)


def _weighs(framework: Framework) -> bool:
    return any(level.weight is not None for level in (*framework.first, *framework.second))


def _scheme(schemes: Mapping[str, Any], found: Mapping[str, Group]) -> dict[str, Decimal] | None:
    """The scheme whose levels are those that the table has."""
    present = {name for name, group in found.items() if group.rows}
    for scheme in schemes.get("schemes", ()):
        if set(scheme) == present:
            return {name: Decimal(str(weight)) for name, weight in scheme.items()}
    return None


def _sum(group: Group) -> Decimal:
    weights = (row.weight for row in group.rows)
    return sum((one.value for one in weights if isinstance(one, Number)), Decimal(0))
