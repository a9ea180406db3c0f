"""``check --fix``: what can be mended without a person is mended, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.compiler.fixing import fix_source
from perflang.diagnostics import Diagnostic
from perflang.source import Edit, SourceFile, Span
from tests.support import compile_text, run
from tests.test_tree import PIECES

HEAD = "项目: 甲\n"
CASES = [
    ("用途: 助\u200b餐\ufeff", "用途: 助餐"),
    ("用途: 助\u202e餐", "用途: 助餐"),
    ("用途: 助餐\x0b助浴", "用途: 助餐\n  | 助浴"),
    ("用途: 助餐\u2028助浴\u2029助洁", "用途: 助餐\n  | 助浴\n  | 助洁"),
    ("用途: 助餐\r数量指标: 乙", "用途: 助餐\n数量指标: 乙"),
    ("用途: 助餐\r\r\n数量指标: 乙", "用途: 助餐\r\n数量指标: 乙"),
    ("用途: 助\t餐\u00a0\u00a0点", "用途: 助 餐 点"),
    ("用途:\t助餐\n  数量指标\u00a0: 乙\t≥\t3 个", "用途:\t助餐\n  数量指标\u00a0: 乙\t≥\t3 个"),
    ("# 助\t餐\u00a0点", "# 助\t餐\u00a0点"),
    ("# 内部说明：\x0b勿公开", "# 内部说明：\n# 勿公开"),
    ("# 内部说明：\x0b勿公开\x0b勿外传", "# 内部说明：\n# 勿公开\n# 勿外传"),
    ("# 先不报：\x0b用途: 旧稿\u2028描述: 旧稿", "# 先不报：\n# 用途: 旧稿\n# 描述: 旧稿"),
    ("# 内部说明：\x0b\x0b勿公开", "# 内部说明：\n# \n# 勿公开"),
    ("# 说明\r用途: 助餐\x0b助浴", "# 说明\n用途: 助餐\n  | 助浴"),
    ("# 内部说明：\u2028# 勿公开\r勿外传", "# 内部说明：\n# 勿公开\n# 勿外传"),
    ("数量指标: a ≥ 5 人\x0b描述: x\x0by", "数量指标: a ≥ 5 人\n描述: x\n  | y"),
    ("绩效目标:\x0b1. 新建\x0b2. 改造\x0b及维修", "绩效目标:\n1. 新建\n2. 改造\n  | 及维修"),
    ("用途: 甲：\x0b1. 新建", "用途: 甲：\n  | 1. 新建"),
    ("用途: 养\u2f7c", "用途: 养老"),
    ("用途: e\u0301", "用途: é"),
    ("用途: \u2f7c\u200b\x0b\u00a0助\t餐", "用途: 老\n  | \u00a0助 餐"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_fix_mends_what_was_pasted(text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes((HEAD + text).encode("utf-8"))
    done = run("check", "--fix", path)
    assert path.read_bytes().decode("utf-8") == HEAD + expected
    assert b"PF1" not in done.stdout
    assert run("check", path).stderr == b"1 file, nothing to report\n"


def test_a_quoted_value_is_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text(HEAD + '用途: "场地\x0b改造"\n', encoding="utf-8")
    assert run("check", "--fix", path).returncode == 1
    assert path.read_text("utf-8") == HEAD + '用途: "场地\x0b改造"\n'


def test_a_file_that_is_no_text_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes(b"SQLite format 3\x00" + bytes(300) + "项目: 甲\n".encode())
    done = run("check", "--fix", path)
    assert (done.returncode, b"PF101" in done.stdout) == (1, True)
    assert path.read_bytes().startswith(b"SQLite format 3\x00\x00")


def test_the_closing_line_says_what_could_be_mended_and_what_was(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text(HEAD + "用途: 助\u200b餐\t点\n", encoding="utf-8")
    before = run("check", "a.perf", cwd=tmp_path)
    assert before.stderr.decode().splitlines() == [
        "1 file: 1 error, 0 warnings",
        "`perflang check --fix` can mend 1 of them",
    ]
    after = run("check", "--fix", "a.perf", cwd=tmp_path)
    assert after.stderr.decode().splitlines() == ["2 mended", "1 file, nothing to report"]


def test_a_file_that_cannot_be_written_keeps_its_findings(tmp_path: Path) -> None:
    (tmp_path / "a.perf").mkdir()
    assert run("check", "--fix", tmp_path / "a.perf").returncode == 2
    assert run("check", "--fix", "-").returncode == 2


def test_a_file_that_was_not_asked_for_is_not_written(tmp_path: Path) -> None:
    for name in ("部门.perf", "1.perf", "2.perf"):
        text = "年度: 2021\n# a\n" if name == "部门.perf" else f"项目: {name}\n用途: 助\u200b餐\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("check", "--fix", tmp_path / "1.perf").returncode == 0
    assert "\u200b" not in (tmp_path / "1.perf").read_text("utf-8")
    assert "\u200b" in (tmp_path / "2.perf").read_text("utf-8")


def test_fixes_that_touch_each_other_are_not_both_applied() -> None:
    source = SourceFile("a", "abcdef")
    found = [
        Diagnostic("PF301", "a", fix=(Edit(Span(1, 3), "X"), Edit(Span(5, 6), "Y"))),
        Diagnostic("PF301", "a", fix=(Edit(Span(2, 4), "Z"),)),
        Diagnostic("PF301", "b", fix=(Edit(Span(0, 1), "W"),)),
        Diagnostic("PF301", "a"),
    ]
    assert fix_source(source, found) == ("aXdeY", 1)


def line_of(found: Diagnostic, text: str) -> int:
    return SourceFile("", text).line_of(found.at.start)


PASTED = [
    "\u200b",
    "\u202e",
    "\x0b",
    "\u2028",
    "\r",
    "\t",
    "\u00a0",
    "\u2003",
    "⼤",
    "\ufeff",
    "\x00",
]


@given(st.lists(st.sampled_from([*PIECES, *PASTED]), max_size=30).map("".join))
def test_mending_ends_and_leaves_nothing_that_could_be_mended(text: str) -> None:
    for _ in range(10):
        compilation = compile_text(text)
        text, count = fix_source(compilation.sources[0], compilation.diagnostics)
        if not count:
            break
    left = compile_text(text).diagnostics
    assert not any(found.fix for found in left)
    quoted = {line for line in text.split("\n") if '"' in line}
    for found in left:
        if found.code in ("PF104", "PF105"):
            assert compile_text(text).sources[0].line_text(line_of(found, text)) in quoted
