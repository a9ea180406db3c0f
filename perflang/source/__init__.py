"""Floor 0: text with positions, the gate that bytes pass on their way in, and the packaged files."""

from perflang.source.gate import decode
from perflang.source.limits import Limits
from perflang.source.packaged import packaged_names, packaged_text
from perflang.source.text import NOWHERE, Fault, Position, SourceFile, Span
from perflang.source.width import column_width, visible

__all__ = [
    "NOWHERE",
    "Fault",
    "Limits",
    "Position",
    "SourceFile",
    "Span",
    "column_width",
    "decode",
    "packaged_names",
    "packaged_text",
    "visible",
]
