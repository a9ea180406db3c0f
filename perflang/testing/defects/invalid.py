"""``invalid(code)``: publications with one defect of a code."""

from __future__ import annotations

from importlib import import_module

from hypothesis import strategies as st

from perflang.control import code_of, near_code
from perflang.testing.asked import one_of
from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import DEFECTS, Defect
from perflang.vocabulary import LANGUAGES

# The modules beside this one that put their defects into the table.
THEMES = (
    "comparisons",
    "controls",
    "documents",
    "encodings",
    "fields",
    "figures",
    "heads",
    "lines",
    "opinions",
    "own_files",
    "rows",
    "texts",
)
for _theme in THEMES:
    import_module(f"perflang.testing.defects.{_theme}")
# The codes that no files and no command bring about, and why.
UNREACHED = {
    "PF120": "somebody else has to write a file while perflang is about to",
    "PF901": "perflang itself has to fail",
    "PF902": "the formatter has to write something else than it read",
}

# The codes of which an example has been run. What a command imports when it is run first takes longer than a test
# may by the deadline of hypothesis, which does not count what it takes to draw.
_RUN: set[str] = set()


def invalid(code: str, language: str | None = None) -> st.SearchStrategy[Example]:
    """Publications in which perflang finds one defect of this code and nothing else.

    What is drawn around it may look odd to a review all the same (PF523). The sources are in ``language``, ``zh``
    or ``en``, or in either.

    ValueError for a code of ``UNREACHED`` and for a language in which there is no such defect, with why, and for
    what is no code or no language.
    """
    if code not in DEFECTS:
        raise ValueError(f"{code!r}: {_why_not(code)}")
    defect = DEFECTS[code]
    if language is not None:
        one_of("language", language, LANGUAGES)
    if language not in (None, *defect.languages):
        raise ValueError(f"{code} is not planted in {language}: {defect.chinese_only}")
    return _planted(defect, (language,) if language else defect.languages)


def invalid_codes() -> list[str]:
    """The codes that :func:`invalid` takes, which is all but those of ``UNREACHED``."""
    return sorted(DEFECTS)


def _why_not(code: str) -> str:
    """Why there are no examples of a code."""
    if code in UNREACHED:
        return f"造不出来 it cannot be planted: {UNREACHED[code]}"
    meant = code_of(str(code)) or near_code(str(code)) or ""
    near = code_of(meant)
    hint = f"; 是不是 did you mean {near}?" if near in DEFECTS else ""
    return f"没有这个代码 there is no such code{hint}"


@st.composite
def _planted(draw: st.DrawFn, defect: Defect, languages: tuple[str, ...]) -> Example:
    language = draw(st.sampled_from(languages))
    example = defect.plant(Ground(draw, defect.code, language))
    if defect.code not in _RUN:
        _RUN.add(defect.code)
        example.found()
    return example
