"""Paragraphs and cells back to texts by a form's data: the same file as the layout, read backwards."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document import Piece, ReadCell, ReadParagraph
from perflang.forms.courses import AHEAD, Course, courses_of
from perflang.forms.fields import field_of
from perflang.forms.fitting import first_lines, same_marker, slots_of, wrong_labels
from perflang.forms.form import CellSpec, Form, ItemsSpec, RowSpec, TextSpec, repeat
from perflang.forms.found import Misfit, Owner, Placed, Reading, Unplaced
from perflang.forms.lines import Lines, Scope, Texts, innermost, known_in, records_of
from perflang.forms.steps import Step
from perflang.forms.template import Template
from perflang.forms.untabbed import Untabbed, without_tabs

_NUMBERS = ("number", "project_number")
_ENOUGH = 2  # labels of a row that agree, where what follows it cannot tell


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


class _Stop(Exception):
    """Leaves a step at a piece that it has no place for."""


class _Reader:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.index = 0
        self.department: Texts = {}
        self.misfits: list[Misfit] = []
        self.placed: list[Placed] = []
        self.unplaced: list[Unplaced] = []
        self.untabbed = Untabbed(pieces)
        self.owner = Owner()
        self.course: Course | None = None

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
            except _Stop:
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
            case RowSpec() if step.spec.each:
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
            raise _Stop
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

    # Rows

    def _row(self, step: Step, scope: Scope) -> None:
        cells = step.row.cells
        piece = self.peek()
        other = self._other_label(step)
        if piece is not None and not step.begins(self.ahead()) and other != 0:
            self._misfit(_shape(cells[0].template), step.row)
            raise _Stop
        for number, cell in enumerate(cells):
            if cell.each is not None:
                self._repeated_cells(cell, step, scope)
                continue
            piece = self._cell(cell)
            text = self._text_of(piece, cells[number + 1 :], step, scope)
            if number == other:
                values = {"expected": _shape(cell.template), "found": text.split("\n", 1)[0]}
                self.misfits.append(Misfit("PF402", piece.line, values))
                self._leave(piece.line, text)
            else:
                self._take(cell.template, text, piece, scope)

    def _other_label(self, step: Step) -> int | None:
        """The only label of a row that reads otherwise, where the row surely is the one that is due."""
        cells = step.row.cells
        wrong, labels = wrong_labels(step.row, self.pieces[self.index : self.index + len(cells)])
        behind = self.ahead(len(cells))
        goes_on = any(one.is_fixed and one.begins(behind) for one in step.following if behind)
        enough = goes_on or labels > _ENOUGH
        return wrong[0] if len(wrong) == 1 and enough else None

    def _text_of(self, piece: ReadCell, rest: Sequence[CellSpec], step: Step, scope: Scope) -> str:
        """The text of a cell, without the empty lines that end the row and the table behind its last one."""
        is_last = not rest
        if len(rest) == 1 and rest[0].each is not None:
            known = known_in(scope, rest[0].each)
            is_last = known == 0 if known is not None else self._ends_row(piece, step)
        return piece.text(self._ends(step) if is_last else 0)

    def _repeated_cells(self, cell: CellSpec, step: Step, scope: Scope) -> None:
        """As many cells as the row above had; else until an empty line ends the row and the next one begins."""
        assert cell.each is not None
        known = known_in(scope, cell.each)
        records = records_of(innermost(scope), cell.each)
        number = 0
        previous = self.pieces[self.index - 1] if self.index else None
        ended = known == 0
        if known is None:
            ended = isinstance(previous, ReadCell) and self._ends_row(previous, step)
        while not ended and isinstance(piece := self.peek(), ReadCell):
            self.index += 1
            ended = self._ends_row(piece, step) if known is None else number + 1 == known
            text = piece.text(self._ends(step) if ended else 0)
            if number == len(records):
                records.append({})
            inner = scope | {repeat(cell.each).of: records[number]}
            self._take(cell.template, text, piece, inner)
            number += 1

    def _lines(self, step: Step, scope: Scope) -> None:
        """The lines of a repeated row, gathered into the records of its innermost repeat."""
        lines = Lines(step.row, scope)
        try:
            while self._goes_on(step):
                lines.begin()
                try:
                    self._cells_of(step, lines)
                finally:  # a line that breaks off keeps what was read of it
                    for at, texts in lines.end():
                        self._check_number(texts, at, self.index - 1)
        finally:
            for slot, first, text in lines.close():
                values = {"slot": slot, "first": first, "text": text}
                self.misfits.append(Misfit("PF404", self._line(), values))
                self._leave(self._line(), text)

    def _goes_on(self, step: Step) -> bool:
        """Whether another line of a repeated row comes, and not a table that has lost its heading."""
        return (
            isinstance(self.peek(), ReadCell)
            and step.next_for(self.ahead()) is step
            and not self._begins_anew()
        )

    def _begins_anew(self) -> bool:
        before, ahead = self.pieces[self.index - 1], self.ahead()
        ends = isinstance(before, ReadCell) and before.may_end_table
        return ends and bool(ahead) and self.course is not None and self.course.begins(ahead)

    def _cells_of(self, step: Step, lines: Lines) -> None:
        for number, cell in enumerate(step.row.cells):
            if cell.each is not None:
                self._repeated_cells(cell, step, lines.scope)
                continue
            piece = self._cell(cell)
            text = self._text_of(piece, step.row.cells[number + 1 :], step, lines.scope)
            if not lines.goes_on(cell.template, text):
                self._take(cell.template, text, piece, lines.read_into(cell.template))

    def _ends_row(self, piece: ReadCell, step: Step) -> bool:
        following = self.peek()
        if not piece.may_end_row and following is not None:
            return False
        if not isinstance(following, ReadCell):
            return True
        return step.next_for(self.ahead()) is not None

    def _ends(self, step: Step) -> int:
        """How many empty lines behind the last cell of a row are not its own: two end the table."""
        piece = self.peek()
        found = step.next_for(self.ahead())
        if step.row.each and self._begins_anew():
            return 2
        return 1 if isinstance(piece, ReadCell) and found and found.grid is step.grid else 2

    def _cell(self, spec: CellSpec) -> ReadCell:
        """The next cell; a text that is cut off at its end has empty ones."""
        piece = self.peek()
        if piece is None:
            return ReadCell(("",), self._line())
        if not isinstance(piece, ReadCell):
            self._misfit(_shape(spec.template))
            raise _Stop
        self.index += 1
        return piece

    # What was read

    def _take(self, template: Template | None, text: str, piece: ReadCell, scope: Scope) -> None:
        found = template.take_apart(text) if template else ({} if not text else None)
        if found is not None:
            self._keep(scope, found, piece.line)
            return
        values = {"expected": _shape(template), "found": text.split("\n", 1)[0]}
        self.misfits.append(Misfit("PF402", piece.line, values))
        strays = template is not None and template.take_apart(first_lines(template, piece)) == {}
        if template is not None and template.is_literal and not strays:
            self.index -= 1
            raise _Stop
        self._leave(piece.line, text)

    def _keep(self, scope: Scope, found: dict[str, str], line: int) -> None:
        """Fields that were read; one that stood elsewhere with another text is a misfit."""
        for slot, text in found.items():
            known = field_of(slot)
            texts = innermost(scope) if known.of == "every" else scope.get(known.of)
            if texts is None:
                texts = scope["department"]
            if known.lines == "one" and "\n" in text:
                self.misfits.append(Misfit("PF408", line, {"text": text.split("\n", 1)[0]}))
                self._leave(line, text)
                continue
            self.placed.append(Placed(line, text, self.owner))
            first = texts.setdefault(slot, text)
            if first != text:
                values = {"slot": slot, "first": str(first), "text": text}
                self.misfits.append(Misfit("PF404", line, values))
                self._leave(line, text)

    def _check_number(self, texts: Texts, number: int, index: int) -> None:
        """Numbers count the records, so that nobody writes them; another one is a misfit."""
        for slot in _NUMBERS:
            text = texts.get(slot, str(number))
            if text != str(number):
                line = self.pieces[min(index, len(self.pieces) - 1)].line
                values = {"slot": slot, "first": str(number), "text": str(text)}
                self.misfits.append(Misfit("PF404", line, values))
                self._leave(line, str(text))

    def _leave(self, line: int, text: str) -> None:
        self.unplaced.append(Unplaced(line, text, self.owner))

    def ahead(self, further: int = 0) -> Sequence[Piece]:
        """The next pieces: as many as it may take to see which row begins."""
        start = self.index + further
        return self.pieces[start : start + AHEAD]

    def peek(self) -> Piece | None:
        """The next piece, None at the end."""
        return self.pieces[self.index] if self.index < len(self.pieces) else None

    def _line(self) -> int:
        if not self.pieces:
            return 1
        return self.pieces[min(self.index, len(self.pieces) - 1)].line

    def _misfit(self, expected: str, row: RowSpec | None = None) -> None:
        piece = self.peek()
        values = {"expected": expected, "found": piece.first if piece else ""}
        code = "PF402" if row is None or not without_tabs(row, self.ahead()) else "PF410"
        self.misfits.append(Misfit(code, self._line(), values))


def _shape(template: Template | None) -> str:
    return template.shown if template else ""
