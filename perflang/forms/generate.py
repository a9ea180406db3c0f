"""Writes ``printed.json``: which fields each shipped form prints. Run it with ``python3 dev.py generate``."""

from __future__ import annotations

import json
from pathlib import Path

from perflang.forms.printed import PRINTED
from perflang.forms.shelf import form_shelf

TARGET = Path(__file__).parents[1] / PRINTED


def printed_text() -> str:
    """The text of ``printed.json``."""
    table = {
        "//": "Generated from the forms by `python3 dev.py generate`; do not edit.",
        "forms": {form.id: sorted(form.fields) for form in form_shelf()},
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(printed_text(), encoding="utf-8", newline="\n")
    print(TARGET.name)
