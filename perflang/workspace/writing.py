"""The way out for files: whole or not at all, and never over something that changed meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from perflang.source import Limits, SourceFile, encode, refusal, refused
from perflang.workspace.reading import read_source

MODE = 0o644
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_BUFFER = 1 << 16  # bytes: most outputs are written at once


class WriteError(Exception):
    """An output that could not be written; nothing of it is left behind.

    ``reason`` is why, in both languages; empty where the file was changed by somebody else meanwhile.
    """

    def __init__(
        self, path: Path, error: OSError | None = None, reason: dict[str, str] | None = None
    ) -> None:
        super().__init__(f"{path}: {error or reason}")
        self.path = path
        self.reason = refusal(error) if error else reason or {}


def rewrite(source: SourceFile, text: str, limits: Limits, folders: Collection[Path] = ()) -> None:
    """Put ``text`` in the place of a source that was read; WriteError when the file has changed since.

    A link stays a link: the file it leads to is written, but none outside of ``folders`` if there are any. A
    file that is read-only stays as it is: its folder alone would let it be replaced.
    """
    path = Path(os.path.realpath(source.path))
    is_inside = any(path.is_relative_to(os.path.realpath(folder)) for folder in folders)
    if folders and Path(source.path).is_symlink() and not is_inside:
        raise WriteError(path, reason=_outside(path))
    if _is_read_only(path):
        raise WriteError(path, reason=refused("文件是只读的", "the file is read-only"))

    def is_still_the_same() -> bool:
        encoding = source.encoding if source.encoding.startswith("gb") else None
        now = read_source(path, source.path, limits, encoding)
        return isinstance(now, SourceFile) and now.text == source.text

    write_file(path, [encode(SourceFile(source.path, text, source.encoding))], is_still_the_same)


def _outside(path: Path) -> dict[str, str]:
    return refused(
        f"这是链接，指向检查的文件夹以外的“{path.name}”；要改，请直接检查那个文件",
        f"a link to “{path.name}”, outside of the folder; name that file itself to have it changed",
    )


def _is_read_only(path: Path) -> bool:
    """Whether a file that is there may not be written to; its mode tells it even to who may do anything."""
    try:
        return not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK))
    except OSError:
        return False  # what follows says why


def write_file(
    path: Path, content: Iterable[bytes], may_replace: Callable[[], bool] | None = None
) -> bool:
    """Write ``content`` to ``path``, making its folder; False when it already holds just that.

    The bytes go to a temporary file in the same folder, to the disk, and then take the old file's
    place at once, unless ``may_replace`` says no. On any error the old file is untouched and no
    temporary one is left.
    """
    made: list[Path] = []
    staged: Path | None = None
    try:
        old = _to_be_replaced(path)
        staged = _stage(path, content, old, made)
        if old is not None and _same(staged, path):
            staged.unlink()
            return False
        if may_replace is not None and not may_replace():
            raise WriteError(path)
        staged.replace(path)
        return True
    except OSError as error:
        _remove([staged] if staged else [], made)
        raise WriteError(path, error) from error
    except BaseException:
        _remove([staged] if staged else [], made)
        raise


def write_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write several new files into ``folder``, all or none.

    None of them appears before all are on the disk; one that stands there with the same content stays.
    """
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        _make_folder(folder, made)
        for name, content in files.items():
            path = folder / name
            staged.append((_stage(path, [content], _to_be_replaced(path), made), path))
        for temporary, path in staged:
            if _same(temporary, path):
                temporary.unlink()
            else:
                temporary.replace(path)
                placed.append(path)
    except OSError as error:
        _remove([*(temporary for temporary, _ in staged), *placed], made)
        raise WriteError(folder, error) from error
    except BaseException:
        _remove([*(temporary for temporary, _ in staged), *placed], made)
        raise
    return [path for _, path in staged]


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make ``folder``; each folder that had to be made goes to ``made``, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):
            one.mkdir()
            made.append(one)


def _to_be_replaced(path: Path) -> os.stat_result | None:
    """The regular file that stands at ``path``; OSError where something else does."""
    if not path.exists():
        return None
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(21, "a folder of this name is in the way")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(22, "not a regular file")
    return found


def _stage(
    path: Path, content: Iterable[bytes], old: os.stat_result | None, made: list[Path]
) -> Path:
    """The content on the disk, in a temporary file beside ``path`` with the mode of the ``old`` one there.

    Where their folder is not there it is made, see :func:`_make_folder`.
    """
    mode = MODE if old is None else stat.S_IMODE(old.st_mode)
    descriptor, staged = _new_beside(path, mode, made)
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            for piece in content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:  # of a mode that a new file may not be given
            staged.chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            staged.unlink()
        raise
    return staged


def _new_beside(path: Path, mode: int, made: list[Path]) -> tuple[int, Path]:
    """A hidden file of a new name in the folder of ``path``, open, of a mode as far as the umask allows it.

    ``tempfile`` would take more time to be imported than a small output to be made, and give it a mode of its own.
    """
    while True:
        staged = path.with_name(f".{path.name[:20]}.{os.urandom(6).hex()}.tmp")
        try:
            return os.open(staged, _NEW, mode), staged
        except FileExistsError:
            continue
        except FileNotFoundError:
            _make_folder(path.parent, made)
            if not path.parent.is_dir():
                raise
        except UnicodeEncodeError as error:
            raise OSError(22, f"file names here are {error.encoding}: {path.name}") from error


def _same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; compared piece by piece. The other one may not be there."""
    try:
        if other.stat().st_size != one.stat().st_size:
            return False
        with one.open("rb") as left, other.open("rb") as right:
            while piece := left.read(1 << 20):
                if piece != right.read(len(piece)):
                    return False
    except OSError:
        return False
    return True


def _remove(files: list[Path], folders: list[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()
