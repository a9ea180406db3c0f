"""Tree to meaning: each line goes to the nearest open block of its keyword's owner.

A line that cannot be read opens an unknown block: what could belong to it does, and nothing is
called missing, doubled or off in its sum because of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue
from perflang.semantics.blocks import Blocks, named
from perflang.semantics.budget import BudgetReader
from perflang.semantics.equations import OpenEquation
from perflang.semantics.file_model import FileModel, Settings
from perflang.semantics.lists import ListReader, is_field, is_row
from perflang.semantics.projects import OpenProject
from perflang.semantics.rows import PLAIN_TEXTS, OpenIndicator
from perflang.semantics.texts import Text, check_lengths
from perflang.semantics.years import check_this_year
from perflang.source import Limits, Place
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
        self.words = vocabulary()
        self.lists: dict[str, ListReader] = {}
        self.list: ListReader | None = None
        # what further lines go on with; an indicator stands for the text of its last line
        self.text: Text | OpenIndicator | None = None
        self.long_text: Text | None = None  # the last one that went on over further lines
        # texts that may be too long: of one line only where the limit is that small
        self.texts: list[Text | Leaf] = []
        self.keeps_all = limits.text < limits.line

    def run(self) -> tuple[FileModel, list[Diagnostic]]:
        self._read_lines()
        self._end_text()
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
        for project in self.certain:
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
            Field: self._text_field,
            **dict.fromkeys((Equation, Yearly, Schedule, TargetField), self._field),
        }
        for line in self.tree.lines:
            read = begin.get(type(line))
            if read is not None:
                self.text = None
                if self.long_text is not None:
                    self._end_text()
                if self.lost:
                    self.lost -= _OF_THE_LINE_ABOVE
                read(line)
            elif type(line) in go_on:
                go_on[type(line)](line)

    def _opening(self, line: Opening) -> None:
        self.list = None
        if line.keyword.text == "unit":
            self.open_unit(line)
        else:
            self.open_project(line, self._text(line.name, line.keyword.place))

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
        self.list = None
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
        self._end_text()
        self._remember(self.list.add(line))
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

    # Continuations

    def _more(self, line: More) -> None:
        text = self.text
        if isinstance(text, OpenIndicator):
            self.text = text = text.last_text()
        if text is not None:
            if not self.keeps_all and not text.is_long:
                self.texts.append(text)
            text.add_line(line.text)
            self.long_text = text
        elif "text" not in self.lost:
            self.report.add("PF117", line.bar, {"mark": "|"}, hint="text")

    def _parts(self, line: Parts) -> None:
        if self.project is not None and self.project.equation is not None:
            self.project.equation.add(line)
            self.settings.use_scale(line.parts[0].name, None, line.parts)
        elif "text" not in self.lost:
            sign = line.parts[0].sign
            assert sign is not None
            self.report.add("PF117", sign, {"mark": sign.text}, hint="part")

    # Fields

    def _text_field(self, line: Field) -> None:
        """A plain text of the indicator above, nearly always."""
        project = self.project
        if project is not None and not self.lost and line.keyword.text in PLAIN_TEXTS:
            indicator = project.indicator
            if indicator is not None and indicator.add_text(line):
                self.list = None
                self.text = indicator
                if self.keeps_all:
                    self._remember(indicator.last_text())
                return
        self._field(line)

    def _field(self, line: Field | Equation | Yearly | Schedule | TargetField) -> None:
        self.list = None
        keyword = line.keyword
        owner = self.words[keyword.text].owner
        if owner == "indicator":
            assert isinstance(line, (Field, TargetField))
            self._indicator_field(line)
        elif owner == "project":
            self._project_field(line)
        elif owner == "task":
            assert isinstance(line, (Field, Equation))
            self._task_field(line)
        else:
            assert isinstance(line, Field)
            first = self.settings.set(keyword, Text(line.value, keyword.place))
            if first is not None:
                self.tell_doubled(keyword, first)

    def _project_field(self, line: Field | Equation | Yearly | Schedule | TargetField) -> None:
        project = self.free_for(line.keyword)
        if isinstance(line, Field):
            if line.keyword.text == "task":
                self.lost.discard("task")
            project.set_text(line.keyword, self._text(line.value, line.keyword.place))
        elif isinstance(line, Schedule):
            project.set_schedule(line, self.limits)
        elif isinstance(line, (Equation, Yearly)):
            project.set_equation(self._equation(line))

    def _equation(self, line: Equation | Yearly) -> OpenEquation:
        self.settings.use_scale(line.keyword, line.total, line.parts)
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
            task.set_text(line.keyword, self._text(line.value, line.keyword.place))
        else:
            project.set_task_budget(task, self._equation(line))

    def _indicator_field(self, line: Field | TargetField) -> None:
        keyword = line.keyword
        indicator = self.project.indicator if self.project is not None else None
        self.lost.add("text")  # until it is known whose text this is
        if indicator is None and "indicator" not in self.lost:
            self.report.add("PF202", keyword, named(keyword), hint="indicator")
            self.lost.add("indicator")
        if indicator is None or "indicator" in self.lost:
            indicator = (self.project or self.start_unknown_project()).stray()
        first = indicator.first_place(keyword.text)
        if first is not None:
            self.tell_doubled(keyword, first)
            return
        self.lost.discard("text")
        self._remember(indicator.set_field(line))

    # Rows

    def _row(self, line: Row) -> None:
        project = self.project or self._project_of_row(line)
        reader = project.levels
        if not reader.has_begun:
            reader.adopt(self.framework(), self.settings.may_be_set("framework"))
        is_keyword = line.is_keyword
        if is_keyword and line.head.text == "part":
            self.list = None
            self._breakdown_row(project, line)
            return
        levels = reader.read(line, "indicator" in self.lost)
        if levels is None:
            self._lose(f"{line.head.text}: {line.name.text if line.name else ''}")
            return
        if self.settings.first_level is None:
            self.settings.first_level = line.head.at
        self.list = None
        if self.lost:
            self.lost.discard("indicator")
        if levels.heading:
            project.close_row()
            return
        indicator = OpenIndicator(line, levels)
        project.add_row(indicator, continues_level=is_keyword)
        self._follow(indicator)

    def _project_of_row(self, line: Row) -> OpenProject:
        """No project is open: an unknown one; a word that nobody knows is left to the level's reader."""
        if "project" not in self.lost and self._is_known_row(line):
            level = {"keyword": line.head.text, "keyword_en": line.head.text}
            self.tell_no_project(line.head, named(line.head) if line.is_keyword else level)
        return self.start_unknown_project()

    def _breakdown_row(self, project: OpenProject, line: Row) -> None:
        if project.row is None or "indicator" in self.lost:
            if "indicator" not in self.lost:
                self.report.add("PF202", line.head, named(line.head), hint="indicator")
            self.lost.add("indicator")
            self._follow(project.stray(line))
            return
        part = OpenIndicator(line, project.row.levels)
        project.add_breakdown(part)
        self._follow(part)

    def _follow(self, indicator: OpenIndicator) -> None:
        """A further line right below goes on with the target, or with the name where there is none."""
        self.text = indicator
        if self.keeps_all:
            self._remember(indicator.last_text())
            if indicator.value is not None:
                assert indicator.name is not None
                self.texts.append(indicator.name)

    def _is_known_row(self, line: Row) -> bool:
        if line.is_keyword:
            return True
        found = self.levels().framework
        head = line.head.text
        return "/" in head or bool(found.first_level(head) or found.second_level(head))

    # Texts

    def _text(self, leaf: Leaf | None, otherwise: Place) -> Text:
        text = Text(leaf, otherwise)
        self._remember(text)
        return text

    def _remember(self, text: Text) -> None:
        """The text that further lines right below go on with."""
        self.text = text
        if self.keeps_all:
            self.texts.append(text)

    def _end_text(self) -> None:
        """No further lines follow of the text that had some."""
        if self.long_text is not None:
            self.long_text.close()
            self.long_text = None
