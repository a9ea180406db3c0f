"""What a defect is planted in: drawn names, figures and texts, and a sound publication around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st

from perflang.compiler.building import build
from perflang.model import Catalogue
from perflang.testing.defects.example import CHECK, Example
from perflang.testing.orderly.publications import of_schema
from perflang.testing.orderly.words import WORDS, Measured
from perflang.testing.schemas import HEADS, Schema, schema
from perflang.testing.writing.written import Written
from perflang.vocabulary import vocabulary

_Choice = TypeVar("_Choice")
# Fields of a project that say nothing to the rules, whatever else it has.
_COMPANY = ("implementer", "category", "leader", "summary", "measures")
# What else is said of a project.
_SAID = ("purpose", "grounds", "necessity", "feasibility")
# The letters and figures of a project's code behind its first eight figures.
_CODE = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# The place of a defect that is told at the line with which its project begins.
OPENING = None


class Ground:
    """Draws what an example is made of, in one language; its projects are about one thing, in several places."""

    def __init__(self, draw: st.DrawFn, code: str, language: str) -> None:
        self.draw = draw
        self.code = code
        self.language = language
        self.words = WORDS[language]
        self.thing = self.one(*self.words.things)
        self._names: set[str] = set()

    # what is drawn

    def one(self, *choices: _Choice) -> _Choice:
        """One of several; examples shrink towards the first."""
        return self.draw(st.sampled_from(choices))

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.draw(st.integers(least, most))

    def some(self, choices: Sequence[_Choice], count: int) -> list[_Choice]:
        """As many different ones of several, in any order."""
        places = st.lists(
            st.integers(0, len(choices) - 1), min_size=count, max_size=count, unique=True
        )
        return [choices[place] for place in self.draw(places)]

    def amount(self, least: int = 20, most: int = 800) -> str:
        """Money with two decimals."""
        return f"{self.number(least, most)}.{self.one('00', '50', '08')}"

    def project_code(self) -> str:
        """A project's code of 21 characters."""
        letters = self.draw(st.text(_CODE, min_size=12, max_size=12))
        return f"{self.number(11_000_000, 65_999_999)}A{letters}"

    def project_name(self) -> str:
        """A name that no other project of the example has."""
        gap = self.say("", " ")
        plain = name = self.one(*self.words.places) + gap + self.thing
        while name in self._names:
            name = f"{plain}{gap}{self.say('第', 'No. ')}{self.number(2, 99)}{self.say('期', '')}"
        self._names.add(name)
        return name

    def texts(self, count: int) -> list[str]:
        """Different things that a project may say."""
        words = self.words
        said = [*words.goals, *words.long_goals, *words.head_goals]
        said += [words.fields[name].split("\n")[0] for name in _SAID]
        return [text.replace("{thing}", self.thing) for text in self.some(said, count)]

    def text(self) -> str:
        """Something that a project may say."""
        return self.texts(1)[0]

    def things(self, kind: str, count: int) -> list[Measured]:
        """Different things that are measured; the kinds are those of :class:`Words`."""
        return self.some(self.words.measured[kind], count)

    def counted(self) -> Measured:
        """Something to be counted."""
        return self.things("quantity", 1)[0]

    def rate(self) -> Measured:
        """Something that is so many per cent."""
        return self.things("quality", 1)[0]

    def cost(self) -> Measured:
        """Something that costs money."""
        return self.things("cost", 1)[0]

    def content(self) -> Measured:
        """Somebody who is content."""
        return self.things("content", 1)[0]

    # words

    def say(self, zh: _Choice, en: _Choice) -> _Choice:
        """What belongs to the language that is drawn in."""
        return zh if self.language == "zh" else en

    def key(self, keyword: str) -> str:
        """A keyword in the language."""
        return vocabulary()[keyword].spelled(self.language)

    def level(self, zh: str) -> str:
        """A level of a shipped framework in the language."""
        shelf = Catalogue().frameworks
        for framework in (shelf.find("2015"), shelf.find("2021")):
            assert framework is not None
            found = framework.first_level(zh) or framework.second_level(zh)
            if found is not None:
                return found.in_source(self.language)
        raise KeyError(zh)

    def line(self, keyword: str, text: str = "") -> str:
        """A line with a keyword."""
        return f"{self.key(keyword)}: {text}".rstrip()

    def row(self, level: str, name: str, target: str = "") -> str:
        """An indicator below a level."""
        return f"{self.level(level)}: {name} {target}".rstrip()

    def counting(self, thing: Measured | None = None, sign: str = "≥") -> str:
        """A sound indicator of quantity."""
        thing = thing or self.counted()
        return self.row("数量指标", thing.name, f"{sign} {self.number(2, 900)} {thing.unit}")

    def rating(self, thing: Measured | None = None) -> str:
        """A sound indicator of quality."""
        thing = thing or self.rate()
        return self.row("质量指标", thing.name, f"≥ {self.number(80, 99)} %")

    def served(self) -> str:
        """A sound indicator of social benefit."""
        name, unit = self.say(("受益人数", "人"), ("residents served", "persons"))
        return self.row("社会效益指标", name, f"≥ {self.number(100, 900)} {unit}")

    def based(self, row: str) -> list[str]:
        """An indicator with what it rests on."""
        indent = row[: len(row) - len(row.lstrip(" "))]
        text = self.say("年度工作计划", "work plan of the year")
        return [row, f"{indent}  {self.line('basis', text)}"]

    def _all_based(self, lines: Sequence[str]) -> list[str]:
        """Lines in which each indicator rests on something, unless they say that or it is what is wrong.

        It is said directly below the indicator's own line, so that what stands below that stays as it is.
        """
        basis = self.key("basis")
        if self.code == "PF501" or any(line.strip().startswith(basis) for line in lines):
            return [*lines]
        return [
            one for line in lines for one in (self.based(line) if self._is_row(line) else [line])
        ]

    def _based_file(self, name: str, content: Sequence[str] | bytes) -> Sequence[str] | bytes:
        if isinstance(content, bytes) or not name.endswith(".perf"):
            return content
        return self._all_based(content)

    def _is_row(self, line: str) -> bool:
        head, _, name = line.strip().partition(":")
        heads = {*_levels(self.language), self.key("indicator")}
        return bool(name.strip()) and head in heads

    def opening(self) -> str:
        """The line that a project begins with."""
        return self.line("project", self.project_name())

    def settings(self, wanted: Mapping[str, str | None]) -> list[str]:
        """The lines of what holds for all projects; None leaves a setting out."""
        chosen: dict[str, str | None] = {"scale": "万元"}
        if self.one(False, True):
            chosen["year"] = str(self.number(2018, 2027))
        chosen |= wanted
        return [self.line(keyword, text) for keyword, text in chosen.items() if text is not None]

    # examples

    def project(
        self,
        faulty: Sequence[str],
        sound: Sequence[str] = (),
        at: int | None = 0,
        *,
        settings: Mapping[str, str | None] | None = None,
        arguments: tuple[str, ...] = CHECK,
        others: bool = True,
    ) -> Example:
        """A project with the lines ``faulty``, and another with ``sound`` in their place.

        ``at`` is the place of the defect among the faulty ones, from 0. There may be ``others`` where nothing but
        what every publication sets is set, and nothing is asked of the command.
        """
        above = [self.opening(), *self._company([*faulty, *sound])]
        return self.lines(
            [*above, *_indented(faulty)],
            [*above, *_indented(sound)],
            0 if at is OPENING else len(above) + at,
            settings=settings,
            arguments=arguments,
            splits=True,
            others=others,
        )

    def lines(
        self,
        faulty: Sequence[str],
        sound: Sequence[str],
        at: int = 0,
        *,
        settings: Mapping[str, str | None] | None = None,
        arguments: tuple[str, ...] = CHECK,
        splits: bool = False,
        others: bool = True,
    ) -> Example:
        """Whole projects below settings, among ``others``; with ``splits`` each may have a file of its own."""
        above, faulty = self._all_based(faulty[:at]), self._all_based(faulty[at:])
        faulty, sound, at = [*above, *faulty], self._all_based(sound), len(above)
        others = others and not settings and arguments == CHECK
        before, after, said = self._others() if others else ([], [], {})
        head = self.settings(settings or said)
        if splits and head and self.one(False, True):
            path = f"{len(before) + 1:02}.perf"
            files = {HEADS[self.language]: head}
            files |= {f"{n:02}.perf": one for n, one in enumerate(before, 1)}
            rest = {f"{n:02}.perf": one for n, one in enumerate(after, len(before) + 2)}
            return self.files(
                {**files, path: faulty, **rest},
                {**files, path: sound, **rest},
                path,
                at,
                arguments=arguments,
            )
        above = [*head, *(line for one in before for line in one)]
        below = [line for one in after for line in one]
        return self.files(
            {"a.perf": [*above, *faulty, *below]},
            {"a.perf": [*above, *sound, *below]},
            "a.perf",
            len(above) + at,
            arguments=arguments,
        )

    def files(
        self,
        faulty: Mapping[str, Sequence[str] | bytes],
        sound: Mapping[str, Sequence[str] | bytes],
        path: str,
        at: int | None = 0,
        *,
        arguments: tuple[str, ...] = CHECK,
    ) -> Example:
        """Files by their paths, as lines or as they are; ``at`` is None for a defect of a file as a whole."""
        end = self.one("\n", "\r\n")
        wrong = {name: self._based_file(name, one) for name, one in faulty.items()}
        right = {name: self._based_file(name, one) for name, one in sound.items()}
        lines = faulty.get(path, b"")
        if at is not None and not isinstance(lines, bytes):
            above = self._based_file(path, lines[:at])
            wrong[path] = [*above, *self._based_file(path, lines[at:])]
            at = len(above)
        return Example(
            self.code,
            {name: _content(one, end) for name, one in wrong.items()},
            {name: _content(one, end) for name, one in right.items()},
            path,
            None if at is None else at + 1,
            arguments,
        )

    def published(self) -> list[str]:
        """The lines of a publication of one project in a form of the language, without a defect."""
        wanted = _schema(self.say("hebei", "brief"), self.language)
        publication = self.draw(of_schema(wanted, (1, 1), quiet=True, shown=False))
        compilation = wanted.compile(Written(wanted, publication).source())
        return b"".join(build(compilation, "text").content).decode().split("\n")[:-1]

    def _company(self, beside: Sequence[str]) -> list[str]:
        """Some fields that do not stand ``beside`` them."""
        taken = "\n".join(beside)
        free = [one for one in _COMPANY if self.key(one) not in taken]
        lines = []
        for one in self.some(free, self.number(0, 2)):
            first, *more = self.words.fields[one].replace("{thing}", self.thing).split("\n")
            lines += [self.line(one, first), *(f"  | {text}" for text in more)]
        return _indented(lines)

    def _others(self) -> tuple[list[list[str]], list[list[str]], dict[str, str | None]]:
        """The lines of projects in order before and behind that of the defect, and what is set for them."""
        count = self.one(0, 0, 0, 1, 2)
        if count == 0:
            return [], [], {}
        wanted = _schema("hebei", self.language)
        fields = self.one("printed", "all")
        found = self.draw(of_schema(wanted, (count, count), quiet=True, fields=fields, shown=False))
        head = evolve(found.department, units=())
        tables = Written(wanted, evolve(found, department=head)).tables()
        lines = [text.split("\n")[:-1] for _, text in tables]
        place = self.number(0, count)
        return lines[:place], lines[place:], {"scale": head.scale, "year": head.year}


@cache
def _schema(form: str, language: str) -> Schema:
    """The levels of 2015, by which the levels of rows here are named, in one of the shipped forms."""
    return schema("2015", form, language)


@cache
def _levels(language: str) -> frozenset[str]:
    """The levels 2 that rows here stand under, as sources spell them."""
    shelf = Catalogue().frameworks
    found = (shelf.find(name) for name in ("2015", "2021"))
    return frozenset(
        level.in_source(language) for one in found if one is not None for level in one.second
    )


def _content(one: Sequence[str] | bytes, end: str) -> bytes:
    if isinstance(one, bytes):
        return one
    return "".join(line + end for line in one).encode()


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]
