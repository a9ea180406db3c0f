"""A published document on its way in, and the folder of sources it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from perflang.compiler.importing import Imported
from perflang.diagnostics import Diagnostic
from perflang.source import Fault, Limits, SourceFile, decode, refusal
from perflang.workspace.names import file_names
from perflang.workspace.reading import read_bytes, read_standard_input

_HEADS = {"zh": "部门.perf", "en": "department.perf"}


def read_published(file: str, limits: Limits) -> SourceFile | Fault:
    """A published text in UTF-8, or else GB18030; ``-`` is standard input."""
    content = read_standard_input(limits) if file == "-" else read_bytes(Path(file), limits)
    if isinstance(content, Fault):
        return content
    for encoding in ("utf-8", "gb18030"):
        read = decode(file, content, limits, encoding)
        if isinstance(read, SourceFile) or read.code != "PF101":
            return read
    return Fault("PF406")


def imported_files(imported: Imported) -> dict[str, bytes]:
    """The files of an imported publication by name, the head file first."""
    names = file_names([name for name, _ in imported.tables])
    texts = (text for _, text in imported.tables)
    files = {_HEADS[imported.language]: imported.head} | dict(zip(names, texts, strict=True))
    return {name: text.encode("utf-8") for name, text in files.items()}


def conflicts(folder: Path, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What stands in ``folder`` and would be lost or mixed up with ``files``."""
    found = []
    try:
        standing = [entry.name for entry in folder.iterdir() if entry.name.endswith(".perf")]
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Diagnostic("PF107", folder.as_posix(), values=refusal(error))]
    for name in sorted(standing):
        path = folder / name
        if name not in files or not path.is_file() or path.read_bytes() != files[name]:
            found.append(Diagnostic("PF109", path.as_posix(), values={"path": path.as_posix()}))
    return found
