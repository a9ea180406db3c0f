"""Floor 2: what a publication says, free of syntax; and the frameworks its levels belong to."""

from perflang.model.framework import Framework, Level, LevelName, framework, framework_names
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
    "Department",
    "Framework",
    "Goal",
    "Indicator",
    "Level",
    "LevelName",
    "Project",
    "Publication",
    "Schedule",
    "ScheduleStage",
    "Unit",
    "framework",
    "framework_names",
]
