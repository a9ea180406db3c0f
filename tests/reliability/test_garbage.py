"""What a command makes is freed at once: the command line switches the collector of cycles off."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.reliability.here import PUBLISHED, run_here

PROJECT = """
项目: 甲{number}
  预算: 138.00 = 财政资金 138.00 + 其他资金 0
  支出计划: 3月底 25%, 12月底 10%
  绩效目标:
    1. 办好
    | 这件事
  数量指标: 培训人次 ≥ 300 人次
    依据: 惯例
  质量指标: 合格率 ≥ 100%合格
  时效指标 没有冒号 ≥ 3
"""
SOUND = """
项目: 甲{number}
  预算: 138.00 = 财政资金 138.00 + 其他资金 0
  数量指标: 培训人次 ≥ 300 人次
    依据: 惯例
"""
COMMANDS = {
    "check": ("check", "{path}"),
    "fix": ("check", "--fix", "{path}"),
    "format": ("format", "{path}"),
    "build": ("build", "{path}", "--to", "html,markdown,text,json", "-o", "{folder}/out", "--no-cache"),
    "review": ("review", "{path}", "-o", "{folder}/review.html"),
    "import": ("import", "{folder}/published.txt", "-o", "{folder}/sources"),
}


def left_by(folder: Path, command: str, block: str, tables: int) -> int:
    """How many objects are garbage after a command over so many tables that only the collector would find."""
    folder.mkdir()
    path = folder / "a.perf"
    blocks = "".join(block.format(number=number) for number in range(tables))
    path.write_text(f"年度: 2021\n金额单位: 万元\n{blocks}", encoding="utf-8", newline="")
    (folder / "published.txt").write_bytes(PUBLISHED)
    words = [word.format(path=path, folder=folder) for word in COMMANDS[command]]
    gc.collect()
    gc.disable()
    try:
        run_here(*words)
        return gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize("block", [PROJECT, SOUND], ids=["faulty", "sound"])
@pytest.mark.parametrize("command", COMMANDS)
def test_garbage_does_not_grow_with_the_tables(tmp_path: Path, command: str, block: str) -> None:
    left_by(tmp_path / "first", command, block, 1)  # what is made once in a process
    few = left_by(tmp_path / "few", command, block, 2)
    many = left_by(tmp_path / "many", command, block, 40)
    assert many <= few + 40
