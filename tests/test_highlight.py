"""Sources in colour: the Pygments lexer sees every line as the grammar does, and loses no character."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from pygments import lexers
from pygments.token import Error, _TokenType

from perflang.highlight.lexer import TOKENS, PerflangLexer
from perflang.highlight.machine import KINDS, machine
from perflang.source import SourceFile
from perflang.syntax import Unreadable, parse
from perflang.syntax.tokens import tokens
from perflang.vocabulary import vocabulary
from tests.markdown import blocks
from tests.support import EXAMPLES, ROOT
from tests.test_tree import sources

LEXER = PerflangLexer()
# No statement, a second sign, text behind a list's head, a sign without a name.
NO_STATEMENT = re.compile("^[ \t]*# expect: PF11[0234]\n(.*)", re.MULTILINE)

# What a leaf of the tree may be coloured as, by its place in its node.
COLOURS = {
    "text": {"comment", "text", "quoted"},
    "keyword": {"opening", "keyword", "punctuation", "blank"},
    "code": {"code", "quoted"},
    "name": {"title", "name", "source", "quoted", "nothing"},
    "value": {"text", "number", "unit", "quoted", "blank"},
    "marker": {"marker"},
    "bar": {"bar"},
    "number": {"number", "nothing", "quoted"},
    "scale": {"unit"},
    "sign": {"operator"},
    "opening": {"punctuation"},
    "closing": {"punctuation"},
    "comma": {"punctuation"},
    "words": {"stage", "number", "unit", "quoted"},
    "head": {"level", "keyword", "punctuation", "blank"},
    "operator": {"operator", "punctuation"},
    "blank": {"blank", *KINDS},  # blanks behind a name belong to its token
    "break": {"blank"},
    "year": {"stage"},
}

# A line and its tokens, ¦ between them: each kind with its text, blanks left out.
LINES = [
    ("# 说明：#", "comment # 说明：#"),
    ("　＃ 说明", "comment ＃ 说明"),
    ("用途: 改造 3#楼 # 二期", "keyword 用途¦punctuation :¦text 改造 3#楼 # 二期"),
    ("Money \t UNIT ：万元", "keyword Money \t UNIT¦punctuation ：¦text 万元"),
    ("用途:", "keyword 用途¦punctuation :"),
    ("预算单位: 301 市图书馆", "opening 预算单位¦punctuation :¦code 301¦title 市图书馆"),
    ("unit: 310", "opening unit¦punctuation :¦code 310"),
    (
        "项目：13068222A000000000001 社区养老",
        "opening 项目¦punctuation ：¦code 13068222A000000000001¦title 社区养老",
    ),
    ("项目: 2022年河道清淤", "opening 项目¦punctuation :¦title 2022年河道清淤"),
    (
        '项目: "A-1" "一" 号',
        'opening 项目¦punctuation :¦quoted "¦quoted A-1¦quoted "¦title "一" 号',
    ),
    (
        '用途: """甲""乙"',
        'keyword 用途¦punctuation :¦quoted "¦escape ""¦quoted 甲¦escape ""¦quoted 乙¦quoted "',
    ),
    ('用途: "没有右引号', 'keyword 用途¦punctuation :¦text "没有右引号'),
    ('用途: "甲" 乙', 'keyword 用途¦punctuation :¦text "甲" 乙'),
    ("绩效目标:", "keyword 绩效目标¦punctuation :"),
    ("1. 助餐", "marker 1.¦text 助餐"),
    ("（一）助餐: 三", "marker （一）¦text 助餐: 三"),
    ("目标1：助餐", "marker 目标1：¦text 助餐"),
    ("- 助餐", "marker -¦text 助餐"),
    ("① 助餐", "marker ①¦text 助餐"),
    ("｜ 还有 | 一行", "bar ｜¦text 还有 | 一行"),
    ("|", "bar |"),
    (
        "预算: 150.00 = 财政资金 150.00万元 + 其他资金 —",
        "keyword 预算¦punctuation :¦number 150.00¦operator =¦source 财政资金¦number 150.00¦unit 万元"
        "¦operator +¦source 其他资金¦nothing —",
    ),
    (
        "＋ state-owned funds (上级 １．５＋ 本级 -2) + …",
        "operator ＋¦source state-owned funds¦punctuation (¦source 上级¦number １．５¦operator ＋"
        "¦source 本级¦number -2¦punctuation )¦operator +¦nothing …",
    ),
    (
        '= "含""息"" (年)" 6',
        'operator =¦quoted "¦quoted 含¦escape ""¦quoted 息¦escape ""¦quoted  (年)¦quoted "¦number 6',
    ),
    (
        "分年度预算: 2022年度：100 万元 = 财政拨款 2022",
        "keyword 分年度预算¦punctuation :¦stage 2022年度：¦number 100¦unit 万元¦operator ="
        "¦source 财政拨款¦number 2022",
    ),
    ("分年度预算: 2022.5万元", "keyword 分年度预算¦punctuation :¦number 2022.5¦unit 万元"),
    ("yearly budget: = a 2022", "keyword yearly budget¦punctuation :¦operator =¦source a¦number 2022"),
    ("整体支出: 市民政局", "opening 整体支出¦punctuation :¦title 市民政局"),
    ("任务预算: 60", "keyword 任务预算¦punctuation :¦number 60"),
    ("预算: /", "keyword 预算¦punctuation :¦nothing /"),
    (
        '支出计划: 3月底 25.00%, 上半年50％；"年底(决算)" 100 %',
        "keyword 支出计划¦punctuation :¦stage 3月底¦number 25.00¦unit %¦punctuation ,¦stage 上半年"
        '¦number 50¦unit ％¦punctuation ；¦quoted "¦quoted 年底(决算)¦quoted "¦number 100¦unit %',
    ),
    ("schedule: Q1 10", "keyword schedule¦punctuation :¦stage Q1¦stage 10"),
    ("产出指标:", "level 产出指标¦punctuation :"),
    (
        "产出指标 ／ 数量指标: 人次 ≥ 300 人次",
        "level 产出指标 ¦punctuation ／¦level 数量指标¦punctuation :¦name 人次¦operator ≥¦number 300"
        "¦unit 人次",
    ),
    (
        "没有的指标: 人次（其中≥60岁） >= 1,000.5",
        "level 没有的指标¦punctuation :¦name 人次（其中≥60岁）¦operator >=¦number 1,000.5",
    ),
    (
        "其中: 每餐＝５ 元/人·次（60岁≥）",
        "keyword 其中¦punctuation :¦name 每餐¦operator ＝¦number ５¦unit 元/人·次（60岁≥）",
    ),
    ("指标: 浓度: 35 μg/m3", "keyword 指标¦punctuation :¦name 浓度¦punctuation :¦number 35¦unit μg/m3"),
    ("指标: 完工: 2022年12月底前", "keyword 指标¦punctuation :¦name 完工¦punctuation :¦text 2022年12月底前"),
    ("指标: 对象: 60—90周岁", "keyword 指标¦punctuation :¦name 对象¦punctuation :¦text 60—90周岁"),
    (
        '指标: "早 7:30" ≤ "30  分钟"',
        'keyword 指标¦punctuation :¦quoted "¦quoted 早 7:30¦quoted "¦operator ≤¦quoted "'
        '¦quoted 30  分钟¦quoted "',
    ),
    ("指标值: ≥ 20 个", "keyword 指标值¦punctuation :¦operator ≥¦number 20¦unit 个"),
    ("target: 明显改善", "keyword target¦punctuation :¦text 明显改善"),
    # what the grammar refuses, from where it does
    ("用途 助餐", "error 用途 助餐"),
    ("年 度: 2022", "level 年 度¦punctuation :¦name 2022"),
    ("1.5万人次受益", "error 1.5万人次受益"),
    ("绩效目标: 助餐", "keyword 绩效目标¦punctuation :¦error 助餐"),
    ("指标: ≥ 300 人次", "keyword 指标¦punctuation :¦error ≥ 300 人次"),
    (
        "指标: 早 7:30 前开餐",
        "keyword 指标¦punctuation :¦name 早 7¦punctuation :¦number 30¦unit 前开餐",
    ),
    (
        "指标: 响应 ≥ 5 ≤ 30",
        "keyword 指标¦punctuation :¦name 响应¦operator ≥¦number 5¦error ≤ 30",
    ),
    ("支出计划: \"甲", "keyword 支出计划¦punctuation :¦error \"甲"),
]  # fmt: skip


def coloured(text: str) -> list[tuple[int, _TokenType, str]]:
    return list(LEXER.get_tokens_unprocessed(text))


def every_character(text: str) -> list[_TokenType]:
    """The token of every character."""
    return [token for _, token, piece in coloured(text) for _ in piece]


def test_every_kind_has_its_token() -> None:
    used = {piece.kind for rules in machine().values() for rule in rules for piece in rule.pieces}
    assert used | {"escape", "error"} == set(KINDS) == set(TOKENS)


def test_the_states_lead_to_later_ones_only() -> None:
    """So a line goes through each state once at most, and a TextMate grammar nests no deeper."""
    order = list(machine())
    for state, rules in machine().items():
        for rule in rules:
            assert rule.then is None or order.index(rule.then) > order.index(state)


@given(sources)
def test_the_tokens_joined_are_the_source(text: str) -> None:
    found = coloured(text)
    assert "".join(piece for _, _, piece in found) == text
    at = 0
    for start, _, piece in found:
        assert start == at
        at += len(piece)


@given(sources)
@example("支出计划: 年底\n25% ％: 年底")  # a stage once went on with the figures of the next line
def test_a_line_is_coloured_alone(text: str) -> None:
    text = text.replace("\r", "")  # part of a line break where a line feed follows
    lines = [every_character(line) for line in text.split("\n")]
    together = every_character(text)
    for line in lines:
        assert together[: len(line)] == line
        del together[: len(line) + 1]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=range(len(LINES)))
def test_a_line_has_these_tokens(line: str, expected: str) -> None:
    wanted = [entry.split(" ", 1) for entry in expected.split("¦")]
    found = [(token, piece) for _, token, piece in coloured(line) if not piece.isspace()]
    assert found == [(TOKENS[kind], text) for kind, text in wanted]


@given(sources)
def test_what_the_grammar_reads_is_coloured_as_it_reads_it(text: str) -> None:
    tree, _ = parse(SourceFile("a.perf", text))
    unreadable = {
        number for number, line in enumerate(tree.lines, 1) if isinstance(line, Unreadable)
    }
    colours = every_character(text)
    starts = {start for start, _, _ in coloured(text)}
    for leaf in tokens(tree):
        if tree.source.line_of(leaf.at.start) in unreadable:
            continue
        allowed = {TOKENS[kind] for kind in COLOURS[leaf.kind] - {"error"}}
        if "quoted" in COLOURS[leaf.kind]:
            allowed.add(TOKENS["escape"])
        assert set(colours[leaf.at.start : leaf.at.end]) <= allowed, leaf
        if leaf.kind not in ("blank", "break"):
            assert leaf.at.start in starts, leaf


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.perf")), ids=lambda path: path.name)
def test_the_examples_hold_no_error(path) -> None:
    assert Error not in every_character(path.read_text(encoding="utf-8"))


def test_a_line_that_is_no_statement_in_the_specification_shows_its_error() -> None:
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    refused = NO_STATEMENT.findall("".join(one.text for one in blocks(page) if one.kind == "perf"))
    assert len(refused) >= 10
    assert [line for line in refused if Error not in every_character(line)] == []


@pytest.mark.parametrize("keyword", list(vocabulary()), ids=lambda keyword: keyword.id)
def test_every_spelling_of_every_keyword_is_one(keyword) -> None:
    for spelling in keyword.spellings:
        for written in {spelling, spelling.upper(), spelling.replace(" ", " \u3000")}:
            (_, token, piece), *rest = coloured(f"{written}\u00a0：")
            assert (token, piece) in {(TOKENS["keyword"], written), (TOKENS["opening"], written)}
            assert Error not in [token for _, token, _ in rest]


def test_pygments_finds_it() -> None:
    for name in ("perflang", "perf"):
        assert type(lexers.get_lexer_by_name(name)) is PerflangLexer
    assert type(lexers.get_lexer_for_filename("部门.perf")) is PerflangLexer


def test_who_looks_for_another_lexer_does_not_wait_for_the_grammar() -> None:
    program = "import sys, perflang.highlight.lexer; print('lark' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert asked.stdout.split() == [b"False"]
