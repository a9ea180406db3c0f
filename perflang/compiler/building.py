"""A compilation to the bytes of one output."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from perflang.compiler.compilation import Compilation
from perflang.compiler.formats import FORMATS
from perflang.diagnostics import Diagnostic, Values
from perflang.forms import Form, form, lay_out
from perflang.model import Department, Framework, Project
from perflang.source import Span
from perflang.vocabulary import vocabulary


@frozen
class Built:
    """The bytes of an output, piece by piece, and what the form has no place for."""

    content: Iterator[bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def build(compilation: Compilation, format_name: str) -> Built:
    """``compilation`` in a format of ``FORMATS``; it must be readable."""
    assert compilation.readable
    chosen = FORMATS[format_name]
    publication = compilation.publication
    if chosen.of_model is not None:
        return Built(chosen.of_model(publication))
    assert chosen.of_document is not None
    shape, levels = _form_of(compilation)
    layout = lay_out(publication, shape, levels)
    paths = {id(one): file.source.path for file in compilation.files for one in file.projects}
    head = compilation.files[0].source.path if compilation.files else ""
    missing = [
        _no_place(paths.get(id(one), head), one or publication.department, names, shape)
        for one, names in layout.unplaced
    ]
    return Built(chosen.of_document(layout.document), tuple(missing))


def _form_of(compilation: Compilation) -> tuple[Form, Framework]:
    department = compilation.publication.department
    shape = form(department.form or "")
    levels = compilation.catalogue.frameworks.find(department.framework)
    assert shape is not None, "link gives every publication a form that exists"
    assert levels is not None, "link gives every publication a framework that exists"
    return shape, levels


def _no_place(
    path: str, owner: Project | Department, names: tuple[str, ...], shape: Form
) -> Diagnostic:
    values: Values = {
        "project": owner.name or path,
        "fields": tuple(_named(name, "zh") for name in names),
        "fields_en": tuple(_named(name, "en") for name in names),
        "form": shape.id,
    }
    return Diagnostic("PF405", path, owner.at.get("", Span(0, 0)), values)


def _named(slot: str, language: str) -> str:
    """A field as its keyword; a source of money behind the keyword of the budget."""
    name, _, rest = slot.partition(":")
    keyword = {"stages": "schedule", "parts": "part"}.get(name, name)
    spelled = vocabulary()[keyword].spelled(language)
    return f"{spelled} {rest}".rstrip()
