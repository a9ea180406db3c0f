"""An environment with perflang in it and a test suite that has nothing to do with it: neither is disturbed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import dev
from perflang import model
from perflang.testing.registration import register_package
from tests.support import EXAMPLES, ROOT
from tests.test_package import built
from tests.wheels import offline

# A suite that has options, fixtures and files of the names that the plugin uses, and forgives no warning.
SUITE = {
    "pytest.ini": "[pytest]\naddopts = --strict-config --strict-markers -W error\nperf_lang = go\n",
    "conftest.py": """\
import pytest


def pytest_addoption(parser):
    parser.addoption("--perf", action="store", default="no", help="measure")
    parser.addini("perf_lang", "what is measured", default="python")


@pytest.fixture
def perf(request):
    return request.config.getoption("--perf")
""",
    "test_old.py": """\
import sys
import unittest


class Old(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(1 + 1, 2)


def test_measures(perf):
    assert perf in ("no", "much")


def test_nothing_of_perflang_is_imported():
    ours = ("perflang", "lark", "attr", "attrs", "jinja2", "click", "hypothesis")
    assert [name for name in sys.modules if name.partition(".")[0] in ours] == []
    assert "_perflang_pytest" in sys.modules
""",
    "notes.perf": "not for perflang",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel, what it requires, and pytest; no hypothesis."""
    if not dev.WHEELS.is_dir():
        pytest.skip("needs the environment that `python3 dev.py setup` makes")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "env", with_pip=False)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    install(scripts / "python", str(built("wheel", ROOT, folder / "dist")), "pytest")
    return scripts / "python"


@pytest.fixture(scope="module")
def with_hypothesis(python: Path) -> Path:
    """The same with hypothesis; so the tests that are given it stand last."""
    install(python, "hypothesis")
    return python


def install(python: Path, *wanted: str) -> None:
    """Put something into an environment without the network."""
    wheels = offline(python.parents[2] / f"wheels-{wanted[-1]}", [wanted[-1]])
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "-qq",
            "--python",
            python,
            "install",
            "--no-compile",
            *wanted,
        ],
        env=os.environ | wheels,
        check=True,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def broken(python: Path) -> Iterator[None]:
    """Spoil the package that is installed for a while."""
    (package,) = (python.parents[1]).rglob("site-packages/perflang/__init__.py")
    whole = package.read_bytes()
    package.write_text("this is no Python\n", encoding="utf-8")
    try:
        yield
    finally:
        package.write_bytes(whole)


def outcome(python: Path, folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit status of pytest in a folder and what it said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(python), "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env=environment | {"PYTHONUTF8": "1", "LC_ALL": "zh_CN.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_suite_of_somebody_else_keeps_its_option_and_fixture_and_loads_nothing(
    python: Path, tmp_path: Path
) -> None:
    folder = written(tmp_path, SUITE)
    status, said = outcome(python, folder, "--perf", "much")
    assert status == 0, said
    assert "3 passed" in said
    assert "perflang-" in said, "the plugin was loaded"


# The same option and fixture in a plugin, which can be named and can be installed.
PLUGIN = {
    "pytest.ini": SUITE["pytest.ini"],
    "measuring.py": SUITE["conftest.py"],
    "test_old.py": SUITE["test_old.py"],
}
INSTALLED = {
    "METADATA": "Metadata-Version: 2.1\nName: measuring\nVersion: 1\n",
    "entry_points.txt": "[pytest11]\nmeasuring = measuring\n",
}


@pytest.mark.parametrize("named", [("-p", "measuring"), ()], ids=["named", "installed"])
def test_a_plugin_of_somebody_else_keeps_its_option_and_fixture(
    python: Path, tmp_path: Path, named: tuple[str, ...]
) -> None:
    folder = written(tmp_path, PLUGIN)
    if not named:
        (folder / "measuring-1.dist-info").mkdir()
        written(folder / "measuring-1.dist-info", INSTALLED)
    status, said = outcome(python, folder, *named, "--perf", "much")
    assert status == 0, said
    assert "3 passed" in said


def test_files_are_checked_and_texts_compiled_without_hypothesis(
    python: Path, tmp_path: Path
) -> None:
    test = "def test_text(perf):\n    assert perf('什么什么').codes == ['PF110']\n"
    folder = written(tmp_path, {"test_a.py": test, "a.perf": "什么什么\n"})
    shutil.copytree(EXAMPLES / "district", folder / "district")
    status, said = outcome(python, folder, "--perf")
    assert status == 1, said
    assert "FAILED a.perf::check - PF110" in said
    assert "1 failed, 5 passed" in said


def test_an_install_that_is_broken_breaks_no_suite_and_is_told_who_wants_it(
    python: Path, tmp_path: Path
) -> None:
    with broken(python):
        status, said = outcome(python, written(tmp_path, SUITE))
        assert status == 0, said
        (tmp_path / "conftest.py").unlink()
        (tmp_path / "pytest.ini").unlink()
        status, said = outcome(python, tmp_path, "--perf")
    assert status == 4
    assert "perflang 没有装好 the install is broken" in said
    assert "Traceback" not in said


class Shell:
    """A printer of a shell such as IPython, which asks objects as hypothesis does."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def text(self, text: str) -> None:
        self.said.append(text)


def test_a_shell_shows_what_it_would_show_without_hypothesis() -> None:
    register_package(model)
    shown = Shell()
    project = model.Project("甲")
    project._repr_pretty_(shown, cycle=False)  # type: ignore[attr-defined]
    assert shown.said == [repr(project)]


PROPERTIES = {
    "conftest.py": SUITE["conftest.py"],
    "pytest.ini": SUITE["pytest.ini"],
    "test_a.py": SUITE["test_old.py"].replace(', "hypothesis")', ")")
    + """

from hypothesis import given, settings, strategies as st


@settings(max_examples=10)
@given(st.from_type(int))
def test_a_property(number):
    test_nothing_of_perflang_is_imported()
""",
    "test_b.py": """\
from hypothesis import given, settings, strategies as st


def test_classes_of_the_model_have_strategies():
    from perflang.model import Project

    @settings(max_examples=10, deadline=None)
    @given(st.from_type(Project))
    def is_named(project):
        assert project.name

    is_named()
""",
}


def test_hypothesis_loads_nothing_before_somebody_asks_and_outlives_a_broken_install(
    with_hypothesis: Path, tmp_path: Path
) -> None:
    folder = written(tmp_path, PROPERTIES)
    status, said = outcome(with_hypothesis, folder)
    assert status == 0, said
    assert "5 passed" in said
    with broken(with_hypothesis):
        status, said = outcome(with_hypothesis, folder, "test_a.py")
    assert status == 0, said
