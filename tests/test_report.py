"""The report of a review: every finding once and at its cell, all that it is told, and nothing in it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from xml.etree.ElementTree import Element

import cmarkgfm
import pytest
from attrs import evolve
from cmarkgfm.cmark import Options

from perflang.backends import report_html, report_markdown
from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic
from perflang.document import Cell, Grid, Heading, Items, Note, Part, Report
from perflang.reports import report
from perflang.review import PLAIN, profile_of, review
from perflang.review.withheld import Withheld
from perflang.semantics import FileModel, Settings
from perflang.source import SourceFile, Span, packaged_text
from tests.html_page import elements, read_page, text_of
from tests.strategies import HOSTILE, with_texts
from tests.support import EXAMPLES, HEADS, ROOT, compile_files, compile_text, example, run
from tests.test_html import ALLOWED, contrast

NAMES = sorted(
    path.parent.name
    for path in EXAMPLES.glob("*/*.perf")
    if path.name in HEADS and not [*path.parent.glob("*.表样.toml")]
)
STYLE = packaged_text("backends/templates/report.css")
# What a report has beside what a page has; its forms send nothing anywhere.
MORE = {
    "div": {"class", "id", "lang"}, "article": {"id", "aria-labelledby"}, "nav": {"aria-labelledby"},
    "p": {"class", "id"}, "dl": {"class"}, "dt": set(), "dd": set(), "span": {"class"}, "h2": {"id"},
    "li": {"id", "class"}, "ul": {"class", "role"}, "a": {"class", "href", "id", "aria-label"},
    "textarea": {"rows", "aria-labelledby", "aria-describedby", "autocomplete"}, "fieldset": set(),
    "legend": set(), "label": {"class"}, "input": {"type", "name", "autocomplete"},
}  # fmt: skip


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.perf"))}


def reported(compilation: Compilation, language: str = "zh") -> Report:
    return report(compilation, review(compilation), PLAIN, language)


def page_of(made: Report) -> Element:
    return read_page(b"".join(report_html.render(made)))


def markdown_of(made: Report) -> str:
    return b"".join(report_markdown.render(made)).decode("utf-8")


def marked(part: Part) -> Iterator[tuple[str, Note]]:
    """Every mark of a part with the text that it stands behind."""
    for block in part.blocks:
        match block:
            case Grid(rows):
                for cell in (cell for row in rows for cell in row if isinstance(cell, Cell)):
                    yield from ((cell.text, note) for note in cell.notes)
            case Items(texts, notes):
                yield from ((texts[n], note) for n, of in notes.items() for note in of)
            case _:
                yield from ((block.text, note) for note in block.notes)


def of_text(text: str, *codes: str) -> Report:
    """The report of one file, with the findings of some codes."""
    compilation = compile_text(text)
    found = [one for one in review(compilation) if one.code in codes]
    return report(compilation, found, PLAIN, "zh")


# Every finding, once, where it belongs


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_stands_in_the_report_once(name: str) -> None:
    compilation = compile_files(read(EXAMPLES / name))
    made = reported(compilation)
    found = review(compilation)
    places = [place for part in made.all_parts for one in part.remarks for place in one.places]
    assert len(places) == len(found) == made.count("error") + made.count("warning")
    assert sum(kind.places for kind in made.kinds) == len(found)
    for kind in made.kinds:
        with_it = [part for part in made.parts if kind.code in {one.code for one in part.remarks}]
        assert kind.parts == len(with_it)


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_leads_to_its_finding_and_back(name: str) -> None:
    made = reported(compile_files(read(EXAMPLES / name)))
    for part in made.all_parts:
        marks = [note for _, note in marked(part)]
        named = {
            (one.anchor, one.number, place.anchor)
            for one in part.remarks
            for place in one.places
            if place.anchor
        }
        assert {(note.leads_to, note.number, note.anchor) for note in marks} == named
        assert len({note.anchor for note in marks}) == len(marks)


def test_the_seed_is_marked_in_the_cells_that_are_meant() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    (first,) = (part for part in made.parts if part.number == 1)
    cells = {
        one.code: [text for text, note in marked(first) if note.number == one.number]
        for one in first.remarks
    }
    assert cells["PF501"] == [""] * 9  # the cells of the basis are empty
    assert cells["PF318"] == ["≥80预算数"]
    assert [one.number for one in first.remarks] == [*range(1, len(first.remarks) + 1)]


FIELDS = """\
表样: {form}
指标体系: 2021
预算单位: 302001 某局本级
项目: 某项目
  用途: 用途的话
  预算: 12 = 财政资金 5 + 其他资金 7
  绩效目标:
    1. 第一个目标
    2. 第二个目标
  数量指标: 指标甲 ≥ 6 个
    权重: 35
    依据: 依据的话
  数量指标: 指标乙 ≥ 70 个
"""


@pytest.mark.parametrize(
    ("form", "word", "cell"),
    [
        ("hebei", "用途的话", "用途的话"),
        ("hebei", "财政资金 5", "5"),
        ("hebei", "第二个目标", "1.第一个目标\n2.第二个目标"),
        ("hebei", "指标甲", "指标甲"),
        ("hebei", "6 个", "≥6个"),
        ("hebei", "依据的话", "依据的话"),
        ("hebei", "某项目", "某项目"),
        ("mof-2021", "35", "35"),
        ("flat", "6 个", "6"),
        ("listing", "70 个", "70"),
        ("listing", "指标乙", "指标乙"),
        ("register", "第二个目标", "1.第一个目标\n2.第二个目标"),
        # What the form does not print is marked at the name of what it belongs to.
        ("mof-2021", "依据的话", "指标甲"),
        ("register", "指标乙", "某项目"),
    ],
)
def test_a_finding_is_marked_at_the_cell_of_its_field_in_every_form(
    form: str, word: str, cell: str
) -> None:
    text = FIELDS.format(form=form)
    start = text.index(word)
    compilation = compile_text(text)
    found = Diagnostic("PF319", "a.perf", Span(start, start + len(word)), {"unit": "x"})
    (part,) = report(compilation, [found], PLAIN, "zh").parts
    assert [text for text, _ in marked(part)] == [cell]


def test_an_item_of_a_list_is_marked_at_the_item() -> None:
    text = "总体绩效目标:\n  1. 甲\n  2. 乙\n项目: 某项目\n  数量指标: 丙 ≥ 6 个\n"
    found = Diagnostic(
        "PF319", "a.perf", Span(text.index("乙"), text.index("乙") + 1), {"unit": "x"}
    )
    made = report(compile_text(text), [found], PLAIN, "zh")
    assert made.general is not None
    assert [text for text, _ in marked(made.general)] == ["2.乙"]
    assert made.parts[0].remarks == ()


LOST = """\
项目: 某项目
  数量指标: 甲 ≥ 6 个
    描述: 乙
  这是什么
  质量指标: 丙 ≥
项目: 另一个项目
    这又是什么：三
  数量指标: 丁 ≥ 6 丁
"""


def test_a_line_that_is_not_in_the_table_is_marked_at_no_cell_of_another() -> None:
    compilation = compile_text(LOST)
    unit = LOST.rindex("丁")
    found = [
        *review(compilation),
        Diagnostic("PF502", "a.perf", Span(unit, unit + 1), {"name": "丁", "unit": "丁"}),
    ]
    made = report(compilation, found, PLAIN, "zh")
    lost = [
        [(place.name, place.source) for one in part.remarks if one.is_lost for place in one.places]
        for part in made.parts
    ]
    assert lost == [
        [("这是什么", "第 4 行"), ("质量指标: 丙 ≥", "第 5 行")],
        [("这又是什么：三", "第 7 行")],
    ]
    assert [[text for text, _ in marked(part)] for part in made.parts] == [[], ["≥6丁"]]
    first, second = list(page_of(made).iter("article"))[-2:]
    assert [text_of(one) for one in first.iter("h3")][-1] == "没有读进表里的行"
    assert [text_of(one) for one in second.iter("h3")][-2:] == ["没有读进表里的行", "审核发现"]
    text = markdown_of(made)
    assert text.count("### 没有读进表里的行\n\n- **\\[1] 错误 PF") == 2


def test_a_setting_is_about_the_department_and_marked_nowhere() -> None:
    made = of_text("年度: 20211\n项目: 某项目\n  数量指标: 丙 ≥ 6 个\n", "PF220")
    assert made.general is not None
    (one,) = made.general.remarks
    assert [(place.name, place.source, place.anchor) for place in one.places] == [
        ("年度", "a.perf 第 1 行", "")
    ]


# What is said once


def test_what_stands_in_many_rows_is_said_once_and_names_them() -> None:
    text = "项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  质量指标: 乙 ≥ 7 %\n  时效指标: 丙 ≤ 8 天\n"
    (one,) = of_text(text, "PF501").parts[0].remarks
    assert one.text == "“…”没有写指标值的依据"
    assert [(place.name, place.source) for place in one.places] == [
        ("甲", "第 2 行"),
        ("乙", "第 3 行"),
        ("丙", "第 4 行"),
    ]
    assert not any(place.text for place in one.places)


def test_what_differs_from_row_to_row_is_said_of_each() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  质量指标: 乙 ≥ 7 个\n")
    rows = compilation.files[0].projects[0].indicators
    found = [
        Diagnostic("PF319", "a.perf", row.at["name"], {"unit": unit})
        for row, unit in zip(rows, ["某某", "某某某"], strict=True)
    ]
    (one,) = report(compilation, found, PLAIN, "zh").parts[0].remarks
    assert [place.text for place in one.places] == [
        "“某某”不是常用的计量单位",
        "“某某某”不是常用的计量单位",
    ]


def test_a_single_finding_is_said_in_full() -> None:
    (one,) = of_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n", "PF501").parts[0].remarks
    assert one.text == "“甲”没有写指标值的依据"
    assert one.advice


def test_other_places_of_a_finding_are_named() -> None:
    text = "项目: 某项目\n  用途: 甲\n  用途: 乙\n"
    compilation = compile_text(text)
    made = reported(compilation)
    others = [
        other
        for part in made.parts
        for one in part.remarks
        for place in one.places
        for other in place.others
    ]
    assert others
    assert all(re.search("第 2 行", other) for other in others)
    assert others[0] in text_of(page_of(made))
    assert others[0] in markdown_of(made)


# Whose tables


def test_a_table_of_several_projects_is_shown_to_each_with_its_own_rows() -> None:
    sources = read(ROOT / "docs" / "forms")
    sources["部门.perf"] = sources["部门.perf"].replace("表样: mof-2021", "表样: listing")
    compilation = compile_files(sources)
    made = reported(compilation)
    named = {part.title: part for part in made.parts}
    publication = compilation.publication
    for project in publication.projects:
        (shown,) = (one for one in named[project.name].blocks if isinstance(one, Grid))
        texts = {cell.text for row in shown.rows for cell in row if isinstance(cell, Cell)}
        others = [one.name for one in publication.projects if one is not project]
        assert "三级指标" in texts
        assert project.name in texts
        assert texts.isdisjoint(others)
        assert {row.name for row in project.indicators} <= texts
    for whole in publication.wholes:
        assert named[whole.name].blocks == ()
        assert named[whole.name].notices == ("这个表样里没有这张表",)


def test_only_what_was_asked_for_is_shown() -> None:
    compilation = compile_files(read(EXAMPLES / "dingzhou"))
    wanted = compilation.files[2].source.path
    found = [one for one in review(compilation) if one.path == wanted]
    made = report(compilation, found, PLAIN, "zh", frozenset([wanted]))
    assert [part.source for part in made.parts] == [wanted]
    assert made.general is None


def test_what_could_not_be_read_comes_first_and_the_table_says_that_it_lacks_it() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n  这是什么\n")
    lost = Diagnostic("PF108", "x/乙.perf", values={"path": "x/乙.perf"})
    made = report(compilation, [lost, *review(compilation)], PLAIN, "zh")
    assert made.all_parts[0] is made.general
    assert [one.places[0].source for one in made.general.remarks] == ["x/乙.perf"]
    assert "读不懂" in made.parts[0].notices[0]
    assert [one.severity for one in made.parts[0].remarks] == ["error"]
    assert made.parts[0].blocks


def test_without_a_form_there_are_findings_and_no_tables() -> None:
    compilation = compile_text("指标体系: 2021\n项目: 某项目\n  数量指标: 甲 ≥ 6 个\n")
    nowhere = evolve(
        compilation,
        publication=evolve(
            compilation.publication,
            department=evolve(compilation.publication.department, form="没有这个"),
        ),
    )
    made = report(nowhere, review(compilation), PLAIN, "zh")
    assert made.general is not None
    assert "排不出表" in made.general.notices[0]
    assert made.parts[0].blocks == ()
    assert page_of(made) is not None


def test_a_profile_is_named_and_weighs_what_is_found() -> None:
    compilation = compile_text("项目: 某项目\n  数量指标: 甲 ≥ 6 个\n")
    strict = profile_of("strict")
    made = report(compilation, review(compilation, strict), strict, "zh")
    assert ("审核口径", strict.zh) in made.facts


# The page


def hostile(name: str, text: str) -> Report:
    """A report in which every text is hostile: those of the tables, of the findings, reasons and paths."""
    turn = cycle([text])
    publication = example(name)
    publication = evolve(publication, projects=publication.projects[:2])
    publication = with_texts(publication, lambda: next(turn))
    source = SourceFile(f"{text}/{text}.perf", "x\n" * 3000)
    file = FileModel(
        source,
        Settings(),
        publication.department,
        publication.projects,
        wholes=publication.wholes,
    )
    places = [row.at["name"] for one in publication.projects for row in one.indicators]
    found = [
        Diagnostic("PF319", source.path, at, {"unit": f"{text}{n}"}) for n, at in enumerate(places)
    ]
    found += [Diagnostic("PF319", f"{text}.perf", values={"unit": text})]
    compilation = Compilation(publication, (file,), sources=(source,))
    withheld = [Withheld(found[0], "comment", text)]
    return report(compilation, found, PLAIN, "zh", None, withheld)


def harmless(root: Element) -> None:
    allowed = ALLOWED | {tag: ALLOWED.get(tag, set()) | more for tag, more in MORE.items()}
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for element in elements(root):
        assert element.tag in allowed, element.tag
        assert set(element.attrib) <= allowed[element.tag], (element.tag, element.attrib)
        assert element.get("type", "text") in ("text", "radio")
        link = element.get("href")
        assert link is None or (link[0] == "#" and link[1:] in ids)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["dingzhou", "harbour"])
def test_a_hostile_text_in_every_field_stays_text(name: str, text: str) -> None:
    made = hostile(name, text)
    root = page_of(made)
    harmless(root)
    (omitted,) = (one for one in root.iter("div") if one.get("id") == "omitted")
    for excuse in made.excuses:
        for field in (excuse.text, excuse.title, excuse.source, excuse.reason):
            assert field in text_of(omitted)
    for part, article in zip(made.all_parts, root.iter("article"), strict=True):
        said = text_of(article)
        assert part.title in said
        for one in part.remarks:
            assert one.text in said
            for place in one.places:
                assert place.name in said
                assert place.text in said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_text_in_markdown(text: str) -> None:
    made = hostile("harbour", text)
    html = cmarkgfm.github_flavored_markdown_to_html(
        markdown_of(made), options=Options.CMARK_OPT_UNSAFE
    )
    root = read_page(f"<!DOCTYPE html><title></title><body>{html}</body>", strict=False)
    links = {one.get("href") for one in root.iter("a") if one.get("href")}
    assert links == {f"#{part.anchor}" for part in made.all_parts}
    tags = {str(one.tag) for one in elements(root)}
    assert tags.isdisjoint(
        {"script", "img", "svg", "style", "b", "em", "code", "pre", "del", "hr", "blockquote"}
    )
    assert sum(one.tag == "h2" for one in root.iter()) == 3 + len(made.all_parts)
    assert sum(one.tag == "h1" for one in root.iter()) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_well_formed_and_says_what_the_report_says(name: str, language: str) -> None:
    made = reported(compile_files(read(EXAMPLES / name)), language)
    root = page_of(made)
    harmless(root)
    assert root.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
    levels = [int(str(one.tag)[1]) for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    for part, article in zip(made.all_parts, root.iter("article"), strict=True):
        marks = [text_of(one) for one in article.iter("a") if "mark" in one.get("class", "")]
        assert sorted(marks) == sorted(str(note.number) for _, note in marked(part))
        assert sum(one.get("type") == "radio" for one in article.iter("input")) == 4
        assert len(list(article.iter("textarea"))) == 1


def test_the_page_loads_nothing_and_is_the_same_every_time() -> None:
    compilation = compile_files(read(EXAMPLES / "dingzhou"))
    assert not re.search(r"url\(|@import|expression|https?:", STYLE)
    for render in (report_html.render, report_markdown.render):
        one, other = (b"".join(render(reported(compilation))) for _ in range(2))
        assert one == other
        assert b"<script" not in one


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_of_the_report_can_be_read_on_its_ground(scheme: int) -> None:
    page = packaged_text("backends/templates/page.css")
    colors = dict(
        found
        for style in (page, STYLE)
        for found in re.findall(
            r"--([a-z]+): (#[0-9a-f]{6});", re.findall(r":root \{([^}]*)\}", style)[scheme]
        )
    )
    for ground in ("paper", "shade", "ground"):
        for text in ("ink", "quiet", "error", "warning"):
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reviewer_is_told_before_writing_that_the_page_keeps_nothing(language: str) -> None:
    root = page_of(reported(compile_files(read(EXAMPLES / "harbour")), language))
    (hint,) = (text_of(one) for one in root.iter("p") if one.get("class") == "hint")
    for field in root.iter("textarea"):
        (told,) = (one for one in root.iter("p") if one.get("id") == field.get("aria-describedby"))
        for text in (hint, text_of(told)):
            assert re.search(
                "不保存.*PDF" if language == "zh" else "(?:nothing|not keep).*PDF", text
            )
        assert "screen" in told.get("class", "").split()  # of no use on paper


def test_markdown_can_be_filled_in_behind_its_colons() -> None:
    text = markdown_of(reported(compile_text("项目: 甲\n  数量指标: 乙 ≥ 6 个\n")))
    filled = text.replace("- 意见：\n", "- 意见：照此执行\n").replace("[ ] 良", "[x] 良")
    filled = filled.replace("- 审核人：\n", "- 审核人：某某\n").replace(
        "- 日期：\n", "- 日期：三月\n"
    )
    html = cmarkgfm.github_flavored_markdown_to_html(filled)
    root = read_page(f"<!DOCTYPE html><title></title><body>{html}</body>", strict=False)
    items = [text_of(one).strip() for one in root.iter("li")]
    assert [one for one in items if one.startswith(("意见", "审核人", "日期"))] == [
        "意见：照此执行",
        "审核人：某某",
        "日期：三月",
    ]
    boxes = [one for one in root.iter("input") if one.get("type") == "checkbox"]
    assert [one.get("checked") is not None for one in boxes] == [False, True, False, False]


def test_markdown_has_a_box_for_every_grade_and_a_number_at_every_place() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    text = markdown_of(made)
    for grade in "优良中差":
        assert text.count(f"\n  - [ ] {grade}\n") == len(made.all_parts)
    (row,) = {line for line in text.splitlines() if "| 预算数 | 预算数执行力 |" in line}
    assert re.search(r"≥80预算数(?: \\\[\d+\])+ \| \\\[\d+\] \|", row)
    assert not re.search("[ \t]$", text, re.MULTILINE)


# The command


def test_it_writes_a_page_and_a_text_by_the_ending(tmp_path: Path) -> None:
    for name, beginning in (
        ("r.html", b"<!DOCTYPE html>"),
        ("r.md", b"# "),
        ("r.htm", b"<!DOCTYPE"),
    ):
        done = run("review", EXAMPLES / "dingzhou", "-o", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, b"")
        assert done.stderr.decode() == f"wrote {name}\n"
        assert (tmp_path / name).read_bytes().startswith(beginning)


def test_it_writes_to_the_folder_of_builds_beside_what_is_published(tmp_path: Path) -> None:
    folder = EXAMPLES / "dingzhou"
    run("review", folder, "--lang", "zh", cwd=tmp_path)
    run("build", folder, "--to", "html", cwd=tmp_path)
    run("review", folder, "--to", "markdown", cwd=tmp_path)
    assert {path.name for path in (tmp_path / "build").iterdir()} == {
        "dingzhou.html",
        "dingzhou-review.html",
        "dingzhou-review.md",
    }


def test_several_publications_get_a_report_each(tmp_path: Path) -> None:
    done = run("review", EXAMPLES / "county", "-o", "out/", cwd=tmp_path)
    assert done.returncode == 0
    assert len({path.name for path in (tmp_path / "out").iterdir()}) == 4
    refused = run("review", EXAMPLES / "county", "-o", "one.html", cwd=tmp_path)
    assert refused.returncode == 2
    assert not (tmp_path / "one.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [("-o", "r.txt"), ("-o", "甲.perf"), ("--profile", "none such"), ("--to", "docx")],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, arguments: Sequence[str]) -> None:
    (tmp_path / "甲.perf").write_text("项目: 甲\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run("review", "甲.perf", *arguments, cwd=tmp_path).returncode == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_cannot_be_read_is_told_twice_and_makes_it_fail(tmp_path: Path) -> None:
    (tmp_path / "部门.perf").write_text("年度: 2026\n", encoding="utf-8")
    (tmp_path / "1.perf").write_text("项目: 甲\n  数量指标: 乙 ≥ 6 个\n", encoding="utf-8")
    (tmp_path / "2.perf").write_bytes("项目: 丙\n".encode("gb18030"))
    done = run("review", ".", "-o", "r.html", "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 1
    assert "PF101" in done.stderr.decode()
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.index("PF101") < page.index('id="p1"')
    assert "下面的文件读不出来，里面的项目没有审，也不在表里：2.perf" in page
    assert '<a href="#p1">1. 甲</a>' in page
    assert run("review", "2.perf", "-o", "s.html", cwd=tmp_path).returncode == 1


def test_errors_in_the_texts_are_told_in_the_report_and_do_not_make_it_fail(tmp_path: Path) -> None:
    done = run("review", "-", "-o", "-", cwd=tmp_path, stdin="项目: 甲\n  这是什么\n".encode())
    assert done.returncode == 0
    assert b"PF110" in done.stdout
    assert run("review", "nothing.perf", cwd=tmp_path).returncode == 2


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("review", EXAMPLES / "dingzhou", "-o", "file/r.html", cwd=tmp_path)
    assert done.returncode == 2
    assert b"PF107" in done.stderr


def test_headings_that_lead_to_nothing_are_left_out() -> None:
    made = reported(compile_files(read(EXAMPLES / "dingzhou")))
    assert made.general is not None
    assert not isinstance(made.general.blocks[-1], Heading)
