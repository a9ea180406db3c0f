"""Floor 7: a review as a report for people: each table as it is published, with its findings beside it."""

from perflang.reports.build import report

__all__ = ["report"]
