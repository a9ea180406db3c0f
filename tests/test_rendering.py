"""What a person sees: the line with the span marked under it, and nothing that acts on a terminal."""

from __future__ import annotations

import io
import json

import pytest
from attrs import evolve

from perflang.cli.options import OUTPUT_FORMATS
from perflang.cli.render import Renderer
from perflang.cli.terminal import Printer
from perflang.diagnostics import Diagnostic, Label, all_codes, help_text, message, page
from perflang.source import Limits, SourceFile, Span, column_width, visible
from tests.support import compile_text


def shown(text: str, found: Diagnostic, output_format: str = "full", language: str = "en") -> str:
    stream = io.StringIO()
    source = SourceFile("a.perf", text)
    Renderer(Printer(stream), language, {"a.perf": source}, Limits()).show([found], output_format)
    return stream.getvalue()


def marked(text: str, word: str) -> str:
    """What stands in the excerpt above the mark for ``word``, cut out by terminal columns."""
    start = text.index(word)
    found = Diagnostic("PF225", "a.perf", Span(start, start + len(word)))
    excerpt, mark = shown(text, found).split("\n")[1:3]
    first = column_width(mark[: mark.index("^")])
    width = mark.count("^")
    ends = [column_width(excerpt[: index + 1]) for index in range(len(excerpt))]
    pairs = zip(excerpt, ends, strict=True)
    return "".join(character for character, end in pairs if first < end <= first + width)


@pytest.mark.parametrize(
    "before",
    ["", "abc ", "\t", "中文 ", "😀 ", "e\u0301 ", "ａ１ ", "👍🏽 ", "\ta\t中\t", "“引号” "],
    ids=[
        "nothing",
        "ascii",
        "tab",
        "chinese",
        "emoji",
        "combining",
        "wide",
        "skin",
        "mixed",
        "quotes",
    ],
)
def test_the_mark_stands_under_its_word(before: str) -> None:
    assert marked(f"{before}TARGET after\n", "TARGET") == "TARGET"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("中文", 4),
        ("😀", 2),
        ("e\u0301", 1),
        ("\t", 8),
        ("a\t", 8),
        ("👍🏽", 2),
        ("“", 1),
        ("ａ", 2),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert column_width(text) == width


def test_a_wide_word_is_marked_over_its_whole_width() -> None:
    assert marked("项目: 引进数量\n", "引进数量") == "引进数量"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\x1b[31m", "\\x1b[31m"), ("\u202e", "<U+202E>"), ("\x07", "\\x07"), ("\u200b", "<U+200B>")],
)
def test_characters_that_act_are_written_out(text: str, expected: str) -> None:
    assert visible(text) == expected
    found = Diagnostic("PF201", "a.perf", Span(0, 1), {"word": text, "framework": "", "near": ""})
    output = shown(f"{text}: x\n", found)
    assert text not in output
    assert expected in output


def test_a_long_line_is_shown_around_its_mark() -> None:
    text = "长" * 5000 + "错" + "长" * 5000
    found = Diagnostic("PF225", "a.perf", Span(5000, 5001))
    excerpt, mark = shown(text + "\n", found).split("\n")[1:3]
    assert column_width(excerpt) <= Limits().excerpt + 10
    assert "错" in excerpt
    assert mark.count("^") == 2


def test_a_label_elsewhere_shows_its_own_line() -> None:
    text = "项目: 甲\n  用途: 一\n  用途: 二\n"
    found = compile_text(text).diagnostics[0]
    lines = shown(text, found).split("\n")
    shown_lines = [line.strip()[0] for line in lines if line.strip()[:1] in ("2", "3")]
    assert shown_lines == ["2", "3"], "from top to bottom"
    assert lines[2].strip(" |").startswith("---"), "the label's mark is under the label's line"
    assert lines[4].strip(" |").startswith("^^^")


def test_a_label_in_another_file_names_that_file() -> None:
    stream = io.StringIO()
    texts = {name: SourceFile(name, f"项目: {name}\n") for name in ("a.perf", "b.perf")}
    labels = (Label("first", "b.perf", Span(0, 2)),)
    found = Diagnostic(
        "PF203", "a.perf", Span(0, 2), {"keyword": "用途", "keyword_en": "p"}, None, labels
    )
    Renderer(Printer(stream), "zh", texts, Limits()).show([found], "full")
    assert "--> b.perf:1" in stream.getvalue()


def test_concise_is_what_editors_match() -> None:
    text = "项目: 甲\n  描术: 乙\n"
    line = shown(text, compile_text(text).diagnostics[0], "concise").rstrip("\n")
    place, message = line.split(": ", 1)
    assert place == "a.perf:2:3"
    assert message.startswith("PF201 ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("项目: 甲\n表样: 区标\n", "“区标.表样.toml”"),
        ("项目: 甲\n  预算: = 财政资金 约3\n", "写成“预算: 3 = 财政资金 3”"),
        ("读不懂\n", ""),
    ],
)
def test_a_line_is_enough_to_act(text: str, reason: str) -> None:
    found = compile_text(text).diagnostics[0]
    line = shown(text, found, "concise", "zh")
    assert line.count("\n") == 1
    assert f"{message(found, 'zh')}；{help_text(found, 'zh')}\n" in line
    assert reason in line
    assert json.loads(shown(text, found, "json"))[0]["help"] == help_text(found, "en")


def test_json_is_a_list_of_objects_with_places() -> None:
    text = "项目: 甲\n  描术: 乙\n"
    objects = json.loads(shown(text, compile_text(text).diagnostics[0], "json"))
    keys = {
        "code",
        "severity",
        "message",
        "help",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
    }
    assert [set(one) for one in objects] == [keys]
    assert (objects[0]["line"], objects[0]["column"], objects[0]["end_column"]) == (2, 3, 6)


def test_many_findings_of_one_file_are_cut_and_counted() -> None:
    text = "读不懂\n" * 250
    compilation = compile_text(text)
    stream = io.StringIO()
    texts = {"a.perf": SourceFile("a.perf", text)}
    Renderer(Printer(stream), "en", texts, Limits()).show(compilation.diagnostics, "concise")
    lines = stream.getvalue().rstrip("\n").split("\n")
    assert len(lines) == 101
    assert "150" in lines[-1]
    assert len(compilation.diagnostics) == 250


def test_repetition_is_folded_and_the_other_lines_are_named() -> None:
    text = "读不懂\n" * 5 + "项目: 甲\n  描术: 乙\n"
    found = compile_text(text).diagnostics
    for folded, times in ((True, 3), (False, 5)):
        stream = io.StringIO()
        texts = {"a.perf": SourceFile("a.perf", text)}
        Renderer(Printer(stream), "en", texts, Limits()).show(found, "full", folded=folded)
        shown = stream.getvalue()
        assert shown.count(": error PF110: ") == times
        assert shown.count(": error PF201: ") == 1, "what comes after it is not hidden"
        again = "a.perf: PF110 2 more times: line 4, 5 (--all shows all)\n"
        assert shown.endswith(again) == folded


def test_positions_are_told_in_three_units() -> None:
    source = SourceFile("a.perf", "a\t😀中x")
    position = source.position(4)
    assert (position.line, position.column, position.utf16) == (1, 5, 6)
    assert position.display == 8 + 2 + 2 + 1


@pytest.mark.parametrize("code", all_codes())
def test_every_page_can_be_explained_in_both_languages(code: str) -> None:
    for language in ("zh", "en"):
        manual = page(code).manual(language)
        assert manual.startswith(f"# {code}")
        assert "```toml\n" not in manual
        assert page(code).title(language)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.perf", "a.perf"),
        ("定州/a,b:c%.perf", "定州/a%2Cb%3Ac%25.perf"),
        ("a\r\n::error::b.perf", "a\\x0d\\x0a%3A%3Aerror%3A%3Ab.perf"),
    ],
)
def test_a_workflow_command_is_one_whatever_the_names(path: str, name: str) -> None:
    stream = io.StringIO()
    text = "项目: 100%\n  描术: 乙\n"
    found = evolve(compile_text(text).diagnostics[0], path=path)
    Renderer(Printer(stream), "zh", {path: SourceFile(path, text)}, Limits()).show(
        [found], "github"
    )
    (line,) = stream.getvalue().splitlines()
    place = "line=2,col=3,endColumn=6,endLine=2"
    assert line.startswith(f"::error file={name},{place},title=PF201::")
    assert f":2:3: PF201 {message(found, 'zh')}；" in line


def test_a_workflow_command_over_lines_names_no_column_and_one_without_a_file_no_file() -> None:
    text = "项目: 甲\n用途: 乙\n"
    found = Diagnostic("PF501", "a.perf", Span(0, len(text) - 1), {"name": "100%"})
    line = shown(text, found, "github")
    assert line.startswith("::warning file=a.perf,line=1,endLine=2,title=PF501::a.perf:1:1: ")
    assert "100%25" in line
    lost = shown(text, Diagnostic("PF106", "-", values={"reason": "", "reason_en": ""}), "github")
    assert lost.startswith("::error title=PF106::-: PF106 ")


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_every_format_is_there_and_shows_nothing_where_nothing_is(name: str) -> None:
    stream = io.StringIO()
    Renderer(Printer(stream), "zh", {}, Limits()).show([], name)
    assert "PF" not in stream.getvalue()
