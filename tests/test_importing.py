"""What an import says of a document that is not as its form has it: the place is right, and it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflang.compiler.importing import Imported, import_document
from perflang.source import SourceFile
from perflang.workspace.published import imported_files
from tests.support import build_text, compile_files, run

TABLE = """\
2026年项目支出绩效目标表
编制单位：{name}办
	项目名称
	{name}
	主管部门
	市局

	预算执行率权重
	10
	项目分类
	一般

	当年预算（万元）
	150.00
	本级安排
	150.00
	上级补助
	∅

	项目概况
	概况

	立项依据
	依据

	当年绩效目标
	1.办好

	绩效指标
	指标名称
	计量单位
	指标性质
	指标值
	指标权重
	是否核心指标

	∅
	送餐
	人次
	≥
	300
	10
	是


""".replace("∅", "")  # an empty cell
FIRST, SECOND = TABLE.format(name="甲"), TABLE.format(name="乙")


def read(text: str, form: str | None = None) -> Imported:
    return import_document(SourceFile("p.txt", text), form_name=form)


def found(text: str, form: str | None = None) -> list[tuple[str, str | None, int]]:
    source = SourceFile("p.txt", text)
    diagnostics = import_document(source, form_name=form).diagnostics
    return [(one.code, one.hint, source.line_of(one.at.start)) for one in diagnostics]


def names(imported: Imported) -> list[str]:
    assert imported.recognised is not None
    return [str(one.get("project", "")) for one in imported.recognised.reading.projects]


def test_a_document_without_a_money_unit_is_said_at_its_first_amount(tmp_path: Path) -> None:
    text = FIRST.replace("（万元）", "（）")
    assert found(text) == [("PF224", "import", 14)]
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    done = run("import", "p.txt", "-o", "new", cwd=tmp_path)
    assert (done.returncode, len(list((tmp_path / "new").glob("*.perf")))) == (1, 2)
    assert found(text.replace("150.00", "")) == [], "nothing to be in a unit"


@pytest.mark.parametrize("instead", ["    ", "", "　　"])
@pytest.mark.parametrize("form", [None, "flat"])
def test_tables_that_lost_their_tabs_are_no_text_of_a_field(instead: str, form: str | None) -> None:
    text = (FIRST + SECOND).replace("\t", instead)
    assert found(text, form) == [("PF410", None, 3)]
    assert not read(text, form).is_whole


def test_rows_on_lines_of_their_own_are_known_as_well() -> None:
    text = "2026年项目支出绩效目标表\n编制单位：\n项目名称\t甲\t主管部门\t市局\n项目概况\t概况\n"
    assert found(text, "flat") == [("PF410", None, 3)]


def test_one_table_that_lost_its_tabs_is_kept_as_comments_and_the_next_one_is_read() -> None:
    imported = read(FIRST.replace("\t", "    ") + SECOND, "flat")
    assert [(one.code, one.hint) for one in imported.diagnostics] == [("PF410", "part")]
    assert names(imported) == ["", "乙"]
    assert "送餐" in imported.tables[0][1]


@pytest.mark.parametrize("strays", ["招商\n引资\n", "\t招商\n\t引资\n"])
@pytest.mark.parametrize("before", ["2026年", "\t当年预算", "\t绩效指标", "\t送餐"])
@pytest.mark.parametrize("form", [None, "flat"])
def test_two_strays_cost_no_other_table(strays: str, before: str, form: str | None) -> None:
    second = SECOND.replace(before, strays + before, 1)
    imported = read(FIRST + second + TABLE.format(name="丙"), form)
    assert imported.diagnostics
    assert names(imported) == ["甲", "乙", "丙"]


def test_a_table_without_its_heading_is_found_by_its_first_label() -> None:
    heading, _, rest = SECOND.partition("\n\t")
    assert names(read(FIRST + "\t" + rest, "flat")) == ["甲", "乙"], heading


def test_a_stray_in_the_first_label_is_read_to_an_end() -> None:
    imported = read(FIRST.replace("\t项目名称\n", "\t项目名称\n招商\n") + SECOND, "flat")
    assert [one.code for one in imported.diagnostics] == ["PF402"]
    assert names(imported) == ["甲", "乙"]


ENGLISH = """\
Performance targets of Harbour, 2026
Amounts in 万元
Overall goals
Specific goals
Safeguards
Table 1: Dredging
	Code
	∅
	Unit
	310 Office

	Purpose
	∅

	Goals
	∅

	Spent by
	May: 100%

	Budget
	1.00


	Level
	Indicator
	Target
	Basis

	Harbour / Berths
	ships
	≥ 20 ships
	∅


""".replace("∅", "")


def test_what_no_source_can_say_is_shown_where_it_was_read_and_nothing_else_is_claimed(
    tmp_path: Path,
) -> None:
    text = ENGLISH.replace("Amounts in", "Sums in")
    assert found(text, "brief") == [("PF411", None, 30)]
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    done = run("import", "p.txt", "-o", "new", "--form", "brief", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "new").exists()) == (1, False)
    assert b"kept" not in done.stderr


def test_findings_that_speak_of_written_files_wait_until_there_are_some(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.perf").write_text("", encoding="utf-8")
    (tmp_path / "p.txt").write_text(FIRST.replace("主管部门", "主管"), encoding="utf-8")
    done = run("import", "p.txt", "-o", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert (b"PF109" in done.stderr, b"PF402" in done.stderr) == (True, False)


def built(imported: Imported) -> str:
    files = {name: text.decode("utf-8") for name, text in imported_files(imported).items()}
    return build_text(compile_files(files))


def test_a_blank_at_the_end_of_the_last_cell_comes_back() -> None:
    text = ENGLISH.replace("Harbour / Berths", "Output / Quantity").replace(
        "\t\n\n\n", "\tplan \n\n\n"
    )
    imported = read(text)
    assert (imported.diagnostics, imported.edges) == ((), ())
    assert built(imported) == text


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        (FIRST, ()),
        (FIRST + "\n\n", (43,)),
        (FIRST + " ", (43,)),
        (FIRST.rstrip(), (43,)),
        ("\n" + FIRST, (2,)),
        (" " + FIRST + "\n", (1, 43)),
    ],
)
def test_blanks_around_a_document_that_do_not_come_back_are_told(
    text: str, edges: tuple[int, ...], tmp_path: Path
) -> None:
    assert (read(text).diagnostics, read(text).edges) == ((), edges)
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    done = run("import", "p.txt", cwd=tmp_path)
    assert (done.returncode, b"differ (line" in done.stderr) == (0, bool(edges))
