"""A diagnostic in words: the page's templates filled with the diagnostic's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from perflang.diagnostics.diagnostic import Diagnostic, Label
from perflang.diagnostics.page import page

_LONGEST = 200  # a sentence names what is meant; the place and the excerpt show it
_COMMAS = {"zh": "、", "en": ", "}


class MissingValueError(Exception):
    """A page's sentence names a value that whoever made the finding does not give."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"diagnostics/codes/{code}.md names {{{name}}}, which the finding lacks")


def message(found: Diagnostic, language: str) -> str:
    """What is wrong, in one sentence without a full stop."""
    return _filled(found, str(_table(found, language)["message"]), language)


def help_text(found: Diagnostic, language: str) -> str:
    """What to do about it; empty when the page has nothing to say."""
    table = _table(found, language)
    hints = cast("Mapping[str, str]", table.get("hints", {}))
    template = hints[found.hint] if found.hint else str(table.get("help", ""))
    return _filled(found, template, language)


def label_text(found: Diagnostic, label: Label, language: str) -> str:
    """What a second place has to do with it."""
    labels = cast("Mapping[str, str]", _table(found, language)["labels"])
    return _filled(found, labels[label.name], language)


def _table(found: Diagnostic, language: str) -> Mapping[str, object]:
    return page(found.code).messages[language]


def _filled(found: Diagnostic, template: str, language: str) -> str:
    comma = _COMMAS[language]
    texts = {
        name: _short(value if isinstance(value, str) else comma.join(value))
        for name, value in found.values.items()
    }
    try:
        return template.format_map(texts)
    except KeyError as error:
        raise MissingValueError(found.code, str(error.args[0])) from error


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
