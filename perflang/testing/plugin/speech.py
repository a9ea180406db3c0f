"""The language in which a test run speaks: as it was asked to, else as the locale says, as everywhere."""

from __future__ import annotations

from typing import Any

from perflang.cli.terminal import language_of

_ASKED: list[str | None] = []  # by the run, and by those in which it runs


def spoken() -> str:
    """``zh`` or ``en``."""
    return language_of(_ASKED[-1] if _ASKED else None)


def begin(config: Any) -> None:
    """Speak as a run was asked to (``--perf-lang``, ``perf_lang``), until it is over."""
    _ASKED.append(getattr(config.option, "perflang_language", None))
    config.add_cleanup(_ASKED.pop)
