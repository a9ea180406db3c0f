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
        "_perflang_hypothesis.py",
        "_perflang_pytest.py",
        "perflang",
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
