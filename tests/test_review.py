"""A review: rules are found by their files, profiles weigh what they find, and nothing silly is said."""

from __future__ import annotations

import re
from collections import Counter
from difflib import ndiff

import pytest

from perflang.compiler.fixing import fix_source
from perflang.compiler.importing import import_document
from perflang.diagnostics import all_codes
from perflang.review import PLAIN, Profile, all_rules, profile_names, profile_of, review
from perflang.review.engine import _SCOPES
from perflang.review.profile import SEVERITIES
from perflang.source import SourceFile
from tests.support import EXAMPLES, build_text, compile_files, compile_text

CODES = [str(rule.CODE) for rule in all_rules()]


def seed() -> dict[str, str]:
    """The sources of the real publication."""
    folder = EXAMPLES / "dingzhou"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.perf"))}


def test_every_rule_has_a_code_of_its_own_and_a_page() -> None:
    assert len(set(CODES)) == len(CODES)
    assert [code for code in all_codes() if code.startswith("PF5")] == CODES
    for rule in all_rules():
        assert any(hasattr(rule, scope) for scope in _SCOPES), rule.__name__
        assert re.match(rf"{rule.CODE}: .+", str(rule.__doc__))


WEIGHED = """\
表样: mof-2021
指标体系: 2021
项目: 社区养老服务
  产出指标:
    数量指标: 助餐人次 ≥ 20000 人次
      权重: 60
  效益指标:
    社会效益指标: 新增就业 ≥ 20 人
      权重: 20
  满意度指标:
    服务对象满意度指标: 老人满意度 ≥ 90 %
      权重: 10
"""


def test_weights_are_held_to_a_scheme_by_a_profile_that_has_one_and_by_no_other() -> None:
    found = {
        name: [one.code for one in review(compile_text(WEIGHED), profile_of(name))]
        for name in profile_names()
    }
    assert "PF516" not in [one.code for one in review(compile_text(WEIGHED))]
    assert [name for name, codes in found.items() if "PF516" in codes] == ["mof-2021"]


# What a rule says only where a profile asks for it, by the profiles that do.
ASKED_FOR = {
    "满意度指标/服务对象满意度指标: 群众满意度 ≥ 30 %": ("PF505", ["strict"]),
    "时效指标: 按时完成率: 按计划完成": ("PF504", ["mof-2021", "strict"]),
    "时效指标: 完工及时率: 2024年6月": ("PF504", ["mof-2021", "strict"]),
    "数量指标: 改造小区 ≥ 6 个\n    依据: 见附件": ("PF501", ["strict"]),
    "数量指标: 改造覆盖率 = 100 %": ("PF536", ["strict"]),
    "质量指标: 疫苗合格率 ≥ 100 %": ("PF538", ["strict"]),
    "时效指标: 补助资金及时拨付率 ≥ 100 %": ("PF538", ["strict"]),
    "成本指标: 成本控制: 不超预算": ("PF504", ["mof-2021", "strict"]),
    "社会效益指标: 照护能力: 有效提升": ("PF504", ["mof-2021", "strict"]),
    "可持续影响指标: 服务机制: 长期": ("PF504", ["mof-2021", "strict"]),
}


@pytest.mark.parametrize("row", ASKED_FOR)
def test_what_only_some_reviewers_ask_for_is_told_by_their_profiles_alone(row: str) -> None:
    code, profiles = ASKED_FOR[row]
    compilation = compile_text(f"项目: 某项目\n  {row}\n")
    assert code not in {one.code for one in review(compilation)}
    names = [
        name
        for name in profile_names()
        if code in {one.code for one in review(compilation, profile_of(name))}
    ]
    assert names == profiles


def test_effects_that_are_missing_are_told_once() -> None:
    text = "项目: 某项目\n  数量指标: 改造小区 ≥ 6 个\n  服务对象满意度指标: 群众满意度 ≥ 90 %\n"
    plain = {one.code for one in review(compile_text(text))}
    of_hebei = {one.code for one in review(compile_text(text), profile_of("hebei"))}
    assert plain & {"PF517", "PF518"} == {"PF518"}
    assert of_hebei & {"PF517", "PF518"} == {"PF517"}
    # the level is there, and what it holds is satisfaction
    text += "  社会效益指标: 居民满意度 ≥ 90 %\n"
    of_hebei = {one.code for one in review(compile_text(text), profile_of("hebei"))}
    assert "PF518" in of_hebei


def test_at_least_all_is_written_as_all_by_a_fix_that_is_safe() -> None:
    text = "项目: 某项目\n  质量指标: 疫苗合格率 ≥ 100 %\n  指标: 冷链达标率（≥95%） ≥ 100 %\n"
    found = [one for one in review(compile_text(text), profile_of("strict")) if one.code == "PF538"]
    assert [(bool(one.fix), one.unsafe) for one in found] == [(True, False), (False, False)]
    mended, _ = fix_source(SourceFile("a.perf", text), found)
    assert "疫苗合格率 = 100 %\n" in mended


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_speaks_of_codes_that_there_are(name: str) -> None:
    profile = profile_of(name)
    assert profile.id == name
    assert profile.zh
    assert profile.en
    for beginning, severity in profile.severity.items():
        assert any(code.startswith(beginning) for code in CODES)
        assert severity in SEVERITIES


def test_the_longest_beginning_that_a_profile_names_counts() -> None:
    profile = Profile(severity={"PF5": "off", "PF501": "error"})
    found = review(compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n"), profile)
    assert {(one.code, one.severity) for one in found} == {("PF501", "error")}
    assert not review(compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n"), profile_of("none"))


# What was counted by hand in the real publication, by code.
COUNTED = {
    "PF318": 11,
    "PF319": 6,
    "PF501": 99,
    "PF502": 89,
    "PF507": 48,
    "PF511": 5,
    "PF513": 1,
    "PF521": 2,
    "PF522": 1,
    "PF525": 4,
}
# What a reviewer says besides: goals that are the purpose, stand twice or only pay for something, targets that are
# all one number, indicators that have the name of their level.
ALSO = {"PF510": 4, "PF512": 3, "PF524": 3, "PF533": 1, "PF537": 8}


def test_the_real_publication_is_reviewed_as_it_was_counted_and_has_no_error() -> None:
    found = review(compile_files(seed()), PLAIN)
    assert not [one for one in found if one.is_error]
    assert Counter(one.code for one in found) == COUNTED | ALSO


def test_the_slips_and_the_comma_of_the_real_publication_are_mended_and_nothing_else() -> None:
    files = seed()
    found = [one for one in review(compile_files(files)) if one.code in ("PF521", "PF522")]
    for path, text in files.items():
        files[path], _ = fix_source(SourceFile(path, text), found)
    again = review(compile_files(files))
    assert not {"PF521", "PF522"} & {one.code for one in again}
    changed = "".join(
        line[2:]
        for line in ndiff("".join(seed().values()), "".join(files.values()))
        if line[0] in "+-"
    )
    assert sorted(changed) == sorted("，。。。。意益意益头动头动头动")
    published = build_text(compile_files(files))
    assert not import_document(SourceFile("published.txt", published)).diagnostics


SLIPS = {
    "a word": ("资金拔付准确率", "资金拨付准确率", ""),
    "a name": ("设备菜购合格率", "设备采购合格率", "  质量指标: 设备采购合格率 ≥ 9 次\n" * 2),
}


@pytest.mark.parametrize(("wrong", "right", "above"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended_in_all_fields_of_its_row_so_that_the_other_findings_stand(
    wrong: str, right: str, above: str
) -> None:
    row = (
        f"  质量指标: {wrong} ≥ 95 {wrong}\n    依据: 关于{wrong}的计划\n    描述: {wrong}\n"
        f"    说明:\n      | 即{wrong}\n      | 或者{wrong}\n  # {wrong}\n"
    )
    text = f"项目: 甲\n{above}{row}  数量指标: 党员带头作用 ≥ 3 次\n"
    found = [one for one in review(compile_text(text)) if one.code != "PF501"]
    typo = [one for one in found if one.code == "PF521"]
    assert len(typo) == 1
    mended, done = fix_source(SourceFile("a.perf", text), typo)
    assert done == typo
    comment = f"# {wrong}"
    assert mended == text.replace(wrong, right).replace(f"# {right}", comment)
    left = [one.code for one in review(compile_text(mended)) if one.code not in ("PF501", "PF506")]
    assert left == [one.code for one in found if one.code not in ("PF521", "PF506")]
    assert "PF507" in left
