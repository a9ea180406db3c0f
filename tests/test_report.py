"""The report of a review: every finding once and at its cell, what stands in many rows said once."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from perflang.diagnostics import Diagnostic
from perflang.document import Cell, Grid, Heading
from perflang.reports import report
from perflang.review import PLAIN, profile_of, review
from perflang.source import Span
from tests.html_page import text_of
from tests.reports import NAMES, markdown_of, marked, of_text, page_of, read, reported
from tests.support import EXAMPLES, ROOT, compile_files, compile_text

# Every finding, once, where it belongs


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_stands_in_the_report_once(name: str) -> None:
    compilation = compile_files(read(EXAMPLES / name))
    made = reported(compilation)
    found = review(compilation)
    places = [place for part in made.all_parts for one in part.remarks for place in one.places]
    assert len(places) == len(found) == made.count("error") + made.count("warning")
    assert sum(kind.places for kind in made.kinds) == len(found)
    for kind in made.kinds:
        with_it = [part for part in made.parts if kind.code in {one.code for one in part.remarks}]
        assert kind.parts == len(with_it)


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_leads_to_its_finding_and_back(name: str) -> None:
    made = reported(compile_files(read(EXAMPLES / name)))
    for part in made.all_parts:
        marks = [note for _, note in marked(part)]
        named = {
            (one.anchor, one.number, place.anchor)
            for one in part.remarks
            for place in one.places
            if place.anchor
        }
        assert {(note.leads_to, note.number, note.anchor) for note in marks} == named
        assert len({note.anchor for note in marks}) == len(marks)


def test_the_seed_is_marked_in_the_cells_that_are_meant() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    (first,) = (part for part in made.parts if part.number == 1)
    cells = {
        one.code: [text for text, note in marked(first) if note.number == one.number]
        for one in first.remarks
    }
    assert cells["PF501"] == [""] * 9  # the cells of the basis are empty
    assert cells["PF318"] == ["≥80预算数"]
    assert [one.number for one in first.remarks] == [*range(1, len(first.remarks) + 1)]


FIELDS = """\
表样: {form}
指标体系: 2021
预算单位: 302001 某局本级
项目: 某项目
  用途: 用途的话
  预算: 12 = 财政资金 5 + 其他资金 7
  绩效目标:
    1. 第一个目标
    2. 第二个目标
  数量指标: 指标甲 ≥ 6 个
    权重: 35
    依据: 依据的话
  数量指标: 指标乙 ≥ 70 个
"""


@pytest.mark.parametrize(
    ("form", "word", "cell"),
    [
        ("hebei", "用途的话", "用途的话"),
        ("hebei", "财政资金 5", "5"),
        ("hebei", "第二个目标", "1.第一个目标\n2.第二个目标"),
        ("hebei", "指标甲", "指标甲"),
        ("hebei", "6 个", "≥6个"),
        ("hebei", "依据的话", "依据的话"),
        ("hebei", "某项目", "某项目"),
        ("mof-2021", "35", "35"),
        ("flat", "6 个", "6"),
        ("listing", "70 个", "70"),
        ("listing", "指标乙", "指标乙"),
        ("register", "第二个目标", "1.第一个目标\n2.第二个目标"),
        # What the form does not print is marked at the name of what it belongs to.
        ("mof-2021", "依据的话", "指标甲"),
        ("register", "指标乙", "某项目"),
    ],
)
def test_a_finding_is_marked_at_the_cell_of_its_field_in_every_form(
    form: str, word: str, cell: str
) -> None:
    text = FIELDS.format(form=form)
    start = text.index(word)
    compilation = compile_text(text)
    found = Diagnostic("PF319", "a.perf", Span(start, start + len(word)), {"unit": "x"})
    (part,) = report(compilation, [found], PLAIN, "zh").parts
    assert [text for text, _ in marked(part)] == [cell]


def test_an_item_of_a_list_is_marked_at_the_item() -> None:
    text = "总体绩效目标:\n  1. 甲\n  2. 乙\n项目: 某项目\n  数量指标: 丙 ≥ 6 个\n"
    found = Diagnostic(
        "PF319", "a.perf", Span(text.index("乙"), text.index("乙") + 1), {"unit": "x"}
    )
    made = report(compile_text(text), [found], PLAIN, "zh")
    assert made.general is not None
    assert [text for text, _ in marked(made.general)] == ["2.乙"]
    assert made.parts[0].remarks == ()


LOST = """\
项目: 某项目
  数量指标: 甲 ≥ 6 个
    描述: 乙
  这是什么
  质量指标: 丙 ≥
项目: 另一个项目
    这又是什么：三
  数量指标: 丁 ≥ 6 丁
"""


def test_a_line_that_is_not_in_the_table_is_marked_at_no_cell_of_another() -> None:
    compilation = compile_text(LOST)
    unit = LOST.rindex("丁")
    found = [
        *review(compilation),
        Diagnostic("PF502", "a.perf", Span(unit, unit + 1), {"name": "丁", "unit": "丁"}),
    ]
    made = report(compilation, found, PLAIN, "zh")
    lost = [
        [(place.name, place.source) for one in part.remarks if one.is_lost for place in one.places]
        for part in made.parts
    ]
    assert lost == [
        [("这是什么", "第 4 行"), ("质量指标: 丙 ≥", "第 5 行")],
        [("这又是什么：三", "第 7 行")],
    ]
    assert [[text for text, _ in marked(part)] for part in made.parts] == [[], ["≥6丁"]]
    first, second = list(page_of(made).iter("article"))[-2:]
    assert [text_of(one) for one in first.iter("h3")][-1] == "没有读进表里的行"
    assert [text_of(one) for one in second.iter("h3")][-2:] == ["没有读进表里的行", "审核发现"]
    text = markdown_of(made)
    assert text.count("### 没有读进表里的行\n\n- **\\[1] 错误 PF") == 2


def test_a_setting_is_about_the_department_and_marked_nowhere() -> None:
    made = of_text("年度: 20211\n项目: 某项目\n  数量指标: 丙 ≥ 6 个\n", "PF220")
    assert made.general is not None
    (one,) = made.general.remarks
    assert [(place.name, place.source, place.anchor) for place in one.places] == [
        ("年度", "a.perf 第 1 行", "")
    ]


# What is said once


def test_what_stands_in_many_rows_is_said_once_and_names_them() -> None:
    text = "项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  质量指标: 乙 ≥ 7 %\n  时效指标: 丙 ≤ 8 天\n"
    (one,) = of_text(text, "PF501").parts[0].remarks
    assert one.text == "“…”没有写指标值的依据"
    assert [(place.name, place.source) for place in one.places] == [
        ("甲", "第 2 行"),
        ("乙", "第 3 行"),
        ("丙", "第 4 行"),
    ]
    assert not any(place.text for place in one.places)


def test_what_differs_from_row_to_row_is_said_of_each() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  质量指标: 乙 ≥ 7 个\n")
    rows = compilation.files[0].projects[0].indicators
    found = [
        Diagnostic("PF319", "a.perf", row.at["name"], {"unit": unit})
        for row, unit in zip(rows, ["某某", "某某某"], strict=True)
    ]
    (one,) = report(compilation, found, PLAIN, "zh").parts[0].remarks
    assert [place.text for place in one.places] == [
        "“某某”不是常用的计量单位",
        "“某某某”不是常用的计量单位",
    ]


def test_a_single_finding_is_said_in_full() -> None:
    (one,) = of_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n", "PF501").parts[0].remarks
    assert one.text == "“甲”没有写指标值的依据"
    assert one.advice


def test_other_places_of_a_finding_are_named() -> None:
    text = "项目: 某项目\n  用途: 甲\n  用途: 乙\n"
    compilation = compile_text(text)
    made = reported(compilation)
    others = [
        other
        for part in made.parts
        for one in part.remarks
        for place in one.places
        for other in place.others
    ]
    assert others
    assert all(re.search("第 2 行", other) for other in others)
    assert others[0] in text_of(page_of(made))
    assert others[0] in markdown_of(made)


# Whose tables


def test_a_table_of_several_projects_is_shown_to_each_with_its_own_rows() -> None:
    sources = read(ROOT / "docs" / "forms")
    sources["部门.perf"] = sources["部门.perf"].replace("表样: mof-2021", "表样: listing")
    compilation = compile_files(sources)
    made = reported(compilation)
    named = {part.title: part for part in made.parts}
    publication = compilation.publication
    for project in publication.projects:
        (shown,) = (one for one in named[project.name].blocks if isinstance(one, Grid))
        texts = {cell.text for row in shown.rows for cell in row if isinstance(cell, Cell)}
        others = [one.name for one in publication.projects if one is not project]
        assert "三级指标" in texts
        assert project.name in texts
        assert texts.isdisjoint(others)
        assert {row.name for row in project.indicators} <= texts
    for whole in publication.wholes:
        assert named[whole.name].blocks == ()
        assert named[whole.name].notices == ("这个表样里没有这张表",)


def test_only_what_was_asked_for_is_shown() -> None:
    compilation = compile_files(read(EXAMPLES / "dingzhou"))
    wanted = compilation.files[2].source.path
    found = [one for one in review(compilation) if one.path == wanted]
    made = report(compilation, found, PLAIN, "zh", frozenset([wanted]))
    assert [part.source for part in made.parts] == [wanted]
    assert made.general is None


def test_what_could_not_be_read_comes_first_and_the_table_says_that_it_lacks_it() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  这是什么\n")
    lost = Diagnostic("PF108", "x/乙.perf", values={"path": "x/乙.perf"})
    made = report(compilation, [lost, *review(compilation)], PLAIN, "zh")
    assert made.all_parts[0] is made.general
    assert [one.places[0].source for one in made.general.remarks] == ["x/乙.perf"]
    assert "读不懂" in made.parts[0].notices[0]
    assert [one.severity for one in made.parts[0].remarks] == ["error"]
    assert made.parts[0].blocks


def test_without_a_form_there_are_findings_and_no_tables() -> None:
    compilation = compile_text("指标体系: 2021\n项目: 某项目\n  数量指标: 甲 ≥ 6 个\n")
    nowhere = evolve(
        compilation,
        publication=evolve(
            compilation.publication,
            department=evolve(compilation.publication.department, form="没有这个"),
        ),
    )
    made = report(nowhere, review(compilation), PLAIN, "zh")
    assert made.general is not None
    assert "排不出表" in made.general.notices[0]
    assert made.parts[0].blocks == ()
    assert page_of(made) is not None


def test_a_profile_is_named_and_weighs_what_is_found() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n")
    strict = profile_of("strict")
    made = report(compilation, review(compilation, strict), strict, "zh")
    assert ("审核口径", strict.zh) in made.facts


def test_headings_that_lead_to_nothing_are_left_out() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    assert made.general is not None
    assert not isinstance(made.general.blocks[-1], Heading)
