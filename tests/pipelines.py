"""What other repositories run of this one: the hooks, the action, and the page that shows them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.markdown import Block, blocks
from tests.support import ROOT

LEFT = (".*", "node_modules", "__pycache__", "build", "dist", "*.egg-info")
KEPT = (".ci", ".pre-commit-hooks.yaml", ".gitattributes", ".gitignore")


def pipelines() -> list[Block]:
    """The blocks of the page on pipelines."""
    return blocks((ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))


def block(kind: str) -> Any:
    """The block of this platform, read."""
    (found,) = (one for one in pipelines() if one.words[:1] == (kind,))
    return yaml.safe_load(found.text)


def action() -> Any:
    """The action, read."""
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def checkout(folder: Path) -> Path:
    """What a clone of this repository holds."""

    def unwanted(where: str, names: list[str]) -> set[str]:
        left = shutil.ignore_patterns(*LEFT)(where, names)
        return left - set(KEPT)

    return Path(shutil.copytree(ROOT, folder, ignore=unwanted))


def sources(folder: Path) -> Path:
    """A repository of texts: a year in order, a year with a mistake and with a text out of style."""
    for name, text in {
        "2025/部门.perf": "年度: 2025\n",
        "2025/甲.perf": "项目: 甲\n  用途: 助餐\n",
        "2026 调整/部门.perf": "年度: 2026\n",
        "2026 调整/乙.perf": "项目: 乙\n  描术: 助餐\n",
        "2026 调整/丙.perf": "项目: 丙\n用途:助餐\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
