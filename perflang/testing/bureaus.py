"""Frameworks for hypothesis, and the files that say them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from perflang.model import Framework, Level
from perflang.model.sorts import SORTS
from perflang.testing.schemas import Chosen, framework_of
from perflang.values import DIRECTIONS

_CHINESE = "产出效益满意度数量质时成本党建廉洁"
_LATIN = "ABcdefgh"
_MOST = 4  # levels 1 of one framework


def _texts(letters: str) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=2, max_size=6)


def _weights() -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 100, places=1)


def _sorts() -> st.SearchStrategy[str]:
    return st.sampled_from([*SORTS, "money/area"])


@st.composite
def _levels(draw: st.DrawFn, names: list[str], parent: str | None) -> list[Level]:
    weighted = draw(st.booleans())
    levels = []
    for name in names:
        least = draw(st.none() | st.integers(0, 3))
        also = draw(st.lists(_texts("又名别称"), max_size=2, unique=True))
        levels.append(
            Level(
                name,
                name if draw(st.booleans()) else draw(_texts(_LATIN)) + name,
                tuple(name + text for text in also),
                parent,
                draw(st.booleans()),
                least,
                draw(st.none() | st.integers(max(least or 0, 1), 9)),
                draw(_weights()) if weighted else None,
                draw(st.none() | st.sampled_from(list(DIRECTIONS))),
                draw(st.none() | st.lists(_sorts(), max_size=3).map(tuple)),
            )
        )
    return levels


def frameworks(least: int = 0) -> st.SearchStrategy[Framework]:
    """Frameworks whose demands a table can fulfil, of ``least`` to 4 levels 1.

    TypeError for what is no number, ValueError for one that is not from 0 to 4.
    """
    if not isinstance(least, int) or isinstance(least, bool):
        raise TypeError(f"least: 0—{_MOST}; 不是 not {least!r}")
    if not 0 <= least <= _MOST:
        raise ValueError(f"least: 0—{_MOST}; 不是 not {least}")
    return _frameworks(least)


@st.composite
def _frameworks(draw: st.DrawFn, least: int) -> Framework:
    names = draw(st.lists(_texts(_CHINESE), min_size=least, max_size=_MOST, unique=True))
    first, second = [], []
    for level in draw(_levels(names, None)):
        inner = draw(st.lists(_texts(_CHINESE), min_size=1, max_size=3, unique=True))
        below = draw(_levels(inner, level.zh))
        second += below
        weights = [one.weight for one in below if one.weight is not None]
        whole = sum(weights, Decimal(0)) if weights else level.weight
        fewest = sum(one.fewest for one in below)
        most = draw(st.none() | st.integers(max(fewest, 1), 30))
        first.append(
            evolve(
                level,
                required=False,
                least=draw(st.none() | st.just(fewest)),
                most=most,
                weight=whole,
            )
        )
    each = [one.weight for one in first if one.weight is not None]
    total = sum(each, Decimal(0))
    weights_of_all = draw(st.just(()) | st.just((total, total + 10)))
    name = draw(_texts("河东西南区abc")) + draw(st.sampled_from(("", "-1", ".1a", "1")))
    en = draw(st.just(name) | st.just("Framework"))
    source = draw(st.sampled_from(("", "财预〔2015〕88号", 'a "b" \\c')))
    return Framework(name, name, en, tuple(first), tuple(second), source, weights_of_all)


def framework_files(framework: Framework | Chosen) -> st.SearchStrategy[str]:
    """Files that say a framework, in the ways of TOML.

    ``framework`` is one of the model, or a name, a path or a text as for :func:`perflang.testing.schema`, which
    says what is raised.
    """
    return _files(framework_of(framework))


@st.composite
def _files(draw: st.DrawFn, framework: Framework) -> str:
    inline = [first for first in framework.first if not draw(st.booleans())]
    text = framework_text(framework, inline)
    return draw(st.sampled_from((text, text.replace("\n", "\r\n"))))


def framework_text(framework: Framework, inline: Sequence[Level] = ()) -> str:
    """The file of a framework; levels 2 stand on a line each under those levels 1 that are ``inline``."""
    lines = [f"id = {_text(framework.id)}", *_names(framework.zh, framework.en)]
    if framework.source:
        lines.append(f"source = {_text(framework.source)} # 依据")
    if framework.weights:
        lines.append(f"weights = [{', '.join(map(_number, framework.weights))},]")
    for first in framework.first:
        lines += ["", "[[level]]", *_fields(first)]
        below = framework.below(first)
        if first in inline:
            rows = [f"  {{ {', '.join(_fields(one))} }}, # 二级" for one in below]
            lines += ["second = [", *rows, "]"]
        else:
            for one in below:
                lines += ["[[level.second]]", *_fields(one)]
    return "\n".join([*lines, ""])


def _fields(level: Level) -> list[str]:
    fields: dict[str, Any] = {
        "aliases": level.aliases and f"[{', '.join(map(_text, level.aliases))}]",
        "required": "true" if level.required else None,
        "least": level.least,
        "most": level.most,
        "weight": None if level.weight is None else _number(level.weight),
        "direction": level.direction and f"'{level.direction}'",
        "admits": None if level.admits is None else f"[{', '.join(map(_text, level.admits))}]",
    }
    written = [f"{name} = {value}" for name, value in fields.items() if value not in (None, ())]
    return [*_names(level.zh, level.en), *written]


def _names(zh: str, en: str) -> list[str]:
    return [f'"zh" = {_text(zh)}', *([f"en = {_text(en)}"] if en != zh else [])]


def _number(number: Decimal) -> str:
    return f"{number:f}" if number % 1 else str(int(number))


def _text(text: str) -> str:
    """A string of JSON is one of TOML."""
    return json.dumps(text, ensure_ascii=False)
