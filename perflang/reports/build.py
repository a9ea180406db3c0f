"""A compilation and what was found in it to a report: tables as they are published, findings beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from attrs import evolve

from perflang.compiler import Compilation
from perflang.compiler.naming import spelled
from perflang.diagnostics import Diagnostic, page
from perflang.document import Document
from perflang.document.remarks import Excuse, Kind, Part, Report
from perflang.forms.layout import lay_out
from perflang.forms.places import Place
from perflang.forms.shelf import form_shelf
from perflang.model import Indicator, Project
from perflang.reports.gather import Located, remarks
from perflang.reports.omitted import excuses, omitted
from perflang.reports.owners import Owned, Owners
from perflang.reports.shown import Shown
from perflang.review import Profile
from perflang.review.withheld import Withheld
from perflang.source import SourceFile, visible

_LONGEST = 80  # characters of a line that is shown where it is not in the table
_WORDS = {
    "zh": {
        "general": "部门和文件",
        "unnamed": "（没有名称）",
        "title": "预算绩效目标",
        "department": "部门",
        "year": "年度",
        "form": "表样",
        "profile": "审核口径",
        "files": "源文件",
        "count": "{count} 个",
        "line": "第 {line} 行",
        "place": "{file} 第 {line} 行",
        "unread": "这个文件里有的行读不懂，表里没有那些行写的内容；改好以后还要再审一次",
        "unread files": "下面的文件读不出来，里面的项目没有审，也不在表里：{files}",
        "comma": "、",
        "no form": "表样或者指标体系有错，排不出表来，下面只有发现的问题",
        "no table": "这个表样里没有这张表",
    },
    "en": {
        "general": "Department and files",
        "unnamed": "(no name)",
        "title": "Performance targets of the budget",
        "department": "Department",
        "year": "Year",
        "form": "Form",
        "profile": "Standards",
        "files": "Sources",
        "count": "{count}",
        "line": "line {line}",
        "place": "{file}, line {line}",
        "unread": "there are lines in this file that cannot be read, and the table lacks what they say;"
        " once they are mended it has to be reviewed again",
        "unread files": "these files cannot be read; what they say was not reviewed and is in no table: {files}",
        "comma": ", ",
        "no form": "there is a mistake in the form or the framework, so that there are no tables, only findings",
        "no table": "the form has no table for it",
    },
}


def report(
    compilation: Compilation,
    found: Sequence[Diagnostic],
    profile: Profile,
    language: str,
    wanted: frozenset[str] | None = None,
    withheld: Sequence[Withheld] = (),
) -> Report:
    """``found`` beside the tables of ``compilation``; only those of the files ``wanted``, None for all.

    What is ``withheld`` was found and is not shown: it is counted.
    """
    return _Making(compilation, found, language, withheld).report(profile, wanted)


class _Making:
    """One report while it is made."""

    def __init__(
        self,
        compilation: Compilation,
        found: Sequence[Diagnostic],
        language: str,
        withheld: Sequence[Withheld],
    ) -> None:
        self.compilation = compilation
        self.found = found
        self.withheld = withheld
        self.language = language
        self.words = _WORDS[language]
        self.document = _document(compilation)
        self.shown = Shown(self.document)
        self.texts = {source.path: source for source in compilation.sources}
        self.unread = {file.source.path for file in compilation.files if not file.readable}
        self.owners = {file.source.path: Owners(file) for file in compilation.files}

    def report(self, profile: Profile, wanted: frozenset[str] | None) -> Report:
        paths = self._paths(wanted)
        by_project: dict[int | None, list[Located]] = {}
        for one in self.found:
            owned = self._owned(one)
            project = owned.project if owned else None
            key = id(project) if id(project) in paths else None
            spot = None
            if owned and not owned.is_line and (key or project is None):
                spot = self.shown.spot(owned)
            is_lost = self._is_lost(one, owned)
            name = self._line(one) if is_lost else self._name(owned)
            located = Located(one, name, spot, is_lost)
            by_project.setdefault(key, []).append(located)
        omissions = Counter(self._key(one.found, paths) for one in self.withheld)
        parts = tuple(
            evolve(
                self._project(number, project, paths[id(project)], by_project.get(id(project), ())),
                omitted=omissions[id(project)],
            )
            for number, project in enumerate(self._projects(paths), 1)
        )
        general = self._general(by_project.get(None, ()), wanted)
        named = {
            id(project): part for project, part in zip(self._projects(paths), parts, strict=True)
        }
        return Report(
            self._title(),
            self.language,
            self.document.language if self.document else self.language,
            tuple(self._facts(profile)),
            parts,
            tuple(self._kinds(parts, by_project)),
            general and evolve(general, omitted=omissions[None]),
            tuple(omitted(self.withheld, self.language)),
            tuple(self._excuses(named, paths)),
        )

    def _owned(self, found: Diagnostic) -> Owned | None:
        """The field that a finding is about."""
        in_file = self.owners.get(found.path)
        owned = in_file.of(found.at) if in_file else None
        return evolve(owned, slots=(found.missing,)) if owned and found.missing else owned

    def _is_lost(self, found: Diagnostic, owned: Owned | None) -> bool:
        """Whether a finding is about a line that did not get into the table."""
        return found.path in self.unread and (owned is None or owned.is_line)

    def _key(self, found: Diagnostic, paths: Mapping[int, str]) -> int | None:
        """The project that a finding is about, as one of ``paths``; None for none of them."""
        owned = self._owned(found)
        key = id(owned.project) if owned else None
        return key if key in paths else None

    def _excuses(self, named: Mapping[int, Part], paths: Mapping[int, str]) -> Iterator[Excuse]:
        """What comments keep back, each with the part that it belongs to."""

        def part_of(found: Diagnostic) -> tuple[str, str]:
            part = named.get(self._key(found, paths) or 0)
            return (part.title, part.anchor) if part else (self.words["general"], "")

        return excuses(self.withheld, self.language, part_of, self._source_in(None))

    def _paths(self, wanted: frozenset[str] | None) -> dict[int, str]:
        """The file of every project and whole that the report is about."""
        return {
            id(project): file.source.path
            for file in self.compilation.files
            if wanted is None or file.source.path in wanted
            for project in (*file.projects, *file.wholes)
        }

    def _projects(self, paths: Mapping[int, str]) -> Iterator[Project]:
        publication = self.compilation.publication
        for project in (*publication.wholes, *publication.projects):
            if id(project) in paths:
                yield project

    def _project(
        self, number: int, project: Project, path: str, located: Iterable[Located]
    ) -> Part:
        anchor = f"p{number}"
        made, notes = remarks(located, anchor, self.language, self._source_in(path))
        blocks = self.shown.blocks(project, notes)
        notices = [self.words["unread"]] if path in self.unread else []
        notices += [self.words["no table"]] if self.document and not blocks else []
        name = project.name.replace("\n", " ").strip() or self.words["unnamed"]
        return Part(anchor, name, blocks, made, number, self._file(path), tuple(notices))

    def _general(self, located: Iterable[Located], wanted: frozenset[str] | None) -> Part | None:
        made, notes = remarks(located, "p0", self.language, self._source_in(None))
        blocks = self.shown.blocks(None, notes) if wanted is None else ()
        notices = [] if self.document else [self.words["no form"]]
        if lost := sorted(map(self._file, self._sources() - set(self.texts))):
            notices.append(self.words["unread files"].format(files=self.words["comma"].join(lost)))
        if not (made or blocks or notices):
            return None
        return Part("p0", self.words["general"], blocks, made, notices=tuple(notices))

    # What things are called

    def _title(self) -> str:
        return self.document.title if self.document else self.words["title"]

    def _facts(self, profile: Profile) -> Iterator[tuple[str, str]]:
        department = self.compilation.publication.department
        named = getattr(profile, self.language)
        form = form_shelf(self.compilation.catalogue.own_forms).find(department.form)
        facts = {
            "department": department.name,
            "year": department.year,
            "form": getattr(form, self.language) if form else department.form,
            "profile": named,
            "files": self.words["count"].format(count=len(self._sources())),
        }
        for name, text in facts.items():
            if text:
                yield self.words[name], text

    def _sources(self) -> set[str]:
        """The sources of the publication, also those that could not be read."""
        return {*self.texts, *(one.path for one in self.found if one.path.endswith(".perf"))}

    def _name(self, owned: Owned | None) -> str:
        """What a finding is about, as the reader of the table would call it."""
        if owned is None:
            return ""
        if isinstance(owned.thing, Indicator):
            return str(owned.thing.name)
        if not owned.slots or owned.slots == ("project",):
            return ""
        field = "schedule" if owned.slots[0] in ("percent", "stage") else owned.slots[0]
        return _spelled(field, owned.narrowed, self.language)

    def _line(self, found: Diagnostic) -> str:
        """The line that a finding is about, which stands in no table."""
        source = self.texts[found.path]
        line = visible(source.line_text(source.line_of(found.at.start)).strip())
        return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"

    def _file(self, path: str) -> str:
        """A file by its path below the folder of the publication; its name where it is elsewhere."""
        first = self.compilation.sources[0].path if self.compilation.sources else ""
        folder = PurePosixPath(first).parent
        below = PurePosixPath(path)
        name = str(below.relative_to(folder)) if below.is_relative_to(folder) else below.name
        return visible(name)

    def _source_in(self, here: str | None) -> Callable[[str, int], str]:
        """How a place is named in a part about the file ``here``."""

        def source(path: str, start: int) -> str:
            text: SourceFile | None = self.texts.get(path)
            if text is None:
                return self._file(path)
            values: dict[str, Any] = {"file": self._file(path), "line": text.line_of(start)}
            return self.words["line" if path == here else "place"].format(**values)

        return source

    def _kinds(
        self, parts: Sequence[Part], by_project: Mapping[int | None, Sequence[Located]]
    ) -> Iterator[Kind]:
        """How often each code was found, errors first, then the most frequent."""
        severities: dict[str, str] = {}
        counts: dict[str, int] = {}
        for one in self.found:
            severities.setdefault(one.code, one.severity)
            counts[one.code] = counts.get(one.code, 0) + 1
        order = sorted(counts, key=lambda code: (severities[code], -counts[code], code))
        for code in order:
            inside = sum(any(remark.code == code for remark in part.remarks) for part in parts)
            title = page(code).title(self.language)
            yield Kind(code, severities[code], title, counts[code], inside)


def _document(compilation: Compilation) -> Document | None:
    """The publication in its form as far as it could be read; None where the form or its levels are missing."""
    department = compilation.publication.department
    shelf = form_shelf(compilation.catalogue.own_forms, compilation.limits)
    shape = shelf.find(department.form)
    levels = compilation.catalogue.frameworks.find(department.framework)
    if shape is None or not shape.whole or levels is None:
        return None
    return lay_out(compilation.publication, shape, levels).document


def _spelled(field: str, narrowed: str, language: str) -> str:
    try:
        return spelled(Place(field, narrowed), language)
    except KeyError:  # a field that no form prints
        return ""
