"""Floor 2: a source text as a tree of lines, and back. The only place that knows lark."""

from perflang.syntax.parser import parse
from perflang.syntax.printing import print_tree
from perflang.syntax.tokens import Token, tokens
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
    "Row",
    "Schedule",
    "Stage",
    "TargetField",
    "Token",
    "Tree",
    "Unreadable",
    "parse",
    "print_tree",
    "tokens",
]
