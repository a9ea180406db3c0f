"""A reader's place in a document, and what it keeps: texts of fields, what does not fit, what has no place."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.pieces import Piece, ReadCell
from perflang.forms.courses import AHEAD, Course
from perflang.forms.fields import field_of
from perflang.forms.fitting import first_lines
from perflang.forms.form import CellSpec, RowSpec
from perflang.forms.found import Misfit, Owner, Placed, Unplaced
from perflang.forms.lines import Scope, Texts, innermost
from perflang.forms.template import Template
from perflang.forms.untabbed import Untabbed, without_tabs

_NUMBERS = ("number", "project_number")


class Stop(Exception):
    """Leaves a step at a piece that it has no place for."""


class Keeper:
    """Stands at a piece of a document. What it keeps of one goes to the fields of its scope, or is left over."""

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

    def _cell(self, spec: CellSpec) -> ReadCell:
        """The next cell; a text that is cut off at its end has empty ones."""
        piece = self.peek()
        if piece is None:
            return ReadCell(("",), self._line())
        if not isinstance(piece, ReadCell):
            self._misfit(shape(spec.template))
            raise Stop
        self.index += 1
        return piece

    # What was read

    def _take(self, template: Template | None, text: str, piece: ReadCell, scope: Scope) -> None:
        found = template.take_apart(text) if template else ({} if not text else None)
        if found is not None:
            self._keep(scope, found, piece.line)
            return
        values = {"expected": shape(template), "found": text.split("\n", 1)[0]}
        self.misfits.append(Misfit("PF402", piece.line, values))
        strays = template is not None and template.take_apart(first_lines(template, piece)) == {}
        if template is not None and template.is_literal and not strays:
            self.index -= 1
            raise Stop
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


def shape(template: Template | None) -> str:
    """What a form has for a cell, as its file writes it."""
    return template.shown if template else ""
