"""Text to tree. Every text gives a tree; a line that is no statement becomes one node and one diagnostic."""

from __future__ import annotations

from functools import cache
from threading import Lock

from lark import Lark, UnexpectedInput, UnexpectedToken

from perflang.diagnostics import Diagnostic, from_fault
from perflang.source import Fault, Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.syntax.build import TreeBuilder
from perflang.syntax.grammar import load_parser
from perflang.syntax.mending import with_breaks
from perflang.syntax.mistakes import mistake
from perflang.syntax.tree import Blank, Leaf, Line, Tree, Unreadable

_ONE_AT_A_TIME = Lock()


def parse(source: SourceFile, limits: Limits | None = None) -> tuple[Tree, list[Diagnostic]]:
    """The tree of ``source``, one node a line, and what could not be read, in the order of the lines."""
    refused = _refused_lines(source, limits or Limits())
    read, mistakes = _read(source, refused)
    diagnostics = {line: from_fault(source.path, fault) for line, fault in refused.items()}
    diagnostics |= mistakes
    lines = [
        read.get(number) or _without_statement(source, number, number in diagnostics)
        for number in range(1, len(source.line_starts) + 1)
    ]
    return Tree(tuple(lines), source), [diagnostics[line] for line in sorted(diagnostics)]


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
) -> tuple[dict[int, Line], dict[int, Diagnostic]]:
    text = _without(source, refused)
    mistakes: dict[int, Diagnostic] = {}

    def go_on_with_next_line(error: UnexpectedInput) -> bool:
        offset = error.token.start_pos if isinstance(error, UnexpectedToken) else None
        offset = error.pos_in_stream if offset is None else offset
        assert offset is not None
        line = source.line_of(min(offset, len(source.text)))
        mistakes[line] = mistake(source, line, offset)
        _restart(error, text.index("\n", offset))
        return True

    with _ONE_AT_A_TIME:
        parser, builder = _parser()
        builder.begin(source)
        parser.parse(text, on_error=go_on_with_next_line)
        return builder.lines, mistakes


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


def _restart(error: UnexpectedInput, offset: int) -> None:
    """Forget the line in which the parser stands and go on at ``offset``.

    The grammar is flat: any rest of lines is a file of its own, so the start state always fits.
    """
    interactive = error.interactive_parser
    state = interactive.parser_state
    del state.state_stack[1:]
    state.value_stack.clear()
    lexer = interactive.lexer_thread.state
    assert lexer is not None
    lexer.line_ctr.char_pos = offset


@cache
def _parser() -> tuple[Lark, TreeBuilder]:
    builder = TreeBuilder()
    return load_parser(builder), builder
