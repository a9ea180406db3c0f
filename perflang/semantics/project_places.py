"""Which project of a file a place lies in."""

from __future__ import annotations

from bisect import bisect_right

from perflang.model import Project
from perflang.semantics.file_model import FileModel
from perflang.source import Span


class ProjectPlaces:
    """The projects of a file, and its departments as a whole, by the lines that they begin on."""

    def __init__(self, file: FileModel) -> None:
        self.source = file.source
        begun = sorted(
            (
                (self.source.line_of(one.at[""].start), one)
                for one in (*file.projects, *file.wholes)
                if "" in one.at
            ),
            key=lambda one: one[0],
        )
        self._lines = [line for line, _ in begun]
        self._projects = [project for _, project in begun]

    def at(self, place: Span) -> Project | None:
        """The project in whose lines a place lies; None above all."""
        number = bisect_right(self._lines, self.source.line_of(place.start))
        return self._projects[number - 1] if number else None
