"""What one file says: its settings, its lists, its projects and wholes, before it is linked with others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, fields

from perflang.model import At, Catalogue, Department, Project, Unit
from perflang.source import SourceFile
from perflang.source.classes import frozen

DEFAULT_FRAMEWORK = "2015"
DEFAULT_FORM = "hebei"


@frozen(slots=False)  # attrs writes a lot of code for a kept property of an object with slots
class Settings:
    """What a file needs to know of its publication: the settings of the head file and its units.

    ``doubtful`` are the settings that may have been given in a line that could not be read; ``path``
    and ``places`` say where they stand.
    """

    year: str | None = None
    scale: str | None = None
    framework: str | None = None
    form: str | None = None
    department: str | None = None
    units: tuple[Unit, ...] = ()
    doubtful: frozenset[str] = frozenset()
    path: str = ""
    places: At = field(factory=dict, eq=False, repr=False)

    @cached_property
    def units_by_code(self) -> Mapping[str | None, Unit]:
        """The first unit of each code."""
        return {unit.code: unit for unit in reversed(self.units)}

    @cached_property
    def units_by_name(self) -> Mapping[str, Unit]:
        """The first unit of each name."""
        return {unit.name: unit for unit in reversed(self.units)}

    @classmethod
    def unknown(cls) -> Settings:
        """The settings of a head file that could not be read: every one may have been given."""
        names = (attribute.name for attribute in fields(cls))
        return cls(doubtful=frozenset(names) - {"doubtful", "path", "places"})


@frozen
class FileModel:
    """The meaning of one file. ``settings`` hold for the files below if it is a head file.

    ``readable`` is false when a line could not be read, or has no place to go to: nothing may be
    published then, for it would be published without that line. ``catalogue`` is what it could choose from.
    """

    source: SourceFile
    settings: Settings
    department: Department
    projects: tuple[Project, ...]
    readable: bool
    catalogue: Catalogue = field(eq=False, repr=False)
    wholes: tuple[Project, ...]
