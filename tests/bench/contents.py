"""Whether the pages that tools wrote hold every text of the records; else their speed says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any


def missing(first: Path, pages: Path) -> list[str]:
    """Texts of the records of ``first``, a file of JSON, that no page of a folder holds."""
    records = json.loads(first.read_text(encoding="utf-8"))
    shown = "\n".join(map(plain, sorted(pages.rglob("*.html"))[:2]))
    return [text for text in texts(records) if " ".join(text.split()) not in shown]


def plain(page: Path) -> str:
    """What stands between the tags of a page, a text a line."""
    parts = re.split(r"<[^>]*>", page.read_text(encoding="utf-8"))
    return "\n".join(" ".join(unescape(part).split()) for part in parts)


def texts(records: list[dict[str, Any]]) -> Iterator[str]:
    """Every text of the records as it stands on a page."""
    for record in records:
        for name in ("code", "name", "dept", "total", "fiscal", "other", "purpose"):
            yield record[name]
        yield from (f"{month}月底" for month, _ in record["schedule"])
        yield from record["goals"]
        for row in record["indicators"]:
            yield from (row["l1"], row["l2"], row["name"], row["desc"], row["basis"])
            yield f"{row['op']}{row['value']}{row['unit']}"
