"""Several processes write and say what one does, to the byte; one that dies is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from perflang.cli.sharing import WORTH, portions, worthwhile
from tests.support import ROOT, run

PROJECT = "项目: 社区养老服务\n  数量指标: 主题党日 = {} 次\n"
BUILD = ("build", "project", "--to", "html", "-o", "out/", "--no-cache")
LONG = f"# {'长' * 8000}\n"  # so that there is enough for several processes


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Forty publications, some with findings, one that is held back, one that shares a framework's mistake."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".git").mkdir()
    for number in range(40):
        text = PROJECT.format("十" if number % 7 == 0 else number + 1)
        text = "项目 读不懂\n" if number == 20 else text
        text = f"指标体系: 甲区\n{text}{LONG}" if number in (5, 6) else f"{text}{LONG}"
        (folder / f"{number}.perf").write_text(text, encoding="utf-8")
    (folder / "甲区.framework.toml").write_text("id = 1\n", encoding="utf-8")
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


@pytest.mark.parametrize("form", ["full", "json"])
def test_several_processes_write_and_say_what_one_does(project: Path, form: str) -> None:
    one = run(*BUILD, "--output-format", form, cwd=project)
    built = outputs(project)
    assert len(built) > 30
    for path in (project / "out").iterdir():
        path.unlink()
    several = run(*BUILD, "--output-format", form, "-j", "3", cwd=project)
    assert processes(project) == 3
    assert (several.returncode, several.stderr) == (one.returncode, one.stderr)
    assert outputs(project) == built


def processes(folder: Path) -> int:
    """How many a build of the folder ``project`` is worth, of three."""
    sizes = [path.stat().st_size for path in (folder / "project").glob("*.perf")]
    return worthwhile(3, sizes)


def test_a_process_has_enough_to_do_to_be_worth_its_start(tmp_path: Path) -> None:
    assert worthwhile(8, []) == 1
    assert worthwhile(8, [WORTH // 10] * 10) == 1
    assert worthwhile(8, [WORTH // 10] * 25) == 2
    assert worthwhile(2, [WORTH] * 9) == 2
    assert worthwhile(8, [WORTH * 9, 1]) == 2
    for number in range(9):
        (tmp_path / f"{number}.perf").write_text(PROJECT.format(number), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "perflang", "build", "-j", "2", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "perflang.cli.sharing" in done.stderr
    assert "multiprocessing" not in done.stderr


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize(
    "weights", [[], [1], [5] * 910, [1, 1000, 1, 1, 500, *[2] * 90], [0, 0, 0]]
)
def test_work_is_given_away_once_the_heaviest_first_and_in_ever_smaller_portions(
    weights: list[int], jobs: int
) -> None:
    given = list(portions(weights, jobs))
    flat = [number for portion in given for number in portion]
    assert sorted(flat) == list(range(len(weights)))
    assert [weights[number] for number in flat] == sorted(weights, reverse=True)
    assert all(0 < len(portion) <= 16 for portion in given)
    if len(weights) > 900:
        assert [len(portion) for portion in given][-3:] == [1, 1, 1]


def test_more_processes_than_publications_are_no_mistake(project: Path) -> None:
    arguments = ("build", "project/1.perf", "project/2.perf", "--to", "html", "-o", "out/")
    assert run(*arguments, "--jobs", "64", "--no-cache", cwd=project).returncode == 0
    assert sorted(outputs(project)) == ["1.html", "2.html"]


def test_a_number_of_processes_that_makes_no_sense_is_refused(project: Path) -> None:
    assert run(*BUILD, "--jobs", "0", cwd=project).returncode == 2


DYING = """
import os, sys
from perflang.cli import jobs, main, publishing
publish = jobs.publish
def dying(order, one, target):
    if one.name == "project-30":
        os._exit(9)
    return publish(order, one, target)
jobs.publish = dying
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only forked processes are born with the fault")
def test_a_process_that_dies_is_told_and_not_waited_for(project: Path) -> None:
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", DYING, *BUILD, "-j", "2"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "PF107" in done.stderr
    assert "--jobs 1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_ends_all_of_them_and_leaves_nothing(project: Path) -> None:
    for number in range(40, 400):
        (project / f"project/{number}.perf").write_text(PROJECT.format(number) * 20, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "perflang", *BUILD, "-j", "2"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    out = project / "out"
    while not (out.exists() and any(out.iterdir())):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == b""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert not list(out.glob(".*"))
