"""The two roads: published text to sources to the same text, and model to sources to the same model."""

from __future__ import annotations

import json

from hypothesis import given, settings

from perflang.compiler.importing import import_document
from perflang.forms import form, lay_out
from perflang.model import Publication
from perflang.source import SourceFile
from tests.strategies import brief_publications, hebei_publications
from tests.support import HEADS, build_text, compile_files, shipped


def published(publication: Publication) -> str:
    """The canonical text of a publication, laid out without any source."""
    from perflang.backends.text import render

    department = publication.department
    shape, levels = form(department.form or ""), shipped(department.framework)
    assert shape is not None
    return b"".join(render(lay_out(publication, shape, levels).document)).decode("utf-8")


def rebuilt(text: str) -> str:
    """What a published text becomes when it is imported, compiled and built again."""
    imported = import_document(SourceFile("published.txt", text))
    assert not imported.diagnostics, [(d.code, d.values) for d in imported.diagnostics]
    sources = {f"{n:03}.perf": text for n, (_, text) in enumerate(imported.projects, 1)}
    compilation = compile_files({HEADS[0]: imported.head} | sources)
    assert compilation.readable
    return build_text(compilation)


@given(hebei_publications())
@settings(max_examples=400)
def test_text_to_sources_to_text_is_the_identity(publication: Publication) -> None:
    text = published(publication)
    assert rebuilt(text).strip() == text.strip()


@given(brief_publications())
@settings(max_examples=300)
def test_the_second_form_comes_back_as_well(publication: Publication) -> None:
    text = published(publication)
    assert rebuilt(text).strip() == text.strip()


@given(hebei_publications())
@settings(max_examples=50)
def test_sources_say_what_the_table_said(publication: Publication) -> None:
    """Printed to sources and read again, the model has the same projects and rows."""
    text = published(publication)
    imported = import_document(SourceFile("published.txt", text))
    sources = {f"{n:03}.perf": text for n, (_, text) in enumerate(imported.projects, 1)}
    files = {HEADS[0]: imported.head} | sources
    compilation = compile_files(files)
    assert build_text(compilation).strip() == text.strip()
    projects = json.loads(build_text(compilation, "json"))["projects"]
    assert [one["name"] for one in projects] == [one.name for one in publication.projects]
    assert [len(one["indicators"]) for one in projects] == [
        len(one.indicators) for one in publication.projects
    ]
