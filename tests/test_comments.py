"""Comments in sources keep findings back, with a reason; one that is of no use is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perflang.cli.controls import Controls
from perflang.compiler.formatting import format_source
from perflang.compiler.importing import import_document
from perflang.control import (
    Layer,
)
from perflang.control.suppressions import Suppressions
from perflang.model import Catalogue
from perflang.source import Limits, SourceFile
from tests.controlled import OURS, TWO, said, write
from tests.support import EXAMPLES, compile_text, run

ROW = "  数量指标: 改造小区 ≥ 6 个\n"


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("# perflang: 不查 PF501 上级批复如此", ["PF501"], "上级批复如此"),
        ("# perflang: ignore PF501 as approved", ["PF501"], "as approved"),
        ("# perflang: ignore PF501 PF319 as approved", ["PF501", "PF319"], "as approved"),
        ("#perflang:不查PF501上级批复如此", ["PF501"], "上级批复如此"),
        ("＃ Perflang：不查 ＰＦ５０１、pf319，上级批复", ["PF501", "PF319"], "上级批复"),
        ("# perflang: 忽略 PF5, PF3：上级批复", ["PF5", "PF3"], "上级批复"),
        ("# perflang: 不查 basis-empty 上级批复", ["PF501"], "上级批复"),
        ("# perflang: ignore basis-empty, unknown-unit as-is", ["PF501", "PF319"], "as-is"),
        ("# perflang: ignore PF501 up-to-date", ["PF501"], "up-to-date"),
        ("# perflang: ignore PF501 — see PF319", ["PF501"], "— see PF319"),
        ("# ｐｅｒｆｌａｎｇ: 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("# perflang 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("## perflang: 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("＃＃ perflang ignore basis-empty as approved", ["PF501"], "as approved"),
        ("# perflang: 不查 PF501 PF2021号文件规定", ["PF501"], "PF2021号文件规定"),
        ("# perflang: 不查 PF501，PF777号文件规定", ["PF501"], "PF777号文件规定"),
        ("# perflang: 不查 PF501 PF5号文件规定", ["PF501"], "PF5号文件规定"),
        ("# perflang: ignore PF501 pfizer said so", ["PF501"], "pfizer said so"),
        ("# perflang: 不查 PF501、PF319上级批复", ["PF501", "PF319"], "上级批复"),
        ("# perflang: 不查 PF501 PF5 上级批复", ["PF501", "PF5"], "上级批复"),
        ("# perflang: 不查 PF501 。。。", ["PF501"], ""),
        ("# perflang: 不查 PF501 --", ["PF501"], ""),
        ("# perflang: 不查 PF501 ！！？", ["PF501"], ""),
        ("# perflang: 不查 PF501", ["PF501"], ""),
        ("# perflang: 不查 PF501 。", ["PF501"], ""),
    ],
)
def test_a_comment_names_codes_and_a_reason(comment: str, codes: list[str], reason: str) -> None:
    found = Suppressions(SourceFile("a.perf", f"{comment}\n{ROW}"))
    (one,) = found.all
    assert [named.code for named in one.named] == codes
    assert one.reason == reason.strip("— ")
    assert [one.code for one in found.found] == ([] if reason else ["PF602"])
    assert one.target == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# perflang: 不查 PF777 理由\n", [("PF603", None, "PF777")]),
        ("# perflang: 不查 basis-emty 理由\n", [("PF603", "near", "basis-emty")]),
        ("# perflang: 不查 PF501，basis-emty 理由\n", [("PF603", "near", "basis-emty")]),
        ("# perflang: 不查 PF5O1 理由\n", [("PF603", "near", "PF5O1")]),
        ("# perflang: 不查\n", [("PF603", "no-code", "# perflang: 不查")]),
        ("# perflang: 不查 上级批复\n", [("PF603", "no-code", "# perflang: 不查 上级批复")]),
        ("# perflang: noqa PF501\n", [("PF603", "verb", "# perflang: noqa PF501")]),
        ("# perflang: ignored PF501\n", [("PF603", "verb", "# perflang: ignored PF501")]),
        ("# perflang 是什么\n", []),
        ("# perflang 不查 PF5O1 理由\n", [("PF603", "near", "PF5O1")]),
        ("# perflang: 不查 PF501 PF5O2 理由\n", [("PF603", "near", "PF5O2")]),
        ("# 不查 PF501 理由\n", [("PF603", "name", "# 不查 PF501 理由")]),
        ("##忽略：ＰＦ５０１ 理由\n", [("PF603", "name", "##忽略：ＰＦ５０１ 理由")]),
        (
            "# ignore basis-empty as approved\n",
            [("PF603", "name", "# ignore basis-empty as approved")],
        ),
        ("用途: 助餐 # 不查 PF501 a\n", [("PF603", "behind", "# 不查 PF501 a")]),
        (
            "用途: 助餐 ＃ ｐｅｒｆｌａｎｇ 不查 PF501\n",
            [("PF603", "behind", "＃ ｐｅｒｆｌａｎｇ 不查 PF501")],
        ),
        ("# 不查了，已经和财政核对\n", []),
        ("# 忽略下面一行\n", []),
        ("# ignore the next line\n", []),
        ("# 财政说 PF501 可以不查\n", []),
        ("# perflang 不查依据吗\n", []),
        ("# perflang-check 不查 PF501\n", []),
        ("# PF501 的依据在批复里\n", []),
        ("用途: 购买 perflang: 不查\n", []),
        ("用途: 助餐 # perflang: 不查 PF5 a\n", [("PF603", "behind", "# perflang: 不查 PF5 a")]),
        ("# perflang: 不查 PF211 理由\n", [("PF605", "firm", "PF211")]),
        ("# perflang: 不查 PF1 理由\n", [("PF605", "firm", "PF1")]),
        ("# perflang: 不查 PF405 理由\n", [("PF605", "elsewhere", "PF405")]),
        ("# perflang: 不查 PF6 理由\n", [("PF605", "own", "PF6")]),
    ],
)
def test_a_comment_that_says_nothing_that_can_be_done_is_told(
    text: str, found: list[tuple[str, str | None, str]]
) -> None:
    all_found = Suppressions(SourceFile("a.perf", text + ROW)).found
    marked = [(one.code, one.hint, text[one.at.start : one.at.end]) for one in all_found]
    assert marked == found


def reviewed(text: str, layer: Layer | None = None) -> list[str]:
    """``line:code`` of what a review of a text shows."""
    compilation = compile_text(text)
    found = Controls(Limits(), layer or Layer()).review(compilation)
    lines = [(compilation.sources[0].line_of(one.at.start), one.code) for one in found]
    return [f"{line}:{code}" for line, code in lines if OURS.fullmatch(code)]


SKIP = "  # perflang: 不查 PF501 上级批复\n"


@pytest.mark.parametrize(
    ("above", "between", "shown"),
    [
        (SKIP, "", []),
        (SKIP, "  # 又一句\n", []),
        (SKIP, "\n\n", []),
        (SKIP + "  # perflang: 不查 PF319 单位\n", "", ["3:PF604"]),
        (SKIP + SKIP, "", ["3:PF604"]),
        ("  # perflang: 不查 PF5 都不查\n", "", []),
        (SKIP, "  用途: 助餐\n", ["2:PF604", "4:PF501"]),
        ("  # perflang: 不查 PF319 单位\n", "", ["2:PF604", "3:PF501"]),
        ("  # perflang: 不查 PF501\n", "", ["2:PF602"]),
        ("  # perflang: 不查 PF501\n" + SKIP, "", ["2:PF602", "2:PF604"]),
        (SKIP + "  # perflang: 不查 PF501\n", "", ["3:PF602", "3:PF604"]),
    ],
)
def test_a_comment_is_about_the_next_line_that_is_none(
    above: str, between: str, shown: list[str]
) -> None:
    assert reviewed("项目: 老旧小区改造\n" + above + between + ROW) == shown


def test_a_mistake_is_shown_all_the_same() -> None:
    text = "项目: 甲\n  # perflang: 不查 PF2、PF3 上级批复\n  支出计划: 6月底 50%, 9月底 20%\n"
    assert "3:PF211" in reviewed(text)
    assert "3:PF211" in reviewed(text, Layer(select=("PF5",), ignore=("PF2",)))


def test_nothing_is_called_unused_that_this_run_does_not_look_for() -> None:
    unused = "项目: 甲\n" + SKIP + ROW + "    依据: 计划\n"
    assert reviewed(unused) == ["2:PF604"]
    assert reviewed(unused, Layer(profile="none")) == []
    assert reviewed(unused, Layer(ignore=("PF501",))) == []
    assert reviewed(unused, Layer(ignore=("PF6",))) == []
    several = unused.replace("不查 PF501", "不查 PF5")
    assert reviewed(several) == ["2:PF604"]
    assert reviewed(several, Layer(ignore=("PF501",))) == []
    # where a line cannot be read no rule speaks
    assert reviewed(unused + "  用途 助餐\n") == ["5:PF110"]


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("  # perflang: 不查 PF319 理由\n", ""),
        ("  # perflang: 不查 PF319、PF501 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF501、PF319 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF314, PF501 PF319 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF319 PF314 PF501 理由\r\n", "  # perflang: 不查 PF501 理由\r\n"),
    ],
)
def test_mending_takes_out_what_is_of_no_use_and_nothing_else(
    tmp_path: Path, comment: str, left: str
) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n" + comment + ROW})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_bytes().decode() == "项目: 甲\n" + left + ROW


@pytest.mark.parametrize(
    ("rest", "profile"),
    [
        (
            "  # perflang: 不查 PF520 批复如此\n  支出计划: 6月底 5%, 9月底 10%, 12月底 100%\n",
            "hebei",
        ),
        (
            "  # perflang: 不查 PF538 批复如此\n  质量指标: 疫苗合格率 ≥ 100 %\n    依据: 规范\n",
            "strict",
        ),
    ],
)
def test_a_comment_that_another_profile_needs_is_left_alone(
    tmp_path: Path, rest: str, profile: str
) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n" + rest})
    code = rest[rest.index("PF") :][:5]
    for options in ((), ("--profile", "mof-2021"), ("--profile", profile)):
        assert not {"PF604", code} & set(
            re.findall("PF[0-9]{3}", said(tmp_path, "check", *options)[1])
        )
        said(tmp_path, "check", "--fix", *options)
        assert (tmp_path / "a.perf").read_text("utf-8") == "项目: 甲\n" + rest
    needless = "项目: 甲\n" + rest.splitlines(keepends=True)[0] + ROW
    assert reviewed(needless) == ["2:PF604", "3:PF501"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("项目: 甲\n  # perflang: 不查 PF508 理由\n" + ROW + "    依据: 无\n", "4"),
        ("项目: 甲\n  # perflang: 不查 PF319、PF508 理由\n" + ROW + "    依据: 无\n", "4"),
        ("项目: 甲\n" + ROW + "    依据: 无\n  # perflang: 不查 PF508 理由\n  用途: 助餐\n", "3"),
    ],
)
def test_a_comment_in_the_wrong_place_is_told_where_it_belongs_and_stays(
    tmp_path: Path, text: str, line: str
) -> None:
    write(tmp_path, {"a.perf": text})
    assert f"above line {line}" in said(tmp_path, "check", "--output-format", "full")[1]
    said(tmp_path, "check", "--fix")
    assert "PF508 理由" in (tmp_path / "a.perf").read_text("utf-8")
    other = text + "项目: 乙\n  # perflang: 不查 PF508 理由\n  用途: 助餐\n"
    write(tmp_path, {"a.perf": other})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8").count("PF508") == 1


def test_of_two_comments_the_one_with_a_reason_stays(tmp_path: Path) -> None:
    bare = "  # perflang: 不查 PF501\n"
    for both in (bare + SKIP, SKIP + bare):
        write(tmp_path, {"a.perf": "项目: 甲\n" + both + ROW})
        said(tmp_path, "check", "--fix")
        assert (tmp_path / "a.perf").read_text("utf-8") == "项目: 甲\n" + SKIP + ROW


def test_nothing_but_what_is_kept_back_is_counted_as_left_out(tmp_path: Path) -> None:
    text = "项目: 甲\n  # perflang: 不查 PF508 理由\n" + ROW + "    依据: 无\n"
    shown = said(write(tmp_path, {"a.perf": text}), "review", "-o", "-", "--to", "markdown")[1]
    assert "put the comment above line 4" in shown
    assert "PF604" not in shown[shown.index("## What is left out") : shown.index("## Findings")]


def test_a_comment_of_no_use_at_the_end_of_a_file_is_taken_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO + "# perflang: 不查 PF508 没有了"})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8") == TWO


def test_mending_leaves_alone_what_is_not_shown(tmp_path: Path) -> None:
    text = "项目: 甲\n  # perflang: 不查 PF304 原文\n  用途: 助\u00a0餐\n  负责人: 张\u00a0三\n"
    write(tmp_path, {"a.perf": text})
    said(tmp_path, "check", "--fix", "--ignore", "PF304")
    assert (tmp_path / "a.perf").read_text("utf-8") == text
    said(tmp_path, "check", "--generate-baseline")
    run("check", "--fix", "--baseline", "perflang-baseline.toml", cwd=tmp_path)
    assert (tmp_path / "a.perf").read_text("utf-8") == text
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8") == text.replace("张\u00a0三", "张 三")


def test_a_formatted_file_has_its_comments_at_the_same_lines() -> None:
    text = "项目名称:甲\n\n" + SKIP + "\n数量指标:改造小区>=6个\n#又一句\n指标:楼栋>=40栋\n"
    formatted = format_source(SourceFile("a.perf", text), Catalogue()).text
    assert formatted is not None
    assert [one.partition(":")[2] for one in reviewed(text)] == ["PF501"]
    assert [one.partition(":")[2] for one in reviewed(formatted)] == ["PF501"]


@pytest.mark.parametrize(
    "text", ["# perflang: 不查 PF501 原文", "perflang: ignore PF5 a", "\n# perflang: 不查 PF5 a"]
)
def test_an_import_writes_no_such_comment(text: str) -> None:
    published = (EXAMPLES / "dingzhou" / "published.txt").read_text("utf-8")
    first, _, rest = published.partition("\n")
    for spoiled in (f"{text}\n{published}", f"{first}\n{text}\n{rest}", f"{published}\n{text}\n"):
        imported = import_document(SourceFile("a.txt", spoiled))
        for source in (imported.head, *(table for _, table in imported.tables)):
            assert Suppressions(SourceFile("a.perf", source)).all == []
