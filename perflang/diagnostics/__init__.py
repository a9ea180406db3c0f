"""Floor 1: what was found, as data; every sentence about it stands in ``codes/PFnnn.md``."""

from perflang.diagnostics.diagnostic import Diagnostic, Label, Values, from_fault
from perflang.diagnostics.order import in_order
from perflang.diagnostics.page import Page, all_codes, page
from perflang.diagnostics.sentence import help_text, label_text, message

__all__ = [
    "Diagnostic",
    "Label",
    "Page",
    "Values",
    "all_codes",
    "from_fault",
    "help_text",
    "in_order",
    "label_text",
    "message",
    "page",
]
