"""The benchmark: lays the files out, holds the tools against each other, measures, writes the page."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.page import page
from tests.bench.peers import PEERS, REFERENCE, lay_programs
from tests.bench.steps import LOOKED_AT, Bench, growth, unequal

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "performance.md"
QUICK_PROJECTS, QUICK_ROUNDS = 1000, 3
SIZES: tuple[int, ...] = (1000, 10_000, 100_000)
QUICK_SIZES = (100, 1000)
# A disk writes back when it likes, which is seen in rounds; a folder in memory does not.
IN_MEMORY = Path("/dev/shm")
BYTES_OF_A_TABLE = 1 << 17


def say(chinese: str, english: str) -> None:
    """Tell how far it is."""
    print(f"{chinese} / {english}", flush=True)


def lay_out(folder: Path, projects: int, *, is_alone: bool = False) -> None:
    """Have the files written by a process of its own."""
    words = [str(folder), str(projects), *(["perf"] if is_alone else [])]
    subprocess.run([sys.executable, "-m", "tests.bench.corpus", *words], cwd=ROOT, check=True)


def scratch(projects: int) -> str | None:
    """Where to work: in memory where it has the room, else where temporary files go."""
    has_room = IN_MEMORY.is_dir() and (
        shutil.disk_usage(IN_MEMORY).free > projects * BYTES_OF_A_TABLE
    )
    return str(IN_MEMORY) if has_room else None


def measure(projects: int, rounds: int, sizes: tuple[int, ...], folder: Path) -> str | None:
    """The page of a run; None where the tools are not equal, which is said."""
    left_out = [f"{peer.name} ({', '.join(peer.missing)})" for peer in PEERS if peer.missing]
    for one in left_out:
        say(f"没有安装，不比：{one}", f"not installed, left out: {one}")
    say("正在写出各种格式的文件", "Writing the files")
    lay_out(folder / "all", projects)
    bench = Bench(folder / "all", projects, rounds)
    lay_programs(bench.programs)
    say("正在测量", "Measuring")
    tables = bench.all_tables()
    differences = unequal(bench)
    if differences:
        say("各工具做的不是同样的事", "The tools do not do the same")
        print("\n".join(differences), file=sys.stderr)
        return None
    grown = {}
    for size in sizes:
        say(f"正在测量规模 {size:,}", f"Measuring {size:,}")
        grown[size] = folder / str(size)
        lay_out(grown[size], size, is_alone=True)
    return page(tables, growth(grown, rounds), projects, rounds, left_out)


def main() -> int:
    """Measure and rewrite the page; the exit status."""
    options = argparse.ArgumentParser(prog="python3 dev.py bench")
    options.add_argument("--projects", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    # The mistakes and the texts that are looked for are in the first tables.
    projects, rounds = max(chosen.projects, LOOKED_AT), max(chosen.rounds, 1)
    sizes = SIZES
    if chosen.quick:
        projects, rounds = min(projects, QUICK_PROJECTS), min(rounds, QUICK_ROUNDS)
        sizes = QUICK_SIZES
    if REFERENCE.missing:
        say(f"缺少 {REFERENCE.missing}", f"missing: {REFERENCE.missing}")
        return 1
    with tempfile.TemporaryDirectory(dir=scratch(max(projects, *sizes))) as folder:
        text = measure(projects, rounds, sizes, Path(folder))
    if text is None:
        return 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    say(f"已写入 docs/{PAGE.name}", f"written: docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
