"""Regular expressions that are compiled when they are first used: most runs use few of all that there are."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


class Regex:
    """Stands for ``re.compile(pattern, flags)``; what is asked for once is an attribute from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            self.__dict__[method] = getattr(compiled, method)
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, for a pattern of a module: importing it costs nothing."""
    return cast("re.Pattern[str]", Regex(pattern, flags))
