"""The wheel and the sdist: what they carry, and that an installed perflang works on its own."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.wheels import offline

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "dingzhou"
# `python3 dev.py setup` keeps the core dependencies there, so that no test needs the network.
WHEELS = Path(sys.prefix) / "wheels"

DATA = [
    "grammar/*.lark",
    "grammar/tables.json",
    "grammar/keywords.toml",
    "grammar/editors/*/*.json",
    "grammar/editors/*/*/*.vim",
    "perflang/diagnostics/codes/*.md",
    "perflang/model/frameworks/*.toml",
    "perflang/forms/data/*.toml",
    "perflang/backends/templates/*",
    "perflang/py.typed",
]
JUNK = [
    "perflang/__pycache__/cli.cpython-311.pyc",
    "perflang/.perflang_cache/entry",
    "perflang/model/frameworks/.DS_Store",
    "grammar/keywords.lark~",
]


def run(*arguments: str | Path, cwd: Path) -> bytes:
    """Run a program that nothing of this environment reaches, and return what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["PYTHONUTF8"] = "1"
    result = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    return result.stdout


def built(kind: str, source: Path, target: Path) -> Path:
    """Build the wheel or the sdist of a tree into a folder."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    (distribution,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return distribution


def names_in_wheel(wheel: Path) -> list[str]:
    """The names of the files in a wheel, sorted."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The sdist of this checkout."""
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.mark.parametrize("pattern", DATA)
def test_the_wheel_carries_the_data(wheel, pattern):
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)]
    assert files
    shipped = {name.replace("grammar/", "perflang/grammar/", 1) for name in files}
    assert shipped <= set(names_in_wheel(wheel))


def test_the_wheel_carries_nothing_but_the_package(wheel):
    names = names_in_wheel(wheel)
    metadata = "-".join(wheel.name.split("-")[:2]) + ".dist-info"
    assert {name.partition("/")[0] for name in names} == {
        "perflang",
        "_perflang_hypothesis.py",
        metadata,
    }
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)
    assert f"{metadata}/licenses/LICENSE" in names


def test_the_sdist_carries_what_a_developer_needs(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "docs/changelog.md", "LICENSE", "dev.py", "pyproject.toml"} <= names
    assert {
        "grammar/perflang.lark",
        ".ci/requirements/core.txt",
        ".ci/requirements/dev.txt",
    } <= names
    assert {"tests/test_package.py", "examples/dingzhou/published.txt"} <= names
    assert any(name.startswith("docs/") for name in names)
    assert not any("__pycache__" in name or name.startswith((".venv", "build/")) for name in names)


def test_the_sdist_builds_the_same_wheel_and_ignored_files_stay_out(wheel, sdist, tmp_path):
    run(sys.executable, "-m", "tarfile", "-e", sdist, tmp_path, cwd=tmp_path)
    tree = tmp_path / sdist.name.removesuffix(".tar.gz")
    for name in JUNK:
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_bytes(b"junk")
    again = built("wheel", tree, tmp_path / "dist")
    assert names_in_wheel(again) == names_in_wheel(wheel)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The scripts folder of an environment that holds the wheel and what it requires only."""
    if not WHEELS.is_dir():
        pytest.skip("needs the environment that `python3 dev.py setup` makes")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--isolated", "-qq", "--python", scripts / "python"]
    run(*pip, "install", "--no-index", "--find-links", WHEELS, wheel, cwd=folder)
    return scripts


def test_an_installed_perflang_compiles_the_example(installed, tmp_path):
    project = tmp_path / "dingzhou"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("build", ".perflang_cache"))
    output = run(installed / "perflang", "build", ".", "--to", "text", "-o", "-", cwd=project)
    published = (EXAMPLE / "published.txt").read_text(encoding="utf-8")
    assert output.decode("utf-8").strip() == published.strip()


# What a stranger's test run does: it knows nothing of perflang, which happens to be installed.
STRANGER = """
import sys, warnings
warnings.simplefilter("error")
import hypothesis
from hypothesis import given, strategies as st

assert "_perflang_hypothesis" in sys.modules
assert not [name for name in sys.modules if name.startswith("perflang")], "imported for a stranger"

@given(st.integers())
def test(number):
    assert number == number

test()
"""
# And one that does: whichever is imported first.
BUREAU = """
{first}
{second}
import perflang.values
from hypothesis import given, settings, strategies as st

@given(st.from_type(perflang.model.Project), st.from_type(perflang.values.Money))
@settings(max_examples=5, database=None)
def test(project, money):
    assert project.name in {names}, project.name
    assert money.number is not None

test()
"""

# A registration that cannot be imported, for whatever reason.
BROKEN = """
import sys

class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == "perflang.testing.registration":
            exec({damage!r})

sys.meta_path.insert(0, Broken())
"""


@pytest.fixture(scope="module")
def tested(wheel, tmp_path_factory):
    """The interpreter of an environment that holds the wheel and what ``perflang[testing]`` brings."""
    folder = tmp_path_factory.mktemp("testing")
    found = offline(folder / "wheels", ["hypothesis", "pytest"])
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--isolated", "-qq", "--python", python]
    run(
        *pip,
        "install",
        "--no-index",
        "--find-links",
        found["PIP_FIND_LINKS"],
        f"{wheel}[testing]",
        cwd=folder,
    )
    return python


def test_a_stranger_s_test_run_imports_nothing_of_perflang(tested, tmp_path):
    run(tested, "-c", STRANGER, cwd=tmp_path)


@pytest.mark.parametrize(
    "order", [("hypothesis", "perflang.model"), ("perflang.model", "hypothesis")]
)
def test_types_are_known_whichever_is_imported_first(tested, tmp_path, order):
    from perflang.testing.words import WORDS

    first, second = (f"import {name}" for name in order)
    names = set(WORDS["zh"].things)
    run(tested, "-c", BUREAU.format(first=first, second=second, names=names), cwd=tmp_path)


@pytest.mark.parametrize(
    "damage", ["raise ImportError('no')", "import nothing_of_this_name", "1 / 0", "x ="]
)
def test_a_broken_perflang_breaks_no_stranger_s_test_run(tested, tmp_path, damage):
    """Nor one that imports it: what cannot be registered is not."""
    code = BROKEN.format(damage=damage) + STRANGER + "import perflang.model"
    run(tested, "-c", code, cwd=tmp_path)


def test_the_kit_says_what_it_needs_where_hypothesis_is_missing(installed, tmp_path):
    code = "import perflang.testing as kit\ntry: kit.publications\nexcept ImportError as error: print(error)"
    assert b"perflang[testing]" in run(installed / "python", "-c", code, cwd=tmp_path)
