"""What is measured: which programs, on which files, against which of them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from tests.bench.contents import missing
from tests.bench.measure import Cost, Spread, interleaved, run, spread, succeed, times
from tests.bench.peers import PEERS, Peer

IN_A_FILE = 11
# Whose pages are read: the tables of the example, and as many that were made from them.
LOOKED_AT = 2 * IN_A_FILE
PERFLANG = (sys.executable, "-m", "perflang")
NOTHING = "python -c pass"
ALONE = "perflang"
TWO = "perflang --jobs 2"
UNCHANGED = "perflang: nothing changed / 没有改动"
CHANGED = "perflang: one file changed / 改了一个文件"
# Enough for any number of projects in one file.
LARGE = ("--limit", "file=1GiB")
# What is too short to be told apart in a few rounds.
SHORT_ROUNDS = 5
# How many projects all rounds of a growing build have together at most, if more than one is run.
ENOUGH = 100_000


@frozen
class Row:
    """What one program took; ``ratio`` and ``cpu_ratio`` are to the table's program of reference."""

    name: str
    wall: Spread
    cpu: Spread
    ratio: Spread
    cpu_ratio: Spread
    peak: int


@frozen
class Table:
    """Programs that took turns; a ratio says how many times as long as the ``reference`` one took."""

    name: str
    reference: str
    rows: tuple[Row, ...]


@frozen
class Growth:
    """What a project took in a build of so many, in seconds of processors without the start."""

    projects: int
    each: float
    peak: int


@frozen
class Bench:
    """Where the files are, how many projects they hold, and how often programs run."""

    folder: Path
    projects: int
    rounds: int
    peers: tuple[Peer, ...] = field(factory=lambda: tuple(one for one in PEERS if not one.missing))

    @property
    def programs(self) -> Path:
        """The peers' programs."""
        return self.folder / "programs"

    def outputs(self) -> dict[str, Path]:
        """Where the pages of files of eleven go, by the program that writes them."""
        peers = {peer.name: self.folder / f"o-{peer.reader}" for peer in self.peers}
        return {ALONE: self.folder / "o-1", TWO: self.folder / "o-2", **peers}

    def all_tables(self) -> list[Table]:
        """Everything but the growth, in the order of the page."""
        return [self.many(), self.one(), self.again(), self.check(), self.start()]

    def many(self) -> Table:
        """All projects in files of eleven, to HTML."""
        sources, outputs = self.folder / "many", self.outputs()
        commands = {
            ALONE: _build(sources / "perf", outputs[ALONE]),
            TWO: [*_build(sources / "perf", outputs[TWO]), "--jobs", "2"],
            **self._peers(sources, self.folder / "o"),
        }
        return self._measured("many", commands, ALONE)

    def one(self) -> Table:
        """All projects in one file, to HTML."""
        sources = self.folder / "one"
        commands = {
            ALONE: [*_build(sources / "perf", self.folder / "o-one"), *LARGE],
            **self._peers(sources, self.folder / "o-one"),
        }
        return self._measured("one", commands, ALONE)

    def again(self) -> Table:
        """A build after a build, with nothing and with one file changed."""
        commands = {NOTHING: [sys.executable, "-c", "pass"]}
        for name, word in ((UNCHANGED, "unchanged"), (CHANGED, "changed")):
            sources = self.folder / word
            shutil.copytree(self.folder / "many" / "perf", sources)
            commands[name] = _build(sources, self.folder / f"o-{word}")[:-1]
            succeed(commands[name], self.folder)
        path = sorted((self.folder / "changed").iterdir())[-1]
        text, turns = path.read_text(encoding="utf-8"), iter(range(10**6))

        def change(name: str) -> None:
            if name == CHANGED:
                new = text.replace("用途: ", f"用途: 第{next(turns)}稿，", 1)
                path.write_text(new, encoding="utf-8", newline="\n")

        rounds = max(self.rounds, SHORT_ROUNDS)
        costs = interleaved(commands, self.folder, rounds, change)
        return _table("again", costs, NOTHING)

    def check(self) -> Table:
        """Eleven projects of one file, checked."""
        sources = self.folder / "first"
        for suffix in ("perf", *{peer.format_name for peer in self.peers}):
            first = sorted((self.folder / "many" / suffix).iterdir())[0]
            (sources / suffix).mkdir(parents=True)
            shutil.copy(first, sources / suffix)
        commands = {
            NOTHING: [sys.executable, "-c", "pass"],
            ALONE: [*PERFLANG, "check", str(sources / "perf")],
            **self._peers(sources, None),
        }
        return self._measured("check", commands, NOTHING, short=True)

    def start(self) -> Table:
        """What there is before there is anything to do."""
        tiny = _tiny(self.folder)
        commands = {
            NOTHING: [sys.executable, "-c", "pass"],
            "perflang --version": [*PERFLANG, "--version"],
            "perflang check tiny.perf": [*PERFLANG, "check", str(tiny)],
        }
        return self._measured("start", commands, NOTHING, short=True)

    def _peers(self, sources: Path, outputs: Path | None) -> dict[str, list[str]]:
        commands = {}
        for peer in self.peers:
            pages = outputs and outputs.with_name(f"{outputs.name}-{peer.reader}")
            commands[peer.name] = peer.command(self.programs, sources / peer.format_name, pages)
        return commands

    def _measured(
        self,
        name: str,
        commands: Mapping[str, Sequence[str]],
        reference: str,
        *,
        short: bool = False,
    ) -> Table:
        rounds = max(self.rounds, SHORT_ROUNDS) if short else self.rounds
        return _table(name, interleaved(commands, self.folder, rounds), reference)


def growth(folders: Mapping[int, Path], rounds: int) -> list[Growth]:
    """What a project takes in builds of several sizes; the folders hold the sources by their size."""
    found = []
    for count, folder in folders.items():
        commands = {
            "start": _build(_tiny(folder), folder / "o-tiny"),
            "build": _build(folder / "many" / "perf", folder / "o"),
        }
        # A large build spreads less, and takes minutes.
        some = max(1, min(rounds, ENOUGH // count))
        costs = interleaved(commands, folder, some)
        each = [
            (build.cpu - start.cpu) / count
            for build, start in zip(costs["build"], costs["start"], strict=True)
        ]
        peak = max(cost.peak for cost in costs["build"])
        found.append(Growth(count, spread(each).middle, peak))
    return found


def unequal(bench: Bench) -> list[str]:
    """Mistakes that a tool lets pass, and texts that its pages lack; in a fair run there are none."""
    found = []
    for folder in sorted((bench.folder / "mistakes").iterdir()):
        commands = {ALONE: [*PERFLANG, "check", str(folder / "perf")]}
        for peer in bench.peers:
            commands[peer.name] = peer.command(bench.programs, folder / peer.format_name)
        for name, command in commands.items():
            if run(command, bench.folder)[1] != 1:
                found.append(f"{name}: {folder.name}")
    for name, pages in bench.outputs().items():
        found += (f"{name}: {text}" for text in missing(bench.folder / "first.json", pages))
    return found


def _build(sources: Path, outputs: Path) -> list[str]:
    """A build to HTML; the last word is the one that leaves its cache out."""
    return [*PERFLANG, "build", str(sources), "--to", "html", "-o", f"{outputs}/", "--no-cache"]


def _tiny(folder: Path) -> Path:
    path = folder / "tiny.perf"
    path.write_text("年度: 2021\n金额单位: 万元\n项目: 一\n  用途: 二\n", encoding="utf-8")
    return path


def _table(name: str, costs: Mapping[str, Sequence[Cost]], reference: str) -> Table:
    rows = []
    for program, own in costs.items():
        rows.append(
            Row(
                program,
                spread([cost.wall for cost in own]),
                spread([cost.cpu for cost in own]),
                times(own, costs[reference], lambda cost: cost.wall),
                times(own, costs[reference], lambda cost: cost.cpu),
                max(cost.peak for cost in own),
            )
        )
    return Table(name, reference, tuple(rows))
