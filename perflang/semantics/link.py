"""The files of one publication together: their order, one department, codes that are unique."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Department, Publication, Unit
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK, FileModel
from perflang.semantics.projects import is_code
from perflang.source import Span


def link(files: Sequence[FileModel]) -> tuple[Publication, list[Diagnostic]]:
    """One publication of ``files``, the head file first, and what is wrong between them."""
    found = _codes_are_unique(files) + _units_agree(files)
    projects = tuple(project for file in files for project in file.projects)
    wholes = tuple(whole for file in files for whole in file.wholes)
    return Publication(_department(files), projects, wholes), found


def _department(files: Sequence[FileModel]) -> Department:
    """The head file's settings and lists; units of the files below follow its own."""
    if not files:
        return Department(framework=DEFAULT_FRAMEWORK, form=DEFAULT_FORM)
    head = files[0].department
    units: dict[str, Unit] = {}
    for file in files:
        for unit in file.settings.units:
            units.setdefault(unit.key, unit)
    return Department(
        head.name,
        head.year,
        head.scale,
        head.framework or DEFAULT_FRAMEWORK,
        head.form or DEFAULT_FORM,
        head.overall,
        head.specific,
        head.safeguards,
        tuple(units.values()),
        head.at,
    )


def _codes_are_unique(files: Sequence[FileModel]) -> list[Diagnostic]:
    first: dict[str, tuple[str, Span, str]] = {}
    found = []
    for file in files:
        path = file.source.path
        for project in (*file.projects, *file.wholes):
            if project.code is None:
                continue
            at = project.at["code"]
            # one that is malformed has been told; one in quotes is meant as it stands
            if not is_code(project.code) and file.source.text[at.start] != '"':
                continue
            if project.code not in first:
                first[project.code] = (path, at, project.name)
                continue
            other, place, name = first[project.code]
            values = {"code": project.code, "other": name, "project": project.name}
            labels = (Label("first", other, place),)
            found.append(Diagnostic("PF206", path, at, values, labels=labels))
    return found


def _units_agree(files: Sequence[FileModel]) -> list[Diagnostic]:
    """One code, one name, also between files that do not know of each other."""
    first: dict[str, tuple[Unit, str]] = {}
    found = []
    for file in files:
        for unit in file.department.units:
            if unit.code is None or not unit.name:
                continue
            known, path = first.setdefault(unit.code, (unit, file.source.path))
            # within a file, and against the head file, the file itself has said it
            if known.name != unit.name and path not in (file.source.path, files[0].source.path):
                values = {"code": unit.code, "name": unit.name, "first": known.name}
                labels = (Label("first", path, known.at["name"]),)
                found.append(
                    Diagnostic("PF222", file.source.path, unit.at["name"], values, labels=labels)
                )
    return found
