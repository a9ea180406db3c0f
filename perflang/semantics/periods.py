"""The period of a project or a task: read, and whether it runs forwards."""

from __future__ import annotations

from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.values import Prose, Timing


def period_of(report: Report, text: Text) -> Timing | Prose | None:
    """What a field of time says; None where nothing was written."""
    if not text.text.strip():
        return None
    # few files have periods, and their patterns take time to be made
    from perflang.values.period import is_backwards, needs_no_dates, read_period

    period = read_period(text.text)
    if isinstance(period, Prose):
        if is_backwards(text.text):
            report.add("PF250", text.at, {"text": text.text})
        elif not needs_no_dates(text.text):
            report.add("PF249", text.at, {"text": text.text})
    return period
