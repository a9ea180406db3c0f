"""The page of a code: a Markdown file whose first ``toml`` block holds its messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from perflang.source import packaged_names, packaged_table, packaged_text
from perflang.source.classes import frozen
from perflang.source.regex import regex

_DATA = regex(r"^```toml\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_FOLDER = "diagnostics/codes"
_PROSE = {"zh": "## 中文", "en": "## English"}


@frozen
class Page:
    """What a code says; ``messages`` maps a language to its ``message``, ``help``, ``hints``, ``labels``."""

    code: str
    name: str
    severity: str
    messages: Mapping[str, Mapping[str, object]]

    @property
    def text(self) -> str:
        """The whole page."""
        return packaged_text(page_path(self.code))

    @property
    def hints(self) -> Mapping[str, str]:
        """The helps that a diagnostic can choose from, by name."""
        return cast("Mapping[str, str]", self.messages["zh"].get("hints", {}))

    def title(self, language: str) -> str:
        """The code's message with its values as ``…``: what it is about, in one line."""
        return re.sub(r"\{[a-z0-9_]+\}", "…", str(self.messages[language]["message"]))

    def manual(self, language: str | None) -> str:
        """The page as Markdown with the prose of one language, None being both: title, prose and examples."""
        wanted = None if language is None else _PROSE[language]
        unwanted = tuple(one for one in _PROSE.values() if wanted not in (None, one))
        text = "".join(part for part in self._sections() if not part.startswith(unwanted))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def reason(self, language: str) -> str:
        """The first paragraph of the page's prose, in one line."""
        (prose,) = (part for part in self._sections() if part.startswith(_PROSE[language]))
        lines = prose.removeprefix(_PROSE[language]).strip().split("\n\n")[0].splitlines()
        return ("" if language == "zh" else " ").join(line.strip() for line in lines)

    def _sections(self) -> list[str]:
        return re.split(r"^(?=## )", _DATA.sub("", self.text), flags=re.MULTILINE)


@cache
def page(code: str) -> Page:
    """The page of ``code``; KeyError when there is no such code."""
    table = packaged_table(page_path(code))
    messages = {language: table[language] for language in ("zh", "en")}
    return Page(code, table["name"], table["severity"], messages)


def page_path(code: str) -> str:
    """Where the page of a code is."""
    return f"{_FOLDER}/{code}.md"


def data_of(text: str) -> str | None:
    """The block of TOML of a page."""
    found = _DATA.search(text)
    return found and found[1]


def all_codes() -> list[str]:
    """Every code that has a page, in order."""
    return packaged_names(_FOLDER, ".md")
