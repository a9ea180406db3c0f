"""Development commands of perflang, with nothing but Python and pip: `python3 dev.py --help`."""

# An older Python must be able to read this file far enough to say that it is too old.
from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = VENV_BIN / ("python.exe" if os.name == "nt" else "python")
PERFLANG = VENV_BIN / ("perflang.exe" if os.name == "nt" else "perflang")
STAMP = VENV / "set-up-complete"
WHEELS = VENV / "wheels"

CORE_LOCK = "requirements/core.txt"
DEV_LOCK = "requirements/dev.txt"
OLDEST_PYTHON = (3, 11)
DEMO_PROJECT = "examples/dingzhou"
# Errors only.
PIP = ["-m", "pip", "-qq"]

# Run as `python -m NAME`; each rewrites the generated files it is in charge of.
GENERATORS = ["perflang.vocabulary.generate", "perflang.syntax.generate"]

# Inside .venv the base interpreter is meant: it outlives the folder and is the one that has pip.
HOST_PYTHON = (
    getattr(sys, "_base_executable", sys.executable)
    if Path(sys.prefix).resolve() == VENV.resolve()
    else sys.executable
)

# The line pytest closes with, e.g. "=== 3 passed, 1 skipped in 0.12s ===".
CLOSING_LINE = re.compile(r"=*\s*(no tests ran|\d+ [a-z]+(, \d+ [a-z]+)*) in \d")

COMMANDS: dict[str, Callable[[list[str]], int]] = {}


def command(function: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Make a function a command: its name is the command's, its first docstring line the help."""
    COMMANDS[function.__name__] = function
    return function


def say(chinese: str, english: str) -> None:
    """Tell the user something, in both languages."""
    print(f"{chinese} / {english}", flush=True)


def stop(chinese: str, english: str) -> SystemExit:
    """Return the exception that ends the program with one line on stderr and exit status 1."""
    return SystemExit(f"{chinese} / {english}")


def environment() -> dict[str, str]:
    """Return the caller's environment less what would lead an install or an import elsewhere."""
    diverting = {"PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_PYTHON", "PIP_ROOT", "PIP_TARGET"}
    kept = {key: value for key, value in os.environ.items() if key not in diverting}
    # PIP_USER also outranks a `user = true` in pip's own configuration.
    return {**kept, "PYTHONUTF8": "1", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(arguments: list[str]) -> int:
    """Run a program from the repository root and return its exit status."""
    return subprocess.run(arguments, cwd=ROOT, env=environment(), check=False).returncode


def works(arguments: list[str]) -> bool:
    """Tell whether a program runs and succeeds, showing nothing of it."""
    result = subprocess.run(
        arguments, cwd=ROOT, env=environment(), check=False, capture_output=True
    )
    return result.returncode == 0


def run_all(steps: Iterable[list[str]]) -> bool:
    """Run programs one after the other up to the first that fails; tell whether all succeeded."""
    return all(run(step) == 0 for step in steps)


def in_venv(*arguments: str) -> list[str]:
    """Return the command line `python -m ARGUMENTS` of the project's own environment."""
    return [str(VENV_PYTHON), "-m", *arguments]


def check_python(version: tuple[int, ...]) -> None:
    """Stop with one plain line if this Python is too old."""
    if version < OLDEST_PYTHON:
        found = ".".join(map(str, version[:2]))
        raise stop(
            f"需要 Python 3.11 或更新版本，当前为 {found}", f"Python 3.11+ needed, this is {found}"
        )


def fingerprint(root: Path = ROOT, interpreter: str = sys.version + sys.base_prefix) -> str:
    """Return a hash of everything that an environment set up for `root` depends on."""
    # Python before 3.11, which is to be told that it is too old, lacks this module.
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    tables = [project.get(key) for key in ("build-system", "project", "dependency-groups")]
    locks = [(root / lock).read_text(encoding="utf-8") for lock in (CORE_LOCK, DEV_LOCK)]
    # The folder counts too: a moved environment still points to where it was made.
    parts = [interpreter, str(root), json.dumps(tables), *locks]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_set_up(wanted: str, stamp: Path = STAMP, python: Path = VENV_PYTHON) -> bool:
    """Tell whether a set-up for this fingerprint was finished and its interpreter still exists."""
    return python.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def installers(uv: str | None, has_pip: bool, has_ensurepip: bool) -> list[list[list[str]]]:
    """Return the ways to install the lock, best first; each is the steps it takes."""
    locked = ["--require-hashes", "-r", DEV_LOCK]
    ways = []
    if uv:
        ways.append([[uv, "pip", "install", "--quiet", "--python", str(VENV_PYTHON), *locked]])
    if has_pip:
        # pip runs itself inside .venv then, so a host that manages its own packages is no bar.
        ways.append([[HOST_PYTHON, *PIP, "--python", str(VENV_PYTHON), "install", *locked]])
    elif has_ensurepip:
        ways.append([in_venv("ensurepip"), [str(VENV_PYTHON), *PIP, "install", *locked]])
    return ways


def find_installers() -> list[list[list[str]]]:
    """Return the ways to install that this machine offers, or stop if it has none."""
    ways = installers(
        uv=shutil.which("uv"),
        has_pip=works([HOST_PYTHON, "-m", "pip", "--version"]),
        has_ensurepip=works([HOST_PYTHON, "-m", "ensurepip", "--version"]),
    )
    if not ways:
        raise stop(
            "找不到 pip：请先安装 pip（Debian：apt install python3-pip）或 uv",
            "pip not found: install pip (Debian: apt install python3-pip) or uv first",
        )
    return ways


def venv_step() -> list[str]:
    """Return the command line that lays a new, empty .venv over whatever is there."""
    # Debian splits ensurepip off its Python, so the environment is made without it.
    return [HOST_PYTHON, "-m", "venv", "--clear", "--without-pip", str(VENV)]


def finishing_steps() -> list[list[str]]:
    """Return the command lines that follow once the lock, which includes pip, is installed."""
    pip = [str(VENV_PYTHON), *PIP]
    return [
        [*pip, "install", "--no-deps", "--no-build-isolation", "-e", "."],
        # The wheel test installs from these, so that no test needs the network.
        [*pip, "download", "--require-hashes", "-r", CORE_LOCK, "-d", str(WHEELS)],
    ]


@command
def setup(_arguments: list[str]) -> int:
    """准备开发环境 .venv / Set up the environment .venv."""
    wanted = fingerprint()
    if is_set_up(wanted):
        return 0
    ways = find_installers()
    say("正在准备 .venv，稍候……", "Setting up .venv, a moment ...")
    # An interrupted set-up must not leave an older one's stamp behind.
    STAMP.unlink(missing_ok=True)
    # any() tries the next way only when one failed, e.g. a uv that knows no package index.
    done = run(venv_step()) == 0 and any(map(run_all, ways)) and run_all(finishing_steps())
    if not done:
        raise stop("准备 .venv 失败，原因见上文", "Setting up .venv failed, see above")
    # Last of all: without this file the next run starts over.
    STAMP.write_text(wanted, encoding="utf-8")
    say(".venv 已就绪", ".venv is ready")
    return 0


def output_formats() -> dict[str, str]:
    """Return the suffix of each output format that the package knows."""
    script = (
        "import json; from perflang.compiler import FORMATS; "
        "print(json.dumps({name: format.suffix for name, format in FORMATS.items()}))"
    )
    asking = [str(VENV_PYTHON), "-c", script]
    answer = subprocess.check_output(asking, cwd=ROOT, env=environment(), encoding="utf-8")
    formats: dict[str, str] = json.loads(answer)
    return formats


def build_demo(name: str, suffix: str) -> bool:
    """Compile the example to one format, say where the file is, and tell whether it is there."""
    target = Path("build", Path(DEMO_PROJECT).name + suffix)
    (ROOT / target).unlink(missing_ok=True)
    status = run([str(PERFLANG), "build", DEMO_PROJECT, "--to", name])
    if status != 0 or not (ROOT / target).exists():
        print(f"{name}：未能生成 {target}\n{name}: could not write {target}", flush=True)
        return False
    print(f"{name}：已生成 {target}\n{name}: written to {target}", flush=True)
    return True


@command
def demo(_arguments: list[str]) -> int:
    """检查并编译示例 examples/dingzhou / Check the example and compile it to every format."""
    setup([])
    checked = run([str(PERFLANG), "check", DEMO_PROJECT]) == 0
    built = [build_demo(name, suffix) for name, suffix in output_formats().items()]
    return 0 if checked and built and all(built) else 1


def checks() -> dict[str, list[str]]:
    """Return the checks that come before the tests, by name."""
    return {
        "ruff check": in_venv("ruff", "check", "."),
        "ruff format": in_venv("ruff", "format", "--check", "."),
        "mypy": in_venv("mypy"),
    }


def run_pytest() -> tuple[int, str]:
    """Run all tests, showing them as they run; return the exit status and the closing line."""
    closing = ""
    with subprocess.Popen(
        in_venv("pytest"),
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if CLOSING_LINE.match(line):
                closing = line.strip()
    return process.returncode, closing or "0 passed, 1 failed"


@command
def test(arguments: list[str]) -> int:
    """运行全部检查和测试；带参数时只运行 pytest / Check and test all; with arguments, pytest."""
    setup([])
    if arguments:
        return run(in_venv("pytest", *arguments))
    results = {}
    for name, step in checks().items():
        print(f"--- {name}", flush=True)
        results[name] = run(step)
    print("--- pytest", flush=True)
    results["pytest"], closing = run_pytest()
    print()
    for name, status in results.items():
        print(f"{name:<12} {'失败 / failed' if status else '通过 / passed'}")
    # What runs the tests reads the last line for how many ran.
    print(closing, flush=True)
    return 1 if any(results.values()) else 0


@command
def generate(_arguments: list[str]) -> int:
    """重写生成的文件 / Rewrite the generated files."""
    setup([])
    return 0 if run_all(in_venv(module) for module in GENERATORS) else 1


def lock_steps(uv: str) -> list[list[str]]:
    """Return the command lines that resolve the dependencies anew and rewrite the lock files."""
    # Universal: one file for every system and every Python from the oldest on, hence the markers.
    resolve = [
        *(uv, "pip", "compile", "pyproject.toml", "--quiet", "--upgrade", "--universal"),
        *("--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-emit-find-links"),
        *("--custom-compile-command", "python3 dev.py lock"),
    ]
    return [
        [*resolve, "--group", "dev", "-o", DEV_LOCK],
        # Both files must agree: what ships is tested against what was tested.
        [*resolve, "--constraints", DEV_LOCK, "--no-annotate", "-o", CORE_LOCK],
    ]


def find_uv(scratch: str) -> str:
    """Return the uv to run, put into the scratch folder first if the machine has none."""
    found = shutil.which("uv")
    if not found:
        run([HOST_PYTHON, *PIP, "install", "--target", scratch, "uv"])
        found = shutil.which("uv", path=os.pathsep.join((f"{scratch}/bin", f"{scratch}/Scripts")))
    if not found:
        raise stop("需要 uv，且未能安装", "uv is needed and could not be installed")
    return found


@command
def lock(_arguments: list[str]) -> int:
    """重新解析依赖并重写 requirements/ / Re-resolve requirements/ (needs the network)."""
    with tempfile.TemporaryDirectory() as scratch:
        return 0 if run_all(lock_steps(find_uv(scratch))) else 1


@command
def wheel(_arguments: list[str]) -> int:
    """在 dist/ 下构建 wheel 和 sdist / Build wheel and sdist into dist/."""
    setup([])
    return run(in_venv("hatchling", "build", "-d", "dist", "-t", "sdist", "-t", "wheel"))


def usage() -> str:
    """Return the list of commands."""
    lines = ["用法 / Usage: python3 dev.py COMMAND", ""]
    for name, function in COMMANDS.items():
        help_line = (function.__doc__ or "").splitlines()[0]
        lines.append(f"  {name:<9} {help_line}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Run the command that the arguments name."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a plain-ASCII locale must not turn a message into a traceback.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    check_python(sys.version_info[:2])
    name, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    if name in {"-h", "--help"}:
        print(usage())
        return 0
    if name not in COMMANDS or (rest and name != "test"):
        print(usage(), file=sys.stderr)
        return 2
    return COMMANDS[name](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("已中断 / Interrupted")
