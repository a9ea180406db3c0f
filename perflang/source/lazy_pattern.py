"""Regular expressions that are compiled when they are first used: a start needs few of those that there are."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = (
    "match",
    "fullmatch",
    "search",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "pattern",
)


class LazyPattern:
    """Stands for ``re.compile(text, flags)`` until somebody asks for one of its methods, and then has them."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._text, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self.compiled()
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that costs nothing until it is used; it can be used like any other, but not given to ``re``."""
    return cast("re.Pattern[str]", LazyPattern(text, flags))
