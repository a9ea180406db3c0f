"""What the bureau asks of every project beyond its framework: checked by `pytest --perf`."""

import re

from perflang.testing import perf_check


@perf_check
def 联系电话要写全(project):
    if not re.fullmatch("0[0-9]{3}-[0-9]{7}", project.phone or ""):
        yield project, "联系电话写成“区号-号码”：0000-2100101", "phone"


@perf_check
def 每个指标有责任科室(indicator, project):
    if not indicator.responsible:
        yield indicator, f"“{indicator.name}”没有写责任科室"


@perf_check
def 资金来源里写明财政资金(budget, project):
    if "财政资金" not in [part.name for part in budget.parts]:
        yield budget, "资金来源里没有写“财政资金”"
