"""Rule 2: nothing recurses over input but brackets, and those have a limit."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest

from perflang.compiler import Compilation
from perflang.compiler.building import build
from perflang.compiler.formats import FORMATS
from perflang.compiler.importing import import_document
from perflang.source import Limits, SourceFile
from perflang.syntax.parser import parse
from perflang.syntax.printing import Style, print_tree
from perflang.syntax.tokens import tokens
from tests.reliability.here import HEAD, found_in, run_here
from tests.support import build_text, compile_text, findings

FRAMES = 150  # more than any text needs that has no brackets


@contextmanager
def few_frames(frames: int = FRAMES) -> Iterator[None]:
    """Overflows the stack at once where somebody recurses over input."""
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + frames)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def nested(depth: int, opening: str = "(", closing: str = ")") -> str:
    """A budget whose sources are ``depth`` brackets deep; every sum is right."""
    return f"{HEAD}项目: a\n  预算: 1 = {f'b 1 {opening}' * depth}c 1{closing * depth}\n"


def hidden(depth: int) -> str:
    """The same with sources whose names are brackets in quotes: text, which closes nothing."""
    return nested(depth).replace("b 1", '")" 1')


# Brackets


@pytest.mark.parametrize("brackets", ["()", "（）"])
@pytest.mark.parametrize("depth", [0, 1, 99, 100])
def test_brackets_may_be_a_hundred_deep(depth: int, brackets: str) -> None:
    compilation = compile_text(nested(depth, *brackets))
    assert findings(compilation) == []
    budget = compilation.publication.projects[0].budget
    assert budget is not None
    parts, counted = budget.parts, 0
    while parts[0].parts:
        parts, counted = parts[0].parts, counted + 1
    assert counted == depth


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (nested(101), 10 + 101 * 5),
        (nested(15_000), 10 + 101 * 5),
        (f"{HEAD}项目: a\n{'(' * 50_000}", 101),
        (f"{HEAD}项目: a\n{'（' * Limits().line}", 101),
        (f"{HEAD}项目: a\n用途: {'((' * 101}", 105),
        (f"{HEAD}项目: a\n预算: {')' * 300}{'(' * 101}", 405),
        (hidden(101), 10 + 101 * 7),
        (hidden(10_000), 10 + 101 * 7),
    ],
)
def test_the_bracket_that_is_too_deep_is_pointed_at(text: str, column: int) -> None:
    with few_frames():
        assert found_in("check", "-", stdin=text.encode()) == [f"4:{column} PF116"]


def test_brackets_that_close_again_have_no_depth() -> None:
    text = (
        f"{HEAD}项目: a\n  用途: {'(一)' * 20_000}\n  预算: 9 = b 3 (c 3) + d 3 (e 3) + f 3 (g 3)\n"
    )
    assert findings(compile_text(text)) == []


def test_comments_and_quoted_brackets_are_not_counted() -> None:
    text = f'{HEAD}# {"(" * 500}\n项目: "{"(" * 500}"\n'
    assert findings(compile_text(text)) == []


@pytest.mark.parametrize("depth", [Limits().depth, 200])  # 200: the most that --limit allows
def test_everything_is_done_at_the_allowed_depth(depth: int) -> None:
    limits = Limits(depth=depth)
    compilation, again = (compile_text(nested(depth), limits) for _ in range(2))
    assert findings(compilation) == []
    project = compilation.publication.projects[0]
    assert project == again.publication.projects[0]
    assert repr(project).count("BudgetPart(") == depth + 1
    if depth == Limits().depth:
        assert deepcopy(project) == project
    tree, _ = parse(SourceFile("a", nested(depth)), limits)
    other, _ = parse(SourceFile("a", nested(depth)), limits)
    assert tree == other
    assert repr(tree).count("Part(") == depth + 1
    printed = print_tree(tree, Style())
    assert print_tree(parse(SourceFile("a", printed), limits)[0], Style()) == printed
    assert "".join(token.text for token in tokens(tree)) == tree.source.text
    assert b"".join(build(compilation, "text").content)
    parts = json.loads(build_text(compilation, "json"))["projects"][0]["budget"]["parts"]
    for _ in range(depth):
        parts = parts[0]["parts"]
    assert parts[0]["name"] == "c"


def test_sources_of_money_nested_in_a_published_table_end_at_that_depth(tmp_path: Path) -> None:
    """A path of the brief form goes deeper with every row; a source could not say it."""
    names = [chr(0x4E00 + number) for number in range(300)]
    rows = "".join(
        f"\tof which\n\t{' / '.join(names[: n + 1])}\n\t1\n\n" for n in range(len(names))
    )
    table = brief(rows)
    with few_frames(3 * Limits().depth + FRAMES):
        imported = import_document(SourceFile("a", table))
    assert {one.code for one in imported.diagnostics} <= {"PF403"}
    assert imported.tables or imported.diagnostics


def brief(funding: str) -> str:
    """A published table in the brief form, with the rows of its sources of money."""
    return (
        "Performance targets of N, 2022\nAmounts in 万元\nOverall goals\nSpecific goals\nSafeguards\n"
        "Table 1: P\n\tCode\n\t\n\tUnit\n\t310 H\n\n\tPurpose\n\t\n\n\tGoals\n\t\n\n"
        f"\tSpent by\n\tDecember: 100%\n\n\tBudget\n\t1\n\n{funding}\n"
        "\tLevel\n\tIndicator\n\tTarget\n\tBasis\n\n\tOutput / Quantity\n\tships\n\t≥20 ships\n\t\n\n\n"
    )


# Everything else may be as large as it likes

FLAT: dict[str, Callable[[int], str]] = {
    "unreadable lines": lambda n: "x\n" * (n // 10),
    "blank lines": lambda n: "\n" * n,
    "comments": lambda n: "#\n" * n,
    "projects": lambda n: "项目: a\n" * (n // 10),
    "units": lambda n: "".join(f"预算单位: {100_000 + number} a\n" for number in range(n // 50)),
    "items": lambda n: "项目: a\n绩效目标:\n" + "- 一\n" * (n // 2),
    "rows": lambda n: "项目: a\n" + "数量指标: a ≥ 1 个\n" * (n // 10),
    "breakdowns": lambda n: "项目: a\n数量指标: a ≥ 1\n" + "其中: a ≥ 1\n" * (n // 10),
    "budget lines": lambda n: "项目: a\n预算: 1\n" + "+ a 1\n" * (n // 5),
    "a budget line": lambda n: "项目: a\n预算: 1 = " + "a 1 + " * (n // 10) + "a 1\n",
    "stages": lambda n: "项目: a\n支出计划: " + "一 1%," * (n // 20) + "二 2%\n",
    "words of a stage": lambda n: "项目: a\n支出计划: " + "一 " * (n // 4) + "\n",
    "quotes": lambda n: "项目: a\n用途: " + '"' * (n // 2 - 10) + "\n",
    "levels": lambda n: "项目: a\n" + "产出指标:\n效益指标:\n" * (n // 10),
    "paths": lambda n: "项目: a\n" + "产出指标/数量指标: a\n" * (n // 10),
}


@pytest.mark.parametrize("kind", FLAT)
def test_no_text_is_too_long_for_the_stack(kind: str) -> None:
    text = FLAT[kind](40_000)
    with few_frames():
        compilation = compile_text(text)
        assert len(compilation.files[0].source.line_starts) == text.count("\n") + 1
        if compilation.readable:
            for name in FORMATS:
                assert b"".join(build(compilation, name).content)


def test_two_hundred_thousand_further_lines_are_one_text() -> None:
    lines = 200_000
    with few_frames():
        compilation = compile_text(f"{HEAD}项目: a\n用途: 一\n" + "| 二\n" * lines)
    assert findings(compilation) == ["4:PF118"]
    purpose = compilation.publication.projects[0].purpose
    assert purpose == "一" + "\n二" * lines


PUBLISHED_FLAT: dict[str, Callable[[int], str]] = {
    "lines": lambda n: "a\n" * n,
    "cells": lambda n: "第一部分\n" + "\t\n" * n,
    "lines of a cell": lambda n: brief("\tof which\n\ta\n\t1\n" + "a\n" * n),
    "rows": lambda n: brief("\tof which\n\ta\n\t1\n\n" * (n // 10)),
    "blank lines": lambda n: "\n" * n,
    "paragraphs of an item": lambda n: "第一部分\n部门整体绩效目标\n一、总体绩效目标\n" + "a\n" * n,
}


@pytest.mark.parametrize("kind", PUBLISHED_FLAT)
def test_no_published_text_is_too_long_for_the_stack(kind: str) -> None:
    with few_frames():
        imported = import_document(SourceFile("a", PUBLISHED_FLAT[kind](50_000)))
    assert imported.tables or imported.diagnostics


def test_folders_inside_folders_end_with_one_finding(tmp_path: Path) -> None:
    before = Path.cwd()
    for depth in range(500):  # deeper than a path can be spelled
        Path("d").mkdir()
        if depth % 10 == 0:
            Path("a.perf").write_bytes(b"")
        os.chdir("d")
    os.chdir(before)
    with few_frames(FRAMES + 100):
        outcome = run_here("check", tmp_path, "--output-format", "concise")
    assert outcome.status == 2
    lines = outcome.out.splitlines()
    assert [line.split(": ")[1][:5] for line in lines] == ["PF228"] * 4 + ["PF106"]
    assert "more than 32 folders deep" in lines[-1]


def test_a_compilation_is_compared_without_recursion_over_its_files() -> None:
    def many(count: int) -> Compilation:
        return compile_text(HEAD + "项目: a\n" * count)

    with few_frames():
        assert many(5000).publication == many(5000).publication
