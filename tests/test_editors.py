"""grammar/editors: fresh, whole, and VS Code and Vim colour every line as the Pygments lexer does."""

from __future__ import annotations

import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from perflang import __version__
from perflang.highlight.generate import TARGET, editor_files
from perflang.highlight.lexer import TOKENS, PerflangLexer
from perflang.highlight.textmate import SCOPES
from perflang.highlight.vim import very_magic
from tests.markdown import blocks
from tests.reliability.test_linear import LINES as LONG_LINES
from tests.support import EXAMPLES, ROOT
from tests.test_highlight import LINES
from tests.test_tree import PIECES

MODULES = ROOT / ".ci" / "editors" / "node_modules"
ENGINES = ROOT / "tests" / "engines"
BLANKS = " \t\u00a0\u3000"
GROUP = re.compile("perf(?:[A-Z][a-z]*[0-9]+)?([A-Z][a-z]+)")
# The folder of the extension, and what its files have to name.
VSCODE = TARGET / "vscode"
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


@cache
def corpus() -> tuple[str, ...]:
    """The examples, those of the specification, the lines of the table, and lines put together blindly."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.perf"))]
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    texts += [block.text for block in blocks(page) if block.kind == "perf"]
    chance = random.Random(1)
    blind = ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(3000)]
    lines = [line for text in texts for line in text.split("\n")] + [line for line, _ in LINES]
    # Vim joins a combining mark to the character before it, even to a blank.
    return (*lines, *(re.sub("[\r\n\0\u0301]", " ", line) for line in blind))


@cache
def by_pygments() -> list[list[object]]:
    """The token of every character of every line of the corpus."""
    lines: list[list[object]] = [[]]
    for _, token, text in PerflangLexer().get_tokens_unprocessed("\n".join(corpus())):
        if text == "\n":
            lines.append([])
        else:
            lines[-1] += [token] * len(text)
    return lines


def differences(lines: Sequence[Sequence[str | None]]) -> list[str]:
    """Where kinds by character are not what Pygments has; blanks have no colour."""
    found = []
    for text, kinds, tokens in zip(corpus(), lines, by_pygments(), strict=True):
        for character, kind, token in zip(text, kinds, tokens, strict=True):
            if character not in BLANKS and TOKENS.get(kind or "") != token:
                found.append(f"{text}: {character}: {kind}, not {token}")
                break
    return found


def needs(reason: str, present: bool) -> None:
    """Skip a test for which something is missing; where the pipeline promises it, fail."""
    if not present and os.environ.get("PERFLANG_EDITORS") == "required":
        pytest.fail(reason)
    if not present:
        pytest.skip(reason)


def by_vs_code(lines: Sequence[str]) -> list[dict[str, Any]]:
    """What the engine of VS Code makes of lines that follow each other."""
    needs(
        "needs node and `.ci/editors/install`",
        shutil.which("node") is not None and (MODULES / "vscode-textmate").is_dir(),
    )
    asked = {
        "modules": str(MODULES),
        "grammar": str(VSCODE / "perflang.tmLanguage.json"),
        "lines": lines,
    }
    answer = subprocess.run(
        ["node", ENGINES / "textmate.cjs"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    coloured: list[dict[str, Any]] = json.loads(answer.stdout)
    return coloured


def test_vs_code_colours_as_pygments_does() -> None:
    kinds = {f"{scope.split()[-1]}.perflang": kind for kind, scope in SCOPES.items()}
    lines = [
        [kinds.get(scope) for text, scope in line["tokens"] for _ in text]
        for line in by_vs_code(corpus())
    ]
    assert differences(lines) == []


def test_vs_code_takes_a_long_line_at_once() -> None:
    """It looks for every rule all along a line; 20,000 characters are the most it colours."""
    quarters, wholes = (
        by_vs_code([line(length).replace("\n", " ") for line in LONG_LINES.values()])
        for length in (5_000, 20_000)
    )
    for name, quarter, whole in zip(LONG_LINES, quarters, wholes, strict=True):
        assert whole["milliseconds"] < 8 * quarter["milliseconds"] + 100, name


def test_vim_colours_as_pygments_does(tmp_path: Path) -> None:
    needs("needs vim with +syntax", vim_has_syntax())
    package = tmp_path / "pack" / "perflang" / "start" / "perflang"
    shutil.copytree(TARGET / "vim", package)
    source = tmp_path / "a.perf"
    source.write_text("".join(f"{line}\n" for line in corpus()), encoding="utf-8", newline="\n")
    subprocess.run(
        [
            *("vim", "-es", "-u", "NONE", "-i", "NONE", "-N", "--cmd", "set encoding=utf-8"),
            *("--cmd", f"set packpath={tmp_path} synmaxcol=0"),
            *("-c", "packloadall | filetype plugin on | syntax on", "-c", f"edit {source}"),
            *("-c", f"source {ENGINES / 'colours.vim'}"),
        ],
        env={**os.environ, "GROUPS": str(tmp_path / "groups")},
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    groups = (tmp_path / "groups").read_text(encoding="utf-8").splitlines()
    lines = [
        by_character(text, json.loads(names)) for text, names in zip(corpus(), groups, strict=True)
    ]
    assert differences(lines) == []


def vim_has_syntax() -> bool:
    if shutil.which("vim") is None:
        return False
    version = subprocess.run(["vim", "--version"], capture_output=True, check=True).stdout
    return b"+syntax" in version


def by_character(text: str, groups: Sequence[str]) -> list[str | None]:
    """The kinds of the groups of bytes, at the first byte of each character."""
    kinds: list[str | None] = []
    at = 0
    for character in text:
        match = GROUP.fullmatch(groups[at])
        kinds.append(match[1].lower() if match else None)
        at += len(character.encode())
    return kinds


def test_the_files_are_fresh() -> None:
    files = {
        path.relative_to(TARGET).as_posix(): path.read_text(encoding="utf-8")
        for path in TARGET.rglob("*")
        if path.is_file()
    }
    assert files == editor_files()


@pytest.mark.parametrize("path", editor_files())
def test_a_file_says_first_how_it_is_made(path: str) -> None:
    text = editor_files()[path]
    first = text.split("\n")[0] if path.endswith(".vim") else next(iter(json.loads(text).items()))
    assert "python3 dev.py generate" in str(first)


def test_the_folder_of_the_extension_is_whole() -> None:
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    (language,) = package["contributes"]["languages"]
    (grammar,) = package["contributes"]["grammars"]
    assert package["version"] == __version__
    assert {"name", "publisher", "engines"} <= set(package)
    for path in (language["configuration"], grammar["path"]):
        assert (VSCODE / path).is_file()
    content = json.loads((VSCODE / grammar["path"]).read_text(encoding="utf-8"))
    assert content["scopeName"] == grammar["scopeName"]
    assert grammar["language"] == language["id"] == "perflang"


def test_the_engine_of_vs_code_is_locked_and_its_lock_names_no_place() -> None:
    text = (MODULES.parent / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((MODULES.parent / "package.json").read_text(encoding="utf-8"))
    locked = json.loads(text)["packages"]
    assert "://" not in text
    assert set(locked) == {"", *(f"node_modules/{name}" for name in wanted["dependencies"])}
    for name, version in wanted["dependencies"].items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_the_pipeline_installs_what_it_requires() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "PERFLANG_EDITORS=required; .ci/editors/install" in script
    assert os.name == "nt" or os.access(ROOT / ".ci" / "editors" / "install", os.X_OK)


def test_the_page_names_folders_that_are_there() -> None:
    named = set(re.findall("`(grammar/editors[a-z/]*)`", PAGE))
    assert named == {"grammar/editors", "grammar/editors/vscode", "grammar/editors/vim"}
    assert all((ROOT / folder).is_dir() for folder in named)


def test_the_commands_of_the_page_colour_a_source(tmp_path: Path) -> None:
    for name in ("部门.perf", "department.perf"):
        shutil.copy(EXAMPLES / "dingzhou" / "部门.perf", tmp_path / name)
    commands = re.findall("^pygmentize (.*)", PAGE, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        arguments = [sys.executable, "-m", "pygments", *shlex.split(command)]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, check=True)
        assert b"\x1b[" in done.stdout or "-o" in command
    for page in ("部门.html", "department.html"):
        text = (tmp_path / page).read_text(encoding="utf-8")
        assert '<span class="k">年度</span>' in text
        assert 'class="err"' not in text


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"(?:a|b)+(?=c)(?!d)", r"%(a|b)+%(c)@=%(d)@!"),
        (r"[^ \t\u00a0\r\n/]{1,4}\.\r?$", r"[^ \t\u00a0\r/]{1,4}\.\r?$"),
        ('[-\u3000]"=<，', r"[-\u3000]\"\=\<，"),
    ],
)
def test_a_pattern_is_written_as_vim_has_it(pattern: str, written: str) -> None:
    assert very_magic(pattern.replace("\\u00a0", "\u00a0")) == written
