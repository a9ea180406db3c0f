"""The settings of a file: read, checked, and known before they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from attrs import evolve

from perflang.diagnostics import Values
from perflang.model import FORM, FRAMEWORK, Catalogue, Department, Goal, Unit
from perflang.semantics.budget import has_bare_amount
from perflang.semantics.file_model import Settings
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Span
from perflang.source.regex import regex
from perflang.syntax import Amount, Leaf, Part
from perflang.values import SCALES, half_width
from perflang.vocabulary import vocabulary

_NAMES = ("department", "year", "scale", "framework", "form")
_NO_FILE = frozenset('/\\:*?"<>|')  # what the name of a file cannot hold on every system
_YEAR = regex("((?:19|20)[0-9]{2})(?:年度?)?")


class SettingsReader:
    """Collects what a file sets; ``known`` is what holds from here on."""

    def __init__(self, report: Report, inherited: Settings | None, catalogue: Catalogue) -> None:
        self.report = report
        self.catalogue = catalogue
        self.inherited = inherited
        self.known = inherited or Settings()
        self.places: dict[str, Span] = {}
        self.first_bare_amount: Span | None = None
        self.first_level: Span | None = None

    def lose_line(self) -> None:
        """A line among the settings could not be read: none that is not set is called missing."""
        self.doubt(name for name in _NAMES if getattr(self.known, name) is None)

    def may_be_set(self, name: str) -> bool:
        """Whether a setting may have been given in a line that could not be read."""
        return name in self.known.doubtful

    def doubt(self, names: Iterable[str]) -> None:
        """These may have been given in a line that could not be read."""
        self.known = evolve(self.known, doubtful=self.known.doubtful | frozenset(names))

    def set(self, keyword: Leaf, value: Text) -> Span | None:
        """Set one; where it was set before in this file, nothing changes and that place comes back."""
        name = keyword.text
        if name in self.places:
            return self.places[name]
        self.places[name] = keyword.at
        read = self._read(name, value, keyword)
        if read is None:
            self.doubt([name, *_named_in(value.text)])
        above = getattr(self.inherited, name) if self.inherited else None
        if read is not None and above is not None and above != read:
            word = vocabulary()[name]
            values = {"keyword": word.zh, "keyword_en": word.en, "above": above}
            assert self.inherited is not None
            labels = {"above": self.inherited.places[name]}
            self.report.add("PF226", keyword, values, labels=labels, path=self.inherited.path)
        elif read is not None:
            if self.inherited is not None and above is None and not self.may_be_set(name):
                self.belongs_in_head_file(keyword)
            self._check_early_enough(keyword)
            sure = self.known.doubtful - {name}
            self.known = evolve(self.known, doubtful=sure, **cast("Any", {name: read}))
        return None

    def belongs_in_head_file(self, keyword: Leaf) -> None:
        """What holds for the whole publication, in a file below its head file."""
        word = vocabulary()[keyword.text]
        self.report.add("PF229", keyword, {"keyword": word.zh, "keyword_en": word.en})

    def use_scale(self, keyword: Leaf, total: Amount | None, parts: Sequence[Part]) -> None:
        """A budget is read; its bare amounts need the publication's money unit."""
        if self.first_bare_amount is not None or not has_bare_amount(total, parts):
            return
        self.first_bare_amount = keyword.at
        if self.known.scale is None and not self.may_be_set("scale"):
            self.report.add("PF224", keyword)

    def department(self, lists: dict[str, tuple[Goal, ...]], units: tuple[Unit, ...]) -> Department:
        known = self.known
        return Department(
            known.department,
            known.year,
            known.scale,
            known.framework,
            known.form,
            units=units,
            at=dict(self.places),
            **lists,
        )

    def _check_early_enough(self, keyword: Leaf) -> None:
        """A unit of money that comes after the first amount, a framework after the first level."""
        if keyword.text == "scale" and self.first_bare_amount is not None:
            self._late(keyword, self.first_bare_amount)
        if keyword.text == "framework" and self.first_level is not None:
            self._late(keyword, self.first_level)

    def _late(self, keyword: Leaf, first: Span) -> None:
        word = vocabulary()[keyword.text]
        values = {"keyword": word.zh, "keyword_en": word.en}
        missing = [found for found in self.report.found if found.code == "PF224"]
        for found in missing:  # one cause, one finding: this one
            self.report.found.remove(found)
        self.report.add("PF219", keyword, values, labels={"use": first})

    def _read(self, name: str, value: Text, keyword: Leaf) -> str | None:
        """The value of a setting, or None when it is not one of those that there are (reported)."""
        text = value.text.strip()
        if name == "department":
            return text
        if name == "year":
            match = _YEAR.fullmatch(half_width(text))
            if match is None:
                self._refuse(keyword, value, "no-year", ())
            return match[1] if match else None
        text = half_width(text)
        choices = _CHOICES[name](self.catalogue)
        if text in choices:
            return text
        may_be_own = name in (FRAMEWORK, FORM) and text and _NO_FILE.isdisjoint(text)
        self._refuse(keyword, value, f"no-{name}" if may_be_own else "no-choice", choices)
        return None

    def _refuse(self, keyword: Leaf, value: Text, hint: str, known: Sequence[str]) -> None:
        word = vocabulary()[keyword.text]
        values: Values = {
            "keyword": word.zh,
            "keyword_en": word.en,
            "setting": word.id,
            "text": value.text.strip(),
            "known": tuple(known),
        }
        self.report.add("PF220", value.at, values, hint=hint)


def _named_in(text: str) -> Iterator[str]:
    """The settings that stand in the text of another one: two lines have run together."""
    for name in _NAMES:
        if any(
            f"{word}{colon}" in text for word in vocabulary()[name].spellings for colon in ":："
        ):
            yield name


_CHOICES: dict[str, Callable[[Catalogue], list[str]]] = {
    "scale": lambda _: list(SCALES),
    "framework": lambda catalogue: catalogue.frameworks.names(),
    "form": lambda catalogue: catalogue.form_names(),
}
