"""``build`` once more: when nothing has changed since, the answer of then, before anything else is imported.

Where a few files have changed, ``anew`` builds what is made of them, and the answer of then holds for the rest.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from perflang.cli.terminal import language_of, prepare_streams

# Options of ``build`` with a value; a command line with any other one is left to click.
_WITH_VALUE = (
    "--to",
    "-o",
    "--output",
    "--form",
    "--output-format",
    "--lang",
    "--limit",
    "-j",
    "--jobs",
)
OUTPUTS = "build"  # where they go unless a place is named
# What of the environment has a part in what is said.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE", "NO_COLOR", "TERM", "GITHUB_WORKSPACE")


def answer(arguments: Sequence[str]) -> int | None:
    """Say what was said then and return the exit status; None when there is something to be done."""
    asked = _asked(arguments)
    if asked is None:
        return None
    collects = gc.isenabled()
    gc.disable()  # a list of files holds no garbage, and looking for some takes longer than reading it
    try:
        return _answer(arguments, asked)
    finally:
        if collects:
            gc.enable()


def _asked(arguments: Sequence[str]) -> tuple[str, str] | None:
    """The first path that a plain ``build`` names, and where it writes; None for any other command line."""
    if not arguments or arguments[0] != "build":
        return None
    rest = iter(arguments[1:])
    paths, output = [], OUTPUTS
    for word in rest:
        if word in _WITH_VALUE:
            value = next(rest, "")
            output = value if word in ("-o", "--output") else output
        elif word.startswith("-"):
            return None
        else:
            paths.append(word)
    return paths[0] if paths else ".", output


def key(arguments: Sequence[str]) -> list[str]:
    """What an answer depends on besides files: the command line, the folder, the language, the terminal."""
    streams = (sys.stdout, sys.stderr)
    seen = [
        f"{stream.isatty()} {stream.encoding}" if stream is not None else "" for stream in streams
    ]
    variables = [os.environ.get(name, "") for name in _VARIABLES]
    # Without one of them, the language is that of the system.
    language = "" if any(variables[:3]) else language_of(None)
    return [os.getcwd(), language, *seen, *variables, *arguments]  # noqa: PTH109


def _answer(arguments: Sequence[str], asked: tuple[str, str]) -> int | None:
    from perflang.cache.manifest import changed_since, folder_for, load, save
    from perflang.cache.program import program

    try:
        folder = folder_for(*asked)
        if folder is None:
            return None
        this = key(arguments)
        manifest = load(folder, this, program())
        if manifest is None:
            return None
        changed, young = changed_since(manifest)
        if changed is None:
            return None
        if changed:
            from perflang.cli.anew import with_changes

            manifest = with_changes(manifest, changed, young)
            if manifest is None:
                return None
        _say(manifest["said"], is_text=manifest["is_text"])
    except Exception:
        return None  # whatever it is, the whole command meets it too and knows what to say
    if young:
        save(folder, this, manifest, young)
    return int(manifest["status"])


def _say(said: bytes | memoryview, *, is_text: bool) -> None:
    """Write a text in UTF-8 to standard error, as it is where it wants just that; half a character is no text."""
    if sys.stderr is None:
        return
    prepare_streams()
    if is_text and sys.stderr.encoding == "utf-8" and os.linesep == "\n":
        sys.stderr.flush()
        sys.stderr.buffer.write(said)
    else:
        sys.stderr.write(bytes(said).decode("utf-8", "surrogatepass"))
    sys.stderr.flush()
