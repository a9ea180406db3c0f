"""Mutation testing: a mutant is put in the place of what is loaded, and its page says what was judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from perflang.values import number
from tests.mutation.__main__ import draw, mark
from tests.mutation.page import FIRST_LINE, equivalent, interval, key, page
from tests.mutation.swap import functions, memos, replacements
from tests.support import ROOT

PATH = "perflang/values/number.py"
TEXT = (ROOT / PATH).read_text(encoding="utf-8")


def mutant(old: str, new: str, verdict: str = "survived") -> dict[str, Any]:
    assert TEXT.count(old) == 1
    start = TEXT.index(old)
    line = TEXT.count("\n", 0, start) + 1
    return {"path": PATH, "line": line, "start": start, "old": old, "new": new, "verdict": verdict}


def changed(old: str, new: str) -> str:
    one = mutant(old, new)
    return TEXT[: one["start"]] + new + TEXT[one["start"] + len(old) :]


def test_a_function_is_given_the_code_of_its_mutant_and_a_memo_is_emptied() -> None:
    before = number._is_too_long.__code__
    text = changed("len(spelling) > digits and", "len(spelling) > digits or")
    assert number.read_number("1") is not None
    codes = replacements(PATH, text, functions())
    assert [function for function, _ in codes] == [number._is_too_long]
    try:
        number._is_too_long.__code__ = codes[0][1]
        for memo in memos():
            memo.cache_clear()
        assert number._number.cache_info().currsize == 0
        assert number.read_number("1" * 29 + ".1") is None
    finally:
        number._is_too_long.__code__ = before
    assert number.read_number("1" * 29 + ".1") is not None


@pytest.mark.parametrize(
    ("old", "new"), [("DIGITS = 30", "DIGITS = 31"), ("field(eq=False)", "field(eq=True)")]
)
def test_what_is_run_when_a_module_is_loaded_is_not_swapped(old: str, new: str) -> None:
    assert not replacements(PATH, changed(old, new), functions())


FILE = "tests/test_values.py"
TESTS = [
    f"{FILE}::test_stages_are_in_the_order_of_the_year",
    f"{FILE}::test_equal_values_are_equal_whatever_their_spelling",
]


def judged(folder: Path, mutants: list[dict[str, Any]], tests: list[str]) -> tuple[list[str], str]:
    """The verdicts of the program over a file of tests, and what it printed."""
    lines = "".join(json.dumps(one) + "\n" for one in mutants)
    (folder / "sample.jsonl").write_text(lines, encoding="utf-8")
    survey = [[[name, 0.1] for name in tests], {PATH: {"1": list(range(len(tests)))}}]
    (folder / "survey.json").write_text(json.dumps(survey), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider"),
        *("-p", "tests.mutation.runner", "--mutants", str(folder / "sample.jsonl"), FILE),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdicts = (folder / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(one)["verdict"] for one in verdicts], done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="mutants are judged in forks")
def test_a_change_that_changes_nothing_survives_in_a_fork_and_in_a_new_process(
    tmp_path: Path,
) -> None:
    verdicts, printed = judged(
        tmp_path,
        [
            mutant("len(spelling) > digits and", "digits < len(spelling) and"),
            mutant('replace(",", "")', 'replace(".", "")'),
            mutant("DIGITS = 30", "DIGITS = 30"),
            mutant(r'(?:\.[0-9]+)?"', r'(?:\.[0-9]+)"'),
            mutant("DIGITS = 30", "DIGITS = thirty"),
        ],
        TESTS,
    )
    assert verdicts == ["survived", "killed", "survived", "killed", "killed"], printed


@pytest.mark.skipif(os.name == "nt", reason="mutants are judged in forks")
@pytest.mark.parametrize("new", ["DIGITS = 30", "DIGITS = thirty"])
def test_what_goes_wrong_without_the_change_too_is_no_verdict(tmp_path: Path, new: str) -> None:
    verdicts, printed = judged(
        tmp_path, [mutant("DIGITS = 30", new)], ["tests/test_none.py::test_none"]
    )
    assert verdicts == []
    assert "test_none.py" in printed


def test_a_sample_is_drawn_of_what_no_test_was_added_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [mutant("DIGITS = 30", f"DIGITS = {number}") for number in range(20)]
    seen = tmp_path / "seen.txt"
    seen.write_text("".join(f"{mark(one)}\n" for one in every[:8]), encoding="utf-8")
    monkeypatch.setattr("tests.mutation.__main__.SEEN", seen)
    drawn = draw(every, 0, 2)
    assert sorted(drawn, key=every.index) == every[8:]
    assert draw(every, 5, 2) == drawn[:5]
    assert draw(every, 5, 3) != drawn[:5]


def test_the_score_leaves_out_what_is_equivalent_and_every_survivor_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verdicts = [
        mutant("DIGITS = 30", "DIGITS = 31"),
        mutant("match is None or", "match is None and", "killed"),
        mutant("text[:1]", "text[:2]", "timeout"),
        mutant("field(eq=False)", "field(eq=True)", "no test reaches it"),
    ]
    reasons = {key(verdicts[0]): "说明 / Why."}
    monkeypatch.setattr("tests.mutation.page.equivalent", lambda: reasons)
    text = page(verdicts * 2, verdicts, 1)
    assert "| **all** | 4 | 2 | 1 | 1 | 66.7% (20.8%–93.9%) |" in text
    alive, same = text.split("## 存活")[1].split("## 等价")
    assert "`field(eq=False)` | `field(eq=True)`" in alive
    assert "`DIGITS = 30` | `DIGITS = 31`" in same.split("说明 / Why.")[1]
    assert "4 were drawn at random (seed 1)" in text


def test_the_interval_is_wilsons() -> None:
    assert [round(one, 4) for one in interval(90, 100)] == [0.8256, 0.9448]
    assert interval(0, 0) == (0.0, 1.0)


def test_each_equivalent_mutant_is_of_a_line_there_is_and_has_its_reason() -> None:
    for (path, line, old, _), reason in equivalent().items():
        lines = [one.strip() for one in (ROOT / path).read_text(encoding="utf-8").split("\n")]
        assert line in lines, (path, line)
        assert old.split("\n")[0] in line
        assert " / " in reason


def test_the_page_is_of_the_form_that_the_program_writes() -> None:
    written = (ROOT / "docs" / "mutation.md").read_text(encoding="utf-8")
    assert written.startswith(f"{FIRST_LINE}\n")
    made = page([], [], 1)
    assert [one for one in made.split("\n") if one.startswith("#")] == [
        one for one in written.split("\n") if one.startswith("#")
    ]
