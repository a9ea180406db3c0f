"""A publication as the source that says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from perflang.compiler.formatting import style_of
from perflang.model import Project, Publication
from perflang.semantics.write import HeadFile, write_head, write_project
from perflang.source import SourceFile
from perflang.syntax import Tree
from perflang.syntax.printing import print_tree
from perflang.testing.schemas import HEADS, Schema


class Written:
    """A publication of a schema; it is written when it is shown."""

    def __init__(self, schema: Schema, publication: Publication) -> None:
        self.schema = schema
        self.publication = publication

    def __repr__(self) -> str:
        return "\n" + self.source()

    def source(self) -> str:
        """All of it in one file."""
        return "\n".join([self.head(), *(text for _, text in self.tables())])

    def files(self) -> dict[str, str]:
        """A head file, a file for each table, and the own files that they need, by their names."""
        names = (
            (f"{n:02}-{_file_name(table.name)}.perf", text)
            for n, (table, text) in enumerate(self.tables(), 1)
        )
        own = (
            (PurePath(one.path).name, one.content.text)
            for one in self.schema.own
            if isinstance(one.content, SourceFile)
        )
        return {HEADS[self.schema.language]: self.head(), **dict(names), **dict(own)}

    def head(self) -> str:
        """The settings, units and lists of the publication."""
        department = self.publication.department
        names = ("year", "department", "scale", "framework", "form")
        values = {
            name: getattr(department, "name" if name == "department" else name) for name in names
        }
        settings = {name: value for name, value in values.items() if value is not None}
        return self._printed(write_head(HeadFile(settings, department)))

    def tables(self) -> Iterator[tuple[Project, str]]:
        """Each table with its text."""
        several = len(self.publication.department.units) > 1
        for is_whole, tables in (
            (True, self.publication.wholes),
            (False, self.publication.projects),
        ):
            for table in tables:
                tree = write_project(
                    table,
                    self.schema.framework,
                    self.schema.language,
                    names_unit=several,
                    is_whole=is_whole,
                )
                yield table, self._printed(tree)

    def _printed(self, tree: Tree) -> str:
        style = style_of(self.schema.language, [self.schema.framework])
        return print_tree(Tree(tree.lines, SourceFile("", "")), style)


def _file_name(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum()) or "table"
