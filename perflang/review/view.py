"""What rules look at: a compiled publication project by project, with what several rules need of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic, Label
from perflang.forms.printed import printed_by
from perflang.model import Catalogue, Framework, Indicator, Project
from perflang.review.groups import Group, groups
from perflang.review.profile import PLAIN, Profile
from perflang.semantics import FileModel
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK
from perflang.source import Edit, Span
from perflang.source.classes import define


@define(eq=False)
class Cells:
    """Which fields the form of a publication has cells for; forms are read when a rule asks for the first time."""

    catalogue: Catalogue
    _fields: dict[str, frozenset[str]] = field(factory=dict, init=False, repr=False)

    def print(self, name: str, file: FileModel) -> bool:
        """Whether the form of a file's publication has a place for the field ``name`` of ``forms.fields``.

        It has none where the form is not known.
        """
        if "form" in file.settings.doubtful:
            return False
        chosen = file.settings.form or DEFAULT_FORM
        if chosen not in self._fields:
            self._fields[chosen] = printed_by(chosen) or self._of_own_form(chosen)
        return name in self._fields[chosen]

    def _of_own_form(self, chosen: str) -> frozenset[str]:
        """The fields for which a form of a bureau's own has a place."""
        from perflang.forms.shelf import form_shelf

        found = form_shelf(self.catalogue.own_forms).find(chosen)
        return found.fields if found is not None else frozenset()


@define(eq=False, slots=False)
class View:
    """A publication under review; only files in which every line could be read are looked at."""

    compilation: Compilation
    profile: Profile = PLAIN
    known: Sequence[Around] | None = None  # its projects, where they have been looked at before

    @cached_property
    def projects(self) -> list[Around]:
        """Every project, and every department as a whole, file by file."""
        if self.known is not None:
            return list(self.known)
        cells = Cells(self.compilation.catalogue)
        return [
            Around(self.profile, cells, file, project, is_whole)
            for file in self.compilation.files
            if file.readable
            for is_whole, projects in ((False, file.projects), (True, file.wholes))
            for project in projects
        ]


@define(eq=False)
class Around:
    """One project, in its file and publication. ``finding`` makes what a rule reports.

    ``indicators`` are the rows of the table, breakdown rows behind the row that they belong to; ``framework`` is
    that of the publication, None where its name leads to none; ``groups`` are the named rows by the Chinese name
    of their level 1, None where nothing can be said of them.
    """

    profile: Profile
    cells: Cells
    file: FileModel
    project: Project
    is_whole: bool = False
    indicators: list[Indicator] = field(init=False)
    framework: Framework | None = field(init=False)
    groups: dict[str, Group] | None = field(init=False)

    @indicators.default
    def _indicators(self) -> list[Indicator]:
        return [row for one in self.project.indicators for row in (one, *one.parts)]

    @framework.default
    def _framework(self) -> Framework | None:
        name = self.file.settings.framework or DEFAULT_FRAMEWORK
        return self.file.catalogue.frameworks.find(name)

    @groups.default
    def _groups(self) -> dict[str, Group] | None:
        doubtful = "framework" in self.file.settings.doubtful
        return None if doubtful else groups(self.framework, self.project.indicators)

    def prints(self, name: str) -> bool:
        """Whether the publication's form has a cell for a field, so that an empty one would be seen."""
        return self.cells.print(name, self.file)

    def finding(
        self,
        code: str,
        at: Span,
        values: Mapping[str, str | tuple[str, ...]] | None = None,
        *,
        hint: str | None = None,
        labels: Iterable[Label] = (),
        fix: Sequence[Edit] = (),
        unsafe: bool = False,
        missing: str = "",
    ) -> Diagnostic:
        """A finding in the file of the project; ``missing`` is the field that it misses at ``at``."""
        path = self.file.source.path
        return Diagnostic(
            code, path, at, values or {}, hint, tuple(labels), tuple(fix), unsafe, None, missing
        )

    def label(self, name: str, at: Span) -> Label:
        """A second place in the same file."""
        return Label(name, self.file.source.path, at)
