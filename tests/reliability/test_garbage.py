"""What a command makes is freed at once: the command line switches the collector of cycles off."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from perflang.cli import main
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
    "build": (
        "build",
        "{path}",
        "--to",
        "html,markdown,text,json",
        "-o",
        "{folder}/out",
        "--no-cache",
    ),
    "review": ("review", "{path}", "-o", "{folder}/review.html"),
    "import": ("import", "{folder}/published.txt", "-o", "{folder}/sources"),
}


MADE_OF_FILES = ("perflang.model.objects", "perflang.syntax.tree", "perflang.document.blocks")


def left_by(folder: Path, command: str, block: str) -> list[str]:
    """The kinds of what a command made of a file and left for the collector to find."""
    path = folder / "a.perf"
    blocks = "".join(block.format(number=number) for number in range(3))
    path.write_text(f"年度: 2021\n金额单位: 万元\n{blocks}", encoding="utf-8", newline="")
    (folder / "published.txt").write_bytes(PUBLISHED)
    words = [word.format(path=path, folder=folder) for word in COMMANDS[command]]
    gc.collect()
    gc.disable()
    flags = gc.get_debug()
    try:
        run_here(*words)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        return [type(one).__name__ for one in gc.garbage if type(one).__module__ in MADE_OF_FILES]
    finally:
        gc.set_debug(flags)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("block", [PROJECT, SOUND], ids=["faulty", "sound"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_is_made_of_a_file_refers_to_itself(
    tmp_path: Path, command: str, block: str
) -> None:
    # What a first run imports leaves classes behind that were made anew with slots, once.
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    left_by(tmp_path / "first", command, block)
    assert left_by(tmp_path / "second", command, block) == []


def test_who_runs_a_command_within_a_program_keeps_its_collector(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text("年度: 2022\n", encoding="utf-8")
    thresholds = gc.get_threshold()
    with pytest.raises(SystemExit):
        main(["format", "--check", str(tmp_path)])
    assert gc.get_threshold() == thresholds
