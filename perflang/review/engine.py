"""Runs the rules over a publication. A rule is a module of ``rules``; listing the package finds them all.

Each defines ``CODE`` and one or more of ``of_indicator(row, around)``, ``of_project(around)``, ``of_file(file)``
and ``of_publication(view)``, which yield what they find. Only the last may look from one project at another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import ModuleType

from attrs import evolve, frozen

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic, in_order
from perflang.model import Indicator
from perflang.review.profile import OFF, PLAIN, Profile
from perflang.review.view import Around, View
from perflang.semantics import FileModel
from perflang.source import packaged_names

_SCOPES = ("of_indicator", "of_project", "of_file", "of_publication")
Found = Iterable[Diagnostic]


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """The module of every rule, in the order of their codes."""
    names = [name for name in packaged_names("review/rules", ".py") if name != "__init__"]
    found = [import_module(f"perflang.review.rules.{name}") for name in names]
    return tuple(sorted(found, key=lambda rule: str(rule.CODE)))


def review(compilation: Compilation, profile: Profile = PLAIN) -> list[Diagnostic]:
    """What the compiler found in a publication and what a reviewer says, in the order of its files and lines."""
    found = [
        *compilation.diagnostics,
        *opinions(compilation, profile, lambda code: profile.severity_of(code) != OFF),
    ]
    paths = (file.source.path for file in compilation.files)
    return [weighed(one, profile) for one in in_order(found, paths)]


def opinions(
    compilation: Compilation, profile: Profile, wants: Callable[[str], bool]
) -> list[Diagnostic]:
    """What the rules of the codes that ``wants`` names say by the figures of a profile, not weighed yet."""
    view = View(compilation, profile)
    rules = Rules.wanted(wants)
    return [*rules.of_each(view), *rules.of_all(view)]


@frozen
class Rules:
    """Rules by what they look at: a row, a project, a file, or all files of a publication together."""

    of_indicator: tuple[Callable[[Indicator, Around], Found], ...]
    of_project: tuple[Callable[[Around], Found], ...]
    of_file: tuple[Callable[[FileModel], Found], ...]
    of_publication: tuple[Callable[[View], Found], ...]

    @classmethod
    def wanted(cls, wants: Callable[[str], bool]) -> Rules:
        """Those of the codes that ``wants`` names."""
        chosen = [rule for rule in all_rules() if wants(str(rule.CODE))]
        return cls(
            *(
                tuple(getattr(rule, scope) for rule in chosen if hasattr(rule, scope))
                for scope in _SCOPES
            )
        )

    def of_each(self, view: View) -> list[Diagnostic]:
        """What is said of each file, whatever stands in the others."""
        found: list[Diagnostic] = []
        for around in view.projects:
            for project_rule in self.of_project:
                found += project_rule(around)
            for row in around.indicators:
                for row_rule in self.of_indicator:
                    found += row_rule(row, around)
        for file in view.files:
            for file_rule in self.of_file:
                found += file_rule(file)
        return found

    def of_all(self, view: View) -> list[Diagnostic]:
        """What is found where the files are held against each other."""
        return [one for rule in self.of_publication for one in rule(view)]


def weighed(found: Diagnostic, profile: Profile) -> Diagnostic:
    """A finding as severe as the profile says."""
    level = profile.severity_of(found.code)
    return found if level is None else evolve(found, level=level)
