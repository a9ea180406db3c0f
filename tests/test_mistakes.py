"""A mistake costs its line: one diagnostic there, and none anywhere else."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from perflang.diagnostics import Diagnostic
from perflang.syntax import Blank, Comment
from tests.support import EXAMPLES, build_text, compile_files, compile_text, findings

SOURCE = """\
年度: 2021
预算单位: 926001 某开发区管委会
金额单位: 万元

总体绩效目标:
  1、抓好项目建设
  2、大力招商引资

项目: 13068221BVFY9P459G8AD 招商引资工作经费
  预算: 150.00 = 财政资金 150.00 + 其他资金 0
  用途: 招商引资
  支出计划: 3月底 25.00%, 6月底 50.00%, 10月底 75.00%, 12月底 100.00%
  绩效目标:
    1. 开展工作
    2. 招商引资
  产出指标:
    数量指标: 引进项目数量 ≥ 20 个
      描述: 当年引进的项目
    质量指标: 工作完成情况 ≥ 90 %
    时效指标: 拨付时效: 按月拨付
    成本指标: 成本控制 ≤ 150 万元
  效益指标:
    社会效益指标: 对营商环境的影响: 效果明显
  满意度指标:
    服务对象满意度指标: 企业满意度 ≥ 90 %
"""


def spoiled(*changes: tuple[str, str]) -> str:
    text = SOURCE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_the_source_itself_is_in_order() -> None:
    assert findings(compile_text(SOURCE)) == []


def test_ten_mistakes_on_ten_lines_are_ten_diagnostics_each_on_its_line() -> None:
    text = spoiled(
        ("年度: 2021", "年度: 二〇二一"),
        ("2、大力招商引资", "大力招商引资"),
        ("13068221BVFY9P459G8AD", "13068221BVFY9P459G8A"),
        ("财政资金 150.00", "财政资金 140.00"),
        ("6月底 50.00%", "6月底 20.00%"),
        ("    2. 招商引资", "    3. 招商引资"),
        ("≥ 20 个", "≥ 许多"),
        ("描述: 当年", "描术: 当年"),
        ("成本控制 ≤ 150 万元", "成本控制 ≤ 150 ≥ 100"),
        ("    社会效益指标", "    社会效意指标"),
    )
    assert findings(compile_text(text)) == [
        "1:PF220",
        "7:PF110",
        "9:PF205",
        "10:PF215",
        "12:PF211",
        "15:PF218",
        "17:PF204",
        "18:PF201",
        "21:PF112",
        "23:PF201",
    ]


MISTAKES = [
    # the line as it should be, as it is, and the one finding
    ("年度: 2021", "年度 2021", "PF110"),
    ("预算单位: 926001 某开发区管委会", "预算单位 926001 某开发区管委会", "PF110"),
    ("金额单位: 万元", "单位: 万元", "PF201"),
    ("金额单位: 万元", "金额单位: 万员", "PF220"),
    ("总体绩效目标:", "总体绩效目标", "PF110"),
    ("总体绩效目标:", "总体绩效目标: 抓好项目", "PF113"),
    ("  1、抓好项目建设", "  抓好项目建设", "PF110"),
    ("  2、大力招商引资", "  3、大力招商引资", "PF218"),
    (
        "项目: 13068221BVFY9P459G8AD 招商引资工作经费",
        "项目 13068221BVFY9P459G8AD 招商引资",
        "PF110",
    ),
    ("项目: 13068221BVFY9P459G8AD 招商引资工作经费", "工程: 13068221BVFY9P459G8AD 招商", "PF201"),
    ("项目: 13068221BVFY9P459G8AD 招商引资工作经费", "项目: 13068221bvfy9p459g8ad 招商", "PF205"),
    ("项目: 13068221BVFY9P459G8AD 招商引资工作经费", "项目: 13068221BVFY9P459G8AD", "PF225"),
    ("预算: 150.00 = 财政资金 150.00 + 其他资金 0", "预算: 150.00 财政资金 150.00", "PF111"),
    ("预算: 150.00 = 财政资金 150.00 + 其他资金 0", "预算: 约150 = 财政资金 150", "PF111"),
    ("财政资金 150.00 + 其他资金 0", "财政资金 150.00 + 其他资金 1", "PF215"),
    ("其他资金 0", "其他资金 0 (甲 0 + 乙 1)", "PF215"),
    ("财政资金 150.00", "财政资金 150.00 万员", "PF216"),
    ("财政资金 150.00", "财政资金 1500000元", "PF217"),
    ("财政资金 150.00", "财政资金 1,50.00", "PF216"),
    ("用途: 招商引资", "用处: 招商引资", "PF201"),
    ("用途: 招商引资", "描述: 招商引资", "PF202"),
    ("3月底 25.00%", "3月底 25.00", "PF210"),
    ("3月底 25.00%", "3月底", "PF210"),
    ("3月底 25.00%", "3月底 250.00%", "PF214"),
    ("6月底 50.00%", "2月底 50.00%", "PF212"),
    ("12月底 100.00%", "12月底 99.00%", "PF213"),
    ("12月底 100.00%", "12月底 70.00%", "PF211"),
    ("  支出计划:", "  支出计划; ", "PF110"),
    ("  绩效目标:", "  绩效目标; ", "PF110"),
    ("    1. 开展工作", "    1 开展工作", "PF110"),
    ("  产出指标:", "  产出指标", "PF110"),
    ("  产出指标:", "  效益指标:", "PF207"),
    ("数量指标: 引进项目数量 ≥ 20 个", "引进项目数量 ≥ 20 个", "PF110"),
    ("数量指标: 引进项目数量 ≥ 20 个", "数量指标: ≥ 20 个", "PF114"),
    ("数量指标: 引进项目数量 ≥ 20 个", "数量指标: 引进项目数量 ≥", "PF115"),
    ("数量指标: 引进项目数量 ≥ 20 个", "数量指标: 引进: 数量 ≥ 20 个", "PF112"),
    ("数量指标: 引进项目数量 ≥ 20 个", "数量: 引进项目数量 ≥ 20 个", "PF201"),
    ("数量指标: 引进项目数量 ≥ 20 个", "产出指标/数目指标: 引进项目数量 ≥ 20 个", "PF208"),
    ("数量指标: 引进项目数量 ≥ 20 个", "效益指标/数量指标: 引进项目数量 ≥ 20 个", "PF207"),
    ("数量指标: 引进项目数量 ≥ 20 个", "指标: 引进项目数量 ≥ 20 个", "PF209"),
    ("≥ 20 个", "≥ 高", "PF204"),
    ("≥ 20 个", "≥ 1e999999999", "PF204"),
    ("≥ 20 个", "≥ 1.2.3 个", "PF204"),
    ("≥ 20 个", "≥ " + "1" * 31 + " 个", "PF119"),
    ("      描述: 当年引进的项目", "      描述 当年引进的项目", "PF110"),
    ("      描述: 当年引进的项目", "      权重: 十分", "PF223"),
]


@pytest.mark.parametrize(
    ("right", "wrong", "code"), MISTAKES, ids=[m[1].strip()[:30] for m in MISTAKES]
)
def test_one_mistake_is_one_finding_on_its_line(right: str, wrong: str, code: str) -> None:
    line = SOURCE[: SOURCE.index(right)].count("\n") + 1
    assert findings(compile_text(spoiled((right, wrong)))) == [f"{line}:{code}"]


@pytest.mark.parametrize("garbage", ["这一行谁也读不懂", "%%%%", "？", "a ≥ 3", "预算 3", "\u202e"])
def test_a_lost_line_costs_itself_alone(garbage: str) -> None:
    """Each line of every example in turn is replaced by one that says nothing."""
    for folder in ("dingzhou", "harbour"):
        files = {p.name: p.read_text(encoding="utf-8") for p in (EXAMPLES / folder).glob("*.perf")}
        before = {(one.path, line) for one, line in lines_of(files)}
        for name in sorted(files)[:3] + sorted(files)[-1:]:
            lines = files[name].split("\n")
            for number, line in enumerate(lines):
                if not line.strip() or line.lstrip().startswith("#"):
                    continue
                text = "\n".join([*lines[:number], garbage, *lines[number + 1 :]])
                found = lines_of(files | {name: text})
                new = [
                    (one.path, at)
                    for one, at in found
                    if (one.path, at) not in before or (one.path, at) == (name, number)
                ]
                assert new == [(name, number)], (name, number + 1, line, found)


def lines_of(files: Mapping[str, str]) -> list[tuple[Diagnostic, int]]:
    """The findings in some files, each with the number of its line from 0."""
    found = compile_files(files).diagnostics
    return [(one, files[one.path].count("\n", 0, one.at.start)) for one in found]


def test_several_lost_lines_cost_themselves_alone() -> None:
    chance = random.Random(7)
    text = (EXAMPLES / "dingzhou" / "09-招商服务费.perf").read_text(encoding="utf-8")
    text = "金额单位: 万元\n" + text
    before = findings(compile_text(text))
    for _ in range(200):
        lines = text.split("\n")
        places = sorted(chance.sample(range(len(lines) - 1), 6))
        for place in places:
            lines[place] = "读不懂的一行"
        compilation = compile_text("\n".join(lines))
        assert not compilation.readable
        new = [one for one in findings(compilation) if one not in before]
        assert new == [f"{place + 1}:PF110" for place in places]


def test_blank_lines_indentation_and_comments_mean_nothing() -> None:
    from perflang.source import SourceFile
    from perflang.syntax import parse

    lines = [line.strip() for line in SOURCE.split("\n")]
    loose = "\n\n# 说明：1. 不是条目\n".join(lines)
    plain, spaced = (
        [
            line
            for line in parse(SourceFile("a", text))[0].lines
            if not isinstance(line, Blank | Comment)
        ]
        for text in (SOURCE, loose)
    )
    assert plain == spaced
    assert findings(compile_text(loose)) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.", "2.", "3."], []),
        (["1.", "4.", "3."], [2]),
        (["1.", "3.", "4."], [2]),
        (["2.", "3."], [1]),
        (["1.", "1.", "2."], [2]),
        (["（一）", "1.", "2.", "（二）", "1."], []),
        (["1.", "2、", "3."], []),
        (["-", "1.", "-", "2."], []),
        (["1.", "5.", "9."], [2, 3]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)  # fmt: skip
def test_numbers_of_a_list_run_on(numbers: list[str], expected: list[int]) -> None:
    text = "项目: 甲\n绩效目标:\n" + "".join(f"{number} 乙\n" for number in numbers)
    assert findings(compile_text(text)) == [f"{place + 2}:PF218" for place in expected]


HEAD = "年度: 2022\n金额单位: 万元\n"
CAUSES = [
    # a source and every finding it has: what was once silent, masked or said twice
    ("年 度: 2022\n指标体系: 2021\n项目: 甲\n", ["1:PF201"]),
    ("预算单位: 301 甲\n预算单位 302 乙\n项目: p1\n预算单位: 302\n项目: p2\n", ["2:PF110"]),
    (
        "项目: A\n用途: x\n项目 B\n用途: y\n产出指标:\n效益指标\n社会效益指标: 乙 ≥ 1\n",
        ["3:PF110", "6:PF110"],
    ),
    (
        "金额单位: 万元\n项目: A\n预算: 1\n项目 B\n预算: 138\n= 财政资金 100\n+ 其他资金：38\n",
        ["4:PF110", "7:PF111"],
    ),
    ("项目: 甲\n绩效目标:\n一.甲\n1. 子\n2. 丑\n二、乙\n", ["3:PF110"]),
    (
        "项目: 甲\n数量指标: 甲 ≥ 1 个\n描 述: x\n权重: 十\n其中: 子 ≥ 若干\n",
        ["3:PF201", "4:PF223", "5:PF204"],
    ),
    ("年度: 2022\n| 2023\n项目: 甲\n", ["2:PF117"]),
    ("项目: 甲\n绩效目标:\n丑\n3. 寅\n", ["3:PF110", "4:PF218"]),
    ("项目: 甲\n绩效目标:\n1. 子\n丑\n3. 寅\n", ["4:PF110"]),
    (HEAD + "项目: 甲\n预算: 5 = 甲 3 + 乙 1\n用处: 丙\n", ["4:PF215", "5:PF201"]),
    (HEAD + "项目: 甲\n预算: 5 = 甲 3 + 乙 1\n丙 1\n", ["5:PF110"]),
    (HEAD + "项目: 甲\n预算: 5\n= 甲 3\n读不懂\n", ["6:PF110"]),
    ("预算单位: 301 市图书馆\n| 总馆\n项目: 甲\n", ["2:PF117"]),
    (HEAD + "项目: 甲\n支出计划: 3月底 25%。12月底 100%\n", ["4:PF210"]),
    (HEAD + "项目: 甲\n支出计划: 3月底 2 5%, 12月底 100%\n", ["4:PF210"]),
    (HEAD + "项目: 甲\n支出计划: 6月底：25%, 12月底 100%\n", ["4:PF210"]),
    (HEAD + "项目: 甲\n支出计划: 3月底25.00%6月底50%12月底100%\n", ["4:PF210"]),
    ("项目: 甲\n数量指标: 甲 ≥ 1/3\n", ["2:PF204"]),
    ("项目: 甲\n数量指标: 甲 ≤ 10-20 天\n", ["2:PF204"]),
    ("项目: 甲\n数量指标: 甲 ≥ 80%-90%\n", ["2:PF204"]),
    ("项目: 甲\n数量指标: 甲 ≥ 0x10\n", ["2:PF204"]),
    ("项目: 甲\n数量指标: 甲 ≥ 1'000 个\n", ["2:PF204"]),
    (HEAD + "项目: 甲\n预算: 5 = a .5\n", ["4:PF111"]),
    ("项目: 甲\n数量指标: 人次 ⩾ 300\n", ["2:PF231"]),
    ("项目: 甲\n数量指标: 场次 12 场\n", ["2:PF231"]),
    ("项目: 甲\n数量指标: 补贴车辆 156 辆\n指标: 培训单价 800元/人次\n", ["2:PF231", "3:PF231"]),
    ("项目: 甲\n数量指标: 群体性事件0起\n指标: 补贴标准500～2400元\n", ["2:PF231", "3:PF231"]),
    ("项目: 甲\n数量指标: 政策措施33条\n指标: 治污工程 2期\n指标: 60-80岁老人\n", []),
    ("项目: 甲\n数量指标: 乙 ≥ 1 个\n其中：财政资金 138.00\n", ["3:PF231"]),
    ("项目: O3068222A000000000001 甲\n", ["1:PF205"]),
    ("项目: 1306 8222A000000000001 乙\n", ["1:PF205"]),
    ("项目: 甲\n用途:\u00a0x\n", []),
    ("项目: 甲\n用途: x\u00a0\u00a0y\n", ["2:PF304"]),
    ("预算单位: 310\n项目: 甲\n预算单位: 310 港口\n", ["1:PF221"]),
    ("指标体系: flat\n项目: 甲\n指标:\n指标: b ≥ 1 个\n", []),
    ("项目: 甲\n1. 乙\n2. 丙\n用途: 丁\n1. 戊\n", ["2:PF117", "5:PF117"]),
    ("项目: 甲\n- 用途: 乙\n- 数量指标: 丙 ≥ 1\n描述: 丁\n", ["2:PF117", "3:PF117"]),
    ("项目: 甲\n预算单位: 301 乙\n用途: 丙\n项目: 丁\n", ["3:PF202"]),
    ("项目: 甲\n预算单位: 301 乙\n项目: 丁\n", ["1:PF221"]),
    ("项目: 甲\n用途: 乙\n支出计划: 12月底 100%\n用途: 丙\n支出计划: 12月底 100%\n", ["4:PF203"]),
    (HEAD + "项目: 甲\n支出计划: 3月底 40%, 6月底 30%, 9月底 20%, 12月底 10%\n", ["4:PF211"]),
    (HEAD + "项目: 甲\n支出计划: 3月底 10%, 6月底 20%, 9月底 30%, 12月底 40%\n", ["4:PF213"]),
    (HEAD + "项目: 甲\n预算: 3 = 乙 2 + 丙 1元\n", ["4:PF215"]),
    (HEAD + "项目: 甲\n预算: 3 = 乙 2 + 丙 2元\n", ["4:PF215", "4:PF217"]),
    ("年度: 2022 金额单位: 万元\n项目: 甲\n预算: 1\n", ["1:PF220"]),
    ("项目: 甲\n2022/1/5 10:20\n", ["2:PF201"]),
    ("项目: 甲\n质量指标: 达到二级标准\n指标: 高于一般水平\n指标: 达到5A级景区标准\n", []),
    ("项目: 甲\n数量指标: 《规划》=1 部\n指标: 《规划>=1 部\n", []),
    ("项目: 甲\n产出指标:\n效益指杯:\n社会效益指标: 乙 ≥ 1 个\n", ["3:PF201"]),
    ("指标体系 2021\n项目: 甲\n成本指标:\n经济成本指标: 乙 ≤ 5 万元\n", ["1:PF110"]),
    ('预算单位: "301市图书馆"\n项目: 甲\n', []),
    ("预算单位: 市图书馆301\n项目: 甲\n", []),
    ("预算单位: 市图书馆（301001）\n项目: 甲\n", ["1:PF309"]),
    ("项目: 甲\n用途: 子&nbsp;丑&foo;寅<br>卯\n", ["2:PF305"]),
    ("项目: 甲\n质量指标: 合格率95%，好评率\n", []),
    ("项目: 甲\n质量指标: 合格率95%，好评率 ≥ 90 %\n", ["2:PF316"]),
    ("项目: 甲\n产出指标/: 乙 ≥ 1 个\n", ["2:PF209"]),
    ("项目: 甲\n产出指标/某某指标: 乙 ≥ 1 个\n某某/数量指标: 乙 ≥ 1 个\n", ["2:PF208", "3:PF208"]),
    ("项目: 甲\n数量指标/产出指标: 乙 ≥ 1 个\n", ["2:PF208"]),
    ("预算单位: 301 甲\n项目: p1\n预算单位: 301 甲\n项目: p2\n", []),
    ("预算单位: 301 甲\n项目: p1\n预算单位: 301 乙\n项目: p2\n", ["3:PF222"]),
    ("预算单位: 甲\n项目: p1\n预算单位: 甲\n项目: p2\n预算单位:\n项目: p3\n", ["5:PF221"]),
    ("项目: 甲\n绩效目标:\n1. 子\n5. 数量指标：丑 ≥ 1 个\n", ["4:PF308"]),
    ("项目: 甲\n绩效目标:\n1. 子\n5. 丑\n6. 寅\n", ["4:PF218"]),
    ("项目: 甲\n绩效目标:\n1. 子\n丢\n4. 寅\n", ["4:PF110", "5:PF218"]),
    (HEAD + "项目: 甲\n预算: 5 = 甲 3\n＋＋ 乙\n", ["5:PF111"]),
    (
        HEAD + "项目: 甲\n中期预算: 3万元\n分年度预算: 2022 1万元\n分年度预算: 2023 1万元\n",
        ["4:PF247"],
    ),
    (
        "项目: 甲\n中期预算: 3亿元\n分年度预算: 2022 1亿元\n分年度预算: 2022 2亿元\n",
        ["4:PF245"],
    ),
    (
        "项目: 甲\n数量指标: 乙 ≥ 1 个\n权重:\n| 十分\n历年值:\n| 子\n方向:\n| 丑\n",
        ["3:PF223", "5:PF242", "7:PF240"],
    ),
    ("项目: 甲\n支出计划: 6月底 50%, 2022年3月底 60%, 12月底 100%\n", []),
    ("项目: 甲\n支出计划: 2022年6月底 50%, 3月底 40%, 12月底 100%\n", ["2:PF211"]),
    ("项目: 甲\n支出计划: 合计 100%\n", ["2:PF210"]),
    ("项目: 甲\n支出计划: 12月低 100%\n", ["2:PF210"]),
    ("项目: 甲\n支出计划: 6底 50%, 12月底 100%\n", ["2:PF210"]),
    ("项目: 甲\n支出计划: 13月 50%, 12月底 100%\n", ["2:PF210"]),
    ("项目: 甲\n支出计划: 第5季度 50%, 12月底 100%\n", ["2:PF210"]),
    ("项目: 甲\n支出计划: 6月底 0%, 12月底 100.00%\n", []),
    ("项目: 甲\n支出计划: 6月底 -1%, 12月底 101%\n", ["2:PF214"]),
    ("项目: 甲\n支出计划: 6月底 50%, 6月底 100%\n", ["2:PF212"]),
    (HEAD + "整体支出: 甲\n预算: 900\n项目 乙\n分年度预算: 2022 150\n", ["5:PF110"]),
    ("项目: 甲\n成本指标: 乙 ≥ 5 元\n指标: 丙 > 5 元\n", ["2:PF318", "3:PF318"]),
    (
        "指标体系: 2021\n项目: 甲\n产出指标/数量指标: 乙 ≥ 5 个\n成本指标/经济成本指标: 丙 > 5 元\n",
        ["4:PF318"],
    ),
    (HEAD + "项目: 甲\n预算: 100 = 财政资金 100 + 其他资金O\n", ["4:PF311"]),
    (HEAD + "项目: 甲\n预算: 100 = 财政资金 100 + 其他资金 O\n", ["4:PF311"]),
    (HEAD + "项目: 甲\n预算: 5 = 甲o + 乙〇\n", ["4:PF311"]),
    ("预算单位: 301O 市图书馆\n项目: 甲\n", ["1:PF311"]),
    ("预算单位: 300Ｏ12 市图书馆\n项目: 甲\n", ["1:PF311"]),
    ("项目: 甲\n数量指标: 乙 ≥ 3O 台\n指标: 丙 ≥ 3o0 台\n", ["2:PF311", "3:PF311"]),
    ("项目: 甲\n数量指标: 丁 ≥ 3○台\n指标: 戊 ≥ 5O型\n", ["2:PF311"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), CAUSES, ids=[text[-24:].strip() for text, _ in CAUSES]
)
def test_one_cause_is_one_finding(text: str, expected: list[str]) -> None:
    assert findings(compile_text(text)) == expected


def test_an_amount_with_an_unknown_unit_is_printed_as_it_stands() -> None:
    text = "金额单位: 万元\n项目: 甲\n预算: 1.5亿 = 财政资金 1.5亿\n"
    compilation = compile_text(text)
    assert findings(compilation) == ["3:PF216"]
    assert "\t1.5亿\n" in build_text(compilation)


def test_a_weight_that_is_no_number_is_carried_as_it_stands() -> None:
    compilation = compile_text("项目: 甲\n数量指标: 乙 ≥ 1 个\n权重: 10%\n")
    assert findings(compilation) == ["3:PF223"]
    assert '"weight": "10%"' in build_text(compilation, "json")


def test_an_empty_row_of_a_flat_framework_is_a_row() -> None:
    compilation = compile_text("指标体系: flat\n项目: 甲\n指标:\n指标: b ≥ 1 个\n")
    assert len(compilation.publication.projects[0].indicators) == 2


def test_ten_mistakes_at_random_lines_are_found_on_their_lines_and_nowhere_else() -> None:
    """A line lost above may hide what is then uncertain; it never makes another line wrong."""
    chance = random.Random(1)
    places = [
        (SOURCE[: SOURCE.index(right)].count("\n") + 1, right, wrong, code)
        for right, wrong, code in MISTAKES
    ]
    for _ in range(300):
        chosen = {place[0]: place for place in chance.sample(places, len(places))}
        ten = dict(chance.sample(sorted(chosen.items()), 10))
        lines = SOURCE.split("\n")
        for number, (_, right, wrong, _) in ten.items():
            lines[number - 1] = lines[number - 1].replace(right.split("\n")[0], wrong)
        found = findings(compile_text("\n".join(lines)))
        assert set(found) <= {f"{number}:{code}" for number, (*_, code) in ten.items()}
        assert len(found) == len(set(found))


def test_a_letter_in_a_number_is_looked_for_in_its_target_alone() -> None:
    assert findings(compile_text("项目: OA 系统\n  产出指标/数量指标: OA 终端 ≥ 3O 台\n"))[-1:] == [
        "2:PF311"
    ]


def test_a_marker_beyond_the_first_line_of_a_goal_is_shown_at_the_whole_goal() -> None:
    (one,) = (
        found
        for found in compile_text("项目: 甲\n绩效目标:\n1. 新建\n| 一座；2. 改造\n").diagnostics
        if found.code == "PF307"
    )
    assert one.at.start == len("项目: 甲\n绩效目标:\n1. ")
