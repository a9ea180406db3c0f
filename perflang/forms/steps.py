"""A form as a reader goes through it: blocks and rows one after the other, and what may follow each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from perflang.document.pieces import Piece, ReadCell, ReadParagraph
from perflang.forms.fitting import begins_row, fits_text
from perflang.forms.form import Form, GridSpec, ItemsSpec, RowSpec, SectionSpec, TextSpec
from perflang.source.classes import define


@define(eq=False, slots=False)
class Step:
    """A text, a list or a row of a form; ``grid`` tells the rows of one table from those of another.

    ``following`` are the steps that may come right after it, the nearest first.
    """

    spec: TextSpec | ItemsSpec | RowSpec
    grid: GridSpec | None = None
    following: tuple[Step, ...] = ()

    @property
    def row(self) -> RowSpec:
        """The row of a step in a table."""
        assert isinstance(self.spec, RowSpec)
        return self.spec

    @property
    def shown(self) -> str:
        """Its beginning as it stands in the form's file."""
        match self.spec:
            case TextSpec():
                return self.spec.template.shown
            case ItemsSpec():
                return ""
            case RowSpec():
                first = self.spec.cells[0].template
                return first.shown if first else ""

    @cached_property
    def may_be_absent(self) -> bool:
        """Whether a document may have nothing for it."""
        match self.spec:
            case TextSpec():
                return self.spec.optional
            case ItemsSpec():
                return True
            case RowSpec():
                return bool(self.spec.parts)

    @cached_property
    def is_fixed(self) -> bool:
        """Whether it begins with a text of its own, by which it is known anywhere."""
        match self.spec:
            case TextSpec():
                return any(literal.strip() for literal in self.spec.template.literals)
            case ItemsSpec():
                return False
            case RowSpec():
                first = next((cell.template for cell in self.spec.cells if cell.template), None)
                return first is not None and any(literal.strip() for literal in first.literals)

    def begins(self, ahead: Sequence[Piece]) -> bool:
        """Whether what stands ``ahead`` in the document may be its beginning."""
        match self.spec:
            case TextSpec():
                return isinstance(ahead[0], ReadParagraph) and fits_text(self.spec, ahead[0])
            case ItemsSpec():
                return False
            case RowSpec():
                return isinstance(ahead[0], ReadCell) and begins_row(self.spec, ahead)

    def next_for(self, ahead: Sequence[Piece]) -> Step | None:
        """Which of the steps that may follow goes on ``ahead``; a repeated row may go on itself."""
        if not ahead or not isinstance(ahead[0], ReadCell):
            return next((one for one in self.following if ahead and one.begins(ahead)), None)
        fixed = next((one for one in self.following if one.is_fixed and one.begins(ahead)), None)
        if fixed is not None:
            return fixed
        if isinstance(self.spec, RowSpec) and self.spec.parts and self.begins(ahead):
            return self
        return next((one for one in self.following if one.begins(ahead)), None)


def steps_of(form: Form) -> list[list[Step]]:
    """The steps of each section."""
    sections = [[*_steps(section)] for section in form.sections]
    for number, steps in enumerate(sections):
        again = steps if form.sections[number].each is not None else []
        later = list(_first(sections[number + 1 :], form.sections[number + 1 :]))
        for index, step in enumerate(steps):
            step.following = tuple(_until_sure([*steps[index + 1 :]], [*again[:1], *later]))
    return sections


def _steps(section: SectionSpec) -> Iterator[Step]:
    for block in section.blocks:
        match block:
            case GridSpec():
                yield from (Step(row, block) for row in block.rows)
            case TextSpec() | ItemsSpec():
                yield Step(block)


def _first(sections: Sequence[list[Step]], specs: Sequence[SectionSpec]) -> Iterator[Step]:
    """What may come next: the beginning of the next section, and past those that may be absent."""
    for steps, section in zip(sections, specs, strict=True):
        yield from _until_sure(steps, [])
        if section.each is None:
            return


def _until_sure(steps: Sequence[Step], afterwards: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        if not step.may_be_absent:
            return
    yield from afterwards
