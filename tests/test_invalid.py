"""``invalid(code)``: for every code there are publications with that one defect, which is found where it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from perflang.diagnostics import all_codes
from perflang.testing import UNREACHED, Example, invalid, invalid_codes
from perflang.testing.defects.table import DEFECTS

# Each example is run twice, and a check takes some milliseconds.
FEW = settings(max_examples=6, phases=[Phase.generate], suppress_health_check=[])

# Chinese that stands in English sources: units of money and of what is counted, sources that a form knows.
ENGLISH_HAS = ("万元", "元", "个", "财政拨款", "其他资金")
# Figures and projects that are drawn may look odd to a review: warnings that may come with any defect.
DRAWN = {"PF523"}


@pytest.mark.parametrize("code", invalid_codes())
def test_a_defect_is_found_once_where_it_was_planted_and_not_without_it(code: str) -> None:
    seen: set[str] = set()

    @given(invalid(code))
    @FEW
    def check(example: Example) -> None:
        found = example.found()
        assert [one.place for one in found if one.code == code] == [
            (code, example.path, example.line)
        ]
        assert {one.code for one in found} <= {code, *DRAWN}
        assert {one.code for one in found if one.severity == "error"} <= {code}
        sound = example.sound.found()
        assert not [one for one in sound if one.code == code or one.severity == "error"]
        seen.add(str(example))

    check()
    assert len(seen) > 2, "always the same"


def test_every_code_is_reached_but_those_that_no_input_reaches() -> None:
    reached = {one.code for code in invalid_codes() for one in simplest(code).found()}
    print(
        f"{len(reached)} of {len(all_codes())} codes are reached; {', '.join(UNREACHED)} cannot be"
    )
    assert sorted(set(all_codes()) - reached) == sorted(UNREACHED)
    assert not set(invalid_codes()) & set(UNREACHED)
    assert all(UNREACHED.values())


SIMPLEST = [(code, language) for code, defect in DEFECTS.items() for language in defect.languages]


@pytest.mark.parametrize(("code", "language"), sorted(SIMPLEST))
def test_a_failing_example_is_read_at_a_glance(code: str, language: str) -> None:
    example = simplest(code, language)
    lines = [line for content in example.files.values() for line in content.split(b"\n")]
    assert len(lines) <= (70 if example.arguments[0] == "import" else 25)
    shown = str(example)
    assert code in shown
    assert example.path in shown


def test_an_example_says_the_command_the_files_and_the_line() -> None:
    assert str(simplest("PF204")) == (
        "PF204 threshold-not-a-number at a.perf:5\n"
        "$ perflang check ./\n"
        "--- a.perf\n"
        "  金额单位: 万元\n"
        "  项目: 城东农村公路养护\n"
        "    数量指标: 维修点位数量 ≥ 2 处\n"
        "      依据: 年度工作计划\n"
        ">   社会效益指标: 村容村貌 ≥ 明显改善\n"
        "      依据: 年度工作计划\n"
    )


@pytest.mark.parametrize("path", ["../x.perf", "a/../../x.perf", "/x.perf"])
def test_an_example_writes_nothing_outside_of_its_folder(path: str) -> None:
    with pytest.raises(ValueError, match=r"x\.perf' is outside of the folder"):
        Example("PF204", {path: b""}, {}, path, 1).found()


def simplest(code: str, language: str | None = None) -> Example:
    """What examples shrink to if nothing of them matters."""
    drawn: list[Example] = []

    @given(invalid(code, language))
    @settings(max_examples=1, phases=[Phase.generate])
    def keep(example: Example) -> None:
        drawn.append(example)

    keep()
    return drawn[0]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("PF901", "'PF901': 造不出来 it cannot be planted: perflang itself has to fail"),
        ("PF999", "'PF999': 没有这个代码 there is no such code$"),
        ("pf204", r"'pf204': .*; 是不是 did you mean PF204\?$"),
        ("PF2O4", r"did you mean PF204\?$"),
        ("sum-is-off", r"did you mean PF215\?$"),
        ("PF2", "no such code$"),
        (204, "204: 没有这个代码"),
    ],
)
def test_a_code_without_a_defect_is_refused_with_the_reason(code: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        invalid(code)


def test_a_language_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"language: zh, en; 不是 not 'fr'$"):
        invalid("PF211", "fr")


@pytest.mark.parametrize("code", invalid_codes())
def test_an_english_example_has_no_chinese_in_it_but_what_english_sources_have(code: str) -> None:
    """Or there is none, for a reason."""
    reason = DEFECTS[code].chinese_only
    if reason:
        with pytest.raises(ValueError, match=reason):
            invalid(code, "en")
        return
    example = simplest(code, "en")
    if code != "PF227":  # a head file in either language
        files = example.sound_files.items()
        sources = (one.decode() for name, one in files if name.endswith(".perf"))
        written = "".join(sources)
        for known in ENGLISH_HAS:
            written = written.replace(known, "")
        assert not re.search("[\u4e00-\u9fff]", written), example


def test_most_codes_come_in_english_too() -> None:
    reasons = [defect.chinese_only for defect in DEFECTS.values() if defect.chinese_only]
    assert len(reasons) < 20
    assert len(DEFECTS) > 100
