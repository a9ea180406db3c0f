"""Floor 0: text with positions, the gate that bytes pass on their way in, and the packaged files."""

from perflang.source.gate import decode, encode
from perflang.source.limits import Limits
from perflang.source.packaged import packaged_names, packaged_table, packaged_text
from perflang.source.refusal import refusal, refused
from perflang.source.text import (
    NOWHERE,
    Edit,
    Fault,
    Place,
    Position,
    SourceFile,
    Span,
    place_of,
    span_of,
)
from perflang.source.width import column_width, visible

__all__ = [
    "NOWHERE",
    "Edit",
    "Fault",
    "Limits",
    "Place",
    "Position",
    "SourceFile",
    "Span",
    "column_width",
    "decode",
    "encode",
    "packaged_names",
    "packaged_table",
    "packaged_text",
    "place_of",
    "refusal",
    "refused",
    "span_of",
    "visible",
]
