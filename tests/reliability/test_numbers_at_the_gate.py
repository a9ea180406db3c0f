"""Rule 3: what is no plain number is never read as one, never computed with, and never lost."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

import perflang.values.number
from perflang.compiler import Compilation
from perflang.compiler.importing import import_document
from perflang.source import SourceFile
from perflang.values import half_width, marker_number, read_number, read_plain, read_stage
from tests.reliability.here import HEAD, PUBLISHED, found_in, run_here
from tests.support import build_text, compile_text

# What Python or a spreadsheet would take for a number, or for two.
HOSTILE = [
    "1e999999999",
    "1e-999999999",
    "-1E5",
    "１e９",
    "9" * 31,
    "0" * 31,
    "1." + "9" * 30,
    "9" * 5000,  # more than int() takes
    "1_000",
    "１_０",
    "٣",  # Arabic-Indic
    "1٢",
    "1٢3",
    "੩",  # Gurmukhi
    "𝟏𝟐",  # mathematical
    "10²",
    "½",
    "Ⅳ",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "∞",
    "--5",
    "+-5",
    "-+5",
    "- 5",
    "−5",  # a minus sign of typesetters
    "1..2",
    "1.2.3",
    ".5",
    "5.",
    "1,00",
    "1,000,00",
    "一百",
]
# Where a source holds a number; the number of a hostile text may not appear in the model.
PLACES = {
    "total": "预算: {}",
    "total with its unit": "预算: {}万元",
    "total in quotes": '预算: "{}"',
    "part": "预算: 1 = a {}",
    "part in quotes": '预算: 1 = a "{}"',
    "percentage": "支出计划: 3月底 {}%, 12月底 100%",
    "percentage without a blank": "支出计划: 3月底{}%, 12月底 100%",
    "percentage in quotes": '支出计划: 3月底 "{}%", 12月底 100%',
    "threshold": "数量指标: a ≥ {} 个",
    "threshold without a unit": "数量指标: a ≥ {}",
    "figure": "数量指标: a: {} 个",
    "value in quotes": '数量指标: a: "≥{} 个"',
    "value on its own line": "数量指标: a\n指标值: ≥ {} 个",
    "weight": "数量指标: a\n分值: {}",
    "breakdown": "数量指标: a\n其中: b ≥ {}",
}
# A name of a source may hold what looks like a number in another script: it is a name.
NAMES_OF_SOURCES = {
    "٣",
    "੩",
    "𝟏𝟐",
    "½",
    "Ⅳ",
    "NaN",
    "sNaN",
    "Infinity",
    "∞",
    "一百",
    "+-5",
    "−5",
    ".5",
}


def numbers(compilation: Compilation) -> list[str]:
    """Every number of the model that is not one of the frame's."""
    table = build_text(compilation, "json")
    found = re.findall(r'"(?:number|percent|weight)": "([^"]*)"', table)
    return [number for number in found if number not in ("1", "100")]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_no_place_takes_it_for_a_number(text: str) -> None:
    for place, line in PLACES.items():
        if place == "part" and text in NAMES_OF_SOURCES:
            continue
        written = line.format(text)
        compilation = compile_text(f"{HEAD}项目: a\n{written}\n")
        if any(one.is_error for one in compilation.diagnostics):
            continue
        assert numbers(compilation) == [], place
        assert text in build_text(compilation, "json"), place


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_values_refuse_it_before_it_is_computed_with(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counted(digits: str) -> Decimal:
        seen.append(digits)
        return Decimal(digits)

    monkeypatch.setattr(perflang.values.number, "Decimal", counted)
    assert read_plain(text) is None
    assert all(re.fullmatch(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", digits) for digits in seen)


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("0", "0", 1),
        ("138.00", "138.00", 6),
        ("-0.5", "-0.5", 4),
        ("+3", "3", 2),
        ("1,234,567.89", "1234567.89", 12),
        ("１２．５", "12.5", 4),  # full width: the one other spelling
        ("１，２３４", "1234", 5),
        ("9" * 30, "9" * 30, 30),
        ("20个", "20", 2),
        ("1.5万", "1.5", 3),
        ("5m²", "5", 1),
    ],
)
def test_a_plain_number_is_exact(text: str, value: str, length: int) -> None:
    found = read_number(text)
    assert found is not None
    assert (str(found[0].value), found[1]) == (value, length)


def test_precision_is_kept_and_equality_sees_the_value() -> None:
    one, two = read_plain("70"), read_plain("70.00")
    assert one == two
    assert (str(one), str(two)) == ("70", "70.00")
    text = HEAD + "项目: a\n预算: 70.00\n项目: b\n预算: 70\n项目: c\n预算: 70.0\n"
    built = build_text(compile_text(text))
    assert [line for line in built.splitlines() if line.startswith("\t70")] == [
        "\t70.00",
        "\t70",
        "\t70.0",
    ]


@pytest.mark.parametrize("digits", ["9" * 30, "1234567890" * 3, "0." + "3" * 29])
def test_sums_of_thirty_digits_are_exact(digits: str) -> None:
    """Python's usual context rounds after twenty-eight."""
    head = f"{HEAD}项目: a\n  预算: {digits}"
    assert compile_text(f"{head} = 一 {digits} + 二 0\n").diagnostics == ()
    wrong = digits[:-1] + "1"
    found = compile_text(f"{head} = 一 {wrong} + 二 0\n").diagnostics
    assert [one.code for one in found] == ["PF215"]
    assert found[0].values["sum"] == wrong


@pytest.mark.parametrize("scale", ["元", "千元", "百万元", "亿元"])
def test_amounts_are_converted_exactly(scale: str) -> None:
    digits = "1234567890" * 3
    found = compile_text(f"{HEAD}项目: a\n  预算: {digits}{scale}\n").diagnostics
    assert [one.code for one in found] == ["PF217"]
    factor = {"元": -4, "千元": -1, "百万元": 2, "亿元": 4}[scale]
    printed = str(found[0].values["printed"])
    assert Decimal(printed) == Decimal((0, tuple(map(int, digits)), factor))


def test_an_amount_keeps_its_unit_where_that_of_the_table_is_not_known() -> None:
    assert "\n\t20万元\n" in build_text(compile_text("项目: a\n  预算: 20万元\n"))
    published = PUBLISHED.decode().replace("\t138.00\n", "\t138.00万元\n")
    for unit in ("美元", "", "万元"):
        text = published.replace("单位：万元", f"单位：{unit}")
        imported = import_document(SourceFile("a", text))
        assert imported.tables or imported.diagnostics


YEARS = [text for text in HOSTILE if text != "一百"]


@pytest.mark.parametrize("text", [*YEARS, "２０２１_", "20211", "٢٠٢١", "2021.0", "+2021", "2e3"])
def test_a_year_has_four_digits(text: str) -> None:
    compilation = compile_text(f"年度: {text}\n项目: a\n")
    assert "PF220" in {one.code for one in compilation.diagnostics}
    assert compilation.publication.department.year is None


def test_a_year_may_be_full_width() -> None:
    assert compile_text("年度: ２０２１年\n项目: a\n").publication.department.year == "2021"


@pytest.mark.parametrize("text", ["٣٣٣٣٣٣", "1_000", "1e5", "１２３_", "12", "9" * 31, "-333"])
@pytest.mark.parametrize("keyword", ["预算单位", "项目"])
def test_a_code_is_digits_or_part_of_no_name_unseen(keyword: str, text: str) -> None:
    compilation = compile_text(f"{HEAD}{keyword}: {text} a\n项目: b\n")
    units, projects = compilation.publication.department.units, compilation.publication.projects
    first = units[0] if units else projects[0]
    assert compilation.diagnostics or half_width(text) in half_width(
        (first.code or "") + first.name
    )
    assert first.code is None or re.fullmatch("[0-9]{1,100}", first.code)


MARKERS = [
    "1e9.",
    "１_０.",
    "٣.",
    "12345.",
    "²、",
    "1.5.",
    "(1e9)",
    "（٣）",
    "目标９９９９９：",
    "百百百百百、",
]


@pytest.mark.parametrize("text", MARKERS)
def test_a_marker_of_a_list_is_one_of_few_shapes(text: str) -> None:
    assert marker_number(text) is None
    compilation = compile_text(f"{HEAD}项目: a\n  绩效目标:\n    {text} 一\n")
    goals = compilation.publication.projects[0].goals
    assert (
        compilation.diagnostics or goals[0].marker + goals[0].text == text.replace(" ", "") + "一"
    )


def test_every_marker_that_is_one_has_a_small_number() -> None:
    for text in ("9999.", "９９９９、", "(9999)", "百百百百、", "九百九十、", "㊿", "目标9999:"):
        marker = marker_number(text)
        assert marker is not None
        assert 0 < marker.number <= 9999


@pytest.mark.parametrize(
    "name",
    [
        *HOSTILE,
        "9" * 5000 + "月底",
        "１_０月底",
        "٣月底",
        "0月底",
        "13月底",
        "00003月底",
        "99999年底",
    ],
)
def test_a_stage_is_any_text_and_a_date_only_when_it_is_one(name: str) -> None:
    stage = read_stage(name)
    assert (stage.name, stage.when) == (name, None)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_published_cell_is_imported_as_it_stands_or_not_at_all(text: str) -> None:
    published = PUBLISHED.decode()
    places = {
        "\t138.00\n": f"\t{text}\n",
        "\t25.00%\n": f"\t{text}%\n",
        "\t≥20引进项目数量": f"\t≥{text}引进项目数量",
        "\t130682210O53F1D4P4MYG\n": f"\t{text}\n",
        "926001河北": f"{text}河北",
        "\n1.偿还": f"\n{text}.偿还",
    }
    for before, after in places.items():
        assert published.count(before), before
        imported = import_document(SourceFile("a", published.replace(before, after, 1)))
        written = imported.head + "".join(source for _, source in imported.tables)
        # a code ends after six digits, and a name goes on with the rest
        assert imported.diagnostics or text.replace(" ", "") in written.replace(" ", "")


@pytest.mark.parametrize("text", ["1e9", "-1", "１０", "٣", "1_0", "0x10", "", " 1", "1.5", "NaN"])
def test_the_numbers_of_options_are_ascii_digits(text: str) -> None:
    assert run_here("check", "-", "--limit", f"line={text}").status == 2


@pytest.mark.parametrize(
    "name", ["٣", "1²3", "１_０", "9" * 200, "1e9", "１", "-1", "NaN", "1.2.3"]
)
def test_files_with_such_names_are_found_in_order(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.perf").write_bytes(b"")
    (tmp_path / "2.perf").write_bytes(b"")
    assert found_in("check", tmp_path) == ["1:1 PF228"] * 2


def test_equal_numbers_in_names_are_ordered_by_their_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["01-a.perf", "1-a.perf", "001-a.perf", "2-a.perf", "10-a.perf"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    listings = (sorted, lambda entries: sorted(entries, reverse=True))
    plain = Path.iterdir
    orders = []
    for listing in listings:
        monkeypatch.setattr(Path, "iterdir", lambda folder, way=listing: iter(way(plain(folder))))
        outcome = run_here("check", tmp_path, "--output-format", "json")
        orders.append([Path(one["file"]).name for one in json.loads(outcome.out)])
    assert (
        orders[0] == orders[1] == ["001-a.perf", "01-a.perf", "1-a.perf", "2-a.perf", "10-a.perf"]
    )
