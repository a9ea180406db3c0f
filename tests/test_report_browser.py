"""The report in a real browser: nothing acts, everybody can read it, findings stand beside or below tables."""

from __future__ import annotations

import re
import subprocess

import pytest

from perflang.backends.report_html import render
from perflang.document.remarks import Report
from perflang.testing.letters import ACTS, HOSTILE
from tests.browser import PDFTOTEXT, Browser, find_axe, find_browser, path_of, skip_without_browser
from tests.reports import hostile, read, reported
from tests.support import EXAMPLES, compile_files

skip_without_browser()

NAMES = ["dingzhou", "harbour"]
BASIS = re.compile("^ *basis: .*\n", re.MULTILINE)
LAID_OUT = """
page.document.querySelectorAll("article, section").forEach((one) => one.style.contentVisibility = "visible");
"""
ACTED = """
const answer = () => ({
  acted: document.documentElement.hasAttribute("acted"),
  titles: [...document.querySelectorAll("article > h2")].map((one) => one.textContent),
});
"""
AUDIT = f"""
const answer = async () => {{
  const page = window;
  {LAID_OUT}
  const found = await axe.run();
  return {{
    passes: found.passes.map((rule) => rule.id),
    violations: found.violations.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.html])),
  }};
}};
"""
LOOKS = f"""
const answer = () => {{
  {LAID_OUT}
  const root = page.document.documentElement;
  const box = (one) => one.getBoundingClientRect();
  return {{
    wide: root.scrollWidth - root.clientWidth,
    width: page.innerWidth,
    beside: [...page.document.querySelectorAll(".sides:not(.alone)")].map(
      (one) => box(one.querySelector(".remarks")).left >= box(one.querySelector(".sheet")).right),
    small: Math.min(...[...page.document.querySelectorAll("td, th, p, li, label, .remarks a")].map(
      (one) => parseFloat(page.getComputedStyle(one).fontSize))),
  }};
}};
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return find_browser(tmp_path_factory.mktemp("browser"))


def page_of(made: Report) -> bytes:
    return b"".join(render(made))


def example_of(name: str) -> Report:
    """The report of an example; without what its targets rest on, so that there is something to find."""
    files = {path: BASIS.sub("", text) for path, text in read(EXAMPLES / name).items()}
    return reported(compile_files(files), "en" if name == "harbour" else "zh")


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if ACTS in text], ids=lambda text: text[:12]
)
def test_hostile_texts_in_every_field_do_nothing(browser: Browser, text: str) -> None:
    made = hostile("dingzhou", text)
    found = browser.ask(page_of(made), ACTED)
    assert found["acted"] is False
    assert all(text in title for title in found["titles"][1:])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1200, 500])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, name: str, width: int, dark: bool) -> None:
    page = page_of(example_of(name))
    found = browser.ask(page, AUDIT, dark=dark, width=width, script=find_axe())
    assert found["violations"] == []
    assert {"color-contrast", "heading-order", "label", "region"} <= set(found["passes"])


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_findings_below_and_need_not_scroll_sideways(
    browser: Browser, name: str, width: int
) -> None:
    found = browser.ask_frame(page_of(example_of(name)), LOOKS, width=width)
    assert (found["width"], found["wide"]) == (width, 0)
    assert found["small"] >= 12
    assert found["beside"]
    assert not any(found["beside"])


@pytest.mark.parametrize("name", NAMES)
def test_a_wide_screen_shows_findings_beside_their_tables(browser: Browser, name: str) -> None:
    found = browser.ask_frame(page_of(example_of(name)), LOOKS, width=1180)
    assert found["wide"] == 0
    assert found["beside"]
    assert all(found["beside"])


def test_a_long_word_does_not_widen_it(browser: Browser) -> None:
    made = hostile("dingzhou", "x" * 300)
    for width in (390, 1180):
        assert browser.ask_frame(page_of(made), LOOKS, width=width)["wide"] == 0


def test_on_paper_each_project_begins_a_page_and_ends_with_the_box(browser: Browser) -> None:
    made = example_of("dingzhou")
    path = browser.print(page_of(made))
    command = [path_of(PDFTOTEXT), "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    titled = [rf"{part.number}\s+{re.escape(part.title)}" for part in made.parts]
    begins = [
        next(number for number, page in enumerate(lines) if re.fullmatch(title, page[0]))
        for title in titled
    ]
    assert begins == sorted(set(begins))
    ends = [*[number - 1 for number in begins[1:]], len(lines) - 1]
    for begin, end in zip(begins, ends, strict=True):
        part = "\n".join("\n".join(page) for page in lines[begin : end + 1])
        assert "审核发现" in part
        assert "审核意见" in "\n".join(lines[end])
        (grades,) = (line for line in lines[end] if line.startswith("审核等级"))
        assert re.search(r"优\s+良\s+中\s+差\s+审核人\s+日期", grades)
    assert not any("不保存" in page for page in pages)


def test_all_of_a_long_opinion_is_printed(browser: Browser) -> None:
    opinion = [f"第{number}条意见，{'再核对一遍，' * 12}退回修改。" for number in range(1, 21)]
    page = page_of(example_of("dingzhou")).decode("utf-8")
    head, field, rest = page.rpartition("</textarea>")
    path = browser.print((head + "\n".join(opinion) + field + rest).encode("utf-8"))
    done = subprocess.run([path_of(PDFTOTEXT), str(path), "-"], capture_output=True, check=True)
    said = re.sub(r"\s", "", done.stdout.decode("utf-8"))
    assert all(one in said for one in opinion)
