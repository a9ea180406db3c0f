"""``invalid(code)``: publications with one defect of a code."""

from __future__ import annotations

from hypothesis import strategies as st

from perflang.testing.defects import (
    comparisons,
    controls,
    documents,
    encodings,
    fields,
    figures,
    heads,
    lines,
    opinions,
    own_files,
    rows,
    texts,
)
from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import DEFECTS, Defect

# Each puts its defects into the table.
THEMES = (
    comparisons,
    controls,
    documents,
    encodings,
    fields,
    figures,
    heads,
    lines,
    opinions,
    own_files,
    rows,
    texts,
)
# The codes that no files and no command bring about, and why.
UNREACHED = {
    "PF120": "somebody else has to write a file while perflang is about to",
    "PF901": "perflang itself has to fail",
    "PF902": "the formatter has to write something else than it read",
}

# The codes of which an example has been run. What a command imports when it is run first takes longer than a test
# may by the deadline of hypothesis, which does not count what it takes to draw.
_RUN: set[str] = set()


def invalid(code: str) -> st.SearchStrategy[Example]:
    """Publications in which perflang finds one defect of this code and no other error.

    A few codes cannot do without a warning of another.

    KeyError for a code of ``UNREACHED``.
    """
    return _planted(DEFECTS[code])


def invalid_codes() -> list[str]:
    """The codes that :func:`invalid` takes, which is all but those of ``UNREACHED``."""
    return sorted(DEFECTS)


@st.composite
def _planted(draw: st.DrawFn, defect: Defect) -> Example:
    language = draw(st.sampled_from(defect.languages))
    example = defect.plant(Ground(draw, defect.code, language))
    if defect.code not in _RUN:
        _RUN.add(defect.code)
        example.found()
    return example
