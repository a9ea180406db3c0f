"""Which form a document is in, by the labels and headings that it shares with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from attrs import frozen

from perflang.document import Piece, ReadCell, ReadParagraph
from perflang.forms.form import Form, GridSpec, TextSpec
from perflang.forms.found import Reading
from perflang.forms.reading import read_back
from perflang.forms.steps import after_tables, fits_text

# Reads a document for a form: a paragraph below a table is told from a cell by what the form has there.
Reader = Callable[[Callable[[ReadParagraph], bool]], list[Piece]]
_CLOSEST = 3  # forms are read whole; the others share fewer labels with the document


@frozen
class Recognised:
    """A form, and what it found in the document."""

    form: Form
    reading: Reading


def recognise(read: Reader, forms: Iterable[Form]) -> Recognised | None:
    """The form that finds a place for the most of a document; None where it is less than half."""
    plain = read(lambda _: False)
    texts = {_first_line(piece) for piece in plain}
    ranked = sorted(((_shared(form, texts), form) for form in forms), key=lambda pair: -pair[0])
    best: tuple[int, Recognised] | None = None
    for shared, form in ranked[:_CLOSEST]:
        if not shared:
            break
        pieces = read_for(read, form)
        reading = read_back(pieces, form)
        lost = len(reading.unplaced)
        if 2 * lost < len(pieces) and (best is None or lost < best[0]):
            best = (lost, Recognised(form, reading))
    return best[1] if best else None


def read_for(read: Reader, form: Form) -> Sequence[Piece]:
    """The pieces of a document as ``form`` parts them."""
    return read(partial(_is_after_table, after_tables(form)))


def _is_after_table(texts: Sequence[TextSpec], paragraph: ReadParagraph) -> bool:
    return any(fits_text(text, paragraph) for text in texts)


def _shared(form: Form, texts: set[str]) -> float:
    """The share of the form's labels that the document has, and as much again for their number."""
    labels = set(_labels(form))
    known = len(labels & texts)
    return known / len(labels) + known / (len(texts) + 1) if labels else 0


def _labels(form: Form) -> Iterable[str]:
    for section in form.sections:
        for block in section.blocks:
            match block:
                case TextSpec() if block.template.is_literal:
                    yield block.template.literals[0]
                case GridSpec():
                    for row in block.rows:
                        for cell in row.cells:
                            if cell.template is not None and cell.template.is_literal:
                                yield cell.template.literals[0].partition("\n")[0]


def _first_line(piece: Piece) -> str:
    return piece.lines[0] if isinstance(piece, ReadCell) else piece.text
