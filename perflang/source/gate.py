"""The one gate that text passes on its way in: bytes to text, or what is wrong with the bytes."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from perflang.source.limits import Limits
from perflang.source.text import Edit, Fault, SourceFile, Span

GB18030 = "GB18030"
# Nothing that acts without being seen may stand in a source: C0 and C1 controls (tab, line feed and
# a carriage return before it aside), bidirectional controls, invisible characters, line separators
# of other systems, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]|\r(?!\n)"
)
# What Word and web pages leave behind where a line was broken inside a paragraph or a cell.
_SOFT_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_MENDED = 1000  # characters of one line that one fix takes away


def decode(path: str, data: bytes, limits: Limits, encoding: str = "utf-8") -> SourceFile | Fault:
    """``data`` as a text, or one fault: too large (PF102) or not in ``encoding`` (PF101)."""
    if len(data) > limits.file:
        return Fault("PF102", values={"limit": str(limits.file)})
    if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
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
    """Each line's first character that may not stand in a text (PF104, PF105) and each line that is
    too long (PF103), in order."""
    faults: list[Fault] = []
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


def _character_fault(text: str, match: re.Match[str], line_end: int) -> Fault:
    """The fault of a line's first such character; its fix takes away or replaces all of the line."""
    at = Span(match.start(), match.end())
    found = _FORBIDDEN.finditer(text, match.start(), min(line_end + 1, len(text)))
    fix = tuple(Edit(Span(*one.span()), _instead_of(text, one)) for one in islice(found, _MENDED))
    if match[0] == "\r":
        return Fault("PF105", at, fix=fix)
    hint = "break" if match[0] in _SOFT_BREAKS else None
    return Fault("PF104", at, {"character": f"U+{ord(match[0]):04X}"}, hint, fix)


def _instead_of(text: str, match: re.Match[str]) -> str:
    """A soft line break becomes a further line of the text, a lost carriage return a line's end."""
    if match[0] in _SOFT_BREAKS:
        return "\n  | "
    return "\n" if match[0] == "\r" and text[match.end() : match.end() + 1] != "\r" else ""


def _long_lines(text: str, limit: int) -> list[Fault]:
    faults = []
    start = 0
    for line in text.split("\n"):
        if len(line) > limit:
            values = {"length": str(len(line)), "limit": str(limit)}
            faults.append(Fault("PF103", Span(start, start + len(line)), values))
        start += len(line) + 1
    return faults


def _likely_encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:200].count(0) > 20:
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    common = sum("\u4e00" <= character <= "\u9fff" or character.isascii() for character in text)
    return GB18030 if common > 0.8 * len(text) else ""
