"""Every page of a diagnostic: its Bad shows that finding and no other, its Good none, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import pytest

from perflang.cli import program
from perflang.compiler.importing import import_document
from perflang.control.baseline import missing as missing_baseline
from perflang.control.baseline import read_baseline
from perflang.control.settings import misnamed
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import (
    Diagnostic,
    all_codes,
    from_fault,
    help_text,
    label_text,
    message,
    page,
)
from perflang.diagnostics.generate import TARGET, index
from perflang.diagnostics.sentence import MissingValueError
from perflang.model import Catalogue
from perflang.semantics import analyse
from perflang.source import Fault, Limits, SourceFile
from perflang.syntax import parse
from perflang.vocabulary import LANGUAGES
from perflang.workspace import discover
from perflang.workspace.own import folder_at
from perflang.workspace.published import read_published
from tests.clerk_cases import cases as clerk_cases
from tests.form_files import MISTAKES as FORM_MISTAKES
from tests.form_files import read
from tests.markdown import ALONE, Block, blocks, check, publications, section
from tests.settings_files import MISTAKES as SETTINGS_MISTAKES
from tests.settings_files import read as read_settings
from tests.support import ROOT, run
from tests.test_language import examples as specification

CODES = all_codes()
SECTIONS = {"bad": "错例 Bad", "good": "正例 Good"}
# What a short text cannot show: what stands in a folder already, and a bug of perflang itself.
WITHOUT_EXAMPLES = {"PF109", "PF120", "PF232", "PF901", "PF902"}
LONGEST = 80
# Commands run in an empty folder and may read this from standard input.
STDIN = "项目: 社区养老服务\n".encode()


def examples(code: str, kind: str) -> list[list[Block]]:
    """The blocks of a page's section, those together that are files of one publication."""
    return list(publications(blocks(section(page(code).text, SECTIONS[kind]))))


CASES = [
    pytest.param(code, kind, group, id=f"{code}-{kind}-{number}")
    for code in CODES
    for kind in SECTIONS
    for number, group in enumerate(examples(code, kind), 1)
]


@pytest.mark.parametrize(("code", "kind", "group"), CASES)
def test_bad_examples_show_their_code_and_good_ones_nothing(
    code: str, kind: str, group: list[Block], tmp_path: Path
) -> None:
    assert codes_of(group, tmp_path, rule_of(code)) == ({code} if kind == "bad" else set())


def rule_of(code: str) -> str | None:
    """The rule of a review, or the part of its control, that a page is about."""
    return code if code.startswith(("PF5", "PF6")) else None


def codes_of(group: list[Block], folder: Path, rule: str | None = None) -> set[str]:
    if group[0].kind == "console":
        return {code for block in group for code in codes_of_commands(block, folder)}
    return {found.code for found in findings(group, folder, rule)}


def findings(group: list[Block], folder: Path, rule: str | None = None) -> list[Diagnostic]:
    """What perflang finds in files (``perf``, ``toml``), or in a published text that it imports (``text``)."""
    folder.mkdir(exist_ok=True)
    first = group[0]
    if first.kind == "text":
        return findings_of_import(first, folder)
    if first.kind == "console":
        return []
    assert all(block.is_source for block in group), first.kind
    files = {block.path or ALONE: block.encoded(block.text) for block in group}
    done = check(
        files, folder, first.limits, building=first.building, rule=rule, profile=first.profile
    )
    return list(done.found)


def findings_of_import(block: Block, folder: Path) -> list[Diagnostic]:
    path = folder / "published.txt"
    path.write_bytes(block.encoded(block.text))
    source = read_published(str(path), block.limits)
    if isinstance(source, Fault):
        return [from_fault(str(path), source)]
    return list(import_document(source, block.limits).diagnostics)


def codes_of_commands(block: Block, folder: Path) -> Iterator[str]:
    """The codes that the command lines ``$ perflang …`` print, run one after the other."""
    for line in block.text.splitlines():
        prompt, name, *arguments = line.split()
        assert (prompt, name) == ("$", "perflang")
        done = run(*arguments, cwd=folder, stdin=STDIN)
        yield from re.findall("PF[0-9]{3}", (done.stdout + done.stderr).decode())


def test_every_page_has_a_bad_and_a_good_example() -> None:
    shown = {code for code in CODES if examples(code, "bad") and examples(code, "good")}
    assert sorted(set(CODES) - shown) == sorted(WITHOUT_EXAMPLES)


def test_the_index_of_codes_is_fresh_and_lists_every_code_once() -> None:
    assert TARGET.read_text(encoding="utf-8") == index()
    assert re.findall(r"^\| \[(PF[0-9]{3})\]", index(), re.MULTILINE) == CODES


def test_a_name_means_one_code() -> None:
    names = [page(code).name for code in CODES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def strings_of_the_code() -> Iterator[str]:
    for path in (ROOT / "perflang").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_code_in_the_code_has_a_page_and_every_page_is_used() -> None:
    used = {text for text in strings_of_the_code() if re.fullmatch("PF[0-9]{3}", text)}
    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_the_same_things_in_both_languages(code: str) -> None:
    found = page(code)
    assert found.severity in ("error", "warning")
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", found.name)
    assert set(found.messages) == set(LANGUAGES)
    shapes = [
        {name: sorted(texts(found.messages[language], name)) for name in ("hints", "labels")}
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    for language in LANGUAGES:
        assert found.messages[language]["message"]
        assert found.messages[language]["help"]
        assert len(prose(code, language)) > 40


def texts(table: Mapping[str, object], name: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", table.get(name, {}))


def prose(code: str, language: str) -> str:
    return section(page(code).text, "中文" if language == "zh" else "English").strip()


def section_of_messages(text: str) -> str:
    """The first block of a page: its messages, which ``explain`` does not show."""
    return text.partition("```toml\n")[2].partition("```\n")[0]


@pytest.mark.parametrize("code", CODES)
def test_a_page_is_short(code: str) -> None:
    text = page(code).text
    assert text.startswith(f"# {code} · {page(code).name}\n")
    assert text.count("\n") - section_of_messages(text).count("\n") <= LONGEST


@pytest.mark.parametrize(
    ("code", "kind", "group"), [case for case in CASES if case.values[1] == "bad"]
)
def test_every_field_of_a_message_has_a_value(
    code: str, kind: str, group: list[Block], tmp_path: Path
) -> None:
    for found in findings(group, tmp_path, rule_of(code)):
        for language in LANGUAGES:
            words = [message(found, language), help_text(found, language)]
            words += [label_text(found, label, language) for label in found.labels]
            assert all(words)


def test_a_value_that_a_page_names_and_a_finding_lacks_is_told_with_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MissingValueError, match=re.escape("PF604.md names {codes}")):
        message(Diagnostic("PF604", "a.perf"), "zh")

    def reviews(_compilation: object, *_arguments: object) -> list[Diagnostic]:
        return [Diagnostic("PF604", "a.perf")]

    monkeypatch.setattr("perflang.cli.controls.controlled", reviews)
    monkeypatch.delenv("PERFLANG_TRACEBACK", raising=False)
    (tmp_path / "a.perf").write_text("项目: 甲\n", "utf-8")
    assert program._run(["check", str(tmp_path / "a.perf")]) != 0
    assert "PF604.md names {codes}" in capsys.readouterr().err


def test_every_hint_and_label_is_shown_by_an_example(tmp_path: Path) -> None:
    """Here, in the specification, or by a clerk's mistake in a source or a form."""
    pages = [(code, group) for code in CODES for group in examples(code, "bad")]
    groups = [group for _, group in pages]
    shown: list[Sequence[Diagnostic]] = []
    shown += [
        findings(group, tmp_path / f"{n}", rule_of(code)) for n, (code, group) in enumerate(pages)
    ]
    shown += [one.check(tmp_path / f"l{n}").found for n, one in enumerate(specification())]
    mistakes = [(tmp_path / f"c{n}", case.files) for n, case in enumerate(clerk_cases())]
    shown += [check(files, folder, Limits()).found for folder, files in mistakes]
    shown += [unadvised(group) for group in groups if group[0].kind == "perf"]
    shown += [read(case.text)[1] for case in FORM_MISTAKES]
    shown += [read_settings(case.text)[1] for case in SETTINGS_MISTAKES]
    shown.append([misnamed("perflang.toml"), misnamed("perflang.toml.txt")])
    shown.append([missing_baseline("known.toml")])
    retired = 'version = 1\n["a.perf"."甲".PF999]\n"用途: 乙" = 1\n'
    shown.append(read_baseline(SourceFile("known.toml", retired), Limits())[1])
    above = Suppressions(SourceFile("a.perf", "# perflang: 不查 PF508 理由\n"))
    shown.append([above.misplaced(above.all[0].named[0], 4)])
    missing = [str(tmp_path / name) for name in ("x.form.toml", "x.framework.toml")]
    shown += [one.diagnostics for one in discover(missing, Limits())]
    shown.append(
        [found for found in [folder_at(str(tmp_path / "x"))] if isinstance(found, Diagnostic)]
    )
    names = {(one.code, name) for found in shown for one in found for name in names_of(one)}
    wanted = {
        (code, name)
        for code in CODES
        for kind in ("hints", "labels")
        for name in texts(page(code).messages["zh"], kind)
    }
    assert sorted(wanted - names) == []


def unadvised(group: list[Block]) -> list[Diagnostic]:
    """What is said of further lines, when there are so many that none is guessed at any more."""
    found: list[Diagnostic] = []
    for block in (block for block in group if block.kind == "perf"):
        tree, unreadable = parse(SourceFile(ALONE, block.text), block.limits)
        found += [*unreadable, *analyse(tree, Catalogue(), None, block.limits)[1]]
    return found


def names_of(found: Diagnostic) -> set[str]:
    return {label.name for label in found.labels} | ({found.hint} if found.hint else set())
