"""The geometry of a laid-out document, which text does not show and every other output stands on."""

from __future__ import annotations

from typing import cast

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.document import Above, Cell, Document, Grid, Heading, Hole
from perflang.forms.plan import Origin
from perflang.model import Department, Publication
from perflang.values import Comparison, Money
from tests.form_publications import (
    brief_publications,
    full_publications,
    hebei_publications,
)
from tests.support import example, form_names, laid_out

publications = st.one_of(hebei_publications(), brief_publications())


def grids(publication: Publication) -> list[Grid]:
    return [
        block
        for section in laid_out(publication).sections
        for block in section.blocks
        if isinstance(block, Grid)
    ]


@given(publications)
@settings(max_examples=60)
def test_every_row_of_a_grid_is_as_wide_as_the_others(publication: Publication) -> None:
    for grid in grids(publication):
        assert len({sum(cell.columns for cell in row) for row in grid.rows}) == 1


@given(publications)
@settings(max_examples=60)
def test_spans_and_merged_places_fit_each_other(publication: Publication) -> None:
    """Every place of a grid is covered once: by a cell, or by the cell above that spans it."""
    for grid in grids(publication):
        covered: dict[tuple[int, int], int] = {}
        for number, row in enumerate(grid.rows):
            column = 0
            for cell in row:
                if isinstance(cell, Cell):
                    for down in range(cell.rows):
                        covered[number + down, column] = covered.get((number + down, column), 0) + 1
                else:
                    assert covered.get((number, column)) == 1, "merged with nothing above"
                column += cell.columns
        assert set(covered.values()) == {1}
        assert max(number for number, _ in covered) == len(grid.rows) - 1


@given(full_publications(), st.sampled_from(form_names()))
@settings(max_examples=60)
def test_a_cell_says_what_its_origin_says(publication: Publication, form_name: str) -> None:
    department = evolve(publication.department, form=form_name)
    for grid in grids(evolve(publication, department=department)):
        for cell in (cell for row in grid.rows for cell in row if isinstance(cell, Cell)):
            if cell.origin is not None:
                record, slots = cast("Origin", cell.origin)
                assert all(record.text(slot) in cell.text for slot in slots)
                only = record.slot(slots[0]) if cell.value is not None else ("", None)
                assert cell.value == only[1]


@given(full_publications(), st.sampled_from(form_names()))
@settings(max_examples=60)
def test_a_text_comes_with_a_value_only_where_its_pattern_says_so(
    publication: Publication, form_name: str
) -> None:
    department = evolve(publication.department, form=form_name)
    for grid in grids(evolve(publication, department=department)):
        places = [place for row in grid.pattern.rows for place in row.places]
        holes = [place for place in places if isinstance(place, Hole)]
        for hole, filled in zip(holes, grid.filled, strict=True):
            assert hole.is_measured or isinstance(filled, str)


def dingzhou() -> list[Grid]:
    return grids(example("dingzhou"))


def test_the_table_of_hebei_has_its_spans() -> None:
    facts, indicators = dingzhou()[:2]
    purpose = facts.rows[2][0]
    assert isinstance(purpose, Cell)
    assert (purpose.text, purpose.rows) == ("预算规模及资金用途", 2)
    assert [cell.columns for cell in facts.rows[4]] == [2, 3, 3, 3, 3], "stages of one width"
    firsts = [row[0] for row in indicators.rows]
    assert [cell.rows for cell in firsts if isinstance(cell, Cell)] == [1, 4, 4, 1]
    assert sum(isinstance(cell, Above) for cell in firsts) == 6
    assert {cell.role for cell in indicators.rows[0] if isinstance(cell, Cell)} == {"header"}


def test_a_cell_that_holds_one_quantity_carries_its_value() -> None:
    facts, indicators = dingzhou()[:2]
    values = [
        cell.value
        for row in (*facts.rows, *indicators.rows)
        for cell in row
        if isinstance(cell, Cell)
    ]
    assert sum(isinstance(value, Money) for value in values) == 3
    assert sum(isinstance(value, Comparison) for value in values) == 9


def test_cells_say_what_they_are_for_others() -> None:
    """Levels name their rows, stages title what stands below; captions are the form's."""
    facts, indicators = dingzhou()[:2]
    assert (facts.caption, indicators.caption) == ("项目概况", "绩效指标")
    assert [roles(row) for row in facts.rows[4:6]] == [
        ["label", *["header"] * 4],
        ["", *["value"] * 4],
    ]
    assert roles(indicators.rows[1]) == ["label", "label", "value", "value", "value", "value"]


def roles(row: tuple[Cell | Above, ...]) -> list[str]:
    return [cell.role if isinstance(cell, Cell) else "" for cell in row]


def headings(document: Document) -> list[tuple[int, str]]:
    blocks = (block for section in document.sections for block in section.blocks)
    return [(one.depth, one.text) for one in blocks if isinstance(one, Heading)]


def test_headings_have_a_depth_and_those_of_one_depth_are_one() -> None:
    found = headings(laid_out(example("dingzhou")))
    assert found[:2] == [(1, "第一部分\n部门整体绩效目标"), (2, "一、总体绩效目标")]
    assert (1, "第二部分\n预算项目绩效目标") in found
    assert {depth for depth, text in found if "绩效目标表" in text} == {2}
    harbour = laid_out(example("harbour"))
    assert headings(harbour)[0] == (0, harbour.title)


@pytest.mark.parametrize(
    ("form_name", "name", "year", "title"),
    [
        ("hebei", None, None, "部门预算绩效文本"),
        ("hebei", None, "2021", "2021年部门预算绩效文本"),
        ("hebei", "市图书馆", "2021", "市图书馆2021年部门预算绩效文本"),
        ("brief", None, "2026", "Performance targets, 2026"),
        ("brief", "Harbour", "2026", "Performance targets of Harbour, 2026"),
    ],
)
def test_a_title_leaves_out_what_is_not_known(form_name, name, year, title: str) -> None:
    settings = Department(name, year, "万元", framework="2021", form=form_name)
    assert laid_out(Publication(settings)).title == title
