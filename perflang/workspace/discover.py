"""Which files make a publication: a folder with a head file, or a file alone.

A head file (``部门.perf`` or ``department.perf``) holds for every file below it, down to the next one.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from perflang.compiler import Sources
from perflang.diagnostics import Diagnostic, from_fault
from perflang.source import Limits, SourceFile, refusal, refused
from perflang.workspace.own import OwnFinder, kind_in, name_in
from perflang.workspace.reading import read_source
from perflang.workspace.upwards import straight

HEAD_NAMES = ("部门.perf", "department.perf")
SUFFIX = ".perf"
DEEPEST = 32
_NUMBER = re.compile("([0-9]+)")
_YEAR_ALONE = re.compile("[0-9]{2,4}年?(?:度)?")
# What gets into a file's name when it is copied, sent or saved under a new name.
_ADDED = re.compile(
    "[ \u3000_—()（）\\[\\]【】0-9０-９-]|副本|复制|拷贝|新建|最新|最终|定稿|文件|copy|of|new|final"
)


@frozen
class PublicationFiles:
    """A publication's name and its texts.

    The name is that of its folder or of its only file, with the folders between it and the one that was
    asked for before it. ``wanted`` are the paths whose findings are to be shown, None for all.
    ``diagnostics`` are about files that could not be read; nothing may be published then.
    """

    name: str
    sources: Sources
    wanted: frozenset[str] | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def discover(
    paths: Sequence[str], limits: Limits, encoding: str | None = None, form: str | None = None
) -> list[PublicationFiles]:
    """The publications that ``paths`` (files and folders) name, each once, in order.

    A file that is not UTF-8 is read in ``encoding``, if one is given. An own form of the name ``form`` is
    read whether a source names it or not.
    """
    finder = _Finder(OwnFinder(limits, encoding, form))
    for given in paths:
        finder.add(given)
    found = [
        _load(finder.names.get(real) or _name(root, root), root, finder, wanted, limits, encoding)
        for real, (root, wanted) in finder.chosen.items()
    ]
    if finder.diagnostics:
        found.append(PublicationFiles("", Sources(()), diagnostics=tuple(finder.diagnostics)))
    return found


class _Finder:
    """Collects publications by the real path of their root; what cannot be read is a finding."""

    def __init__(self, own: OwnFinder) -> None:
        self.own = own
        self.chosen: dict[Path, tuple[Path, set[Path] | None]] = {}
        self.names: dict[Path, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._misnamed: dict[Path, bool] = {}

    def add(self, given: str) -> None:
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
            self.chosen[_real(root)] = (root, None)
            self.names[_real(root)] = _name(root, path)

    def _add_file(self, path: Path) -> None:
        if name_in(path.name) is not None:  # an own file, to be looked at for its own sake
            self.chosen.setdefault(_real(path), (path, None))
            return
        root = _folder_of_head(path) or (path.parent if self.misnamed(path.parent) else path)
        _, wanted = self.chosen.setdefault(_real(root), (root, set()))
        if wanted is not None and root != path:
            wanted.add(path)

    def _in_folder(self, folder: Path) -> Iterator[Path]:
        """Publications in a folder: those that head files open, else the one above, else its files."""
        above = _folder_of_head(folder / "x")
        if above is not None and head_of(folder) is None:
            yield above
            return
        stack = [(folder, 0, False)]
        while stack:
            entry, depth, belongs = stack.pop()
            if not entry.is_dir():
                if not belongs:
                    yield entry
                continue
            opens = head_of(entry) is not None or (not belongs and self.misnamed(entry))
            if opens:
                yield entry
            below = reversed(self.entries(entry, depth))
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
            entry, depth = stack.pop()
            if not entry.is_dir():
                if entry.name not in HEAD_NAMES or depth > 1:
                    yield entry
            elif head_of(entry) is None:
                stack.extend((inner, depth + 1) for inner in reversed(self.entries(entry, depth)))

    def entries(self, folder: Path, depth: int) -> list[Path]:
        """Sources and folders by name, numbers by value; no hidden ones, no links to folders."""
        if depth > DEEPEST:
            too_deep = refused(f"文件夹套了 {DEEPEST} 层以上", f"more than {DEEPEST} folders deep")
            self.report("PF106", folder.as_posix(), **too_deep)
            return []
        try:
            entries = [
                entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$"))
            ]
        except OSError as error:
            self.report("PF106", folder.as_posix(), **refusal(error))
            return []
        for entry in entries:
            if _is_hidden_txt(entry.name) and not _is_like_head(entry.name):
                self.report("PF232", entry.as_posix(), name=entry.name[: -len(".txt")])
        wanted = [
            entry
            for entry in entries
            if (entry.is_dir() and not entry.is_symlink())
            or (entry.name.lower().endswith(SUFFIX) and not entry.is_dir())
        ]
        return sorted(wanted, key=lambda entry: (_by_number(entry.name), entry.name))

    def report(self, code: str, where: str, hint: str | None = None, **values: str) -> None:
        """A path that cannot be used, said once."""
        found = Diagnostic(code, where, values=values, hint=hint)
        if found not in self.diagnostics:
            self.diagnostics.append(found)


def head_of(folder: Path) -> Path | None:
    """The head file of a folder, or None."""
    return next((folder / name for name in HEAD_NAMES if (folder / name).is_file()), None)


def misnamed_head(folder: Path) -> Path | None:
    """The file of a folder without a head file that was to be one, if a single one has such a name."""
    if head_of(folder) is not None:
        return None
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return None
    alike = [name for name in names if _is_like_head(name)]
    others = [name for name in names if name.lower().endswith(SUFFIX) and name not in alike]
    return folder / alike[0] if len(alike) == 1 and others else None


def _is_like_head(name: str) -> bool:
    """``部门(1).perf``, ``Department.perf``, ``部门.perf.txt``: nearly the name of a head file."""
    stem, dot, _ = name.lower().removesuffix(".txt").rpartition(".")
    plain = _ADDED.sub("", stem) if name.lower().endswith((SUFFIX, f"{SUFFIX}.txt")) else ""
    return bool(dot) and plain in ("部门", "department")


def _is_hidden_txt(name: str) -> bool:
    return name.lower().endswith(f"{SUFFIX}.txt")


def _folder_of_head(path: Path) -> Path | None:
    """The folder whose head file holds for ``path``, or None."""
    for folder in list(straight(path).parents)[:DEEPEST]:
        if head_of(folder) is not None:
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
        if (folder / ".git").exists():
            break
    return None


def _real(path: Path) -> Path:
    """``path`` without links; one that leads in a circle stays, where ``resolve`` would raise."""
    return Path(os.path.realpath(path))


def _by_number(name: str) -> list[tuple[int, int, str]]:
    """``2-x`` before ``10-x``."""
    pieces = _NUMBER.split(name)
    return [
        (0, int(piece), "") if index % 2 else (1, 0, piece)
        for index, piece in enumerate(pieces)
        if piece
    ]


def _load(
    name: str,
    root: Path,
    finder: _Finder,
    wanted: set[Path] | None,
    limits: Limits,
    encoding: str | None,
) -> PublicationFiles:
    """Read a publication's files, the head file first; an own file alone is one of no files."""
    if name_in(root.name) is not None and not root.is_dir():
        return PublicationFiles(name, Sources((), own=(finder.own.alone(root),)))
    head = head_of(root) if root.is_dir() else None
    paths = [head, *finder.files_below(root)] if head else [root]
    sources: list[SourceFile] = []
    found = list(_two_heads(root)) if head else []
    if head is None and root.is_dir():
        found = list(_misnamed(root))
        paths = [path for path in finder.files_below(root) if not _is_like_head(path.name)]
    for path in paths:
        source = read_source(path, path.as_posix(), limits, encoding)
        if isinstance(source, SourceFile):
            sources.append(source)
        else:
            found.append(from_fault(path.as_posix(), source))
    real = {_real(path) for path in wanted or ()}
    shown = frozenset(path.as_posix() for path in paths if _real(path) in real) if wanted else None
    has_head = head is not None and bool(sources) and sources[0].path == head.as_posix()
    lost_head = root.is_dir() and not has_head
    own = finder.own.find(root if root.is_dir() else root.parent, sources)
    texts = Sources(tuple(sources), has_head, lost_head, own)
    return PublicationFiles(name, texts, shown, tuple(found))


def _name(root: Path, asked: Path) -> str:
    """The name of a publication found in the folder ``asked``: no other one beside it changes that.

    A year says too little, so the folders above it are named too, as far as they lie below here.
    """
    own = _real(root).name if root.is_dir() else root.stem
    if asked in root.parents:
        own = "-".join((*root.parent.relative_to(asked).parts, own))
    if not _YEAR_ALONE.fullmatch(own):
        return own
    above = Path(os.path.relpath(straight(root))).parent.parts
    return "-".join((*(part for part in above if part != ".."), own))


def _misnamed(folder: Path) -> Iterator[Diagnostic]:
    """A head file under another name: nothing of it holds, and nothing that it may set is missing."""
    path = misnamed_head(folder)
    if path is not None:
        hint = "txt" if _is_hidden_txt(path.name) else None
        chinese = path.name.startswith(HEAD_NAMES[0][0]) or not path.name.isascii()
        name = HEAD_NAMES[0 if chinese else 1]
        yield Diagnostic("PF233", path.as_posix(), values={"name": name}, hint=hint)


def _two_heads(folder: Path) -> Iterator[Diagnostic]:
    first, second = HEAD_NAMES
    if (folder / first).is_file() and (folder / second).is_file():
        yield Diagnostic("PF227", (folder / second).as_posix(), values={"other": first})
