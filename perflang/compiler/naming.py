"""What a field of a form is called when it is spoken of: by the keyword of a source where it has one."""

from __future__ import annotations

from perflang.forms.fields import field_of
from perflang.forms.places import Place
from perflang.vocabulary import vocabulary


def spelled(place: Place, language: str) -> str:
    """A field as its keyword, the source of money behind it, and in how many rows it stands."""
    known = {keyword.id: keyword for keyword in vocabulary()}
    keyword = _KEYWORDS.get(place.field, place.field)
    if keyword in known:
        word = known[keyword].spelled(language)
    else:
        field = field_of(keyword)
        word = field.names[0] if language == "zh" else field.id.replace("_", " ").replace(".", " ")
    rows = f"×{place.rows}" if place.rows > 1 else ""
    return f"{word} {place.narrowed}".rstrip() + rows


# What repeats, by the keyword of what is repeated.
_KEYWORDS = {
    "stages": "schedule",
    "tasks": "task",
    "years": "yearly",
    "indicators": "indicator",
    "projects": "project",
    "wholes": "whole",
}
