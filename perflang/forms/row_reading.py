"""The rows of a table on their way back: single ones, repeated ones, cells that repeat, lists side by side."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.pieces import ReadCell, ReadParagraph
from perflang.forms.fitting import wrong_labels
from perflang.forms.form import CellSpec, repeat
from perflang.forms.found import Misfit
from perflang.forms.keeping import Keeper, Stop, shape
from perflang.forms.lines import Lines, Scope, Texts, innermost, known_in, records_of
from perflang.forms.steps import Step

_ENOUGH = 2  # labels of a row that agree, where what follows it cannot tell


class RowReader(Keeper):
    """Reads the rows of tables."""

    def _row(self, step: Step, scope: Scope) -> None:
        cells = step.row.cells
        piece = self.peek()
        other = self._other_label(step)
        if piece is not None and not step.begins(self.ahead()) and other != 0:
            self._misfit(shape(cells[0].template), step.row)
            raise Stop
        for number, cell in enumerate(cells):
            if cell.each is not None:
                self._repeated_cells(cell, step, scope)
                continue
            piece = self._cell(cell)
            text = self._text_of(piece, cells[number + 1 :], step, scope)
            if number == other:
                values = {"expected": shape(cell.template), "found": text.split("\n", 1)[0]}
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
        sides = [Lines(part, scope) for part in step.row.parts]
        common: Texts = {}
        try:
            while self._goes_on(step):
                if step.row.beside:
                    self._side_by_side(step, sides, common)
                else:
                    self._line_of(step, sides[0])
        finally:
            for lines in sides:
                self._close(lines)

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

    def _side_by_side(self, step: Step, sides: Sequence[Lines], common: Texts) -> None:
        """A line of each of the rows side by side; what stands before them is kept in ``common``."""
        behind = step.row.cells
        of = repeat(sides[0].row.each[0]).of
        for cell in step.row.common:
            behind = behind[1:]
            piece = self._cell(cell)
            text = self._text_of(piece, behind, step, sides[0].around)
            slots = cell.template.slots if cell.template else ()
            if slots and not text:  # merged with the one above
                continue
            for slot in slots:
                common.pop(slot, None)
            self._take(cell.template, text, piece, sides[0].around | {of: common})
        for lines in sides:
            cells = self.pieces[self.index : self.index + len(lines.row.cells)]
            behind = behind[len(lines.row.cells) :]
            if any(isinstance(one, ReadParagraph) or any(one.lines) for one in cells):
                self._line_of(step, lines, behind, common)
            else:  # the other ones go on
                self.index += len(cells)

    def _line_of(
        self,
        step: Step,
        lines: Lines,
        behind: Sequence[CellSpec] = (),
        common: Texts | None = None,
    ) -> None:
        """A line of one repeated row, with the cells ``behind`` it; one that breaks off keeps what was read."""
        lines.begin(common or {})
        try:
            cells = (*lines.row.cells, *behind)
            for number, cell in enumerate(lines.row.cells):
                if cell.each is not None:
                    self._repeated_cells(cell, step, lines.scope)
                    continue
                piece = self._cell(cell)
                text = self._text_of(piece, cells[number + 1 :], step, lines.scope)
                if not lines.goes_on(cell.template, text):
                    self._take(cell.template, text, piece, lines.read_into(cell.template))
        finally:
            for at, texts in lines.end():
                self._check_number(texts, at, self.index - 1)

    def _close(self, lines: Lines) -> None:
        for slot, first, text in lines.close():
            values = {"slot": slot, "first": first, "text": text}
            self.misfits.append(Misfit("PF404", self._line(), values))
            self._leave(self._line(), text)

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
        if step.row.parts and self._begins_anew():
            return 2
        return 1 if isinstance(piece, ReadCell) and found and found.grid is step.grid else 2
