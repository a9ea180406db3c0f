"""What the forms print that perflang ships, known without reading a form: a check asks for no more of it.

``printed.json`` is made of the forms by ``python3 dev.py generate``.
"""

from __future__ import annotations

import json
from functools import cache

from perflang.source import packaged_text

PRINTED = "forms/printed.json"


@cache
def _printed() -> dict[str, frozenset[str]]:
    table = json.loads(packaged_text(PRINTED))
    return {form: frozenset(fields) for form, fields in table["forms"].items()}


def printed_by(form: str) -> frozenset[str] | None:
    """The ids of the fields (``forms.fields``) for which a shipped form has a place; None for any other name."""
    return _printed().get(form)
