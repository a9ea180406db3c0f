"""What ``check`` says of a text, from what its parts say: that is remembered, what compares them is not."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate, count

from attrs import evolve

from perflang.compiler import Compilation, Sources, compile_publication
from perflang.control import Choice, controlled
from perflang.control.controlled import left
from perflang.control.idle import OtherProfiles
from perflang.diagnostics import Diagnostic
from perflang.live.block import Block, found_in_reading, read_block
from perflang.live.frame import Frame, read_frame
from perflang.live.parting import BLOCK, Part
from perflang.live.places import Place, moved, placed
from perflang.model import Department, OwnFile, Publication
from perflang.review.engine import Rules
from perflang.review.view import Around, View
from perflang.rules import between_files, of_one_file
from perflang.semantics import FileModel, link
from perflang.source import Limits, SourceFile, Span

_NEAR = (
    50  # lines: who tells what a line may have meant looks at no more than 40 above and below it
)
_COMMENTS = 200  # mistakes in comments: so many are told in another way than few
_Said = Sequence[Diagnostic]


class Findings:
    """Those of the file ``path``, whatever its text is."""

    def __init__(self, path: str, choice: Choice, own: tuple[OwnFile, ...], limits: Limits) -> None:
        self.path = path
        self.choice = choice
        self.own = own
        self.limits = limits
        self.catalogue = Sources((), own=own).catalogue(limits)
        self._looks_for = cache(choice.looks_for)
        self._rules = Rules.wanted(self._looks_for)
        self._numbers = count(1)
        self._frame: Frame | None = None

    def of(self, text: str, parts: Sequence[Part]) -> tuple[Diagnostic, ...]:
        """What is found in a text that is made of ``parts``, in the order of ``check``."""
        found = self._of_parts(parts)
        return tuple(self._of_whole(text) if found is None else found)

    def _of_whole(self, text: str) -> list[Diagnostic]:
        sources = Sources((SourceFile(self.path, text),), own=self.own)
        return controlled(compile_publication(sources, self.limits), lambda _: self.choice)

    def _of_parts(self, parts: Sequence[Part]) -> list[Diagnostic] | None:
        """None where the text has to be read as a whole."""
        frame = self._read_frame(parts)
        if frame is None or not frame.alone:
            return None
        self._frame = frame
        blocks = self._read_blocks(parts, frame)
        readings = self._readings(parts, blocks) if blocks else None
        if not blocks or readings is None or _needs_all(frame, blocks, readings):
            return None
        readable = frame.model.readable and all(block.model.readable for block in blocks)
        for block, reading in zip(blocks, readings, strict=True):
            self._say(block, reading, readable)
        self._say(frame, frame.found, readable)
        return _Assembly(self, frame, parts, readable).run()

    # What parts say by themselves

    def _read_frame(self, parts: Sequence[Part]) -> Frame | None:
        pieces = tuple(part.text for part in parts if part.kind != BLOCK)
        if len(pieces) == len(parts) or any(part.odd for part in parts):
            return None
        before = self._frame
        if before is not None and before.pieces == pieces:
            return before
        return read_frame(self.path, pieces, self.catalogue, self.limits, before)

    def _read_blocks(self, parts: Sequence[Part], frame: Frame) -> list[Block] | None:
        """The blocks, each read below what holds where it begins; None where one is not to be read alone."""
        settings = frame.model.settings
        due = settings.scale is None and "scale" not in settings.doubtful
        inherited, number = frame.inherited, -1
        blocks: list[Block] = []
        for part in parts:
            if part.kind != BLOCK:
                number += 1
                continue
            above = inherited[number]
            block = part.block
            if block is None or block.inherited is not above:
                source = SourceFile(f"{self.path}\n{next(self._numbers)}", part.text)
                block = part.block = read_block(source, above, self.catalogue, self.limits)
            if not block.alone:
                return None
            blocks.append(block)
            if due and any(one.code == "PF224" for one in block.found):  # said once a text
                inherited, due = frame.told, False
        return blocks

    def _readings(self, parts: Sequence[Part], blocks: Sequence[Block]) -> list[_Said] | None:
        """What was found in reading each block; None where that depends on more than the lines near it."""
        if not any(block.tree for block in blocks):
            return [block.found for block in blocks]
        from perflang.advice.adviser import GUESSES

        if sum(block.guesses for block in blocks) > GUESSES:
            return None
        found: list[_Said] = []
        for number, part in enumerate(parts):
            if part.block is None:
                continue
            around = _around(parts, number) if part.block.tree else ("", "")
            reading = found_in_reading(part.block, *around, self.catalogue, self.limits)
            if reading is None:
                return None
            found.append(reading)
        return found

    def _say(self, one: Block | Frame, reading: _Said, readable: bool) -> None:
        """Add what rules of single files say."""
        if readable not in one.said:
            model = evolve(one.model, readable=readable)
            said = [*reading, *of_one_file(model)]
            if readable:
                view = self.view(Publication(Department()), [model])
                said += self._rules.of_each(view)
                one.known = view.projects
            one.said[readable] = said

    # All of them

    def between(self, frame: Frame, blocks: Sequence[Block], readable: bool) -> list[Diagnostic]:
        """What is found where the parts are held against each other."""
        models = [frame.model, *(block.model for block in blocks)]
        publication, found = link(models)
        found += between_files(models)
        if readable:
            known = [around for block in blocks for around in block.known]
            found += self._rules.of_all(self.view(publication, models, known))
        return found

    def view(
        self,
        publication: Publication,
        models: Sequence[FileModel],
        known: Sequence[Around] | None = None,
    ) -> View:
        """Some parts as what is reviewed."""
        compilation = Compilation(publication, tuple(models), catalogue=self.catalogue)
        return View(compilation, self.choice.profile, known)

    def wanted(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """What is to be shown, as severe as was chosen, in order."""
        wanted = [self.choice.weighed(one) for one in found if self._looks_for(one.code)]
        return sorted(wanted, key=_order)


class _Assembly:
    """The findings of all parts at their places in the text."""

    def __init__(
        self, findings: Findings, frame: Frame, parts: Sequence[Part], readable: bool
    ) -> None:
        self.findings = findings
        self.frame = frame
        self.parts = parts
        self.readable = readable
        self.starts = [*accumulate((len(part.text) for part in parts[:-1]), initial=0)]
        blocks = [part.block for part in parts if part.block is not None]
        # as in a file: all projects, then all wholes
        self.blocks = sorted(blocks, key=lambda block: bool(block.model.wholes))
        self.between: dict[str, list[Diagnostic]] = {}
        for one in findings.between(frame, self.blocks, readable):
            self.between.setdefault(one.path, []).append(one)

    def run(self) -> list[Diagnostic]:
        """Part by part, after what is wrong with the files that the text names."""
        found = self.findings.wanted(self.frame.in_own)
        place = self._place()
        path = self.findings.path
        of_frame: list[list[Diagnostic]] = [[] for _ in self.frame.pieces]
        for one in self._all_of(self.frame, 0):
            of_frame[self.frame.piece(one.at.start)].append(placed(one, place, path))
        pieces = iter(of_frame)
        for part, start in zip(self.parts, self.starts, strict=True):
            block = part.block
            found += next(pieces) if block is None else self._of_block(block, start, place)
        return found

    def _of_block(self, block: Block, start: int, place: Place) -> list[Diagnostic]:
        path = self.findings.path
        if block.has_comments:
            return [placed(one, place, path) for one in self._all_of(block, start)]
        if self.readable not in block.shown:
            block.shown[self.readable] = self.findings.wanted(block.said[self.readable])
        shown = block.shown[self.readable]
        if block.placed is None or block.placed[0] != start or block.placed[1] is not shown:
            block.placed = start, shown, moved(shown, start, path)
        found = block.placed[2]
        if between := self.between.get(block.source.path):
            found = found.copy()
            for one in self.findings.wanted(between):
                insort(found, placed(one, place, path), key=_order)
        return found

    def _all_of(self, one: Block | Frame, start: int) -> list[Diagnostic]:
        """What is shown of a part, less what its comments keep back."""
        found = [*one.said[self.readable], *self.between.get(one.source.path, ())]
        if one.has_comments:
            above = sum(part.text.count("\n") for part in self.parts[: self.starts.index(start)])
            model = evolve(one.model, readable=self.readable)
            found = left(found, model, self.findings.choice, self._others, above)
        return self.findings.wanted(found)

    @cached_property
    def _others(self) -> OtherProfiles:
        models = [self.frame.model, *(block.model for block in self.blocks)]
        return OtherProfiles(self.findings.view(link(models)[0], models).compilation)

    def _place(self) -> Place:
        """Where in the text an offset of one of its parts is."""
        parts = list(zip(self.parts, self.starts, strict=True))
        blocks = {part.block.source.path: start for part, start in parts if part.block is not None}
        frame = self.frame
        shifts = [start for part, start in parts if part.block is None]
        shifts = [at - begun for at, begun in zip(shifts, frame.starts, strict=True)]

        def place(path: str, offset: int) -> int:
            begun = blocks.get(path)
            return offset + (shifts[frame.piece(offset)] if begun is None else begun)

        return place


def _order(found: Diagnostic) -> tuple[Span, str]:
    return found.at, found.code


def _around(parts: Sequence[Part], number: int) -> tuple[str, str]:
    """The lines near a part, above and below it."""
    above, below = "", ""
    for part in reversed(parts[:number]):
        if above.count("\n") >= _NEAR:
            break
        above = part.text + above
    for part in parts[number + 1 :]:
        if below.count("\n") >= _NEAR:
            break
        below += part.text
    return above, below


def _needs_all(frame: Frame, blocks: Sequence[Block], readings: Sequence[_Said]) -> bool:
    """Whether comments are about more than their own part.

    Between projects what stands above the line that opens one belongs to the one before it.
    """
    every: list[Block | Frame] = [frame, *blocks]
    commented = [one for one in every if one.has_comments]
    if not commented:
        return False
    if len(frame.pieces) > 1 or sum(len(one.comments.found) for one in commented) >= _COMMENTS:
        return True
    read = zip(blocks, readings, strict=True)
    return any(one.at.start < block.opens for block, reading in read for one in reading)
