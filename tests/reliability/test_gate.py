"""Rules 1, 9 and 11: bytes become a text in one place, hostile characters and endless ones do not pass."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from unicodedata import category

import pytest

from perflang.source import Limits, SourceFile, decode, gate, visible, width
from perflang.source.gate import forbidden_characters, forbidden_in
from tests.reliability.here import HEAD, PUBLISHED, found_in, run_here, snapshot
from tests.support import ROOT, compile_text, findings

PROJECT = "项目: 修路\n  用途: 修路\n"
PLAIN = (HEAD + PROJECT).encode()
GREETING = "项目: 修路\n  用途: 保障道路畅通、方便群众出行\n"

# Named by the Unicode standard as characters with no glyph, beside the categories Cc, Cf, Zl and Zp.
INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)}
# Of category Cf and yet to be seen: Arabic, Syriac and Kaithi number signs.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
TAGS = range(0xE0000, 0xE1000)


def is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def must_be_refused(code: int) -> bool:
    if code in INVISIBLE or code in TAGS or is_noncharacter(code):
        return True
    return category(chr(code)) in {"Cc", "Cf", "Zl", "Zp"} and code not in SEEN | {0x09, 0x0A}


ALL = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
REFUSED = [code for code in ALL if must_be_refused(code)]


# Decoding


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_either_line_end_change_nothing(
    tmp_path: Path, mark: bytes, line_end: bytes
) -> None:
    source = tmp_path / "a.perf"
    source.write_bytes(PLAIN)
    expected = run_here("build", source, "-o", "-")
    source.write_bytes(mark + PLAIN.replace(b"\n", line_end))
    assert found_in("check", source) == []
    assert run_here("build", source, "-o", "-") == expected


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\xff", 1),
        (b"\n\n\x80", 3),
        (b"a\n\xc0\xaf", 2),  # a slash in two bytes
        (b"a\n\xed\xa0\x80", 2),  # half of a pair
        (b"a\n\xf4\x90\x80\x80", 2),  # beyond the last character
        (PLAIN + "路".encode()[:2], 5),  # cut off
    ],
)
def test_bytes_that_are_no_utf_8_are_one_finding_with_the_line(data: bytes, line: int) -> None:
    outcome = run_here("check", "-", "--output-format", "concise", stdin=data)
    assert outcome.status == 1
    assert outcome.out.startswith("-: PF101 ")
    assert f"from line {line} on" in outcome.out
    assert outcome.out.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "likely"),
    [
        (GREETING.encode("gb18030"), "GB18030"),
        (GREETING.encode("gbk"), "GB18030"),
        (GREETING.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + GREETING.encode("utf-16-be"), "UTF-16"),
        ("year: 2021\nproject: Dredging é\n".encode("utf-16-le"), "UTF-16"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_likely_encoding_is_named(data: bytes, likely: str, language: str) -> None:
    outcome = run_here("check", "-", "--lang", language, stdin=data)
    assert outcome.status == 1
    assert "PF101" in outcome.out
    assert likely in outcome.out


def test_no_encoding_is_named_that_is_a_mere_guess() -> None:
    outcome = run_here("check", "-", stdin=bytes(range(128, 256)) * 3)
    assert "PF101" in outcome.out
    assert "GB18030" not in outcome.out
    assert "UTF-16" not in outcome.out


def test_only_import_converts_gb18030(tmp_path: Path) -> None:
    published, source = tmp_path / "published.txt", tmp_path / "a.perf"
    published.write_bytes(PUBLISHED.decode().encode("gb18030"))
    source.write_bytes(GREETING.encode("gb18030"))
    plain = tmp_path / "plain.txt"
    plain.write_bytes(PUBLISHED)
    assert run_here("import", published, "-o", tmp_path / "one").status == 0
    assert run_here("import", plain, "-o", tmp_path / "two").status == 0
    one, two = snapshot(tmp_path / "one"), snapshot(tmp_path / "two")
    assert {name: content for name, (_, content) in one.items()} == {
        name: content for name, (_, content) in two.items()
    }
    for command in ("check", "build"):
        assert found_in(command, source) == ["None:None PF101"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_publication_in_another_encoding_is_not_imported(tmp_path: Path, encoding: str) -> None:
    published = tmp_path / "published.txt"
    published.write_bytes(PUBLISHED.decode().encode(encoding))
    outcome = run_here("import", published, "-o", tmp_path / "out")
    assert outcome.status == 1
    assert "error PF" in outcome.err
    assert not (tmp_path / "out").exists()


# Characters


def test_every_character_that_is_not_seen_is_refused_at_its_place() -> None:
    codes = [code for code in REFUSED if code != 0x0D]
    text = "".join(f"# 一{chr(code)}\n" for code in codes)
    assert findings(compile_text(text))[: len(codes)] == [
        f"{line}:PF104" for line in range(1, len(codes) + 1)
    ]
    found = compile_text(text).diagnostics[: len(codes)]
    assert [one.values["character"] for one in found] == [f"U+{code:04X}" for code in codes]
    assert all(
        text[one.at.start : one.at.end] == chr(code) for one, code in zip(found, codes, strict=True)
    )


def test_every_other_character_passes() -> None:
    refused = {*REFUSED, 0x0D}
    allowed = [chr(code) for code in ALL if code not in refused]
    lines = ["".join(allowed[start : start + 1000]) for start in range(0, len(allowed), 1000)]
    assert forbidden_characters("\n".join(lines), Limits()) == []


def test_one_character_that_may_not_stand_there_is_seen_in_a_text_of_others() -> None:
    texts = (f"项目: 修\u3000路{chr(code)}\r\n" for code in (*REFUSED, 0x0D))
    sources = (SourceFile("a.perf", text) for text in texts)
    assert [one.text for one in sources if not forbidden_in(one, Limits())] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目: 修\x00路\x00\u202e\n", ["1:6 PF104"]),
        ("项目: 修路\n用\u200b途\x1b: \x1b[31m\n", ["2:2 PF104"]),
        ("#\u2066\n#\n#\x85\u2028\n", ["1:2 PF104", "3:2 PF104"]),
        ("项目: 修路\r用途: 修路\n", ["1:7 PF105"]),
        ("项目: 修路\r\r\n", ["1:7 PF105"]),
        ("\r\r\r", ["1:1 PF105"]),
        ("项目: 修路\r\x00\n#\x00\r\n", ["1:7 PF105", "2:2 PF104"]),
        ("项目: 修路\n\ufeff用途: 修路\n", ["2:1 PF104"]),
    ],
)
def test_a_line_with_such_a_character_is_one_finding(text: str, expected: list[str]) -> None:
    for command in ("check", "import"):
        assert found_in(command, "-", stdin=text.encode()) == expected


def test_a_second_byte_order_mark_is_a_character_like_any_other() -> None:
    assert found_in("check", "-", stdin=b"\xef\xbb\xbf" * 2 + PLAIN) == ["1:1 PF104"]


def test_a_refused_line_costs_that_line_only() -> None:
    compilation = compile_text(f"{HEAD}{PROJECT}  绩效目标:\n    1. 一\x00\n    2. 二\n")
    assert findings(compilation) == ["6:PF104"]
    assert not compilation.readable
    project = compilation.publication.projects[0]
    assert (project.name, [goal.text for goal in project.goals]) == ("修路", ["二"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("项目: ⽬录", "PF301"),
        ("项目: cafe\u0301", "PF301"),
        ("项目: АBC工程", "PF302"),  # the first letter is Cyrillic
        ("项目: ＡBC工程", "PF303"),
    ],
)
def test_characters_that_pass_for_others_are_pointed_out(line: str, code: str) -> None:
    text = f"{HEAD}项目: ABC工程\n{line}\n"
    assert [one for one in findings(compile_text(text)) if one.endswith(code)] == [f"4:{code}"]


# Limits

LIMITED = [
    # name, code, and a file at a limit of ``n``, with so many more
    ("file", "PF102", 40, lambda n: "#" * n),
    ("line", "PF103", 50, lambda n: "#\n#" + "x" * (n - 1) + "\n#\n"),
    ("depth", "PF116", 5, lambda n: "项目: a\n预算: 1 = " + "a 1 (" * n + "b 1" + ")" * n),
    ("digits", "PF119", 6, lambda n: f"金额单位: 元\n项目: a\n预算: {'1' * n}"),
    ("digits", "PF119", 6, lambda n: f"项目: a\n数量指标: a ≥ {'1' * n}"),
    ("text", "PF118", 20, lambda n: "项目: a\n用途: 1\n" + "| " + "2" * (n - 2)),
]


@pytest.mark.parametrize(("name", "code", "limit", "text"), LIMITED)
def test_a_limit_holds_to_the_last_unit_and_has_an_option(name, code, limit, text) -> None:
    def codes(size: int, allowed: int) -> list[str]:
        option = f"{name}={allowed}"
        found = found_in("check", "-", "--limit", option, stdin=text(size).encode())
        return [one.split()[1] for one in found]

    assert code not in codes(limit, limit)
    assert codes(limit + 1, limit).count(code) == 1
    assert code not in codes(limit + 1, limit + 1)


def test_the_limits_are_those_of_the_language() -> None:
    limits = Limits()
    assert limits == Limits(16 * 1024**2, 100_000, 100, 30, 100_000, 100, 200)
    exactly = b"#" * limits.file
    assert isinstance(decode("a", exactly, limits), SourceFile)
    assert not isinstance(decode("a", exactly + b"#", limits), SourceFile)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("line", lambda n: "#" + "x" * (n - 1), "PF103"),
        ("digits", lambda n: f"{HEAD}项目: a\n预算: {'1' * n}", "PF119"),
        (
            "text",
            lambda n: (
                "项目: a\n用途: 1\n" + f"| {'2' * 9999}\n" * (n // 10_000) + "|" * (n % 10_000)
            ),
            "PF118",
        ),
    ],
)
def test_the_defaults_hold_to_the_last_unit(name, text, code) -> None:
    limit = getattr(Limits(), name)
    # the text is one character, and each further line brings its line break along
    below = limit - 1 if name == "text" else limit
    assert code not in {one.code for one in compile_text(text(below)).diagnostics}
    assert code in {one.code for one in compile_text(text(limit + 1)).diagnostics}


@pytest.mark.parametrize(("wanted", "shown"), [([], 100), (["--limit", "diagnostics=3"], 3)])
def test_so_many_findings_are_shown_and_the_rest_counted(wanted: list[str], shown: int) -> None:
    outcome = run_here("check", "-", "--output-format", "concise", *wanted, stdin=b"x\n" * 150)
    lines = outcome.out.splitlines()
    assert lines[-1].startswith(f"-: … and {150 - shown} more")
    assert len(lines) == shown + 1
    everything = run_here(
        "check", "-", "--output-format", "concise", "--limit", "diagnostics=0", stdin=b"x\n" * 150
    )
    assert everything.out.count("PF110") == 150


@pytest.mark.parametrize(
    "line", ["一" * 5000, "项目: " + "x" * 300 + "\t" * 50 + "\x00" + "路" * 900]
)
@pytest.mark.parametrize("columns", [200, 120])
def test_a_long_line_is_shown_in_part(line: str, columns: int) -> None:
    outcome = run_here("check", "-", "--limit", f"excerpt={columns}", stdin=line.encode())
    excerpt = [shown for shown in outcome.out.splitlines() if "| " in shown]
    assert excerpt
    for shown in excerpt:
        text = shown.partition("| ")[2]
        assert sum(2 if category(one) == "Lo" else 1 for one in text) <= columns


@pytest.mark.parametrize(
    "option",
    ["file", "file=", "file=-1", "file=1e3", "line=1_0", "line=１０", "colour=1", "depth=201",
     "digits=51", "=", "file=1KB", "file=9999999999999"],
)  # fmt: skip
def test_a_limit_that_is_none_is_a_usage_error(option: str) -> None:
    outcome = run_here("check", "-", "--limit", option)
    assert outcome.status == 2
    assert option in outcome.err


def test_a_limit_beyond_all_memory_takes_none() -> None:
    for size in ("file=999999999999GiB", "line=999999999999GiB", "text=999999999999GiB"):
        assert found_in("check", "-", "--limit", size, stdin=PLAIN) == []


@pytest.mark.parametrize(
    "name", ["file", "line", "depth", "digits", "text", "diagnostics", "excerpt"]
)
@pytest.mark.parametrize("size", [0, 1])
def test_the_smallest_limits_are_only_strict(tmp_path: Path, name: str, size: int) -> None:
    for command in (["check", "-"], ["import", "-", "-o", tmp_path / "out"]):
        outcome = run_here(*command, "--limit", f"{name}={size}", stdin=PUBLISHED)
        assert outcome.status in (0, 1)
        assert "PF9" not in outcome.err


# One gate


HOSTILE = {
    "nul": (PLAIN + b"#\x00\n", "PF104"),
    "carriage return": (PLAIN + b"#\r#\n", "PF105"),
    "no utf-8": (PLAIN + b"\xff\n", "PF101"),
    "endless": (PLAIN + b"#" * 3000, "PF102"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_way_in_passes_the_gate(tmp_path: Path, kind: str) -> None:
    data, code = HOSTILE[kind]
    limit = ["--limit", "file=2000"]
    alone, folder = tmp_path / "a.perf", tmp_path / "below"
    alone.write_bytes(data)
    folder.mkdir()
    (folder / "部门.perf").write_bytes(HEAD.encode())
    (folder / "1.perf").write_bytes(data)
    for way in (["-"], [alone], [folder], [folder / "1.perf"]):
        for command in ("check", "build"):
            outcome = run_here(command, *way, *limit, stdin=data)
            assert outcome.status == 1
            assert code in outcome.out + outcome.err
    # what import cannot decode as UTF-8 it tries as GB18030
    expected = {"PF101": "PF406"}.get(code, code)
    for file in ("-", alone):
        outcome = run_here("import", file, "-o", tmp_path / "out", *limit, stdin=data)
        assert outcome.status == 1
        assert expected in outcome.err
        assert not (tmp_path / "out").exists()
    assert not (tmp_path / "build").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.perf")
    (tmp_path / "folder.perf").mkdir()
    (tmp_path / "folder.perf" / "note").write_bytes(b"")
    (tmp_path / "zero.perf").symlink_to("/dev/zero")
    (tmp_path / "lost.perf").symlink_to("nowhere")
    expected = {"pipe": "PF106", "folder": "PF108", "zero": "PF106", "lost": "PF108"}
    for name, code in expected.items():
        outcome = run_here("check", tmp_path / f"{name}.perf")
        assert outcome.status == 2
        assert code in outcome.out
    for name, code in (expected | {"folder": "PF106", "lost": "PF106"}).items():
        outcome = run_here("import", tmp_path / f"{name}.perf", "-o", tmp_path / "out")
        assert outcome.status == 2
        assert code in outcome.err
    assert run_here("check", tmp_path).out.count("error PF") == 3


def test_an_empty_file_is_a_publication_without_a_project() -> None:
    assert found_in("check", "-") == ["1:1 PF228"]
    assert found_in("import", "-") == ["1:1 PF401"]


# Which calls turn files into bytes and bytes into text, and where they may stand.
GATES = {
    ".decode": {
        "source/gate.py",
        "source/packaged.py",
        "compiler/importing.py",  # its own output, to be compared
        "workspace/names.py",  # a name cut off by bytes
        "backends/html_markup.py",  # its own tags
        # what perflang itself has said
        *("cache/manifest.py", "cli/again.py", "cli/keeping.py"),
        "testing/plugin/compiled.py",
        # texts that the kit for tests has made
        *(f"testing/defects/{name}.py" for name in ("encodings", "example", "ground")),
    },
    # The cache makes digests of files, and reads and writes its own.
    "os.open": {"workspace/reading.py", "workspace/writing.py", "cli/program.py", "cache/seen.py"},
    "open": {"cache/manifest.py"},
    "os.fdopen": {"workspace/reading.py", "workspace/writing.py", "cache/seen.py"},
    ".read_bytes": {"workspace/published.py"},  # compared with what would be written, never read
    ".read_text": set(),
    ".get_data": {"source/packaged.py"},
}


def calls(tree: ast.AST) -> set[str]:
    """``open`` for a name, ``os.open`` for one of a module, ``.read_bytes`` for one of an object."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(name)):
                found.add(name)
            case ast.Call(func=ast.Attribute(ast.Name("os"), name)):
                found.add(f"os.{name}")
            case ast.Call(func=ast.Attribute(_, name)):
                found.add(f".{name}")
    return found


@pytest.mark.parametrize("function", GATES)
def test_nothing_else_opens_a_file_or_decodes_bytes(function: str) -> None:
    package = ROOT / "perflang"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if function in calls(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert users == GATES[function]


def test_what_python_calls_printable_acts_in_no_other_way_than_is_known() -> None:
    """Both are asked before any pattern is compiled."""
    for character in map(chr, range(0x110000)):
        assert (visible(character) == character) == (width._ACTING.search(character) is None)
    for character in map(chr, range(0x10000)):
        wanted = character != "\r" and gate._ANY_INVISIBLE.search(character) is None
        assert gate._is_plain(SourceFile("", character)) == wanted


def test_characters_are_looked_at_by_the_parser_so_that_no_caller_can_forget_it() -> None:
    assert findings(compile_text("项目: a\x1b\n")) == ["1:PF104"]
