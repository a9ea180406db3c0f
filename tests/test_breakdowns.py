"""Breakdown rows against their whole: what is surely wrong is said, and nothing else is."""

from __future__ import annotations

import pytest

from tests.support import compile_text

HEAD = "金额单位: 万元\n项目: 社区养老服务\n  数量指标: "


def codes(whole: str, *parts: str) -> list[str]:
    text = HEAD + whole + "\n" + "".join(f"    其中: {part}\n" for part in parts)
    found = [one.code for one in compile_text(text).diagnostics]
    return [code for code in found if code != "PF319"]  # that nobody knows a unit is said too


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("人次 ≥ 300 人次", ["甲 ≥ 301 人次"], ["PF320"]),
        ("人次 ≥ 300 人次", ["甲 ≥ 301 人次", "乙: 400 人次"], ["PF320", "PF320"]),
        ("人次: 300 人次", ["甲 ≥ 200 人次", "乙 = 100.01 人次"], ["PF321"]),
        ("人次 = 3 万人次", ["甲: 30001 人次"], ["PF320"]),
        ("补助 ≤ 1 亿元", ["甲 ≤ 10000.5 万元"], ["PF320"]),
        ("投入 ≤ 100 万元", ["甲 ≤ 60 万元", "乙 ≤ 500000 元"], ["PF321"]),
        ("绿化 ≥ 1 公顷", ["甲 ≥ 10 亩", "乙 ≥ 6 亩"], ["PF321"]),
        ("河道 ≥ 3 公里", ["甲 ≥ 3001 米"], ["PF320"]),
        ("垃圾 ≤ 3 吨", ["甲 ≥ 3001 千克"], ["PF320"]),
        ("服务单位 ≥ 30 家", ["甲 ≥ 31 家"], ["PF320"]),
        ("新增床位 ≥ 30 张", ["甲 ≥ 31 张"], ["PF320"]),
        ("人次 ≥ 0 人次", ["甲 ≥ 1 人次"], ["PF320"]),
    ],
)
def test_parts_that_are_more_than_their_whole_are_found(
    whole: str, parts: list[str], expected: list[str]
) -> None:
    assert codes(whole, *parts) == expected


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("人次 ≥ 300 人次", ["甲 ≥ 100 人次", "乙 ≥ 200 人次"]),
        ("人次 ≥ 300 人次", ["甲 ≥ 100 人次"]),
        ("绿化 ≥ 1 公顷", ["甲 ≥ 15 亩"]),
        ("服务老人 ≥ 300 人", ["上门 ≥ 800 人次"]),
        ("服务老人 ≥ 300 人", ["甲 ≥ 200 人", '乙 ≥ "150 人"']),
        ("服务老人 ≥ 300 人", ["甲 ≤ 400 人"]),
        ("服务老人 ≥ 300", ["甲 ≥ 400"]),
        ("结业率 ≥ 95 %", ["甲 ≥ 98 %", "乙 ≥ 96 %"]),
        ("响应时间 ≤ 30 分钟", ["甲 ≤ 40 分钟"]),
        ("考核得分 ≥ 90 分", ["甲 ≥ 95 分"]),
        ("人均补助 ≤ 60 元", ["甲 ≤ 90 元"]),
        ("补助标准: 60 元", ["甲: 90 元"]),
        ("每户补助: 60 元", ["甲: 90 元"]),
        ("成本 ≤ 60 元/人", ["甲 ≤ 90 元/人"]),
        ("数量 ≥ 3 某某某", ["甲 ≥ 5 某某某"]),
        ("人数 ≥ 300 人", ["甲: 60—400 人"]),
        ("人数: 若干", ["甲 ≥ 400 人"]),
        ("人数", ["甲 ≥ 400 人"]),
        ("人数 ≥ 300 人", ["甲"]),
        ("结余 ≥ -5 万元", ["甲 ≥ 3 万元"]),
    ],
)
def test_what_may_be_right_is_left_alone(whole: str, parts: list[str]) -> None:
    assert codes(whole, *parts) == []


def test_the_sum_is_said_in_the_unit_of_the_whole_or_as_its_terms() -> None:
    text = HEAD + "投入: 1 亿元\n其中: 甲: 9000 万元\n其中: 乙: 1000.05 万元\n"
    (found,) = compile_text(text).diagnostics
    assert found.values["sum"] == "1.000005亿元"
    text = HEAD + "绿化: 1 公顷\n其中: 甲: 10 亩\n其中: 乙: 6 亩\n"
    (found,) = compile_text(text).diagnostics
    assert found.values["sum"] == "10亩 + 6亩"
