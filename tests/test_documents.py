"""Every document: its commands run, its sources compile, no block is unchecked, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

import click
import pytest

import dev
from perflang.cli.program import COMMANDS
from perflang.compiler import compile_publication
from perflang.compiler.formats import FORMATS
from perflang.diagnostics import all_codes
from perflang.forms.fields import COLON, FIELDS
from perflang.source import Limits, packaged_text
from perflang.workspace import discover
from tests.markdown import blocks
from tests.pipelines import pipelines
from tests.support import EXAMPLES, ROOT, build_text, compile_text, findings, form, form_names
from tests.test_control import examples as examples_of_settings
from tests.test_forms import PIECES
from tests.test_forms import examples as examples_of_forms
from tests.test_frameworks import examples as examples_of_frameworks
from tests.test_language import examples as specification
from tests.test_testing_page import parts as parts_of_testing
from tests.test_zipapp import built
from tests.walk import Walk

DOCS = ROOT / "docs"
READMES = [ROOT / "README.md", DOCS / "README.en.md"]
TUTORIALS = [DOCS / "tutorial.md", DOCS / "tutorial.en.md"]
OF_EXAMPLES = sorted(EXAMPLES.rglob("README.md"))
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *OF_EXAMPLES]
WORD_TABLES = [DOCS / "word-table.md", DOCS / "word-table.en.md"]
EDITORS = DOCS / "editors.md"
REVIEW = DOCS / "review.md"
# What a reader types from top to bottom; every block of theirs is a step.
FOLLOWED = [*READMES, *TUTORIALS, *WORD_TABLES, EDITORS, REVIEW, *OF_EXAMPLES]
LINK = re.compile(r"\]\(([^)\s]+)\)")
INLINE = re.compile(r"`(perflang [^`]+)`")
ABSOLUTE = re.compile(r"(?<![\w./…])/(?:home|root|tmp|usr|work|Users)\b|[A-Z]:\\")


def pages(which: list[Path] = PAGES):
    return pytest.mark.parametrize("path", which, ids=lambda path: str(path.relative_to(ROOT)))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pages(READMES)
def test_the_source_in_a_readme_has_no_findings_and_becomes_the_tables_below_it(path: Path) -> None:
    (source,) = (
        block for block in blocks(text_of(path)) if (block.kind, block.words) == ("perf", ())
    )
    compilation = compile_text(source.text)
    assert findings(compilation) == []
    built = build_text(compilation)
    cells = set(cells_of_tables(text_of(path).split("\n## ")[1])) - {"", "…"}
    assert len(cells) > 20
    assert sorted(cell for cell in cells if f"\t{cell}\n" not in built) == []


def cells_of_tables(text: str) -> Iterator[str]:
    for row in re.findall(r"^\|(.*)\|$", text, re.MULTILINE):
        yield from (cell.strip() for cell in row.split("|") if set(cell.strip()) != {"-"})


@pages(FOLLOWED)
def test_a_reader_can_follow_it_step_by_step(path: Path, one_file: Path, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    walk = Walk(
        tmp_path, "en" if ".en." in path.name else "zh", given_to_readers_of(path, one_file)
    )
    if path in OF_EXAMPLES:
        shutil.copytree(EXAMPLES, tmp_path / "examples")
    elif path in TUTORIALS:
        walk.program = (sys.executable, str(one_file))
    steps = blocks(text_of(path))
    assert steps
    for step in steps:
        walk.follow(step)
    if path in WORD_TABLES:
        for one in [
            *(EXAMPLES / "shanghai").glob("*.perf"),
            *(EXAMPLES / "shanghai").glob("*.toml"),
        ]:
            assert (walk.cwd / one.name).read_bytes() == one.read_bytes()


def given_to_readers_of(path: Path, one_file: Path) -> dict[str, bytes]:
    """The files that a page takes for granted, by name."""
    if path in READMES:
        return {"published.txt": (EXAMPLES / "dingzhou" / "published.txt").read_bytes()}
    if path == REVIEW:
        return {one.name: one.read_bytes() for one in (EXAMPLES / "dingzhou").glob("*.perf")}
    if path == EDITORS:
        sources = (EXAMPLES / "dingzhou" / "部门.perf", EXAMPLES / "harbour" / "department.perf")
        return {source.name: source.read_bytes() for source in (*sources, one_file)}
    return {}


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one-file program, which is what the tutorial is about."""
    if not dev.WHEELS.is_dir():
        pytest.skip("needs the environment that `python3 dev.py setup` makes")
    return built(tmp_path_factory.mktemp("program"))


def test_a_step_that_nobody_checks_is_refused(tmp_path: Path) -> None:
    walk = Walk(tmp_path, "zh")
    for page in ("```\na\n```\n", "~~~ yaml\na: 1\n~~~\n", "1. b\n\n   ```sh\n   rm a\n   ```\n"):
        (step,) = blocks(page)
        with pytest.raises(AssertionError, match="nobody checks"):
            walk.follow(step)


def test_a_command_that_ends_otherwise_or_says_something_else_is_refused(tmp_path: Path) -> None:
    walk = Walk(tmp_path, "en")
    listing, failing, other = blocks(
        "```sh\nperflang explain\n```\n```sh\nperflang check\n```\n```text\n…\nPF000 …\n```\n"
    )
    walk.follow(listing)
    with pytest.raises(AssertionError, match="PF101"):
        walk.follow(other)
    with pytest.raises(AssertionError, match="PF108"):
        walk.follow(failing)


@pages([path for path in PAGES if path not in FOLLOWED])
def test_every_block_of_the_other_pages_is_checked(path: Path) -> None:
    checked = CHECKED.get(path.name, set[int])()
    assert [block.line for block in blocks(text_of(path)) if block.line not in checked] == []


def of_the_specification() -> set[int]:
    return {block.line for one in specification() for block in (*one.blocks, *one.facts)}


def of_the_frameworks_page() -> set[int]:
    return {block.line for one in examples_of_frameworks() for block in one.blocks}


def of_the_forms_page() -> set[int]:
    found = {block.line for one in examples_of_forms() for block in one.blocks}
    return found | {block.line for block in PIECES}


def of_the_architecture() -> set[int]:
    return {block.line for block in blocks(text_of(DOCS / "architecture.md"))}


def of_the_json_page() -> set[int]:
    return {block.line for block in blocks(text_of(DOCS / "json.md"))}


def of_the_page_of_pipelines() -> set[int]:
    return {block.line for block in pipelines()}


def of_the_page_of_settings() -> set[int]:
    commands = {one.line for one in blocks(text_of(DOCS / "settings.md")) if one.kind == "console"}
    return commands | {block.line for one in examples_of_settings() for block in one.blocks}


def of_the_page_on_testing() -> set[int]:
    return {block.line for _, inside in parts_of_testing().values() for block in inside}


# Pages with blocks that tests of their own check, and the lines of those blocks.
CHECKED: dict[str, Callable[[], set[int]]] = {
    "language.md": of_the_specification,
    "form.md": of_the_forms_page,
    "framework.md": of_the_frameworks_page,
    "architecture.md": of_the_architecture,
    "json.md": of_the_json_page,
    "ci.md": of_the_page_of_pipelines,
    "settings.md": of_the_page_of_settings,
    "testing.md": of_the_page_on_testing,
}


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
        if name == "--version":
            continue
        assert name in COMMANDS, line
        if not arguments:  # only named
            continue
        context = command_of(name).make_context(name, arguments)
        assert context.params.get("format_name", "text") in FORMATS, line
        code = context.params.get("code")
        assert code in (None, "CODE", *all_codes()), line


def command_of(name: str) -> click.Command:
    command: click.Command = import_module(f"perflang.cli.{COMMANDS[name]}").command
    return command


@pages(READMES)
def test_a_readme_lists_every_command_and_every_format(path: Path) -> None:
    rows = re.findall(r"^\| (`perflang ([a-z]+).*)$", text_of(path), re.MULTILINE)
    assert [name for _, name in rows] == list(COMMANDS)
    (build,) = (row for row, name in rows if name == "build")
    assert sorted(name for name in FORMATS if f"`{name}`" not in build) == []
    for row, name in rows:
        for option in re.findall(r"`(--?[a-z-]+)", row):
            assert option in {flag for one in command_of(name).params for flag in one.opts}, row


@pages()
def test_links_lead_somewhere(path: Path) -> None:
    for target in links_of(path):
        name, _, heading = target.partition("#")
        page = path.parent / name if name else path
        assert page.exists(), target
        assert not heading or heading in {slug(one) for one in headings_of(page)}, target


def links_of(path: Path) -> list[str]:
    return [target for target in LINK.findall(text_of(path)) if "://" not in target]


def headings_of(path: Path) -> list[str]:
    return re.findall(r"^#+ (.*)$", text_of(path), re.MULTILINE)


def slug(heading: str) -> str:
    """A heading as the pages of a repository name it in a link."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pages(READMES)
def test_every_page_is_found_from_a_readme(path: Path) -> None:
    found, waiting = {path}, [path]
    while waiting:
        page = waiting.pop()
        targets = {(page.parent / name.partition("#")[0]).resolve() for name in links_of(page)}
        folders = {target / "README.md" for target in targets if target.is_dir()}
        new = {one for one in targets | folders if one in PAGES} - found
        found |= new
        waiting += new
    assert found == set(PAGES)


@pages()
def test_paths_are_relative(path: Path) -> None:
    assert ABSOLUTE.findall(text_of(path)) == []


@pages()
def test_codes_that_are_named_exist(path: Path) -> None:
    assert set(re.findall("PF[0-9]{3}", text_of(path))) <= set(all_codes())


@pytest.mark.parametrize(
    "pair", [READMES, TUTORIALS, WORD_TABLES], ids=["README", "tutorial", "word-table"]
)
def test_a_page_has_the_same_structure_in_both_languages(pair: list[Path]) -> None:
    assert outline(pair[0]) == outline(pair[1])
    for path, other in zip(pair, reversed(pair), strict=True):
        assert other.name in text_of(path).split("\n## ")[0]


def outline(path: Path) -> list[str]:
    """What a page is made of, in order: levels of headings, kinds of blocks, rows of lists."""
    text = re.sub(r"^(```\S+).*\n(?:.*\n)*?```$", r"\1", text_of(path), flags=re.MULTILINE)
    marks = re.findall(r"^(#+(?= )|```\S+|[->](?= )|!(?=\[)|\|(?= -))", text, re.MULTILINE)
    counts = dict.fromkeys(">", 1)  # a remark has as many lines as it takes
    return [f"{mark} {counts.get(mark, len(list(group)))}" for mark, group in groupby(marks)]


def test_the_page_of_forms_tells_which_fields_each_of_them_prints() -> None:
    page = text_of(DOCS / "forms.md")
    (names,) = re.findall(r"^\| 内容 \| field \|(.*)\|$", page, re.MULTILINE)
    ids = re.findall(r"\[([a-z0-9-]+)\]", names)
    assert sorted(ids) == form_names()
    printed = {one: form(one).slots for one in ids}
    none = page.rpartition("\n## ")[2].rpartition("\n\n")[2]
    for field in (field for field in FIELDS if not field.derived):
        has = [any(slot.partition(COLON)[0] == field.id for slot in printed[one]) for one in ids]
        row = f" | `{field.id}` | {' | '.join('●' if one else '' for one in has)} |\n"
        assert row in page if any(has) else f"`{field.id}`" in none, row
    for one in ids:
        assert f"\n## {one}\n\n**{form(one).zh}** · {form(one).en}\n" in page


def test_the_source_of_the_page_of_forms_is_in_order() -> None:
    (publication,) = discover([str(DOCS / "forms")], Limits())
    assert compile_publication(publication.sources, Limits()).diagnostics == ()


def test_the_json_page_shows_what_is_exported_and_names_every_field_of_a_target() -> None:
    page = text_of(DOCS / "json.md")
    source, shown = blocks(page)
    compilation = compile_text(source.text)
    assert findings(compilation) == []
    (project,) = json.loads(build_text(compilation, "json"))["projects"]
    (row,) = project["indicators"]
    part = json.loads(shown.text)
    assert part == {name: row[name] for name in part}
    schema = json.loads(packaged_text("exports/model.schema.json"))["$defs"]
    for branch in schema["target"]["oneOf"]:
        assert all(f"`{name}`" in page for name in branch["properties"]), branch
    assert all(f"`{name}`" in page for name in schema["dimension"]["anyOf"][0]["enum"])
