"""What a clerk gets wrong, case by case: the right line, the right cause, and a suggestion that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflang.diagnostics import Diagnostic, help_text, message
from perflang.source import Limits
from tests.clerk_cases import GOLDENS, LANGUAGES, Case, cases, golden, sections, themes, written
from tests.markdown import Checked, check

CASES = list(cases())


def ids(case: Case) -> str:
    return f"{case.theme}-{case.title.partition(' · ')[2]}"


def checked(case: Case, folder: Path) -> Checked:
    return check(case.files, folder, Limits())


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_mistake_is_found_on_its_line_with_its_cause_and_nothing_else_is(
    case: Case, tmp_path: Path
) -> None:
    assert case.expected
    assert sorted(checked(case, tmp_path).places(tmp_path)) == sorted(case.expected)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_correction_leaves_nothing_to_report(case: Case, tmp_path: Path) -> None:
    corrected = case.corrected()
    assert corrected != case.files
    assert check(corrected, tmp_path, Limits()).places(tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_correction_is_what_the_message_suggests(case: Case, tmp_path: Path) -> None:
    text = b"\n".join(case.corrected().values()).decode()
    lines = {line.strip() for line in text.splitlines()}
    for found in checked(case, tmp_path).found:
        for suggested in lines_of(found):
            assert suggested in lines


def lines_of(found: Diagnostic) -> list[str]:
    """The lines that a help says to write, word by word."""
    fixed = found.values.get("fixed", ())
    return [fixed] if isinstance(fixed, str) else [line[1:-1] for line in fixed]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_suggested_line_is_shown_whole(case: Case, tmp_path: Path) -> None:
    for found in checked(case, tmp_path).found:
        for language in LANGUAGES:
            said = message(found, language) + help_text(found, language)
            assert all(line in said for line in lines_of(found))


def test_there_are_more_than_a_hundred_mistakes_and_each_is_told_apart() -> None:
    assert len(CASES) > 100
    assert len({(case.theme, case.title) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("path", themes(), ids=lambda path: path.stem)
def test_a_golden_is_what_is_printed_today(path: Path) -> None:
    kept = (GOLDENS / path.name).read_text(encoding="utf-8")
    fresh = golden(path)
    for old, new in zip(sections(kept), sections(fresh), strict=False):
        assert old == new
    assert kept == fresh


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in GOLDENS.glob("*.md")} == {path.name for path in themes()}


def test_a_correction_is_applied_where_its_lines_stand_once(tmp_path: Path) -> None:
    from tests.clerk_cases import patched

    assert patched("a\nb\nc\n", "-b\n+x\n c\n\n-a\n") == "x\nc\n"
    with pytest.raises(AssertionError):
        patched("b\nb\n", "-b\n")
    written({"a/b.perf": b"c"}, tmp_path)
    assert (tmp_path / "a" / "b.perf").read_bytes() == b"c"
