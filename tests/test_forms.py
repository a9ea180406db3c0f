"""Forms: a bureau's own file is read as it is written, each mistake in it has its place and its help."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from attrs import astuple

from perflang.compiler.building import blank, build
from perflang.compiler.importing import import_document
from perflang.diagnostics import help_text, message, page
from perflang.forms.fields import FIELDS, REPEATS, field_named, field_of, repeat_named
from perflang.forms.form import CellSpec, Form, GridSpec, ItemsSpec, RowSpec, SectionSpec, TextSpec
from perflang.forms.form_file import KEYS, read_form
from perflang.forms.grid_file import ROW_KEYS
from perflang.forms.template import template
from perflang.model import FORM, OwnFile
from perflang.source import Limits, SourceFile
from perflang.values import OPERATORS
from perflang.vocabulary import LANGUAGES
from perflang.workspace import discover
from tests.form_files import (
    LEGITIMATE,
    MISTAKES,
    NAME,
    ROW,
    ROWS,
    SECTION,
    TOP,
    Case,
    form_file,
    read,
)
from tests.markdown import Block, blocks, check
from tests.support import ROOT, build_text, compile_files, form, form_names, run
from tests.test_language import Example, examples_of

# A help with nothing where a value is to stand.
EMPTY = re.compile("“”|的 的|在 的|\\[\\]|；可以写的有$|stands one of $|^$")
PAGE = ROOT / "docs" / "form.md"


@cache
def examples() -> list[Example]:
    """Those of the page about forms."""
    return examples_of(PAGE.read_text(encoding="utf-8"))


PIECES = [
    block
    for block in blocks(PAGE.read_text(encoding="utf-8"))
    if block.kind == "toml" and not block.is_source
]
WHOLE = f"""id = "{NAME}"
zh = "项目绩效目标表"
en = "Targets of projects"
source = "区财绩〔2026〕1号"
language = "en"
target = "{{operator}} {{number}}{{unit}}"
scale = "元"
decimals = 2
qualitative = "定性"
title = ["{{部门}}", "{{年度}}年"]

[[section]]
blocks = [
  {{ heading = "一、总体目标", depth = 2, entry = "总体目标", list = "A", level = 1 }},
  {{ items = "总体绩效目标" }},
]

[[section]]
each = "整体支出"

[[section.blocks]]
heading = "{{序号}}.{{项目名称}}"

[[section.blocks]]
paragraph = "附件：{{用途}}"
optional = true
"""
TABLE = """["项目", ">", "{项目}"],
["^", ">", "{预算：财政资金 }"],
["计划", { each = "支出计划", cell = "{阶段}", header = true }],
{ header = ["指标", "值", ""] },
{ each = "指标", merge = ["一级指标"], breakdown = "其中：", order = "levels", every_level = true, least = 3,
  cells = ["{一级指标}", "{指标名称}", "{指标值}"] },""".replace("3,\n ", "3,")


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: f"{case.hint} {case.piece[:30]}")
def test_a_mistake_has_its_place_and_its_help(case: Case) -> None:
    shape, found = read(case.text)
    marked = [(one.code, one.hint) for one in found]
    assert marked == [("PF237", case.hint)]
    (one,) = found
    shown = case.text[one.at.start : one.at.end].partition("\n")[0]
    assert shown.startswith(case.shown)
    assert bool(shown) == bool(case.shown)
    assert not shape.whole
    assert shape.sections == ()
    for language in LANGUAGES:
        assert message(one, language)
        assert not EMPTY.search(help_text(one, language))


NAMED = re.compile('["{“]([^"{}“”:]+)[:"}”]')
# Parts of the pattern of ``target`` are called alike in both languages.
BOTH = {"operator", "number", "unit"}


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: f"{case.hint} {case.piece[:30]}")
def test_fields_and_repeats_are_called_by_names_of_the_language_of_the_message(case: Case) -> None:
    (found,) = read(case.text)[1]
    kept = {str(found.values.get("near")), str(found.values.get("usual")), *BOTH}
    for language, other in (("zh", "en"), ("en", "zh")):
        foreign = {one.spelled(other) for one in FIELDS} | {one.spelled(other) for one in REPEATS}
        foreign -= set(KEYS)
        said = set(NAMED.findall(help_text(found, language)))
        assert [name for name in said & foreign - kept if name not in case.text] == []


@pytest.mark.parametrize(
    ("written", "helps"),
    [
        ("项目名秤", "是不是“项目名称”？"),
        ("单位代号", "是不是“单位代码”，也就是“单位编码”？"),
        ("项目预算", "是不是“项目总预算”，也就是“中期预算”？"),
        ("指标性质类", "是不是“指标性质”？"),
        ("项目概况表", "是不是“项目概况”，也就是“概况”？"),
        ("purpos", "是不是“purpose”？"),
        ("long-term budgets", "是不是“long_budget”？"),
    ],
)
def test_a_slip_in_a_field_is_answered_with_its_usual_name(written: str, helps: str) -> None:
    (found,) = read(form_file("blocks", f'{{ paragraph = "甲：{{{written}}}" }},'))[1]
    assert helps in help_text(found, "zh")


def test_every_help_is_given_by_a_mistake_or_needs_a_file() -> None:
    given = {case.hint for case in MISTAKES}
    assert len(MISTAKES) > 120
    assert set(page("PF237").hints) - given == {"shipped", "two", "txt"}


@pytest.mark.parametrize(("where", "piece"), LEGITIMATE, ids=lambda text: text[:40])
def test_what_looks_like_a_mistake_and_is_none_is_left_alone(where: str, piece: str) -> None:
    shape, found = read(form_file(where, piece))
    assert [(one.hint, one.values) for one in found] == []
    assert shape.whole


def test_a_form_is_what_its_file_says() -> None:
    shape, found = read(WHOLE)
    assert found == []
    assert astuple(shape, recurse=False) == astuple(
        Form(
            NAME,
            "项目绩效目标表",
            "Targets of projects",
            "en",
            (
                SectionSpec(
                    (
                        TextSpec(template("一、总体目标"), True, template("总体目标"), "A", 1, 2),
                        ItemsSpec("overall"),
                    )
                ),
                SectionSpec(
                    (
                        TextSpec(template("{number}.{project}"), True),
                        TextSpec(template("附件：{purpose}"), False, optional=True),
                    ),
                    "wholes",
                ),
            ),
            (" ", ""),
            (template("{department}"), template("{year}年")),
            "元",
            2,
            "定性",
            OPERATORS,
            "区财绩〔2026〕1号",
        ),
        recurse=False,
    )


def test_the_rows_of_a_table_are_what_they_say() -> None:
    shape, found = read(form_file("grid", TABLE))
    assert found == []
    (section,) = shape.sections
    assert section.blocks[1] == GridSpec(
        (
            RowSpec((CellSpec(template("项目"), 2), CellSpec(template("{project}")))),
            RowSpec((CellSpec(None, 2), CellSpec(template("{budget:财政资金}")))),
            RowSpec((CellSpec(template("计划")), CellSpec(template("{stage}"), 1, "stages", True))),
            RowSpec(tuple(CellSpec(template(text)) for text in ("指标", "值", "")), True),
            RowSpec(
                tuple(
                    CellSpec(template(f"{{{slot}}}")) for slot in ("level1", "indicator", "target")
                ),
                each=("indicators",),
                merge=("level1",),
                breakdown="其中：",
                order="levels",
                every_level=True,
                least=3,
            ),
        )
    )


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_done_to_a_file_is_a_finding_at_a_place_or_nothing(seed: int) -> None:
    chance = random.Random(seed)
    text = form_file("grid", TABLE) + WHOLE.partition("\n\n")[2]
    assert read(text)[1] == []
    signs = ["", "\n", '"', "'", "[", "]", "{", "}", "=", ",", ".", "9", "\\", "\x00", '">"', '"^"']
    for _ in range(100):
        spoiled = list(text)
        for _ in range(chance.randrange(1, 4)):
            spoiled[chance.randrange(len(spoiled))] = chance.choice(signs)
        source = SourceFile("a.form.toml", "".join(spoiled))
        shape, found = read_form(source, NAME, Limits())
        assert shape.whole == (not found)
        for one in found:
            assert 0 <= one.at.start <= one.at.end <= len(source.text)
            for language in LANGUAGES:
                assert help_text(one, language)


# Two mistakes that have nothing to do with each other are told at once.
TOGETHER = (
    (
        '["用途", "{用图}", ">"],\n["编码", "{项目编码}"],\n["项目", "{项目}", ">"],',
        ["slot-near", "columns"],
    ),
    (
        '["用途", "{用途}", "＞"],\n["编码", "{项目编码}"],\n["项目", "{项目}", ">"],',
        ["sign", "columns"],
    ),
    (
        '["用图", "{用图}"],\n["编码", "{项目编码}", ">"],\n["项目", "{项目}", ">"],',
        ["columns", "slot-near"],
    ),
    (
        f'{ROWS}{{ each = "各项指标", {ROW} }},\n["合计", ">"],',
        ["each-near", "columns"],
    ),
    (
        '["a", "b", "c"],\n["计划", { each = "阶段", cell = "{阶段}" }, ">", ">", ">"],\n["d", "e"],',
        ["right-of-repeat", "right-of-repeat", "right-of-repeat", "columns"],
    ),
)


@pytest.mark.parametrize(("piece", "hints"), TOGETHER, ids=lambda one: str(one)[:40])
def test_a_row_of_another_width_is_told_beside_other_mistakes(piece: str, hints: list[str]) -> None:
    assert [one.hint for one in read(form_file("grid", piece))[1]] == hints


def test_widths_are_counted_beside_other_mistakes() -> None:
    piece = '{ grid = [["项目", "{项目名秤}"]], widths = [1, 2, 3] },'
    found = read(form_file("blocks", piece))[1]
    assert [one.hint for one in found] == ["slot-near", "widths-columns"]
    found = read(form_file("blocks", '{ grid = ["项目"], widths = [1, 2] },'))[1]
    assert [one.hint for one in found] == ["row"]


def test_brackets_that_straight_quotes_would_set_free_are_not_gone_into() -> None:
    for deep in (100, 5000):
        (found,) = read(TOP + f'title = ["”,{"[" * deep}", “a”]\n' + SECTION)[1]
        assert found.hint == "quotes"


def test_a_field_and_a_repeat_go_by_words_of_both_languages() -> None:
    for field in FIELDS:
        assert field_named(field.id) is field
        assert all(field_named(name) is field for name in field.names), field.id
    for repeat in REPEATS:
        assert all(repeat_named(name) is repeat for name in (repeat.id, repeat.names[0]))


def test_the_page_names_every_key_field_and_repeat() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = {*KEYS, *ROW_KEYS, *(one.id for one in FIELDS), *(one.id for one in REPEATS)}
    assert sorted(names - set(re.findall("`([a-z0-9_.]+)`", text)) - {"section"}) == []


def test_the_words_of_the_page_are_those_that_a_file_may_use() -> None:
    _, repeats, fields = re.split("^## .*$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[
        -3:
    ]
    for ids, words in rows_of(repeats):
        assert {repeat_named(word) for word in words} == {repeat_named(ids[0])}
    for ids, words in rows_of(fields):
        meant = [field_of(one) for one in ids]
        assert [field_named(word) for word in words] == meant
        assert words == [field.spelled("zh") for field in meant], "messages use the same names"


def rows_of(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """The first two columns of the rows of a table: what is in backticks, and the words for it."""
    for ids, words in re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|", text, re.MULTILINE):
        yield re.findall("`(.*?)`", ids), words.split("、")


@pytest.mark.parametrize(
    "example", [pytest.param(one, id=f"line{one.blocks[0].line}") for one in examples()]
)
def test_an_example_of_the_page_is_in_order(example: Example, tmp_path: Path) -> None:
    assert sorted(example.check(tmp_path).places(tmp_path)) == sorted(example.expected)


@pytest.mark.parametrize("block", PIECES, ids=lambda block: f"line{block.line}")
def test_a_piece_of_the_page_can_stand_in_a_form(block: Block) -> None:
    assert read(form_file(block.words[0], block.text))[1] == []


# --- Where they stand


SMALL = form_file("grid", '["资金用途", "{用途}"],')
SOURCE = f"表样: {NAME}\n项目: 社区养老服务\n  用途: 送餐\n"
LIMITS = Limits()


def written(folder: Path, contents: Mapping[str, str]) -> None:
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found_in(folder: Path, contents: Mapping[str, str]) -> list[tuple[str, str | None]]:
    encoded = {name: text.encode() for name, text in contents.items()}
    return [(one.code, one.hint) for one in check(encoded, folder, LIMITS).found]


def test_an_own_form_stands_beside_the_sources_or_above_them(tmp_path: Path) -> None:
    for number, name in enumerate((f"{NAME}.form.toml", f"{NAME}.表样.toml"), 1):
        folder = tmp_path / str(number)
        assert found_in(folder, {name: SMALL, "民政局/2026/部门.perf": SOURCE}) == []
    wrong = {f"{NAME}.form.toml": "x", f"民政局/{NAME}.form.toml": SMALL}
    assert found_in(tmp_path / "3", {**wrong, "民政局/2026/部门.perf": SOURCE}) == []


def test_a_form_and_a_framework_may_have_one_name(tmp_path: Path) -> None:
    framework = f'id = "{NAME}"\nzh = "平"\n'
    contents = {f"{NAME}.framework.toml": framework, f"{NAME}.form.toml": SMALL}
    contents["a.perf"] = f"指标体系: {NAME}\n" + SOURCE
    assert found_in(tmp_path, contents) == []


def test_a_form_that_no_source_names_is_not_opened(tmp_path: Path) -> None:
    contents = {f"{NAME}.form.toml": "这不是 TOML", "a.perf": "项目: 甲\n  用途: 区表\n"}
    assert found_in(tmp_path, contents) == []
    (publication,) = discover([str(tmp_path)], LIMITS)
    assert [one.content for one in publication.sources.own] == [None]
    assert publication.sources.catalogue().form_names()[-1] == NAME
    (publication,) = discover([str(tmp_path)], LIMITS, form=NAME)
    assert [isinstance(one.content, SourceFile) for one in publication.sources.own] == [True]


@pytest.mark.parametrize(
    ("contents", "found"),
    [
        ({"市表.form.toml": SMALL, "a.perf": SOURCE.replace(NAME, "市表")}, ("PF237", "id")),
        ({f"{NAME}.form.toml.txt": SMALL, "a.perf": SOURCE}, ("PF237", "txt")),
        (
            {f"{NAME}.form.toml": SMALL, f"{NAME}.表样.toml": SMALL, "a.perf": SOURCE},
            ("PF237", "two"),
        ),
        ({"hebei.form.toml": SMALL, "a.perf": SOURCE.replace(NAME, "hebei")}, ("PF237", "shipped")),
        ({"hebei.form.toml": SMALL, "a.perf": "项目: 甲\n"}, ("PF237", "shipped")),
        ({"a.perf": SOURCE}, ("PF220", "no-form")),
        ({"a.perf": SOURCE.replace(NAME, "a/b")}, ("PF220", "no-choice")),
        ({f"{NAME}.form.toml/x": "", "a.perf": SOURCE}, ("PF106", None)),
    ],
    ids=["id", "txt", "two", "shipped", "default", "none", "no file", "folder"],
)
def test_what_is_wrong_with_a_file_is_said_of_the_publication(
    contents: dict[str, str], found: tuple[str, str | None], tmp_path: Path
) -> None:
    assert found_in(tmp_path, contents) == [found]


def test_a_form_can_be_checked_alone(tmp_path: Path) -> None:
    written(tmp_path, {f"{NAME}.form.toml": SMALL, "市表.form.toml": SMALL, "a.perf": "x"})
    done = run("check", f"{NAME}.form.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 file, nothing to report" in done.stderr
    done = run("check", "市表.form.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert b"form.toml:1:6: error PF237" in done.stdout


# --- What is built with them

PRINTED = "社区养老服务绩效目标表\n\t资金用途\n\t送餐\n\n\n"


def test_a_publication_is_built_in_an_own_form_and_read_back(tmp_path: Path) -> None:
    written(tmp_path, {f"{NAME}.form.toml": SMALL, "源/部门.perf": SOURCE})
    assert run("build", "源", "-o", "p.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "p.txt").read_text(encoding="utf-8") == PRINTED
    assert run("import", "p.txt", "-o", "新/2026", cwd=tmp_path).returncode == 0
    head = (tmp_path / "新" / "2026" / "部门.perf").read_text(encoding="utf-8")
    assert f"表样: {NAME}\n" in head
    done = run("build", "新/2026", "-o", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, PRINTED)


@pytest.mark.parametrize("given", [NAME, f"下/{NAME}.form.toml"], ids=["name", "file"])
def test_another_form_for_once_has_an_output_of_its_own(given: str, tmp_path: Path) -> None:
    source = SOURCE.replace(f"表样: {NAME}\n", "")
    place = "" if given == NAME else "下/"
    written(tmp_path, {f"{place}{NAME}.form.toml": SMALL, "a.perf": source})
    for arguments in (["a.perf"], ["a.perf", "--form", given]):
        assert run("build", *arguments, cwd=tmp_path).returncode == 0
    names = sorted(path.name for path in (tmp_path / "build").glob("*.txt"))
    assert names == [f"a-{NAME}.txt", "a.txt"]
    assert (tmp_path / "build" / names[0]).read_text(encoding="utf-8") == PRINTED
    done = run("build", "a.perf", "--form", given, "-o", "p.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "p.txt").read_text(encoding="utf-8") == PRINTED


def test_a_file_on_the_command_line_counts_more_than_one_beside_the_sources(tmp_path: Path) -> None:
    other = SMALL.replace("资金用途", "项目用途")
    written(tmp_path, {f"{NAME}.form.toml": "x", f"下/{NAME}.form.toml": other, "a.perf": SOURCE})
    done = run("build", "a.perf", "--form", f"下/{NAME}.form.toml", "-o", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, PRINTED.replace("资金用途", "项目用途"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--form", "区标"], "是不是 did you mean “区表”?"),
        (["--form", "nothing"], "（brief、"),
        (["--form", NAME, "--to", "json"], "json"),
        (
            ["--form", "没有.form.toml"],
            "PF108: there is no “没有.form.toml”\n      = check the name, which ends in .form.toml",
        ),
        (["--form", "没有.表样.toml", "--lang", "zh"], "表样文件的名称以“.表样.toml”"),
    ],
    ids=["slip", "none", "json", "no file", "no file in Chinese"],
)
def test_a_form_that_there_is_not_is_a_wrong_command_line(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    written(tmp_path, {f"{NAME}.form.toml": SMALL, "a.perf": SOURCE})
    done = run("build", "a.perf", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("path", "helps"),
    [
        ("没有.表样.toml", "表样文件的名称以“.表样.toml”"),
        ("没有.framework.toml", "指标体系文件的名称以“.指标体系.toml”"),
        ("没有.perf", "源文件的扩展名是 .perf"),
    ],
)
def test_a_file_that_there_is_not_is_spoken_of_as_what_it_is(
    path: str, helps: str, tmp_path: Path
) -> None:
    done = run("check", path, "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 2
    assert helps in done.stdout.decode()


def test_a_form_with_a_mistake_holds_its_output_back_and_no_other(tmp_path: Path) -> None:
    wrong = SMALL.replace("{用途}", "{用图}")
    written(tmp_path, {f"{NAME}.form.toml": wrong, "a.perf": SOURCE, "b.perf": "项目: 甲\n"})
    done = run("build", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count(b"form.toml:8:11: error PF237") == 1
    assert b"there is a mistake in the file of the form" in done.stderr
    assert [path.name for path in (tmp_path / "build").glob("[!.]*")] == ["b.txt"]
    assert run("build", "a.perf", "--to", "json", "-o", "-", cwd=tmp_path).stdout.startswith(b"{")


def test_an_output_never_takes_the_place_of_a_form(tmp_path: Path) -> None:
    written(tmp_path, {f"{NAME}.form.toml": SMALL, "a.perf": SOURCE})
    done = run("build", "a.perf", "-o", f"{NAME}.form.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / f"{NAME}.form.toml").read_text(encoding="utf-8") == SMALL


# --- What there is to choose from


def test_the_forms_are_listed_with_their_own_ones_marked(tmp_path: Path) -> None:
    written(tmp_path, {f"下/{NAME}.form.toml": SMALL, f"{NAME}.framework.toml": "x"})
    lines = run("forms", "下", "--lang", "zh", cwd=tmp_path).stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == [*form_names(), NAME]
    assert lines[-1].endswith(f"自己的：下/{NAME}.form.toml")
    assert [line.count("自己的") for line in lines[:-1]] == [0] * len(form_names())
    written(tmp_path, {f"下/{NAME}.form.toml": SMALL + "x"})
    done = run("forms", "下", cwd=tmp_path)
    assert done.returncode == 1
    assert b"PF237" in done.stderr
    assert done.stdout.decode().splitlines()[-1].startswith(NAME)


@pytest.mark.parametrize("format_name", ["text", "markdown", "html"])
@pytest.mark.parametrize("name", form_names())
def test_every_shipped_form_is_printed_with_nothing_filled_in(name: str, format_name: str) -> None:
    text = b"".join(blank(form(name), format_name)).decode()
    labels = [
        cell.template.literals[0]
        for section in form(name).sections
        for block in section.blocks
        for row in (block.rows if isinstance(block, GridSpec) else ())
        for cell in row.cells
        if cell.template is not None and cell.template.is_literal
    ]
    assert labels
    assert [label for label in labels if label not in text] == []


def test_a_blank_form_has_a_cell_of_whatever_is_repeated_across() -> None:
    """A reader sees that there are recipients, and where their values stand."""
    text = b"".join(blank(form("regions"), "text")).decode()
    *_, titles, row = text.strip("\n").split("\n\n")
    assert titles.split("\n\t") == ["\t一级指标", "二级指标", "三级指标", "指标值", ""]
    assert row.split("\n") == ["\t"] * 5


def test_one_form_is_printed_by_its_name_or_its_file(tmp_path: Path) -> None:
    written(tmp_path, {f"下/{NAME}.form.toml": SMALL})
    for arguments in ([f"下/{NAME}.form.toml"], [NAME, "下"]):
        done = run("forms", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout.decode()) == (0, "绩效目标表\n\t资金用途\n\t\n\n\n")
    assert run("forms", NAME, cwd=tmp_path).returncode == 2
    written(tmp_path, {f"下/{NAME}.form.toml": SMALL + "x"})
    done = run("forms", NAME, "下", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"PF237" in done.stderr


def test_a_blank_form_goes_where_it_is_told_to(tmp_path: Path) -> None:
    """``-o`` means what it means to a build: a file, a folder, standard output."""
    written(tmp_path, {f"{NAME}.form.toml": SMALL})
    for output, path in (("空表.html", "空表.html"), ("空/", f"空/{NAME}.html")):
        done = run("forms", NAME, "--to", "html", "-o", output, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, b"")
        assert f"wrote {path}" in done.stderr.decode()
        assert b"<!DOCTYPE html>" in (tmp_path / path).read_bytes()
    done = run("forms", NAME, "-o", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, "绩效目标表\n\t资金用途\n\t\n\n\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([NAME, "-o", f"{NAME}.form.toml"], "this is a source"),
        ([NAME, "-o", "new.表样.toml"], "this is a source"),
        ([NAME, "-o", "a.perf"], "this is a source"),
        ([NAME, "-o", "link.txt"], "this is a source"),
        (["-o", "x.txt"], "say which form"),
        ([NAME, "没有"], "PF108: there is no “没有”\n      = check the name of the folder"),
        (["hebei", "没有", "-o", "x.txt"], "PF108"),
        (["没有.form.toml", "-o", "x.txt"], "PF108"),
    ],
)
def test_a_blank_form_that_cannot_be_printed_so_is_a_wrong_command_line(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    written(tmp_path, {f"{NAME}.form.toml": SMALL, "a.perf": SOURCE})
    (tmp_path / "link.txt").hardlink_to(tmp_path / f"{NAME}.form.toml")
    done = run("forms", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    names = {"a.perf", "link.txt", f"{NAME}.form.toml"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert (tmp_path / f"{NAME}.form.toml").read_text(encoding="utf-8") == SMALL


def test_the_forms_beside_a_file_are_those_of_its_folder(tmp_path: Path) -> None:
    written(tmp_path, {f"下/{NAME}.form.toml": SMALL, "下/a.perf": SOURCE})
    assert run("forms", NAME, "下/a.perf", cwd=tmp_path).returncode == 0


EVERYTHING = f"""年度: 2026
金额单位: 万元
部门: 河东区民政局
表样: {NAME}
预算单位: 310001 养老服务中心
总体绩效目标:
  1. 老人就近得到照料。
项目: 1307 社区养老服务
  预算: 3 = 财政资金 2 + 其他资金 1
  用途: 送餐
  支出计划: 3月底 25%；12月底 100%
  绩效目标:
    1. 送到。
    2. 送好。
  数量指标: 场次 = 12 次
    其中: 小场 = 3 次
  质量指标: 结业率 ≥ 95 %
项目: 敬老院维修
  用途: 维修
  数量指标: 维修面积 ≥ 300 平方米
"""


MONEY = form_file("grid", '["财政", "{预算:财政资金|财政拨款}", "结转", "{预算:上年结转}"],')
LOST = "“当年财政拨款”没有位置，表上 {预算:财政资金|财政拨款}、{预算:上年结转} 空着"


@pytest.mark.parametrize(
    ("budget", "helps"),
    [
        ("当年财政拨款 9", (LOST, "例如 {预算:财政资金|财政拨款|当年财政拨款}；")),
        ("当年财政拨款 8 + 上年结转 1", ("表上 {预算:财政资金|财政拨款} 空着",)),
        ("福彩公益金 9", ("“福彩公益金”没有位置", "例如 {预算:上年结转|福彩公益金}；")),
        ("财政资金 8 + 上年结转 0.5 + 其他资金 0.5", None),
        ("财政资金 9（上级 9）", None),
    ],
)
def test_a_source_under_another_name_is_told_with_the_cell_that_stays_empty(
    budget: str, helps: tuple[str, ...] | None
) -> None:
    path = f"{NAME}.form.toml"
    own = OwnFile(NAME, path, SourceFile(path, MONEY), kind=FORM)
    text = f"金额单位: 万元\n表样: {NAME}\n项目: 甲\n  预算: 9 = {budget}\n"
    (found,) = build(compile_files({"a.perf": text}, own=[own]), "text").diagnostics
    assert found.code == "PF405"
    said = help_text(found, "zh")
    assert all(one in said for one in helps or ("不需要公开的不必改",))
    assert (found.hint == "sources") == (helps is not None)


@pytest.mark.parametrize(("where", "piece"), LEGITIMATE, ids=lambda text: text[:40])
def test_what_is_printed_in_a_form_that_is_in_order_is_read_back(where: str, piece: str) -> None:
    path = f"{NAME}.form.toml"
    own = OwnFile(NAME, path, SourceFile(path, form_file(where, piece)), kind=FORM)
    compilation = compile_files({"a.perf": EVERYTHING}, own=[own])
    assert [one for one in compilation.diagnostics if one.is_error] == []
    published = SourceFile("p.txt", build_text(compilation))
    imported = import_document(published, own=[own], form_name=NAME)
    said = [(one.code, one.hint) for one in imported.diagnostics]
    amounts = any("预算: " in text for _, text in imported.tables)
    bare = amounts and "金额单位" not in imported.head
    assert said == ([("PF224", "import")] if bare else []), "a form may have no place for the unit"
