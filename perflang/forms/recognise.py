"""Which form a document is in, by the labels and headings that it shares with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice

from perflang.document.pieces import Piece, ReadParagraph
from perflang.forms.courses import after_tables
from perflang.forms.fitting import fits_text
from perflang.forms.form import Form, GridSpec, TextSpec
from perflang.forms.found import Reading
from perflang.forms.reading import read_back
from perflang.forms.template import Template
from perflang.source.classes import frozen

# Reads a document for a form: a paragraph below a table is told from a cell by what the form has there.
Reader = Callable[[Callable[[ReadParagraph], bool]], list[Piece]]
_FIRST = 500  # texts of a document that may begin with a label
_CLOSEST = 3  # forms are read whole; the others share fewer labels with the document


@frozen
class Recognised:
    """A form, and what it found in the document."""

    form: Form
    reading: Reading


def recognise(read: Reader, forms: Iterable[Form]) -> Recognised | None:
    """The form that finds a place for the most of a document; None where it is less than half.

    Where it finds no table it must have found a place for nearly all.
    """
    plain = read(lambda _: False)
    texts = dict.fromkeys(piece.first for piece in plain)
    ranked = sorted(((_shared(form, texts), form) for form in forms), key=lambda pair: -pair[0])
    best: tuple[int, Recognised] | None = None
    for shared, form in ranked[:_CLOSEST]:
        if not shared:
            break
        pieces = read_for(read, form)
        reading = read_back(pieces, form)
        lost = len(reading.unplaced)
        parts = 2 if reading.projects or reading.wholes else 4  # of which one may be lost
        if parts * lost < len(pieces) and (best is None or lost < best[0]):
            best = (lost, Recognised(form, reading))
    return best[1] if best else None


def read_for(read: Reader, form: Form) -> Sequence[Piece]:
    """The pieces of a document as ``form`` parts them."""
    return read(partial(_is_after_table, after_tables(form)))


def _is_after_table(texts: Sequence[TextSpec], paragraph: ReadParagraph) -> bool:
    return any(fits_text(text, paragraph) for text in texts)


def _shared(form: Form, texts: Mapping[str, None]) -> Fraction:
    """The share of the form's labels that the document has, and as much again for their number."""
    labels = {one.literals[0].partition("\n")[0]: one.is_literal for one in _templates(form)}
    first = list(islice(texts, _FIRST))
    known = sum(
        label in texts or (not whole and any(text.startswith(label) for text in first))
        for label, whole in labels.items()
        if label.strip()
    )
    return Fraction(known, len(labels) or 1) + Fraction(known, len(texts) + 1)


def _templates(form: Form) -> Iterator[Template]:
    for section in form.sections:
        for block in section.blocks:
            match block:
                case TextSpec():
                    yield block.template
                case GridSpec():
                    cells = (cell for row in block.rows for cell in row.cells)
                    yield from (cell.template for cell in cells if cell.template is not None)
