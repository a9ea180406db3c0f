"""Where a test has imported hypothesis, our classes are made known to it as soon as they are imported.

Whichever comes second does it, so that importing hypothesis imports nothing of perflang, and importing perflang
nothing of hypothesis. See ``_perflang_hypothesis.py``, which hypothesis loads, and nobody else.
"""

from __future__ import annotations

import sys


def introduce(package: str) -> None:
    """Say that a package of classes has been imported, to whoever waits for it."""
    waiting = sys.modules.get("_perflang_hypothesis")
    if waiting is not None:
        waiting.register(package)
