"""The grammar file as a lark parser.

Working out the parser's tables costs every start more than reading a file does, so they are kept in
``grammar/tables.json`` (made by ``python3 dev.py generate``). They are used only when they were made
from this very grammar by this very lark, else the grammar is read; JSON, because a pickle runs code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import ContextualLexer, TerminalDef

from perflang.source import packaged_text
from perflang.syntax.lines import GRAMMARS, grammar_print
from perflang.syntax.tables import from_json, to_json

TABLES = "grammar/tables.json"


class _TrustedLexer(ContextualLexer):
    """Leaves out the collision checks that a test makes once (``strict=True``): they cost every start."""

    def __init__(self, conf: Any, *arguments: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *arguments, **options)


def load_parser(transformer: Any = None) -> Lark:
    """The parser from its tables where they fit, else from the grammar."""
    try:
        tables = json.loads(packaged_text(TABLES))
    except KeyError:
        return build_parser(transformer)
    if tables.get("made by") != _origin():
        return build_parser(transformer)
    data, memo = from_json(tables)
    plugins = {"ContextualLexer": _TrustedLexer}
    # What lark's own stand-alone parsers call.
    load: Callable[..., Lark] = Lark._load_from_dict
    return load(data, memo, transformer=transformer, _plugins=plugins)


def build_parser(transformer: Any = None, *, strict: bool = False) -> Lark:
    """The parser of ``grammar/perflang.lark``; ``strict`` refuses conflicts and colliding terminals."""
    return Lark(
        packaged_text(GRAMMARS[0]),
        parser="lalr",
        start="file",
        strict=strict,
        transformer=transformer,
        maybe_placeholders=False,
        import_paths=[packaged_grammar],
        _plugins={} if strict else {"ContextualLexer": _TrustedLexer},
    )


def tables_text() -> str:
    """The text of ``grammar/tables.json``."""
    head = "Generated from the grammar by `python3 dev.py generate`; do not edit."
    data, memo = build_parser().memo_serialize([TerminalDef, Rule])
    return to_json({"//": head, "made by": _origin()}, data, memo)


def _origin() -> list[str]:
    """What the tables depend on: the grammar's files and the version of lark."""
    return [lark.__version__, grammar_print()]


def packaged_grammar(_base: object, path: str) -> tuple[str, str]:
    """Lark's import of another grammar file, from wherever the packaged files are."""
    try:
        return path, packaged_text(f"grammar/{path}")
    except KeyError as error:
        raise OSError(path) from error
