"""The two laws, for every form: a published text comes back, and so does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from perflang.backends.text import render
from perflang.compiler import Compilation
from perflang.compiler.importing import Imported, import_document
from perflang.forms.fields import REPEATS, field_of
from perflang.forms.form import Form
from perflang.forms.layout import lay_out
from perflang.forms.lines import Texts
from perflang.forms.records import Record, publication_record
from perflang.forms.shelf import form_shelf
from perflang.forms.slots import PrintAs
from perflang.model import (
    Budget,
    BudgetPart,
    Department,
    Indicator,
    LevelName,
    Project,
    Publication,
    Task,
)
from perflang.source import SourceFile
from perflang.testing.letters import PLAIN, texts
from perflang.testing.wild.publications import wild_publications
from perflang.values import (
    Comparison,
    Money,
    Prose,
    Range,
    Timing,
    read_cell,
)
from perflang.values.columns import Columns, SplitTarget, read_columns
from tests.support import HEADS, build_text, compile_files, form, shipped

FORMS = [one.id for one in form_shelf()]
LEVELS = [
    ("满意度指标", "服务对象满意度指标"),
    ("产出指标", "质量指标"),
    ("成本指标", "经济成本指标"),
]


def published(publication: Publication) -> str:
    """The canonical text of a publication, laid out without any source."""
    return "".join(sections(publication))


def sections(publication: Publication) -> list[str]:
    """The same, section by section."""
    department = publication.department
    layout = lay_out(publication, form(department.form or ""), shipped(department.framework))
    return [section.decode("utf-8") for section in render(layout.document)]


def compiled(imported: Imported) -> Compilation:
    files = {f"{number:03}.perf": text for number, (_, text) in enumerate(imported.tables, 1)}
    return compile_files({HEADS[0]: imported.head} | files)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_published_text_comes_back(name: str, data: st.DataObject) -> None:
    text = published(data.draw(wild_publications(name)))
    imported = import_document(SourceFile("published.txt", text))
    assert not imported.diagnostics, [(one.code, one.values) for one in imported.diagnostics]
    assert imported.recognised is not None
    assert imported.recognised.form.id == name
    assert build_text(compiled(imported)).strip() == text.strip()


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=8)
def test_what_a_form_shows_means_the_same_when_it_is_read(name: str, data: st.DataObject) -> None:
    publication = data.draw(wild_publications(name))
    imported = import_document(SourceFile("published.txt", published(publication)))
    again = compiled(imported).publication
    assert list(shown(again, name)) == list(shown(publication, name))


def shown(publication: Publication, name: str) -> Iterator[object]:
    """What the slots of a form say: the texts, and the meaning of amounts and targets."""
    shape = form(name)
    department = publication.department
    own = department.scale or ""
    levels = shipped(department.framework)
    print_as = PrintAs(levels, shape.language, shape.gaps, shape.scale or own, own, 9, "定性")
    record = publication_record(publication, print_as)
    yield from said(record, "department", shape)
    for each in ("wholes", "projects"):
        for project in record.each(each):
            yield from said(project, "project", shape)
            for repeat in REPEATS:
                if repeat.id in shape.repeats and repeat.within == "project":
                    found = [list(said(one, repeat.of, shape)) for one in project.each(repeat.id)]
                    yield sorted(map(str, found)) if reorders(shape) else found


def reorders(shape: Form) -> bool:
    """Whether the form puts rows in an order of its own: then that of the author is not shown."""
    grids = (block for section in shape.sections for block in section.blocks)
    return any(row.order == "levels" for grid in grids for row in getattr(grid, "rows", ()))


def said(record: Record, of: str, shape: Form) -> Iterator[object]:
    for slot in sorted(shape.slots):
        if field_of(slot).of != of or field_of(slot).derived or of == "recipient":
            continue
        text, value = record.slot(slot)
        one: Any = record.thing
        if slot == "target" and isinstance(one, Indicator) and (one.sign or one.measure):
            value = read_cell(
                text
            )  # put together from columns, it says what a reviewer reads in it
        if isinstance(value, Money) and value.number is not None:
            print_as = record.print_as
            yield slot, value.in_scale(print_as.scale, print_as.own)
        elif isinstance(value, Comparison):
            yield slot, str(value.operator), value.amount.number.value, value.amount.unit
        elif isinstance(value, Range):
            yield slot, value
        elif slot == "target" and getattr(one.target, "kind", "") == "recipients":
            yield (
                slot,
                sorted(text.split("；")),
            )  # columns of recipients have one order for all rows
        else:
            yield slot, text.rstrip("\n")  # the end of a document is nobody's
    thing = record.thing
    if isinstance(thing, Indicator) and "value" in shape.slots:
        yield SplitTarget(thing.target, thing.sign, thing.measure).columns("定性")
        yield thing.target if isinstance(thing.target, Comparison) and not thing.sign else None
    if isinstance(thing, Task) and "task_period" in shape.slots:
        yield thing.period if isinstance(thing.period, Timing) else None


def test_one_source_says_the_same_amounts_in_yuan_and_in_ten_thousands() -> None:
    project = Project("某项目", budget=budgets_of("138.00", "38.005"))
    for scale, total, fiscal in (("万元", "1380000.00", "380050.00"), ("元", "138.00", "38.005")):
        head = Department("某局", "2023", scale, "2021", "register")
        text = published(Publication(head, (project,)))
        assert f"\t{total}\n\t{fiscal}\n" in text
        assert text.count(f"\t{total}\n") == 2  # in its row and in the row of totals


def budgets_of(total: str, fiscal: str) -> Budget:
    from perflang.values import read_money

    return Budget(read_money(total), (BudgetPart("财政资金", read_money(fiscal)),))


def test_a_level_without_rows_has_an_empty_one_that_is_not_read_as_a_row() -> None:
    levels = shipped("2021")
    head = Department("某局", "2023", "万元", "2021", "long-term")
    text = published(Publication(head, (Project("某项目"),)))
    assert all(f"\t{level.zh}\n" in text for level in levels.second)
    (project,) = compiled(import_document(SourceFile("a", text))).publication.projects
    assert project.indicators == ()
    assert project.tasks == ()


def test_rows_stand_in_the_order_of_the_framework_where_the_form_says_so() -> None:
    rows_ = tuple(
        Indicator(f"指标{number}", LevelName(first), LevelName(second))
        for number, (first, second) in enumerate(LEVELS)
    )
    head = Department("某局", "2023", "万元", "2021", "long-term")
    text = published(Publication(head, (Project("某项目", indicators=rows_),)))
    assert text.index("指标2") < text.index("指标1") < text.index("指标0")
    own = published(
        Publication(evolve(head, form="mof-2021"), (Project("某项目", indicators=rows_),))
    )
    assert own.index("指标0") < own.index("指标1") < own.index("指标2")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("a1= a2< b3= b4>", ["a 1|1", "  2|", "b 3|3", "  |4"]),
        ("a1< b2= c3>", ["a 1|", "b 2|2", "c |3"]),  # what the other has later waits for it
        ("a1< b2= a3>", ["a 1|", "b 2|2", "a |3"]),  # two orders: each keeps its own
        ("a1<", ["a 1|"]),
        ("a1> b2> a3>", ["a |1", "b |2", "a |3"]),
        ("a1= b2< c3> a4=", ["a 1|1", "b 2|", "c |3", "a 4|4"]),
    ],
)
def test_lists_side_by_side_begin_together_and_each_keeps_its_order(
    rows: str, lines: list[str]
) -> None:
    """A row is its level, its name, and where it stands: on the left, on the right or on both sides."""
    levels = {"a": LEVELS[0], "b": LEVELS[1], "c": LEVELS[2]}
    rows_ = tuple(
        Indicator(
            f"指标{name}",
            LevelName(levels[level][0]),
            LevelName(levels[level][1]),
            Prose("是") if side in "=>" else None,
            long_target=Prose("是") if side in "=<" else None,
        )
        for level, name, side in map(tuple, rows.split())
    )
    head = Department("某局", "2023", "万元", "2021", "mof-2015-application")
    text = published(Publication(head, (Project("某项目", indicators=rows_),)))
    table = text[text.index("\n\t指标值\n\n") :].split("\n\n\t")[1:]
    shown = [[cell.strip() for cell in row.split("\n\t")] for row in table]
    names = {first: key for key, (first, _) in levels.items()} | {"": " "}
    assert [f"{names[row[1]]} {row[3][2:]}|{row[6][2:]}" for row in shown] == lines
    read = import_document(SourceFile("a", text))
    assert read.is_whole
    assert not read.diagnostics


@given(publication=wild_publications("mof-2021"), data=st.data())
@settings(max_examples=30)
def test_whatever_becomes_of_a_document_none_of_its_words_is_lost(
    publication: Publication, data: st.DataObject
) -> None:
    """Lines are taken out, doubled, moved and changed; what is read or left over holds every word of the rest."""
    lines = published(publication).split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "change", "move"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "change":
                lines[at] = data.draw(texts(PLAIN))
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        lines = lines or [""]
    imported = import_document(SourceFile("published.txt", "\n".join(lines)))
    if not imported.is_whole:
        assert imported.diagnostics
        return
    written = imported.head + "".join(text for _, text in imported.tables)
    kept = squeezed(written + build_text(compiled(imported)))
    lost = [line for line in lines if squeezed(line) not in kept]
    assert not lost


PAGES = [name for name in FORMS if any(one.each for one in form(name).sections)]


@pytest.mark.parametrize("name", PAGES)
@given(data=st.data())
@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
def test_what_happens_to_one_table_leaves_the_others_as_they_were(
    name: str, data: st.DataObject
) -> None:
    """Their texts, that is; what they mean together (a unit, a year) is of the whole publication."""
    pages = sections(data.draw(wild_publications(name, (2, 2))))
    tables = tables_of("".join(pages), name)
    hurt = data.draw(st.integers(0, len(tables) - 1))
    page = len(pages) - len(tables) + hurt
    below_note = hurt > 0 and "footnote" in form(name).fields
    pages[page] = "\n".join(damaged(pages[page].split("\n"), data, below_note=below_note))
    read = tables_of("".join(pages), name)
    others = tables[:hurt] + tables[hurt + 1 :]
    assert [one for one in others if one not in read] == [], "".join(pages)


def tables_of(text: str, name: str) -> list[Texts]:
    """What is read of each table."""
    recognised = import_document(SourceFile("p.txt", text), form_name=name).recognised
    assert recognised is not None
    return [*recognised.reading.wholes, *recognised.reading.projects]


def damaged(lines: list[str], data: st.DataObject, *, below_note: bool = False) -> list[str]:
    """Strays come between the lines of a table, or one of those with words is dropped, doubled or another.

    What stands right below the table above is part of its last cell, unless the heading is still known. Below a
    note even then: a note has as many lines as it likes, and one more of them is no damage.
    """
    words = [number for number, line in enumerate(lines) if line.strip()]
    at = data.draw(st.sampled_from(words[1:] if below_note else words))
    match data.draw(st.sampled_from(["stray", "drop", "double", "change"])):
        case "stray":
            strays = data.draw(st.lists(texts(PLAIN), min_size=1, max_size=2))
            tab = data.draw(st.sampled_from(["", "\t"])) if at > words[0] else ""
            return lines[:at] + [tab + stray for stray in strays] + lines[at:]
        case "change" if at > words[0]:
            return [*lines[:at], data.draw(texts(PLAIN)), *lines[at + 1 :]]
        case "double":
            return lines[: at + 1] + lines[at:]
        case _:
            return lines[:at] + lines[at + 1 :]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_an_empty_document_is_in_no_form() -> None:
    assert [one.code for one in import_document(SourceFile("a", "")).diagnostics] == ["PF401"]


def test_amounts_that_are_none_are_no_part_of_a_total() -> None:
    from perflang.values import read_money

    amounts = [Money(None, None, "见附件"), read_money("—"), read_money("20.50")]
    for count, total in ((3, ""), (2, "20.50")):
        found = tuple(Project(f"项目{n}", budget=Budget(one)) for n, one in enumerate(amounts))[
            -count:
        ]
        head = Department("某局", "2023", "元", "2021", "register")
        text = published(Publication(head, found))
        assert f"\t合计\n\t{total}\n" in text
    assert Decimal("20.50") == Decimal("20.5")


def test_a_text_in_several_columns_is_no_target_of_several() -> None:
    assert isinstance(read_columns(Columns("", "甲镇：若干；乙镇：若干", "")).target, Prose)
