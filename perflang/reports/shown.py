"""Where a document shows what: the texts that a field is printed in, and the blocks of each project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from attrs import evolve

from perflang.document import (
    Above,
    Block,
    Cell,
    Document,
    Grid,
    Heading,
    Items,
    Note,
    Paragraph,
    grid_of,
)
from perflang.forms.fields import COLON, OR, field_of
from perflang.forms.plan import Origin
from perflang.model import Project, Publication
from perflang.reports.owners import NAMING, Owned
from perflang.source.classes import frozen

Notes = Mapping[tuple[int, int], tuple[Note, ...]]
_Printed = Heading | Paragraph | Items | Cell
_DEPARTMENT = 0


@frozen
class Spot:
    """A text of a document: ``order`` counts them, ``target`` is what notes are kept under.

    ``row`` is everything that stands in its line of a table; ``is_list`` says that its items have notes of their
    own.
    """

    order: int
    target: tuple[int, int]
    row: str
    is_list: bool = False


class Shown:
    """What a document shows of a publication."""

    def __init__(self, document: Document | None) -> None:
        self.sections = tuple(document.sections) if document else ()
        self._spots: dict[tuple[int, str, str], Spot] = {}
        self._rows: dict[int, Spot] = {}
        self._rows_of: dict[int, _Rows] = {}
        # The projects of each section; the sections of each project, and of the department.
        self._inside = [
            {one for block in section.blocks for one in _projects(block)}
            for section in self.sections
        ]
        self._sections_of: dict[int | None, list[int]] = {}
        for number, inside in enumerate(self._inside):
            is_shared = len(inside) != 1
            for one in (*inside, *([None] if is_shared else [])):
                self._sections_of.setdefault(one, []).append(number)
        for order, (printed, row) in enumerate(_texts(self.sections)):
            origin = _origin(printed)
            if origin is not None:
                is_list = isinstance(printed, Items)
                self._keep(printed, origin, Spot(order, (id(printed), -1), row, is_list))

    def _keep(self, printed: _Printed, origin: Origin, spot: Spot) -> None:
        # A heading names a project, too; its table is the better place.
        is_weak = isinstance(printed, Heading)
        for slot in origin[1]:
            name, _, narrowed = slot.partition(COLON)
            thing = _holder(origin, slot)
            if thing is None or (thing == _DEPARTMENT and field_of(slot).lines != "items"):
                continue
            for one in narrowed.split(OR) if narrowed else [""]:
                key = (thing, name, one.strip())
                known = self._spots.get(key)
                if known is None or (known.order < 0 and not is_weak):
                    self._spots[key] = evolve(spot, order=-1) if is_weak else spot
            self._rows.setdefault(thing, spot)

    def spot(self, owned: Owned) -> Spot | None:
        """Where a field is printed, else where its object is named or stands at all; None for nowhere."""
        thing = _DEPARTMENT if owned.project is None else id(owned.thing)
        naming = NAMING.get(type(owned.thing).__name__, ())
        for slot, narrowed in [
            *((slot, owned.narrowed) for slot in owned.slots),
            *((slot, "") for slot in (*owned.slots, *naming)),
        ]:
            found = self._spots.get((thing, slot, narrowed))
            if found is None:
                continue
            if found.is_list and owned.index is not None and slot in owned.slots:
                return evolve(found, target=(found.target[0], owned.index))
            return found
        found = self._rows.get(thing) if owned.project is not None else None
        if found is None and owned.project is not None and owned.thing is not owned.project:
            return self.spot(Owned(owned.project, owned.project, NAMING["Project"]))
        return found

    def blocks(self, project: Project | None, notes: Notes) -> tuple[Block, ...]:
        """What is shown of a project, or of none, with ``notes`` at their places."""
        found: list[Block] = []
        for number in self._sections_of.get(None if project is None else id(project), ()):
            section = self.sections[number]
            inside = self._inside[number]
            if project is None:
                # what only titles the tables of projects stands with none of them
                chosen = [one for one in section.blocks if not inside or isinstance(one, Items)]
            elif len(inside) == 1:
                chosen = list(section.blocks)
            else:
                chosen = self._slices(section.blocks, project)
            found += [noted(block, notes) for block in chosen]
        return tuple(_without_bare_headings(found))

    def _slices(self, blocks: Sequence[Block], project: Project) -> list[Block]:
        """What blocks of several projects show of one: of a table its rows below the titles."""
        slices: list[Block] = []
        for block in blocks:
            known = self._rows_of.get(id(block))
            if known is None:
                known = self._rows_of[id(block)] = _Rows.of(block)
            mine = known.by_project.get(id(project))
            if mine is None:
                continue
            if not isinstance(block, Grid):
                slices.append(block)
                continue
            kept = [block.rows[number] for number in (*range(known.titles), *mine)]
            slices.append(grid_of(kept, block.caption, block.widths))
        return slices


@frozen
class _Rows:
    """The rows of a table: how many titles come first, and which are those of each project."""

    titles: int
    by_project: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, block: Block) -> _Rows:
        """Those of a table; any other block is one row."""
        by_project: dict[int, list[int]] = {}
        rows = block.rows if isinstance(block, Grid) else ((block,),)
        for number, row in enumerate(rows):
            for one in _projects_of(row):
                by_project.setdefault(one, []).append(number)
        first = min((numbers[0] for numbers in by_project.values()), default=len(rows))
        return cls(first, by_project)


def _without_bare_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without empty lists, and without headings that nothing follows."""
    filled = [one for one in blocks if not isinstance(one, Items) or one.texts]
    last = max((n for n, one in enumerate(filled) if not isinstance(one, Heading)), default=-1)
    yield from filled[: last + 1]


def _origin(printed: _Printed | Above) -> Origin | None:
    """Where a text comes from, as the layout says; None for a fixed one."""
    return None if isinstance(printed, Above) else cast("Origin | None", printed.origin)


def _holder(origin: Origin, slot: str) -> int | None:
    """The object that a slot is read from."""
    of = field_of(slot).of
    if of == "every":
        return None
    of = "indicator" if of == "recipient" else of
    holder = origin[0].holder(of)
    if holder is None or holder.thing is None:
        return None
    return _DEPARTMENT if isinstance(holder.thing, Publication) else id(holder.thing)


def _texts(sections: Sequence[Any]) -> Iterator[tuple[_Printed, str]]:
    """Every text of the document in its order, with all that stands in its row."""
    for section in sections:
        for block in section.blocks:
            match block:
                case Grid():
                    for row in block.rows:
                        cells = [cell for cell in row if isinstance(cell, Cell)]
                        text = "\n".join(cell.text for cell in cells)
                        yield from ((cell, text) for cell in cells)
                case Items(texts):
                    yield block, "\n".join(texts)
                case Heading(text) | Paragraph(text):
                    yield block, text


def _projects(block: Block) -> set[int]:
    """The projects that the texts of a block come from."""
    rows = block.rows if isinstance(block, Grid) else ((block,),)
    return {one for row in rows for one in _projects_of(row)}


def _projects_of(row: Sequence[_Printed | Above]) -> set[int]:
    origins = map(_origin, row)
    records = (one[0].holder("project") for one in origins if one is not None)
    return {id(one.thing) for one in records if one is not None and one.thing is not None}


def noted(block: Block, notes: Notes) -> Block:
    """A block with notes at its texts."""
    match block:
        case Grid():
            marked = [[_noted_cell(cell, notes) for cell in row] for row in block.rows]
            return grid_of(marked, block.caption, block.widths)
        case Items(texts):
            whole = notes.get((id(block), -1), ())
            of_items = {
                number: found
                for number in range(len(texts))
                if (found := notes.get((id(block), number), ()))
            }
            if whole:
                of_items[0] = (*whole, *of_items.get(0, ()))
            return evolve(block, notes=of_items)
        case _:
            return evolve(block, notes=notes.get((id(block), -1), ()))


def _noted_cell(cell: Cell | Above, notes: Notes) -> Cell | Above:
    if isinstance(cell, Above):
        return cell
    return evolve(cell, notes=notes.get((id(cell), -1), ()))
