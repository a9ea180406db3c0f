"""What a framework leaves open is generated too: otherwise nobody's test would find what it forgot to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import Phase, find, given, settings

from perflang.model import Indicator, Project, Publication
from perflang.testing import publications, schema
from perflang.testing.writing.written import Written
from perflang.values import Comparison, Number

WHOLE = """\
id = "街道"
zh = "街道项目绩效指标体系"
weights = [100]

[[level]]
zh = "产出指标"
aliases = ["产出"]
required = true
most = 3
second = [{ zh = "数量指标", admits = ["quantity"] }, { zh = "质量指标" }]

[[level]]
zh = "满意度指标"
required = true
least = 2
direction = "at least"
second = [{ zh = "居民满意度指标", weight = 10 }]
"""
Rows = tuple[Indicator, ...]


def tables(publication: Publication) -> Iterator[Project]:
    return iter((*publication.wholes, *publication.projects))


def rows(publication: Publication) -> Iterator[Rows]:
    return (one.indicators for one in tables(publication))


def below(found: Rows, name: str) -> Rows:
    """The rows under a level 1 or a level 2."""
    return tuple(
        row
        for row in found
        if name in [level.name for level in (row.level1, row.level2) if level is not None]
    )


def weights(found: Rows) -> list[Decimal]:
    return [row.weight.value for row in found if isinstance(row.weight, Number)]


def is_weighed(found: Rows) -> bool:
    return bool(found) and len(weights(found)) == len(found)


def amounts(found: Rows) -> list[Decimal]:
    return [row.target.number.value for row in found if isinstance(row.target, Comparison)]


def signs(found: Rows) -> set[str]:
    return {row.target.operator for row in found if isinstance(row.target, Comparison)}


# What a bureau forgot to write, and the tables that it did not mean.
FORGOTTEN: dict[str, tuple[str, Callable[[Rows], bool]]] = {
    "the sum of all weights": (
        "weights = [100]\n",
        lambda found: is_weighed(found) and sum(weights(found)) != 100,
    ),
    "the weight of a level": (
        ", weight = 10",
        lambda found: is_weighed(found) and sum(weights(below(found, "满意度指标"))) != 10,
    ),
    "the most rows": ("most = 3\n", lambda found: len(below(found, "产出指标")) > 3),
    "the least rows": ("least = 2\n", lambda found: len(below(found, "满意度指标")) < 2),
    "that a level is required": (
        "required = true\nmost",
        lambda found: not below(found, "产出指标"),
    ),
    "the direction": (
        'direction = "at least"\n',
        lambda found: bool(signs(below(found, "满意度指标")) & {"≤", "<"}),
    ),
    "what is admitted": (
        ', admits = ["quantity"]',
        lambda found: any(
            row.target is not None and not isinstance(row.target, Comparison)
            for row in below(found, "数量指标")
        ),
    ),
}


def found_where(what: str, *phases: Phase) -> tuple[str, Publication]:
    """A framework in which something is forgotten, and a publication in which that shows."""
    line, is_wrong = FORGOTTEN[what]
    text = WHOLE.replace(line, "most" if line.endswith("most") else "")
    assert text != WHOLE
    every = publications(text, fields="all" if "weight" in line else "printed")
    some = settings(suppress_health_check=[], database=None, max_examples=400, phases=phases)
    return text, find(every, lambda one: any(map(is_wrong, rows(one))), settings=some)


@pytest.mark.parametrize("what", FORGOTTEN)
def test_what_a_framework_forgot_to_say_is_found(what: str) -> None:
    found_where(what, Phase.generate)


@pytest.mark.parametrize("what", ["the sum of all weights", "the most rows", "the least rows"])
def test_what_a_framework_forgot_to_say_is_shown_by_a_few_lines(what: str) -> None:
    text, least = found_where(what, Phase.generate, Phase.shrink)
    assert len(list(tables(least))) == 1
    assert len(Written(schema(text), least).source().splitlines()) <= 20


@given(publication=publications(WHOLE, fields="all"))
@settings(suppress_health_check=[], max_examples=100)
def test_what_a_framework_says_is_kept(publication: Publication) -> None:
    for found in rows(publication):
        assert [what for what, (_, is_wrong) in FORGOTTEN.items() if is_wrong(found)] == []


# Of what nothing is said.
OPEN: dict[str, Callable[[Rows], bool]] = {
    "no weights": lambda found: bool(found) and not weights(found),
    "a row without a weight": lambda found: 0 < len(weights(found)) < len(found),
    "weights alike": lambda found: len(weights(found)) > 2 and len(set(weights(found))) == 1,
    "one row weighs nearly all": lambda found: weights(found).count(Decimal(1)) > 2,
    "a weight of nothing": lambda found: 0 in weights(found),
    "parts of a weight": lambda found: any(one % 1 for one in weights(found)),
    "two rows of one name": lambda found: len({row.name for row in found}) < len(found),
    "another spelling of a level": lambda found: any(
        row.level1 is not None and row.level1.spelling for row in found
    ),
    "levels in another order": lambda found: (
        [row.level1.name for row in found if row.level1]
        != sorted(row.level1.name for row in found if row.level1)
    ),
    "many rows of a level": lambda found: len(below(found, "居民满意度指标")) > 12,
    "two rows without a weight": lambda found: 0 < len(weights(found)) < len(found) - 1,
    "no target": lambda found: any(row.target is None for row in found),
    "a target of nothing": lambda found: 0 in amounts(found),
    "a target below nothing": lambda found: any(one < 0 for one in amounts(found)),
    "a target in part": lambda found: any(one % 1 for one in amounts(found)),
    "more than a target": lambda found: ">" in signs(found),
    "just a target": lambda found: "=" in signs(found),
}


def test_what_a_framework_leaves_open_is_generated() -> None:
    seen: Counter[str] = Counter()

    text = WHOLE.replace(", weight = 10", "")

    @given(publications(text, fields="all"))
    @settings(suppress_health_check=[], max_examples=800, phases=[Phase.generate])
    def look(publication: Publication) -> None:
        for found in rows(publication):
            seen.update(name for name, is_so in OPEN.items() if is_so(found))

    look()
    print(seen)
    assert set(seen) == set(OPEN), seen


def test_quiet_tables_all_have_weights_of_any_sum_and_names_of_their_own() -> None:
    sums: set[Decimal] = set()
    text = WHOLE.replace("weights = [100]\n", "")

    @given(publications(text, fields="all", quiet=True))
    @settings(suppress_health_check=[], max_examples=200, phases=[Phase.generate])
    def look(publication: Publication) -> None:
        for found in rows(publication):
            assert is_weighed(found)
            assert len({row.name for row in found}) == len(found)
            sums.add(sum(weights(found), Decimal(0)))

    look()
    assert min(sums) < 100 < max(sums)


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("framework", ["local", "many", "flat"])
def test_any_number_of_tables_passes_the_health_checks(framework: str, quiet: bool) -> None:
    level = '[[level]]\nzh = "{0}指标"\nsecond = [{1}]\n'
    levels = (
        level.replace("{0}", first).replace(
            "{1}",
            ", ".join(f'{{ zh = "{first}{second}指标", least = 3 }}' for second in "甲乙丙丁"),
        )
        for first in "子丑寅卯"
    )
    wanted = f'id = "街道"\nzh = "街道"\n{"".join(levels)}' if framework == "many" else framework

    for count in (50, 200):
        every = publications(wanted, projects=(count, count), fields="all", quiet=quiet)

        @given(every)
        @settings(suppress_health_check=[], max_examples=2, phases=[Phase.generate])
        def draw(publication: Publication) -> None:
            assert len({one.name for one in tables(publication)}) == count  # noqa: B023

        draw()
