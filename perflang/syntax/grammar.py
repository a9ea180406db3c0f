"""The grammar file as a lark parser. Nothing but blanks is ignored; see grammar/perflang.lark."""

from __future__ import annotations

from typing import Any

from lark import Lark
from lark.lexer import ContextualLexer

from perflang.source import packaged_text


class _TrustedLexer(ContextualLexer):
    """Leaves out the collision checks that a test makes once (``strict=True``): they cost every start."""

    def __init__(self, conf: Any, *arguments: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *arguments, **options)


def build_parser(transformer: Any = None, *, strict: bool = False) -> Lark:
    """The parser of ``grammar/perflang.lark``; ``strict`` refuses conflicts and colliding terminals."""
    return Lark(
        packaged_text("grammar/perflang.lark"),
        parser="lalr",
        start="file",
        strict=strict,
        transformer=transformer,
        maybe_placeholders=False,
        import_paths=[_packaged_grammar],
        _plugins={} if strict else {"ContextualLexer": _TrustedLexer},
    )


def _packaged_grammar(_base: object, path: str) -> tuple[str, str]:
    """Lark's import of another grammar file, from wherever the packaged files are."""
    try:
        return path, packaged_text(f"grammar/{path}")
    except KeyError as error:
        raise OSError(path) from error
