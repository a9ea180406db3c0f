"""Lines read by lark: whatever the line reader leaves, and everything where it is switched off."""

from __future__ import annotations

from functools import cache
from threading import Lock

from lark import Lark, UnexpectedInput, UnexpectedToken

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile
from perflang.syntax.build import TreeBuilder
from perflang.syntax.grammar import load_parser
from perflang.syntax.mistakes import mistake
from perflang.syntax.tree import Line

_ONE_AT_A_TIME = Lock()


def read_by_lark(source: SourceFile, text: str) -> tuple[dict[int, Line], dict[int, Diagnostic]]:
    """The lines of ``text`` that are statements, and what is wrong with the others, by their numbers.

    ``text`` is that of ``source``, or has blanks in the place of some of it; it ends with a line break.
    """
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
