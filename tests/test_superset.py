"""What tables of other places ask of a project: every field is read, written and read again as itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.compiler.formatting import style_of
from perflang.model import Indicator, Project, Publication, Task
from perflang.semantics.write import write_project
from perflang.source import SourceFile
from perflang.syntax import Tree
from perflang.syntax.printing import print_tree
from perflang.testing.wild.model import full_projects
from perflang.values import Prose, Timing
from perflang.values.period import is_backwards, needs_no_dates, read_period
from tests.form_publications import full_publications
from tests.models import FULL
from tests.support import compile_files, compile_text, findings, shipped
from tests.test_language import Example, examples

LEVELS = shipped("2015")
HEAD = "金额单位: 万元\n"


def written(project: Project, language: str, *, is_whole: bool = False) -> str:
    tree = write_project(project, LEVELS, language, is_whole=is_whole)
    return print_tree(Tree(tree.lines, SourceFile("", "")), style_of(language, [LEVELS]))


@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
@settings(max_examples=100)
def test_a_project_is_written_and_read_again_as_itself(language: str, data: st.DataObject) -> None:
    project = data.draw(full_projects(LEVELS))
    text = HEAD + written(project, language)
    again = compile_text(text)
    assert again.readable, findings(again)
    assert again.publication.projects == (project,)
    assert spelled(again.publication.projects[0]) == spelled(project)


def spelled(project: Project) -> list[str]:
    """How its periods and targets are printed: ``==`` sees what they mean."""
    periods = [project.period, *(task.period for task in project.tasks)]
    targets = [target for row in project.indicators for target in (row.target, row.long_target)]
    return [one.printed() if one else "" for one in (*periods, *targets)]


@given(full_publications())
@settings(max_examples=40)
def test_a_whole_is_written_and_read_again_and_is_no_project(publication: Publication) -> None:
    files = {"部门.perf": HEAD}
    files |= {f"1{n}.perf": written(one, "zh") for n, one in enumerate(publication.projects)}
    files |= {
        f"2{n}.perf": written(one, "zh", is_whole=True) for n, one in enumerate(publication.wholes)
    }
    again = compile_files(files).publication
    assert again.projects == publication.projects
    assert again.wholes == publication.wholes


def test_every_field_of_the_model_is_generated() -> None:
    """Else the two above would prove less than they say."""
    given_: set[str] = set()

    @given(full_projects(LEVELS))
    @settings(max_examples=200, database=None)
    def collect(project: Project) -> None:
        things: list[Project | Task | Indicator] = [project, *project.tasks, *project.indicators]
        for one in things:
            kind = type(one).__name__
            given_.update(f"{kind}.{name}" for name in names(one) if getattr(one, name))

    collect()
    wanted = {f"Project.{name}" for name in names(Project("a"))}
    wanted |= {f"Task.{name}" for name in names(Task("a"))} | {"Indicator.long_target"}
    assert wanted - given_ == {"Project.unit"}


def names(one: Project | Task | Indicator) -> Sequence[str]:
    return [field.name for field in fields(type(one)) if field.name != "at"]


PERIODS = [
    ("2022年1月—2024年12月", "2022-01", "2024-12"),
    ("2022-01-01 to 2024-12-31", "2022-01-01", "2024-12-31"),
    ("2022-2024", "2022", "2024"),
    ("2022—2024年度", "2022", "2024"),
    ("2022年", "2022", "2022"),
    ("2022", "2022", "2022"),
    ("２０２２．０１－２０２２．１２", "2022-01", "2022-12"),
    ("20220101-20221231", "2022-01-01", "2022-12-31"),
    ("自2022年1月1日起至2022年12月31日止", "2022-01-01", "2022-12-31"),
    ("2022年1月-12月", "2022-01", "2022-12"),
    ("2022年1月\n至2022年12月", "2022-01", "2022-12"),
    ("2022年底前", None, "2022-12-31"),
    ("两年（2022-2023年）", "2022", "2023"),
    ("2022年1月—2024年12月，共三年", "2022-01", "2024-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_a_period_is_read_as_exactly_as_it_is_written(
    text: str, first: str | None, last: str
) -> None:
    period = read_period(text)
    assert isinstance(period, Timing)
    assert (period.first.iso if period.first else None, period.last.iso) == (first, last)
    assert period.printed() == text
    assert not is_backwards(text)


OPEN = [
    "长期",
    "常年",
    "每年",
    "经常性项目",
    "一年",
    "3年",
    "约半年",
    "1个年度",
    "2022年起",
    "至今",
]


@pytest.mark.parametrize("text", [*OPEN, "/", "2 years", "ongoing"])
def test_what_has_no_dates_may_say_so(text: str) -> None:
    assert read_period(text) == Prose(text)
    assert needs_no_dates(text)


@pytest.mark.parametrize("text", ["按计划", "2022年13月—2023年1月", "见附件", "2022-01 2022-12"])
def test_what_is_no_period_is_kept_and_said(text: str) -> None:
    again = compile_text(f"项目: 甲\n起止时间: {text}\n任务: 乙\n任务时间: {text}\n")
    assert findings(again) == ["2:PF249", "4:PF249"]
    assert again.publication.projects[0].period == Prose(text)


@pytest.mark.parametrize("text", ["2024年—2022年", "2022年10月-3月", "2022.5.20-2022.5.1"])
def test_a_period_runs_forwards(text: str) -> None:
    again = compile_text(f"项目: 甲\n起止时间: {text}\n")
    assert findings(again) == ["2:PF250"]
    assert again.publication.projects[0].period == Prose(text)


MISTAKES = [
    ("项目: 甲\n任务内容: 乙\n任务预算: 5\n", ["2:PF202", "3:PF224"]),
    ("项目: 甲\n任务: 乙\n任务内容: 丙\n主要内容: 丁\n", ["4:PF203"]),
    ("项目: 甲\n任务: 乙\n任务: 丙\n任务内容: 丁\n", []),
    ("项目: 甲\n分年度预算:\n任务:\n其他栏目:\n起止时间:\n中期目标:\n中期预算:\n", []),
    (HEAD + "项目: 甲\n任务: 乙\n任务预算: 5 = 甲 4\n", ["4:PF215"]),
    (HEAD + "项目: 甲\n任务: 乙\n任务预算: 5\n  = 甲 3\n  + 乙 2\n", []),
    (HEAD + "项目: 甲\n任务: 乙\n任务预算: 5\n预算: 6\n  = 甲 6\n", []),
    (HEAD + "项目: 甲\n分年度预算: 2022年 5 = 甲 3 + 甲 2\n", ["3:PF230"]),
    (HEAD + "项目: 甲\n中期预算: 5元\n", ["3:PF217"]),
    (HEAD + "项目: 甲\n中期预算: 9\n分年度预算: 2022 4\n分年度预算: 2023 —\n", ["3:PF247"]),
    (HEAD + "项目: 甲\n中期预算: 9\n分年度预算: 2022 4\n分年度预算: 2023\n", []),
    (HEAD + "项目: 甲\n中期预算: 9\n分年度预算: 2022 4\n分年度预算 2023 5\n", ["5:PF110"]),
    (HEAD + "项目: 甲\n中期预算: 9\n分年度预算: 2022 9\n任务 乙\n任务预算: 3\n", ["5:PF110"]),
    ("年度: 2022\n" + HEAD + "项目: 甲\n预算: 9\n分年度预算: 2022 9万元\n", []),
    (HEAD + "项目: 甲\n预算: 9\n分年度预算: 2022 8\n年度: 2022\n", ["4:PF248"]),
    ("项目: 甲\n其他栏目: 乙: 丙\n其他栏目: 乙：丁\n", ["3:PF252"]),
    ("项目: 甲\n其他栏目: ：丙\n", ["2:PF251"]),
    ("整体支出:\n绩效目标:\n1. 甲\n", []),
    ("整体支出: 甲\n用途: 乙\n用途: 丙\n", ["3:PF203"]),
    ("项目: 甲\n用途: 乙\n整体支出:\n用途: 丙\n项目: 丁\n用途: 戊\n", []),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES)
def test_a_mistake_is_one_finding_on_its_line(text: str, expected: list[str]) -> None:
    assert findings(compile_text(text)) == expected


# Cells as tables of several places have them; people and numbers are left out there as here.
CELLS = """\
项目类别: 特定目标类（其他运转类）
项目性质: □新增项目 ☑延续项目
存续状态: 002-经常性项目
主管部门及代码: [173]某某局
业务主管部门: 302-某某局
实施单位: 某某局本级、某某中心
项目负责人: 张**
联系方式: 138****1234
起止时间: 2026/1/1-2026/12/31
项目期: 3年
项目周期: 2024年-2026年
实施期: 2021年度
项目描述: 1.改造六处；2.为失能老人送餐。
立项依据: 财预〔2024〕12号；《预算法》第32条
可行性分析: 场地已落实（见附件1）
制度措施: 《某某专项资金管理办法》（2024年版）
填表说明: 1.金额单位为万元；2.指标值应可衡量。
项目总投资: 6,923.3552 = 上级财政资金 4,000.00 + 本级财政资金 2,923.3552
分年度资金: 2024年 — = 财政拨款 0.00 + 其他资金 /
年度资金申请总额: 226,145,100.00
任务名称: “两癌”筛查
主要内容: 筛查35-64岁妇女2万人次
任务资金: 22,614.51
其他栏目: 职能职责与活动: 01-公共卫生/02-妇幼保健
其他栏目: 资金测算依据及说明: 2万人次×50元/人次=100万元
"""


@pytest.mark.parametrize("cell", CELLS.splitlines())
def test_cells_of_real_tables_are_left_alone(cell: str) -> None:
    task = "任务: 甲\n" if cell.startswith(("主要内容", "任务资金")) else ""
    found = findings(compile_text(HEAD + f"项目: 甲\n{task}{cell}\n"))
    assert found == []


def test_a_whole_belongs_to_the_unit_above_it_or_to_the_department() -> None:
    units = "预算单位: 301 甲馆\n预算单位: 302 乙馆\n"
    files = {
        "部门.perf": units,
        "1.perf": "整体支出:\n  用途: 全部门\n",
        "2.perf": "预算单位: 302\n整体支出: 乙馆\n",
    }
    again = compile_files(files)
    assert findings(again) == []
    assert [one.unit.code if one.unit else None for one in again.publication.wholes] == [
        None,
        "302",
    ]
    assert again.publication.projects == ()


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("资金管理办法: 按市级: 办法", "资金管理办法", "按市级: 办法"),
        ("资金管理办法：按市级", "资金管理办法", "按市级"),
        ('"甲:乙": " 丙 "', "甲:乙", " 丙 "),
        ('"说""好""" ： 丙', '说"好"', "丙"),
        ("资金管理办法:", "资金管理办法", ""),
        ('资金"管理": "甲"乙', '资金"管理"', '"甲"乙'),
    ],
)
def test_the_first_colon_ends_the_name_of_an_other_field(line: str, name: str, text: str) -> None:
    (project,) = compile_text(f"项目: 甲\n其他栏目: {line}\n").publication.projects
    assert [(one.name, one.text) for one in project.others] == [(name, text)]


def test_a_year_is_written_in_the_language_of_its_line() -> None:
    source = HEAD + "项目: 甲\n分年度预算: ２０２２年度： 5\n分年度预算: 2023 =甲 5\n"
    (project,) = compile_text(source).publication.projects
    lines = [line.strip() for line in written(project, "zh").splitlines()]
    assert lines[1:] == ["分年度预算: 2022年 5", "分年度预算: 2023年 = 甲 5"]
    english = [line.strip() for line in written(evolve(project, name="a"), "en").splitlines()]
    assert english[1:] == ["yearly budget: 2022: 5", "yearly budget: 2023: = 甲 5"]


EXAMPLES = [
    one for one in examples() if not one.expected and all(".toml" not in name for name in one.files)
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"line{one.blocks[0].line}")
def test_every_example_of_the_specification_is_written_and_read_again_as_itself(
    example: Example, language: str, tmp_path: Path
) -> None:
    for found in example.check(tmp_path).compilations:
        _same_when_written(found.publication, language)


def test_a_full_source_is_written_and_read_again_as_itself() -> None:
    for language in ("zh", "en"):
        _same_when_written(compile_text(FULL).publication, language)


def _same_when_written(publication: Publication, language: str) -> None:
    head = publication.department
    settings = f"金额单位: {head.scale or '万元'}\n指标体系: {head.framework}\n"
    for project in publication.projects:
        framework = shipped(head.framework)
        tree = write_project(project, framework, language)
        text = print_tree(Tree(tree.lines, SourceFile("", "")), style_of(language, [framework]))
        again = compile_text(settings + text).publication.projects
        assert again == (evolve(project, unit=None),)
        assert spelled(again[0]) == spelled(project)
