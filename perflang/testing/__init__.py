"""Floor 11: what a valid publication is, as strategies of hypothesis; nobody of perflang imports it.

It needs the extra ``testing``. A name is imported when it is asked for, so that importing the package costs
nothing and needs no hypothesis.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perflang.testing.bureaus import framework_files as framework_files
    from perflang.testing.bureaus import frameworks as frameworks
    from perflang.testing.defects.example import Example as Example
    from perflang.testing.defects.example import Finding as Finding
    from perflang.testing.defects.invalid import UNREACHED as UNREACHED
    from perflang.testing.defects.invalid import invalid as invalid
    from perflang.testing.defects.invalid import invalid_codes as invalid_codes
    from perflang.testing.letters import hostile_texts as hostile_texts
    from perflang.testing.orderly.model import budget_parts as budget_parts
    from perflang.testing.orderly.model import budgets as budgets
    from perflang.testing.orderly.model import departments as departments
    from perflang.testing.orderly.model import goals as goals
    from perflang.testing.orderly.model import indicators as indicators
    from perflang.testing.orderly.model import level_names as level_names
    from perflang.testing.orderly.model import levels as levels
    from perflang.testing.orderly.model import other_fields as other_fields
    from perflang.testing.orderly.model import projects as projects
    from perflang.testing.orderly.model import schedule_stages as schedule_stages
    from perflang.testing.orderly.model import schedules as schedules
    from perflang.testing.orderly.model import tasks as tasks
    from perflang.testing.orderly.model import units as units
    from perflang.testing.orderly.model import year_budgets as year_budgets
    from perflang.testing.orderly.publications import publications as publications
    from perflang.testing.plugin.checks import perf_check as perf_check
    from perflang.testing.plugin.compiled import Compiled as Compiled
    from perflang.testing.plugin.compiled import perf as perf
    from perflang.testing.schemas import Schema as Schema
    from perflang.testing.schemas import schema as schema
    from perflang.testing.values import answers as answers
    from perflang.testing.values import comparisons as comparisons
    from perflang.testing.values import dates as dates
    from perflang.testing.values import days as days
    from perflang.testing.values import deadlines as deadlines
    from perflang.testing.values import directions as directions
    from perflang.testing.values import figures as figures
    from perflang.testing.values import grades as grades
    from perflang.testing.values import histories as histories
    from perflang.testing.values import importances as importances
    from perflang.testing.values import money as money
    from perflang.testing.values import nothings as nothings
    from perflang.testing.values import numbers as numbers
    from perflang.testing.values import percentages as percentages
    from perflang.testing.values import periods as periods
    from perflang.testing.values import proses as proses
    from perflang.testing.values import quantities as quantities
    from perflang.testing.values import ranges as ranges
    from perflang.testing.values import recipients as recipients
    from perflang.testing.values import scaled_money as scaled_money
    from perflang.testing.values import several as several
    from perflang.testing.values import stages as stages
    from perflang.testing.values import targets as targets
    from perflang.testing.values import thresholds as thresholds
    from perflang.testing.values import timings as timings
    from perflang.testing.values import unsets as unsets
    from perflang.testing.values import year_values as year_values
    from perflang.testing.wild.publications import wild_projects as wild_projects
    from perflang.testing.wild.publications import wild_publications as wild_publications
    from perflang.testing.writing.keyboard import Edit as Edit
    from perflang.testing.writing.keyboard import edits as edits
    from perflang.testing.writing.scribe import wild_sources as wild_sources
    from perflang.testing.writing.sources import Source as Source
    from perflang.testing.writing.sources import files as files
    from perflang.testing.writing.sources import sources as sources

# The modules and what each of them gives to users. No module is called as a name is, which it would hide.
_NAMES = {
    "plugin.checks": "perf_check",
    "plugin.compiled": "Compiled perf",
    "defects.example": "Example Finding",
    "defects.invalid": "UNREACHED invalid invalid_codes",
    "writing.keyboard": "Edit edits",
    "bureaus": "framework_files frameworks",
    "orderly.publications": "publications",
    "letters": "hostile_texts",
    "orderly.model": (
        "budget_parts budgets departments goals indicators level_names levels other_fields "
        "projects schedule_stages schedules tasks units year_budgets"
    ),
    "schemas": "Schema schema",
    "values": (
        "answers comparisons dates days deadlines directions figures grades histories "
        "importances money nothings numbers percentages periods proses quantities ranges "
        "recipients scaled_money several stages targets thresholds timings unsets "
        "year_values"
    ),
    "wild.publications": "wild_projects wild_publications",
    "writing.scribe": "wild_sources",
    "writing.sources": "Source files sources",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}
# The modules that import no hypothesis.
_WITHOUT = ("plugin.checks", "plugin.compiled", "defects.example", "schemas")
__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{module}"), name)
    except ModuleNotFoundError as error:
        if error.name == "hypothesis":
            raise ImportError(f"{error.name} is missing: pip install perflang[testing]") from error
        raise


def __dir__() -> list[str]:
    """The names that can be had, which is not every one where hypothesis is not installed."""
    has_all = find_spec("hypothesis") is not None
    return sorted(name for name, module in _MODULES.items() if has_all or module in _WITHOUT)
