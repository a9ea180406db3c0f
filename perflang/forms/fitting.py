"""Whether what stands in a document may be a text, a row or another item of a form."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.pieces import Piece, ReadCell, ReadParagraph
from perflang.forms.form import RowSpec, TextSpec
from perflang.forms.template import Template
from perflang.values import marker_number, split_marker


def fits_text(spec: TextSpec, piece: ReadParagraph) -> bool:
    """Whether a paragraph may be the text of ``spec``, or its first line."""
    same_kind = (spec.entry is None) == (piece.entry is None)
    return same_kind and slots_of(spec, piece.text) is not None


def slots_of(spec: TextSpec, text: str) -> dict[str, str] | None:
    """The slots of a line, which may have blanks around it that are not its own."""
    found = spec.template.take_apart(text)
    return found if found is not None else spec.template.take_apart(text.strip(" "))


def begins_row(row: RowSpec, ahead: Sequence[Piece]) -> bool:
    """Whether cells may begin ``row``.

    Those that are merged from above are empty; the first other one shows which row it is.
    """
    for cell, piece in zip(row.cells, ahead, strict=False):
        if not isinstance(piece, ReadCell):
            return False
        if cell.template is not None:
            merged = bool(row.parts and cell.template.slots and piece.lines[0] == "")
            fits = cell.template.take_apart(first_lines(cell.template, piece)) is not None
            return merged or fits or cell.each is not None
        if piece.lines[0] != "":
            return False
    return True


def fits_row(row: RowSpec, ahead: Sequence[Piece]) -> bool:
    """Whether as many cells as ``row`` has may be those of it."""
    for number, cell in enumerate(row.cells):
        piece = ahead[number] if number < len(ahead) else None
        if not isinstance(piece, ReadCell) or cell.each is not None:
            return False
        text = first_lines(cell.template, piece) if cell.template else piece.lines[0]
        if (cell.template.take_apart(text) if cell.template else not text) in (None, False):
            return False
    return True


def has_label(row: RowSpec) -> bool:
    """Whether a fixed text stands in one of the cells of ``row``."""
    texts = (text for cell in row.cells if cell.template for text in cell.template.literals)
    return any(text.strip() for text in texts)


def wrong_labels(row: RowSpec, window: Sequence[Piece]) -> tuple[list[int], int]:
    """The cells of ``row`` whose labels read otherwise in as many pieces, and how many labels it has.

    None where the pieces are not that many cells, or a cell repeats.
    """
    cells = row.cells
    labels = [
        (number, cell.template)
        for number, cell in enumerate(cells)
        if cell.template is not None and cell.template.is_literal and cell.template.literals[0]
    ]
    found = [piece for piece in window if isinstance(piece, ReadCell)]
    if len(found) < len(cells) or any(cell.each is not None for cell in cells):
        return [], 0
    wrong = [
        number
        for number, label in labels
        if label.take_apart(first_lines(label, found[number])) is None
    ]
    return wrong, len(labels)


def first_lines(template: Template, piece: ReadCell) -> str:
    """As many lines of a cell as the text of ``template`` has."""
    return "\n".join(piece.lines[: 1 + sum(text.count("\n") for text in template.literals)])


def same_marker(line: str, first: str) -> bool:
    """Whether a line begins another item of the list, though no empty line stands before it."""
    one, other = (marker_number(split_marker(text)[0]) for text in (line, first))
    return one is not None and other is not None and one.pattern == other.pattern
