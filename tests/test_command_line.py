"""The command line: what each command does, where things are written, and the exit status."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from perflang.compiler.formats import FORMATS
from tests.support import EXAMPLES, run

# Of perflang, the rules aside: what `check` of a text without a finding may import.
MOST_MODULES = 137
# Patterns that `check` of the example compiles, those of Python and the libraries among them.
MOST_PATTERNS = 75

GOOD = "金额单位: 万元\n项目: 甲\n  用途: 乙\n"
WARNING = GOOD + "  预算: 10000元\n"
WRONG = GOOD + "  支出计划: 3月底 25%\n"
LOST = GOOD + "  读不懂的一行\n"


@pytest.fixture
def dingzhou(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "dingzhou", tmp_path / "dingzhou"))


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [(GOOD, 0, ""), (WARNING, 0, "PF217"), (WRONG, 1, "PF213"), (LOST, 1, "PF110")],
)
def test_check_says_what_is_wrong_and_leaves_with_it(tmp_path: Path, text, status, code) -> None:
    (tmp_path / "a.perf").write_text(text, encoding="utf-8")
    result = run("check", "--output-format", "concise", cwd=tmp_path)
    assert result.returncode == status
    lines = result.stdout.decode().splitlines()
    assert [line.split()[1] for line in lines] == ([code] if code else [])


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["check", "--no-such"], ["check", "missing.perf"], ["build", "--to", "docx", "a.perf"],
     ["explain", "PF999"], ["check", "--limit", "file=many"], ["import", "missing.txt"]],
)  # fmt: skip
def test_usage_and_missing_files_are_status_two(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.perf").write_text(GOOD, encoding="utf-8")
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr.strip() or result.stdout.strip()


def test_build_writes_beside_and_says_where(dingzhou: Path) -> None:
    result = run("build", "dingzhou", "--to", "text", cwd=dingzhou.parent)
    assert result.returncode == 0
    assert result.stdout == b""
    assert b"build/dingzhou.txt" in result.stderr
    built = (dingzhou.parent / "build" / "dingzhou.txt").read_text(encoding="utf-8")
    assert built.strip() == (dingzhou / "published.txt").read_text(encoding="utf-8").strip()


def test_build_to_standard_output_prints_nothing_else(dingzhou: Path) -> None:
    result = run("build", dingzhou, "--to", "json", "-o", "-")
    assert json.loads(result.stdout)["perflang"] == {"format": "model", "version": 3}
    assert not (dingzhou.parent / "build").exists()


def test_build_never_writes_over_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text(GOOD, encoding="utf-8")
    assert run("build", "a.perf", "-o", "a.perf", cwd=tmp_path).returncode == 2
    assert (tmp_path / "a.perf").read_text(encoding="utf-8") == GOOD


def test_what_holds_an_output_back_is_shown_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "部门.perf").write_text("年度: 2021\n", encoding="utf-8")
    (tmp_path / "1.perf").write_text("项目: 甲\n", encoding="utf-8")
    (tmp_path / "2.perf").write_text("项目: 乙\n读不懂\n", encoding="utf-8")
    result = run("build", "1.perf", cwd=tmp_path)
    assert result.returncode == 1
    assert b"PF110" in result.stderr


def test_a_file_given_from_a_subfolder_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "部门.perf").write_text("年度: 2021\n", encoding="utf-8")
    (tmp_path / "deep" / "2.perf").write_text("项目: 乙\n读不懂\n", encoding="utf-8")
    for cwd, path in ((tmp_path / "deep", "2.perf"), (tmp_path, "deep/../deep/2.perf")):
        result = run("check", path, "--output-format", "concise", cwd=cwd)
        assert result.returncode == 1
        assert b"PF110" in result.stdout


def test_a_head_file_that_cannot_be_read_is_the_only_finding(tmp_path: Path) -> None:
    head = "年度: 2021\n金额单位: 万元\n指标体系: 2021\n预算单位: 310 甲\n"
    (tmp_path / "部门.perf").write_bytes(head.encode("gb18030"))
    body = "预算单位: 310\n项目: 乙\n  预算: 3\n  成本指标:\n    经济成本指标: 甲 ≤ 3 元\n"
    (tmp_path / "1.perf").write_text(body, encoding="utf-8")
    result = run("check", "--output-format", "concise", cwd=tmp_path)
    assert [line.split()[1] for line in result.stdout.decode().splitlines()] == ["PF101"]


def test_build_reads_standard_input(tmp_path: Path) -> None:
    result = run("build", "-", "--to", "json", "-o", "-", stdin=GOOD.encode())
    assert json.loads(result.stdout)["projects"][0]["name"] == "甲"


def test_findings_do_not_keep_a_table_from_being_built(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text(WRONG, encoding="utf-8")
    result = run("build", "a.perf", cwd=tmp_path)
    assert result.returncode == 1
    assert (tmp_path / "build" / "a.txt").exists()


def test_a_lost_line_keeps_a_table_from_being_built(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text(LOST, encoding="utf-8")
    result = run("build", "a.perf", cwd=tmp_path)
    assert result.returncode == 1
    assert not (tmp_path / "build").exists()


def test_several_publications_make_one_output_each(tmp_path: Path) -> None:
    for folder in ("2021/甲", "2022/甲"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "部门.perf").write_text("年度: 2021\n" + GOOD, encoding="utf-8")
    assert run("build", ".", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "build").glob("*.txt"))) == 2


def test_import_then_build_is_the_published_text(dingzhou: Path) -> None:
    published = dingzhou / "published.txt"
    folder = dingzhou.parent / "D"
    assert run("import", published, "-o", folder).returncode == 0
    built = run("build", folder, "--to", "text", "-o", "-")
    assert built.returncode == 0
    assert built.stdout.strip() == published.read_bytes().strip()
    again = run("import", published, "-o", folder)
    assert again.returncode == 0, "the same import once more changes nothing"
    assert run("check", folder).returncode == 0


def test_import_writes_over_nothing(dingzhou: Path) -> None:
    published, folder = dingzhou / "published.txt", dingzhou.parent / "D"
    folder.mkdir()
    (folder / "部门.perf").write_text("年度: 2020\n", encoding="utf-8")
    result = run("import", published, "-o", folder)
    assert result.returncode == 2
    assert b"PF109" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["部门.perf"]


def test_import_reads_gb18030_and_standard_input(dingzhou: Path) -> None:
    text = (dingzhou / "published.txt").read_text(encoding="utf-8")
    folder = dingzhou.parent / "D"
    result = run("import", "-", "-o", folder, stdin=text.encode("gb18030"))
    assert result.returncode == 0
    assert len(list(folder.glob("*.perf"))) == 12


def test_import_keeps_git_from_changing_line_ends(dingzhou: Path) -> None:
    published, house = dingzhou / "published.txt", dingzhou.parent / "house"
    (house / ".git").mkdir(parents=True)
    assert run("import", published, "-o", house / "one").returncode == 0
    assert "*.txt -text" in (house / "one" / ".gitattributes").read_text(encoding="utf-8")
    (house / ".gitattributes").write_text("*.perf text eol=lf\n", encoding="utf-8")
    done = run("import", published, "-o", house / "two")
    assert (done.returncode, b".gitattributes" in done.stderr) == (0, False)
    assert not (house / "two" / ".gitattributes").exists(), "the repository has its own"


def test_explain_prints_the_page_and_lists_them_all() -> None:
    page = run("explain", "pf211", "--lang", "zh").stdout.decode()
    assert page.startswith("# PF211")
    assert "```perf" in page
    listed = run("explain", "--lang", "en").stdout.decode().splitlines()
    assert len(listed) > 50
    assert all(line.startswith("PF") for line in listed)


@pytest.mark.parametrize(
    ("environment", "word"),
    [("zh_CN.UTF-8", "个文件"), ("en_US.UTF-8", "1 file,"), ("C", "1 file,")],
)
def test_messages_follow_the_locale(tmp_path: Path, environment: str, word: str) -> None:
    (tmp_path / "a.perf").write_text(GOOD, encoding="utf-8")
    result = run("check", cwd=tmp_path, env={"LC_ALL": environment})
    assert word in result.stderr.decode()


def test_each_command_has_help_in_both_languages() -> None:
    shown = run("--help").stdout.decode()
    for name in ("check", "build", "import", "explain"):
        assert name in shown
        assert run(name, "--help").returncode == 0


def test_the_help_of_build_names_the_formats_there_are() -> None:
    shown = " ".join(run("build", "--help").stdout.decode().split())
    assert f"Output format: {', '.join(FORMATS)}." in shown


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_built_beside_the_others(dingzhou: Path, name: str) -> None:
    result = run("build", "dingzhou", "--to", name, cwd=dingzhou.parent)
    assert (result.returncode, result.stdout) == (0, b"")
    (built,) = (dingzhou.parent / "build").glob("[!.]*")
    assert built.name == f"dingzhou{FORMATS[name].suffix}"
    assert "13068221BVFY9P459G8AD" in built.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"lark", "attr", "jinja2", "tomllib", "perflang.source", "perflang.compiler"}),
        # what a form prints is all that a review asks of it
        (["check", str(EXAMPLES / "harbour")], {"jinja2", "hypothesis", "perflang.forms.form", "perflang.backends",
                                       "perflang.document", "perflang.syntax.printing"}),
        (["check", str(EXAMPLES / "dingzhou")], {"jinja2", "perflang.backends", "perflang.document",
                                        "perflang.forms.layout", "perflang.forms.reading",
                                        "perflang.control.known", "perflang.reports", "difflib", "pkgutil",
                                        "perflang.compiler.formats", "perflang.control.statistics",
                                        "perflang.compiler.fixing", "perflang.values.columns"}),
        (["explain", "PF211"], {"lark", "perflang.syntax", "perflang.semantics"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_a_command_imports_only_what_it_uses(arguments: list[str], unwanted: set[str]) -> None:
    assert not loaded_by(arguments) & unwanted


def test_a_build_imports_nothing_of_reading_documents_and_of_reports(tmp_path: Path) -> None:
    loaded = loaded_by(
        ["build", str(EXAMPLES / "harbour"), "--to", "html", "-o", f"{tmp_path}/", "--no-cache"]
    )
    assert "jinja2" in loaded
    unwanted = {
        "tomllib",
        "perflang.document.pieces",
        "perflang.document.remarks",
        "perflang.forms.found",
    }
    assert not loaded & unwanted


def test_checking_what_is_in_order_imports_few_modules() -> None:
    loaded = loaded_by(["check", str(EXAMPLES / "harbour")])
    ours = {name for name in loaded if name.startswith("perflang.")}
    rules = {
        name for name in ours if name.startswith(("perflang.rules.", "perflang.review.rules."))
    }
    assert len(ours - rules) <= MOST_MODULES, sorted(ours - rules)


def test_checking_compiles_few_patterns() -> None:
    """One takes as long as it takes to import a module, and a class of rare characters as long as ten others."""
    import subprocess

    program = f"""
import re, sys
from re import _compiler
sys.argv = ["perflang", "check", {str(EXAMPLES / "dingzhou")!r}]
compiled, plain = [], _compiler.compile
_compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or plain(pattern, flags)
from perflang.cli import main
try:
    main()
except SystemExit:
    pass
print(len(compiled), file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(ran.stderr.split()[-1]) <= MOST_PATTERNS


def loaded_by(arguments: list[str]) -> set[str]:
    """The modules that a command has imported when it ends."""
    import subprocess

    program = f"""
import sys
sys.argv = ["perflang", *{arguments!r}]
from perflang.cli import main
try:
    main()
except SystemExit:
    pass
print(" ".join(sorted(sys.modules)), file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(ran.stderr.strip().splitlines()[-1].split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("check --fixx", "没有这个选项：--fixx，是不是 --fix？"),
        ("format --lang fr", "--lang 写得不对：只能是 zh、en"),
        ("build --to x", "--to 写得不对：x"),
        ("import", "少写了 FILE"),
        ("check --limit", "选项 --limit 后面要跟内容"),
        ("explain a b", "多写了 b"),
        ("chekc", "没有这个命令"),
    ],
)
def test_a_wrong_command_line_is_said_in_chinese_to_chinese_users(line: str, said: str) -> None:
    done = run(*line.split(), env={"LC_ALL": "zh_CN.UTF-8"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert "Error" not in done.stderr.decode()


def test_a_publication_of_a_year_is_named_with_its_department_wherever_it_is_asked_for(
    tmp_path: Path,
) -> None:
    """Two departments' 2026 do not take each other's place."""
    for department in ("民政局", "水利局"):
        folder = tmp_path / department / "2026"
        folder.mkdir(parents=True)
        (folder / "部门.perf").write_text("年度: 2026\n项目: 甲\n", encoding="utf-8")
    for asked in ("民政局/2026", "水利局", "."):
        assert run("build", asked, cwd=tmp_path).returncode == 0
    built = sorted(path.name for path in (tmp_path / "build").glob("*.txt"))
    assert built == ["民政局-2026.txt", "水利局-2026.txt"]


@pytest.mark.parametrize("output", ["b.perf", "new.perf", "部门.PERF"])
def test_an_output_is_never_a_source(output: str, tmp_path: Path) -> None:
    for name in ("a.perf", "b.perf"):
        (tmp_path / name).write_text(f"项目: {name}\n", encoding="utf-8")
    assert run("build", "a.perf", "-o", output, cwd=tmp_path).returncode == 2
    assert (tmp_path / "b.perf").read_text("utf-8") == "项目: b.perf\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.perf", "b.perf"]


def test_a_slash_at_its_end_makes_an_output_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text("项目: 甲\n", encoding="utf-8")
    assert run("build", "a.perf", "-o", "公开/", cwd=tmp_path).returncode == 0
    assert (tmp_path / "公开" / "a.txt").is_file()
