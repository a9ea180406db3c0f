"""The way in for files: a regular file of a bounded size, through the gate."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from perflang.cache.seen import digest_of, stamp_of
from perflang.source import Fault, Limits, SourceFile, decode, refusal, refused

_PIECE = 1 << 20


def read_bytes(path: Path, limits: Limits) -> bytes | Fault:
    """The bytes of a regular file; PF108 without it, PF106 when it cannot be read, PF102 too large."""
    read = _read(path, limits)
    return read if isinstance(read, Fault) else read[0]


def _read(path: Path, limits: Limits) -> tuple[bytes, os.stat_result] | Fault:
    """The bytes of a file, and what it was before they were read."""
    try:
        # Opened first and looked at afterwards, so that it is the file that is looked at; without
        # waiting, so that a pipe cannot hold perflang up.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        if path.is_symlink():
            lost = refused("这是链接，它指向的文件不在了", "a link to a file that is not there")
            return Fault("PF106", values=lost)
        return Fault("PF108", values={"path": str(path)})
    except (OSError, ValueError) as error:
        return Fault("PF106", values=refusal(error))
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        os.close(descriptor)
        return Fault("PF106", values=refused("不是普通文件", "not a regular file"))
    with os.fdopen(descriptor, "rb") as file:
        content = _content(file, limits)
    return content if isinstance(content, Fault) else (content, before)


def read_standard_input(limits: Limits) -> bytes | Fault:
    """The bytes of standard input; PF106 when it is closed or fails, PF102 too large."""
    if sys.stdin is None:
        return Fault("PF106", values=refused("标准输入是关着的", "standard input is closed"))
    return _content(sys.stdin.buffer, limits)


def read_source(
    path: Path,
    shown: str,
    limits: Limits,
    encoding: str | None = None,
    *,
    watched: bool = False,
) -> SourceFile | Fault:
    """A source file under the name ``shown``; one that is not UTF-8 is in ``encoding``, if that is given.

    ``watched`` takes down what tells the file from a later one.
    """
    read = _read(path, limits)
    if isinstance(read, Fault):
        return read
    content, before = read
    source = decode_source(shown, content, limits, encoding)
    if watched and isinstance(source, SourceFile):
        source.seen = stamp_of(before), digest_of(content)
    return source


def decode_source(
    shown: str, content: bytes, limits: Limits, encoding: str | None = None
) -> SourceFile | Fault:
    """The bytes of a source as a text; see :func:`read_source`."""
    read = decode(shown, content, limits)
    if encoding is not None and isinstance(read, Fault) and read.code == "PF101":
        return decode(shown, content, limits, encoding)
    return read


def _content(file: BinaryIO, limits: Limits) -> bytes | Fault:
    """All of ``file``, piece by piece, so that a generous limit takes no memory of its own."""
    content = bytearray()
    try:
        while len(content) <= limits.file and (piece := file.read(_PIECE)):
            content += piece
    except (OSError, ValueError) as error:
        return Fault("PF106", values=refusal(error))
    if len(content) > limits.file:
        return Fault("PF102", values={"limit": str(limits.file)})
    return bytes(content)
