"""The door to Jinja2: templates of the package, each compiled once, every value in them escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from perflang.source import packaged_text


def environment(finalize: Callable[[Any], Any] | None = None) -> Environment:
    """An environment whose templates are files of ``backends/templates``.

    ``finalize`` sees every value before it is printed; what it does not mark as safe is escaped for HTML.
    """
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=finalize,
        loader=FunctionLoader(lambda name: packaged_text(f"backends/templates/{name}")),
    )


@cache
def macros(name: str) -> Any:
    """The macros of a template of pages."""
    return environment().get_template(name).module
