"""Tables from life under review: of what a reviewer would send back each is found, of the rest nothing is said.

``review/legitimate`` holds tables that are in order; every rule looks at them, also by the profile that a comment
names. In ``review/found`` a comment says what is found on the next line; others name the rules that look, and
perhaps a profile.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.compiler import Compilation
from perflang.compiler.fixing import fix_source
from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.model import Project
from perflang.review import PLAIN, Profile, profile_names, profile_of, review
from perflang.review.engine import all_rules
from perflang.review.mentions import mentions
from perflang.review.spelling import groups_alike, is_slip_of, wrong_word
from perflang.source import SourceFile
from perflang.testing.wild.model import full_projects
from perflang.vocabulary import LANGUAGES
from tests.markdown import blocks, without_expectations
from tests.support import ROOT, compile_text, line_of, shipped
from tests.test_superset import written

TABLES = ROOT / "tests" / "review"
LEGITIMATE = sorted((TABLES / "legitimate").glob("*.perf"))
FOUND = sorted((TABLES / "found").glob("*.perf"))
_SAYS = re.compile(r"# (rules|profile): (.+)")


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", LEGITIMATE, ids=named)
def test_of_a_table_in_order_nothing_is_said(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    own = dict(_SAYS.findall(text)).get("profile")
    compilation = compile_text(text)
    for profile in (PLAIN, profile_of("strict"), *([profile_of(own)] if own else [])):
        assert places(compilation, review(compilation, profile)) == []


@pytest.mark.parametrize("path", FOUND, ids=named)
def test_what_a_reviewer_would_send_back_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    says = dict(_SAYS.findall(text))
    plain, expected = without_expectations(text)
    compilation = compile_text(plain)
    assert not compilation.diagnostics
    severity = {"PF5": "off"} | dict.fromkeys(says["rules"].split(), "warning")
    figures = profile_of(says["profile"]) if "profile" in says else Profile()
    found = review(compilation, evolve(figures, severity=severity))
    assert sorted(places(compilation, found)) == sorted(expected)


def places(compilation: Compilation, found: list[Diagnostic]) -> list[tuple[int, str]]:
    texts = {source.path: source for source in compilation.sources}
    return [(line_of(one, texts), one.code) for one in found]


FIGURES = {
    "建成口袋公园 12 个": ["12 个"],
    "印发明白纸1.8万份，培训农民3000人次": ["1.8万份", "3000人次"],
    "群众满意度达90%以上": ["90%"],
    "有害生物成灾率控制在3‰以下": ["3‰"],
    "改造提升农村公路1,200公里": ["1,200公里"],
    "在塞罕坝等 7 个林场、11 个县区造林 8 万亩": ["8 万亩"],
    "2026年底前完成，12月31日验收": [],
    "第3届读书节、3月、3号楼": [],
    "依据财预〔2021〕101号和《“5个一”实施办法》": [],
    "“三个1”工程、5G 基站、4A级景区": [],
    "总投资 300 万元，贷款 2 亿元": [],
    "全年开放 330 天，24 小时值守": [],
    "每个村配备 2 名护林员，人均 3 亩": [],
    "现有 8 个系统，其中 2 个停用": [],
    "全县 27 个镇街文化站免费开放": [],
    "居民出门 500 米有绿地": [],
    "里程从 80 公里增加到 180 公里": [],
    "床位 3-5 张": [],
    "PM2.5 浓度降至 35 微克/立方米，抽检 4 批次/千人": [],
    "占地面积 20 亩，新增床位 200 张": ["200 张"],
    "对65岁以上老年人的规范管理率达到61%": ["61%"],
    "支持3个国家级、5个省级专精特新企业": ["3个", "5个"],
    "每季度督查1次，全年不少于4次": ["4次"],
    "群众满意度由85%提高到90%以上": [],
    "近 300 场、约 20 次": [],
    "打造 1 个中心": [],
    "覆盖 18—54 周岁，考核得分 90 分": [],
    "上年完成 60 件": [],
}


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_of_a_goal_is_what_an_indicator_could_hold(text: str) -> None:
    assert [one.written for one in mentions(text)] == FIGURES[text]


ALIKE = [
    ("经济效意", "经济效益"),
    ("服务对像满意度", "服务对象满意度"),
    ("满意度度", "满意度"),
    ("满度意", "满意度"),
    ("按装完成率", "安装完成率"),
]
DIFFERENT = [
    ("污水处理厂一期", "污水处理厂二期"),
    ("小学食堂", "中学食堂"),
    ("上级资金到位率", "本级资金到位率"),
    ("东区管网", "西区管网"),
    ("1号泵站", "2号泵站"),
    ("处理数量", "处理质量"),
    ("培训人数", "培训人次"),
    ("持续影响力", "可持续影响力"),
    ("群众满意度", "企业满意度"),
    ("检查次数", "检察次数"),
    ("接收捐赠", "接受捐赠"),
    ("常住人口", "常驻人口"),
    ("第十一批", "第十二批"),
]


@pytest.mark.parametrize(("name", "other"), ALIKE)
def test_names_that_sound_or_look_alike_are_slips(name: str, other: str) -> None:
    assert is_slip_of(name, other)


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_names_of_two_things_are_none(name: str, other: str) -> None:
    assert not is_slip_of(name, other)


MISTYPED = {
    "陪训人次": ("陪训", "培训"),
    "政策之晓率": ("之晓率", "知晓率"),
    "补助资金倒位率": ("资金倒位", "资金到位"),
    "群众满义度": ("满义度", "满意度"),
    "资金拨付急时率": ("拨付急时率", "拨付及时率"),
    "医保覆该率": ("覆该率", "覆盖率"),
    "竣工验受率": ("竣工验受", "竣工验收"),
    "产品合各率": ("合各", "合格"),
    "产品合格律": ("合格律", "合格率"),
}


@pytest.mark.parametrize("text", MISTYPED)
def test_what_the_same_keys_give_is_told_from_the_word_that_was_meant(text: str) -> None:
    assert wrong_word(text) == MISTYPED[text]


@pytest.mark.parametrize(
    "text",
    [
        "征集有效意见",
        "党员带头作用",
        "主辅设备",
        "现实旋律",
        "按排放量",
        "选拔干部",
        "人群从业",
        "效果",
        "确保降低",
        "聘请合格律师",
        "染色体倒位率",
        "应急时率先到达",
        "综合各率计算",
        "检验受理窗口",
        "答覆该面试者",
        "失陪训诫",
        "颠覆概率",
    ],
)
def test_a_right_word_is_never_wrong(text: str) -> None:
    assert wrong_word(text) is None


def test_a_character_is_taken_for_those_of_one_group_only() -> None:
    characters = "".join(groups_alike())
    assert len(set(characters)) == len(characters)


# The tables that rules look up in a profile, and what each holds.
ASKED = {
    "weights": {"schemes", "total"},
    "levels": {"required"},
    "schedule": {"late", "early"},
    "scale": set[str](),
    "measurable": {"everywhere", "costs", "counts", "bases"},
    "bounds": {"whole", "satisfaction"},
}


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_holds_what_rules_ask_for_and_says_where_it_is_from(name: str) -> None:
    for table, entries in profile_of(name).tables.items():
        assert set(entries) <= ASKED[table] | {"source"}
        assert entries["source"]


def test_figures_of_a_profile_count_before_those_that_are_shipped() -> None:
    text = "金额单位: 元\n项目: 甲\n  预算: 1200\n"
    compilation = compile_text(text)
    assert "PF523" not in {one.code for one in review(compilation)}
    own = Profile(tables={"scale": {"least": 5000}})
    assert "PF523" in {one.code for one in review(compilation, own)}


def test_there_are_tables_for_every_rule_that_names_them() -> None:
    said = " ".join(path.read_text(encoding="utf-8") for path in FOUND)
    codes = {str(rule.CODE) for rule in all_rules()}
    assert set(re.findall("expect: (PF[0-9]{3})", said)) <= codes
    assert LEGITIMATE


# Figures for every rule that asks for some.
EVERY_FIGURE = Profile(
    tables={
        **profile_of("hebei").tables,
        **profile_of("mof-2021").tables,
        **profile_of("strict").tables,
    }
)
SAMPLES = [
    block
    for path in sorted(
        [*(ROOT / "perflang/diagnostics/codes").glob("*.md"), ROOT / "docs/language.md"]
    )
    for block in blocks(path.read_text(encoding="utf-8"))
    if block.kind == "perf"
]


def test_whatever_can_be_read_can_be_reviewed_and_what_is_found_can_be_said() -> None:
    for block in SAMPLES:
        plain, _ = without_expectations(block.text)
        for one in review(compile_text(plain, block.limits), EVERY_FIGURE):
            for language in LANGUAGES:
                assert message(one, language)
                assert help_text(one, language)
                assert all(label_text(one, label, language) for label in one.labels)


ENDINGS = {
    "一；|二；|三。": None,
    "一；|二；|三": None,
    "一。|二。": None,
    "一|二。": None,
    "主要任务：|二。|三。": None,
    "一|二|三。加强监督。": None,
    "狠抓“两个覆盖”|二|三": None,
    "他说“一。”|二。|三。": None,
    "一，": "一",
    "一；|二，|三。": "一；|二；|三。",
    "一；|二|三，": "一；|二；|三。",
    "一。|二|三。": "一。|二。|三。",
    "一|二|三；": "一|二|三",
    "一;|二；|三、": "一;|二；|三。",
    "一；|二；|三。|四。": "一；|二；|三；|四。",
    "一。|二；|三。": "一。|二。|三。",
}
# Lists none of whose marks is that of most items: they are told, and nobody chooses for the writer.
UNDECIDED = [
    "一；|二。|三",
    "一；|二；|三|四",
    "一|二。|三；",
    "一；|二，|三。|四。|五；",
    "一。|二。|三；|四；",
]


@pytest.mark.parametrize("items", UNDECIDED)
def test_where_no_mark_has_a_majority_none_is_chosen(items: str) -> None:
    text = "项目: 甲\n绩效目标:\n" + "".join(f"- {item}\n" for item in items.split("|"))
    found = [one for one in review(compile_text(text)) if one.code == "PF522"]
    assert [(one.fix, "大多" in help_text(one, "zh")) for one in found] == [((), False)]


@pytest.mark.parametrize("items", ENDINGS)
def test_the_marks_at_the_ends_of_a_list_are_put_right_at_once(items: str) -> None:
    text = "项目: 甲\n绩效目标:\n" + "".join(f"- {item}\n" for item in items.split("|"))
    found = [one for one in review(compile_text(text)) if one.code == "PF522"]
    mended, _ = fix_source(SourceFile("a.perf", text), found)
    after = "|".join(line[2:] for line in mended.splitlines()[2:])
    assert (after if found else None) == ENDINGS[items]
    assert "PF522" not in {one.code for one in review(compile_text(mended))}


def test_an_item_may_end_in_a_quotation_mark_on_a_line_of_its_own() -> None:
    text = '项目: 甲\n绩效目标:\n- "一。\n- 二。\n- 三。\n  | "\n'
    compilation = compile_text(text)
    assert len(compilation.publication.projects[0].goals) == 3
    assert "PF522" not in {one.code for one in review(compilation)}


@given(st.lists(full_projects(shipped("2015")), max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_review_of_any_projects_ends_and_its_fixes_can_be_applied(
    projects: list[Project],
) -> None:
    text = "年度: 2024\n金额单位: 万元\n" + "".join(written(one, "zh") for one in projects)
    compilation = compile_text(text)
    found = review(compilation, EVERY_FIGURE)
    for one in found:
        assert one.at.end <= len(text)
        assert message(one, "zh")
    mended, _ = fix_source(compilation.sources[0], found)
    assert compile_text(mended).readable
