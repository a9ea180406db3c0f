"""What is open where a line stands: a unit, a project or a whole, or one that a lost line may have opened."""

from __future__ import annotations

from perflang.model import Catalogue, Framework, Project
from perflang.semantics.demands import FileDemands
from perflang.semantics.file_model import DEFAULT_FRAMEWORK, Settings
from perflang.semantics.levels import KnownLevels, LevelReader
from perflang.semantics.projects import OpenProject
from perflang.semantics.report import Report
from perflang.semantics.settings import SettingsReader
from perflang.semantics.texts import Text
from perflang.semantics.units import UnitReader
from perflang.source import Limits, Span
from perflang.syntax import Leaf, Opening
from perflang.vocabulary import vocabulary


class Blocks:
    """The blocks of one file.

    ``lost`` names what a line that could not be read may have opened: nothing that needs it is called
    missing or doubled.
    """

    def __init__(
        self, path: str, catalogue: Catalogue, inherited: Settings | None, limits: Limits
    ) -> None:
        self.catalogue = catalogue
        self.limits = limits
        self.report = Report(path)
        self.settings = SettingsReader(self.report, inherited, catalogue)
        self.units = UnitReader(self.report, inherited, self.settings.may_be_set("units"))
        self.projects: list[Project] = []
        self.wholes: list[Project] = []
        self.certain: list[Project] = []  # of both, those that lost no line and hold no other's
        self.project: OpenProject | None = None
        self.lost: set[str] = set()
        self.closed_by: Span | None = None
        self.readable = True
        self.known_levels: dict[str, KnownLevels] = {}
        self.demands = FileDemands()

    def open_unit(self, line: Opening) -> None:
        """A unit: what follows is none of the project above."""
        self.closed_by = line.keyword.at if self.project and self.project.opening else None
        self.close_project()
        self.lost.clear()
        self.units.open(line, Text(line.name, line.keyword.place))

    def open_project(self, line: Opening, name: Text) -> None:
        """A project, or a whole."""
        self.closed_by = None
        self.close_project()
        self.lost.clear()
        self.project = OpenProject(self.report, line, name, self.levels(), self.demands)

    def close_project(self) -> None:
        """Keep the open project, unless its own line was lost."""
        if self.project is not None:
            opened = self.project
            if opened.is_whole:
                opened.unit = self.units.of_whole()
            elif opened.opening is not None:
                opened.unit = self.units.of(opened.name.text, opened.opening.keyword.at)
            built = opened.build(self.limits)
            if opened.opening is not None:
                (self.wholes if opened.is_whole else self.projects).append(built)
                if not opened.has_lost:
                    self.certain.append(built)
        self.project = None

    def levels(self) -> LevelReader:
        """A reader of levels for another project."""
        is_doubtful = self.settings.may_be_set("framework")
        found = self.framework()
        return LevelReader(self.report, self.catalogue, found, is_doubtful, self.known_levels)

    def framework(self) -> Framework:
        """The framework that holds here."""
        frameworks = self.catalogue.frameworks
        found = frameworks.find(self.settings.known.framework) or frameworks.find(DEFAULT_FRAMEWORK)
        assert found is not None
        return found

    def project_for(self, keyword: Leaf) -> OpenProject:
        """The open project; where none is, an unknown one: that is said once, unless a line was lost."""
        if self.project is None:
            if "project" not in self.lost:
                self.tell_no_project(keyword, named(keyword))
            return self.start_unknown_project()
        return self.project

    def tell_no_project(self, at: Leaf, words: dict[str, str]) -> None:
        """No project is open: none was named, or a unit stands between a project and what belongs to it."""
        if self.closed_by is None:
            self.report.add("PF202", at, words, hint="project")
        else:
            self.units.without = None  # one cause, one finding
            self.report.add("PF202", at, words, hint="closed", labels={"unit": self.closed_by})

    def free_for(self, keyword: Leaf) -> OpenProject:
        """The project for this field, or where it has it already, one that takes the second and is not kept."""
        project = self.project_for(keyword)
        if not project.has(keyword.text):
            return project
        if "project" in self.lost:
            return self.start_unknown_project()
        if project.doubled is None:
            project.doubled = self.tell_doubled(keyword, project.first_place(keyword.text))
        else:  # several in a row: the line that opens another project is what is missing
            self.report.hint(project.doubled, "project")
        project.close_budget()
        project.has_lost = True
        self.lost.add("text")
        return OpenProject.nowhere(self.report, self.levels(), self.demands)

    def start_unknown_project(self) -> OpenProject:
        """What it is given is checked and not kept, so that nothing may be published."""
        self.readable = False
        self.close_project()
        self.project = OpenProject.nowhere(self.report, self.levels(), self.demands)
        return self.project

    def tell_doubled(self, keyword: Leaf, first: Span) -> Span:
        """A field that its block has already."""
        self.report.add("PF203", keyword, named(keyword), labels={"first": first})
        return keyword.at


def named(keyword: Leaf) -> dict[str, str]:
    """A keyword in both languages, as a finding names it."""
    word = vocabulary()[keyword.text]
    return {"keyword": word.zh, "keyword_en": word.en}
