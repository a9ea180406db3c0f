"""Texts of real tables that look like a slip and are none: nothing is reported."""

from __future__ import annotations

import pytest

from tests.support import compile_text, findings

NAMES = """\
混凝土7天、28天强度合格率
第1次、第2次验收合格率
新建3个、改造2个站点完成率
年度考核得分90分、位次前移
每户1人，培训覆盖率
一户1套、一人1份资料发放率
改造国道107
开通政务热线12345
通过 ISO 9001 认证
执行 GB 3838 标准
公交直达12个乡镇
召开第3次
举办第 5 届
建设 5G
水质达到3类标准
落实 2022
张**、李**
138****1234、139****5678
1#、2#机组检修
60—90周岁老人建档率
“十四五”规划完成率
（一）期工程完工率
"""
TARGETS = """\
≤ 0 起较大及以上
≤ 5 名处级以上
≤ 500 名60周岁以上
> 100 人18岁以下
≥ 2 #机组
≥ 3O型
≥ 5 元/人·次
≥ 30 分钟/次
≥ 2.5 万平方米
"""
ITEMS = """\
一、一季度完成招标；二、三季度施工
一、全面加强工程管理；二、三期工程按时开工
1、一期工程完工；2、3号楼封顶
1. 建设 2. 5G 基站
1. 主要经济指标：GDP 增速 6%
- 主要考核指标：完成率
- 依据：《预算法》
- 2026
1. 任务：完成六处改造
- 主要任务：完成六处改造；主要内容：选址、配备设备
- 年度目标：建成两处；长期目标：建成六处
1. 项目资金：按进度拨付
- 总预算：300 万元以内
- 负责人：养老服务科
"""
PURPOSES = """\
为落实 考核指标：出台方案
《预算法》第 32 条；财预〔2021〕101号
1、2号楼改造，3、4号楼拆除
立项依据：市级文件 年度目标：建成两处 中期目标：建成六处
项目概况：助餐；实施单位：市社会福利院；起止时间：2022年
总投资 项目资金：300 万元，项目总投资：500 万元
"""
UNITS = """\
市急救中心（120）
市民热线服务中心（12345）
冬奥会筹备办公室 2022
"""


@pytest.mark.parametrize("name", NAMES.splitlines())
def test_the_name_of_an_indicator(name: str) -> None:
    quoted = f'"{name}"' if ":" in name else name
    for target in ("", " ≥ 1 项"):
        assert findings(compile_text(f"项目: 甲\n数量指标: {quoted}{target}\n")) == []


@pytest.mark.parametrize("target", TARGETS.splitlines())
def test_a_target(target: str) -> None:
    assert findings(compile_text(f"项目: 甲\n数量指标: 乙 {target}\n")) == []


@pytest.mark.parametrize("item", ITEMS.splitlines())
def test_an_item_of_a_list(item: str) -> None:
    assert findings(compile_text(f"项目: 甲\n绩效目标:\n{item}\n")) == []


@pytest.mark.parametrize("purpose", PURPOSES.splitlines())
def test_a_purpose(purpose: str) -> None:
    assert findings(compile_text(f"项目: 甲\n用途: {purpose}\n")) == []


@pytest.mark.parametrize("unit", UNITS.splitlines())
def test_a_unit(unit: str) -> None:
    assert findings(compile_text(f"预算单位: {unit}\n项目: 甲\n")) == []


def test_a_growth_of_satisfaction() -> None:
    text = "项目: 甲\n服务对象满意度指标: 满意度提升 ≥ 120 %\n"
    assert findings(compile_text(text)) == []


def test_a_word_that_is_half_a_pattern_is_a_word_like_any_other() -> None:
    for word in ("a(b指标", "[指标", "*数量指标", "a\\\\指标"):
        compile_text(f"项目: 甲\n用途: 说明 {word}: 3\n绩效目标:\n1. {word}: 3\n")
