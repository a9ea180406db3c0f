"""The formatter's laws: the same lines, the same comments, the same findings; stable; there and back."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given

from perflang.compiler import Sources
from perflang.compiler.formatting import format_source, head_settings
from perflang.model import Catalogue
from perflang.source import SourceFile
from perflang.syntax import Comment, parse
from perflang.syntax.printing import print_tree
from perflang.syntax.tokens import tokens
from perflang.testing.writing.scribe import scribbled
from tests.support import EXAMPLES, build_text, compile_text, findings, run
from tests.test_tree import sources

GENERATED = 10_000
SHARDS = 20


def formatted(text: str, language: str | None = None) -> str | None:
    return format_source(SourceFile("a.perf", text), Catalogue(), language=language).text


@pytest.mark.parametrize("shard", range(SHARDS))
def test_generated_files_keep_the_laws(shard: int) -> None:
    """Ten thousand files with comments in every place; each keeps every law."""
    for seed in range(shard, GENERATED, SHARDS):
        text = scribbled(Random(seed))
        once = formatted(text)
        assert once is not None, f"seed {seed}: {parse(SourceFile('a.perf', text))[1]}"
        assert formatted(once) == once, f"seed {seed} is not stable"
        assert comments(once) == comments(text), f"seed {seed} lost a comment"
        assert words(once) == words(text), f"seed {seed} changed a word"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_generated_files_mean_the_same_and_build_the_same(shard: int) -> None:
    for seed in range(shard, GENERATED // 10, SHARDS):
        text = scribbled(Random(seed))
        before = compile_text(text)
        for language in (None, "zh", "en"):
            once = formatted(text, language)
            assert once is not None
            after = compile_text(once)
            assert after.publication == before.publication, f"seed {seed} {language}"
            assert codes(after) == codes(before), f"seed {seed} {language}"
            if before.readable:
                assert build_text(after) == build_text(before), f"seed {seed} {language}"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_formatted_file_is_translated_there_and_back_to_the_same_bytes(shard: int) -> None:
    for seed in range(shard, GENERATED // 10, SHARDS):
        for here, there in (("zh", "en"), ("en", "zh")):
            once = formatted(scribbled(Random(seed)), here)
            assert once is not None
            across = formatted(once, there)
            assert across is not None
            assert formatted(across, here) == once, f"seed {seed}"


def comments(text: str) -> list[str]:
    lines = parse(SourceFile("a.perf", text))[0].lines
    return [line.text.text for line in lines if isinstance(line, Comment)]


def words(text: str) -> str:
    """What a person wrote: every token that is no keyword, level or piece of syntax, without blanks."""
    tree = parse(SourceFile("a.perf", text))[0]
    ours = {"keyword", "head", "bar", "sign", "operator", "comma", "opening", "closing"}
    ours |= {"blank", "break"}
    written = "".join(
        token.text.rstrip(" \u00a0\u3000:：年度") if token.kind == "year" else token.text
        for token in tokens(tree)
        if token.kind not in ours
    )
    return written.translate(WITHOUT_BLANKS)


# Codes, amounts and figures are written in half width; nothing else about a number changes.
WITHOUT_BLANKS = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%", " \t\u00a0\u3000")


def codes(compilation: Any) -> list[str]:
    return [found.split(":")[1] for found in findings(compilation)]


@given(sources)
def test_a_file_with_lines_that_cannot_be_read_is_refused_and_any_other_taken(text: str) -> None:
    source = SourceFile("a.perf", text)
    result = format_source(source, Catalogue())
    unreadable = parse(source)[1]
    assert list(result.diagnostics) == unreadable
    assert (result.text is None) == bool(unreadable)


def test_the_examples_stand_as_the_formatter_leaves_them() -> None:
    done = run("format", "--check", EXAMPLES)
    assert (done.returncode, done.stdout) == (0, b"")


STYLE = [
    ("年度：2021\n预算年度: 2022\n", "年度: 2021\n年度: 2022\n"),
    ("YEAR :2021\ncurrency unit: 万元", "year: 2021\nmoney unit: 万元\n"),
    ("\n\n年度: 2021\n\n\n\n# a\n", "年度: 2021\n\n# a\n"),
    (" # 甲\n项目: 甲\n#乙\n 用途： 助餐 \n", "# 甲\n项目: 甲\n  #乙\n  用途: 助餐\n"),
    ("年度: 2021\n项目: 甲\n", "年度: 2021\n\n项目: 甲\n"),
    ("绩效目标:\n1. 甲\n| 乙\n2、 丙", "  绩效目标:\n    1. 甲\n      | 乙\n    2、丙\n"),
    ("绩效目标:\n1． 4万\n2．万", "  绩效目标:\n    1． 4万\n    2．万\n"),
    ("数量指标：甲≥３个", "  数量指标: 甲 ≥ 3 个\n"),
    ("预算:150＝财政资金１５０（上级 100＋ 本级 50）", "  预算: 150 = 财政资金 150 (上级 100 + 本级 50)\n"),
    ("分年度资金：２０２２年度：100＝甲 100", "  分年度预算: 2022年 100 = 甲 100\n"),
    ("YEARLY BUDGET:2022 100", "  yearly budget: 2022: 100\n"),
    ("主要任务：甲\n| 乙\n主要内容:丙\n任务资金:5\n+甲 5\n用途:丁",
     "  任务: 甲\n    | 乙\n    任务内容: 丙\n    任务预算: 5\n      + 甲 5\n  用途: 丁\n"),
    ("部门整体：\n用途:甲\n整体支出: 乙", "整体支出:\n  用途: 甲\n\n整体支出: 乙\n"),
    ("其它栏目：甲：乙", "  其他栏目: 甲：乙\n"),
    ("支出计划: 3月底 25%，6月底50%；12月底 100%", "  支出计划: 3月底 25%, 6月底 50%, 12月底 100%\n"),
    ("支出计划: 甲 25, 乙, 6 月 50 ％", "  支出计划: 甲 25, 乙, 6 月 50%\n"),
    ('支出计划: 12月底 "100 %"', '  支出计划: 12月底 "100 %"\n'),
    ("支出计划: 10/月底  75 ％, ＝上半年50%", "  支出计划: 10/月底 75 ％, ＝上半年50%\n"),
    ("支出计划: 中期验收 60\u2003%, 甲 5%", "  支出计划: 中期验收 60%, 甲 5%\n"),
    ("数量指标: 甲:\u2003５ 个", "  数量指标: 甲: 5 个\n"),
    ("数量指标: 甲:2万元/人·月", "  数量指标: 甲: 2 万元/人·月\n"),
    ("数量指标: 甲: 2021年12月底前", "  数量指标: 甲: 2021年12月底前\n"),
    ("数量指标: 甲: \"20个\"\n指标值:≥5%", "  数量指标: 甲: \"20个\"\n    指标值: ≥ 5 %\n"),
    ("数量指标: 甲: 20个\n\n#丙\n| 乙", "  数量指标: 甲: 20个\n\n    #丙\n    | 乙\n"),
    ("数量指标: 甲: 1 000 个", "  数量指标: 甲: 1 000 个\n"),
    ("产出指标：\n数量指标: 甲\n描述:乙", "  产出指标:\n    数量指标: 甲\n      描述: 乙\n"),
    ("数量指标: 甲\n其中: 丙\n描述: 丁", "  数量指标: 甲\n    其中: 丙\n      描述: 丁\n"),
    ("Output:\nQUANTITY: a", "  output:\n    quantity: a\n"),
    ("", ""),
    ("\n \t\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STYLE)
def test_one_style(text: str, expected: str) -> None:
    assert formatted(text) == expected


def test_translation_takes_keywords_and_levels_and_nothing_else() -> None:
    text = (
        "金额单位: 万元\n\n项目: 用途\n  支出计划: 3月底 25%, 12月底 100%\n"
        "  产出指标:\n    数量指标: 数量指标 ≥ 3 个\n    环境效益指标: 甲\n"
    )
    english = formatted(text, "en")
    assert english == (
        "money unit: 万元\n\nproject: 用途\n  schedule: 3月底 25%, 12月底 100%\n"
        "  output:\n    quantity: 数量指标 ≥ 3 个\n    环境效益指标: 甲\n"
    )
    assert formatted(english, "zh") == text


def test_the_levels_are_those_of_the_head_file(tmp_path: Path) -> None:
    (tmp_path / "部门.perf").write_text("指标体系: 2021\n", encoding="utf-8")
    below = tmp_path / "1.perf"
    below.write_text("项目: 甲\n成本指标:\n经济成本指标: 乙\n", encoding="utf-8")
    assert run("format", below, "--lang", "en").returncode == 0
    assert below.read_text("utf-8") == "project: 甲\n  costs:\n    economic cost: 乙\n"


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes(b"\xef\xbb\xbf" + "年度：2021\r\n项目: 甲".encode())
    assert run("format", path).returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + "年度: 2021\r\n\r\n项目: 甲\r\n".encode()


def test_mixed_line_ends_become_those_that_most_lines_have() -> None:
    assert formatted("年度: 2021\r\n# a\r\n# b\n") == "年度: 2021\r\n# a\r\n# b\r\n"


def test_gb18030_becomes_utf8_and_is_left_alone_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes("年度: 2021\n# 镕\n".encode("gb18030"))
    assert run("format", path).returncode == 2 or b"PF101" in run("format", path).stderr
    assert run("format", path, "--from", "gb18030").returncode == 0
    assert path.read_text("utf-8") == "年度: 2021\n# 镕\n"
    again = run("format", path, "--from", "gb18030")
    assert (again.returncode, again.stderr) == (0, b"0 files formatted, 1 file in order\n")


def test_check_and_diff_write_nothing_and_say_so_with_the_status(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text("年度：2021\n", encoding="utf-8")
    checked = run("format", "--check", "a.perf", cwd=tmp_path)
    assert (checked.returncode, checked.stdout) == (1, b"would format a.perf\n")
    shown = run("format", "--diff", "a.perf", cwd=tmp_path)
    assert shown.returncode == 1
    assert shown.stdout.decode().splitlines()[3:] == ["-年度：2021", "+年度: 2021"]
    assert path.read_text("utf-8") == "年度：2021\n"


def test_standard_input_goes_to_standard_output() -> None:
    done = run("format", "-", stdin="年度：2021\r\n".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "年度: 2021\r\n")
    refused = run("format", "-", stdin="年度 2021\n".encode())
    assert (refused.returncode, refused.stdout) == (1, b"")


def test_a_file_with_an_unreadable_line_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text("年度：2021\n用途 助餐\n", encoding="utf-8")
    done = run("format", path)
    assert done.returncode == 1
    assert b"PF110" in done.stderr
    assert path.read_text("utf-8") == "年度：2021\n用途 助餐\n"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("# 注", "# 住"),
        lambda text: text.replace("138.00", "138.0"),
        lambda text: text.replace("  用途: 甲\n", ""),
        lambda text: text.replace("用途", "描述"),
        lambda text: text.replace("数量指标", "质量指标"),
        lambda text: text + "?",
        lambda text: re.sub("^  ", " ", text, flags=re.MULTILINE),
    ],
)
def test_a_printer_that_errs_writes_nothing(damage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is made on every run, and it does not trust the printer."""
    text = "项目: 1\n# 注\n用途: 甲\n预算: 138.00\n数量指标: 乙 ≥ 3 个\n"
    real = print_tree
    calls = iter([damage, lambda printed: printed])
    monkeypatch.setattr(
        "perflang.compiler.formatting.print_tree",
        lambda tree, style: next(calls)(real(tree, style)),
    )
    result = format_source(SourceFile("a.perf", text), Catalogue())
    assert result.text is None
    assert [found.code for found in result.diagnostics] == ["PF902"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("项目: 甲\n成本指标/经济成本指标: a ≤ 3 元\n", "PF208"),
        ("项目: 甲\n质量指标/: x = 1\n", "PF208"),
    ],
)
def test_what_has_no_translation_is_said_and_stays(text: str, code: str) -> None:
    assert formatted(text) is not None
    result = format_source(SourceFile("a.perf", text), Catalogue(), language="en")
    assert result.text is None
    assert [one.code for one in result.diagnostics] == [code]


def test_a_level_that_is_wrong_is_not_translated_to_one_that_is_wrong_otherwise() -> None:
    """In the framework that is set too late it is a heading, and in that which holds before it is none."""
    text = "  成本指标:\n指标体系: 2021\n    生态环境成本指标: 单次服务成本 ≤ 180 元/次\n"
    assert formatted(text) is not None
    result = format_source(SourceFile("a.perf", text), Catalogue(), language="en")
    assert result.text is None
    assert {one.code for one in result.diagnostics} == {"PF201", "PF202", "PF219"}


COSTS = "项目: 甲\n  成本指标:\n    经济成本指标: 单次服务成本 ≤ 180 元/次\n"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("部门: 甲局\n项目 丁指标体系: 2021\n".encode(), b"PF201"),
        ("部门: 甲局\n指标体系 2021\n".encode(), b"PF110"),
        ("部门: 甲局\n指标体系: 2012\n".encode(), b"PF220"),
        ("部门: 甲局\n指标体系: 2021\n".encode("gb18030"), b"PF101"),
    ],
)
def test_levels_of_a_framework_that_the_head_file_lost_are_refused_for_its_mistake(
    tmp_path: Path, head: bytes, code: bytes
) -> None:
    """Two frameworks have the level 成本指标, one as a heading; which is meant stands in a line that is lost."""
    (tmp_path / "部门.perf").write_bytes(head)
    (tmp_path / "1.perf").write_text(COSTS, encoding="utf-8")
    done = run("format", "--lang", "en", tmp_path, "--output-format", "concise")
    assert done.returncode == 1
    assert code in done.stderr
    assert b"PF902" not in done.stderr
    assert (tmp_path / "1.perf").read_text(encoding="utf-8") == COSTS


@pytest.mark.parametrize(
    "head",
    [
        "部门: 甲局\n指标体系: 2021\n什么什么\n",
        "部门: 甲局\n指标体系: 2021\n年度: 今年\n",
        "部门: 甲局\n金额单位: 两\n",
    ],
)
def test_another_mistake_of_the_head_file_excuses_no_printer_that_errs(
    head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "项目: 甲\n  数量指标: 乙 ≥ 180 个\n"
    texts = SourceFile("部门.perf", head), SourceFile("1.perf", row)
    settings, above = head_settings(Sources(texts, has_head=True), Catalogue())
    real = print_tree
    monkeypatch.setattr(
        "perflang.compiler.formatting.print_tree",
        lambda tree, style: real(tree, style).replace("180", "18"),
    )
    result = format_source(texts[1], Catalogue(), settings, "en", above=above)
    assert (result.text, [found.code for found in result.diagnostics]) == (None, ["PF902"])
