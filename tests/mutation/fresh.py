"""Runs the tests of a mutant in a process of its own, where nothing of ours is loaded before the mutant is.

``python -m tests.mutation.fresh JOB OUTCOME`` reads a job and writes its outcome, both as JSON. It exits with 0
where the tests said something of the mutant: they passed, one failed, or something of ours could not be loaded.
Any other end of pytest says nothing of it, and there is no outcome then.
"""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.swap import module_name, put_before_load

_SAYING = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)


class _Chosen:
    """Of what pytest collects the tests of a mutant, in their order, and what came of them."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(tests)}
        self.ran: list[str] = []
        self.failed = False
        self.unloaded = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.places]
        items[:] = sorted(chosen, key=lambda item: self.places[item.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.unloaded = self.unloaded or str(report.longrepr)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup":
            self.ran.append(report.nodeid)
        self.failed = self.failed or report.failed

    def outcome(self) -> dict[str, Any]:
        return {"ran": self.ran, "failed": self.failed, "unloaded": self.unloaded}


def main(job_file: str, outcome_file: str) -> int:
    """Load the mutant, then run its tests up to the first that fails."""
    assert not any(name.split(".")[0] == "perflang" for name in sys.modules)
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    chosen = _Chosen(job["tests"])
    put_before_load(job["path"], job["changed"])
    try:
        importlib.import_module(module_name(job["path"]))
    except Exception:
        chosen.unloaded = traceback.format_exc()
    else:
        arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "tests.mutation.examples"]
        status = pytest.main([*arguments, *job["files"]], plugins=[chosen])
        interrupted = status == pytest.ExitCode.INTERRUPTED and chosen.unloaded
        if status not in _SAYING and not interrupted:
            return 2
    Path(outcome_file).write_text(json.dumps(chosen.outcome()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
