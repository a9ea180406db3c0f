"""What rules look at: a compiled publication project by project, with what several rules need of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from attrs import define, field

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic, Label
from perflang.model import Framework, Indicator, Project
from perflang.review.profile import PLAIN, Profile
from perflang.semantics import FileModel
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK
from perflang.source import Edit, Span

T = TypeVar("T")


@define(eq=False, slots=False)
class View:
    """A publication under review; only files in which every line could be read are looked at."""

    compilation: Compilation
    profile: Profile = PLAIN
    # its projects, where they were looked at before: what was found out of each is kept with them
    known: Sequence[Around] | None = None

    @property
    def files(self) -> list[FileModel]:
        """The files that are looked at."""
        return [file for file in self.compilation.files if file.readable]

    @cached_property
    def projects(self) -> list[Around]:
        """Every project, and every department as a whole, file by file."""
        if self.known is not None:
            return list(self.known)
        return [
            Around(self, file, project, is_whole)
            for file in self.files
            for is_whole, projects in ((False, file.projects), (True, file.wholes))
            for project in projects
        ]

    def prints(self, name: str, file: FileModel) -> bool:
        """Whether the form of a file's publication has a place for the field ``name`` of ``forms.fields``.

        It has none where the form is not known.
        """
        if "form" in file.settings.doubtful:
            return False
        chosen = file.settings.form or DEFAULT_FORM
        if chosen not in self._fields:
            from perflang.forms.shelf import form_shelf

            found = form_shelf(self.compilation.catalogue.own_forms).find(chosen)
            slots = found.slots if found is not None else frozenset()
            self._fields[chosen] = frozenset(slot.partition(":")[0] for slot in slots)
        return name in self._fields[chosen]

    _fields: dict[str, frozenset[str]] = field(factory=dict, init=False, repr=False)


@define(eq=False, slots=False)
class Around:
    """One project, in its file and publication. ``finding`` makes what a rule reports."""

    view: View
    file: FileModel
    project: Project
    is_whole: bool = False

    _kept: dict[Callable[[Around], object], object] = field(factory=dict, init=False, repr=False)

    @property
    def profile(self) -> Profile:
        return self.view.profile

    def once(self, find: Callable[[Around], T]) -> T:
        """What ``find`` says of the project, which is found out once, however often projects are compared."""
        if find not in self._kept:
            self._kept[find] = find(self)
        return cast("T", self._kept[find])

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The rows of the table, breakdown rows behind the row that they belong to."""
        return [row for one in self.project.indicators for row in (one, *one.parts)]

    @cached_property
    def framework(self) -> Framework | None:
        """The framework of the publication, None where its name leads to none."""
        name = self.file.settings.framework or DEFAULT_FRAMEWORK
        return self.file.catalogue.frameworks.find(name)

    def prints(self, name: str) -> bool:
        """Whether the publication's form has a cell for a field, so that an empty one would be seen."""
        return self.view.prints(name, self.file)

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
            code,
            path,
            at,
            values or {},
            hint,
            tuple(labels),
            tuple(fix),
            unsafe=unsafe,
            missing=missing,
        )

    def label(self, name: str, at: Span) -> Label:
        """A second place in the same file."""
        return Label(name, self.file.source.path, at)
