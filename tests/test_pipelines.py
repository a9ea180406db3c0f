"""The hooks under pre-commit itself, the action's script in a shell, and every block of docs/ci.md."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from jsonschema import Draft202012Validator

import dev
from perflang.cli.options import OUTPUT_FORMATS
from tests.pipelines import action, block, checkout, pipelines, sources
from tests.support import ROOT, run
from tests.wheels import offline

WHO = ["-c", "user.name=perflang", "-c", "user.email=perflang@example.org"]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
STEP = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "uses": {"type": "string", "pattern": r"^[\w.-]+/[\w./-]+@v\d+$"},
        "with": {"type": "object"},
        "shell": {"const": "bash"},
        "env": {"type": "object", "additionalProperties": {"type": "string"}},
        "run": {"type": "string"},
    },
    "additionalProperties": False,
    "oneOf": [{"required": ["uses"]}, {"required": ["run", "shell"]}],
}
# What GitHub asks of an action made of steps.
ACTION = {
    "type": "object",
    "required": ["name", "description", "runs"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "description": {"type": "string"},
        "inputs": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["description", "default"],
                "additionalProperties": False,
                "properties": {"description": {"type": "string"}, "default": {"type": "string"}},
            },
        },
        "runs": {
            "type": "object",
            "required": ["using", "steps"],
            "additionalProperties": False,
            "properties": {"using": {"const": "composite"}, "steps": {"items": STEP}},
        },
    },
}
needs_shell = pytest.mark.skipif(
    os.name == "nt" or shutil.which("bash") is None, reason="needs bash"
)


def command(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PIP_", "GITHUB_"))}
    return subprocess.run(
        list(map(str, arguments)),
        cwd=cwd,
        env={**kept, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def pip(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What has pip install without the network."""
    if not dev.WHEELS.is_dir():
        pytest.skip("needs the environment that `python3 dev.py setup` makes")
    return offline(tmp_path_factory.mktemp("wheels") / "all")


def committed(folder: Path) -> str:
    """A folder as a repository with one commit, which is returned."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for step in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-q", "-m", "a"]):
        done = command("git", *step, cwd=folder)
        assert done.returncode == 0, done.stderr
    return command("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


# --- Hooks


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clone of this repository beside that of the texts, as in the example, and its commit."""
    folder = checkout(tmp_path_factory.mktemp("仓库") / "perflang")
    return folder, committed(folder)


def pre_commit(*arguments: str, cwd: Path, pip: Mapping[str, str]) -> tuple[int, str]:
    env = {**pip, "PRE_COMMIT_HOME": str(cwd.parent / "pre-commit")}
    done = command(sys.executable, "-m", "pre_commit", *arguments, cwd=cwd, env=env)
    return done.returncode, done.stdout + done.stderr


def test_the_hooks_are_in_order(tmp_path: Path) -> None:
    done = command(
        sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT
    )
    assert done.returncode == 0, done.stdout


def test_the_hooks_run_under_pre_commit_from_a_clone(
    clone: tuple[Path, str], pip: Mapping[str, str]
) -> None:
    folder, commit = clone
    texts = sources(folder.parent / "texts")
    config = block("pre-commit")
    assert (folder.parent / "texts" / config["repos"][0]["repo"]).resolve() == folder
    config["repos"][0]["rev"] = commit
    (texts / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    committed(texts)
    status, said = pre_commit("run", "--all-files", "--color", "never", cwd=texts, pip=pip)
    assert status == 1, said
    assert re.search(r"^perflang check\.+Failed$", said, re.MULTILINE), said
    assert "PF201" in said
    assert "files were modified by this hook" in said
    assert (texts / "2026 调整" / "丙.perf").read_text("utf-8") == "项目: 丙\n  用途: 助餐\n"
    wrong = texts / "2026 调整" / "乙.perf"
    wrong.write_text("项目: 乙\n  描述: 助餐\n".replace("描述", "用途"), encoding="utf-8")
    command("git", "add", "-A", cwd=texts)
    status, said = pre_commit("run", "--all-files", "--color", "never", cwd=texts, pip=pip)
    assert (status, said.count("Passed")) == (0, 2), said


@pytest.mark.parametrize(
    ("name", "checked", "formatted"),
    [
        ("2025/甲.perf", True, True),
        ("区.表样.toml", True, False),
        ("county.form.toml", True, False),
        ("区.指标体系.toml", True, False),
        ("county.framework.toml", True, False),
        ("perflang.toml", True, False),
        ("2025/perflang.toml", True, False),
        ("myperflang.toml", False, False),
        ("pyproject.toml", False, False),
        ("甲.perfx", False, False),
    ],
)
def test_a_hook_looks_at_what_the_command_reads(name: str, checked: bool, formatted: bool) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    looks = {one["id"]: bool(re.search(one["files"], name)) for one in hooks}
    assert looks == {"perflang-check": checked, "perflang-format": formatted}


# --- The action


def test_the_action_is_what_github_asks_for() -> None:
    errors = [error.message for error in Draft202012Validator(ACTION).iter_errors(action())]
    assert errors == []
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", text))
    assert named == set(action()["inputs"])
    assert not any("${{" in step.get("run", "") for step in action()["runs"]["steps"])


def filled(text: str, inputs: Mapping[str, str], temp: Path) -> str:
    """A value with the expressions that it holds replaced, as GitHub does."""
    text = text.replace("${{ runner.temp }}", str(temp))
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: inputs[found[1]], text)


def act(
    given: Mapping[str, str], cwd: Path, temp: Path, pip: Mapping[str, str], places: Sequence[str]
) -> list[subprocess.CompletedProcess[str]]:
    """Run the steps with a script as GitHub runs them, up to the first that fails."""
    inputs = {name: one["default"] for name, one in action()["inputs"].items()}
    inputs |= given
    temp.mkdir(exist_ok=True)
    ran: list[subprocess.CompletedProcess[str]] = []
    for number, step in enumerate(action()["runs"]["steps"]):
        if "run" not in step:
            continue
        script = temp / f"{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        env = {name: filled(value, inputs, temp) for name, value in step.get("env", {}).items()}
        env |= {"RUNNER_TEMP": str(temp), "GITHUB_ACTION_PATH": str(ROOT), **pip}
        env |= {"PATH": os.pathsep.join([*places, os.environ["PATH"]])}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        ran.append(command(*shell, cwd=cwd, env=env))
        if ran[-1].returncode:
            break
    return ran


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, pip: Mapping[str, str]) -> Path:
    """A Python with pip and nothing else, as a runner has; the folder of its programs."""
    folder = tmp_path_factory.mktemp("python")
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / "bin"
    install = ["install", "--no-index", "--find-links", pip["PIP_FIND_LINKS"], "pip"]
    done = command(
        sys.executable, "-m", "pip", "-qq", "--python", programs / "python", *install, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return programs


@needs_shell
def test_the_workflow_of_the_page_runs(
    python: Path, pip: Mapping[str, str], tmp_path: Path
) -> None:
    texts = sources(tmp_path / "texts")
    (texts / "perflang").mkdir()
    (texts / "perflang" / "__init__.py").write_text("raise SystemExit('not the program')\n")
    (step,) = (
        one
        for one in block("github")["jobs"]["check"]["steps"]
        if one["uses"].startswith("OWNER/perflang@")
    )
    ran = act(step["with"], texts, tmp_path / "temp", pip, [str(python)])
    assert [one.returncode for one in ran] == [0, 1], ran[0].stderr
    (line,) = ran[1].stdout.splitlines()
    assert line.startswith("::error file=2026 调整/乙.perf,line=2,col=3,endColumn=6,endLine=2,")
    assert "不认识“描术”" in line
    log = json.loads((texts / step["with"]["sarif"]).read_text(encoding="utf-8"))
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(place["uri"]) == "2026 调整/乙.perf"
    clean = act(
        {"paths": "2025\r\n\n", "profile": "none"}, texts, tmp_path / "temp", pip, [str(python)]
    )
    assert clean[1].returncode == 0
    hostile = {"paths": "2025\n$(touch harm)\n; touch harm", "profile": "`touch harm`"}
    assert act(hostile, texts, tmp_path / "temp", pip, [str(python)])[1].returncode == 2
    assert not (texts / "harm").exists()
    before = {path: path.read_bytes() for path in texts.rglob("*.*") if path.is_file()}
    (texts / "link.sarif").symlink_to(texts / "2025" / "甲.perf")
    for name in ("2025/甲.perf", "perflang.toml", "a.PERF", "x.sarif\n::warning::a", "link.sarif"):
        ran = act({"sarif": name}, texts, tmp_path / "temp", pip, [str(python)])
        assert (ran[1].returncode, ran[1].stdout.count("::")) == (2, 2)
    (texts / "link.sarif").unlink()
    assert {path: path.read_bytes() for path in texts.rglob("*.*") if path.is_file()} == before


def test_the_workflow_of_the_page_gives_what_the_action_takes() -> None:
    steps = block("github")["jobs"]["check"]["steps"]
    _, check, upload = steps
    assert set(check["with"]) <= set(action()["inputs"])
    assert upload["with"]["sarif_file"] == check["with"]["sarif"]
    assert upload["if"] == "always()"


# --- The page


def commands() -> list[str]:
    """The command lines of blocks that are typed, and of the job for GitLab."""
    typed = [line for one in pipelines() if one.kind == "sh" for line in one.text.splitlines()]
    return [*typed, *block("gitlab")["perflang"]["script"]]


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_page_finds_the_mistake(line: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(line.replace("python3 perflang.pyz", "perflang"))
    assert program == "perflang"
    done = run(*arguments, cwd=sources(tmp_path))
    assert done.returncode == 1
    assert "PF201" in done.stdout.decode()


@needs_shell
def test_the_job_for_gitlab_installs_from_a_clone(
    clone: tuple[Path, str], python: Path, pip: Mapping[str, str], tmp_path: Path
) -> None:
    job = block("gitlab")["perflang"]
    texts = sources(tmp_path / "texts")
    path = os.pathsep.join([str(python), os.environ["PATH"]])
    env = {**pip, "PATH": path, "PERFLANG_REPOSITORY": clone[0].as_uri()}
    for line in job["before_script"]:
        done = command("bash", "-c", line, cwd=texts, env=env)
        assert done.returncode == 0, done.stderr
    (line,) = job["script"]
    done = command("bash", "-c", line, cwd=texts, env=env)
    assert (done.returncode, "PF201" in done.stdout) == (1, True), done.stderr


def test_every_block_of_the_page_is_one_of_these() -> None:
    kinds = [one.words[0] if one.kind == "yaml" else one.kind for one in pipelines()]
    assert kinds == ["github", "gitlab", "sh", "pre-commit"]


def test_the_page_names_every_format_of_findings_and_every_input() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE) == list(OUTPUT_FORMATS)
    for name in set(action()["inputs"]) - {"python-version"}:
        assert f"`{name}" in PAGE or f"{name}:" in PAGE
