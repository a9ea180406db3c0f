"""Runs the rules over a publication. A rule is a module of ``rules``; listing the package finds them all.

Each defines ``CODE`` and one or more of ``of_indicator(row, around)``, ``of_project(around)`` and
``of_publication(view)``, which give what they find. Beside ``of_indicator`` a rule may define
``concerns(outline)``, which says what rows it is about: that is asked once for all rows of one outline
(``review/outline.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic, in_order
from perflang.review.outline import RowRules
from perflang.review.profile import OFF, PLAIN, Profile
from perflang.review.view import View
from perflang.source import packaged_names
from perflang.source.classes import frozen

_SCOPES = ("of_indicator", "of_project", "of_publication")


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """The module of every rule, in the order of their codes."""
    names = [name for name in packaged_names("review/rules", ".py") if name != "__init__"]
    found = [import_module(f"perflang.review.rules.{name}") for name in names]
    return tuple(sorted(found, key=lambda rule: str(rule.CODE)))


@lru_cache(maxsize=16)
def _row_rules(rules: tuple[ModuleType, ...]) -> RowRules:
    """What these rules are about is found out once for all reviews of a run."""
    return RowRules(rules)


def review(compilation: Compilation, profile: Profile = PLAIN) -> list[Diagnostic]:
    """What the compiler found in a publication and what a reviewer says, in the order of its files and lines."""
    found = [
        *compilation.diagnostics,
        *opinions(compilation, profile, lambda code: profile.severity_of(code) != OFF),
    ]
    paths = (file.source.path for file in compilation.files)
    ordered = in_order(found, paths)
    return [weighed(one, profile) for one in ordered] if profile.severity else ordered


def opinions(
    compilation: Compilation, profile: Profile, wants: Callable[[str], bool]
) -> list[Diagnostic]:
    """What the rules of the codes that ``wants`` names say by the figures of a profile, not weighed yet."""
    view = View(compilation, profile)
    rules = Rules.wanted(wants)
    return [*rules.of_each(view), *rules.of_all(view)]


@frozen
class Rules:
    """Rules by what they look at: a row, a project, or all files of a publication together."""

    of_indicator: RowRules
    of_project: tuple[ModuleType, ...]
    of_publication: tuple[ModuleType, ...]

    @classmethod
    def wanted(cls, wants: Callable[[str], bool]) -> Rules:
        """Those of the codes that ``wants`` names."""
        chosen = [rule for rule in all_rules() if wants(str(rule.CODE))]
        of_indicator, of_project, of_publication = (
            tuple(rule for rule in chosen if hasattr(rule, scope)) for scope in _SCOPES
        )
        return cls(_row_rules(of_indicator), of_project, of_publication)

    def of_each(self, view: View) -> list[Diagnostic]:
        """What is said of each project, whatever stands in the others."""
        found: list[Diagnostic] = []
        for around in view.projects:
            for rule in self.of_project:
                found += rule.of_project(around)
            for row in around.indicators:
                for rule in self.of_indicator.about(row):
                    found += rule.of_indicator(row, around)
        return found

    def of_all(self, view: View) -> list[Diagnostic]:
        """What is said of the publication as a whole, and of its lists."""
        return [one for rule in self.of_publication for one in rule.of_publication(view)]


def weighed(found: Diagnostic, profile: Profile) -> Diagnostic:
    """A finding as severe as the profile says."""
    level = profile.severity_of(found.code)
    return found if level is None else found.as_severe(level)
