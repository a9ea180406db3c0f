"""The course of a reader through a section, and by what it finds its way back after what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.pieces import Piece, ReadParagraph
from perflang.forms.fitting import fits_row, has_label
from perflang.forms.form import Form, ItemsSpec, RowSpec, TextSpec
from perflang.forms.steps import Step, steps_of
from perflang.source.classes import frozen

AHEAD = 8  # pieces show which row begins
_FURTHER = 20  # pieces show whether a line begins a record or was doubled


@frozen(eq=False)
class Course:
    """The steps of one section.

    ``opening`` are the numbers of the steps that show where a record begins: its headings and the rows of its
    table down to the first that begins with a label. ``beyond`` are the steps by which a later section is known.
    """

    steps: tuple[Step, ...]
    each: str | None
    opening: tuple[int, ...]
    beyond: tuple[Step, ...] = ()

    def begun(self, ahead: Sequence[Piece]) -> int | None:
        """The step of the opening that begins ``ahead``."""
        return next((one for one in self.opening if _opens(self.steps[one], ahead)), None)

    def begins(self, ahead: Sequence[Piece]) -> bool:
        """Whether ``ahead`` may be the opening of a record."""
        return self.begun(ahead) is not None

    def is_over(self, ahead: Sequence[Piece]) -> bool:
        """Whether ``ahead`` a later section begins."""
        return any(one.is_fixed and one.begins(ahead) for one in self.beyond)

    def may_be_over(self, ahead: Sequence[Piece]) -> bool:
        """The same where every record has been read to its end: a later section need not begin with fixed text."""
        return any(
            one.begins(ahead)
            or (isinstance(one.spec, ItemsSpec) and isinstance(ahead[0], ReadParagraph))
            for one in self.steps[-1].following
            if one not in self.steps
        )

    def another(self, pieces: Sequence[Piece], at: int, due: int) -> bool:
        """Whether another record begins at a piece that fits the opening, though step ``due`` is due.

        A line of the record that was doubled or moved does so too; what follows it tells which it is.
        """
        if self.each is None or (begun := self.begun(pieces[at : at + AHEAD])) is None:
            return False
        for index in range(at + 1, min(at + _FURTHER, len(pieces))):
            ahead = pieces[index : index + AHEAD]
            number = self._fixed(ahead, begun)
            if number is not None:
                again = at > 0 and pieces[at - 1].first == pieces[at].first
                return number < due or (number == due and not again)
            if self.is_over(ahead):
                break
        return True

    def _fixed(self, ahead: Sequence[Piece], but: int) -> int | None:
        fixed = (number for number, one in enumerate(self.steps) if one.is_fixed and number != but)
        return next((number for number in fixed if self.steps[number].begins(ahead)), None)


def courses_of(form: Form) -> list[Course]:
    """The courses through the sections of ``form``."""
    found: list[Course] = []
    openings: list[Step] = []
    for steps, section in reversed(list(zip(steps_of(form), form.sections, strict=True))):
        opening = tuple(_opening(steps)) if section.each is not None else ()
        following = [one for one in steps[-1].following if one not in steps] if steps else []
        course = Course(tuple(steps), section.each, opening, (*following, *openings))
        openings = [*(steps[one] for one in opening), *(openings if section.each else [])]
        found.insert(0, course)
    return found


def after_tables(form: Form) -> list[TextSpec]:
    """The texts that may stand right below a table of ``form``, be it that a heading before them is lost."""
    found: list[Step] = []
    for course in courses_of(form):
        found += [one for step in course.steps if step.grid is not None for one in step.following]
        found += [course.steps[number] for number in course.opening]
    return [one.spec for one in dict.fromkeys(found) if isinstance(one.spec, TextSpec)]


def _opening(steps: Sequence[Step]) -> list[int]:
    found = []
    for number, step in enumerate(steps):
        is_row = isinstance(step.spec, RowSpec)
        if is_row and step.row.parts:
            continue
        if step.is_fixed:
            found.append(number)
            if is_row:
                break
        elif is_row and has_label(step.row):
            found.append(number)
    return found


def _opens(step: Step, ahead: Sequence[Piece]) -> bool:
    """Whether ``ahead`` a step of the opening begins; a row that begins with a field is known by all its cells."""
    if step.is_fixed or not isinstance(step.spec, RowSpec):
        return step.begins(ahead)
    return fits_row(step.row, ahead)
