"""The report as a page and as Markdown: all that it is told, room for an opinion, and nothing in it acts."""

from __future__ import annotations

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from perflang.backends import report_html, report_markdown
from perflang.source import packaged_text
from perflang.testing.texts import HOSTILE
from tests.html_page import elements, read_page, text_of
from tests.reports import NAMES, harmless, hostile, markdown_of, marked, page_of, read, reported
from tests.support import EXAMPLES, compile_files, compile_text
from tests.test_html import contrast

STYLE = packaged_text("backends/templates/report.css")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["dingzhou", "harbour"])
def test_a_hostile_text_in_every_field_stays_text(name: str, text: str) -> None:
    made = hostile(name, text)
    root = page_of(made)
    harmless(root)
    (omitted,) = (one for one in root.iter("div") if one.get("id") == "omitted")
    for excuse in made.excuses:
        for field in (excuse.text, excuse.title, excuse.source, excuse.reason):
            assert field in text_of(omitted)
    for part, article in zip(made.all_parts, root.iter("article"), strict=True):
        said = text_of(article)
        assert part.title in said
        for one in part.remarks:
            assert one.text in said
            for place in one.places:
                assert place.name in said
                assert place.text in said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_text_in_markdown(text: str) -> None:
    made = hostile("harbour", text)
    html = cmarkgfm.github_flavored_markdown_to_html(
        markdown_of(made), options=Options.CMARK_OPT_UNSAFE
    )
    root = read_page(f"<!DOCTYPE html><title></title><body>{html}</body>", strict=False)
    links = {one.get("href") for one in root.iter("a") if one.get("href")}
    assert links == {f"#{part.anchor}" for part in made.all_parts}
    tags = {str(one.tag) for one in elements(root)}
    assert tags.isdisjoint(
        {"script", "img", "svg", "style", "b", "em", "code", "pre", "del", "hr", "blockquote"}
    )
    assert sum(one.tag == "h2" for one in root.iter()) == 3 + len(made.all_parts)
    assert sum(one.tag == "h1" for one in root.iter()) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_well_formed_and_says_what_the_report_says(name: str, language: str) -> None:
    made = reported(compile_files(read(EXAMPLES / name)), language)
    root = page_of(made)
    harmless(root)
    assert root.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
    levels = [int(str(one.tag)[1]) for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    for part, article in zip(made.all_parts, root.iter("article"), strict=True):
        marks = [text_of(one) for one in article.iter("a") if "mark" in one.get("class", "")]
        assert sorted(marks) == sorted(str(note.number) for _, note in marked(part))
        assert sum(one.get("type") == "radio" for one in article.iter("input")) == 4
        assert len(list(article.iter("textarea"))) == 1


def test_the_page_loads_nothing_and_is_the_same_every_time() -> None:
    compilation = compile_files(read(EXAMPLES / "dingzhou"))
    assert not re.search(r"url\(|@import|expression|https?:", STYLE)
    for render in (report_html.render, report_markdown.render):
        one, other = (b"".join(render(reported(compilation))) for _ in range(2))
        assert one == other
        assert b"<script" not in one


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_of_the_report_can_be_read_on_its_ground(scheme: int) -> None:
    page = packaged_text("backends/templates/page.css")
    colors = dict(
        found
        for style in (page, STYLE)
        for found in re.findall(
            r"--([a-z]+): (#[0-9a-f]{6});", re.findall(r":root \{([^}]*)\}", style)[scheme]
        )
    )
    for ground in ("paper", "shade", "ground"):
        for text in ("ink", "quiet", "error", "warning"):
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reviewer_is_told_before_writing_that_the_page_keeps_nothing(language: str) -> None:
    root = page_of(reported(compile_files(read(EXAMPLES / "harbour")), language))
    (hint,) = (text_of(one) for one in root.iter("p") if one.get("class") == "hint")
    for field in root.iter("textarea"):
        (told,) = (one for one in root.iter("p") if one.get("id") == field.get("aria-describedby"))
        for text in (hint, text_of(told)):
            assert re.search(
                "不保存.*PDF" if language == "zh" else "(?:nothing|not keep).*PDF", text
            )
        assert "screen" in told.get("class", "").split()  # of no use on paper


def test_markdown_can_be_filled_in_behind_its_colons() -> None:
    text = markdown_of(reported(compile_text("项目: 甲\n  数量指标: 乙 ≥ 6 个\n")))
    filled = text.replace("- 意见：\n", "- 意见：照此执行\n").replace("[ ] 良", "[x] 良")
    filled = filled.replace("- 审核人：\n", "- 审核人：某某\n").replace(
        "- 日期：\n", "- 日期：三月\n"
    )
    html = cmarkgfm.github_flavored_markdown_to_html(filled)
    root = read_page(f"<!DOCTYPE html><title></title><body>{html}</body>", strict=False)
    items = [text_of(one).strip() for one in root.iter("li")]
    assert [one for one in items if one.startswith(("意见", "审核人", "日期"))] == [
        "意见：照此执行",
        "审核人：某某",
        "日期：三月",
    ]
    boxes = [one for one in root.iter("input") if one.get("type") == "checkbox"]
    assert [one.get("checked") is not None for one in boxes] == [False, True, False, False]


def test_markdown_has_a_box_for_every_grade_and_a_number_at_every_place() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    text = markdown_of(made)
    for grade in "优良中差":
        assert text.count(f"\n  - [ ] {grade}\n") == len(made.all_parts)
    (row,) = {line for line in text.splitlines() if "| 预算数 | 预算数执行力 |" in line}
    assert re.search(r"≥80预算数(?: \\\[\d+\])+ \| \\\[\d+\] \|", row)
    assert not re.search("[ \t]$", text, re.MULTILINE)
