"""Floor 2: what a publication says, free of syntax; and the frameworks its levels belong to."""

from perflang.model.catalogue import Catalogue, OwnFile, Shelf
from perflang.model.framework import Framework, Level, LevelName, admitted_by, direction_of
from perflang.model.objects import (
    At,
    Budget,
    BudgetPart,
    Department,
    Goal,
    Indicator,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Unit,
)

__all__ = [
    "At",
    "Budget",
    "BudgetPart",
    "Catalogue",
    "Department",
    "Framework",
    "Goal",
    "Indicator",
    "Level",
    "LevelName",
    "OwnFile",
    "Project",
    "Publication",
    "Schedule",
    "ScheduleStage",
    "Shelf",
    "Unit",
    "admitted_by",
    "direction_of",
]
