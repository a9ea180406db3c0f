"""Each finding of a file with the best help there is for it: ``Advice`` goes through the lines once.

Only lines that are wrong are looked at, and no more than ``GUESSES`` of them: past so many nobody is
helped by what each may have meant, and trying takes time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from attrs import evolve

from perflang.advice.attributes import ATTRIBUTES
from perflang.advice.place import Place
from perflang.advice.proposal import Proposal
from perflang.advice.readable import READABLE
from perflang.advice.trial import LONGEST, in_their_place, works
from perflang.advice.unreadable import UNREADABLE, is_mark_of_merge
from perflang.advice.years import YEARS
from perflang.diagnostics import Diagnostic, Label, page
from perflang.model import Catalogue
from perflang.semantics import Settings
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.source import SourceFile, Span
from perflang.source.regex import regex
from perflang.syntax import Tree, parse

GUESSES = 100
TRIALS = 25  # suggestions for one finding that are tried
# What a line pasted from a sheet holds between its words; a line to be written holds blanks.
_ODD_BLANKS = regex("[\t\u00a0]+")
ADVISERS = UNREADABLE | READABLE | ATTRIBUTES | YEARS
_WHOLE_LINE = {"PF210", "PF214", "PF216"}  # what is suggested for one is right for all on its line
_OUT_OF_PLACE = {"PF117", "PF202"}  # lines that are to become lines of another kind


def _with(one: Diagnostic, proposal: Proposal) -> Diagnostic:
    marked = one.at
    if proposal.at is not None and one.code == "PF110":
        marked = Span(one.at.start + proposal.at[0], one.at.start + proposal.at[1])
    labels = (Label(name, one.path, at) for name, at in proposal.labels.items())
    return evolve(
        one,
        at=marked,
        hint=proposal.hint or one.hint,
        values={**proposal.shown, **one.values},
        labels=(*one.labels, *labels),
    )


class Advice:
    """The findings of one file on their way to the best help there is for each."""

    def __init__(
        self, tree: Tree, catalogue: Catalogue, settings: Settings, found: Sequence[Diagnostic]
    ) -> None:
        self.tree = tree
        chosen = catalogue.frameworks.find(settings.framework or DEFAULT_FRAMEWORK)
        assert chosen is not None
        self.place = Place(tree.source, catalogue, chosen, settings.year)
        self.by_line: dict[int, list[Diagnostic]] = {}
        for one in found:
            self.by_line.setdefault(tree.source.line_of(one.at.start), []).append(one)
        self.advised: list[Diagnostic] = []
        self.guesses = 0
        self.merged_up_to = 0
        self.conflict: int | None = None  # the place in ``advised`` of a merge's first mark

    def run(self) -> list[Diagnostic]:
        last = max(self.by_line, default=0)
        for number, line in enumerate(self.tree.lines[:last], 1):
            self.place.number = number
            here = self.by_line.get(number, [])
            if number <= self.merged_up_to:
                continue
            if not any(one.code in UNREADABLE for one in here):
                written = self._advise_all(here)
                if written and any(one.code in _OUT_OF_PLACE for one in here):
                    self._go_on_below(written)
                else:
                    self.place.pass_by(line)
            elif not self._goes_on_with_merge(here):
                self._go_on_below(self._advise_all(here))
        return self.advised

    def _advise_all(self, here: Sequence[Diagnostic]) -> tuple[str, ...]:
        """Advise on the findings of one line; a line that puts all of one code right leaves one of them."""
        put_right: set[str] = set()
        written: tuple[str, ...] = ()
        for one in here:
            if one.code in put_right:
                continue
            proposal = self._proposal(one)
            if proposal is None:
                self.advised.append(one)
                continue
            self.advised.append(_with(one, proposal))
            if proposal.lines:
                written = proposal.lines
                put_right |= {one.code} & _WHOLE_LINE
            self.merged_up_to = max(self.merged_up_to, self.place.number + proposal.merged)
        return written

    def _proposal(self, one: Diagnostic) -> Proposal | None:
        """The first suggestion that works."""
        adviser = ADVISERS.get(one.code)
        start, end = self.tree.source.line_span(self.place.number)
        if adviser is None or self.guesses >= GUESSES or end - start > LONGEST:
            return None
        self.guesses += 1
        hints = page(one.code).hints
        for made in islice(adviser(one, self.place), TRIALS):
            proposal = evolve(made, lines=tuple(_ODD_BLANKS.sub(" ", line) for line in made.lines))
            said = proposal.hint is None or proposal.hint in hints
            if not said or not proposal.lines:
                if said:
                    return proposal
                continue
            for lines in in_their_place(proposal.lines, self.place):
                if works(lines, self.place):
                    return evolve(proposal, lines=lines)
        return None

    def _go_on_below(self, written: Sequence[str]) -> None:
        """What follows stands below the lines as they should be."""
        if written:
            read, _ = parse(SourceFile("", "\n".join(written)))
            for line in read.lines:
                self.place.pass_by(line, read.source)

    def _goes_on_with_merge(self, here: Sequence[Diagnostic]) -> bool:
        """The marks of a merge are one finding, at the first of them."""
        if not is_mark_of_merge(self.place.line):
            return False
        if self.conflict is None:
            # "=======" alone may as well be a rule that was drawn
            if self.place.line.startswith("<"):
                self.conflict = len(self.advised)
            return False
        first = self.advised[self.conflict]
        label = Label("mark", first.path, here[0].at)
        self.advised[self.conflict] = evolve(first, labels=(*first.labels, label))
        if self.place.line.startswith(">"):
            self.conflict = None
        return True
