"""Values: what is read, what is printed, and that nothing is lost between the two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.values import (
    NO_GAPS,
    Comparison,
    Figure,
    Money,
    Nothing,
    Prose,
    half_width,
    inner_markers,
    marker_number,
    next_marker,
    read_cell,
    read_money,
    read_number,
    read_percentage,
    read_plain,
    read_stage,
    read_target,
    split_marker,
    split_stage,
)
from perflang.values.numerals import with_digits


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("20 个", "20", 2),
        ("138.00", "138.00", 6),
        ("1,234,567.5元", "1234567.5", 11),
        ("-3", "-3", 2),
        ("＋２０．５％", "20.5", 5),
        ("0", "0", 1),
        ("007", "7", 3),
        ("1" * 30, "1" * 30, 30),
    ],
)
def test_numbers_are_read_exactly(text: str, value: str, end: int) -> None:
    found = read_number(text)
    assert found is not None
    assert found[0].value == Decimal(value)
    assert found[1] == end
    assert found[0].spelling == half_width(text[:end])


@pytest.mark.parametrize(
    "text",
    ["", "个", "1e9", "1E+5", "1.2.3", "20,5", "1,23", "1_000", "٣", "²", "NaN", "Infinity", "0x10",
     ".5", "--5", "1" * 31, "1e999999999", "五十"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_plain(text) is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20
    )
)
def test_every_decimal_is_read_as_itself(number: Decimal) -> None:
    read = read_plain(f"{number:f}")
    assert read is not None
    assert read.value == number
    assert read.spelling == f"{number:f}"


@given(st.text(max_size=30))
def test_a_cell_prints_what_was_published(text: str) -> None:
    for gaps in (NO_GAPS, (" ", " ")):
        assert read_cell(text, gaps=gaps).printed(gaps) == text


CELLS = [
    # cell, kind, operator, number, unit
    ("≥80数量", Comparison, "≥", "80", "数量"),
    ("≥ 80 数量", Comparison, "≥", "80", "数量"),
    (">=500人次", Comparison, "≥", "500", "人次"),
    ("＞＝500人次", Comparison, "≥", "500", "人次"),
    ("≧500人次", Comparison, "≥", "500", "人次"),
    ("═100%", Comparison, "=", "100", "%"),
    ("＝1次/月", Comparison, "=", "1", "次/月"),
    ("＜3.5万平方米", Comparison, "<", "3.5", "万平方米"),
    ("≤20，000元", Comparison, "≤", "20000", "元"),
    ("300人次", Figure, "", "300", "人次"),
    ("0", Figure, "", "0", ""),
    ("95.5%", Figure, "", "95.5", "%"),
    ("效果明显", Prose, "", None, ""),
    ("≥较大幅度", Prose, "≥", None, ""),
]


@pytest.mark.parametrize(("cell", "kind", "operator", "number", "unit"), CELLS)
def test_cells_are_typed(
    cell: str, kind: type, operator: str, number: str | None, unit: str
) -> None:
    target = read_cell(cell)
    assert type(target) is kind
    assert getattr(target, "operator", "") == operator
    if isinstance(target, Comparison | Figure):
        assert target.number.value == Decimal(str(number))
        assert target.unit == unit
    assert target.printed() == cell


def test_equal_values_are_equal_whatever_their_spelling() -> None:
    assert read_target("≥", "70 个") == read_target("≥", "70.00 个")
    assert read_cell("≧70个") == read_cell("≥ 70 个")
    assert read_target("≥", "70 个").printed() != read_target("≥", "70.00 个").printed()


@pytest.mark.parametrize(
    ("text", "scale", "number"),
    [
        ("138.00", None, "138.00"),
        ("20万元", "万元", "20"),
        ("1,000 元", "元", "1000"),
        ("3亿元", "亿元", "3"),
    ],
)
def test_money_is_read_with_its_own_unit(text: str, scale: str | None, number: str) -> None:
    money = read_money(text)
    assert isinstance(money, Money)
    assert money.number is not None
    assert (money.scale, money.number.value) == (scale, Decimal(number))


@pytest.mark.parametrize("text", ["—", "/", "－", "--"])
def test_a_dash_is_nothing_and_stays_a_dash(text: str) -> None:
    assert isinstance(read_money(text), Nothing)


@pytest.mark.parametrize("text", ["约20", "20万", "二十万元", "1e5", "20 30"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_money(text) is None


@given(st.decimals(0, 10**12, places=4), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]),
       st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))  # fmt: skip
def test_conversion_of_money_is_exact_and_inverts(amount: Decimal, one: str, other: str) -> None:
    money = read_money(f"{amount:f}{one}")
    assert isinstance(money, Money)
    there = money.in_scale(other)
    assert there is not None
    back = read_money(f"{there:f}{other}")
    assert isinstance(back, Money)
    assert back.in_scale(one) == amount


@pytest.mark.parametrize(("text", "value"), [("25.00%", "25.00"), ("２５％", "25"), ("25 %", "25")])
def test_percentages(text: str, value: str) -> None:
    assert read_percentage(text).value == Decimal(value)


@pytest.mark.parametrize("text", ["25", "二成", "25‰", "%", "25%%", ""])
def test_what_is_no_percentage_keeps_its_text(text: str) -> None:
    assert read_percentage(text).value is None
    assert read_percentage(text).spelling == text


def test_stages_are_in_the_order_of_the_year() -> None:
    names = [
        "1月初",
        "1月15日",
        "1月底",
        "第一季度末",
        "4月",
        "上半年",
        "9月中旬",
        "9月底",
        "十一月",
        "年底",
    ]
    places = [read_stage(name).when for name in names]
    assert None not in places
    assert places == sorted(place for place in places if place)
    english = [
        read_stage(name).when for name in ("Q1", "June", "by September", "end of October", "Q4")
    ]
    assert None not in english
    assert english == sorted(place for place in english if place)


@pytest.mark.parametrize("name", ["竣工后", "", "13月底", "ju", "Monday"])
def test_a_stage_that_is_not_understood_has_no_place(name: str) -> None:
    assert read_stage(name).when is None
    assert read_stage(name).name == name


def test_a_stage_and_its_percentage_written_together_are_parted() -> None:
    assert split_stage("3月底25%") == ("3月底", "25%")
    assert split_stage("３月底２５％") == ("３月底", "25%")
    assert split_stage("3月底") is None


@pytest.mark.parametrize(
    ("item", "marker", "number"),
    [
        ("1.开展", "1.", 1), ("12、开展", "12、", 12), ("（三）开展", "（三）", 3),
        ("(二十一)、开展", "(二十一)、", 21),
        ("①开展", "①", 1), ("㊿开展", "㊿", 50), ("目标2：开展", "目标2：", 2), ("目标十：开展", "目标十：", 10),
        ("三、开展", "三、", 3), ("4）开展", "4）", 4), ("１．开展", "１．", 1),
    ],
)  # fmt: skip
def test_markers_count(item: str, marker: str, number: int) -> None:
    assert split_marker(item) == (marker, "开展")
    read = marker_number(marker)
    assert read is not None
    assert read.number == number


@pytest.mark.parametrize("item", ["1.5万亩造林", "2021年完成", "开展", "-开展", "第一，", ""])
def test_what_begins_like_a_number_is_no_marker(item: str) -> None:
    assert split_marker(item) == ("", item)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("三百人次", "300人次"),
        ("一千零五十个", "1050个"),
        ("百分之九十五", "95%"),
        ("百分之九点五", "9.5%"),
        ("百分之百", "100%"),
        ("五成", "50%"),
        ("九成五", "95%"),
        ("二〇二二年", "2022年"),
        ("壹佰伍拾万元", "150万元"),
        ("两处", "2处"),
        ("效果明显", "效果明显"),
    ],
)
def test_a_number_in_chinese_characters_is_told_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


@pytest.mark.parametrize(
    ("marker", "following"),
    [
        ("1.", "2."),
        ("9、", "10、"),
        ("（一）", "（二）"),
        ("十、", "十一、"),
        ("十九、", "二十、"),
        ("①", "②"),
        ("⑳", "21."),
        ("目标1：", "目标2："),
        ("(3)", "(4)"),
        ("-", ""),
    ],
)
def test_a_marker_is_followed_by_the_next_in_its_style(marker: str, following: str) -> None:
    assert next_marker(marker) == following


@pytest.mark.parametrize(
    ("marker", "text", "inner"),
    [
        ("1.", "甲；2.乙；3.丙", ["2.", "3."]),
        ("1.", "甲，2.乙", ["2."]),
        ("（一）", "甲。（二）乙", ["（二）"]),
        ("1.", "投入2.5万元", []),
        ("1.", "甲；3.乙", []),
        ("2、", "改造1、2号楼，3、4号楼", []),
        ("1.", "2. 甲", []),
        ("-", "甲；2.乙", []),
    ],
)
def test_the_numbers_that_go_on_inside_an_item_are_found(
    marker: str, text: str, inner: list[str]
) -> None:
    assert [text[start:end] for start, end in inner_markers(marker, text)] == inner
