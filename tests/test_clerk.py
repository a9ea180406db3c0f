"""What a clerk gets wrong, case by case: the right line, the right cause, and a suggestion that works."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from perflang.advice import ADVISED
from perflang.advice.adviser import ADVISERS
from perflang.diagnostics import Diagnostic, help_text, message
from perflang.source import Limits
from tests.clerk_cases import (
    GOLDENS,
    LANGUAGES,
    Case,
    cases,
    golden,
    patched,
    sections,
    themes,
    written,
)
from tests.markdown import Checked, check
from tests.support import compile_text, findings
from tests.test_mistakes import SOURCE

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
    assert patched("a\nb\nc\n", "-b\n+x\n c\n\n-a\n") == "x\nc\n"
    with pytest.raises(AssertionError):
        patched("b\nb\n", "-b\n")
    written({"a/b.perf": b"c"}, tmp_path)
    assert (tmp_path / "a" / "b.perf").read_bytes() == b"c"


# What a hand or an input method makes of a sign; the lines themselves are those of tests/test_mistakes.py.
SLIPS = {
    ":": ["；", "。", "，", "∶", "", "=", "：：", "——", " ", "、", "->", "\t"],
    "≥": [">=", "≥=", "=>", "》=", "大于等于", "不低于", "⩾", "> =", ": ≥", "", " 超过"],
    "%": ["", "％", " 百分比"],
    "指标": ["", "指杯", "目标"],
    "=": ["", "，其中", "：", "＝"],
    "+": ["", "，", "、", "和", "加"],
    ", ": [" ", "/", "；", "，，", "。"],
    ".": ["", "。", "，", ","],
    "0": ["O", "〇", "o"],
    "项": ["項", "向"],
    "绩效": ["绩校", "效绩"],
}
# About other lines: the total of a sum, the number above, the heading's other rows.
ELSEWHERE = {"PF207", "PF215", "PF218"}


def slipped(chance: random.Random, line: str) -> str:
    """One slip in a line."""
    keys = [key for key in SLIPS if key in line]
    place = chance.randrange(len(line))
    match chance.randrange(5):
        case 0 | 1 if keys:
            key = chance.choice(keys)
            return line.replace(key, chance.choice(SLIPS[key]), chance.choice((1, -1)))
        case 2:
            return line[:place] + line[place + 1 :]
        case 3:
            return chance.choice(("- ", "1. ", "**", "")) + "\t".join(line.split())
        case _:
            return line[:place] + chance.choice('的了，。：；0123%＝（）()“”"') + line[place:]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_slips_a_suggested_line_is_read_and_has_no_mistake_of_its_own(seed: int) -> None:
    chance = random.Random(seed)
    lines = SOURCE.split("\n")
    for _ in range(120):
        place = chance.choice([number for number, line in enumerate(lines) if line.strip()])
        text = "\n".join([*lines[:place], slipped(chance, lines[place]), *lines[place + 1 :]])
        for found in compile_text(text).diagnostics:
            assert all(help_text(found, language) for language in LANGUAGES)
            suggested = lines_of(found)
            number = text.count("\n", 0, found.at.start)
            after = text.split("\n")
            after[number : number + 1] = suggested or [after[number]]
            if suggested:
                left = findings(compile_text("\n".join(after)))
                here = {str(number + 1 + line) for line in range(len(suggested))}
                wrong = [one for one in left if one.partition(":")[0] in here]
                codes = {one.partition(":")[2] for one in wrong} - ELSEWHERE
                assert not codes, (lines[place], found, suggested)


ORDINARY = [
    "用途: 助餐: 早、中两餐，其中：独居老人优先",
    "用途: 改造 3#楼 # 二期，x<y，A&B 公司，2**3",
    "绩效目标:\n1、改造1、2号楼，3、4号楼，投入2.5万元\n2、见附件：1.名单",
    "绩效目标:\n1. 产出指标：完成全年任务\n- 备注：以年终统计为准",
    "数量指标: 3#楼改造面积 ≥ 800 平方米",
    "数量指标: 中国制造2025",
    "数量指标: 12345热线",
    "数量指标: 建设 3 号楼 ≥ 1 栋\n指标: 60岁及以上老人，含失能 ≥ 20 人",
    "质量指标: 达到国家二级标准\n指标: 空气质量优于去年\n指标: 达到3A级景区标准",
    "数量指标: O型血袋 ≥ 300 O型\n指标: 不少于三家单位参与",
    "经济效益指标: 产值增长 ≥ 120 %",
    "时效指标: 60 岁以下 ≥ 5 人\n指标: 响应: 5 天以内",
    "服务对象满意度指标: 老人满意度 ≥ 100 %",
    "数量指标: 改造《5 处》规范\n指标: 宣传《条例》6 次\n指标: 师生比 1∶20达标",
    "时效指标: 全年开放\n指标: 年底慰问-敬老月",
    "绩效目标:\n1、依据：上级文件\n2、总体目标：老有所养\n3、项目\n4、产出指标完成",
    "预算: 150 = OTO平台 100 + 其他资金 50",
]
UNITS = [
    "301市图书馆",
    "926001-经济开发区",
    "市第三〇一医院",
    '"120急救中心"',
    "110101 市局",
    "12345 热线",
]


@pytest.mark.parametrize("lines", ORDINARY)
def test_ordinary_text_raises_no_suspicion(lines: str) -> None:
    assert findings(compile_text(f"金额单位: 万元\n项目: 甲\n{lines}\n")) == []


@pytest.mark.parametrize("unit", UNITS)
def test_ordinary_units_raise_no_suspicion(unit: str) -> None:
    assert findings(compile_text(f"预算单位: {unit}\n项目: 2022年预算绩效 301\n")) == []


def test_everybody_who_advises_is_asked() -> None:
    assert set(ADVISERS) == ADVISED
