"""A document followed as its reader follows it: commands typed, files written, what appears compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from attrs import define, field

import dev
from tests.form_files import form_file
from tests.form_files import read as read_form_file
from tests.markdown import Block
from tests.support import ROOT, compile_text, findings

LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
WHO = {"NAME": "perflang", "EMAIL": "perflang@example.org"}
# What else of dev.py a document may run; the other commands only have to be there.
RUN_OF_DEV = {"demo"}


@define
class Walk:
    """A reader in an empty folder. ``given`` are files that he has wherever he stands, by name; ``program``
    is what he has as ``perflang``.

    The blocks of a page are steps: ``sh`` and ``powershell`` are typed, and the ``text`` or ``diff`` below
    is what appeared; ``console`` holds both. ``perf NAME`` is a file that he writes, ``perf change=NAME``
    lines that he puts in the place of those most like them in their beginning, ``perf shown=NAME`` what the file
    holds now. ``toml`` is the same for forms, and ``toml grid`` are rows that could stand in one. An output may
    leave out words or lines as ``…``; ``status=1`` says how a command ends.
    """

    folder: Path
    language: str
    given: Mapping[str, bytes] = field(factory=dict)
    program: Sequence[str] = (sys.executable, "-m", "perflang")
    cwd: Path = field(init=False)
    appeared: str = field(init=False, default="")

    def __attrs_post_init__(self) -> None:
        self.cwd = self.folder

    def follow(self, block: Block) -> None:
        """Take one step, or fail: what is not true, or is a kind of block that nobody checks."""
        steps = {
            "sh": self._type,
            "powershell": self._type,
            "console": self._console,
            "text": self._read,
            "diff": self._read,
            "perf": self._edit,
            "toml": self._edit,
        }
        assert block.kind in steps, f"line {block.line}: nobody checks {block.kind or 'no kind'!r}"
        steps[block.kind](block)

    def _type(self, block: Block) -> None:
        self.appeared = ""
        lines = [line for line in block.text.splitlines() if line and line[0] != "#"]
        for number, line in enumerate(lines, 1):
            self._line(line, block, status=status_of(block) if number == len(lines) else 0)

    def _console(self, block: Block) -> None:
        turns = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
        assert not turns[0], f"line {block.line}: a console begins with its prompt"
        for number, (line, output) in enumerate(zip(turns[1::2], turns[2::2], strict=True), 1):
            last = 2 * number + 1 == len(turns)
            self.appeared = ""
            self._line(line, block, status=status_of(block) if last else 0)
            self._compare(output, block)

    def _read(self, block: Block) -> None:
        self._compare(block.text, block)

    def _compare(self, expected: str, block: Block) -> None:
        assert re.fullmatch(pattern_of(expected), shown(self.appeared)), (
            f"line {block.line}\n{self.appeared}"
        )

    def _line(self, line: str, block: Block, status: int) -> None:
        for name, content in self.given.items():
            if not (self.cwd / name).exists():
                (self.cwd / name).write_bytes(content)
        if block.kind == "powershell":
            line = line.replace("\\", "/")
        words = shlex.split(line)
        while "&&" in words:
            self._command(words[: words.index("&&")], 0)
            words = words[words.index("&&") + 1 :]
        self._command(words, status)

    def _command(self, words: list[str], status: int) -> None:
        program, *arguments = words
        commands = {
            "perflang": [*self.program],
            "pygmentize": [sys.executable, "-m", "pygments"],
            "pytest": [sys.executable, "-m", "pytest"],
            "git": ["git"],
            "py": [sys.executable],
            "python3": [sys.executable],
        }
        if program in commands:
            self._run([*commands[program], *arguments], status)
            return
        doings: dict[str, Callable[..., None]] = {
            "cd": self._cd,
            "cp": self._copy,
            "mkdir": self._make,
            "mv": self._move,
            "notepad": self._open,
        }
        doings |= {"start": self._open, "Set-Content": self._set_content}
        assert program in doings, f"nobody checks the command {program}"
        doings[program](*arguments)

    def _run(self, words: list[str], status: int) -> None:
        if words[1:2] == ["clone"]:
            (self.cwd / words[-1]).mkdir()
            return
        if words[1:2] == ["dev.py"]:
            assert words[2] in dev.COMMANDS, words
            if words[2] not in RUN_OF_DEV:
                return
            words = [words[0], str(ROOT / "dev.py"), *words[2:]]
        done = subprocess.run(
            words,
            cwd=self.cwd,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        self.appeared += done.stdout.decode("utf-8").replace("\r\n", "\n")
        assert done.returncode == status, (words, self.appeared)

    def _environment(self) -> dict[str, str]:
        """The language of the page, a home of one's own, and output in the order in which it is written."""
        whom = {f"GIT_{role}_{key}": WHO[key] for role in ("AUTHOR", "COMMITTER") for key in WHO}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        return kept | whom | {
            "LC_ALL": LOCALES[self.language],
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": str(self.folder / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def _cd(self, folder: str) -> None:
        self.cwd = (self.cwd / folder).resolve()
        assert self.cwd.is_dir()

    def _copy(self, option: str, source: str, target: str) -> None:
        assert option == "-r"
        assert not (self.cwd / target).exists()
        shutil.copytree(self.cwd / source, self.cwd / target)

    def _make(self, folder: str) -> None:
        (self.cwd / folder).mkdir()

    def _move(self, path: str, target: str) -> None:
        (self.cwd / path).rename(self.cwd / target)

    def _open(self, path: str) -> None:
        assert (self.cwd / path).is_file(), path

    def _set_content(self, path: str, content: str) -> None:
        """The one file that makes a command of the archive that ``dev.py zipapp`` makes."""
        assert path == "$env:LOCALAPPDATA/Microsoft/WindowsApps/perflang.cmd"
        assert content == '@py "%USERPROFILE%/perflang.pyz" %*'

    def _edit(self, block: Block) -> None:
        options = dict(word.split("=", 1) for word in block.words if "=" in word)
        if "change" in options:
            self._change(self.cwd / options["change"], block)
        elif "shown" in options:
            held = (self.cwd / options["shown"]).read_text(encoding="utf-8")
            assert re.search(f"^{pattern_of(block.text)}", held, re.MULTILINE), held
        elif block.kind == "toml" and not block.path:
            assert block.words == ("grid",), f"line {block.line}: nobody checks {block.words}"
            assert read_form_file(form_file("grid", block.text))[1] == []
        elif not block.path:
            assert findings(compile_text(block.text)) == []
        else:
            encoding = options.get("encoding", "utf-8")
            content = block.encoded(block.text).decode("utf-8").encode(encoding)
            (self.cwd / block.path).write_bytes(content)

    def _change(self, path: Path, block: Block) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in block.text.splitlines():
            alike = [likeness(line.strip(), old.strip()) for old in lines]
            assert max(alike) > 1, f"line {block.line}: {path} has no such line"
            assert alike.count(max(alike)) == 1, (
                f"line {block.line}: {line} could be any of several"
            )
            lines[alike.index(max(alike))] = line
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def likeness(text: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(text, other, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def status_of(block: Block) -> int:
    statuses = [word.removeprefix("status=") for word in block.words if word.startswith("status=")]
    return int(statuses[0]) if statuses else 0


def shown(text: str) -> str:
    """What appeared, less blanks at the ends of lines and empty lines at its end."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().split("\n"))


def pattern_of(expected: str) -> str:
    """A pattern for an output: a line ``…`` stands for any lines, ``…`` in a line for any words."""
    return "".join(lines_of(shown(expected)))


def lines_of(expected: str) -> Iterator[str]:
    for line in expected.splitlines():
        if line == "…":
            yield r"(?:.*\n)*?"
        else:
            yield ".*".join(re.escape(part) for part in line.split("…")) + r"\n"
