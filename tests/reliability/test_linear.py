"""Rule 14, and the growth of everything else: twice the input takes twice the time, never its square.

Work is counted where it can be: lines and calls, which are the same on every machine. A regular
expression works out of sight, so it is timed, and timed again before anything is said.
"""

from __future__ import annotations

import ast
import gc
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import attrs
import pytest
from attrs import evolve

import perflang
from perflang.compiler import Sources, compile_publication
from perflang.compiler.building import build
from perflang.compiler.formats import FORMATS
from perflang.compiler.importing import import_document
from perflang.forms.form_file import read_form
from perflang.forms.template import Template
from perflang.highlight.lexer import PerflangLexer
from perflang.highlight.machine import machine
from perflang.model import OwnFile
from perflang.review import profile_of, review
from perflang.source import Limits, SourceFile
from perflang.source.regex import Regex
from perflang.syntax.grammar import build_parser
from perflang.syntax.lines import line_reader
from perflang.values.wording import wording
from tests.reliability.here import HEAD, run_here
from tests.support import ROOT, compile_text, form, form_names

Trace = Callable[[Any, str, Any], Any]

# Regular expressions

REPEATS = 3000
# What quantifiers may fight over; short, so that every kind of neighbours comes up.
UNITS = [
    "(", "（", ")", '"', ",", "，", "1", "１", "+", "-", "=", "≥", ":", "/", "|", "…", "%", "a", "一", ".", "\\",
    " ", "\t", "　", "\r", "()", '""', "(a", "1,", "1,111", "1.", "a1", "1 ", "a ", " a", "目标", "项目", "百",
    "...", " TC ", " \\f A \\l 1", "\u0301", "e\u0301", "⽬", "Аa", "a.", "-.", "\u200b", "\x00", "\n",
]  # fmt: skip
BODIES = [(unit, unit * REPEATS, unit * (REPEATS // 4)) for unit in UNITS]
PREFIXES = ["", "1", "a", '"', "a TC ", "产出", "项目"]
SUFFIXES = ["", "x", ":", "\n"]
SLOW = 0.004  # seconds; what is linear takes a tenth of it, a square several times as much


def works(pattern: re.Pattern[str], method: str) -> Callable[[str], object]:
    """Use ``pattern`` as the code does, to the end of what it finds."""
    match method:
        case "finditer":
            return lambda text: sum(1 for _ in pattern.finditer(text))
        case "sub":
            return lambda text: pattern.sub("", text)
        case _:
            return getattr(pattern, method)  # type: ignore[no-any-return]


def squares(pattern: re.Pattern[str], method: str) -> Iterator[str]:
    """The texts, in short, on which four times the length takes far more than four times the time."""
    use = works(pattern, method)

    def work(text: str) -> float:
        return seconds(lambda: use(text))

    for unit, whole, quarter in BODIES:
        for prefix in PREFIXES:
            for suffix in SUFFIXES:
                long, short = prefix + whole + suffix, prefix + quarter + suffix
                if work(long) > SLOW and not is_linear(partial(work, long), partial(work, short)):
                    yield f"{prefix}{unit} …{suffix}"


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, without the collector of cycles, which goes through what all tests before have left."""
    gc.disable()
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        gc.enable()


def is_linear(long: Callable[[], float], short: Callable[[], float], grace: float = 0.0) -> bool:
    """Whether ``long`` takes no more than eight times the seconds of ``short``, a quarter of it.

    Of each the quickest try counts, and they take turns: what else the machine does makes single tries
    slow, or some in a row, and it has to make ten pairs slow before anything is said.
    """
    pairs = ((long(), short()) for _ in range(10))
    longest = shortest = float("inf")
    for took_long, took_short in pairs:
        longest, shortest = min(longest, took_long), min(shortest, took_short)
        if longest <= 8 * shortest + grace:
            return True
    return False


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(perflang.__path__, "perflang."):
        if not found.name.endswith(("__main__", ".generate")):
            yield found.name


def uses(name: str, code: str) -> list[str]:
    """How a module uses its pattern of this name; whole and from the start if it only hands it on."""
    found = re.findall(rf"\b{name}\.(match|fullmatch|search|finditer|findall|sub|split)\(", code)
    return sorted(set(found)) or ["match", "fullmatch"]


def compiled(value: object) -> re.Pattern[str] | None:
    """A pattern, whether it is compiled already or waits for its first use."""
    if isinstance(value, Regex):
        return re.compile(value.pattern, value.flags)
    return value if isinstance(value, re.Pattern) else None


def of_modules() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Every compiled pattern that is a name of a module, and every one written where it is used."""
    for module in modules():
        loaded = import_module(module)
        code = Path(str(loaded.__file__)).read_text(encoding="utf-8")
        for name, value in vars(loaded).items():
            if (found := compiled(value)) is not None:
                for method in uses(name, code):
                    yield f"{module}.{name}", found, method
        for node in ast.walk(ast.parse(code)):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), method), [ast.Constant(str(text)), *_]):
                    if method not in ("compile", "escape"):
                        pattern = re.compile(text, re.MULTILINE if "^" in text else re.NOFLAG)
                        yield f"{module}:{node.lineno}", pattern, method


def of_grammar() -> Iterator[tuple[str, re.Pattern[str], str]]:
    for terminal in build_parser().terminals:
        yield f"grammar {terminal.name}", re.compile(terminal.pattern.to_regexp()), "match"


def of_lines() -> Iterator[tuple[str, re.Pattern[str], str]]:
    for name, value in vars(line_reader()).items():
        if (found := compiled(value)) is not None:
            yield f"line {name}", found, "match"


def of_forms() -> Iterator[tuple[str, re.Pattern[str], str]]:
    for name in form_names():
        for template in templates(form(name)):
            slots = zip(template.slots, template.literals[1:], strict=True)
            text = template.literals[0] + "".join(f"{{{slot}}}{after}" for slot, after in slots)
            yield f"form {name} {text}", template._pattern, "fullmatch"


def of_wording() -> Iterator[tuple[str, re.Pattern[str], str]]:
    for name, value in attrs.asdict(wording()).items():
        if (found := compiled(value)) is not None:
            yield f"wording {name}", found, "match"
            yield f"wording {name}", found, "finditer"


def of_colours() -> Iterator[tuple[str, re.Pattern[str], str]]:
    for state, rules in machine().items():
        for number, rule in enumerate(rules):
            yield f"colours {state} {number}", re.compile(rule.pattern, re.MULTILINE), "match"


def templates(thing: object) -> Iterator[Template]:
    """Every template below a form's data."""
    if isinstance(thing, Template):
        yield thing
    elif isinstance(thing, tuple):
        for inner in thing:
            yield from templates(inner)
    elif hasattr(thing, "__attrs_attrs__"):
        for attribute in thing.__attrs_attrs__:
            yield from templates(getattr(thing, attribute.name))


# These read what perflang ships, never a user's text.
PACKAGED = {
    "perflang.diagnostics.page",
    "perflang.forms.template._SLOT",
    "perflang.highlight.vim._TOKEN",
    "perflang.vocabulary.keywords",
}
PATTERNS = {
    f"{name} {method}": (pattern, method)
    for source in (of_modules(), of_grammar(), of_lines(), of_forms(), of_wording(), of_colours())
    for name, pattern, method in source
    if name not in PACKAGED and name.partition(":")[0].rpartition(".")[0] not in PACKAGED
    and name.partition(":")[0] not in PACKAGED
}  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_a_regular_expression_is_linear_on_whatever_hurts_others(name: str) -> None:
    assert list(squares(*PATTERNS[name])) == []


def test_all_regular_expressions_were_found() -> None:
    said = " ".join(PATTERNS)
    for known in ("gate._FORBIDDEN finditer", "width._ACTING sub", "number._NUMBER match", "grammar PHRASE",
                  "signs._OPERATOR", "wording leading",
                  "items._MARKER", "readers.text", "mistakes._HEAD", "grammar TEXT_KEY",
                  "form hebei {number}.{project}", "colours line", "colours value",
                  "names._UNSAFE sub"):  # fmt: skip
        assert known in said
    assert len(PATTERNS) > 60


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        ("(a+)+b", "match"),
        (r"(.*?) TC (.*) \\f ([A-Za-z]) \\l ([1-9]) *", "fullmatch"),
        (r"[ \t]*,[ \t]*,?[ \t]*x", "search"),
        (r"(1+)(1+)x", "match"),
        (r"\s+$", "search"),
    ],
)
def test_the_search_sees_what_is_not_linear(pattern: str, method: str) -> None:
    pattern = pattern.replace("(a+)+b", "(a+)(a+)b")  # the square; the other one would never end
    assert next(squares(re.compile(pattern), method), None)


# A long line
LEXER = PerflangLexer()

LONG = 99_900  # a line of this and a few words is just not too long
LINES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "指标: " + "(" * n,
    "brackets in pairs": lambda n: "指标: " + "()" * (n // 2) + " ≥ 1",
    "brackets with letters": lambda n: "指标: " + "(a" * (n // 2) + " ≥ 1",
    "quotes": lambda n: "指标: " + '"' * n,
    "quotes in pairs": lambda n: "指标: " + '""' * (n // 2) + " ≥ 1",
    "blanks": lambda n: "指标: a" + " " * n + "≥",
    "tabs": lambda n: "什么" + "\t" * n,
    "wide blanks": lambda n: "用途:" + "　" * n + "\x00",
    "commas": lambda n: "支出计划: " + "," * n,
    "stages": lambda n: "支出计划: " + "a," * (n // 2),
    "words": lambda n: "支出计划: " + "a " * (n // 2),
    "digits": lambda n: "预算: " + "1" * n,
    "digits of a stage": lambda n: "支出计划: a" + "1" * n + "x",
    "letters and digits": lambda n: "支出计划: " + "a1" * (n // 2) + "x",
    "groups of digits": lambda n: "指标: a ≥ " + "1,111" * (n // 5) + "_",
    "parts": lambda n: "预算: 1 = " + "a 1 + " * (n // 6) + "a 1",
    "parts with tabs": lambda n: "预算: 1 = " + "a\t1 + " * (n // 6) + "a 1",
    "parts with letters for zeros": lambda n: "预算: 1 = " + "甲O + " * (n // 5) + "乙 1",
    "stages with tabs": lambda n: "支出计划: " + "a\tb," * (n // 4),
    "soft breaks": lambda n: "用途: " + "a\x0b" * (n // 2),
    "indicators on one line": lambda n: "指标: " + "a ≥ 3;" * (n // 6),
    "signs": lambda n: "指标: " + "≥" * n,
    "a level": lambda n: "产" * n + ":",
    "a path": lambda n: "产/" * (n // 2) + ":",
    "no statement": lambda n: "产" * n,
    "keywords": lambda n: "项目" * (n // 2),
    "markers": lambda n: "（一" * (n // 2),
    "look-alikes": lambda n: "用途: " + "⽬" * n,
    "mixed scripts": lambda n: "用途: " + "aА " * (n // 3),
    "combining marks": lambda n: "项目: a" + "\u0301\u0316" * (n // 2),
    "escapes": lambda n: "用途: " + "\x1b" * n,
    "emoji": lambda n: "什么" + "👍🏽" * (n // 2),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_four_times_as_long_takes_no_more_than_eight_times_the_time(name: str) -> None:
    def work(output: str, length: int) -> float:
        text = f"{HEAD}项目: b\n{LINES[name](length)}\n".encode()
        return seconds(lambda: run_here("check", "-", "--output-format", output, stdin=text))

    for output in ("full", "json", "sarif"):
        assert is_linear(partial(work, output, LONG), partial(work, output, LONG // 4), 0.3), output


@pytest.mark.parametrize("name", LINES)
def test_a_line_four_times_as_long_is_coloured_in_no_more_than_eight_times_the_time(name) -> None:
    def work(length: int) -> float:
        text = LINES[name](length)
        return seconds(lambda: sum(1 for _ in LEXER.get_tokens_unprocessed(text)))

    assert is_linear(partial(work, LONG), partial(work, LONG // 4), 0.3)


# Whole publications: work is counted in lines of Python and calls of C


def counted(work: Callable[[], object]) -> int:
    """Lines of Python that ``work`` runs, turns of a loop among them, and functions of C that it calls."""
    steps = 0

    def trace(_frame: object, _event: str, _argument: object) -> Trace:
        nonlocal steps
        steps += 1
        return trace

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(count)
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return steps


def project(number: int) -> str:
    return (
        f"项目: {13068221:08}{number:013} 项目{number}\n  预算: 3 = a 1 + b 2\n  用途: 一\n    | 二\n"
        "  支出计划: 3月底 25%, 12月底 100%\n  绩效目标:\n    1. 一\n    2. 二\n  产出指标:\n"
        "    数量指标: a ≥ 1 个\n      描述: b\n    质量指标: c: 好\n      其中: d ≥ 1\n"
    )


SOURCES: dict[str, Callable[[int], str]] = {
    "projects": lambda n: HEAD + "".join(map(project, range(n))),
    "rows of one project": lambda n: HEAD + "项目: a\n" + "数量指标: a ≥ 1\n  描述: b\n" * n,
    "unreadable lines": lambda n: HEAD + "".join(f"第{number}行是什么\n" for number in range(n)),
    "unknown words": lambda n: HEAD + "".join(f"栏目{number}: a\n" for number in range(n)),
    "unknown levels": lambda n: (
        f"{HEAD}项目: a\n" + "".join(f"产出指标/x{k}: a\n" for k in range(n))
    ),
    "units": lambda n: HEAD + "".join(f"预算单位: {100_000 + k} u{k}\n" for k in range(n)),
    "units and their projects": lambda n: (
        HEAD + "".join(f"预算单位: {100_000 + k} u{k}\n项目: a{k}\n" for k in range(n))
    ),
    "doubled codes": lambda n: HEAD + "项目: 130682210O53F1D4P4MYG a\n" * n,
    "doubled fields": lambda n: f"{HEAD}项目: a\n" + "用途: b\n" * n,
    "confusable names": lambda n: (
        HEAD + "".join(f"项目: {'aа'[k % 2]}{k // 2}\n" for k in range(n))
    ),
    "items": lambda n: (
        f"{HEAD}项目: a\n绩效目标:\n" + "".join(f"{k % 9999}. 一\n" for k in range(n))
    ),
    "further lines": lambda n: f"{HEAD}项目: a\n用途: b\n" + "| c\n" * n,
    "parts": lambda n: (
        f"{HEAD}项目: a\n预算: 1\n" + "".join(f"+ b{'一' * (k % 9)} 1\n" for k in range(n))
    ),
    "equal parts": lambda n: f"{HEAD}项目: a\n预算: 1\n" + "+ b 1\n" * n,
    "stages": lambda n: (
        f"{HEAD}项目: a\n支出计划: " + ", ".join(f"{k}月底 1%" for k in range(n)) + "\n"
    ),
    "comments": lambda n: HEAD + "# a\n\n" * n,
    "settings": lambda n: "金额单位: 万元\n年度: 2021\n" * n,
    "fields without a place": lambda n: (
        HEAD + "".join(f"项目: a{k}\n数量指标: a ≥ 1\n备注: b\n" for k in range(n))
    ),
}


# A profile with figures for every rule that asks for some.
FIGURES = evolve(
    profile_of("mof-2021"),
    tables={
        **profile_of("hebei").tables,
        **profile_of("mof-2021").tables,
        **profile_of("strict").tables,
    },
)
FEW = 80
NEARLY = 1.06  # a square of a single step among the thousands that a line takes shows at this size


@pytest.mark.parametrize("name", SOURCES)
def test_eight_times_the_lines_take_eight_times_the_work(name: str) -> None:
    def work(lines: int) -> int:
        text = SOURCES[name](lines)

        def all_of_it() -> None:
            compilation = compile_text(text)
            if compilation.readable:
                for format_name in FORMATS:
                    b"".join(build(compilation, format_name).content)

        return counted(all_of_it)

    work(1)  # what is read only once
    assert work(8 * FEW) <= 8 * NEARLY * work(FEW)


def whole_project(number: int) -> str:
    return project(number).replace(
        "    1. 一\n", f"    1. 建成甲{number} {number + 2} 个，满意度90%以上，\n"
    )


REVIEWED: dict[str, Callable[[int], str]] = {
    **SOURCES,
    "whole projects": lambda n: HEAD + "".join(map(whole_project, range(n))),
    "projects of one name": lambda n: HEAD + "项目: 甲\n用途: 乙\n" * n,
    "names alike": lambda n: (
        f"{HEAD}项目: a\n"
        + "".join(f"数量指标: {'益意义议'[k % 4]}甲{k // 4}个数 ≥ 1 个\n" for k in range(n))
    ),
    "names of the same letters": lambda n: (
        f"{HEAD}项目: a\n"
        + "".join(f"数量指标: {'甲' * (k % 50)}乙{'甲' * (50 - k % 50)} ≥ 1 个\n" for k in range(n))
    ),
    "figures of goals and rows": lambda n: (
        f"{HEAD}项目: a\n绩效目标:\n"
        + "".join(f"- 建成公园 {k + 2} 个\n" for k in range(n))
        + "数量指标: 建成公园 ≥ 9 个\n" * n
    ),
    "figures of one goal": lambda n: (
        f"{HEAD}项目: a\n绩效目标:\n- " + "在甲建成 12 个、" * n + "\n数量指标: 乙 ≥ 9 个\n"
    ),
    "figures in names": lambda n: (
        f"{HEAD}项目: a\n"
        + "".join(
            f"数量指标: 培训{k + 2}人次 ≥ 1 人次\n指标: {k}月底前完成 ≥ 9 %\n" for k in range(n)
        )
    ),
    "slips of one goal": lambda n: (
        f"{HEAD}项目: a\n绩效目标:\n- " + "改善基础实施建设、资金拔付" * n + "\n"
    ),
    "slips of descriptions": lambda n: (
        f"{HEAD}项目: a\n" + "数量指标: 甲 ≥ 9 个\n描述: 改善基础实施建设\n" * n
    ),
    "one text in all fields": lambda n: (
        f"{HEAD}项目: a\n用途: {'建设资金' * n}\n概况: {'建设资金' * n}\n绩效目标:\n"
        + "- 用于建设资金\n" * n
    ),
    "costs in words": lambda n: (
        f"{HEAD}项目: a\n成本指标: 甲: {'符合财政制度' * n}\n指标: 乙: {'项目总' * n}预算{'资金' * n}x\n"
    ),
    "goals alike": lambda n: f"{HEAD}项目: a\n绩效目标:\n" + "- 一，\n" * n,
}


@pytest.mark.parametrize("name", REVIEWED)
def test_a_review_takes_work_by_the_lines(name: str) -> None:
    def work(lines: int) -> int:
        compilation = compile_text(REVIEWED[name](lines))
        return counted(lambda: review(compilation, FIGURES))

    work(1)
    few = work(FEW)  # before the many, whose names would be remembered
    assert work(8 * FEW) <= 8 * NEARLY * few


def own_framework(number: int) -> str:
    levels = "".join(
        f'[[level]]\nzh = "一级{k}"\nsecond = [{{ zh = "二级{k}" }}, {{ zh = "三级{k}", weight = 1 }}]\n'
        for k in range(number)
    )
    return f'id = "甲"\nzh = "甲"\nweights = [1, {2 * number}]\n{levels}'


def test_a_framework_of_many_levels_takes_work_by_their_number() -> None:
    def work(levels: int) -> int:
        own = OwnFile("甲", "甲.framework.toml", SourceFile("", own_framework(levels)))
        rows = "".join(f"二级{k}: a ≥ 1\n  权重: 1\n三级{k}: b\n  权重: 1\n" for k in range(levels))
        source = SourceFile("a.perf", f"指标体系: 甲\n项目: a\n{rows}")
        return counted(lambda: compile_publication(Sources((source,), own=(own,))))

    work(1)
    assert work(8 * FEW) <= 8 * NEARLY * work(FEW)


OWN_FORMS: dict[str, Callable[[int], str]] = {
    "rows": lambda n: grid_of('["项目", "{项目名称}", ">"],\n["^", "{用途}", "{项目编码}"],\n' * n),
    "repeats": lambda n: grid_of(
        '["计划", { each = "stages", cell = "{阶段}" }],\n' * n + '["", ""],'
    ),
    "blocks": lambda n: '{ paragraph = "用途：{用途}", optional = true },\n' * n,
    "slots": lambda n: f'{{ paragraph = "{"".join(f"{{用途}}{k}" for k in range(n))}" }},\n',
    "wrong slots": lambda n: "".join(f'{{ paragraph = "用途：{{用{k}途}}" }},\n' for k in range(n)),
    "wrong slots of a text": lambda n: (
        f'{{ paragraph = "{"".join(f"{{用{k}途}}、" for k in range(n))}" }},\n'
    ),
    "wrong rows": lambda n: grid_of('["^", "{用途}"],\n' * n),
    "wide row": lambda n: grid_of('["表"' + ', ">"' * n + '],\n["^"' + ', "^"' * n + "],\n"),
    "repeated cells": lambda n: grid_of(
        '["计划"' + ', { each = "stages", cell = "{阶段}" }' * n + "],"
    ),
}


def grid_of(rows: str) -> str:
    return f"{{ grid = [\n{rows}] }},\n"


@pytest.mark.parametrize("name", OWN_FORMS)
def test_a_form_takes_work_by_its_length(name: str) -> None:
    def work(number: int) -> int:
        blocks = OWN_FORMS[name](number)
        text = 'id = "甲"\nzh = "甲"\n[[section]]\neach = "projects"\nblocks = [\n{ heading = "{项目}表" },\n'
        source = SourceFile("", f"{text}{blocks}]\n")
        return counted(lambda: read_form(source, "甲", Limits()))

    work(1)
    assert work(8 * FEW) <= 8 * NEARLY * work(FEW)


def test_files_of_a_publication_take_work_by_their_number() -> None:
    def work(count: int) -> int:
        head = HEAD + "".join(f"预算单位: {100_000 + k} u{k}\n" for k in range(count))
        files = [SourceFile("部门.perf", head)]
        files += [
            SourceFile(f"{k}.perf", f"预算单位: {100_000 + k}\n{project(k)}") for k in range(count)
        ]
        return counted(lambda: compile_publication(Sources(tuple(files), has_head=True)))

    work(1)
    assert work(160) <= 4 * 1.25 * work(40)  # every file asks the head file for its units


def table(
    rows: str = "\tOutput / Quantity\n\tships\n\t≥20 ships\n\t\n\n",
    goals: str = "",
    funding: str = "",
) -> str:
    return (
        "\tCode\n\t\n\tUnit\n\t310 H\n\n\tPurpose\n\t\n\n"
        f"\tGoals\n\t{goals}\n\n\tSpent by\n\tDecember: 100%\n\n\tBudget\n\t1\n\n{funding}\n"
        f"\tLevel\n\tIndicator\n\tTarget\n\tBasis\n\n{rows}\n"
    )


BRIEF = "Performance targets of N, 2022\nAmounts in 万元\nOverall goals\n"
LISTS = f"{BRIEF}Specific goals\nSafeguards\n"
FUNDING = "\tof which\n\ta\n\t1\n\n"
PUBLISHED: dict[str, Callable[[int], str]] = {
    "projects": lambda n: LISTS + "".join(f"Table {k + 1}: P{k}\n{table()}" for k in range(n)),
    "rows": lambda n: f"{LISTS}Table 1: P\n" + table("\tOutput / Quantity\n\ta\n\t≥1 b\n\t\n\n" * n),
    "levels that no line begins with": lambda n: f"{LISTS}Table 1: P\n"
    + table("".join(f"\tOutput / Qu≥{k}\n\ta\n\t≥1 b\n\t\n\n" for k in range(n))),
    "sources of money": lambda n: f"{LISTS}Table 1: P\n" + table(funding=FUNDING * n),
    "lines of an item": lambda n: f"{BRIEF}{'x' * 9}\n" * n + "Specific goals\nSafeguards\n",
    "lines of a goal": lambda n: f"{LISTS}Table 1: P\n" + table(goals="1. a\n" + "b\n" * n),
    "goals": lambda n: f"{LISTS}Table 1: P\n" + table(goals="1. a\n" * n),
    "cells": lambda n: LISTS + "\ta\n" * n,
    "blank lines": lambda n: LISTS + "\n" * n,
    "headings inside a cell": lambda n: f"{LISTS}Table 1: P\n" + table("\ta\n" + "\n\nTable 2: P\n" * n),
    "almost contents entries": lambda n: BRIEF + " TC \\f A \\l 1 x\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_eight_times_the_table_takes_eight_times_the_work_to_import(name: str) -> None:
    def work(size: int) -> int:
        source = SourceFile("a", PUBLISHED[name](size))
        return counted(lambda: import_document(source))

    work(1)
    assert work(8 * FEW) <= 8 * NEARLY * work(FEW)


LINE = "y" * 1000 + "\n"
GROWING: dict[str, Callable[[int], str]] = {
    # work that is done out of sight of the counter: texts put together, searched, taken apart
    "lines of an item": lambda n: f"{BRIEF}{LINE}" + LINE * n + "Specific goals\nSafeguards\n",
    "lines of a goal": lambda n: f"{LISTS}Table 1: P\n" + table(goals=f"1. a\n{LINE * n}"),
    "almost contents entries": lambda n: (
        BRIEF + " TC " * (n * 10) + "\n" + " \\f A \\l 1" * n + "\n"
    ),
    "levels that no line begins with": lambda n: (
        f"{LISTS}Table 1: P\n"
        + table("".join(f"\tOutput / Qu≥{k}\n\ta\n\t≥1 b\n\t\n\n" for k in range(n // 2)))
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_four_times_the_text_takes_no_more_than_eight_times_the_time(name: str) -> None:
    def work(size: int) -> float:
        source = SourceFile("a", GROWING[name](size))
        return seconds(lambda: import_document(source))

    assert is_linear(partial(work, 8000), partial(work, 2000), 0.1)


def test_the_code_that_reads_text_is_all_in_the_package() -> None:
    assert (ROOT / "perflang").samefile(perflang.__path__[0])
