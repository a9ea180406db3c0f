"""A report as one HTML page that stands alone: each table with its remarks beside it, on paper below it.

What :mod:`perflang.backends.html` says of its page holds here too. A reviewer may write and tick in it before it
is printed; nothing of that is kept, for that would take a script.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from perflang.backends.environment import environment
from perflang.backends.html import blocks
from perflang.backends.html_markup import Markup
from perflang.backends.report_words import counted, words_of
from perflang.document import Grid
from perflang.document.remarks import Part, Report

_WIDEST = 8  # cells of a row that leave room for remarks beside them
_TAGS = {"zh": "zh-CN", "en": "en"}


def render(report: Report) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the counts, one piece for each part, its end."""
    page = _page()
    words = {**words_of(report.language), "tag": _TAGS[report.language]}
    yield page.opening(report, words).encode("utf-8")
    printed_in = _TAGS[report.printed_in]
    for part in report.all_parts:
        found = counted(part, report.language)
        shown = _blocks(part)
        beside = _is_beside(part)
        yield page.part(part, words, printed_in, found, shown, beside).encode("utf-8")
    yield page.closing().encode("utf-8")


@cache
def _page() -> Any:
    """The macros of the page's template."""
    return environment().get_template("report.html").module


def _is_beside(part: Part) -> bool:
    """Whether remarks stand beside what they are about: there are both, and the table is not too wide."""
    grids = [block for block in part.blocks if isinstance(block, Grid)]
    widest = max((len(row.places) for one in grids for row in one.pattern.rows), default=0)
    return bool(part.blocks and part.remarks) and widest <= _WIDEST


def _blocks(part: Part) -> Markup | None:
    placed = [(f"{part.anchor}-b{number}", block) for number, block in enumerate(part.blocks, 1)]
    made = blocks(placed, "h3")
    return made if made.texts else None
