"""Which files make a publication: a folder with a head file, or a file alone.

A head file (``部门.perf`` or ``department.perf``) holds for every file below it, down to the next one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from perflang.diagnostics import Diagnostic
from perflang.source import Limits, refusal, refused
from perflang.source.regex import regex
from perflang.workspace.heads import (
    DEEPEST,
    HEAD_NAMES,
    SUFFIX,
    folder_of_head,
    head_of,
    is_hidden_txt,
    is_like_head,
    misnamed,
    misnamed_head,
    two_heads,
)
from perflang.workspace.own import OwnFinder, kind_in, name_in
from perflang.workspace.publication import Found, PublicationFiles
from perflang.workspace.upwards import straight

_NUMBER = regex("([0-9]+)")
_YEAR_ALONE = regex("[0-9]{2,4}年?(?:度)?")


def discover(
    paths: Sequence[str], limits: Limits, encoding: str | None = None, form: str | None = None
) -> list[PublicationFiles]:
    """The publications that ``paths`` (files and folders) name, each once, in order, with their texts.

    A file that is not UTF-8 is read in ``encoding``, if one is given. An own form of the name ``form`` is
    read whether a source names it or not.
    """
    return [one.read() for one in Finder(limits, encoding, form).find(paths)]


class _Entry(NamedTuple):
    """What stands in a folder: a source or a folder, and whether its path is the real one below its folder's."""

    path: Path
    is_folder: bool
    is_link: bool = False


class Finder:
    """Finds publications by the real path of their root; what cannot be read is a finding.

    Everything is ``watched`` where a later run is to be told what has changed since.
    """

    def __init__(
        self,
        limits: Limits,
        encoding: str | None = None,
        form: str | None = None,
        *,
        watched: bool = False,
    ) -> None:
        self.own = OwnFinder(limits, encoding, form, watched=watched)
        self.chosen: dict[str, tuple[_Entry, set[Path] | None]] = {}
        self.names: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._misnamed: dict[Path, bool] = {}
        self._real: dict[Path, str] = {}

    def find(self, paths: Sequence[str]) -> Iterator[Found]:
        """What ``paths`` name, each once, in order; nothing of it has been read yet."""
        for given in paths:
            self._add_given(given)
        for real, (root, wanted) in self.chosen.items():
            yield self._found(self.names.get(real) or _name(root, root.path, real), root, wanted)
        if self.diagnostics:
            yield Found("", self.own, before=tuple(self.diagnostics))

    def _add_given(self, given: str) -> None:
        try:
            self._add(Path(given), given)
        except (FileNotFoundError, NotADirectoryError):
            self.report("PF108", given, kind_in(Path(given).name), path=given)
        except (OSError, ValueError) as error:
            self.report("PF106", given, **refusal(error))

    def _add(self, path: Path, given: str) -> None:
        if not stat.S_ISDIR(path.stat().st_mode):
            self._add_file(path)
            return
        before = len(self.diagnostics)
        roots = list(self._in_folder(path))
        if not roots and len(self.diagnostics) == before:
            self.report("PF108", given, path=f"{given.rstrip('/')}/*{SUFFIX}")
        for root in roots:
            real = self._real_path(root)
            self.chosen[real] = (root, None)
            self.names[real] = _name(root, path, real)

    def _add_file(self, path: Path) -> None:
        if name_in(path.name) is not None:  # an own file, to be looked at for its own sake
            self.chosen.setdefault(_real(path), (_Entry(path, False), None))
            return
        self.own.near(path.parent)
        above = folder_of_head(path)
        if above is None and self.misnamed(path.parent):
            above = path.parent
        root = _Entry(path, False) if above is None else _Entry(above, True)
        _, wanted = self.chosen.setdefault(_real(root.path), (root, set()))
        if wanted is not None and above is not None:
            wanted.add(path)

    def _in_folder(self, folder: Path) -> Iterator[_Entry]:
        """Publications in a folder: those that head files open, else the one above, else its files."""
        self.own.near(folder)
        above = folder_of_head(folder / "x")
        if above is not None and head_of(folder) is None:
            yield _Entry(above, True, is_link=True)
            return
        stack = [(_Entry(folder, True, is_link=True), 0, False)]
        while stack:
            entry, depth, belongs = stack.pop()
            if not entry.is_folder:
                if not belongs:
                    yield entry
                continue
            self.own.look(entry.path, below=True)
            opens = head_of(entry.path) is not None or (not belongs and self.misnamed(entry.path))
            if opens:
                yield entry
            below = reversed(self.entries(entry.path, depth))
            stack.extend((inner, depth + 1, belongs or opens) for inner in below)

    def misnamed(self, folder: Path) -> bool:
        """Whether a folder's head file has another name; each folder is looked through once."""
        if folder not in self._misnamed:
            self._misnamed[folder] = misnamed_head(folder) is not None
        return self._misnamed[folder]

    def files_below(self, folder: Path) -> Iterator[Path]:
        """Every source below a folder with a head file, down to the next head file."""
        stack = [(entry, 1) for entry in reversed(self.entries(folder, 0))]
        while stack:
            (path, is_folder, _), depth = stack.pop()
            if not is_folder:
                if path.name not in HEAD_NAMES or depth > 1:
                    yield path
                continue
            self.own.look(path, below=True)
            if head_of(path) is None:
                stack.extend((inner, depth + 1) for inner in reversed(self.entries(path, depth)))

    def entries(self, folder: Path, depth: int) -> list[_Entry]:
        """Sources and folders by name, numbers by value; no hidden ones, no links to folders."""
        if depth > DEEPEST:
            too_deep = refused(f"文件夹套了 {DEEPEST} 层以上", f"more than {DEEPEST} folders deep")
            self.report("PF106", folder.as_posix(), **too_deep)
            return []
        self.own.look(folder, below=True)
        try:
            with os.scandir(folder) as listed:
                entries = [one for one in listed if not one.name.startswith((".", "~$"))]
        except OSError as error:
            self.report("PF106", folder.as_posix(), **refusal(error))
            return []
        for one in entries:
            if is_hidden_txt(one.name) and not is_like_head(one.name):
                path = (folder / one.name).as_posix()
                self.report("PF232", path, name=one.name[: -len(".txt")])
        entries.sort(key=lambda one: (_by_number(one.name), one.name))
        kinds = [(one, _is_folder(one), one.is_symlink()) for one in entries]
        return [
            _Entry(folder / one.name, is_folder, is_link)
            for one, is_folder, is_link in kinds
            if (is_folder and not is_link) or (one.name.lower().endswith(SUFFIX) and not is_folder)
        ]

    def report(self, code: str, where: str, hint: str | None = None, **values: str) -> None:
        """A path that cannot be used, said once."""
        found = Diagnostic(code, where, values=values, hint=hint)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def _found(self, name: str, root: _Entry, wanted: set[Path] | None) -> Found:
        """A publication's files, the head file first; an own file alone is one of no files."""
        path, is_folder, _ = root
        if not is_folder:
            if name_in(path.name) is not None:
                return Found(name, self.own, alone=path)
            return Found(name, self.own, path.parent, (path,))
        head = head_of(path)
        if head is not None:
            paths = [head, *self.files_below(path)]
            before = two_heads(path)
        else:
            paths = [one for one in self.files_below(path) if not is_like_head(one.name)]
            before = misnamed(path)
        real = {_real(one) for one in wanted or ()}
        shown = {one.as_posix() for one in paths if _real(one) in real} if wanted else None
        return Found(
            name,
            self.own,
            path,
            tuple(paths),
            head=head,
            of_folder=True,
            wanted=None if shown is None else frozenset(shown),
            before=tuple(before),
        )

    def _real_path(self, root: _Entry) -> str:
        """The real path of what was found in a folder; that of the folder is worked out once."""
        if root.is_link:
            return _real(root.path)
        folder = root.path.parent
        if folder not in self._real:
            self._real[folder] = _real(folder)
        return os.path.join(self._real[folder], root.path.name)  # noqa: PTH118 - many of them


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; one that we may not follow is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _real(path: Path) -> str:
    """``path`` without links; one that leads in a circle stays, where ``resolve`` would raise."""
    return os.path.realpath(path)


def _by_number(name: str) -> list[tuple[int, int, str]]:
    """``2-x`` before ``10-x``."""
    pieces = _NUMBER.split(name)
    return [
        (0, int(piece), "") if index % 2 else (1, 0, piece)
        for index, piece in enumerate(pieces)
        if piece
    ]


def _name(root: _Entry, asked: Path, real: str) -> str:
    """The name of a publication found in the folder ``asked``: no other one beside it changes that.

    A year says too little, so the folders above it are named too, as far as they lie below here.
    """
    path = root.path
    own = Path(real).name if root.is_folder else path.stem
    if path.parent == asked and path != asked:
        above: tuple[str, ...] = ()
    else:
        above = path.parent.relative_to(asked).parts if asked in path.parents else ()
    own = "-".join((*above, own))
    if not _YEAR_ALONE.fullmatch(own):
        return own
    parts = Path(os.path.relpath(straight(path))).parent.parts
    return "-".join((*(part for part in parts if part != ".."), own))
