"""A plugin of pytest that runs, in place of the tests, the tests that concern each mutant.

What is collected stays warm in one process. Each mutant is judged in a fork of it: functions are given their
changed code, or, where more is changed than a function, a new process loads it. The tests that reach the line are
run, the quick ones first, up to the first that fails. Then the same are run without the change: what fails there,
too, or ends in any other way, says nothing of the mutant and stops the run.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation import examples
from tests.mutation.swap import ROOT, functions, memos, replacements

SLOW = 3.0  # seconds; a test that takes longer judges no mutant
BUDGET = 20.0  # seconds of tests for a mutant
CPU = 60  # seconds of a mutant that does not come to an end
MEMORY = 2 << 30
_NO_TEST = "no test reaches it"
_SHOWN = 3000  # characters of what a run said that went wrong

Mutant = dict[str, Any]
Outcome = dict[str, Any]
Replacements = Sequence[tuple[FunctionType, CodeType]]


class Unjudged(Exception):
    """Something went wrong that says nothing of the mutant."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, help="lines of JSON; verdicts.jsonl is written beside")
    parser.addoption("--minutes", type=float, help="after which no further mutant is judged")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(examples)


def pytest_runtestloop(session: pytest.Session) -> bool:
    work: Path = session.config.getoption("--mutants").parent.resolve()
    minutes: float | None = session.config.getoption("--minutes")
    begun = time.monotonic()
    mutants = _read_lines(session.config.getoption("--mutants"))
    judge = Judge(session, work)
    survey = _survey(session.items, sorted({one["path"] for one in mutants}), work / "survey.json")
    verdicts = work / "verdicts.jsonl"
    judged = {key(one) for one in _read_lines(verdicts)}
    left = [one for one in mutants if key(one) not in judged]
    with verdicts.open("a", encoding="utf-8") as out:
        for number, mutant in enumerate(left):
            if number % 10 == 0:
                print(f"{number}/{len(left)}, {time.monotonic() - begun:.0f} s", flush=True)
            if minutes is not None and time.monotonic() - begun > 60 * minutes:
                print("time is up", flush=True)
                break
            try:
                tests = survey.of(mutant["path"], mutant["line"])
                verdict = judge.verdict(mutant, tests) if tests else _NO_TEST
            except Unjudged as error:
                pytest.exit(f"{json.dumps(mutant)}: {error}", returncode=3)
            print(json.dumps(mutant | {"verdict": verdict}), file=out, flush=True)
    return True


def _read_lines(path: Path) -> list[Mutant]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def key(mutant: Mutant) -> tuple[object, ...]:
    """What a mutant is known by, among those of the same state of the code."""
    return tuple(mutant[name] for name in ("path", "start", "old", "new"))


class Survey:
    """Which tests reach which line, by their numbers, and how many seconds each takes."""

    def __init__(
        self, tests: Sequence[tuple[str, float]], reached: dict[str, dict[str, list[int]]]
    ) -> None:
        self.tests, self.reached = tests, reached

    def of(self, path: str, line: int) -> list[str]:
        """The tests of a line, the quickest first; those of the whole file where its import runs the line."""
        if path not in self.reached:
            raise Unjudged(f"what reaches {path} was not looked at; start without --again")
        lines = self.reached[path]
        numbers = lines.get(str(line)) or {one for some in lines.values() for one in some}
        spent, chosen = 0.0, []
        for name, seconds in sorted((self.tests[one] for one in numbers), key=lambda one: one[1]):
            spent += seconds
            if spent > BUDGET:
                break
            chosen.append(name)
        return chosen


def _survey(items: Sequence[pytest.Item], looked_at: Sequence[str], path: Path) -> Survey:
    if not path.exists():
        status = _in_child(lambda: _look(items, looked_at, path))
        assert not status, status
    return Survey(*json.loads(path.read_text(encoding="utf-8")))


def _look(items: Sequence[pytest.Item], looked_at: Sequence[str], path: Path) -> int:
    """Run every test, and write down which lines of these files each reaches."""
    files = [str(ROOT / one) for one in looked_at]
    measured = coverage.Coverage(data_file=None, include=files, config_file=False)
    seconds = {}
    measured.start()
    kept = memos()
    for number, item in enumerate(items):
        if number % 200 == 0:
            print(f"survey {number}/{len(items)}", flush=True)
        for memo in kept:
            memo.cache_clear()
        measured.switch_context(item.nodeid)
        begun = time.process_time()
        passed = _in_time(item)
        spent = time.process_time() - begun
        measured.switch_context("")
        if passed:
            seconds[item.nodeid] = spent
        else:
            print(f"left out: {item.nodeid} {'slow' if spent >= SLOW else 'fails'}", flush=True)
    measured.stop()
    found = measured.get_data()
    numbers = {name: number for number, name in enumerate(seconds)}
    reached: dict[str, dict[int, list[int]]] = {one: {} for one in looked_at}
    for file in found.measured_files():
        by_line = found.contexts_by_lineno(file)
        named = {
            line: [numbers[one] for one in names if one in numbers]
            for line, names in by_line.items()
        }
        reached[Path(file).relative_to(ROOT).as_posix()] = {
            line: names for line, names in named.items() if names
        }
    path.write_text(json.dumps([list(seconds.items()), reached]), encoding="utf-8")
    return 0


class _Slow(BaseException):
    """A test has taken its time; what it runs must not take this for a mistake of its own."""


def _end(*_: object) -> None:
    raise _Slow


def _in_time(item: pytest.Item) -> bool:
    try:
        signal.signal(signal.SIGPROF, _end)  # a test may have put back what it found
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        return _passes(item)
    except (
        _Slow,
        Exception,
    ):  # pytest's own work was ended, or cannot show where that of the test was
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _passes(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return not any(report.failed for report in reports)


def _in_child(work: Callable[[], int]) -> int:
    """Run it in a fork; the number it returns, or less than 0 for what ended it."""
    child = os.fork()
    if not child:
        status = 2
        try:
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Judge:
    """Says of mutants what the tests say of them, and nothing where something else went wrong."""

    def __init__(self, session: pytest.Session, work: Path) -> None:
        self.items = {item.nodeid: item for item in session.items}
        self.alive = functions()
        self.job, self.outcome = work / "job.json", work / "outcome.json"
        self.log = work / "judging.log"

    def verdict(self, mutant: Mutant, tests: Sequence[str]) -> str:
        """Killed or a timeout only where the same tests pass, run the same way, without the change."""
        path = mutant["path"]
        text = (ROOT / path).read_text(encoding="utf-8")
        end = mutant["start"] + len(mutant["old"])
        changed = text[: mutant["start"]] + mutant["new"] + text[end:]
        new_codes = replacements(path, changed, self.alive)

        def run(codes: Replacements, text: str, chosen: Sequence[str]) -> Outcome | None:
            if new_codes:
                return self._run(lambda: self._swapped(codes, chosen))
            return self._run(lambda: self._fresh(path, text, tests, chosen))

        found = run(new_codes, changed, tests)
        if found == {"ran": list(tests), "failed": False, "unloaded": ""}:
            return "survived"
        # A test that is not there any more with the change has not failed.
        noticed = found is not None and bool(found["failed"] or found["unloaded"])
        needed = found["ran"] if found is not None and noticed else list(tests)
        without = run([], text, needed)
        if without != {"ran": needed, "failed": False, "unloaded": ""}:
            raise Unjudged(f"without the change, too, the tests do not pass: {without}")
        if found is None:
            return "timeout"
        return "killed" if noticed else "survived"

    def _run(self, work: Callable[[], int]) -> Outcome | None:
        """What came of it in a fork; None where it did not come to an end."""
        self.outcome.unlink(missing_ok=True)
        status = _in_child(lambda: self._held(work))
        if status in (-signal.SIGXCPU, -signal.SIGALRM):
            return None
        if status:
            said = self.log.read_text(encoding="utf-8", errors="replace")
            raise Unjudged(f"status {status}, which no test gives:\n{said[-_SHOWN:]}")
        found: Outcome = json.loads(self.outcome.read_text(encoding="utf-8"))
        return found

    def _held(self, work: Callable[[], int]) -> int:
        resource.setrlimit(
            resource.RLIMIT_CPU, (CPU, CPU + 10)
        )  # a signal that ends it, then another
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(10 * CPU)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(log, stream)
        return work()

    def _swapped(self, codes: Replacements, tests: Sequence[str]) -> int:
        for function, code in codes:
            function.__code__ = code
        for memo in memos():
            memo.cache_clear()
        ran, failed = [], False
        for name in tests:
            ran.append(name)
            failed = not _passes(self.items[name])
            if failed:
                break
        outcome = {"ran": ran, "failed": failed, "unloaded": ""}
        self.outcome.write_text(json.dumps(outcome), encoding="utf-8")
        return 0

    def _fresh(self, path: str, text: str, tests: Sequence[str], chosen: Sequence[str]) -> int:
        files = list(dict.fromkeys(name.split("::")[0] for name in sorted(tests)))
        job = {"path": path, "changed": text, "files": files, "tests": list(chosen)}
        self.job.write_text(json.dumps(job), encoding="utf-8")
        os.chdir(ROOT)
        os.execv(
            sys.executable,
            [sys.executable, "-m", "tests.mutation.fresh", str(self.job), str(self.outcome)],
        )
