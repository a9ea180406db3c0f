"""A report as one HTML page that stands alone: each table with its remarks beside it, on paper below it.

What :mod:`perflang.backends.html` says of its page holds here too. A reviewer may write and tick in it before it
is printed; nothing of that is kept, for that would take a script.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from perflang.backends.environment import environment
from perflang.backends.html import views
from perflang.backends.report_words import counted, words_of
from perflang.document import Part, Report

_TAGS = {"zh": "zh-CN", "en": "en"}


def render(report: Report) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the counts, one piece for each part, its end."""
    page = _page()
    words = {**words_of(report.language), "tag": _TAGS[report.language]}
    yield page.opening(report, words).encode("utf-8")
    printed_in = _TAGS[report.printed_in]
    for part in report.all_parts:
        found = counted(part, report.language)
        yield page.part(part, words, printed_in, found, _blocks(part)).encode("utf-8")
    yield page.closing().encode("utf-8")


@cache
def _page() -> Any:
    """The macros of the page's template."""
    return environment().get_template("report.html").module


def _blocks(part: Part) -> list[object]:
    placed = [(f"{part.anchor}-b{number}", block) for number, block in enumerate(part.blocks, 1)]
    return list(views(placed, "h3"))
