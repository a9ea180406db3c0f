"""README, README.en and docs/: their sources compile, their commands run, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

import click
import pytest

from perflang.cli.program import COMMANDS
from perflang.compiler import FORMATS
from perflang.diagnostics import all_codes
from perflang.forms import form_names, parse_form
from perflang.forms.records import PrintAs, Record, department_record, project_record
from perflang.model import framework
from perflang.source import packaged_text
from tests.markdown import blocks
from tests.support import EXAMPLES, ROOT, build_text, compile_text, findings, run

READMES = [ROOT / "README.md", ROOT / "docs" / "README.en.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
INLINE = re.compile(r"`(perflang [^`]+)`")
EVERY_SLOT = """\
项目: 甲
  预算: 1 = 财政资金 1
  支出计划: 12月底 100%
  数量指标: 乙
"""
ABSOLUTE = re.compile(r"(?<![\w./…])/(?:home|root|tmp|usr|work|Users)\b|[A-Z]:\\")


def pages(which: list[Path] = PAGES):
    return pytest.mark.parametrize("path", which, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pages(READMES)
def test_the_source_in_a_readme_has_no_findings_and_becomes_the_tables_below_it(path: Path) -> None:
    (source,) = (block for block in blocks(text_of(path)) if block.kind == "perf")
    compilation = compile_text(source.text)
    assert findings(compilation) == []
    built = build_text(compilation)
    cells = set(cells_of_tables(text_of(path).split("\n## ")[1])) - {"", "…"}
    assert len(cells) > 20
    assert sorted(cell for cell in cells if f"\t{cell}\n" not in built) == []


def cells_of_tables(text: str) -> Iterator[str]:
    for row in re.findall(r"^\|(.*)\|$", text, re.MULTILINE):
        yield from (cell.strip() for cell in row.split("|") if set(cell.strip()) != {"-"})


@pages(READMES)
def test_the_commands_of_a_readme_run_one_after_the_other(path: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "dingzhou" / "published.txt", tmp_path)
    lines = [
        line
        for block in blocks(text_of(path))
        if block.kind == "sh"
        for line in lines_of(block.text)
    ]
    assert len(lines) >= 5
    for line in lines:
        done = run(*shlex.split(line)[1:], cwd=tmp_path)
        assert done.returncode == 0, (line, done.stderr.decode())


def lines_of(text: str) -> list[str]:
    """The command lines of perflang in a block, with or without a prompt."""
    lines = (line.removeprefix("$ ") for line in text.splitlines())
    return [line for line in lines if line.startswith("perflang ")]


def command_lines(path: Path) -> list[str]:
    inside = [line for block in blocks(text_of(path)) for line in lines_of(block.text)]
    return [*inside, *INLINE.findall(text_of(path))]


@pages()
def test_every_command_line_exists(path: Path) -> None:
    for line in command_lines(path):
        _, name, *arguments = shlex.split(re.sub(r"[\[\]…]", "", line))
        assert name in COMMANDS, line
        if not arguments:  # only named
            continue
        command: click.Command = import_module(f"perflang.cli.{COMMANDS[name]}").command
        context = command.make_context(name, arguments)
        assert context.params.get("format_name", "text") in FORMATS, line
        code = context.params.get("code")
        assert code in (None, "CODE", *all_codes()), line


@pages(READMES)
def test_a_readme_lists_every_command(path: Path) -> None:
    listed = re.findall(r"^\| `perflang ([a-z]+)", text_of(path), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pages()
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(text_of(path)):
        if "://" not in target:
            assert (path.parent / target.partition("#")[0]).exists(), target


@pages()
def test_paths_are_relative(path: Path) -> None:
    assert ABSOLUTE.findall(text_of(path)) == []


@pages()
def test_codes_that_are_named_exist(path: Path) -> None:
    assert set(re.findall("PF[0-9]{3}", text_of(path))) <= set(all_codes())


def test_the_two_readmes_have_the_same_structure() -> None:
    assert outline(READMES[0]) == outline(READMES[1])
    for path, other in zip(READMES, reversed(READMES), strict=True):
        assert other.name in text_of(path).split("\n## ")[0]


def outline(path: Path) -> list[str]:
    """What a page is made of, in order: levels of headings, kinds of blocks, rows of lists."""
    text = re.sub(r"^(```\S+)\n(?:.*\n)*?```$", r"\1", text_of(path), flags=re.MULTILINE)
    marks = re.findall(r"^(#+(?= )|```\S+|-(?= )|\|(?= -))", text, re.MULTILINE)
    return [f"{mark} {len(list(group))}" for mark, group in groupby(marks)]


def test_the_forms_page_shows_the_shipped_forms_and_a_whole_one() -> None:
    shipped = "".join(packaged_text(f"forms/data/{name}.toml") for name in form_names())
    snippets = [block.text for block in blocks(text_of(ROOT / "docs" / "form.md"))]
    whole = [text for text in snippets if text not in shipped]
    assert len(snippets) > 5
    assert [parse_form(text).id for text in whole] == ["tiny"]


def test_the_forms_page_names_every_slot() -> None:
    levels = framework("2015")
    assert levels is not None
    publication = compile_text(EVERY_SLOT).publication
    record = project_record(1, publication.projects[0], PrintAs("万元", levels, "zh", ("", "")))
    page = text_of(ROOT / "docs" / "form.md")
    names = set(slots(department_record(publication) | record)) - {"parts"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def slots(record: Record) -> Iterator[str]:
    """The names of all slots of a record; those that hold records are what a form repeats over."""
    for name, value in record.items():
        inner = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        if inner:
            yield f'each = "{name}"' if name != "parts" else name
        else:
            yield name
        for one in inner:
            yield from slots(one)
