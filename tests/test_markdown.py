"""Markdown: two parsers, GitHub's own among them, read back exactly the texts that went in."""

from __future__ import annotations

from collections.abc import Sequence

import cmarkgfm
import pytest
from attrs import evolve
from cmarkgfm.cmark import Options
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from perflang.backends.markdown import escaped, render
from perflang.document import (
    Above,
    Cell,
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    Section,
    grid,
)
from perflang.testing.letters import HOSTILE, hostile_texts
from tests.form_publications import (
    brief_publications,
    hebei_publications,
    hostile_publications,
)
from tests.html_page import Texts, elements, read_page, text_of
from tests.support import example, laid_out

READER = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
BLOCKS = {"heading", "paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"}
# The only HTML that is written: a line break, and what keeps two characters from acting together.
BREAK, APART = "<br>", ("<!-- -->", "<span>", "</span>")
ELEMENTS = {"html", "head", "body", "p", "br", "span", "table", "thead", "tbody", "tr", "th", "td"}
HEADINGS = {"h1", "h2", "h3"}
publications = st.one_of(hebei_publications(), brief_publications())


def written(document: Document) -> str:
    return b"".join(render(document)).decode("utf-8")


def said(document: Document) -> Texts:
    """What a page of Markdown has to say of a document: cells that span are repeated or empty."""
    texts = Texts(document.title, [], [], [])
    for block in (block for section in document.sections for block in section.blocks):
        match block:
            case Heading(text, _, depth) if depth:
                texts.headings.append(text)
            case Paragraph(text):
                texts.paragraphs.append(text)
            case Items(items):
                texts.paragraphs.extend(items)
            case Grid():
                texts.tables.append(places(block))
    return texts


def places(shown: Grid) -> list[list[str]]:
    """The texts of each row from left to right; a cell stands in every row that it goes on into."""
    table: list[dict[int, str]] = [{} for _ in shown.rows]
    for number, row in enumerate(shown.rows):
        column = 0
        for cell in row:
            if isinstance(cell, Cell):
                for down in range(cell.rows):
                    table[number + down][column] = cell.text
            column += cell.columns
    longest = max(map(len, table))
    texts = [[text for _, text in sorted(row.items())] for row in table]
    return [row + [""] * (longest - len(row)) for row in texts]


# The two readers


def read_by_markdown_it(markdown: str) -> Texts:
    texts = Texts("", [], [], [])
    within: list[str] = []
    for token in READER.parse(markdown):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in BLOCKS, token
        if token.type.endswith("_open"):
            within.append(f"{kind}{token.tag[1:] if kind == 'heading' else ''}")
        elif token.type.endswith("_close"):
            within.pop()
        if kind == "table" and token.nesting == 1:
            texts.tables.append([])
        elif kind == "tr" and token.nesting == 1:
            texts.tables[-1].append([])
        elif kind == "inline":
            keep(texts, within[-1], inline(token.children or []))
    return texts


def inline(tokens: Sequence[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type == "html_inline":
            assert token.content in (BREAK, *APART)
            pieces.append("\n" if token.content == BREAK else "")
        else:
            assert token.type == "text", token
            pieces.append(token.content)
    return "".join(pieces)


def keep(texts: Texts, place: str, text: str) -> None:
    if place in ("th", "td"):
        texts.tables[-1][-1].append(text)
    elif place == "paragraph":
        texts.paragraphs.append(text)
    elif place == "heading1":
        texts.headings.insert(0, text)
    else:
        texts.headings.append(text)


def read_by_github(markdown: str) -> Texts:
    """As GitHub's parser makes HTML of it; raw HTML is let through, which GitHub does and filters later."""
    page = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    root = read_page(page, strict=False)
    texts = Texts("", [], [], [])
    (body,) = root.iter("body")
    for element in elements(body):
        assert element.tag in ELEMENTS | HEADINGS, element.tag
        assert not element.attrib
        if element.tag == "table":
            texts.tables.append([[text_of(cell) for cell in row] for row in element.iter("tr")])
        elif element.tag in HEADINGS:
            keep(texts, f"heading{element.tag[1]}", text_of(element))
        elif element.tag == "p":
            keep(texts, "paragraph", text_of(element))
    return texts


READERS = (read_by_markdown_it, read_by_github)


def comes_back(document: Document) -> None:
    markdown = written(document)
    expected = said(document)
    expected.headings.insert(0, expected.title)
    for reader in READERS:
        found = reader(markdown)
        assert found.headings == expected.headings
        assert found.paragraphs == [text for text in expected.paragraphs if text]
        assert found.tables == expected.tables


# What comes back


@given(publications)
@settings(max_examples=60)
def test_every_text_comes_back(publication) -> None:
    comes_back(laid_out(publication))


# A failure here is seldom one of the publication: the test below shrinks it to its text.
@given(hostile_publications())
@settings(max_examples=60, phases=[Phase.generate])
def test_a_hostile_text_in_every_field_comes_back(publication) -> None:
    comes_back(laid_out(publication))


@given(hostile_texts(), hostile_texts())
@settings(max_examples=1500)
def test_any_text_comes_back_from_any_place(one: str, other: str) -> None:
    comes_back(everywhere(one, other))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_each_hostile_text_comes_back_from_any_place(text: str) -> None:
    comes_back(everywhere(text, text))


def everywhere(one: str, other: str) -> Document:
    cells = [[Cell(one), Cell(other)], [Cell(""), Cell(one + other)]]
    blocks = (
        Heading(one),
        Paragraph(one),
        Items((one, other)),
        grid(cells),
        Heading(other, depth=2),
    )
    return Document(one, "zh", (Section(blocks), Section((Paragraph(other),))))


# How it reads


@pytest.mark.parametrize(
    "text",
    ["1.严格落实责任制，成熟一个开工一个；", "1、全力抓好项目建设。", "2.Dredge the basin", "138.00", "≥80%以上",
     "926001河北定州经济开发区管理委员会本级", "单位：万元", "资金支出计划（%）", "3月底", "—", "/", "+5", "-5.0",
     "≥ 62.5 元/立方米", "“妈妈式”服务", "R & D", "a:b", "9:30:00", "(a) 1)", "50%-60%", "A.1", "v1.2.3", "1/2",
     "a=b", "3 > 2", "2021.6.30", "完成!"],
)  # fmt: skip
def test_a_text_without_marks_is_written_as_it_is(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see !12, #3, &4, ^5, ~bug, %milestone", r"see \!12, \#3, \&4, \^5, \~bug, \%milestone"),
        ("{{7*7}} {% x %}", r"\{\{7\*7}} \{% x %}"),
        ("$x$ and $y$", r"<span>\$</span>x<span>\$</span> and <span>\$</span>y<span>\$</span>"),
        (":100: :+1: :x: 1:100", ":<!-- -->100: :<!-- -->+1: :<!-- -->x: 1:100"),
        ("a@example.com", r"a<!-- -->\@example\.com"),
        ("[x] [^1] [[_TOC_]]", r"\[x] \[\^1] \[\[\_TOC\_]]"),
        ("a\rb", "a&#13;b"),
    ],
)  # fmt: skip
def test_what_only_git_hosts_look_for_is_kept_from_them(text: str, expected: str) -> None:
    """No parser here knows it: GitLab's references, GitHub's formulas and emoji, Jekyll's Liquid."""
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a", r"\- a"),
        ("--- a", r"\--- a"),
        ("1. a", r"1\. a"),
        ("10) a", r"10\) a"),
        ("1.a", "1.a"),
        ("-5", "-5"),
        ("> a", r"\> a"),
        (" a", "&#32;a"),
        ("a\nb", "a<br>b"),
        ("a|b*c", r"a\|b\*c"),
    ],
)
def test_what_begins_a_block_is_kept_from_it(text: str, expected: str) -> None:
    document = Document("t", "en", (Section((Paragraph(text),)),))
    assert written(document) == f"# t\n\n{expected}\n\n"


def test_a_cell_that_spans_is_repeated_downwards_and_one_cell_to_the_right() -> None:
    rows: list[list[Cell | Above]] = [
        [Cell("a", "header"), Cell("b", "header"), Cell("c", "header")],
        [Cell("x", "label", columns=2), Cell("1")],
        [Above(columns=2), Cell("2")],
        [Cell("y", "label"), Cell("3", columns=2)],
    ]
    document = Document("t", "en", (Section((Heading("h"), grid(rows))),))
    assert written(document).split("\n")[2:] == [
        "## h",
        "",
        "| a | b | c |",
        "| --- | --- | --- |",
        "| x | 1 |  |",
        "| x | 2 |  |",
        "| y | 3 |  |",
        "",
        "",
    ]


def test_one_changed_figure_is_one_changed_line() -> None:
    document = laid_out(example("harbour"))
    before = written(document).split("\n")
    project, *rest = example("harbour").projects
    changed = evolve(project, purpose="keep eight metres of water at the quays, as is due")
    publication = evolve(example("harbour"), projects=(changed, *rest))
    after = written(laid_out(publication)).split("\n")
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_a_section_is_one_piece_and_the_title_stands_once() -> None:
    document = laid_out(example("harbour"))
    title, *sections = (piece.decode("utf-8") for piece in render(document))
    assert title == "# Performance targets of Harbour Authority of Northhaven, 2026\n\n"
    assert len(sections) == len(document.sections)
    assert all(one.startswith(("Amounts in", "## Table")) for one in sections)
    assert all(one.endswith("\n\n") for one in sections)
    assert "Performance targets of" not in "".join(sections)
