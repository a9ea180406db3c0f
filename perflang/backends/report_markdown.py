"""A report in Markdown: what :mod:`perflang.backends.markdown` makes of tables, and the remarks below each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2.filters import do_mark_safe

from perflang.backends.markdown import markdown_environment, views
from perflang.backends.report_words import counted, words_of
from perflang.document.remarks import Report

_HEADING = 3


def render(report: Report) -> Iterator[bytes]:
    """The report in UTF-8: its counts, then one piece for each part."""
    page = _page()
    # The words are ours; a blank at the end of one stays a blank.
    words = {name: _safe(word) for name, word in words_of(report.language).items()}
    yield page.opening(report, words).encode("utf-8")
    for part in report.all_parts:
        found = counted(part, report.language)
        yield page.part(part, words, found, views(part.blocks, _HEADING)).encode("utf-8")


def _safe(word: str | tuple[str, ...]) -> object:
    return do_mark_safe(word) if isinstance(word, str) else [do_mark_safe(one) for one in word]


@cache
def _page() -> Any:
    """The macros of the template, in which every text is escaped."""
    return markdown_environment().get_template("report.md").module
