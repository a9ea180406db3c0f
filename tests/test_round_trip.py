"""The two roads: published text to sources to the same text, and model to sources to the same model."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from perflang.compiler.importing import import_document
from perflang.exports.target_json import target_json
from perflang.forms.layout import lay_out
from perflang.model import Department, Indicator, LevelName, Project, Publication
from perflang.source import SourceFile
from perflang.values import Gaps, read_cell
from tests.form_publications import brief_publications, hebei_publications
from tests.support import HEADS, build_text, compile_files, form, shipped
from tests.test_targets import PUBLISHED


def published(publication: Publication) -> str:
    """The canonical text of a publication, laid out without any source."""
    from perflang.backends.text import render

    department = publication.department
    shape, levels = form(department.form), shipped(department.framework)
    return b"".join(render(lay_out(publication, shape, levels).document)).decode("utf-8")


def rebuilt(text: str) -> str:
    """What a published text becomes when it is imported, compiled and built again."""
    imported = import_document(SourceFile("published.txt", text))
    assert not imported.diagnostics, [(d.code, d.values) for d in imported.diagnostics]
    sources = {f"{n:03}.perf": text for n, (_, text) in enumerate(imported.tables, 1)}
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
    sources = {f"{n:03}.perf": text for n, (_, text) in enumerate(imported.tables, 1)}
    files = {HEADS[0]: imported.head} | sources
    compilation = compile_files(files)
    assert build_text(compilation).strip() == text.strip()
    projects = json.loads(build_text(compilation, "json"))["projects"]
    assert [one["name"] for one in projects] == [one.name for one in publication.projects]
    assert [len(one["indicators"]) for one in projects] == [
        len(one.indicators) for one in publication.projects
    ]


@pytest.mark.parametrize("form_name", ["hebei", "brief"])
def test_every_published_cell_comes_back_from_a_table_and_means_the_same(form_name: str) -> None:
    cells = [row[0].replace("\\n", "\n") for row in PUBLISHED]
    rows = tuple(
        Indicator(
            f"指标{number}",
            LevelName("产出指标"),
            LevelName("数量指标"),
            read_cell(cell, gaps=_gaps(form_name)),
            basis="计划",
        )
        for number, cell in enumerate(cells)
    )
    head = Department("某局", "2023", "万元", "2015", form_name)
    text = published(Publication(head, (Project("某项目", indicators=rows),)))
    imported = import_document(SourceFile("published.txt", text))
    assert not imported.diagnostics, [(one.code, one.values) for one in imported.diagnostics]
    compilation = compile_files({HEADS[0]: imported.head, "1.perf": imported.tables[0][1]})
    assert build_text(compilation).strip() == text.strip()
    (project,) = json.loads(build_text(compilation, "json"))["projects"]
    shown = [row["target"] | {"text": ""} for row in project["indicators"]]
    assert shown == [target_json(read_cell(cell)) | {"text": ""} for cell in cells]


def _gaps(form_name: str) -> Gaps:
    shape = form(form_name)
    return shape.gaps
