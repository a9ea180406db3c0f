"""Mutation testing: a mutant is put in the place of what is loaded, and its page says what was judged."""

from __future__ import annotations

from typing import Any

import pytest

from perflang.values import number
from tests.mutation.page import FIRST_LINE, equivalent, interval, key, page
from tests.mutation.swap import functions, memos, swap
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
    try:
        assert swap(PATH, text, functions())
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
    assert not swap(PATH, changed(old, new), functions())


def test_the_score_leaves_out_what_is_equivalent_and_every_survivor_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = [
        mutant("DIGITS = 30", "DIGITS = 31"),
        mutant("match is None or", "match is None and", "killed"),
        mutant("text[:1]", "text[:2]", "timeout"),
        mutant("field(eq=False)", "field(eq=True)", "no test reaches it"),
    ]
    reasons = {key(judged[0]): "说明 / Why."}
    monkeypatch.setattr("tests.mutation.page.equivalent", lambda: reasons)
    text = page(judged * 2, judged, 1)
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
