"""The benchmark compares what is equal, and its page is what it writes; no figure is held here."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from itertools import groupby
from pathlib import Path

import pytest
from attrs import evolve

from tests.bench import page as page_module
from tests.bench.contents import missing, texts
from tests.bench.measure import Cost, Failed, Spread, interleaved, run, spread, succeed, times
from tests.bench.page import FIRST_LINE, page
from tests.bench.peers import PEERS, PROGRAMS, WRITERS
from tests.bench.records import Record, example_records, mistaken, scaled
from tests.bench.sources import write
from tests.bench.steps import (
    ALONE,
    CHANGED,
    IN_A_FILE,
    LOOKED_AT,
    NOTHING,
    TWO,
    UNCHANGED,
    Growth,
    Row,
    Table,
)
from tests.support import EXAMPLES, ROOT, build_text, compile_text

RECORDS = list(scaled(LOOKED_AT))
CODES_OF_MISTAKES = {
    "sum": "PF215",
    "end of schedule": "PF213",
    "falling schedule": "PF211",
    "code twice": "PF206",
    "level of another": "PF207",
    "level missing": "PF235",
    "no number": "PF204",
}


def errors(text: str) -> list[str]:
    found = compile_text(text).diagnostics
    return [one.code for one in found if one.severity == "error"]


def test_records_are_those_of_the_example_and_go_on_from_them() -> None:
    assert len(example_records()) == IN_A_FILE
    assert RECORDS[:IN_A_FILE] == example_records()
    assert list(scaled(IN_A_FILE + 5)) == RECORDS[: IN_A_FILE + 5]
    assert len({one["code"] for one in RECORDS}) == LOOKED_AT
    published = (EXAMPLES / "dingzhou" / "published.txt").read_text(encoding="utf-8")
    lines = {" ".join(line.split()) for line in published.splitlines()}
    for record in RECORDS[:IN_A_FILE]:
        for row in record["indicators"]:
            assert {row["l2"], f"{row['op']}{row['value']}{row['unit']}"} <= lines


def test_sources_have_no_errors_and_pages_of_them_hold_every_text(tmp_path: Path) -> None:
    compilation = compile_text(write(RECORDS))
    assert errors(write(RECORDS)) == []
    (tmp_path / "p.html").write_text(build_text(compilation, "html"), encoding="utf-8")
    first = tmp_path / "first.json"
    first.write_text(json.dumps(RECORDS), encoding="utf-8")
    assert missing(first, tmp_path) == []
    lost = [*RECORDS, {**RECORDS[0], "purpose": "no page has this"}]
    first.write_text(json.dumps(lost), encoding="utf-8")
    assert missing(first, tmp_path) == ["no page has this"]


HOSTILE: list[dict[str, object]] = [
    {"code": "13068ABCDEFGHIJ123456"},
    {"code": "XM2021-1"},
    {"name": '"甲"乙'},
    {"name": "13068221F000000000001"},
    {"purpose": '"甲"'},
    {"goals": ["1. 甲", '"乙"', "丙: 丁 ≥ 3"]},
]


@pytest.mark.parametrize("fields", HOSTILE, ids=str)
def test_a_text_that_looks_like_syntax_comes_back_as_itself(fields: dict[str, object]) -> None:
    record: Record = {**RECORDS[0], **fields}
    assert errors(write([record])) == []
    (project,) = json.loads(build_text(compile_text(write([record])), "json"))["projects"]
    assert [project[name] for name in ("code", "name", "purpose")] == [
        record[name] for name in ("code", "name", "purpose")
    ]
    assert [goal["text"] for goal in project["goals"]] == record["goals"]


@pytest.mark.parametrize(
    "name", ["甲: 乙", "≥ 3 的", '"甲"', "甲（乙", "甲 = 乙", "数量（≥3）", "甲：≤乙"]
)
def test_so_do_names_and_units_of_indicators(name: str) -> None:
    rows = [{**row, "name": name, "unit": "个"} for row in RECORDS[0]["indicators"]]
    text = write([{**RECORDS[0], "indicators": rows}])
    (project,) = json.loads(build_text(compile_text(text), "json"))["projects"]
    assert [row["name"] for row in project["indicators"]] == [name] * len(rows)


def test_every_mistake_that_peers_refuse_is_an_error_of_its_own() -> None:
    found = {name: errors(write(some)) for name, some in mistaken(RECORDS[:IN_A_FILE]).items()}
    assert found == {name: [code] for name, code in CODES_OF_MISTAKES.items()}


@pytest.mark.parametrize("format_name", WRITERS)
def test_peers_are_given_every_text_of_the_records(format_name: str) -> None:
    yaml = pytest.importorskip("yaml")
    text = WRITERS[format_name](RECORDS)
    assert yaml.safe_load(text) == {"projects": RECORDS}


def test_a_code_that_a_yaml_takes_for_a_number_is_quoted() -> None:
    pytest.importorskip("yaml")
    assert "code: '13068221E00869'" in WRITERS["yaml"]([{"code": "13068221E00869"}])


def test_the_template_of_the_peers_prints_every_text(tmp_path: Path) -> None:
    import jinja2

    loader = jinja2.FileSystemLoader(PROGRAMS)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("page.html.j2")
    shown = template.render(title="a", projects=RECORDS)
    lines = unescape(re.sub(r"<[^>]*>", "\n", shown))
    assert [text for text in texts(RECORDS) if text not in lines] == []


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_a_program_took_is_its_own_and_that_of_its_children(tmp_path: Path) -> None:
    busy = "sum(range(3 * 10**6))"
    idle, _, _ = run(python("pass"), tmp_path)
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    cost, status, said = run(python(f"{child}; print('ready'); sys.exit(3)"), tmp_path)
    assert (status, said.strip()) == (3, "ready")
    assert cost.cpu > idle.cpu
    large, _, _ = run(python("b'x' * 10**8"), tmp_path)
    assert large.peak >= 10**8
    with pytest.raises(Failed, match="ready"):
        succeed(python("print('ready'); raise SystemExit(1)"), tmp_path)


def test_programs_take_turns_and_the_first_round_is_not_counted(tmp_path: Path) -> None:
    turns: list[str] = []
    commands = {"a": python("pass"), "b": python("pass")}
    costs = interleaved(commands, tmp_path, 2, turns.append)
    assert turns == ["a", "b"] * 3
    assert {name: len(own) for name, own in costs.items()} == {"a": 2, "b": 2}


def test_a_ratio_is_the_middle_of_those_of_the_rounds() -> None:
    slow = [Cost(wall, 0.0, 0) for wall in (2.0, 30.0, 8.0)]
    fast = [Cost(wall, 0.0, 0) for wall in (1.0, 10.0, 2.0)]
    assert times(slow, fast, lambda cost: cost.wall) == Spread(3.0, 2.0, 4.0)
    assert spread([5.0]) == Spread(5.0, 5.0, 5.0)


# --- The page

NAMES = {
    "many": (ALONE, [ALONE, TWO, *(peer.name for peer in PEERS)]),
    "one": (ALONE, [ALONE, *(peer.name for peer in PEERS)]),
    "again": (NOTHING, [NOTHING, UNCHANGED, CHANGED]),
    "check": (NOTHING, [NOTHING, ALONE, *(peer.name for peer in PEERS)]),
    "start": (NOTHING, [NOTHING, "perflang --version", "perflang check tiny.perf"]),
}
SOME = Spread(2.0, 1.0, 3.0)


def made() -> str:
    row = Row("", SOME, SOME, SOME, SOME, 50 * page_module.MEGABYTE)
    tables = [
        Table(name, reference, tuple(evolve(row, name=program) for program in programs))
        for name, (reference, programs) in NAMES.items()
    ]
    return page(tables, [Growth(1000, 2e-4, 1), Growth(10_000, 3e-4, 1)], 1000, 3)


def form_of(text: str) -> list[str]:
    """The lines of a page without its figures; rows that are alike without them are one."""
    plain = re.sub(r"(?:≤ )?-?[0-9][0-9,.]*", "#", text)
    return [line for line, _ in groupby(plain.splitlines())]


def test_the_page_is_of_the_form_that_the_benchmark_writes() -> None:
    written = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert written.startswith(f"{FIRST_LINE}\n")
    assert form_of(written) == form_of(made())


def test_the_page_has_the_ratios_with_their_spread() -> None:
    text = made()
    assert f"| {PEERS[0].name} | 2.00 (1.00–3.00) | " in text
    assert "| 10,000 | 300 | 1.50 | " in text
