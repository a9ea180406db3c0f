"""The geometry of a laid-out document, which text does not show and every other output stands on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.document import Above, Cell, Grid
from perflang.forms import form, lay_out
from perflang.model import Publication, framework
from perflang.values import Comparison, Money
from tests.strategies import brief_publications, hebei_publications
from tests.support import EXAMPLES, compile_files

publications = st.one_of(hebei_publications(), brief_publications())


def grids(publication: Publication) -> list[Grid]:
    shape = form(publication.department.form or "")
    levels = framework(publication.department.framework or "")
    assert shape is not None
    assert levels is not None
    document = lay_out(publication, shape, levels).document
    return [
        block
        for section in document.sections
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


def dingzhou() -> list[Grid]:
    files = {path.name: path.read_text("utf-8") for path in (EXAMPLES / "dingzhou").glob("*.perf")}
    return grids(compile_files(files).publication)


def test_the_table_of_hebei_has_its_spans() -> None:
    facts, indicators = dingzhou()[:2]
    purpose = facts.rows[2][0]
    assert isinstance(purpose, Cell)
    assert (purpose.text, purpose.rows) == ("预算规模及资金用途", 2)
    assert [cell.columns for cell in facts.rows[4]] == [1, 1, 2, 1, 2]
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
