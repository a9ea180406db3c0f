"""Floor 2: a source text as a tree of lines, and back. The only place that knows lark.

``printing``, ``quoting`` and ``tokens`` are imported by who writes sources: checking does not.
"""

from perflang.syntax.lines import by_lark_alone
from perflang.syntax.parser import Reading, parse
from perflang.syntax.tree import (
    Amount,
    Blank,
    Comment,
    Equation,
    Field,
    Item,
    Leaf,
    Line,
    ListHead,
    More,
    Opening,
    Part,
    Parts,
    Row,
    Schedule,
    Stage,
    TargetField,
    Tree,
    Unreadable,
    Yearly,
)

__all__ = [
    "Amount",
    "Blank",
    "Comment",
    "Equation",
    "Field",
    "Item",
    "Leaf",
    "Line",
    "ListHead",
    "More",
    "Opening",
    "Part",
    "Parts",
    "Reading",
    "Row",
    "Schedule",
    "Stage",
    "TargetField",
    "Tree",
    "Unreadable",
    "Yearly",
    "by_lark_alone",
    "parse",
]
