"""Paragraphs and cells back to texts by a form's data: the same file as the layout, read backwards."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.pieces import Piece, ReadParagraph
from perflang.forms.courses import AHEAD, Course, courses_of
from perflang.forms.fields import field_of
from perflang.forms.fitting import same_marker, slots_of
from perflang.forms.form import Form, ItemsSpec, RowSpec, TextSpec
from perflang.forms.found import Owner, Placed, Reading
from perflang.forms.keeping import Stop
from perflang.forms.lines import Scope, innermost, records_of
from perflang.forms.row_reading import RowReader
from perflang.forms.steps import Step


def read_back(pieces: Sequence[Piece], form: Form) -> Reading:
    """The texts of every slot of ``form`` in a document's ``pieces``."""
    reader = _Reader(pieces)
    for course in courses_of(form):
        if course.each is None:
            reader.section(course, {"department": reader.department}, Owner())
        else:
            reader.repeated(course, course.each)
    reader.rest()
    department = reader.department
    wholes, projects = (records_of(department, each) for each in ("wholes", "projects"))
    left = (tuple(reader.misfits), tuple(reader.unplaced), tuple(reader.placed))
    return Reading(department, tuple(projects), tuple(wholes), *left)


class _Reader(RowReader):
    """Goes through the sections of a form."""

    # Sections and steps

    def repeated(self, course: Course, each: str) -> None:
        """A section for each record; one that was begun by an earlier section goes on."""
        known = records_of(self.department, each)
        index = 0
        while (first := self._next_record(course)) is not None:
            if index == len(known):
                known.append({})
            scope: Scope = {"department": self.department, "project": known[index]}
            start = self.index
            self.section(course, scope, Owner(each, index), first)
            index += 1
            if self.index == start:
                self._skip()
            self._check_number(known[index - 1], index, start)

    def _next_record(self, course: Course) -> int | None:
        """The step that the next record begins with; what stands before it, or in place of its first, is kept.

        Cells are of the table above; a line between two tables is nobody's.
        """
        if not (ahead := self.ahead()) or course.steps[0].begins(ahead):
            return 0 if ahead else None
        if course.may_be_over(ahead):
            return None
        for at in range(self.index, len(self.pieces)):
            ahead = self.pieces[at : at + AHEAD]
            first = course.begun(ahead)
            if first is not None:
                self._misfit(course.steps[0].shown)
                while self.index < at:
                    if isinstance(self.peek(), ReadParagraph):
                        self.owner = Owner()
                    self._skip()
                return first
            if course.is_over(ahead):
                break
        return None

    def section(self, course: Course, scope: Scope, owner: Owner, number: int = 0) -> None:
        """Every step of one section from ``number`` on; where one does not fit, what follows is looked for."""
        self.owner, self.course = owner, course
        while number < len(course.steps):
            try:
                self._step(course.steps[number], scope)
                number += 1
            except Stop:
                number = self._resume(course, number)

    def rest(self) -> None:
        """What stands behind the end of the form."""
        piece = self.peek()
        if piece is not None:
            self._misfit("")
        while self.peek() is not None:
            self._skip()

    def _step(self, step: Step, scope: Scope) -> None:
        match step.spec:
            case TextSpec():
                self._text(step, step.spec, scope)
            case ItemsSpec():
                innermost(scope)[step.spec.slot] = self._items(step)
            case RowSpec() if step.spec.parts:
                self._lines(step, scope)
            case RowSpec():
                self._row(step, scope)

    def _resume(self, course: Course, number: int) -> int:
        """The step after ``number`` that goes on with the document, past whatever no step knows."""
        later = [one for one in enumerate(course.steps) if one[0] > number and one[1].is_fixed]
        while ahead := self.ahead():
            found = next((at for at, one in later if one.begins(ahead)), None)
            if found is not None:
                return found
            if course.is_over(ahead) or course.another(self.pieces, self.index, number):
                break
            self._skip()
        return len(course.steps)

    def _skip(self) -> None:
        piece = self.pieces[self.index]
        text = piece.text if isinstance(piece, ReadParagraph) else piece.text(2)
        if text:
            self._leave(piece.line, text)
        self.index += 1

    # Texts and lists

    def _text(self, step: Step, spec: TextSpec, scope: Scope) -> None:
        piece = self.peek()
        fits = piece is not None and step.begins(self.ahead())
        if not fits and spec.optional:
            return
        if not fits or not isinstance(piece, ReadParagraph):
            self._misfit(spec.template.shown)
            raise Stop
        self.index += 1
        found = slots_of(spec, self._further_lines(step, spec, piece))
        assert found is not None
        self._keep(scope, found, piece.line)
        if spec.entry is not None and piece.entry is not None:
            entry = spec.entry.take_apart(piece.entry.text)
            self._keep(scope, entry or {}, piece.line)

    def _further_lines(self, step: Step, spec: TextSpec, first: ReadParagraph) -> str:
        """A paragraph that ends in a field of many lines goes on until something else begins."""
        last = spec.template.slots[-1:]
        if (
            spec.is_heading
            or not last
            or field_of(last[0]).lines == "one"
            or spec.template.literals[-1]
        ):
            return first.text
        lines, before = [first.text], first
        while isinstance(piece := self.peek(), ReadParagraph):
            if self._is_over(step):
                break
            lines += [""] * before.blank + [piece.text]
            before = piece
            self.index += 1
        return "\n".join([*lines, *([""] * before.blank)])

    def _is_over(self, step: Step) -> bool:
        """Whether what follows a text of any length begins, be it a table that has lost its tabs."""
        if any(one.begins(self.ahead()) for one in step.following):
            return True
        return self.course is not None and self.untabbed.begins(self.index, self.course, step)

    def _items(self, step: Step) -> list[str]:
        items: list[list[str]] = []
        goes_on = False
        while isinstance(piece := self.peek(), ReadParagraph):
            if self._is_over(step):
                break
            text = piece.text + "\n" * max(piece.blank - 1, 0)
            self.placed.append(Placed(piece.line, piece.text, self.owner))
            if goes_on and not same_marker(piece.text, items[0][0]):
                items[-1].append(text)
            else:
                items.append([text])
            goes_on = piece.blank == 0
            self.index += 1
        return ["\n".join(lines) for lines in items]
