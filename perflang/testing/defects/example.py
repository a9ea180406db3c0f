"""A publication with one defect: its files, the command that finds it, and where it finds it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve

from perflang.diagnostics import page
from perflang.source import visible
from perflang.source.classes import frozen

# What stands before a path in a command's arguments, which is one of the folder with the files.
HERE = "./"
CHECK = ("check", HERE)
IMPORT = ("import", f"{HERE}published.txt", "-o", f"{HERE}imported")
BUILD = ("build", HERE, "-o", f"{HERE}out.txt", "--no-cache")


@frozen
class Finding:
    """What perflang said: the code, the file's name, the line (None: the file as a whole), how severe."""

    code: str
    path: str
    line: int | None
    severity: str
    message: str

    @property
    def place(self) -> tuple[str, str, int | None]:
        """The code and where it is."""
        return self.code, self.path, self.line

    def __str__(self) -> str:
        return f"{_place(self.path, self.line)}: {self.severity} {self.code} {self.message}"


@frozen
class Example:
    """Files with one defect of a ``code``, which perflang with these ``arguments`` finds at ``line`` of ``path``.

    ``files`` and ``sound_files``, the same without the defect, are bytes by the path in their folder; a path that
    ends in ``/`` is that of an empty folder. Arguments that begin with ``./`` are paths in the folder.
    """

    code: str
    files: Mapping[str, bytes]
    sound_files: Mapping[str, bytes]
    path: str
    line: int | None
    arguments: tuple[str, ...] = CHECK

    @property
    def sound(self) -> Example:
        """The same without the defect: nothing of the code is found in it."""
        return evolve(self, files=self.sound_files)

    def found(self) -> list[Finding]:
        """Run the command in this process on the files, in a folder of its own that is gone afterwards.

        Raises :class:`ValueError` for a path that leads out of that folder.
        """
        with TemporaryDirectory(prefix="perflang-") as name:
            folder = Path(name).resolve()
            (folder / ".git").touch()  # nothing above it is looked for
            for path, content in self.files.items():
                if not (folder / path).resolve().is_relative_to(folder):
                    raise ValueError(f"{path!r} is outside of the folder of the example")
                _put(folder / path, content, is_folder=path.endswith("/"))
            return [_finding(one, folder) for one in _said(self.arguments, folder)]

    def __str__(self) -> str:
        """The command and the files as a person reads them; the line of the defect is marked."""
        name = page(self.code).name
        shown = [f"{self.code} {name} at {_place(self.path, self.line)}"]
        shown.append(f"$ perflang {' '.join(self.arguments)}")
        for path, content in self.files.items():
            text = content.decode("utf-8", "backslashreplace")
            shown.append(f"--- {path}" + (" (CRLF)" if "\r\n" in text else ""))
            lines = text.replace("\r\n", "\n").split("\n")
            for number, line in enumerate(lines, 1):
                mark = ">" if (path, number) == (self.path, self.line) else " "
                shown.append(f"{mark} {visible(line)}".rstrip())
        return "\n".join(shown)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What hypothesis shows of an example that fails."""
        printer.text(f"\n{self}")


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"


def _put(path: Path, content: bytes, *, is_folder: bool) -> None:
    (path if is_folder else path.parent).mkdir(parents=True, exist_ok=True)
    if not is_folder:
        path.write_bytes(content)


def _said(arguments: tuple[str, ...], folder: Path) -> list[dict[str, object]]:
    """The findings that a command prints as JSON, to whichever stream."""
    name, *given = (
        str(folder / one.removeprefix(HERE)) if one.startswith(HERE) else one for one in arguments
    )
    told = StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        _command(name)([*given, "--output-format", "json", "--lang", "en"], standalone_mode=False)
    found: list[dict[str, object]] = json.JSONDecoder().raw_decode(told.getvalue())[0]
    return found


def _command(name: str) -> Callable[..., object]:
    """What a command line runs; commands are imported when one is run."""
    from perflang.cli import build, check, import_

    return {"build": build.command, "check": check.command, "import": import_.command}[name].main


def _finding(said: Mapping[str, object], folder: Path) -> Finding:
    path, line = Path(str(said["file"])), said["line"]
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return Finding(
        str(said["code"]),
        inside,
        None if line is None else int(str(line)),
        str(said["severity"]),
        str(said["message"]),
    )
