"""Floor 2: what a publication says, free of syntax; and the frameworks its levels belong to."""

from perflang.model.catalogue import Catalogue
from perflang.model.framework import Framework, Level, LevelName, admitted_by, direction_of
from perflang.model.objects import (
    PROJECT_TEXTS,
    At,
    Budget,
    BudgetPart,
    Department,
    Goal,
    Indicator,
    OtherField,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.model.shelf import FORM, FRAMEWORK, Kind, OwnFile, Shelf
from perflang.source.introduced import introduce

__all__ = [
    "FORM",
    "FRAMEWORK",
    "PROJECT_TEXTS",
    "At",
    "Budget",
    "BudgetPart",
    "Catalogue",
    "Department",
    "Framework",
    "Goal",
    "Indicator",
    "Kind",
    "Level",
    "LevelName",
    "OtherField",
    "OwnFile",
    "Project",
    "Publication",
    "Schedule",
    "ScheduleStage",
    "Shelf",
    "Task",
    "Unit",
    "YearBudget",
    "admitted_by",
    "direction_of",
]

introduce(__name__)
