"""Paragraphs and cells back to a record by a form's data: the same file as the layout, read backwards."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from perflang.document import Piece, ReadCell, ReadParagraph
from perflang.forms.form import (
    BlockSpec,
    CellSpec,
    Form,
    GridSpec,
    ItemsSpec,
    RowSpec,
    SectionSpec,
    TextSpec,
)
from perflang.forms.records import LISTS, ONE_LINE
from perflang.forms.template import Template
from perflang.values import marker_number, split_marker

# A field as it was read: its text, or a list of texts (items), or of records (what repeats).
Texts = dict[str, "str | list[str] | list[Texts]"]


@frozen
class Misfit:
    """A place where the document is not what the form says; ``line`` counts from 1.

    ``code`` is PF402 (another text is expected), PF404 (a field was printed before with another text)
    or PF408 (a line break where a source has no room for one).
    """

    code: str
    line: int
    values: dict[str, str]


@frozen
class Reading:
    """What a form found: the department's texts, those of each project, and what did not fit.

    After a misfit of code PF402 or PF408 nothing further was read.
    """

    department: Texts = field(factory=dict)
    projects: tuple[Texts, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def follows_table(form: Form, paragraph: ReadParagraph) -> bool:
    """Whether ``paragraph`` is what the form prints after one of its tables."""
    return any(_is_text(spec, paragraph) for spec in _after_grids(form))


def read_back(pieces: Sequence[Piece], form: Form) -> Reading:
    """The texts of every slot of ``form`` in a document's ``pieces``."""
    reader = _Reader(pieces)
    try:
        for number, section in enumerate(form.sections):
            following = _first_blocks(form.sections[number + 1 :])
            if section.each is None:
                reader.section(section, reader.department, following)
            else:
                reader.projects_of(section, following)
        reader.expect_end()
    except _Stop as stop:
        reader.misfits.append(stop.misfit)
    return Reading(reader.department, tuple(reader.projects), tuple(reader.misfits))


class _Stop(Exception):
    """Leaves the reader at the first piece that has no place."""

    def __init__(self, misfit: Misfit) -> None:
        super().__init__(misfit.code)
        self.misfit = misfit


class _Reader:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.index = 0
        self.department: Texts = {}
        self.projects: list[Texts] = []
        self.misfits: list[Misfit] = []

    # Sections and blocks

    def projects_of(self, section: SectionSpec, following: list[BlockSpec]) -> None:
        first = section.blocks[0]
        while self.index < len(self.pieces) and _begins(first, self.pieces[self.index]):
            project: Texts = {}
            self.projects.append(project)
            number, line = str(len(self.projects)), self._line()
            self.section(section, project, [first, *following])
            if project.get("number", number) != number:
                values = {"slot": "number", "first": number, "text": str(project["number"])}
                self.misfits.append(Misfit("PF404", line, values))

    def section(self, section: SectionSpec, texts: Texts, following: list[BlockSpec]) -> None:
        for number, block in enumerate(section.blocks):
            after = list(section.blocks[number + 1 : number + 2]) or following
            match block:
                case TextSpec():
                    self._text(block, texts)
                case ItemsSpec():
                    texts[block.slot] = self._items(after)
                case GridSpec():
                    self._grid(block, texts, after)

    def expect_end(self) -> None:
        if self.index < len(self.pieces):
            raise self._stop("")

    def _text(self, spec: TextSpec, texts: Texts) -> None:
        piece = self._peek()
        if not isinstance(piece, ReadParagraph):
            raise self._stop(_shape(spec.template))
        found = _slots_of(spec, piece)
        if found is None:
            raise self._stop(_shape(spec.template))
        self._keep(texts, found, piece.line)
        if spec.entry is not None and piece.entry is not None:
            entry = spec.entry.take_apart(piece.entry.text)
            self._keep(texts, entry or {}, piece.line)
        self.index += 1

    def _items(self, following: list[BlockSpec]) -> list[str]:
        items: list[list[str]] = []
        goes_on = False
        while isinstance(piece := self._peek(), ReadParagraph):
            if any(_begins(block, piece) for block in following):
                break
            text = piece.text + "\n" * max(piece.blank - 1, 0)
            if goes_on and not _same_marker(piece.text, items[0][0]):
                items[-1].append(text)
            else:
                items.append([text])
            goes_on = piece.blank == 0
            self.index += 1
        return ["\n".join(lines) for lines in items]

    # Grids

    def _grid(self, spec: GridSpec, texts: Texts, following: list[BlockSpec]) -> None:
        for number, row in enumerate(spec.rows):
            below = spec.rows[number + 1] if number + 1 < len(spec.rows) else None
            if row.each is None:
                self._row(row, texts, below, following)
                continue
            records: list[Texts] = []
            while isinstance(piece := self._peek(), ReadCell):
                if below is not None and _row_begins(below, piece):
                    break
                if below is None and any(_begins(block, piece) for block in following):
                    break
                if row.cells[0].template is not None and not _row_begins(row, piece):
                    break
                self._repeated_row(row, records, below, following)
            texts[row.each] = list(records)

    def _repeated_row(
        self,
        row: RowSpec,
        records: list[Texts],
        below: RowSpec | None,
        following: list[BlockSpec],
    ) -> None:
        record: Texts = {}
        merged: set[str] = set()
        for number, cell in enumerate(row.cells):
            is_last = number == len(row.cells) - 1
            piece = self._cell(cell)
            text = piece.text(self._ends(below, following) if is_last else 0)
            slots = cell.template.slots if cell.template else ()
            if slots and not text and records and all(slot in row.merge for slot in slots):
                merged.update(slots)
                record |= {slot: records[-1][slot] for slot in slots}
            else:
                self._take(cell.template, text, piece, record)
        name = record.get("name")
        if row.breakdown and records and isinstance(name, str) and name.startswith(row.breakdown):
            record["name"] = name.removeprefix(row.breakdown)
            parts = records[-1].setdefault("parts", [])
            assert isinstance(parts, list)
            parts.append(record)  # type: ignore[arg-type]
        else:
            records.append(record)

    def _row(
        self, row: RowSpec, texts: Texts, below: RowSpec | None, following: list[BlockSpec]
    ) -> None:
        for number, cell in enumerate(row.cells):
            if cell.each is not None:
                self._repeated_cells(cell, texts, below)
                continue
            piece = self._cell(cell)
            rest = row.cells[number + 1 :]
            nothing_repeated = len(rest) == 1 and rest[0].each and self._row_ended(piece, below)
            ends = self._ends(below, following) if not rest or nothing_repeated else 0
            self._take(cell.template, piece.text(ends), piece, texts)

    def _repeated_cells(self, cell: CellSpec, texts: Texts, below: RowSpec | None) -> None:
        """Cells until the one that ends the row: an empty line behind it, and the next row begins."""
        assert cell.each is not None
        records = texts.setdefault(cell.each, [])
        assert isinstance(records, list)
        number = 0
        previous = self.pieces[self.index - 1] if self.index else None
        ended = isinstance(previous, ReadCell) and self._row_ended(previous, below)
        while not ended and isinstance(piece := self._peek(), ReadCell):
            self.index += 1
            ended = self._row_ended(piece, below)
            text = piece.text((1 if below is not None else 2) if ended else 0)
            if number == len(records):
                records.append({})  # type: ignore[arg-type]
            record = records[number]
            assert isinstance(record, dict)
            self._take(cell.template, text, piece, record)
            number += 1

    def _row_ended(self, piece: ReadCell, below: RowSpec | None) -> bool:
        following = self._peek()
        if not piece.may_end_row and following is not None:
            return False
        if below is None:
            return not isinstance(following, ReadCell)
        return isinstance(following, ReadCell) and _row_begins(below, following)

    def _cell(self, spec: CellSpec) -> ReadCell:
        """The next cell; a text that is cut off at its end has empty ones."""
        piece = self._peek()
        if piece is None:
            return ReadCell(("",), self._line())
        if not isinstance(piece, ReadCell):
            raise self._stop(_shape(spec.template))
        self.index += 1
        return piece

    def _take(self, template: Template | None, text: str, piece: ReadCell, texts: Texts) -> None:
        found = template.take_apart(text) if template else ({} if not text else None)
        if found is None:
            values = {"expected": _shape(template), "found": text.split("\n", 1)[0]}
            raise _Stop(Misfit("PF402", piece.line, values))
        if template is not None and template.slots[:1] and template.slots[0] in LISTS:
            items = found[template.slots[0]]
            texts[template.slots[0]] = items.split("\n") if items else []
            return
        self._keep(texts, found, piece.line)

    def _ends(self, below: RowSpec | None, following: list[BlockSpec]) -> int:
        """How many empty lines behind the last cell of a row are not its own: two end the table."""
        piece = self._peek()
        if not isinstance(piece, ReadCell) or below is None:
            ends_table = not (below is None and self._goes_on(piece, following))
        else:
            ends_table = below.each is not None and any(_begins(one, piece) for one in following)
        return 2 if ends_table else 1

    @staticmethod
    def _goes_on(piece: Piece | None, following: list[BlockSpec]) -> bool:
        """Whether a repeated row that is the table's last has another one of its kind below."""
        return isinstance(piece, ReadCell) and not any(_begins(one, piece) for one in following)

    # Texts

    def _keep(self, texts: Texts, found: dict[str, str], line: int) -> None:
        """Fields that were read; one that stood elsewhere with another text is a misfit."""
        for slot, text in found.items():
            if "\n" in text and slot.split(":", 1)[0] in ONE_LINE:
                raise _Stop(Misfit("PF408", line, {"text": text.split("\n", 1)[0]}))
            first = texts.setdefault(slot, text)
            if first != text:
                values = {"slot": slot, "first": str(first), "text": text}
                self.misfits.append(Misfit("PF404", line, values))

    def _peek(self) -> Piece | None:
        return self.pieces[self.index] if self.index < len(self.pieces) else None

    def _line(self) -> int:
        if not self.pieces:
            return 1
        return self.pieces[min(self.index, len(self.pieces) - 1)].line

    def _stop(self, expected: str) -> _Stop:
        piece = self._peek()
        found = ""
        if isinstance(piece, ReadParagraph):
            found = piece.text
        elif isinstance(piece, ReadCell):
            found = piece.lines[0]
        return _Stop(Misfit("PF402", self._line(), {"expected": expected, "found": found}))


def _same_marker(line: str, first: str) -> bool:
    """Whether a line begins another item of the list, though no empty line stands before it."""
    one, other = (marker_number(split_marker(text)[0]) for text in (line, first))
    return one is not None and other is not None and one.pattern == other.pattern


def _first_blocks(sections: Sequence[SectionSpec]) -> list[BlockSpec]:
    """What may come next: the first block of the next section, and past those that may be absent."""
    blocks = []
    for section in sections:
        blocks.append(section.blocks[0])
        if section.each is None:
            break
    return blocks


def _after_grids(form: Form) -> list[TextSpec]:
    after: list[BlockSpec] = []
    for number, section in enumerate(form.sections):
        following = _first_blocks(form.sections[number + 1 :])
        if section.each is not None:
            following.append(section.blocks[0])
        for index, block in enumerate(section.blocks):
            if isinstance(block, GridSpec):
                after += section.blocks[index + 1 : index + 2] or following
    return [block for block in after if isinstance(block, TextSpec)]


def _begins(block: BlockSpec, piece: Piece) -> bool:
    match block:
        case TextSpec():
            return isinstance(piece, ReadParagraph) and _is_text(block, piece)
        case ItemsSpec():
            return False
        case GridSpec():
            return isinstance(piece, ReadCell) and _row_begins(block.rows[0], piece)


def _is_text(spec: TextSpec, piece: ReadParagraph) -> bool:
    same_kind = (spec.entry is None) == (piece.entry is None)
    return same_kind and _slots_of(spec, piece) is not None


def _slots_of(spec: TextSpec, piece: ReadParagraph) -> dict[str, str] | None:
    """The slots of a line, which may have blanks around it that are not its own."""
    found = spec.template.take_apart(piece.text)
    return found if found is not None else spec.template.take_apart(piece.text.strip(" "))


def _row_begins(row: RowSpec, piece: ReadCell) -> bool:
    template = row.cells[0].template
    if template is None:
        return piece.lines[0] == ""
    return not template.is_literal or piece.lines[0] == template.literals[0]


def _shape(template: Template | None) -> str:
    return template.fill(lambda slot: f"{{{slot}}}") if template else ""
