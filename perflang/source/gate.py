"""The one gate that text passes on its way in: bytes to text, or what is wrong with the bytes."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from perflang.source.limits import Limits
from perflang.source.regex import regex
from perflang.source.text import Edit, Fault, SourceFile, Span

GB18030 = "GB18030"
_MOST_NULS = 20  # in a text; a database or a program holds many
# Nothing that acts without being seen may stand in a source: C0 and C1 controls (tab, line feed and
# a carriage return before it aside), bidirectional controls, invisible characters, line separators
# of other systems, noncharacters.
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
)
_FORBIDDEN = regex(
    f"[{_INVISIBLE}"
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]|\r(?!\n)"
)
# Most texts have no character beyond the first plane, and a small class is looked for ten times as fast.
_ANY_INVISIBLE = regex(f"[{_INVISIBLE}]")
# Those among them that Python calls printable: in other characters it has no doubt, and no class to compile.
_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
# What breaks lines elsewhere, and what Word and web pages leave behind inside a paragraph or a cell.
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_MENDED = 1000  # characters of one line that one fix takes away


def decode(path: str, data: bytes, limits: Limits, encoding: str = "utf-8") -> SourceFile | Fault:
    """``data`` as a text, or one fault: too large (PF102) or not in ``encoding`` (PF101)."""
    if len(data) > limits.file:
        return Fault("PF102", values={"limit": str(limits.file)})
    if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    if data.count(0) > _MOST_NULS and not _is_utf16(data):
        return Fault("PF101", values={"likely": "", "line": "1"}, hint="binary")
    try:
        return SourceFile(path, data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1  # a BOM holds no line feed
        likely = _likely_encoding(data)
        hint = "gb18030" if likely == GB18030 else "likely" if likely else None
        return Fault("PF101", values={"likely": likely, "line": str(line)}, hint=hint)


def encode(source: SourceFile) -> bytes:
    """A source as a file holds it: in UTF-8, with a BOM where it had one."""
    return source.text.encode("utf-8-sig" if source.encoding == "utf-8-sig" else "utf-8")


def forbidden_characters(text: str, limits: Limits) -> list[Fault]:
    """What :func:`forbidden_in` finds in a text of no file."""
    return forbidden_in(SourceFile("", text), limits)


def forbidden_in(source: SourceFile, limits: Limits) -> list[Fault]:
    """Each line's first character that may not stand in a text (PF104, PF105) and each line that is
    too long (PF103), in order."""
    text = source.text
    faults: list[Fault] = []
    if _is_plain(source):
        return _long_lines(text, limits.line) if len(text) > limits.line else faults
    line_end = -1
    for match in _FORBIDDEN.finditer(text):
        if match.start() > line_end:
            line_end = text.find("\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
            faults.append(_character_fault(text, match, line_end))
    if len(text) > limits.line:
        faults += _long_lines(text, limits.line)
        faults.sort(key=lambda fault: fault.at)
    return faults


def _is_plain(source: SourceFile) -> bool:
    """Whether a text has no such character for sure."""
    text = source.text
    is_first_plane = len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    if not is_first_plane:
        return False
    if source.prints and not any(map(text.__contains__, _PRINTABLE)):
        return True
    return "\r" not in text.replace("\r\n", "") and _ANY_INVISIBLE.search(text) is None


def _character_fault(text: str, match: re.Match[str], line_end: int) -> Fault:
    """The fault of a line's first such character; its fix takes away all of the line that break none."""
    at = Span(match.start(), match.end())
    found = _FORBIDDEN.finditer(text, match.start(), min(line_end + 1, len(text)))
    others = (one for one in found if one[0] not in _BREAKS)
    fix = tuple(Edit(Span(*one.span()), "") for one in islice(others, _MENDED))
    if match[0] == "\r":
        return Fault("PF105", at, fix=fix)
    hint = "break" if match[0] in _BREAKS else None
    return Fault("PF104", at, {"character": f"U+{ord(match[0]):04X}"}, hint, fix)


def _long_lines(text: str, limit: int) -> list[Fault]:
    faults = []
    start = 0
    for line in text.split("\n"):
        if len(line) > limit:
            values = {"length": str(len(line)), "limit": str(limit)}
            faults.append(Fault("PF103", Span(start, start + len(line)), values))
        start += len(line) + 1
    return faults


def _is_utf16(data: bytes) -> bool:
    """By its mark, or by zeros in every other byte."""
    even, odd = data[0:200:2].count(0), data[1:200:2].count(0)
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        max(even, odd) > _MOST_NULS and 4 * min(even, odd) < max(even, odd)
    )


def _likely_encoding(data: bytes) -> str:
    if _is_utf16(data):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    common = sum("\u4e00" <= character <= "\u9fff" or character.isascii() for character in text)
    return GB18030 if common > 0.8 * len(text) else ""
