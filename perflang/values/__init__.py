"""Floor 1: numbers, units, money, dates, stages, targets: text to value and back, for sources and cells alike.

A value is exact (Decimal) and keeps the spelling it was written in: ``==`` sees the value, printing
the spelling. Nothing here passes through a float.
"""

from perflang.source.introduced import introduce
from perflang.values.calendar import Day
from perflang.values.choice import (
    ANSWERS,
    DIRECTIONS,
    IMPORTANCES,
    Choice,
    goes_against,
    read_direction,
    read_importance,
)
from perflang.values.history import (
    History,
    YearValue,
    read_history,
    read_history_cell,
    tidy_history,
)
from perflang.values.items import (
    Marker,
    inner_markers,
    marker_for,
    marker_number,
    next_marker,
    split_marker,
)
from perflang.values.measure import Measure, measure, unit_names
from perflang.values.money import SCALES, Money, Nothing, is_nothing, read_money
from perflang.values.number import Number, read_number, read_plain, read_weight
from perflang.values.percentage import Percentage, read_percentage
from perflang.values.quantity import ConversionError, Quantity
from perflang.values.read_target import read_cell, read_target
from perflang.values.shares import cumulated, increments
from perflang.values.signs import plain_operator, split_operator
from perflang.values.spelling import BLANKS, half_width
from perflang.values.stage import Stage, is_stage_name, read_stage, split_stage
from perflang.values.standard import STANDARDS, standard_of
from perflang.values.style import tidy_stage, tidy_value
from perflang.values.target import (
    NO_GAPS,
    OPERATORS,
    Answer,
    Comparison,
    Figure,
    Gaps,
    Grade,
    Prose,
    Range,
    Several,
    Target,
    Timing,
    Unset,
    amounts_of,
    sorts_of,
)

__all__ = [
    "ANSWERS",
    "BLANKS",
    "DIRECTIONS",
    "IMPORTANCES",
    "NO_GAPS",
    "OPERATORS",
    "SCALES",
    "STANDARDS",
    "Answer",
    "Choice",
    "Comparison",
    "ConversionError",
    "Day",
    "Figure",
    "Gaps",
    "Grade",
    "History",
    "Marker",
    "Measure",
    "Money",
    "Nothing",
    "Number",
    "Percentage",
    "Prose",
    "Quantity",
    "Range",
    "Several",
    "Stage",
    "Target",
    "Timing",
    "Unset",
    "YearValue",
    "amounts_of",
    "cumulated",
    "goes_against",
    "half_width",
    "increments",
    "inner_markers",
    "is_nothing",
    "is_stage_name",
    "marker_for",
    "marker_number",
    "measure",
    "next_marker",
    "plain_operator",
    "read_cell",
    "read_direction",
    "read_history",
    "read_history_cell",
    "read_importance",
    "read_money",
    "read_number",
    "read_percentage",
    "read_plain",
    "read_stage",
    "read_target",
    "read_weight",
    "sorts_of",
    "split_marker",
    "split_operator",
    "split_stage",
    "standard_of",
    "tidy_history",
    "tidy_stage",
    "tidy_value",
    "unit_names",
]

introduce(__name__)
