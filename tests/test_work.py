"""What a table costs, counted and not timed: calls, escapes, and how many tables there are at once."""

from __future__ import annotations

import cProfile
import json
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perflang.backends import html, html_markup, html_rows, markdown, text
from perflang.document import Document, Grid, Heading, Section, outline
from perflang.forms import plan
from perflang.model import Catalogue, Publication
from perflang.semantics import analyse
from perflang.source import SourceFile
from perflang.syntax import parse
from tests.bench.records import scaled
from tests.bench.sources import write
from tests.support import (
    EXAMPLES,
    ROOT,
    build_text,
    compile_text,
    example,
    form_names,
    laid_out,
)
from tests.test_lines import left_to_lark

# Calls of functions, Python's and C's, for a table of nine indicators: a tenth more than there are today.
READING = 1550
LAYING_OUT = 335
WRITING_HTML = 105


def of_size(times: int, form_name: str = "hebei") -> Publication:
    """The example of eleven projects, with each of them as many times, and as many wholes."""
    publication = example("dingzhou")
    department = evolve(publication.department, form=form_name)
    projects = publication.projects * times
    return evolve(publication, department=department, projects=projects, wholes=projects)


def made(document: Document) -> Document:
    """A document with all of its sections at once."""
    return evolve(document, sections=tuple(document.sections))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, once everything has been made that is made once."""
    work()
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(one.callcount for one in profile.getstats())


def calls_of_a_project(work: Callable[[Publication], object]) -> float:
    few, many = of_size(1), of_size(3)
    more = calls(lambda: work(many)) - calls(lambda: work(few))
    return more / (len(many.projects) - len(few.projects))


def test_a_project_is_laid_out_and_written_with_few_calls() -> None:
    laying_out = calls_of_a_project(lambda publication: made(laid_out(publication)))
    both = calls_of_a_project(lambda publication: list(html.render(made(laid_out(publication)))))
    assert LAYING_OUT / 4 < laying_out < LAYING_OUT
    assert WRITING_HTML / 4 < both - laying_out < WRITING_HTML


def test_a_project_is_parsed_and_analysed_with_few_calls() -> None:
    sources = [
        SourceFile(path.name, path.read_text(encoding="utf-8"))
        for path in sorted((EXAMPLES / "dingzhou").glob("[0-9]*.perf"))
    ]
    catalogue = Catalogue()
    reading = calls(lambda: [analyse(parse(one)[0], catalogue) for one in sources]) / len(sources)
    assert READING / 4 < reading < READING


# Builds a folder in a process of its own and says which files were opened for it, each time.
WATCHED = """
import json, sys
opened = []
folder = sys.argv[1]
def watch(event, arguments):
    if event == "open" and str(arguments[0]).startswith(folder):
        opened.append(str(arguments[0])[len(folder):])
sys.addaudithook(watch)
from perflang.cli import main
try:
    main(["build", "--to", "html", "--no-cache", "-o", folder + "/out/", folder + "/in"])
finally:
    print(json.dumps(opened))
"""


def test_a_build_opens_each_source_and_each_output_once(tmp_path: Path) -> None:
    records = list(scaled(33))
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()  # which is found out by opening a file in it
    for number in range(3):
        text = write(records[11 * number : 11 * number + 11])
        (tmp_path / "in" / f"p{number}.perf").write_text(text, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path)], capture_output=True, check=True, cwd=ROOT
    )
    opened = Counter(json.loads(result.stdout.splitlines()[-1]))
    names = [f"p{number}" for number in range(3)]
    assert {f"/in/{name}.perf" for name in names} <= opened.keys()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{one}.html" for one in names}
    # An output is written under another name first.
    assert sum(path.startswith("/out/") for path in opened.elements()) == len(names)
    assert opened.total() == 2 * len(names)


def test_nothing_of_many_projects_is_left_to_lark() -> None:
    assert left_to_lark(write(list(scaled(33)))) == []


def test_a_build_lays_each_table_out_once(
    tables: list[tuple[weakref.ref[Grid], int]],
) -> None:
    records = list(scaled(22))
    compilation = compile_text(write(records))
    once = len(list(laid_out_tables(laid_out(compilation.publication))))
    tables.clear()
    build_text(compilation, "html")
    assert len(tables) == once >= len(records)


def laid_out_tables(document: Document) -> list[Grid]:
    return [block for one in document.sections for block in one.blocks if isinstance(block, Grid)]


def test_the_texts_of_a_section_are_escaped_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = made(laid_out(of_size(1)))
    list(html.render(document))  # what tables have in common is kept
    escaped: list[str] = []
    escape = html_markup.markup_of

    def counted(one: str) -> bytes:
        escaped.append(one)
        return escape(one)

    monkeypatch.setattr(html_markup, "markup_of", counted)
    list(html.render(document))
    assert len(escaped) <= len(document.sections) + 1  # and the contents


@given(st.lists(st.text() | st.sampled_from(["<b>&\"'", "\0", "a\0b", "\n"])))
def test_texts_that_are_escaped_at_once_are_what_they_are_alone(texts: list[str]) -> None:
    assert html_markup.escaped(texts) == [html_markup.markup_of(one) for one in texts]


def test_more_tables_have_no_more_kinds_of_rows() -> None:
    kinds = []
    for times in (1, 4):
        html_rows._row_tags.cache_clear()
        list(html.render(laid_out(of_size(times))))
        kinds.append(html_rows._row_tags.cache_info().misses)
    assert kinds[0] == kinds[1]


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[tuple[weakref.ref[Grid], int]]:
    """The tables that are laid out, each with how many of those before it are held then."""
    found: list[tuple[weakref.ref[Grid], int]] = []

    def counted(*parts: Any) -> Grid:
        table = Grid(*parts)
        found.append((weakref.ref(table), sum(one() is not None for one, _ in found)))
        return table

    monkeypatch.setattr(plan, "Grid", counted)
    return found


@pytest.mark.parametrize("backend", [html, markdown, text])
@pytest.mark.parametrize("form_name", form_names())
def test_tables_are_laid_out_once_and_dropped_section_by_section(
    form_name: str, backend: ModuleType, tables: list[tuple[weakref.ref[Grid], int]]
) -> None:
    document = laid_out(of_size(2, form_name))
    sections = [
        sum(isinstance(block, Grid) for block in one.blocks) for one in outline(document.sections)
    ]
    for _ in backend.render(document):
        pass
    assert len(tables) == sum(sections)
    assert max(held for _, held in tables) <= 2 * max(sections)


def test_made_sections_are_a_sequence_like_any_other() -> None:
    document = laid_out(example("harbour"))
    sections = tuple(document.sections)
    assert len(document.sections) == len(sections)
    assert document.sections[-1] == sections[-1]
    assert document.sections[1:] == sections[1:]
    with pytest.raises(IndexError):
        document.sections[len(sections)]
    assert outline(sections) is sections


@pytest.mark.parametrize("form_name", form_names())
def test_an_outline_has_the_headings_of_the_sections(form_name: str) -> None:
    document = laid_out(of_size(1, form_name))

    def headings(one: Section) -> list[tuple[int, object]]:
        return [(n, block) for n, block in enumerate(one.blocks) if isinstance(block, Heading)]

    assert list(map(headings, outline(document.sections))) == [*map(headings, document.sections)]
