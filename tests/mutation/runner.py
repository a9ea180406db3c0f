"""A plugin of pytest that runs, in place of the tests, the tests that concern each mutant.

What is collected stays warm in one process. Each mutant is judged in a fork of it: functions are given their
changed code, or, where more is changed than a function, all modules are loaded anew. The tests that reach the
line are run, the quick ones first, up to the first that fails.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests.mutation.swap import Alive, functions, load_anew, memos, swap
from tests.support import ROOT

EXAMPLES = 15  # of a property
SLOW = 3.0  # seconds; a test that takes longer judges no mutant
BUDGET = 20.0  # seconds of tests for a mutant
CPU = 60  # seconds of a mutant that does not come to an end
MEMORY = 6 << 30
_NO_TEST = "no test reaches it"
_KILLED, _SURVIVED = 1, 0

Mutant = dict[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, help="lines of JSON; verdicts.jsonl is written beside")


def pytest_sessionstart() -> None:
    settings.register_profile(
        "mutants",
        settings.get_profile("perflang"),
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        report_multiple_bugs=False,
    )
    settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # A property with settings of its own has them here; there is no other way to give it fewer examples.
        function: Any = getattr(item, "obj", None)
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples > EXAMPLES:
            fewer = settings(own, max_examples=EXAMPLES)
            getattr(function, "__func__", function)._hypothesis_internal_use_settings = fewer


def pytest_runtestloop(session: pytest.Session) -> bool:
    work: Path = session.config.getoption("--mutants").parent
    alive = functions()
    mutants = _read_lines(session.config.getoption("--mutants"))
    survey = _survey(session.items, sorted({one["path"] for one in mutants}), work / "survey.json")
    verdicts = work / "verdicts.jsonl"
    judged = {_key(one) for one in _read_lines(verdicts)}
    left = [one for one in mutants if _key(one) not in judged]
    begun = time.monotonic()
    with verdicts.open("a", encoding="utf-8") as out:
        for number, mutant in enumerate(left, 1):
            tests = survey.of(mutant["path"], mutant["line"])
            verdict = _judge(mutant, tests, alive, session) if tests else _NO_TEST
            print(json.dumps(mutant | {"verdict": verdict}), file=out, flush=True)
            if number % 50 == 0:
                print(f"{number}/{len(left)}, {time.monotonic() - begun:.0f} s", flush=True)
    return True


def _read_lines(path: Path) -> list[Mutant]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _key(mutant: Mutant) -> tuple[object, ...]:
    return tuple(mutant[name] for name in ("path", "start", "old", "new"))


class Survey:
    """Which tests reach which line, by their numbers, and how many seconds each takes."""

    def __init__(
        self, tests: Sequence[tuple[str, float]], reached: dict[str, dict[str, list[int]]]
    ) -> None:
        self.tests, self.reached = tests, reached

    def of(self, path: str, line: int) -> list[str]:
        """The tests of a line, the quickest first; those of the whole file where its import runs the line."""
        lines = self.reached.get(path, {})
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
    reached = {}
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
        passed = _passes(item)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except _Slow:  # it was pytest's own work that was ended
        return False
    return passed


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
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _judge(mutant: Mutant, tests: Sequence[str], alive: Alive, session: pytest.Session) -> str:
    text = (ROOT / mutant["path"]).read_text(encoding="utf-8")
    end = mutant["start"] + len(mutant["old"])
    changed = text[: mutant["start"]] + mutant["new"] + text[end:]
    status = _in_child(lambda: _run(mutant["path"], changed, tests, alive, session))
    if status == _SURVIVED:
        return "survived"
    if status == _KILLED:
        return "killed"
    return "timeout" if status in (-signal.SIGXCPU, -signal.SIGALRM) else "crash"


def _run(
    path: str, changed: str, tests: Sequence[str], alive: Alive, session: pytest.Session
) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(10 * CPU)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if swap(path, changed, alive):
        for memo in memos():
            memo.cache_clear()
        items = {item.nodeid: item for item in session.items}
        return _SURVIVED if all(_passes(items[name]) for name in tests) else _KILLED
    load_anew(path, changed)
    status = pytest.main(
        ["-x", "-q", "-p", "no:cacheprovider", *sorted({name.split("::")[0] for name in tests})],
        plugins=[_Chosen(tests)],
    )
    return _SURVIVED if status == pytest.ExitCode.OK else _KILLED


class _Chosen:
    """Of what a fresh pytest collects, the tests of a mutant, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(tests)}

    def pytest_sessionstart(self) -> None:
        settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        pytest_collection_modifyitems(items)
        chosen = [item for item in items if item.nodeid in self.places]
        items[:] = sorted(chosen, key=lambda item: self.places[item.nodeid])
