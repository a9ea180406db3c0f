"""The tokens of a tree: its leaves and what stands between them; joined they are the source."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from perflang.source import Span
from perflang.source.classes import frozen
from perflang.syntax.tree import Amount, Blank, Leaf, Line, Part, Stage, Tree


@frozen
class Token:
    """A piece of the source: ``kind`` is the leaf's place in its node, or ``blank``, ``break``."""

    kind: str
    text: str
    at: Span


def tokens(tree: Tree) -> Iterator[Token]:
    """Every token of the source in order; nothing is left out and nothing overlaps."""
    text = tree.source.text
    for number, line in enumerate(tree.lines, 1):
        start, end = tree.source.line_span(number)
        for kind, leaf in leaves(line):
            if leaf.at.start > start:
                yield Token("blank", text[start : leaf.at.start], Span(start, leaf.at.start))
            yield Token(kind, text[leaf.at.start : leaf.at.end], leaf.at)
            start = leaf.at.end
        if end > start:
            yield Token("blank", text[start:end], Span(start, end))
        following = len(text) if number == len(tree.lines) else tree.source.line_starts[number]
        if following > end:
            yield Token("break", text[end:following], Span(end, following))


def leaves(line: Line) -> Iterator[tuple[str, Leaf]]:
    """The leaves of a line in the order of the source, each with the name of its place.

    A node declares its fields in that order; the stack stands in for recursion over brackets.
    """
    stack: list[tuple[str, object]] = [("", line)]
    while stack:
        kind, node = stack.pop()
        if isinstance(node, Leaf):
            yield kind, node
        elif isinstance(node, tuple):
            stack.extend((kind, child) for child in reversed(node))
        elif isinstance(node, Line | Part | Stage | Amount) and not isinstance(node, Blank):
            names = [attribute.name for attribute in fields(type(node))]
            stack.extend((name, getattr(node, name)) for name in reversed(names))
