"""Rows whose tabs were lost on the way (a chat, a web page): lines of words in place of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perflang.document.pieces import Piece, ReadCell, ReadParagraph
from perflang.forms.courses import AHEAD, Course
from perflang.forms.form import Form, GridSpec, RowSpec
from perflang.forms.steps import Step

_BLANKS = " \t\u3000"
_SURE = 2  # labels that follow each other are a row


def without_tabs(row: RowSpec, ahead: Sequence[Piece]) -> bool:
    """Whether the line ``ahead`` begins ``row``: its first label, and its second there or further below."""
    labels = _labels(row)
    if len(labels) < _SURE or not isinstance(ahead[0], ReadParagraph):
        return False
    first = ahead[0].text.strip(_BLANKS)
    behind = "\n".join([first.removeprefix(labels[0]), *(piece.first for piece in ahead[1:])])
    return first.startswith(labels[0]) and labels[1] in behind


def line_without_tabs(pieces: Sequence[Piece], forms: Iterable[Form]) -> ReadParagraph | None:
    """The first row in a document that has lost all its tabs; None where a row of such a form has them."""
    for form in forms:
        rows = {_labels(row)[0]: row for row in _rows(form) if len(_labels(row)) >= _SURE}
        cells = {piece.first for piece in pieces if isinstance(piece, ReadCell)}
        if not rows or not cells.isdisjoint(rows):
            continue
        for at, piece in enumerate(pieces):
            known = piece.first.strip(_BLANKS).startswith(tuple(rows))
            if known and isinstance(piece, ReadParagraph):
                ahead = pieces[at : at + AHEAD]
                if any(without_tabs(row, ahead) for row in rows.values()):
                    return piece
    return None


class Untabbed:
    """Where, in the pieces of a document, a table begins that has lost its tabs."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.sound = 0  # up to here nothing was lost

    def begins(self, at: int, course: Course, step: Step) -> bool:
        """Whether the table that follows ``step`` begins at a line, and has no cells further below."""
        ahead = self.pieces[at : at + AHEAD]
        rows = [one.row for one in step.following if isinstance(one.spec, RowSpec)]
        if at < self.sound or not any(without_tabs(row, ahead) for row in rows):
            return False
        for index in range(at + 1, len(self.pieces)):
            below = self.pieces[index : index + AHEAD]
            if isinstance(below[0], ReadCell):
                self.sound = index
                return not any(one.begins(below) for one in step.following)
            if course.begins(below) or course.is_over(below):
                break
        return True


def _labels(row: RowSpec) -> list[str]:
    texts = (cell.template.literals[0] for cell in row.cells if cell.template is not None)
    return [text.partition("\n")[0] for text in texts if text.strip()]


def _rows(form: Form) -> list[RowSpec]:
    blocks = (block for section in form.sections for block in section.blocks)
    return [row for block in blocks if isinstance(block, GridSpec) for row in block.rows]
