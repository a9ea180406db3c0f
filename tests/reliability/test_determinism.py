"""Rule 13: the same sources give the same bytes, whoever builds them, wherever and whenever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from perflang.cli.options import OUTPUT_FORMATS
from perflang.compiler import Sources, compile_publication
from perflang.compiler.building import build
from perflang.compiler.formats import FORMATS
from perflang.source import SourceFile
from tests.reliability.here import HEAD, run_here, snapshot
from tests.support import EXAMPLES

DINGZHOU = EXAMPLES / "dingzhou"

# Findings of many kinds, whose order and words must not depend on anything but the text.
MISTAKES = HEAD + "".join(
    f"项目: 一{number}\n  预算: 3 = a 1 + b {number}\n  数量指标: a ≥ b\n  数量指票: a\n  ⽬的: АB\n什么\n"
    for number in range(20)
)

# What may differ between two machines or two runs; umask is set in the process itself.
ELSEWHERE: dict[str, Mapping[str, str]] = {
    "far east, another user": {
        "PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8",
        "USER": "nobody", "HOME": "/nowhere", "LOGNAME": "x", "USERNAME": "x",
    },
    "far west, another terminal": {
        "PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "en_US.ISO-8859-1", "LC_ALL": "",
        "COLUMNS": "20", "LINES": "5", "TERM": "vt100",
    },
    "no locale": {"PYTHONHASHSEED": "3", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": ""},
    "optimised": {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
}  # fmt: skip
RUN = """
import os, sys
os.umask(int(sys.argv.pop(1), 8))
from perflang.cli import main
main(sys.argv[1:])
"""


def made_in(
    folder: Path, arguments: list[str], env: Mapping[str, str] | None = None, umask: str = "022"
) -> tuple[int, bytes]:
    """Exit status and standard output of a command that is run in ``folder``."""
    plain = {
        key: os.environ[key] for key in ("PATH", "PYTHONPATH", "SYSTEMROOT") if key in os.environ
    }
    run = subprocess.run(
        [sys.executable, "-c", RUN, umask, *arguments],
        cwd=folder,
        env=plain | {"PYTHONUTF8": "1"} | dict(env or {}),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in run.stderr
    return run.returncode, run.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Sources in a folder, and a published text."""
    shutil.copytree(DINGZHOU, tmp_path / "dingzhou", ignore=shutil.ignore_patterns("build"))
    (tmp_path / "mistakes.perf").write_bytes(MISTAKES.encode())
    return tmp_path


def all_that_is_made(
    house: Path, env: Mapping[str, str] | None = None, umask: str = "022"
) -> dict[str, object]:
    """Every output and every finding, from sources that were copied to ``house``."""
    products: dict[str, object] = {}
    for name in FORMATS:
        products[name] = made_in(
            house, ["build", "dingzhou", "--to", name, "-o", "-", "--lang", "en"], env, umask
        )
    for output in OUTPUT_FORMATS:
        arguments = ["check", "mistakes.perf", "--all", "--lang", "zh", "--output-format", output]
        products[f"check {output}"] = made_in(house, arguments, env, umask)
    made_in(house, ["import", "dingzhou/published.txt", "-o", "imported"], env, umask)
    products["import"] = {
        path: content for path, (_, content) in snapshot(house / "imported").items()
    }
    shutil.rmtree(house / "imported")
    return products


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("expected")
    shutil.copytree(DINGZHOU, folder / "dingzhou", ignore=shutil.ignore_patterns("build"))
    (folder / "mistakes.perf").write_bytes(MISTAKES.encode())
    products = all_that_is_made(folder)
    assert all(products[name][0] == 0 for name in FORMATS)  # type: ignore[index]
    assert products["check full"][1].count(b"PF") > 60  # type: ignore[index]
    assert len(products["import"]) == 13  # type: ignore[arg-type]
    return products


@pytest.mark.parametrize("where", ELSEWHERE)
def test_outputs_and_findings_are_the_same_elsewhere(
    house: Path, expected: dict[str, object], where: str
) -> None:
    assert all_that_is_made(house, ELSEWHERE[where], umask="077") == expected


def test_an_output_says_nothing_of_where_it_was_built(tmp_path: Path) -> None:
    folder = tmp_path / "很长的名字-secret"
    shutil.copytree(DINGZHOU, folder, ignore=shutil.ignore_patterns("build"))
    (tmp_path / "below").mkdir()
    ways = [
        made_in(tmp_path, ["build", folder.name, "-o", "-"]),
        made_in(folder, ["build", "-o", "-"]),
        made_in(tmp_path / "below", ["build", f"../{folder.name}", "-o", "-"]),
        made_in(Path("/"), ["build", str(folder), "-o", "-"]),
    ]
    assert len(set(ways)) == 1
    assert b"secret" not in ways[0][1]
    assert str(tmp_path).encode() not in ways[0][1]


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_build_in_one_process_is_the_first(name: str) -> None:
    """Nothing is remembered between two publications, not even of equal numbers."""

    def built(amount: str) -> bytes:
        text = f"{HEAD}项目: a\n  预算: {amount}\n  数量指标: a ≥ {amount}\n"
        compilation = compile_publication(Sources((SourceFile("a", text),)))
        return b"".join(build(compilation, name).content)

    amounts = ["70", "70.00", "070", "70.0", "７０"]
    first = [built(amount) for amount in amounts]
    assert [built(amount) for amount in reversed(amounts)] == first[::-1]
    assert len(set(first[:4])) == 4


def test_the_order_of_a_listing_does_not_matter(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.iterdir
    first = run_here("build", house / "dingzhou", "-o", "-")
    for key in (lambda path: path.name[::-1], lambda path: -len(path.name)):
        monkeypatch.setattr(
            Path, "iterdir", lambda folder, key=key: iter(sorted(plain(folder), key=key))
        )
        assert run_here("build", house / "dingzhou", "-o", "-") == first


def test_times_of_files_do_not_matter(house: Path) -> None:
    first = run_here("build", house / "dingzhou", "-o", "-")
    for number, path in enumerate(sorted((house / "dingzhou").iterdir(), reverse=True)):
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    assert run_here("build", house / "dingzhou", "-o", "-") == first


def test_findings_of_both_languages_are_about_the_same_places(house: Path) -> None:
    def places(language: str) -> list[str]:
        outcome = run_here(
            "check", house / "mistakes.perf", "--output-format", "concise", "--lang", language,
            "--limit", "diagnostics=0",
        )  # fmt: skip
        return [" ".join(line.split(" ")[:2]) for line in outcome.out.splitlines()]

    assert places("zh") == places("en")
    assert places("zh") == sorted(places("zh"), key=lambda place: int(place.split(":")[-3]))
