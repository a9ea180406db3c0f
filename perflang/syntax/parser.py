"""Text to tree. Every text gives a tree; a line that is no statement becomes one node and one diagnostic."""

from __future__ import annotations

from typing import cast

from perflang.diagnostics import Diagnostic, from_fault
from perflang.source import Fault, Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.syntax.lines import line_reader
from perflang.syntax.mending import with_breaks
from perflang.syntax.tree import Blank, Leaf, Line, Tree, Unreadable


def parse(source: SourceFile, limits: Limits | None = None) -> tuple[Tree, list[Diagnostic]]:
    """The tree of ``source``, one node a line, and what could not be read, in the order of the lines."""
    refused = _refused_lines(source, limits or Limits())
    read, left, mistakes = _read(source, refused)
    diagnostics = {line: from_fault(source.path, fault) for line, fault in refused.items()}
    diagnostics |= mistakes
    for number in (*left, *refused):
        read[number - 1] = _without_statement(source, number, number in diagnostics)
    return Tree(tuple(cast("list[Line]", read)), source), [
        diagnostics[line] for line in sorted(diagnostics)
    ]


def _without_statement(source: SourceFile, number: int, unreadable: bool) -> Line:
    at = source.line_span(number)
    return Unreadable(Leaf(source.text[at.start : at.end], at)) if unreadable else Blank(at)


def _refused_lines(source: SourceFile, limits: Limits) -> dict[int, Fault]:
    """The lines that are not even tried: forbidden characters, too long, brackets too deep."""
    faults = forbidden_characters(source.text, limits)
    refused = {source.line_of(fault.at.start): fault for fault in reversed(faults)}
    for number, fault in refused.items():
        if fault.hint == "break" or fault.code == "PF105" or fault.fix:
            refused[number] = with_breaks(fault, source, parse)
    if source.text.count("(") + source.text.count("（") > limits.depth:
        for number in range(1, len(source.line_starts) + 1):
            deep = _too_deep(source, number, limits.depth)
            if deep is not None:
                refused.setdefault(number, deep)
    return refused


def _too_deep(source: SourceFile, number: int, limit: int) -> Fault | None:
    text = source.line_text(number)
    if text.count("(") + text.count("（") <= limit or text.lstrip()[:1] in ("#", "＃"):
        return None
    depth, quoted = 0, False
    for column, character in enumerate(text):
        quoted ^= character == '"'
        if not quoted:
            depth = max(depth + (character in "(（") - (character in ")）"), 0)
        if depth > limit:
            at = source.line_starts[number - 1] + column
            return Fault("PF116", Span(at, at + 1), {"limit": str(limit)})
    return None


def _read(
    source: SourceFile, refused: dict[int, Fault]
) -> tuple[list[Line | None], list[int], dict[int, Diagnostic]]:
    """The line of each number, the numbers of those that are none, and what is wrong with them."""
    text = _without(source, refused)
    reader = line_reader()
    if reader is None:
        lines: list[Line | None] = [None] * len(source.line_starts)
        left = list(range(1, len(lines) + 1))
    else:
        lines, left = reader.read(text)
        if source.text.endswith("\n"):
            lines.append(Blank(Span(len(text), len(text))))
        if not left:
            return lines, left, {}
        text = _without_others(text, source.line_starts, left)
    # lark is imported by who needs it
    from perflang.syntax.by_lark import read_by_lark

    read, mistakes = read_by_lark(source, text)
    for number, line in read.items():
        lines[number - 1] = line
    return lines, [number for number in left if number not in read], mistakes


def _without_others(text: str, starts: list[int], kept: list[int]) -> str:
    """``text`` with blanks in the place of all but the lines that are kept, every offset as it was."""
    pieces, end = [], 0
    for number in kept:
        start = starts[number - 1]
        stop = starts[number] if number < len(starts) else len(text)
        pieces += [" " * (start - end), text[start:stop]]
        end = stop
    return "".join(pieces)


def _without(source: SourceFile, refused: dict[int, Fault]) -> str:
    """The text with refused lines blanked out, every offset kept, and a line break at its end."""
    pieces, end = [], 0
    for number in sorted(refused):
        at = source.line_span(number)
        pieces += [source.text[end : at.start], " " * (at.end - at.start)]
        end = at.end
    pieces.append(source.text[end:])
    if not source.text.endswith("\n"):
        pieces.append("\n")
    return "".join(pieces)
