"""Tree to meaning: each line goes to the nearest open block of its keyword's owner.

A line that cannot be read opens an unknown block: what could belong to it does, and nothing is
called missing, doubled or off in its sum because of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from attrs import evolve

from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue
from perflang.semantics.attributes import SAME_AS
from perflang.semantics.blocks import Blocks, named
from perflang.semantics.budget import BudgetReader, has_bare_amount
from perflang.semantics.equations import OpenEquation
from perflang.semantics.file_model import FileModel, Settings
from perflang.semantics.lists import ListReader, is_field, is_row
from perflang.semantics.projects import OpenProject
from perflang.semantics.rows import OpenIndicator
from perflang.semantics.texts import Text, check_lengths
from perflang.semantics.years import check_this_year
from perflang.source import NOWHERE, Limits, Span
from perflang.syntax import (
    Equation,
    Field,
    Item,
    Leaf,
    Line,
    ListHead,
    More,
    Opening,
    Parts,
    Row,
    Schedule,
    TargetField,
    Tree,
    Unreadable,
    Yearly,
)
from perflang.vocabulary import vocabulary

# What a line that was lost may have opened for the lines right below it.
_OF_THE_LINE_ABOVE = frozenset({"text", "items"})
# Lines that were read and found no place: published without them, something would be lost.
_HOMELESS = {"PF117", "PF202", "PF203", "PF229"}


def analyse(
    tree: Tree,
    catalogue: Catalogue,
    inherited: Settings | None = None,
    limits: Limits | None = None,
) -> tuple[FileModel, list[Diagnostic]]:
    """What the file of ``tree`` says, and what is wrong with it; ``inherited`` are its head file's settings."""
    return _Analysis(tree, catalogue, inherited, limits or Limits()).run()


class _Analysis(Blocks):
    def __init__(
        self, tree: Tree, catalogue: Catalogue, inherited: Settings | None, limits: Limits
    ) -> None:
        super().__init__(tree.source.path, catalogue, inherited, limits)
        self.tree = tree
        self.lists: dict[str, ListReader] = {}
        self.list: ListReader | None = None
        self.text: Text | None = None
        # texts that may be too long: of one line only where the limit is that small
        self.texts: list[tuple[Text, Span]] = []
        self.text_at = NOWHERE
        self.keeps_all = limits.text < limits.line

    def run(self) -> tuple[FileModel, list[Diagnostic]]:
        self._read_lines()
        self.close_project()
        check_lengths(self.report, self.texts, self.limits.text)
        if self.units.may_be_more:
            self.settings.doubt(["units"])
        settings = evolve(
            self.settings.known,
            units=self.units.all(),
            path=self.tree.source.path,
            places=self.settings.places,
        )
        department = self.settings.department(
            {name: reader.goals() for name, reader in self.lists.items()}, tuple(self.units.opened)
        )
        readable = self.readable and all(one.code not in _HOMELESS for one in self.report.found)
        for project in (*self.projects, *self.wholes):
            if project.yearly and not self.settings.may_be_set("year"):
                check_this_year(self.report, project, settings.year, settings.scale)
        model = FileModel(
            self.tree.source,
            settings,
            department,
            tuple(self.projects),
            readable,
            self.catalogue,
            tuple(self.wholes),
        )
        return model, self.report.in_order()

    def _read_lines(self) -> None:
        go_on: dict[type[Line], Callable[[Any], None]] = {
            Unreadable: self._unreadable,
            More: self._more,
            Parts: self._parts,
            Item: self._item,
        }
        begin: dict[type[Line], Callable[[Any], None]] = {
            Opening: self._opening,
            ListHead: self._list_head,
            Row: self._row,
            **dict.fromkeys((Field, Equation, Yearly, Schedule, TargetField), self._field),
        }
        for line in self.tree.lines:
            kind = type(line)
            if kind in begin:
                self.text = None
                self.lost -= _OF_THE_LINE_ABOVE
                begin[kind](line)
            elif kind in go_on:
                go_on[kind](line)

    def _opening(self, line: Opening) -> None:
        self._leave_list()
        if line.keyword.text == "unit":
            self.open_unit(line)
        else:
            self.open_project(line, self._text(line.name))

    def _unreadable(self, line: Unreadable) -> None:
        self._lose(line.text.text)

    def _lose(self, text: str) -> None:
        """A line could not be read: from here on every open block may be another one.

        ``lost`` names what may have been opened: nothing that needs it is called missing or doubled.
        """
        self.readable = False
        self.lost = {"project", "task", "indicator", "list", "text"}
        if self.project is not None:
            self.project.lose_line(text)
        if self.list is None and (self.project is None or self.project.opening is None):
            self.settings.lose_line()
            self.units.lose_line()
        if self.list is not None:
            self.list.lose_line()

    # Lists

    def _list_head(self, line: ListHead) -> None:
        self._leave_list()
        self.lost.discard("list")
        reader = ListReader(self.report, line.keyword.at, self.catalogue)
        self.list = reader
        owner = vocabulary()[line.keyword.text].owner
        if owner == "publication":
            if self.settings.inherited is not None:
                self.settings.belongs_in_head_file(line.keyword)
            first = self.lists.get(line.keyword.text)
            if first is not None:
                self.tell_doubled(line.keyword, first.at)
            else:
                self.lists[line.keyword.text] = reader
            return
        project = self.free_for(line.keyword)
        project.set_list(line.keyword, reader)

    def _item(self, line: Item) -> None:
        if self.list is None:
            self._item_of_no_list(line)
            return
        self.text = self._remember(self.list.add(line), line.marker.at)
        self.lost.discard("text")
        if line.marker.text in ("-", "－") and is_field(line.text, self.framework()):
            self.lost |= {
                "project",
                "task",
                "indicator",
            }  # a field behind a dash: what follows is its own

    def _item_of_no_list(self, line: Item) -> None:
        """Said once for the items of a list; a field with a number or a dash before it is a line lost."""
        self.text = None
        found = self.framework()
        field = is_field(line.text, found) or is_row(line.text, found)
        if field or not self.lost & {"list", "items"}:
            self.report.add("PF117", line.marker, {"mark": line.marker.text}, hint="item")
            self.lost.add("items")
        if field:
            self._lose(line.text.text if line.text else "")

    def _leave_list(self) -> None:
        self.list = None

    # Continuations

    def _more(self, line: More) -> None:
        if self.text is not None:
            if len(self.text.lines) == 1 and not self.keeps_all:
                self.texts.append((self.text, self.text_at))
            self.text.add_line(line.text)
        elif "text" not in self.lost:
            self.report.add("PF117", line.bar, {"mark": "|"}, hint="text")

    def _parts(self, line: Parts) -> None:
        if self.project is not None and self.project.equation is not None:
            self.project.equation.add(line)
            self.settings.use_scale(line.parts[0].name, has_bare_amount(None, line.parts))
        elif "text" not in self.lost:
            sign = line.parts[0].sign
            assert sign is not None
            self.report.add("PF117", sign, {"mark": sign.text}, hint="part")

    # Fields

    def _field(self, line: Field | Equation | Yearly | Schedule | TargetField) -> None:
        self._leave_list()
        owner = vocabulary()[line.keyword.text].owner
        if owner == "publication":
            assert isinstance(line, Field)
            first = self.settings.set(line.keyword, Text(line.value))
            if first is not None:
                self.tell_doubled(line.keyword, first)
        elif owner == "project":
            self._project_field(line)
        elif owner == "task":
            assert isinstance(line, Field | Equation)
            self._task_field(line)
        else:
            assert isinstance(line, Field | TargetField)
            self._indicator_field(line)

    def _project_field(self, line: Field | Equation | Yearly | Schedule | TargetField) -> None:
        project = self.free_for(line.keyword)
        if isinstance(line, Field):
            if line.keyword.text == "task":
                self.lost.discard("task")
            project.set_text(line.keyword, self._text(line.value))
        elif isinstance(line, Schedule):
            project.set_schedule(line, self.limits)
        elif isinstance(line, (Equation, Yearly)):
            project.set_equation(self._equation(line))

    def _equation(self, line: Equation | Yearly) -> OpenEquation:
        self.settings.use_scale(line.keyword, has_bare_amount(line.total, line.parts))
        return OpenEquation(line, BudgetReader(self.report, self.settings.known.scale, self.limits))

    def _task_field(self, line: Field | Equation) -> None:
        self.lost.add("text")  # until it is known whose text this is
        project = self.project
        if (project is None or project.task is None) and "task" not in self.lost:
            self.report.add("PF202", line.keyword, named(line.keyword), hint="task")
            self.lost.add("task")
        project = project or self.start_unknown_project()
        task = project.task
        if task is None or "task" in self.lost:
            task = project.stray_task()
        first = task.first_place(line.keyword)
        if first is not None:
            project.close_budget()
            self.tell_doubled(line.keyword, first)
            return
        self.lost.discard("text")
        if isinstance(line, Field):
            project.close_budget()
            task.set_text(line.keyword, self._text(line.value))
        else:
            project.set_task_budget(task, self._equation(line))

    def _indicator_field(self, line: Field | TargetField) -> None:
        indicator = self.project.indicator if self.project else None
        name = line.keyword.text
        if indicator is not None and not self.lost and indicator.takes(name):  # nearly always
            indicator.places[name] = line.keyword.at
            indicator.is_bare = False
            indicator.fields[name] = self._text(cast("Field", line).value)
            return
        self.lost.add("text")  # until it is known whose text this is
        if indicator is None and "indicator" not in self.lost:
            self.report.add("PF202", line.keyword, named(line.keyword), hint="indicator")
            self.lost.add("indicator")
        if indicator is None or "indicator" in self.lost:
            indicator = (self.project or self.start_unknown_project()).stray()
        name = SAME_AS.get(name, name)
        first = indicator.places.get(name) if name != "column" else None
        if name == "target" and indicator.value is not None:
            first = first or indicator.value.at(indicator.head_at)
        if first is not None:
            self.tell_doubled(line.keyword, first)
            return
        self.lost.discard("text")
        indicator.places[name] = line.keyword.at
        indicator.is_bare = False
        if name == "column":
            assert isinstance(line, Field)
            self.text = self._text(line.value)
            indicator.columns.append((line.keyword, self.text))
        elif isinstance(line, TargetField):
            value = indicator.set_value(name, line.operator, line.value)
            self.text = self._remember(value, line.keyword.at)
        else:
            indicator.fields[name] = self._text(line.value)
            self.text = indicator.fields[name]

    # Rows

    def _row(self, line: Row) -> None:
        project = self._project_of_row(line)
        if not project.levels.has_begun:
            project.levels.adopt(self.framework(), self.settings.may_be_set("framework"))
        if line.is_keyword and line.head.text == "part":
            self._leave_list()
            self._breakdown_row(project, line)
            return
        levels = project.levels.read(line, "indicator" in self.lost)
        if levels is None:
            self._lose(f"{line.head.text}: {line.name.text if line.name else ''}")
            return
        self.settings.use_framework(line.head.at)
        self._leave_list()
        self.lost.discard("indicator")
        if levels.heading:
            project.close_row()
            return
        indicator = OpenIndicator(line, levels)
        project.add_row(indicator, continues_level=line.is_keyword)
        self._follow(indicator, line)

    def _project_of_row(self, line: Row) -> OpenProject:
        """The open project, or an unknown one; a word that nobody knows is left to the level's reader."""
        if self.project is None and "project" not in self.lost and self._is_known_row(line):
            level = {"keyword": line.head.text, "keyword_en": line.head.text}
            self.tell_no_project(line.head, named(line.head) if line.is_keyword else level)
        return self.project or self.start_unknown_project()

    def _breakdown_row(self, project: OpenProject, line: Row) -> None:
        if project.row is None or "indicator" in self.lost:
            if "indicator" not in self.lost:
                self.report.add("PF202", line.head, named(line.head), hint="indicator")
            self.lost.add("indicator")
            self._follow(project.stray(line), line)
            return
        part = OpenIndicator(line, project.row.levels)
        project.add_breakdown(part)
        self._follow(part, line)

    def _follow(self, indicator: OpenIndicator, line: Row) -> None:
        self.text = self._remember(indicator.last_text(), line.head.at)
        if indicator.value is not None and self.keeps_all:
            self.texts.append((indicator.name, indicator.name.at(line.head.at)))

    def _is_known_row(self, line: Row) -> bool:
        if line.is_keyword:
            return True
        found = self.levels().framework
        head = line.head.text
        return "/" in head or bool(found.first_level(head) or found.second_level(head))

    # Texts

    def _text(self, leaf: Leaf | None) -> Text:
        self.text = self._remember(Text(leaf), NOWHERE)
        return self.text

    def _remember(self, text: Text, at: Span) -> Text:
        self.text_at = text.at(at)
        if self.keeps_all:
            self.texts.append((text, self.text_at))
        return text
