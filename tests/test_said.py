"""Every word that is said of wrong examples, rows and slips, and its place, is that of the goldens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.said_cases import CASES, FOLDER, THEMES, Case, kept

KEPT = {theme: kept(theme) for theme in THEMES}


@pytest.mark.parametrize(
    ("theme", "case"), CASES, ids=[f"{theme}-{case.title}" for theme, case in CASES]
)
def test_what_is_said_is_what_is_kept(theme: str, case: Case, tmp_path: Path) -> None:
    assert case.said(tmp_path) == KEPT[theme][case.title]


def test_each_case_has_its_golden_and_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(THEMES)
    for theme in THEMES:
        assert [case.title for name, case in CASES if name == theme] == list(KEPT[theme])
