"""Control of a review: what is chosen is shown, whatever may not be hidden is, and the page about it is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perflang.cli.controls import Controls
from perflang.control import (
    Choice,
    Layer,
    cannot_be_left_out,
    code_of,
)
from perflang.control.baseline import read_baseline
from perflang.control.settings import _PATH, _TOP, NAME
from perflang.diagnostics import all_codes, page
from perflang.review import review
from perflang.source import Limits, SourceFile
from perflang.workspace import discover
from tests.controlled import TWO, check, said, write
from tests.markdown import blocks
from tests.settings_files import read
from tests.support import EXAMPLES, ROOT, compile_files, run
from tests.test_language import Example, examples_of

PAGE = ROOT / "docs" / "settings.md"


def test_a_finding_is_named_by_its_code_its_beginning_or_its_name() -> None:
    for code in all_codes():
        assert code_of(code) == code_of(code.lower()) == code_of(page(code).name) == code
    assert [code_of(word) for word in ("PF", "pf5", "ＰＦ５０１", " PF50 ")] == [
        "PF",
        "PF5",
        "PF501",
        "PF50",
    ]
    assert [code_of(word) for word in ("", "PF777", "P", "501", "basis", "PF501x")] == [None] * 6


def test_a_mistake_cannot_be_left_out() -> None:
    for code in all_codes():
        error = page(code).severity == "error"
        firm = error and code[:3] in ("PF1", "PF2", "PF6")
        assert (cannot_be_left_out(code) == "firm") == firm, code
        assert Choice((Layer(select=(), ignore=("PF",)),)).shows(code) == firm, code
    assert cannot_be_left_out("PF1") == "firm"
    assert cannot_be_left_out("PF4") == "elsewhere"
    assert [cannot_be_left_out(one) for one in ("PF", "PF2", "PF217", "PF5", "PF6")] == [None] * 5


def test_statistics_count_codes_the_most_frequent_first(tmp_path: Path) -> None:
    text = TWO + "  用途: 助\u00a0餐\n  负责人: 张\u00a0三\n  指标: 加装电梯 ≥ 2 部\n"
    write(tmp_path, {"a.perf": text})
    chosen = ("check", "--statistics", "--select", "PF501,PF304")
    done = run(*chosen, cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["3", "PF501"], ["2", "PF304"]]
    assert "[*]  odd-blank" in lines[1]
    assert "[ ]  basis-empty" in lines[0]
    assert lines[-1] == "[*] can be mended by `perflang check --fix`"
    counted = json.loads(run(*chosen, "--output-format", "json", cwd=tmp_path).stdout)
    assert [(one["code"], one["count"], one["fixable"]) for one in counted] == [
        ("PF501", 3, 0),
        ("PF304", 2, 2),
    ]
    concise = run(*chosen, "--output-format", "concise", cwd=tmp_path).stdout.decode()
    assert [line.split("\t")[0] for line in concise.splitlines()] == ["3", "2"]
    assert run(*chosen, "--ignore", "PF501,PF304", cwd=tmp_path).stdout == b""


def test_without_settings_all_of_a_review_is_shown() -> None:
    folder = EXAMPLES / "dingzhou"
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.perf"))}
    compilation = compile_files(files)
    assert Controls(Limits(), Layer()).review(compilation) == review(compilation)


def test_standard_input_is_controlled_by_the_settings_here(tmp_path: Path) -> None:
    write(tmp_path, {NAME: 'profile = "strict"\n'})
    assert run("check", "-", cwd=tmp_path, stdin=TWO.encode()).returncode == 1
    write(tmp_path, {NAME: 'profile = "strict"\n[[paths]]\npath = "-"\nprofile = "none"\n'})
    assert run("check", "-", cwd=tmp_path, stdin=TWO.encode()).returncode == 0


def test_the_publications_of_one_run_are_found_as_before(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, NAME: "", "perflang-baseline.toml": "version = 1\n"})
    assert [one.name for one in discover([str(tmp_path)], Limits())] == ["a"]


def test_it_is_said_how_many_files_were_not_reviewed(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, "b.perf": TWO + "  用途 助餐\n", "c.perf": "进度指标: 甲\n"})
    assert "not reviewed because of lines that cannot be read: 2;" in said(tmp_path, "check")[1]
    assert "not reviewed" not in said(tmp_path, "check", "a.perf")[1]
    assert "2 个文件里有读不懂的行，没有审核" in said(tmp_path, "check", "--lang", "zh")[1]
    one = said(tmp_path, "check", "b.perf", "--lang", "zh")[1]
    assert "1 个文件里有读不懂的行，没有审核" in one


@pytest.mark.parametrize("name", ["notes.md", "notes.html"])
def test_a_report_takes_the_place_of_a_report_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.perf": TWO, name: "# 会议记录\n"})
    status, told = said(tmp_path, "review", "-o", name)
    assert (status, "PF107" in told, "no report made by perflang" in told) == (2, True, True)
    assert (tmp_path / name).read_text("utf-8") == "# 会议记录\n"
    for before in ("", None):  # an empty file, and a report in either language
        for language in ("zh", "en", "zh"):
            if before is not None:
                (tmp_path / name).write_text(before, "utf-8")
            assert said(tmp_path, "review", "-o", name, "--lang", language)[0] == 0
    assert "绩效目标审核报告" in (tmp_path / name).read_text("utf-8")


def examples() -> list[Example]:
    return examples_of(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", examples(), ids=lambda one: str(one.blocks[0].line))
def test_an_example_of_the_page_does_what_it_says(example: Example, tmp_path: Path) -> None:
    write(tmp_path, example.files)
    (name, text), *others = example.files.items()
    assert not others
    if name == NAME:
        assert read(text)[1] == []
    elif name.endswith(".toml"):
        assert read_baseline(SourceFile(name, text), Limits())[1] == []
    else:
        assert check(tmp_path) == list(example.expected)


def test_the_command_lines_of_the_page_work_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, {"2021/甲.perf": TWO})
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        for line in block.text.splitlines() if block.kind == "console" else ():
            status, text = said(tmp_path, *line.removeprefix("$ perflang ").split())
            assert (status, "PF501" in text) == (0, False)


def test_the_page_names_every_key() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for key in {*_TOP, *_PATH}:
        assert text.count(f"`{key}`") + text.count(f"[{key}]") >= 2, key
