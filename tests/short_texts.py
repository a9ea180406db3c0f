"""Texts that the tests of what pytest sees share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# Files to write first, and what is looked at: by name, or all as they are where nothing is named.
Look = Callable[..., pytest.RunResult]

PROJECT = """\
金额单位: 万元
项目: 老旧小区改造
  预算: 100.00 = 财政资金 100.00 + 其他资金 0
  产出指标:
    数量指标: 改造小区 ≥ 6 个
      依据: 改造计划
"""
WRONG = PROJECT.replace("财政资金 100.00", "财政资金 90.00")
HEAD = "部门: 市住建局\n年度: 2026\n金额单位: 万元\n"
BELOW = PROJECT.partition("\n")[2]

# Of two own checks.
CHECKS = """\
from perflang.testing import perf_check


@perf_check
def 要有联系电话(project):
    if project.phone is None:
        yield project, "没有联系电话", "phone"


@perf_check
def 目标不小于十(indicator, project, publication):
    if project in publication.projects and indicator.target.printed() < "十":
        return indicator, "目标太小", "target"
"""
