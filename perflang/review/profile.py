"""A profile: how severe each finding of a review is somewhere, and the figures that its rules go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import field

from perflang.source import packaged_names, packaged_table
from perflang.source.classes import frozen

_FOLDER = "review/profiles"
OFF = "off"
SEVERITIES = ("error", "warning", OFF)


@frozen
class Profile:
    """``severity`` maps a code, or the beginning of several, to ``error``, ``warning`` or ``off``.

    What it does not name is as severe as its page says. ``tables`` hold what single rules ask for, each by
    its name in the profile's file.
    """

    id: str = ""
    zh: str = ""
    en: str = ""
    source: str = ""
    severity: Mapping[str, str] = field(factory=dict, hash=False)
    tables: Mapping[str, Mapping[str, Any]] = field(factory=dict, hash=False)

    def severity_of(self, code: str) -> str | None:
        """What the profile says of a code: the longest beginning that it names counts."""
        if not self.severity:
            return None
        named = longest(code, self.severity)
        return self.severity[named] if named else None

    def table(self, name: str) -> Mapping[str, Any]:
        """What a rule asks for; nothing where the profile does not say."""
        return self.tables.get(name, {})


def longest(code: str, beginnings: Iterable[str]) -> str:
    """The longest of ``beginnings`` that a code has: of several it counts. None of them is the empty text."""
    return max((one for one in beginnings if code.startswith(one)), key=len, default="")


# Where no profile is chosen: the pages say how severe a finding is.
PLAIN = Profile()


@cache
def profile_of(name: str) -> Profile:
    """The profile of a name; KeyError when none is shipped by it."""
    if name not in profile_names():
        raise KeyError(name)
    table = packaged_table(f"{_FOLDER}/{name}.toml")
    known = {key: table.pop(key, "") for key in ("id", "zh", "en", "source")}
    severity = table.pop("severity", {})
    return Profile(**known, severity=severity, tables=table)


def profile_names() -> list[str]:
    """Every profile that is shipped, in order."""
    return packaged_names(_FOLDER, ".toml")
