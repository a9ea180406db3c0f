"""Rows of tables: what a reviewer would say of each, and the many that look like a slip and are none."""

from __future__ import annotations

import pytest

from perflang.review import profile_of, review
from tests.support import EXAMPLES, ROOT, compile_files, compile_text

ROWS = [
    line.split("\t")
    for line in (ROOT / "tests/review/rows.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ABOVE = """\
金额单位: 万元
项目: 某项目
  预算: 2565 = 财政资金 2000 + 其他资金 565
"""
# What is said of a project of one row, whatever the row says.
OF_ANY = {"PF501", "PF516", "PF517", "PF518"}


@pytest.mark.parametrize(("codes", "row"), ROWS)
def test_a_row_is_judged_as_a_reviewer_would(codes: str, row: str) -> None:
    lines = row.replace("\\n", "\n    ")
    compilation = compile_text(f"{ABOVE}  {lines}\n")
    found = [one.code for one in review(compilation) if one.code not in OF_ANY]
    assert found == [code for code in codes.split(",") if code != "-"]


def test_benefits_too_are_to_be_measurable_where_the_profile_says_so() -> None:
    text = "项目: 某项目\n  社会效益指标: 公共服务水平: 有效提升\n"
    found = [one for one in review(compile_text(text), profile_of("strict")) if one.code == "PF504"]
    assert [one.severity for one in found] == ["error"]


def test_a_finding_at_the_same_place_is_said_once() -> None:
    """A unit that repeats the name is not unknown as well; a satisfaction without unit lacks that alone."""
    rules = {"PF319", "PF502", "PF503", "PF504", "PF505", "PF509"}
    files = (EXAMPLES / "dingzhou").glob("*.perf")
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    found = [one for one in review(compile_files(texts)) if one.code in rules]
    places = [(one.path, one.at) for one in found]
    assert len(set(places)) == len(places)


def test_only_what_a_name_says_itself_is_added_by_an_unsafe_fix() -> None:
    text = (
        "项目: 某项目\n  数量指标: 助餐人次 ≥ 20000\n  指标: 培训班 ≥ 3\n  质量指标: 合格率: 98\n"
    )
    found = [one for one in review(compile_text(text)) if one.code == "PF503"]
    assert [(bool(one.fix), one.unsafe) for one in found] == [
        (True, True),
        (False, False),
        (True, True),
    ]
    for one in reversed(found):
        for edit in one.fix:
            text = text[: edit.at.start] + edit.text + text[edit.at.end :]
    assert "助餐人次 ≥ 20000 人次\n" in text
    assert "合格率: 98 %\n" in text
