"""The HTML page in a real browser: nothing acts, everybody can read it, on a phone and on paper too."""

from __future__ import annotations

import re
import subprocess
from itertools import cycle, islice
from pathlib import Path

import pytest
from attrs import evolve

from perflang.backends.html import render
from perflang.document import Document, Section
from perflang.model import Indicator, Publication
from perflang.testing.texts import ACTS, HOSTILE, with_texts
from tests.browser import (
    PDFINFO,
    PDFTOTEXT,
    Browser,
    find_axe,
    find_browser,
    path_of,
    skip_without_browser,
)
from tests.html_page import texts_of_document
from tests.support import EXAMPLES, HEADS, example, laid_out

skip_without_browser()

# Those that are laid out in a form that is shipped.
NAMES = sorted(
    path.parent.name
    for path in EXAMPLES.glob("*/*.perf")
    if path.name in HEADS and not [*path.parent.glob("*.表样.toml")]
)
PHONES = (390, 320)
# All texts of a page as its DOM has them, a line break for each <br>, and whether anything acted.
TEXTS = """
const text = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("br").forEach((one) => one.replaceWith("\\n"));
  return copy.textContent;
};
const texts = (selector) => [...document.querySelectorAll(selector)].map(text);
const answer = () => ({
  acted: document.documentElement.hasAttribute("acted"),
  title: texts("h1")[0],
  headings: texts("main :is(h2, h3, h4, h5, h6)"),
  paragraphs: texts("main :is(p, li)"),
  tables: [...document.querySelectorAll("table")].map(
    (table) => [...table.rows].map((row) => [...row.cells].map(text))),
});
"""
SCHEME = 'matchMedia("(prefers-color-scheme: dark)").matches'
# A browser lays out what is seen; a test sees it all.
ALL_LAID_OUT = """
page.document.querySelectorAll("section").forEach((one) => one.style.contentVisibility = "visible");
"""
AUDIT = f"""
const answer = async () => {{
  const page = window;
  {ALL_LAID_OUT}
  const found = await axe.run();
  const listed = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.html]));
  return {{
    dark: {SCHEME},
    width: innerWidth,
    passes: found.passes.map((rule) => rule.id),
    incomplete: listed(found.incomplete),
    violations: listed(found.violations),
  }};
}};
"""
ROLES = """
const answer = () => [...document.querySelectorAll("nav, main, ul, ol, li, table, tr, th, td")].map(
  (one) => [one.localName, one.scope ?? "", one.computedRole]);
"""
LOOKS = f"""
const answer = () => {{
  const view = page.getComputedStyle.bind(page);
  {ALL_LAID_OUT}
  const root = page.document.documentElement;
  return {{
    wide: root.scrollWidth - root.clientWidth,
    width: page.innerWidth,
    titles: [...page.document.querySelectorAll(".list td")].map(
      (cell) => [cell.textContent, cell.dataset.title, view(cell).display, view(cell, "::before").content]),
    small: Math.min(...[...page.document.querySelectorAll("td, th, p, li, a")].map(
      (one) => parseFloat(view(one).fontSize))),
  }};
}};
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return find_browser(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def axe() -> str:
    return find_axe()


def page_of(document: Document) -> bytes:
    return b"".join(render(document))


# Nothing acts


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if ACTS in text and "<" in text], ids=lambda text: text[:12]
)
def test_the_browser_would_run_what_is_not_escaped(browser: Browser, text: str) -> None:
    """The test below could fail: the same texts, written as they are, act."""
    page = f"<!DOCTYPE html><title></title><body><p>{text}</p></body>".encode()
    assert browser.ask(page, TEXTS)["acted"]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_in_every_field_do_nothing_and_are_read_as_they_are(
    browser: Browser, name: str
) -> None:
    document = everything_hostile(example(name))
    found = browser.ask(page_of(document), TEXTS)
    assert found.pop("acted") is False
    expected = texts_of_document(document)
    assert found["title"] == expected.title
    assert found["headings"] == expected.headings
    assert found["paragraphs"] == expected.paragraphs
    assert found["tables"] == expected.tables


def everything_hostile(publication: Publication) -> Document:
    """Every field of a publication with one hostile text after the other: a round for each text."""
    publication = evolve(publication, projects=publication.projects[:1])
    sections: list[Section] = []
    for number in range(len(HOSTILE)):
        turn = islice(cycle(HOSTILE), number, None)
        document = laid_out(with_texts(publication, lambda turn=turn: next(turn)))  # type: ignore[misc]
        sections += document.sections
    return evolve(document, sections=tuple(sections))


# Everybody can read it


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1200, 500])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, axe: str, name: str, width: int, dark: bool) -> None:
    page = page_of(laid_out(example(name)))
    found = browser.ask(page, AUDIT, dark=dark, width=width, script=axe)
    assert (found["dark"], found["width"]) == (dark, width)
    assert found["violations"] == []
    assert {"color-contrast", "document-title", "heading-order", "region"} <= set(found["passes"])
    # What axe leaves open is the colour behind a cell over several rows; tests/test_html.py knows it.
    for rule, element in found["incomplete"]:
        assert rule == "color-contrast"
        assert re.match('<th scope="rowgroup"(?: colspan="[0-9]+")? rowspan=', element)


def test_axe_would_find_a_page_that_keeps_people_out(browser: Browser, axe: str) -> None:
    page = page_of(laid_out(example("harbour"))).replace(b"--ink: #1d1f22", b"--ink: #cccccc")
    page = page.replace(b'<html lang="en">', b"<html>")
    found = browser.ask(page, AUDIT, script=axe)
    assert {"color-contrast", "html-has-lang"} <= {rule for rule, _ in found["violations"]}


@pytest.mark.parametrize("width", [1200, 500])
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_is_told_what_is_a_table_and_a_list(
    browser: Browser, name: str, width: int
) -> None:
    """Also where rows are blocks for the eye."""
    roles = {"nav": "navigation", "main": "main", "ul": "list", "ol": "list", "li": "listitem"}
    roles |= {"table": "table", "tr": "row", "td": "cell", "": ""}
    heads = {"row": "rowheader", "rowgroup": "rowheader", "col": "columnheader"}
    found = browser.ask(page_of(laid_out(example(name))), ROLES, width=width)
    assert {tag for tag, _, _ in found} >= {"nav", "ul", "table", "th", "td"}
    for tag, scope, role in found:
        assert role == (heads[scope] if tag == "th" else roles[tag]), tag


# On a phone


@pytest.mark.parametrize("width", PHONES)
@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Browser, name: str, width: int
) -> None:
    found = browser.ask_frame(page_of(laid_out(example(name))), LOOKS, width=width)
    assert (found["width"], found["wide"]) == (width, 0)
    assert found["small"] >= 14
    assert found["titles"]
    for text, title, display, before in found["titles"]:
        assert display == ("block" if text else "none")
        assert before == f'"{title}" / ""'


def test_a_long_word_does_not_widen_a_page(browser: Browser) -> None:
    document = laid_out(with_texts(example("harbour"), lambda: "https://example.com/" + "x" * 300))
    for width in PHONES:
        assert browser.ask_frame(page_of(document), LOOKS, width=width)["wide"] == 0


def test_a_wide_screen_shows_no_titles_in_the_cells(browser: Browser) -> None:
    found = browser.ask_frame(page_of(laid_out(example("dingzhou"))), LOOKS, width=1100)
    assert found["wide"] == 0
    assert {tuple(one[2:]) for one in found["titles"]} == {("table-cell", "none")}


# On paper


def printed(browser: Browser, document: Document) -> list[str]:
    """The text of each page of the PDF."""
    path = browser.print(page_of(document))
    command = [path_of(PDFTOTEXT), "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def facts(path: Path) -> str:
    done = subprocess.run([path_of(PDFINFO), path], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def lines(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("name", "table"), [("dingzhou", r"[0-9]+\..*绩效目标表"), ("harbour", r"Table [0-9]+:.*")]
)
def test_each_table_begins_a_page_of_its_own(browser: Browser, name: str, table: str) -> None:
    document = laid_out(example(name))
    count = len(example(name).projects)
    pages = [lines(page) for page in printed(browser, document)]
    titles = [[line for line in page if re.fullmatch(table, line)] for page in pages]
    assert [one for page in titles for one in page] == [
        heading for heading in texts_of_document(document).headings if re.fullmatch(table, heading)
    ]
    first = next(number for number, page in enumerate(titles) if page)
    assert [len(page) for page in titles] == [0] * first + [1] * count
    # Above the first one stands the title of the part that it begins.
    assert all(
        title[0] in page[:3] for page, title in zip(pages[first:], titles[first:], strict=True)
    )
    assert [page[-1] for page in pages] == [str(n) for n in range(1, len(pages) + 1)]
    assert {"目录", "Contents"}.isdisjoint(line for page in pages for line in page)
    path = browser.folder / "printed.pdf"
    assert re.search(r"Page size: .*\(A4\)", facts(path))
    assert int(re.findall(r"Pages: +([0-9]+)", facts(path))[0]) == len(pages)


def test_a_long_table_repeats_its_titles_and_splits_no_row(browser: Browser) -> None:
    publication = example("dingzhou")
    first = publication.projects[0].indicators[0]
    rows = tuple(row(first, number) for number in range(100, 180))
    project = evolve(publication.projects[0], indicators=rows)
    document = laid_out(evolve(publication, projects=(project,)))
    pages = printed(browser, document)
    on = [page for page in pages if re.search("B[0-9]{3}", page)]
    assert len(on) > 3
    assert all("三级指标" in page for page in on)
    for number in range(100, 180):
        (start,) = (n for n, page in enumerate(pages) if f"B{number}" in page)
        (end,) = (n for n, page in enumerate(pages) if f"E{number}" in page)
        assert start == end


def row(first: Indicator, number: int) -> Indicator:
    """A row of five lines, the first and the last of which can be told."""
    return evolve(first, name=f"B{number}\n\n\n\nE{number}")
