"""The one-file program: it runs with Python alone, answers as the installed one does, is made the same twice."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev
from perflang import __version__
from perflang.cli.options import OUTPUT_FORMATS
from perflang.compiler.formats import FORMATS
from tests.support import EXAMPLES, ROOT, run

BUNDLE = (ROOT / ".ci" / "bundle.py").read_text(encoding="utf-8")
LOCK = (ROOT / dev.CORE_LOCK).read_text(encoding="utf-8")
# Nothing of this environment: no site packages, no variables, not the folder it is run in.
ALONE = [sys.executable, "-I", "-S", "-X", "utf8"]

COMMANDS = [
    ["--version"],
    ["--help"],
    ["build", "--help"],
    ["check", "定州 2021"],
    ["check", "--lang", "zh", "写错.perf"],
    *(["check", "--output-format", name, "写错.perf"] for name in OUTPUT_FORMATS),
    *(["build", "定州 2021", "--to", name, "-o", "-"] for name in FORMATS),
    ["build", "定州 2021"],
    ["import", "定州 2021/published.txt", "-o", "导入"],
    ["explain"],
    ["explain", "PF211", "--lang", "zh"],
    ["chek"],
    ["check", "没有这个文件"],
]


def built(folder: Path, **environment: str) -> Path:
    """The program, made in a folder of its own."""
    program = folder / "dist" / "perflang.pyz"
    for step in dev.zipapp_steps(str(folder), str(program)):
        subprocess.run(
            step, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True
        )
    return program


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder with a blank and Chinese characters in its name."""
    if not dev.WHEELS.is_dir():
        pytest.skip("needs the environment that `python3 dev.py setup` makes")
    return built(tmp_path_factory.mktemp("程序 1"))


def alone(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*ALONE, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path; what is kept for the next build is each program's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".perflang_cache" not in path.parts
    }


def a_desk(folder: Path) -> Path:
    """A folder to work in, with the example under another name and a source that has an error."""
    shutil.copytree(EXAMPLES / "dingzhou", folder / "定州 2021")
    wrong = "项目: 甲\n  支出计划: 3月底 40%, 6月底 30%, 12月底 100%\n"
    (folder / "写错.perf").write_text(wrong, encoding="utf-8")
    return folder


def test_python_alone_has_nothing_of_what_perflang_needs(tmp_path: Path) -> None:
    for name in ("perflang", "lark", "attr", "jinja2", "click", "markupsafe"):
        assert alone("-c", f"import {name}", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_it_answers_as_the_installed_program_does(
    program: Path, tmp_path: Path, arguments: list[str]
) -> None:
    ours, theirs = a_desk(tmp_path / "一"), a_desk(tmp_path / "二")
    found = alone(program, *arguments, cwd=ours)
    expected = run(*arguments, cwd=theirs)
    assert found.stdout == expected.stdout
    assert found.stderr == expected.stderr
    assert found.returncode == expected.returncode
    assert files_in(ours) == files_in(theirs)


def test_it_is_the_same_to_the_byte_whenever_it_is_made(program: Path, tmp_path: Path) -> None:
    again = built(tmp_path, TZ="Asia/Shanghai", PYTHONHASHSEED="7", LC_ALL="C")
    assert again.read_bytes() == program.read_bytes()


def test_it_holds_nothing_of_one_system_and_every_licence(program: Path) -> None:
    with zipfile.ZipFile(program) as archive:
        names = archive.namelist()
        assert {(one.date_time, one.create_system) for one in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 3)
        }
    assert names == sorted(names)
    assert not [name for name in names if re.match("perflang/testing/|_perflang_", name)]
    kinds = {Path(name).suffix for name in names if ".dist-info/" not in name}
    assert kinds <= {
        ".py",
        ".lark",
        ".json",
        ".toml",
        ".md",
        ".typed",
        ".vim",
        ".html",
        ".css",
        ".perf",
        "",
    }
    packages = {name.split("-")[0] for name in names if ".dist-info/METADATA" in name}
    assert packages == {"perflang", *re.findall("^([a-z0-9]+)==", LOCK, re.MULTILINE)}
    for package in packages:
        assert any(re.match(f"{package}-.*dist-info/licenses/LICENSE", name) for name in names)


def test_markupsafe_works_without_its_compiled_part(program: Path, tmp_path: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(program)!r})\n"
        "import jinja2, markupsafe\n"
        "print(markupsafe._escape_inner.__module__)\n"
        "print(jinja2.Environment(autoescape=True).from_string('{{ x }}').render(x='<a>'))\n"
    )
    done = alone("-c", script, cwd=tmp_path)
    assert done.stdout.split() == [b"markupsafe._native", b"&lt;a&gt;"]


def main_of(program: Path) -> str:
    with zipfile.ZipFile(program) as archive:
        return archive.read("__main__.py").decode("utf-8")


def test_too_old_a_python_can_read_it_and_is_told_so(program: Path, tmp_path: Path) -> None:
    assert ast.parse(main_of(program), feature_version=(3, 4))
    script = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0); "
        f"runpy.run_path({str(program)!r}, run_name='__main__')"
    )
    done = alone("-c", script, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    said = done.stderr.decode("utf-8")
    assert said == "需要 Python 3.11 或更新版本，当前为 3.8 / Python 3.11+ needed, this is 3.8\n"


def test_the_files_for_editors_can_be_taken_out_of_it(program: Path, tmp_path: Path) -> None:
    done = alone("-m", "zipfile", "-e", program, "解开", cwd=tmp_path)
    assert done.returncode == 0
    taken = files_in(tmp_path / "解开" / "perflang" / "grammar" / "editors")
    assert taken == files_in(ROOT / "grammar" / "editors")


@pytest.mark.skipif(os.name == "nt", reason="Windows starts files by their ending")
def test_it_starts_by_itself(program: Path, tmp_path: Path) -> None:
    assert os.access(program, os.X_OK)
    first, _, _ = program.read_bytes().partition(b"\n")
    assert first == b"#!/usr/bin/env python3"
    folder = Path(sys.executable).parent
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    done = subprocess.run(
        [program, "--version"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=True,
    )
    assert __version__.encode() in done.stdout


def test_a_package_of_the_lock_without_its_wheel_stops_the_build(tmp_path: Path) -> None:
    step = dev.zipapp_steps(str(tmp_path), str(tmp_path / "perflang.pyz"))[-1]
    step = [str(tmp_path) if argument == str(dev.WHEELS) else argument for argument in step]
    done = subprocess.run(step, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"attrs" in done.stderr
    assert not (tmp_path / "perflang.pyz").exists()


def test_what_builds_it_needs_only_the_standard_library() -> None:
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(BUNDLE))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
