"""dev.py and the lock files: they must work on a machine with nothing but Python and pip."""

import ast
import importlib.util
import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from unittest.mock import Mock, call

import pytest
from packaging.requirements import Requirement

import dev

ROOT = Path(__file__).resolve().parents[1]
SOURCE = (ROOT / "dev.py").read_text(encoding="utf-8")
LOCKS = [dev.CORE_LOCK, dev.DEV_LOCK]


# --- The file itself


def test_dev_needs_only_the_standard_library():
    imported = set()
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module or "")
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_older_python_can_read_far_enough_to_say_that_it_is_too_old():
    tree = ast.parse(SOURCE, feature_version=(3, 7))
    imported = [
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    ]
    assert "tomllib" not in imported


def test_too_old_a_python_gets_one_line_in_both_languages():
    with pytest.raises(
        SystemExit, match=r"\A需要 Python 3\.11 .* 3\.10 / Python 3\.11\+ .* 3\.10\Z"
    ):
        dev.check_python((3, 10))
    dev.check_python((3, 11))
    dev.check_python((3, 14))


def test_help_lists_every_command_without_setting_anything_up():
    shown = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "--help"],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
    for name in (
        "setup",
        "demo",
        "test",
        "generate",
        "lock",
        "wheel",
        "zipapp",
        "pictures",
        "bench",
        "mutants",
    ):
        assert re.search(rf"^  {name} +.*[\u4e00-\u9fff].* / [A-Z]", shown, re.MULTILINE)


@pytest.mark.parametrize("arguments", [["nothing"], ["setup", "--force"]])
def test_a_mistyped_command_is_answered_with_the_list(arguments, capsys):
    assert dev.main(arguments) == 2
    assert "dev.py COMMAND" in capsys.readouterr().err


# --- The lock files


def locked(lock: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each requirement of a lock file with the rest of its logical line, by name."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    entries = {}
    for line in filter(str.strip, lines):
        requirement, *options = re.split(r"\s+(?=--)", line.strip())
        entries[Requirement(requirement).name] = (Requirement(requirement), options)
    return entries


@pytest.mark.parametrize("lock", [*LOCKS, dev.BENCH_LOCK, dev.MUTATION_LOCK])
def test_every_requirement_is_pinned_and_has_hashes(lock):
    assert locked(lock)
    for requirement, options in locked(lock).values():
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier))
        assert requirement.url is None
        assert options
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", option) for option in options)


@pytest.mark.parametrize("lock", [*LOCKS, dev.BENCH_LOCK, dev.MUTATION_LOCK])
def test_a_lock_says_how_it_is_made_and_names_no_place(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert text.startswith(dev.LOCK_HEADER)
    assert not re.search(r"://|index-url|find-links|trusted-host", text)
    assert not re.search(r"\b[a-z0-9-]+\.(com|org|net|io|cn|dev)\b", text)
    assert not re.search(r"(?:^|[\s'\"=])(?:/|[A-Za-z]:\\|~)\w", text)


def test_the_locks_follow_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    core, everything = locked(dev.CORE_LOCK), locked(dev.DEV_LOCK)
    wanted = project["project"]["dependencies"]
    for lock, requirements in (
        (core, wanted),
        (everything, wanted + project["dependency-groups"]["dev"]),
    ):
        for requirement in map(Requirement, requirements):
            pinned = lock[requirement.name][0]
            assert requirement.specifier.contains(str(pinned.specifier).removeprefix("=="))
    for name, (pinned, _) in core.items():
        assert everything[name][0] == pinned


# --- Set-up


def a_checkout(folder: Path) -> Path:
    (folder / ".ci" / "requirements").mkdir(parents=True)
    for name in ("pyproject.toml", *LOCKS):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


def test_the_fingerprint_follows_what_the_environment_depends_on(tmp_path):
    root = a_checkout(tmp_path / "a")
    before = dev.fingerprint(root)
    assert dev.fingerprint(root) == before
    assert dev.fingerprint(root, "another interpreter") != before
    assert dev.fingerprint(a_checkout(tmp_path / "b")) != before
    for name in LOCKS:
        original = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(original + "# more\n", encoding="utf-8")
        assert dev.fingerprint(root) != before
        (root / name).write_text(original, encoding="utf-8")
    assert dev.fingerprint(root) == before


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [('"click>=8.1"', '"click>=8.2"', True), ("line-length = 100", "line-length = 99", False)],
)
def test_only_some_tables_of_pyproject_count(tmp_path, old, new, counts):
    root = a_checkout(tmp_path / "a")
    before = dev.fingerprint(root)
    pyproject = root / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    assert old in text
    pyproject.write_text(text.replace(old, new), encoding="utf-8")
    assert (dev.fingerprint(root) != before) == counts


def test_set_up_means_the_right_stamp_and_an_interpreter(tmp_path):
    stamp, python = tmp_path / "stamp", tmp_path / "python"
    assert not dev.is_set_up("wanted", stamp, python)
    stamp.write_text("wanted", encoding="utf-8")
    assert not dev.is_set_up("wanted", stamp, python)
    python.touch()
    assert dev.is_set_up("wanted", stamp, python)
    assert not dev.is_set_up("something else", stamp, python)


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """dev.py before its first set-up, with nothing that really runs; the stamp of an older one."""
    stamp = tmp_path / "stamp"
    stamp.write_text("an older set-up", encoding="utf-8")
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "is_set_up", lambda _wanted: False)
    monkeypatch.setattr(dev, "find_installers", lambda: dev.installers("uv", True, True))
    return stamp


def test_a_set_up_leaves_its_stamp_last(fresh, monkeypatch):
    stamped = []

    def run(_step):
        stamped.append(fresh.exists())
        return 0

    monkeypatch.setattr(dev, "run", run)
    assert dev.setup([]) == 0
    assert stamped == [False] * 4
    assert fresh.read_text(encoding="utf-8") == dev.fingerprint()


@pytest.mark.parametrize("failing", ["venv", "-r", "-e", "download"])
def test_a_half_finished_set_up_leaves_no_stamp(fresh, monkeypatch, failing):
    monkeypatch.setattr(dev, "run", lambda step: int(failing in step))
    with pytest.raises(SystemExit, match=r"\A准备 \.venv 失败.* / Setting up .* failed.*\Z"):
        dev.setup([])
    assert not fresh.exists()


def test_pip_takes_over_when_uv_fails(fresh, monkeypatch):
    monkeypatch.setattr(dev, "run", lambda step: int(step[0] == "uv"))
    assert dev.setup([]) == 0


def test_a_finished_set_up_runs_nothing(monkeypatch):
    monkeypatch.setattr(dev, "is_set_up", lambda _wanted: True)
    monkeypatch.setattr(dev, "run", lambda step: pytest.fail(f"ran {step}"))
    monkeypatch.setattr(dev, "works", lambda step: pytest.fail(f"ran {step}"))
    assert dev.setup([]) == 0


def test_no_way_to_install_gets_one_line_in_both_languages(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(dev, "works", lambda _step: False)
    with pytest.raises(SystemExit, match=r"\A找不到 pip.* / pip not found.*\Z"):
        dev.find_installers()


def test_the_environment_neither_needs_nor_uses_ensurepip_where_pip_is():
    assert "--without-pip" in dev.venv_step()
    steps = [step for way in dev.installers("uv", True, True) for step in way]
    assert not any("ensurepip" in step for step in [*steps, *dev.finishing_steps()])


def test_nothing_in_the_callers_environment_leads_an_install_elsewhere(monkeypatch):
    for name in ("PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    assert "elsewhere" not in dev.environment().values()
    assert dev.environment()["PIP_USER"] == "0"


# --- Command lines


def all_steps() -> list[list[str]]:
    ways = dev.installers("uv", True, False) + dev.installers(None, False, True)
    return [
        dev.venv_step(),
        *(step for way in ways for step in way),
        *dev.finishing_steps(),
        *dev.checks().values(),
        *dev.lock_steps("uv"),
        *(dev.in_venv(module) for module in dev.GENERATORS),
        *dev.zipapp_steps("scratch"),
        *dev.bench_steps(Path("scratch")),
        *dev.mutation_steps(),
    ]


@pytest.mark.parametrize("step", all_steps(), ids=lambda step: " ".join(step[1:5]))
def test_a_command_line_is_well_formed(step):
    assert all(isinstance(part, str) and part for part in step)
    own = {str(dev.VENV_PYTHON), str(dev.BENCH_PYTHON), str(dev.MUTATION_PYTHON)}
    assert step[0] in {"uv", dev.HOST_PYTHON, *own}
    if "-m" in step[:2]:
        # Debian splits ensurepip off.
        assert step[2] == "ensurepip" or importlib.util.find_spec(step[2])
    for option, value in itertools.pairwise(step):
        if option in {"-r", "--constraints"}:
            assert (ROOT / value).is_file()
    if "install" in step and "-e" not in step and "--no-deps" not in step:
        assert "--require-hashes" in step


def test_ci_runs_the_tests():
    script = ROOT / ".ci" / "run"
    assert "exec python3 dev.py test" in script.read_text(encoding="utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)


# --- The test command


@pytest.fixture
def run(monkeypatch):
    """A stand-in for running a program, in an environment that is set up."""
    stand_in = Mock(return_value=0)
    monkeypatch.setattr(dev, "run", stand_in)
    monkeypatch.setattr(dev, "setup", lambda _arguments: 0)
    return stand_in


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("============ 3 passed in 0.12s ============\n", True),
        ("===== 1 failed, 2 passed, 1 skipped in 63.02s (0:01:03) =====\n", True),
        ("12 passed, 1 warning in 1.50s\n", True),
        ("no tests ran in 0.01s\n", True),
        ("tests/test_dev.py ....   [100%]\n", False),
        ("============ short test summary info ============\n", False),
        ("collected 3 items in 2 files\n", False),
    ],
)
def test_the_closing_line_of_pytest_is_known(line, closes):
    assert bool(dev.CLOSING_LINE.match(line)) == closes


@pytest.mark.parametrize(("check", "tests", "status"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (0, 5, 1)])
def test_every_check_runs_and_the_last_line_counts_the_tests(
    run, monkeypatch, capsys, check, tests, status
):
    run.return_value = check
    monkeypatch.setattr(dev, "run_pytest", lambda: (tests, "3 passed in 0.12s"))
    assert dev.test([]) == status
    assert run.call_args_list == [call(step) for step in dev.checks().values()]
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed in 0.12s"


def test_arguments_go_to_pytest_alone(run):
    run.return_value = 5
    assert dev.main(["test", "-k", "something"]) == 5
    run.assert_called_once_with(dev.in_venv("pytest", "-k", "something"))


@pytest.mark.parametrize(
    ("script", "result"),
    [
        (
            "print('.'); print('== 2 passed in 0.01s =='); print('bye')",
            (0, "== 2 passed in 0.01s =="),
        ),
        ("raise SystemExit(4)", (4, "0 passed, 1 failed")),
    ],
)
def test_pytest_is_shown_and_its_closing_line_kept(monkeypatch, capsys, script, result):
    monkeypatch.setattr(dev, "in_venv", lambda _module: [sys.executable, "-c", script])
    assert dev.run_pytest() == result
    assert ("bye" in capsys.readouterr().out) == (result[0] == 0)
