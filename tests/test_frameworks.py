"""Frameworks: a bureau's own file is read as it is written, found where it stands, and what it asks is checked."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.compiler.building import build
from perflang.compiler.formatting import format_source
from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue, Framework, OwnFile
from perflang.model.bounds import contradictions
from perflang.model.framework_file import read_framework
from perflang.model.sorts import ALWAYS, SORTS, in_chinese, in_order, is_sort
from perflang.source import Limits, SourceFile, packaged_text
from perflang.syntax.quoting import is_level
from perflang.testing import schema
from perflang.testing.bureaus import framework_files, frameworks
from perflang.testing.writing.written import Written
from perflang.values import read_cell, sorts_of
from perflang.values.measure import measure, unit_names
from perflang.workspace import discover
from perflang.workspace.own import OwnFinder, name_in
from perflang.workspace.reading import read_source
from tests.markdown import check
from tests.support import EXAMPLES, ROOT, compile_files, findings, run
from tests.test_language import Example, examples_of

PAGE = ROOT / "docs" / "framework.md"
SMALL = """id = "甲区"
zh = "甲区指标体系"
[[level]]
zh = "产出指标"
second = [{ zh = "数量指标" }, { zh = "党建指标" }]
"""
SOURCE = "指标体系: 甲区\n项目: 社区养老服务\n  党建指标: 主题党日 = 12 次\n"


@cache
def examples() -> list[Example]:
    """Those of the page about frameworks."""
    return examples_of(PAGE.read_text(encoding="utf-8"))


def read(text: str, name: str = "甲区") -> tuple[Framework, list[Diagnostic]]:
    return read_framework(SourceFile(f"{name}.framework.toml", text), name, Limits())


def own(text: str = SMALL, name: str = "甲区") -> OwnFile:
    path = f"{name}.framework.toml"
    return OwnFile(name, path, SourceFile(path, text))


# --- Files


@given(st.data())
def test_a_framework_that_is_written_reads_back_equal(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    assert list(contradictions(framework)) == []
    again, found = read(data.draw(framework_files(framework)), framework.id)
    assert found == []
    assert again == framework
    assert all(is_level(name) for one in (*again.first, *again.second) for name in one.spellings)


@given(frameworks())
def test_every_level_of_a_framework_is_coloured_as_one(framework: Framework) -> None:
    from perflang.highlight.lexer import PerflangLexer

    for level in (*framework.first, *framework.second):
        tokens = list(PerflangLexer().get_tokens_unprocessed(f"{level.zh}: 场次 = 1 次\n"))
        levels = list(PerflangLexer().get_tokens_unprocessed("数量指标: 场次 = 1 次\n"))
        assert (tokens[0][1], tokens[0][2]) == (levels[0][1], level.zh)


def test_the_shipped_frameworks_are_in_order_and_have_their_own_names() -> None:
    for name in Catalogue().frameworks.names():
        framework = Catalogue().frameworks.find(name)
        assert framework is not None
        assert framework.id == name
        assert framework.whole
        assert list(contradictions(framework)) == []
        text = packaged_text(f"model/frameworks/{name}.toml")
        source = SourceFile(f"{name}.framework.toml", text)
        assert read_framework(source, name, Limits()) == (framework, [])
        assert not any(level.admits or level.fewest for level in framework.second)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_done_to_a_file_is_a_finding_at_a_place_or_nothing(seed: int) -> None:
    chance = random.Random(seed)
    text = (EXAMPLES / "district" / "河东区.framework.toml").read_text(encoding="utf-8")
    for _ in range(100):
        spoiled = list(text)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(spoiled))
            spoiled[at] = chance.choice(
                [
                    "",
                    "\n",
                    '"',
                    "'",
                    "[",
                    "]",
                    "{",
                    "}",
                    "=",
                    ",",
                    ".",
                    "9",
                    "\\",
                    "\x00",
                    '"""',
                    "1979-05-27 07:32:00",
                    "inf",
                    "“",
                ]
            )
        source = SourceFile("河东区.framework.toml", "".join(spoiled))
        framework, found = read_framework(source, "河东区", Limits())
        assert framework.whole or found
        for one in found:
            assert 0 <= one.at.start <= one.at.end <= len(source.text)
            assert one.hint is None or one.code != "PF236" or "text" in one.values


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 100_000,
        ".".join("a" * 100_000) + " = 1",
        "a = " + "9" * 100_000,
        "a = 1e999999999999999999",
        "[" + ".".join("a" * 50_000) + "]",
        "a = [" + ".1," * 100_000,
        '"""' * 33_333,
        "\\" * 100_000,
        "[[level]]\n" * 20_000,
        "a = 0x" + "f" * 90_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_would_take_tomllib_too_long_is_a_finding(text: str) -> None:
    assert read(text)[1]


CELLS = (
    *(
        "≥20个",
        "300人次",
        "95",
        "95%",
        "3‰",
        "18—54周岁",
        "10%-15%",
        "2021年12月31日",
        "12月底前",
        "全年",
    ),
    *(
        "是",
        "优",
        "定性优良中差",
        "优≥98%，良≥90%，中≥80%，差<80%",
        "东城区20个；西城区30个",
        "效果明显",
    ),
    *("待定", "—", "≤5元/平方米·年", "每月1次", "≥3万元/人", "20怪", "≤30分钟", "≥90分"),
)
TOP = 'id = "甲区"\nzh = "x"\n'
MARKED = [
    ('[[level]]\nzh = "甲"\nsecond = [\n  { zh = "a" },\n  { zh = "b", lest = 1 },\n]\n', "lest"),
    (
        '[[level]]\nzh = "甲"\n[[level.second]]\nzh = "a"\n[[level.second]]\nmost = 0.5\nzh = "b"\n',
        "0.5",
    ),
    ('level = [{ zh = "甲", second = [{ zh = "a", admits = ["money", "monney"] }] }]', '"monney"'),
    ('source = """x"""\nlevel = [{ zh = "甲", second = [{ "zh" = 1, en = "b" }] }]\n', "1"),
    ("level.zh = 1\n", "level.zh"),
    ("[level]\nzh = 1\n", "[level]"),
    ("[[levle]]\nzh = 1\n", "[[levle]]"),
    ("[lest.below]\nzh = 1\n", "[lest.below]"),
    ("weights = [\r\n  90, # a\r\n  -1\r\n]\r\n", "[\r\n  90, # a\r\n  -1\r\n]"),
    ("source = 1979-05-27 07:32:00\nlest = 1\n", "1979-05-27 07:32:00"),
]


@pytest.mark.parametrize(("text", "shown"), MARKED, ids=lambda text: text[-20:])
def test_a_mistake_is_marked_where_it_stands(text: str, shown: str) -> None:
    at = read(TOP + text)[1][0].at
    assert (TOP + text)[at.start : at.end] == shown


@pytest.mark.parametrize(
    ("text", "code", "hint", "is_whole"),
    [
        ("", "PF236", "empty", False),
        ("# 说明\n", "PF236", "empty", False),
        ('id = "甲区"\rzh = "x"\r', "PF105", "by-hand", False),
        (SMALL + "#\u200b", "PF104", "by-hand", False),
        (SMALL + "#\x0b", "PF104", "by-hand", False),
        (SMALL.replace('zh = "', 'zh = "\\u202e', 1), "PF236", "hidden", True),
        (SMALL.replace("[[level]]", "[[levle]]"), "PF236", "key-near", False),
        (SMALL.replace('zh = "', 'zh = ５"', 1), "PF236", "wide", False),
        (SMALL.replace('zh = "', 'zh\u00a0= "', 1), "PF236", "wide", False),
    ],
)
def test_a_mistake_has_its_own_help(text: str, code: str, hint: str, is_whole: bool) -> None:
    framework, found = read(text)
    assert [(one.code, one.hint, one.fix) for one in found] == [(code, hint, ())]
    assert framework.whole == is_whole


@pytest.mark.parametrize(
    ("word", "direction"),
    [("at most", "反向"), ("反向", "反向"), ("more is better", "正向"), ("适度", "适度")],
)
def test_a_level_has_a_direction_by_any_of_its_names(word: str, direction: str) -> None:
    text = SMALL.replace("second", f'direction = "{word}"\nsecond')
    framework, found = read(text)
    assert not found
    assert {level.direction for level in framework.first} == {direction}


def test_every_sort_has_a_chinese_name_and_compound_ones_are_put_together() -> None:
    assert all(is_sort(name) and in_chinese(name) != name for name in SORTS)
    assert in_chinese("money/area·duration") == "金额/面积·时长"
    assert not is_sort("money/text")
    assert not is_sort("money/")
    assert not is_sort("/money")
    assert is_sort("count·duration")
    assert in_order("money/duration·area") == "money/area·duration"
    assert in_order("count/duration") == "frequency"


@pytest.mark.parametrize("cell", CELLS)
def test_every_target_is_of_sorts_that_a_framework_can_name(cell: str) -> None:
    sorts = sorts_of(read_cell(cell)) - ALWAYS
    assert all(is_sort(one) for one in sorts)
    assert sorts or read_cell(cell) == read_cell("待定") or "unknown" in sorts_of(read_cell(cell))


def test_every_dimension_of_a_unit_is_a_sort() -> None:
    dimensions = {found.dimension for unit in unit_names() if (found := measure(unit)) is not None}
    assert sorted(one for one in dimensions if not is_sort(one)) == []


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"line{one.blocks[0].line}")
def test_an_example_of_the_page_is_reported_as_it_says(example: Example, tmp_path: Path) -> None:
    assert sorted(example.check(tmp_path).places(tmp_path)) == sorted(example.expected)


def test_the_page_names_every_sort_and_the_example_is_its_own() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in SORTS if f"`{name}`" not in page] == []
    standing = (EXAMPLES / "district" / "河东区.framework.toml").read_text(encoding="utf-8")
    assert any(standing == text for one in examples() for text in one.files.values())


# --- Where they stand


def written(folder: Path, contents: Mapping[str, str]) -> None:
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def codes(folder: Path, contents: Mapping[str, str], limits: Limits | None = None) -> list[str]:
    encoded = {name: text.encode() for name, text in contents.items()}
    return [one.code for one in check(encoded, folder, limits or Limits()).found]


def test_the_nearest_file_of_a_name_counts(tmp_path: Path) -> None:
    other = SMALL.replace("党建指标", "廉洁指标")
    contents = {"甲区.framework.toml": other, "民政局/甲区.指标体系.toml": SMALL}
    assert codes(tmp_path, {**contents, "民政局/2026/部门.perf": SOURCE}) == []
    written(tmp_path / "下", {"部门.perf": SOURCE})
    found = OwnFinder(Limits()).find(tmp_path / "下")
    assert [one.path for one in found] == [(tmp_path / "甲区.framework.toml").as_posix()]


def test_none_above_the_folder_that_holds_git_is_found(tmp_path: Path) -> None:
    (tmp_path / "库" / ".git").mkdir(parents=True)
    outside = {"甲区.framework.toml": SMALL, "库/部门.perf": SOURCE}
    assert codes(tmp_path, outside) == ["PF220", "PF201"]
    written(tmp_path, {"库/甲区.framework.toml": SMALL})
    assert codes(tmp_path, outside) == []


def test_a_file_that_no_source_names_is_not_opened(tmp_path: Path) -> None:
    contents = {
        "甲区.framework.toml": "这不是 TOML",
        "乙区.framework.toml": "这也不是",
        "部门.perf": "# 甲区\n指标体系: 2021\n项目: 甲区养老服务\n  数量指标: 场次 = 12 次\n",
    }
    assert codes(tmp_path, contents) == []
    (publication,) = discover([str(tmp_path)], Limits())
    assert [one.content for one in publication.sources.own] == [None, None]
    assert publication.sources.catalogue().frameworks.names()[-2:] == ["乙区", "甲区"]


def test_a_publication_without_own_frameworks_opens_its_sources_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {"部门.perf": SOURCE.replace("甲区", "2021"), "x.toml": "", "1.perf": ""})
    monkeypatch.setattr("perflang.workspace.own.read_source", None)
    (publication,) = discover([str(tmp_path)], Limits())
    assert publication.sources.own == ()


def test_many_publications_list_a_folder_and_read_a_framework_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {f"{number}.perf": SOURCE for number in range(30)})
    written(tmp_path, {"甲区.framework.toml": SMALL})
    done: list[tuple[object, object]] = []

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        def noting(first: object, *others: object, **named: object) -> Any:
            done.append((function, first))
            return function(first, *others, **named)

        return noting

    monkeypatch.setattr("os.scandir", noted(os.scandir))
    monkeypatch.setattr("perflang.workspace.own.read_source", noted(read_source))
    publications = discover([str(tmp_path)], Limits())
    assert len(publications) == 30
    own_ones = [one for one in done if one[0] is read_source]
    assert len(own_ones) == 1
    # a folder is listed once for its sources and once for what they can choose from
    assert max(map(done.count, done)) <= 2


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("甲区.framework.toml", "甲区"),
        ("甲区.指标体系.toml", "甲区"),
        ("A.FRAMEWORK.TOML", "A"),
        (normalize("NFD", "é.framework.toml"), "é"),
        ("v1.2.framework.toml", "v1.2"),
        (".framework.toml", None),
        (" 甲区 .framework.toml", "甲区"),
        ("甲区.framework.toml.txt", "甲区"),
        ("甲区.toml", None),
        ("甲区.toml.txt", None),
        ("framework.toml", None),
        (".甲区.framework.toml", None),
    ],
)
def test_the_name_of_a_file_is_what_sources_write(file_name: str, name: str | None) -> None:
    assert name_in(file_name) == name


@pytest.mark.parametrize(
    "line",
    [
        "指标体系: 甲区",
        "指标体系：“甲区”",
        'FRAMEWORK :"甲区" ',
        "framework: 甲区",
        "指标体系: Ａ1",
    ],
)
def test_every_way_to_name_one_is_seen(line: str, tmp_path: Path) -> None:
    contents = {
        f"{name}.framework.toml": SMALL.replace('"甲区"', f'"{name}"') for name in ("甲区", "A1")
    }
    found = codes(tmp_path, {**contents, "部门.perf": SOURCE.replace("指标体系: 甲区", line)})
    assert found == (["PF220"] if "“" in line else [])  # Chinese ones are no quotes


def test_a_file_that_cannot_be_read_is_a_finding_and_no_word_is_called_unknown(
    tmp_path: Path,
) -> None:
    assert codes(tmp_path / "1", {"甲区.framework.toml/x": "", "部门.perf": SOURCE}) == ["PF106"]
    small = Limits(file=len(SOURCE.encode()) + 1)
    assert codes(tmp_path / "2", {"甲区.framework.toml": SMALL, "部门.perf": SOURCE}, small) == [
        "PF102"
    ]
    assert codes(
        tmp_path / "3", {"甲区.framework.toml": SMALL + "# \u202e", "部门.perf": SOURCE}
    ) == ["PF104"]
    files_of = {"甲区.framework.toml": SMALL.encode("gb18030"), "部门.perf": SOURCE.encode()}
    found = check(files_of, tmp_path / "4", Limits()).found
    assert [(one.code, one.hint) for one in found] == [("PF101", "likely")]


def test_a_name_with_txt_added_counts_where_no_other_has_it(tmp_path: Path) -> None:
    files = {"甲区.framework.toml.txt": SMALL, "下/部门.perf": SOURCE, "下/甲区.toml.txt": ""}
    assert codes(tmp_path / "1", files) == ["PF236"]
    assert codes(tmp_path / "2", {**files, "甲区.指标体系.toml": SMALL}) == []


def test_a_file_with_a_mistake_holds_every_output_back(tmp_path: Path) -> None:
    wrong = SMALL.replace("zh =", "hz =", 1)
    written(
        tmp_path, {"甲区.framework.toml": wrong, "部门.perf": SOURCE, "下/1.perf": "项目: 甲\n"}
    )
    done = run("build", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert b"framework.toml:2:1: error PF236" in done.stderr
    assert not (tmp_path / "build").exists()
    # it is said of a single file too, whose levels it holds
    done = run("check", "下/1.perf", cwd=tmp_path)
    assert b"PF236" in done.stdout


def test_a_framework_can_be_checked_alone(tmp_path: Path) -> None:
    written(
        tmp_path, {"甲区.framework.toml": SMALL, "乙区.framework.toml": SMALL, "部门.perf": "x"}
    )
    done = run("check", "甲区.framework.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 file, nothing to report" in done.stderr
    done = run("check", "乙区.framework.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert b"framework.toml:1:6: error PF236" in done.stdout
    assert run("build", "甲区.framework.toml", cwd=tmp_path).returncode == 0
    assert run("format", "甲区.framework.toml", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "build").exists()
    (tmp_path / "甲区.framework.toml").write_bytes(b"\xff")
    done = run("check", "甲区.framework.toml", cwd=tmp_path)
    assert b"PF101" in done.stdout


def test_format_leaves_files_alone_whose_framework_is_not_whole(tmp_path: Path) -> None:
    broken = SMALL.replace('zh = "产出指标"', "zh = ")
    written(tmp_path, {"甲区.framework.toml": broken, "部门.perf": SOURCE})
    done = run("format", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert b"framework.toml:4:1: error PF236" in done.stderr
    assert (tmp_path / "部门.perf").read_text(encoding="utf-8") == SOURCE


def test_format_knows_the_levels_of_an_own_framework() -> None:
    text = "指标体系: 甲区\n项目: 甲\n产出指标:\nparty:  场次=12次\n"
    small = SMALL.replace('zh = "党建指标"', 'zh = "党建指标", en = "Party"')
    source, catalogue = SourceFile("a.perf", text), Catalogue([own(small)])
    done = format_source(source, catalogue, language="zh")
    assert done.text == "指标体系: 甲区\n\n项目: 甲\n  产出指标:\n    党建指标: 场次 = 12 次\n"


TWO_OF_ONE_NAME = """id = "甲区"
zh = "甲区指标体系"
[[level]]
zh = "产出指标"
en = "Output"
second = [{ zh = "其他指标", en = "Other output" }]
[[level]]
zh = "效益指标"
en = "Benefit"
second = [{ zh = "其他指标", en = "Other benefit" }]
"""


def test_levels_of_one_name_and_two_in_the_other_language_stay_what_they_are() -> None:
    """In Chinese one word stands for both, so in English each has to be said by its own, or as it was written."""
    rows = "output:\n    other output: a = 1\n  benefit:\n    other benefit: b = 2"
    english = f"department: d\nyear: 2026\nframework: 甲区\nform: brief\n\nproject: p\n  {rows}\n"
    catalogue = Catalogue([own(TWO_OF_ONE_NAME)])

    def formatted(text: str, language: str) -> str:
        made = format_source(SourceFile("a.perf", text), catalogue, language=language).text
        assert made is not None
        return made

    assert formatted(english, "en") == english
    chinese = formatted(english, "zh")
    assert chinese.count("其他指标: ") == 2
    again = formatted(chinese, "en")
    assert again.count("  其他指标: ") == 2
    wanted = schema(TWO_OF_ONE_NAME, "brief", "en")
    for text in (english, chinese, again):
        compilation = wanted.compile(text)
        assert [one.code for one in compilation.diagnostics] == []
        published = b"".join(build(compilation, "text").content).decode()
        assert "Output / Other output" in published
        assert "Benefit / Other benefit" in published
        assert Written(wanted, compilation.publication).source().endswith(rows + "\n")


def test_import_takes_the_own_frameworks_above_its_output(tmp_path: Path) -> None:
    written(tmp_path, {"甲区.framework.toml": SMALL, "源/部门.perf": SOURCE})
    assert run("build", "源", "-o", "p.txt", cwd=tmp_path).returncode == 0
    assert run("import", "p.txt", "-o", "新/2026", cwd=tmp_path).returncode == 0
    head = (tmp_path / "新" / "2026" / "部门.perf").read_text(encoding="utf-8")
    assert "指标体系: 甲区\n" in head
    (tmp_path / "甲区.framework.toml").write_text(SMALL + "x = 1\n", encoding="utf-8")
    done = run("import", "p.txt", "-o", "再", cwd=tmp_path)
    assert done.returncode == 1
    assert b"PF236" in done.stderr
    assert not (tmp_path / "再").exists()


def test_advice_is_about_the_levels_of_the_publication_at_hand() -> None:
    """Two bureaus may give one name to frameworks of different levels."""
    text = SOURCE.replace("党建指标", "党健指标")
    first = compile_files({"a.perf": text}, own=[own()])
    second = compile_files({"a.perf": text}, own=[own(SMALL.replace("党建指标", "党健康指标"))])
    fixed = [one.diagnostics[0].values.get("fixed") for one in (first, second)]
    assert fixed == ["党建指标: 主题党日 = 12 次", "党健康指标: 主题党日 = 12 次"]


# --- What they ask

ASKING = """id = "甲区"
zh = "甲区指标体系"
weights = [100]
[[level]]
zh = "产出指标"
least = 2
most = 4
weight = 60
second = [
  { zh = "数量指标", most = 2, admits = ["count"] },
  { zh = "质量指标", required = true, admits = ["percentage", "text"] },
]
[[level]]
zh = "成本指标"
direction = "at most"
admits = ["money"]
second = [{ zh = "经济成本指标" }, { zh = "节约指标", direction = "at least", admits = ["percentage"] }]
"""
RIGHT = "数量指标: 甲 = 1 个\n质量指标: 乙 ≥ 5 %\n"
COSTS = "经济成本指标: 丙 > 5 元\n指标: 丁 ≤ 5 元\n指标: 戊 = 5 元\n指标: 己: 5 元\n"


def weighed(*weights: str, breakdown: str = "") -> str:
    """Rows of three levels, each with its weight."""
    rows = ("数量指标: 甲 = 1 个", "质量指标: 乙 ≥ 5 %", "经济成本指标: 丙 ≤ 5 元")
    pieces = (f"{row}\n权重: {weight}\n" for row, weight in zip(rows, weights, strict=True))
    return breakdown.join(pieces)


CASES = {
    "in order": (RIGHT, []),
    "an empty row is none": ("数量指标: 甲 = 1 个\n质量指标:\n", ["2:PF235"]),
    "a level 1 counts what is below it": ("质量指标: 乙 ≥ 5 %\n", ["2:PF235"]),
    "one cause of two": ("数量指标: 甲 = 1 个\n", ["2:PF235"]),
    "no row at all, said once": ("经济成本指标: 丙 ≤ 5 元\n", ["2:PF235"]),
    "a project line was forgotten": (
        "用途: 甲\n" + RIGHT + "用途: 乙\n" + RIGHT.replace("甲", "丙") + RIGHT, ["6:PF203"]
    ),
    "a level 2 too many": (RIGHT + "数量指标: 丙 = 1 个\n指标: 丁 = 2 个\n", ["6:PF235"]),
    "a level 1 too many": (RIGHT + "质量指标: 丙 > 5 %\n指标: 丁 > 5 %\n指标: 戊 > 5 %\n", ["7:PF235"]),
    "breakdown rows are not counted": (RIGHT + "数量指标: 丙 = 2 个\n其中: 丁 = 1 个\n其中: 戊 = 1 个\n", []),
    "a sort that is not admitted": (RIGHT + "指标: 丙 ≥ 5 万元\n", ["5:PF234"]),
    "of a breakdown row too": (RIGHT + "其中: 丙 ≥ 5 万元\n", ["5:PF234"]),
    "no target yet": (RIGHT + "数量指标: 丙\n", []),
    "no target yet, and says so": (RIGHT + "数量指标: 丙: 待定\n", []),
    "the wrong way": (RIGHT + COSTS, ["5:PF318"]),
    "a level 2 has its own way": (RIGHT + "节约指标: 丙 < 5 %\n指标: 丁 ≥ 5 %\n", ["5:PF318"]),
    "an indicator has its own way": (
        RIGHT + "经济成本指标: 丙 ≥ 5 元\n方向: 正向\n其中: 丁 ≥ 3 元\n指标: 戊 ≥ 5 元\n",
        ["8:PF318"],
    ),
    "an own way that is none": (
        RIGHT + "经济成本指标: 丙 ≥ 5 元\n方向: 随便\n",
        ["5:PF318", "6:PF240"],
    ),
    "in quotes": (RIGHT + '经济成本指标: 丙: "≧5元"\n', ["5:PF318"]),
    "weights": (weighed("20", "40.0", "40"), []),
    "weights of a level": (weighed("20", "30", "40"), ["4:PF317"]),
    "weights of all": (weighed("20", "40", "30"), ["2:PF317"]),
    "a row without a weight": ("数量指标: 甲 = 1 个\n权重: 20\n质量指标: 乙 ≥ 5 %\n", []),
    "a weight that is none": ("数量指标: 甲 = 1 个\n权重: 20\n质量指标: 乙 ≥ 5 %\n权重: 高\n", ["6:PF223"]),
    "weights of breakdown rows": (weighed("20", "40", "40", breakdown="其中: 丁 = 1 个\n权重: 7\n"), ["9:PF234"]),
    "after a lost line nothing is missing": ("数量指标: 甲 = 1 个\n读不懂\n", ["4:PF110"]),
    "after a lost line nothing is off": ("数量指标: 甲 = 1 个\n权重: 20\n读不懂\n" + RIGHT, ["5:PF110"]),
    "whose level was lost": (RIGHT + "经济成本指标 丙\n指标: 丁: 持续改进\n", ["5:PF110"]),
    "a level nobody knows": (RIGHT.replace("质量指标", "产出指标/质数指标"), ["4:PF208"]),
    "below another level 1": (RIGHT.replace("质量指标", "成本指标/质量指标"), ["4:PF207"]),
    "a level 1 alone": ("产出指标: 甲 = 1 个\n", ["3:PF209"]),
    "attributes of no row": ("描述: 甲\n", ["3:PF202"]),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_what_a_framework_asks_is_checked(title: str) -> None:
    rows, expected = CASES[title]
    text = f"指标体系: 甲区\n项目: 甲\n{rows}"
    assert findings(compile_files({"a.perf": text}, own=[own(ASKING)])) == expected


@pytest.mark.parametrize(
    "lines",
    ["指标体系: 甲去\n", "指标体系\n", "读不懂\n指标体系: 甲区\n项目: 乙\n"],
    ids=["slip", "lost", "before"],
)
def test_nothing_is_asked_where_the_framework_is_not_sure(lines: str) -> None:
    text = f"{lines}项目: 甲\n数量指标: 丙 ≥ 5 万元\n"
    codes_found = {
        one.code for one in compile_files({"a.perf": text}, own=[own(ASKING)]).diagnostics
    }
    if lines.startswith("读不懂"):
        assert codes_found == {"PF110", "PF235", "PF234"}  # the framework is known here
    else:
        assert not codes_found & {"PF234", "PF235", "PF317", "PF318"}


def test_a_flat_framework_of_ones_own_has_weights_alone() -> None:
    flat = 'id = "甲区"\nzh = "甲"\nweights = [100]\n'
    text = "指标体系: 甲区\n项目: 甲\n指标: 甲 ≥ 5 个\n权重: 40\n指标: 乙 ≥ 5 个\n权重: 50\n"
    assert findings(compile_files({"a.perf": text}, own=[own(flat)])) == ["2:PF317"]


def test_what_the_shipped_ones_find_in_a_real_publication_is_its_costs() -> None:
    contents = {
        path.name: path.read_text(encoding="utf-8")
        for path in (EXAMPLES / "dingzhou").glob("*.perf")
    }
    found = [one for one in compile_files(contents).diagnostics if one.code == "PF318"]
    assert len(found) == 11
    for one in found:
        start = contents[one.path].rindex("\n", 0, one.at.start)
        assert contents[one.path][start : one.at.start].strip().startswith("成本指标")
