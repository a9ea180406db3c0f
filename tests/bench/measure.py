"""Runs programs and takes down what they cost; nothing here knows what they do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from attrs import frozen

# ru_maxrss is in bytes on macOS and in kibibytes elsewhere.
PEAK = 1 if sys.platform == "darwin" else 1024


class Failed(Exception):
    """A program that is to be measured did not do its work."""


@frozen
class Cost:
    """What a run took: seconds on the clock, seconds of processors, its children's too, and bytes at most."""

    wall: float
    cpu: float
    peak: int


@frozen
class Spread:
    """What rounds came to: the middle one, the least and the most."""

    middle: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """The middle, the least and the most of values."""
    return Spread(median(values), min(values), max(values))


def run(command: Sequence[str], folder: Path) -> tuple[Cost, int, str]:
    """Run a program; its cost, its exit status and what it said."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode(errors="replace")
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
    wall = time.perf_counter() - start
    cost = Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * PEAK)
    return cost, process.returncode, said


def succeed(command: Sequence[str], folder: Path) -> Cost:
    """Run a program that must succeed."""
    cost, status, said = run(command, folder)
    if status:
        raise Failed(f"{command}: {status}\n{said[-2000:]}")
    return cost


def interleaved(
    commands: Mapping[str, Sequence[str]],
    folder: Path,
    rounds: int,
    before: Callable[[str], None] = lambda _name: None,
) -> dict[str, list[Cost]]:
    """The costs of programs that take turns, so that a slow minute of the machine meets all of them.

    The first round is not counted: it only fills what systems keep of files.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            before(name)
            cost = succeed(command, folder)
            if number:
                costs[name].append(cost)
    return costs


def times(over: Sequence[Cost], under: Sequence[Cost], of: Callable[[Cost], float]) -> Spread:
    """How many times ``under`` goes into ``over``, round by round."""
    return spread([of(one) / of(other) for one, other in zip(over, under, strict=True)])
