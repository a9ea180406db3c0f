"""What a table costs, counted and not timed: calls, escapes, and how many tables there are at once."""

from __future__ import annotations

import cProfile
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perflang.backends import html, html_rows, markdown, text
from perflang.document import Document, Grid, Heading, Section, grid, outline
from perflang.forms import plan
from perflang.model import Publication
from tests.support import example, form_names, laid_out

# Calls of functions, Python's and C's, for a table of nine indicators: a tenth more than there are today.
LAYING_OUT = 1060
WRITING_HTML = 700


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


def test_the_texts_of_a_table_are_escaped_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = made(laid_out(of_size(1)))
    escaped: list[str] = []
    escape = html_rows._markup

    def counted(one: str) -> str:
        escaped.append(one)
        return escape(one)

    monkeypatch.setattr(html_rows, "_markup", counted)
    list(html.render(document))
    texts = 0
    for section in document.sections:
        for block in section.blocks:
            texts += 1 if isinstance(block, Grid | Heading) else len(getattr(block, "texts", " "))
    assert len(escaped) <= texts


@given(st.lists(st.text() | st.sampled_from(["<b>&\"'", "\0", "a\0b", "\n"])))
def test_texts_that_are_escaped_at_once_are_what_they_are_alone(texts: list[str]) -> None:
    assert html_rows._escaped(texts) == [html_rows._markup(one) for one in texts]


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
        table = grid(*parts)
        found.append((weakref.ref(table), sum(one() is not None for one, _ in found)))
        return table

    monkeypatch.setattr(plan, "grid", counted)
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
