"""What a report leaves out, counted by cause and kind, and the reasons that comments give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from perflang.diagnostics import Diagnostic, message, page
from perflang.document.remarks import Excuse, Omitted
from perflang.review.withheld import CAUSES, Withheld

PartOf = Callable[[Diagnostic], tuple[str, str]]
SourceOf = Callable[[str, int], str]


def omitted(withheld: Iterable[Withheld], language: str) -> Iterator[Omitted]:
    """How much was left out, by cause, the most frequent kinds of each first."""
    counts = Counter((one.cause, one.found.code) for one in withheld)
    order = sorted(counts, key=lambda key: (CAUSES.index(key[0]), -counts[key], key[1]))
    for cause, code in order:
        yield Omitted(cause, code, page(code).title(language), counts[cause, code])


def excuses(
    withheld: Iterable[Withheld], language: str, part_of: PartOf, source_of: SourceOf
) -> Iterator[Excuse]:
    """Each finding that a comment keeps back; ``part_of`` gives title and anchor of what it is about."""
    for one in withheld:
        if one.cause == "comment":
            found = one.found
            title, anchor = part_of(found)
            source = source_of(found.path, found.at.start)
            yield Excuse(found.code, message(found, language), title, anchor, source, one.reason)
