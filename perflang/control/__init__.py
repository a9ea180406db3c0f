"""What of a review is shown: settings of a folder, comments in the sources, and what was there before.

``baseline`` and ``statistics`` are imported by who looks something up there, or counts: checking does not.
"""

from perflang.control.choice import Choice, Layer
from perflang.control.codes import cannot_be_left_out, code_of, near_code
from perflang.control.controlled import controlled
from perflang.control.settings import Settings, read_settings

__all__ = [
    "Choice",
    "Layer",
    "Settings",
    "cannot_be_left_out",
    "code_of",
    "controlled",
    "near_code",
    "read_settings",
]
