"""Targets: what a cell means, that it prints again, and that amounts are compared and converted exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.exports.target_json import target_json
from perflang.rules.unknown_unit import near_units
from perflang.testing.values import built_targets, quantities, ranges, several
from perflang.values import (
    ConversionError,
    Number,
    Prose,
    Quantity,
    Range,
    Target,
    Timing,
    Unset,
    measure,
    read_cell,
    read_number,
    read_plain,
    read_target,
    sorts_of,
    unit_names,
)
from perflang.values.amount import plain_amount
from perflang.values.period import is_backwards, needs_no_dates, read_period
from perflang.values.several import read_several
from perflang.values.target import Answer
from tests.support import ROOT

COLUMNS = ("cell", "kind", "operator", "number", "unit", "dimension")
LINES = (ROOT / "tests" / "published_cells.tsv").read_text(encoding="utf-8").split("\n")
PUBLISHED = [line.split("\t") for line in LINES if line and not line.startswith("#")]
# Cells that say less to perflang than to a reader: the rest of the meaning is in no word of them, or too
# rare. Each is still printed as it was.
UNDERSTOOD_IN_PART = {
    "≤28.40/株": "元 is left out",
    "89.34/亩": "元 is left out",
    "250万": "元 is left out",
    "≤620万/月": "元 is left out",
    "≥80M": "metres or megabytes",
    "春节前": "a feast that moves",
}


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row[0])
def test_a_published_cell_is_printed_again(row: list[str]) -> None:
    cell = row[0].replace("\\n", "\n")
    assert read_cell(cell).printed() == cell
    assert read_cell(cell, gaps=(" ", " ")).printed((" ", " ")) == cell


@pytest.mark.parametrize(
    "row", [row for row in PUBLISHED if row[0] not in UNDERSTOOD_IN_PART], ids=lambda row: row[0]
)
def test_a_published_cell_means_what_a_reviewer_reads_in_it(row: list[str]) -> None:
    found = said(target_json(read_cell(row[0].replace("\\n", "\n"))))
    assert any(_agree(reading, found) for reading in readings(row)), found


def test_nearly_every_published_cell_is_understood() -> None:
    assert len(UNDERSTOOD_IN_PART) * 50 < len(PUBLISHED)
    kinds = Counter(row[1] for row in PUBLISHED if "|" not in row[1])
    assert set(kinds) >= {
        "comparison", "figure", "range", "date", "deadline", "period", "answer", "grade",
        "thresholds", "recipients", "text", "unset",
    }  # fmt: skip


def readings(row: list[str]) -> list[list[str]]:
    """The readings of a row; a column with one of them holds for all."""
    columns = [[one.strip() for one in column.split(" | ")] for column in row[1:6]]
    most = max(map(len, columns))
    return [[column[min(at, len(column) - 1)] for column in columns] for at in range(most)]


def said(typed: dict[str, Any]) -> list[str]:
    """Kind, operator, number, unit and dimension in the spelling of the table."""
    kind, operator = typed["kind"], typed["operator"] or "-"
    number, amount = "-", typed
    match typed:
        case {"number": number}:
            pass
        case {"low": low, "high": amount}:
            number = f"{low['number']}..{amount['number']}"
            ends = "[("[low["open"]] + "])"[amount["open"]]
            operator = "-" if ends == "[]" else ends
        case {"from": first, "to": last}:
            number = f"{first or ''}..{last}"
        case {"answer": answer}:
            number = str(answer).lower()
        case {"grade": grade, "scale": scale}:
            number = grade or "/".join(scale)
        case {"values": values}:
            parts = [said(one["target"]) for one in values]
            number = ";".join(
                f"{one['name']}={part[2]}" for one, part in zip(values, parts, strict=True)
            )
            operator = ";".join(part[1] for part in parts)
            return [kind, operator, number, *parts[0][3:]]
    return [kind, operator, number, amount.get("unit") or "-", amount.get("dimension") or "-"]


def _agree(expected: list[str], found: list[str]) -> bool:
    kind, operator, number, unit, dimension = expected
    if (kind, number) == ("period", "-"):  # 全年: perflang says which months these are
        return found[0] == kind
    if kind == "unset" or (kind, operator) == ("text", "-"):
        return found[0] == kind
    if kind == "grade":
        return found[0] == kind and found[2] == number.split(":")[0]
    same_operator = operator.strip("-;") == found[1].strip("-;") or ";" in operator
    same_amount = _plain(number) == _plain(found[2]) and _unit(unit) == _unit(found[3])
    same_amount = same_amount or _amount(number, unit) == _amount(found[2], found[3])
    same_dimension = dimension in (found[4], "-")
    return found[0] == kind and same_operator and same_amount and same_dimension


def _plain(number: str) -> str:
    """Without zeros behind the point: 95.00 says what 95 says."""
    for sign in (";", "..", "="):
        if sign in number:
            return sign.join(map(_plain, number.split(sign)))
    return f"{Decimal(number).normalize():f}" if number.replace(".", "").isdigit() else number


def _amount(number: str, unit: str) -> object:
    known = measure(unit)
    is_number = number.replace(".", "", 1).isdigit()
    return (Fraction(number) * known.scale, known.base) if is_number and known else None


def _unit(unit: str) -> str:
    return unit.translate(str.maketrans("（）*．.﹪", "()···%"))


PIECES = "≥≤<>=0123456789.,-—~年月日底前%个万元人次优良中差是否定性每不少于以上内；，（）() \n"


NUMBERS = ("5", "0.50", "12", "1,000", "2023", "2023.12", "007", "1.", "1e5", "2０")
BEHIND = (
    "个",
    "%",
    "改善园区生态环境",
    "万元/人",
    "年",
    "月份",
    "个以上",
    "多人",
    "人、次",
    "000",
    "％及以上",
)


@pytest.mark.parametrize("operator", ["", "≥", "="])
def test_a_plain_amount_is_what_it_is_with_more_blanks(operator: str) -> None:
    plain = [
        (f"{number} {unit}", f"{number}  {unit}")
        for number in NUMBERS
        for unit in BEHIND
        if plain_amount(f"{number} {unit}") is not None
    ]
    assert len(plain) > 20
    for text, wide in plain:
        assert plain_amount(wide) is None  # so that it is read as any other value is
        one, other = read_target(operator, text), read_target(operator, wide)
        assert (one, one.printed()) == (other, other.printed())


@pytest.mark.parametrize(
    "text", ["5 年", "5 个以上", "5 多人", "1 000", "5", "5 ", "5个", "五 个", "1. 个", "5 个 "]
)
def test_what_is_more_than_a_number_and_a_unit_is_no_plain_amount(text: str) -> None:
    assert plain_amount(text) is None


@given(built_targets())
def test_every_value_prints_to_a_cell_that_reads_back_to_it(target: Target) -> None:
    for gaps in (("", ""), (" ", " ")):
        again = read_cell(target.printed(gaps), gaps=gaps)
        assert again == target
        assert again.printed(gaps) == target.printed(gaps)


@given(
    st.text(
        "≥≤<>=0123456789.,-—~年月日底前%个万元人次优良中差是否定性每不少于以上内；，（）() \n",
        max_size=20,
    )
)
def test_any_text_is_printed_as_it_was(text: str) -> None:
    assert read_cell(text).printed() == text
    assert read_target("", text).printed() == text or type(read_target("", text)).kind in (
        "figure",
        "comparison",
    )


def test_a_percent_sign_in_other_clothes_is_one_sign_in_json() -> None:
    for cell in ("≥95％", "≥95﹪"):
        typed = target_json(read_cell(cell))
        assert (typed["unit"], typed["text"]) == ("%", cell)


ONE_VALUE = [
    ("95%", "95 百分比", "0.95 比例", "９５％", "950‰"),
    ("1.5万元", "15,000元", "15 千元"),
    ("3个月", "1个季度", "3 月份"),
    ("2公里", "2千米", "2,000 米"),
    ("15亩", "1公顷", "1 0000平方米".replace(" ", "")),
    ("12次/年", "1次/月"),
    ("1 元/人·月", "1元/(人·月)", "1元/人/月", "12 元/人·年"),
    ("0", "0.00"),
]


@pytest.mark.parametrize("spellings", ONE_VALUE, ids=lambda spellings: spellings[0])
def test_one_value_has_many_spellings(spellings: tuple[str, ...]) -> None:
    first, *others = (read_cell(text) for text in spellings)
    for other in others:
        assert other == first
        assert hash(other) == hash(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [("95%", "95百分点"), ("1户", "1人"), ("1月份", "30天"), ("5", "5个"), ("≥5个", "5个")],
)
def test_what_measures_something_else_is_another_value(one: str, other: str) -> None:
    assert read_cell(one) != read_cell(other)


@given(quantities(), st.sampled_from(unit_names()))
def test_conversions_invert_or_are_refused(amount: Quantity, unit: str) -> None:
    try:
        there = amount.in_unit(unit)
    except ConversionError:
        return
    back = Quantity(Number(there, f"{there:f}"), unit)
    assert back == amount
    assert back.in_unit(amount.unit) == amount.number.value


@pytest.mark.parametrize(
    ("text", "unit"), [("1亩", "平方米"), ("1年", "天"), ("5个", "人"), ("3平方来", "平方米")]
)
def test_what_no_decimal_holds_is_no_conversion(text: str, unit: str) -> None:
    target = read_cell(text)
    with pytest.raises(ConversionError):
        target.amount.in_unit(unit)  # type: ignore[union-attr]


def test_every_unit_has_a_dimension_and_every_multiple_of_it() -> None:
    for name in unit_names():
        known, many = measure(name), measure(f"万{name}")
        assert known is not None, name
        assert many is not None, name
        assert many.base != known.base or many.scale == known.scale * 10_000


EVERYDAY = """
个 家 户 人次 户次 家次 批次 台（套） 头（只） 个村 个县 名教师 座桥 口井 张床位 件棉衣 支队伍
就业岗位 社区 监测点 断面 图斑 航次 针次 元/人·月 元/人天 元/m² 元/亩次 万元/公里 元/生·学期
元/吨·公里 元/头·年 吨CO2 吨二氧化碳 吨/日 t/d m³/d mg/L μg/m3 公里/条 公里·车道 人公里 万吨公里
例/10万 批次/千人 张/千人 件/万人 人天 人·年 公里道路 平方米草坪 吨垃圾 亩次 株/亩 学年 工日 Gbps
TEU 个标准 公里次
"""
# A slip, and one of the units that may be meant.
SLIPS = """
平方来=平方米 人此=人次 户此=户次 场此=场次 批此=批次 人欠=人次 万员=人员 公理=公里 公哩=公里
小是=小时 小食=小时 分中=分钟 工做日=工作日 公作日=工作日 个工作曰=个工作日 工作天=工作日
平方公理=平方公里 平方厘=平方厘米 立方来=立方米 立方木=立方米 干米=千米 干克=千克 干瓦=千瓦
千瓦是=千瓦时 课是=课时 学是=学时 标断=标段 床为=床位 车为=车位 季渡=季度 百分百=百分比
个百分店=个百分点 元/平方来=元/平方米 元/人此=元/人次 元/公理=元/公里
"""


@pytest.mark.parametrize("unit", EVERYDAY.split())
def test_an_everyday_unit_is_known(unit: str) -> None:
    assert measure(unit) is not None


@pytest.mark.parametrize(("slip", "meant"), [pair.split("=") for pair in SLIPS.split()])
def test_a_slip_in_a_unit_is_no_unit_and_what_was_meant_is_near(slip: str, meant: str) -> None:
    assert measure(slip) is None
    assert meant in near_units(slip)


@pytest.mark.parametrize(
    ("cell", "sorts"),
    [
        ("≥20个", "comparison quantity count"),
        ("≥20", "comparison quantity number count"),
        ("≥20幺", "comparison quantity unknown"),
        ("95%—98%", "range quantity percentage"),
        ("12月底前", "deadline time"),
        ("优≥98%，良≥90%", "thresholds comparison quantity percentage"),
        ("优", "grade"),
        ("明显改善", "text"),
        ("待定", "unset"),
        ("1次/月", "figure quantity frequency"),
    ],
)
def test_what_a_framework_may_admit_a_value_as(cell: str, sorts: str) -> None:
    assert sorts_of(read_cell(cell)) == frozenset(sorts.split())


@given(ranges() | several())
def test_a_value_of_several_amounts_is_a_quantity(target: Target) -> None:
    assert "quantity" in sorts_of(target)


@pytest.mark.parametrize(
    "text", ["- 5", "1 000元", "1e9元", "١٢个", "20,5个", "5年", "12：30", "1：20", "3/4"]
)
def test_what_is_no_amount_or_another_is_not_guessed_at(text: str) -> None:
    target = read_cell(text)
    assert target.printed() == text
    assert isinstance(target, Prose | Unset) or text == "5年"


@pytest.mark.parametrize(
    ("year", "kind"),
    [(1900, "text"), (2000, "date"), (2020, "date"), (2021, "text"), (2100, "text")],
)
def test_a_29th_of_february_is_in_leap_years_alone(year: int, kind: str) -> None:
    assert read_cell(f"{year}年2月29日").kind == kind


@pytest.mark.parametrize("word", ["是", "否"])
def test_an_answer_is_printed_as_the_word_it_is(word: str) -> None:
    assert Answer(word == "是").printed() == word


LONG = "镇村乡街道区县市州省"
# What is read of a text of so many characters, digits or parts, and of one more is not.
LIMITS: list[tuple[int, Callable[[int], object]]] = [
    (30, lambda n: read_plain("1" * n)),
    (30, lambda n: read_number("1" * n + "个")),
    (30, lambda n: plain_amount("1" * n + " 个")),
    (40, lambda n: read_several(";".join(f"{LONG[p // 10]}{LONG[p % 10]}5个" for p in range(n)))),
    (1000, lambda n: isinstance(read_cell(" " * (n - 1) + "是"), Answer)),
    (1000, lambda n: isinstance(read_target("=", " " * (n - 1) + "是"), Answer)),
    (1000, lambda n: isinstance(read_cell("≥5且≤10天".ljust(n)), Range)),
    (200, lambda n: isinstance(read_period("2022年".ljust(n)), Timing)),
    (200, lambda n: is_backwards("2022年—2021年".ljust(n))),
    (200, lambda n: needs_no_dates("长期".rjust(n, "某"))),
    (40, lambda n: measure("人次" + "·人" * 18 + "·元时"[: n - 38] if n > 38 else "个")),
    (8, lambda n: measure("个" + "某" * n)),
    (12, lambda n: not isinstance(read_cell("不少于5" + "某" * n), Prose)),
    (12, lambda n: near_units("元/平方公理·年·人·月".rjust(n, "万"))),
]


@pytest.mark.parametrize(("most", "read"), LIMITS, ids=[str(n) for n in range(len(LIMITS))])
def test_a_limit_is_where_it_is_said_to_be(most: int, read: Callable[[int], object]) -> None:
    assert read(most)
    assert not read(most + 1)
