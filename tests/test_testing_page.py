"""``docs/testing.md``: each part is followed in an empty folder, in its language, and what appears is compared."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import Phase, settings

import perflang.testing.plugin.items  # inner runs share its classes: pytester keeps what is here
from tests.markdown import Block, blocks
from tests.support import ROOT
from tests.walk import LOCALES, pattern_of, shown, status_of

pytest_plugins = ["pytester"]

PAGE = ROOT / "docs" / "testing.md"
LANGUAGES = {"中文": "zh", "English": "en"}


@cache
def parts() -> dict[str, tuple[str, list[Block]]]:
    """The blocks of each part by its heading, and its language; a part begins with nothing."""
    found: dict[str, tuple[str, list[Block]]] = {}
    text = PAGE.read_text(encoding="utf-8")
    headings = [
        (text.count("\n", 0, one.start()) + 1, one[1], one[2])
        for one in re.finditer("^(##+) (.*)$", text, re.MULTILINE)
    ]
    language = ""
    for number, (line, level, heading) in enumerate(headings):
        if level == "##":
            language = LANGUAGES[heading]
        end = headings[number + 1][0] if number + 1 < len(headings) else text.count("\n") + 2
        inside = [one for one in blocks(text) if line < one.line < end]
        found[heading] = (language, inside)
    return found


@pytest.fixture(autouse=True)
def _quickly() -> Iterator[None]:
    """Examples are shrunk and not explained, which takes most of the time."""
    before = settings.default
    quick = settings(max_examples=50, phases=set(Phase) - {Phase.explain})
    settings.register_profile("page", quick)
    settings.load_profile("page")
    yield
    settings.register_profile("before", before)
    settings.load_profile("before")


@pytest.mark.parametrize("heading", parts())
def test_a_reader_can_follow_it(
    heading: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    language, steps = parts()[heading]
    monkeypatch.setenv("LC_ALL", LOCALES[language])
    monkeypatch.setenv("COLUMNS", "80")
    for step in steps:
        if step.kind == "console":
            typed(step, pytester)
        elif step.kind == "sh":
            installed(step.text)
        else:
            (name,) = step.words
            assert step.kind == {"py": "python"}.get(
                name.rpartition(".")[2], name.rpartition(".")[2]
            )
            (pytester.path / name).write_text(step.text, encoding="utf-8")


def test_strategies_that_it_names_are_in_the_kit() -> None:
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if "`schedules`" in line
    ]
    assert len(lines) == 2
    for line in lines:
        names = set(re.findall("`([a-z_]+)`", line))
        assert names <= set(perflang.testing.__all__)


def typed(step: Block, pytester: pytest.Pytester) -> None:
    """The one command of a block, and what it says."""
    line, _, expected = step.text.removeprefix("$ ").partition("\n")
    program, *arguments = shlex.split(line)
    assert program == "pytest"
    done = pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)
    assert done.ret == status_of(step)
    said = done.stdout.str()
    assert re.fullmatch(pattern_of(expected), shown(said)), f"line {step.line}\n{said}"


def installed(line: str) -> None:
    """The extra that a reader installs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (extra,) = re.findall(r"^pip install \"perflang\[([a-z]+)\]\"\n$", line)
    assert extra in project["optional-dependencies"]
