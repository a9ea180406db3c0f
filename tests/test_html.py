"""The HTML page: well-formed, complete, accessible by its structure, and nothing in it acts."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.backends import html_markup, html_rows
from perflang.backends.html import render
from perflang.document import (
    Above,
    Cell,
    Document,
    Grid,
    Heading,
    Paragraph,
    Pattern,
    Row,
    Section,
    grid,
    grid_of,
)
from perflang.source import packaged_text
from perflang.testing.letters import HOSTILE, with_texts
from perflang.values import Money, Number, Percentage
from tests.form_publications import (
    brief_publications,
    hebei_publications,
    hostile_publications,
)
from tests.html_page import elements, occupied, read_page, text_of, texts_of_document, texts_of_page
from tests.support import EXAMPLES, HEADS, ROOT, compile_text, example, form_names, laid_out, run

# Those that are laid out in a form that is shipped.
NAMES = sorted(
    path.parent.name
    for path in EXAMPLES.glob("*/*.perf")
    if path.name in HEADS and not [*path.parent.glob("*.表样.toml")]
)
STYLE = packaged_text("backends/templates/page.css")
publications = st.one_of(hebei_publications(), brief_publications())
# Every element of a page with all its attributes. No script, no event, no style of an element's own but
# the width of a column, which is a number, and the only address is that of a place in the page.
ALLOWED = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "name", "content"}, "title": set(), "style": set(),
    "body": set(), "a": {"class", "href"}, "header": set(), "nav": {"aria-labelledby"}, "main": {"id"},
    "section": set(), "h1": set(), "h2": {"id"}, "h3": {"id"}, "p": set(), "br": set(), "ol": {"role"},
    "ul": {"role"}, "li": set(), "table": {"id", "class"}, "caption": set(), "thead": set(), "tbody": set(),
    "colgroup": set(), "col": {"style"},
    "tr": {"class"}, "th": {"scope", "class", "colspan", "rowspan"},
    "td": {"class", "colspan", "rowspan", "data-title"},
}  # fmt: skip


def page_of(document: Document) -> Element:
    return read_page(b"".join(render(document)))


def of_grid(*rows: list[Cell | Above], caption: str = "") -> Element:
    """The one table of a page."""
    blocks = (Heading("above"), grid(rows, caption))
    (table,) = page_of(Document("t", "en", (Section(blocks),))).iter("table")
    return table


def harmless(root: Element) -> None:
    for element in elements(root):
        assert element.tag in ALLOWED, element.tag
        assert set(element.attrib) <= ALLOWED[element.tag], element.attrib
        assert element.get("href", "#").startswith("#")
    assert [text_of(one) for one in root.iter("style")] == [f"\n{STYLE}"]


# What stands in it


@given(publications)
@settings(max_examples=60)
def test_a_page_says_what_its_document_says(publication) -> None:
    document = laid_out(publication)
    root = page_of(document)
    assert texts_of_page(root) == texts_of_document(document)
    harmless(root)


@given(hostile_publications())
@settings(max_examples=60)
def test_a_hostile_text_in_every_field_stays_text(publication) -> None:
    document = laid_out(publication)
    root = page_of(document)
    assert texts_of_page(root) == texts_of_document(document)
    assert next(root.iter("title")).text == document.title
    harmless(root)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_each_hostile_text_stays_text(name: str, text: str) -> None:
    document = laid_out(with_texts(example(name), lambda: text))
    root = page_of(document)
    said = texts_of_page(root)
    assert said == texts_of_document(document)
    assert all(text in one for one in said.headings[-2:])
    assert any(text in one for one in said.paragraphs)
    assert any(text in cell for rows in said.tables for row in rows for cell in row)
    harmless(root)


def test_a_list_without_marks_is_still_said_to_be_one() -> None:
    """Safari takes a list whose marks a style takes away for none."""
    assert "list-style: none" in STYLE
    root = page_of(laid_out(example("dingzhou")))
    assert {one.get("role") for one in root.iter() if one.tag in ("ul", "ol")} == {"list"}


def test_a_list_without_items_is_left_out() -> None:
    """Empty, it would still be read out as a list."""
    root = page_of(laid_out(compile_text("项目: 甲\n").publication))
    assert all(len(one) for one in root.iter() if one.tag in ("ul", "ol"))


def test_the_page_is_complete_and_loads_nothing() -> None:
    page = b"".join(render(laid_out(example("dingzhou"))))
    assert page.startswith(b'<!DOCTYPE html>\n<html lang="zh-CN">')
    assert page.index(b'<meta charset="utf-8">') < 1024
    assert b'<meta name="viewport"' in page
    assert not re.search(r"url\(|@import|expression|https?:", STYLE)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(scheme: int) -> None:
    """Contrast as level AA of WCAG 2.2 asks for it: 4.5 for texts, 3 for what only marks."""
    blocks = re.findall(r":root \{([^}]*--paper[^}]*)\}", STYLE)
    assert len(blocks) == 2
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", blocks[scheme]))
    for ground in ("paper", "shade"):
        for text in ("ink", "quiet", "link"):
            assert contrast(colors[text], colors[ground]) >= 4.5
        for mark in ("accent", "edge"):
            assert contrast(colors[mark], colors[ground]) >= 3
    assert set(re.findall(r"var\(--([a-z]+)\)", STYLE)) == set(colors)


# How it is built


@given(publications)
@settings(max_examples=40)
def test_the_places_of_a_table_are_the_grid_it_shows(publication) -> None:
    document = laid_out(publication)
    grids = [one for part in document.sections for one in part.blocks if isinstance(one, Grid)]
    for shown, table in zip(grids, page_of(document).iter("table"), strict=True):
        rows = occupied(table)
        assert len(rows) == len(shown.rows)
        assert {len(row) for row in rows} == {sum(cell.columns for cell in shown.rows[0])}


@given(publications)
@settings(max_examples=40)
def test_headings_go_down_a_step_at_a_time_and_the_contents_lead_to_each(publication) -> None:
    root = page_of(laid_out(publication))
    levels = [int(one.tag[1]) for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    (nav,) = root.iter("nav")
    assert nav.get("aria-labelledby") in ids
    (main,) = root.iter("main")
    headings = [one.get("id") for one in main.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert [str(one.get("href"))[1:] for one in nav.iter("a")] == headings
    assert all(
        re.fullmatch(r"s\d+-\d+", str(one)) for one in ids if one not in ("text", "contents")
    )


@given(publications)
@settings(max_examples=40)
def test_every_table_has_a_caption_and_every_label_says_what_it_names(publication) -> None:
    for table in page_of(laid_out(publication)).iter("table"):
        assert table[0].tag == "caption"
        assert text_of(table[0])
        for body in table.iter("tbody"):
            rows = list(body)
            assert all(cell.get("scope") in ("row", "rowgroup") for cell in body.iter("th"))
            for cell in body.iter("th"):
                assert text_of(cell)
                size = int(cell.get("rowspan", "1"))
                assert (cell.get("scope") == "rowgroup") == (size == len(rows) > 1)
        assert all(cell.get("scope") in ("col", "colgroup") for cell in table.iterfind("thead//th"))


@given(publications)
@settings(max_examples=40)
def test_figures_and_nothing_else_stand_at_the_right(publication) -> None:
    document = laid_out(publication)
    cells = [
        cell
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if isinstance(cell, Cell)
    ]
    shown = [one for one in page_of(document).iter() if one.tag in ("td", "th")]
    for cell, element in zip(cells, shown, strict=True):
        if cell.role == "value":
            is_figure = isinstance(cell.value, Money | Percentage) and cell.value.number is not None
            assert (element.get("class") == "figure") == is_figure


def tags(element: Element) -> str:
    """The rows of a table as tags, with scope, spans and classes."""
    rows = []
    for row in element.iter("tr"):
        cells = ("".join((one.tag, *(f".{value}" for value in one.attrib.values()))) for one in row)
        rows.append(" ".join(cells))
    return " | ".join(rows)


PERCENT = Percentage(Number(Decimal(1), "1"), "1 %")


def label(text: str, rows: int = 1) -> Cell:
    return Cell(text, "label", rows=rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[label("a"), Cell("1"), label("b"), Cell("2")]], "th.row td th.row td"),
        ([[label("a"), Cell("1")], [Above(), Cell("2")]], "th.rowgroup.2 td | td"),
        ([[label(""), Cell("1")]], "td td"),
        ([[Cell("a", "header"), Cell("b", "header", 2)], [Cell("1"), Cell("2"), Cell("3")]],
         "th.col.title th.colgroup.title.2 | td.a td.b td.b"),
        ([[label("a"), label("b"), Cell("1")], [Above(), Above(), Cell("2")], [Above(), label("c"), Cell("3")]],
         "th.rowgroup.3 th.row.2 td | td | th.row td"),
        ([[label("a"), Cell("p", "header")], [Above(), Cell("1 %")]], "th.rowgroup.2 td.title | td"),
        ([[Cell("p", "header")], [Cell("1 %", value=PERCENT)]], "th.col.title figure | td.figure.p"),
        ([[Cell("none", value=Percentage(None, "none")), Cell("1 %", value=PERCENT)]], "td td.figure"),
    ],
)  # fmt: skip
def test_labels_and_titles_become_headings_of_their_rows_and_columns(rows, expected: str) -> None:
    assert tags(of_grid(*rows)) == expected


def test_rows_that_spans_tie_together_are_a_group() -> None:
    rows: list[list[Cell | Above]] = [
        [label("a"), Cell("1")],
        [label("b"), Cell("2")],
        [label("c"), Cell("3")],
        [Above(), Cell("4")],
        [label("d"), Cell("5")],
    ]
    assert [len(body) for body in of_grid(*rows).iter("tbody")] == [2, 2, 1]


def test_a_grid_without_a_caption_is_named_by_the_heading_above_it() -> None:
    assert text_of(of_grid([Cell("a")])[0]) == "above"
    assert text_of(of_grid([Cell("a")], caption="own")[0]) == "own"


def test_columns_are_as_wide_as_the_form_says() -> None:
    table = grid([[Cell("a"), Cell("b"), Cell("c")]], widths=(1, 2, 3))
    (group,) = page_of(Document("t", "en", (Section((table,)),))).iter("colgroup")
    widths = [one.get("style") for one in group]
    assert widths == ["width: 16.66%", "width: 33.33%", "width: 50.00%"]
    assert not [*of_grid([Cell("a"), Cell("b")]).iter("colgroup")]


def test_a_heading_that_ends_a_section_stands_with_what_follows() -> None:
    sections = (
        Section((Heading("the title", depth=0), Paragraph("a"), Heading("part"))),
        Section((Heading("b", depth=2), Paragraph("c"))),
        Section((Heading("last"),)),
    )
    root = page_of(Document("t", "en", sections))
    shown = [[text_of(one) for one in section] for section in root.iter("section")]
    assert shown == [["a"], ["part", "b", "c"], ["last"]]
    assert [one.get("href") for one in root.iter("a")][1:] == ["#s1-3", "#s2-1", "#s3-1"]


# How it is made


def tables_as(made: Callable[[Grid], Grid], document: Document) -> bytes:
    """The page of a document whose tables are made in another way."""
    sections = [
        Section(tuple(made(one) if isinstance(one, Grid) else one for one in section.blocks))
        for section in document.sections
    ]
    return b"".join(render(evolve(document, sections=sections)))


def known_before(table: Grid) -> Grid:
    """A table all of whose texts are those of its pattern, which are markup before any table is filled in."""
    pattern = Pattern(tuple(Row(row) for row in table.rows), table.pattern.width)
    return Grid(pattern, (), (), table.caption, table.widths)


def of_its_own(table: Grid) -> Grid:
    """A table of which nothing is known before."""
    return grid_of(table.rows, table.caption, table.widths)


@given(st.one_of(publications, hostile_publications()))
@settings(max_examples=60)
def test_a_text_is_the_same_markup_however_early_it_is_known(publication) -> None:
    document = laid_out(publication)
    page = b"".join(render(document))
    assert tables_as(known_before, document) == page
    assert tables_as(of_its_own, document) == page


@pytest.mark.parametrize("form_name", form_names())
def test_long_tables_are_written_as_short_ones_are(form_name: str) -> None:
    publication = example("dingzhou")
    department = evolve(publication.department, form=form_name)
    projects = publication.projects * 20
    document = laid_out(evolve(publication, department=department, projects=projects))
    assert tables_as(of_its_own, document) == b"".join(render(document))


@given(st.one_of(publications, hostile_publications()))
@settings(max_examples=60)
def test_what_is_kept_of_other_pages_changes_nothing(publication) -> None:
    document = laid_out(publication)
    page = b"".join(render(document))
    for kept in (
        html_markup.tags_of,
        html_rows._seen,
        html_rows._seen_row,
        html_rows._known_tags,
        html_rows._row_tags,
        html_rows._title_tags,
    ):
        kept.cache_clear()
    assert b"".join(render(document)) == page


def peak(document: Document) -> int:
    """The most memory that rendering takes while its pieces are thrown away."""
    for _ in render(document):
        pass
    tracemalloc.start()
    for _ in render(document):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_number_of_tables() -> None:
    document = laid_out(example("dingzhou"))
    tables = tuple(
        Section(tuple(one for one in section.blocks if isinstance(one, Grid)))
        for section in document.sections[1:]
    )
    few, many = (evolve(document, sections=tables * times) for times in (2, 20))
    assert peak(many) < 1.5 * peak(few)


def pieces(document: Document) -> Iterator[str]:
    return (piece.decode("utf-8") for piece in render(document))


def test_a_section_is_one_piece() -> None:
    document = laid_out(example("harbour"))
    opening, *sections, closing = pieces(document)
    assert opening.endswith('<main id="text">\n')
    assert [one.startswith("<section>\n") for one in sections] == [True] * len(document.sections)
    assert closing == "</main>\n</body>\n</html>\n"


def test_the_templates_are_read_from_a_zip_as_well(tmp_path: Path) -> None:
    packed = tmp_path / "perflang.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for folder, place in (
            (ROOT / "perflang", "perflang"),
            (ROOT / "grammar", "perflang/grammar"),
        ):
            for path in folder.rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, f"{place}/{path.relative_to(folder).as_posix()}")
    program = (
        f"import sys; sys.path.insert(0, {str(packed)!r}); import perflang\n"
        f"assert perflang.__file__.startswith({str(packed)!r})\n"
        "from perflang.cli import main; main()"
    )
    for name in ("html", "markdown"):
        command = ["build", str(EXAMPLES / "harbour"), "--to", name, "-o", "-"]
        packed_run = subprocess.run(
            [sys.executable, "-c", program, *command], capture_output=True, check=True, cwd=tmp_path
        )
        assert packed_run.stdout == run(*command).stdout
        assert packed_run.stdout
