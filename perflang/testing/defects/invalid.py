"""``invalid(code)``: publications with exactly one defect of a code."""

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

__all__ = ["Example", "invalid", "invalid_codes"]
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


def invalid(code: str) -> st.SearchStrategy[Example]:
    """Publications in which perflang finds this one defect, and no other error; KeyError for a code without any."""
    return _planted(DEFECTS[code])


def invalid_codes() -> list[str]:
    """The codes that :func:`invalid` has examples of."""
    return sorted(DEFECTS)


@st.composite
def _planted(draw: st.DrawFn, defect: Defect) -> Example:
    language = draw(st.sampled_from(defect.languages))
    return defect.plant(Ground(draw, defect.code, language))
