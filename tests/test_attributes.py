"""Attributes of an indicator: read, printed by a form that has columns for them, and read back."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import partial

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.backends.text import render
from perflang.compiler import Compilation
from perflang.compiler.building import build
from perflang.compiler.formatting import format_source
from perflang.forms.form import Form
from perflang.forms.layout import lay_out
from perflang.forms.reading import read_back
from perflang.forms.rebuild import rebuild
from perflang.forms.recognise import read_for
from perflang.model import Catalogue, Department, Indicator, Project, Publication
from perflang.readers.text import read
from perflang.semantics.write import write_project
from perflang.source import SourceFile
from perflang.syntax.printing import Style, print_tree
from perflang.testing import perf
from perflang.testing.wild.model import indicators as rows
from perflang.testing.wild.model import with_attributes
from perflang.values import (
    History,
    cumulated,
    increments,
    read_direction,
    read_history,
    read_importance,
    standard_of,
    tidy_history,
)
from tests.support import build_text, compile_text, parse_form, shipped

# Every attribute in a column of its own, as no shipped form has them.
COLUMNS = (
    "level1",
    "level2",
    "indicator",
    "target",
    "baseline",
    "history",
    "direction",
    "importance",
    "description",
    "explanation",
    "method",
    "source",
    "basis",
    "weight",
    "responsible",
    "remark",
)
FORM = """
id = "all"
zh = "全部栏目"
en = "All columns"
language = "zh"
target = "{{operator}}{{number}}{{unit}}"

[[section]]
blocks = [{{ heading = "全部栏目" }}]

[[section]]
each = "projects"

[[section.blocks]]
heading = "{{number}}.{{project}}"

[[section.blocks]]
grid = [
  {{ header = {header} }},
  {{ each = "indicators", breakdown = "其中：", cells = {cells} }},
]
"""


def all_columns() -> Form:
    titles = json.dumps(COLUMNS)
    return parse_form(
        FORM.format(header=titles, cells=json.dumps([f"{{{name}}}" for name in COLUMNS]))
    )


ALL = all_columns()
LEVELS = shipped("2015")


def published(publication: Publication) -> str:
    return b"".join(render(lay_out(publication, ALL, LEVELS).document)).decode()


def sources_of(text: str) -> str:
    """A source that says what a published text in the form of all columns says."""
    reading = read_back(read_for(partial(read, text), ALL), ALL)
    assert reading.misfits == ()
    rebuilt = rebuild(reading, ALL, Catalogue())
    style = Style("zh")
    return "".join(
        print_tree(write_project(project, rebuilt.framework, "zh"), style)
        for project in rebuilt.publication.projects
    )


def compiled(text: str) -> Compilation:
    compilation = compile_text(text)
    assert compilation.readable
    return compilation


def publications() -> st.SearchStrategy[Publication]:
    found = with_attributes(rows(LEVELS))
    parts = st.lists(found, max_size=2).map(
        lambda inner: tuple(evolve(one, level1=None, level2=None) for one in inner)
    )
    whole = st.builds(lambda row, inner: evolve(row, parts=_below(row, inner)), found, parts)
    project = st.builds(
        lambda name, inner: Project(name, indicators=tuple(inner)),
        st.text("养老助餐", min_size=1, max_size=6),
        st.lists(whole, min_size=1, max_size=4),
    )
    return st.lists(project, min_size=1, max_size=2).map(
        lambda projects: Publication(Department(scale="万元"), tuple(projects))
    )


def _below(row: Indicator, parts: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(evolve(part, level1=row.level1, level2=row.level2) for part in parts)


@given(publications())
@settings(max_examples=150, deadline=None)
def test_every_attribute_comes_back_from_a_published_table(publication: Publication) -> None:
    text = published(publication).rstrip()
    again = compiled(sources_of(text)).publication
    assert published(evolve(again, department=publication.department)).rstrip() == text


HEAD = "年度: 2022\n金额单位: 万元\n项目: 养老\n  数量指标: 培训人次 ≥ 300 人次\n"


def first_row(text: str) -> Indicator:
    return compiled(HEAD + text).publication.projects[0].indicators[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("正向", "正向"),
        ("正向指标", "正向"),
        ("逆向", "反向"),
        ("负向", "反向"),
        ("Less  is better", "反向"),
        ("适度", "适度"),
        ("越大越好", None),
        ("正向，越大越好", None),
        ("", None),
    ],
)
def test_a_direction_is_one_of_three(text: str, name: str | None) -> None:
    found = read_direction(text)
    assert (found.name if found else None) == name
    assert found is None or found.spelling == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("★", "核心"),
        ("▲", "重要"),
        ("是", "核心"),
        ("否", "一般"),
        ("核心指标", "核心"),
        ("较高", None),
    ],
)
def test_an_importance_is_a_word_a_mark_or_an_answer(text: str, name: str | None) -> None:
    found = read_importance(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("历史标准", "历史标准"),
        ("历史标准：近三年平均", "历史标准"),
        ("计划标准 2021年招商计划", "计划标准"),
        ("行业标准（GB/T 35796）", "行业标准"),
        ("预算支出标准，每人每天 100 元", "预算支出标准"),
        ("Sector standard: last census", "行业标准"),
        ("行业标准化要求", None),
        ("计划标准、历史标准", None),
        ("参照历史标准", None),
        ("", None),
    ],
)
def test_a_standard_counts_where_it_stands_alone_at_the_beginning(
    text: str, standard: str | None
) -> None:
    assert standard_of(text) == standard


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年250人次，2021年270人次", [2020, 2021]),
        ("2020：250；2021: 1,270 人次", [2020, 2021]),
        ("２０２０年度 ≥ 95%、2021年度 未统计", [2020, 2021]),
        ("2020年 250（线上100，线下150）, 2021年 270", [2020, 2021]),
        ("2020年 比2018年增长5%", [2020]),
        ("2020年: 250\n2021年: 270,", [2020, 2021]),
        ("2020年 250 2021年 270", None),
        ("2020年 250人次, 270人次", None),
        ("2020 人次", None),
        ("上年 300 人次", None),
        ("2020年", None),
        ("20年 250", None),
        ("", None),
    ],
)
def test_a_history_has_years_with_values(text: str, years: list[int] | None) -> None:
    found = read_history(text)
    assert (None if found is None else [one.year for one in found.values]) == years


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("2020年250人次，2021年>=270人次", "2020年 250 人次, 2021年 ≥ 270 人次"),
        ("2020 :250；2021：1,270", "2020: 250, 2021: 1,270"),
        ("2020 年度：效果明显", "2020年度: 效果明显"),
        ("2020年 250\n2021年 270", "2020年 250\n2021年 270"),
        ("上年 300", "上年 300"),
    ],
)
def test_a_history_is_tidied_like_targets(text: str, tidy: str) -> None:
    assert tidy_history(text) == tidy
    assert tidy_history(tidy) == tidy
    assert read_history(tidy) == read_history(text)


@given(st.text("2019 0年度:：,，;；、人次%≥\n()（）."))
@settings(max_examples=500)
def test_any_text_is_tidied_to_the_same_values(text: str) -> None:
    assert read_history(tidy_history(text)) == read_history(text)
    assert tidy_history(tidy_history(text)) == tidy_history(text)


def test_a_history_is_printed_as_the_form_prints_targets_and_quoted_as_it_stands() -> None:
    plain = first_row("历年值: 2020年  250 人次; 2021年 270人次\n").history
    quoted = first_row('历年值: "2020年  250 人次; 2021年 270人次"\n').history
    assert isinstance(plain, History)
    assert isinstance(quoted, History)
    assert plain == quoted
    assert plain.printed() == "2020年250人次，2021年270人次"
    assert plain.printed((" ", " "), "en") == "2020: 250 人次, 2021: 270 人次"
    assert quoted.printed() == "2020年  250 人次; 2021年 270人次"


def test_the_formatter_brings_attributes_into_the_style() -> None:
    text = (
        HEAD
        + "基期值:>=270人次\n近三年值:2020年250人次；2021年270人次\n重要程度:★\n是否为核心指标:是\n"
    )
    formatted = format_source(SourceFile("a.perf", text), Catalogue()).text
    assert formatted is not None
    assert formatted.splitlines()[-4:] == [
        "    基准值: ≥ 270 人次",
        "    历年值: 2020年 250 人次, 2021年 270 人次",
        "    重要性: ★",
        "    是否核心指标: 是",
    ]


def test_what_is_not_given_is_null_and_what_cannot_be_read_is_kept() -> None:
    (bare,) = json.loads(build_text(compiled(HEAD), "json"))["projects"][0]["indicators"]
    for name in ("baseline", "history", "direction", "importance", "method", "source", "standard"):
        assert bare[name] is None
    text = HEAD + "历年值: 近三年平均\n方向: 朝上\n重要性: ★\n依据: 历史标准\n"
    (row,) = json.loads(build_text(compiled(text), "json"))["projects"][0]["indicators"]
    assert row["history"] == {"values": None, "text": "近三年平均"}
    assert row["direction"] == {"name": None, "written": "朝上"}
    assert row["importance"] == {"name": "核心", "written": "★"}
    assert (row["basis"], row["standard"]) == ("历史标准", "历史标准")


@pytest.mark.parametrize("name", ["brief", "hebei"])
def test_a_form_without_these_columns_says_what_it_does_not_print(name: str) -> None:
    text = f"表样: {name}\n" + HEAD + "基准值: 270 人次\n历年值: 2021年 270 人次\n方向: 正向\n"
    text += "是否核心指标: 是\n计算方法: 合计\n数据来源: 签到表\n责任人: 养老服务科\n说明: 含线上\n"
    (found,) = build(compiled(text), "text").diagnostics
    fields = found.values["fields"]
    assert found.code == "PF405"
    assert {"基准值", "历年值", "方向", "重要性", "计算方法", "数据来源", "责任人", "说明"} == set(
        fields
    )


EXACT_VALUES = st.lists(st.decimals(0, 100, places=4) | st.decimals(-10, 10, places=29))


@given(EXACT_VALUES)
def test_increments_and_what_they_add_up_to_are_inverse(values: list[Decimal]) -> None:
    assert cumulated(increments(values)) == values
    assert increments(cumulated(values)) == values


@given(st.lists(st.none() | st.decimals(0, 100, places=2)))
def test_an_unknown_stage_leaves_unknown_only_what_depends_on_it(
    values: list[Decimal | None],
) -> None:
    added = increments(values)
    for number, value in enumerate(values):
        known = value is not None and (number == 0 or values[number - 1] is not None)
        assert (added[number] is not None) == known


def test_the_stages_of_a_schedule_are_exported_both_ways() -> None:
    text = "项目: 甲\n支出计划: 3月底 25.00%, 6月底 50.5%, 12月底 100%\n"
    (project,) = json.loads(build_text(compile_text(text), "json"))["projects"]
    assert [stage["increment"] for stage in project["schedule"]] == ["25.00", "25.50", "49.5"]
    broken = "项目: 甲\n支出计划: 3月底 25%, 6月底, 12月底 100%\n"
    (project,) = json.loads(build_text(compile_text(broken), "json"))["projects"]
    assert [stage["increment"] for stage in project["schedule"]] == ["25", None, None]


@pytest.mark.parametrize("weight", ["１００", "20 分", "22.50", "-5", "多"])
def test_a_weight_that_was_published_comes_back_as_it_was_spelled(weight: str) -> None:
    head = "金额单位: 万元\n表样: listing\n"
    built = perf(f"{head}项目: 甲\n  数量指标: 乙 ≥ 3 个\n    权重: {weight}\n")
    assert built.imported().build() == built.build()
    [table] = built.imported().publication.projects
    assert [row.weight for row in table.indicators] == [
        row.weight for row in built.publication.projects[0].indicators
    ]
