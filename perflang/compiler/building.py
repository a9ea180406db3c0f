"""A compilation to the bytes of one output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from perflang.compiler.compilation import Compilation
from perflang.compiler.formats import FORMATS
from perflang.compiler.naming import spelled
from perflang.diagnostics import Diagnostic, Values
from perflang.forms.fields import COLON, OR, spelled_slot
from perflang.forms.form import Form
from perflang.forms.layout import lay_out
from perflang.forms.places import Place, UnknownSource
from perflang.forms.shelf import form_shelf
from perflang.forms.sources import names_of
from perflang.model import (
    Budget,
    BudgetPart,
    Catalogue,
    Department,
    Indicator,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    YearBudget,
)
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.source import Span
from perflang.source.classes import frozen
from perflang.values import Figure, Number, Several, Stage
from perflang.values.quantity import Quantity
from perflang.vocabulary import nearest


@frozen
class Built:
    """The bytes of an output, piece by piece, and what the form has no place for.

    There are none where the form ``is_whole`` not: its file has a mistake, and that is what is found.
    """

    content: Iterator[bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    is_whole: bool = True


# A value of which nothing is printed, for a recipient of no name.
_BLANK = Figure(Quantity(Number(Decimal(0), "")), verbatim="")
_EMPTY = Project(
    "",
    budget=Budget(parts=(BudgetPart(""),)),
    schedule=Schedule((ScheduleStage(Stage(""), None),)),
    indicators=(Indicator(""),),
    yearly=(YearBudget("", Budget()),),
    tasks=(Task(""),),
)


def build(compilation: Compilation, format_name: str, form_name: str | None = None) -> Built:
    """``compilation`` in a format of ``FORMATS``; it must be readable.

    ``form_name`` is one of those that it can choose from, in the place of the one that it chose; the cells that
    stay empty are told then.
    """
    assert compilation.readable
    chosen = FORMATS[format_name]
    publication = compilation.publication
    if chosen.of_model is not None:
        return Built(chosen.of_model(publication))
    assert chosen.of_document is not None
    name = form_name or publication.department.form
    shelf = form_shelf(compilation.catalogue.own_forms, compilation.limits)
    shape = shelf.find(name)
    assert shape is not None, "link gives every publication a form that exists"
    if not shape.whole:
        return Built(iter(()), tuple(shelf.diagnostics([shape.id])), is_whole=False)
    levels = compilation.catalogue.frameworks.find(publication.department.framework)
    assert levels is not None, "link gives every publication a framework that exists"
    layout = lay_out(publication, shape, levels, tells_empty=form_name is not None)
    found = []
    paths = _paths(compilation) if layout.places else {}
    for one in layout.places:
        path = paths.get(id(one.owner), paths[None])
        if one.unplaced:
            told = _told("PF405", path, one.owner, one.unplaced, shape)
            found.append(_with_cells(told, one.unknown) if one.unknown else told)
        if one.empty:
            found.append(_told("PF409", path, one.owner, one.empty, shape))
    return Built(chosen.of_document(layout.document), tuple(found))


def _paths(compilation: Compilation) -> dict[int | None, str]:
    """The file of each project by the id of that, and that of the department for None."""
    paths: dict[int | None, str]
    paths = {
        id(one): file.source.path
        for file in compilation.files
        for one in (*file.projects, *file.wholes)
    }
    paths[None] = compilation.files[0].source.path if compilation.files else ""
    return paths


def blank(form: Form, format_name: str) -> Iterator[bytes]:
    """A form with nothing filled in: one project and one whole, one empty row or cell of whatever is repeated
    in them."""
    chosen = FORMATS[format_name]
    assert chosen.of_document is not None
    project = _EMPTY
    if "recipients" in form.repeats:
        row = Indicator("", target=Several("recipients", (("", _BLANK),)))
        project = evolve(project, indicators=(row,))
    publication = Publication(Department(), (project,), (project,))
    levels = Catalogue().frameworks.find(DEFAULT_FRAMEWORK)
    assert levels is not None
    return chosen.of_document(lay_out(publication, form, levels).document)


def _told(
    code: str, path: str, owner: Project | Department, places: tuple[Place, ...], shape: Form
) -> Diagnostic:
    values: Values = {
        "project": owner.name or path,
        "fields": tuple(spelled(place, "zh") for place in places),
        "fields_en": tuple(spelled(place, "en") for place in places),
        "form": shape.id,
    }
    return Diagnostic(code, path, owner.at.get("", Span(0, 0)), values)


def _with_cells(found: Diagnostic, unknown: Sequence[UnknownSource]) -> Diagnostic:
    """The finding with the empty cells that sources of money without a place may be meant for."""
    values: dict[str, str | tuple[str, ...]] = {
        **found.values,
        "sources": tuple(f"“{one.name}”" for one in unknown),
    }
    first = unknown[0]
    likely = _likely(first)
    slots = dict.fromkeys((likely, *(slot for one in unknown for slot in one.slots)))
    for suffix, language in (("", "zh"), ("_en", "en")):
        words = [spelled_slot(slot, language) for slot in slots]
        values[f"cells{suffix}"] = tuple(f"{{{word}}}" for word in words)
        values[f"example{suffix}"] = f"{{{words[0]}{OR}{first.name}}}"
    return evolve(found, values=values, hint="sources")


def _likely(unknown: UnknownSource) -> str:
    """The cell with a name that is near to that of the source, or the first."""
    cells = {name: slot for slot in unknown.slots for name in names_of(slot.partition(COLON)[2])}
    near = nearest(unknown.name, cells)
    return cells[near] if near is not None else unknown.slots[0]
