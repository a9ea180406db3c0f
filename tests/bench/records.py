"""The tables of the example as plain records, and as many more like them as are wanted."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from perflang.exports import model_json
from tests.support import example

# code, name, dept_code, dept, unit, total, fiscal, other, purpose, schedule, goals, indicators
Record = dict[str, Any]

SOURCES_OF_MONEY = ("财政资金", "其他资金")
CODE_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OPERATORS = ("≥", "≥", "≥", "≤", "=")
FIRST_MONTHS = (3, 6, 10)


def example_records() -> list[Record]:
    """The eleven tables of the example, in the order of their publication."""
    exported = json.loads(b"".join(model_json.render(example("dingzhou"))))
    unit = exported["department"]["money_unit"]
    return [_record(project, unit) for project in exported["projects"]]


def _record(project: dict[str, Any], money_unit: str) -> Record:
    budget = project["budget"]
    parts = {part["name"]: part["amount"]["written"] for part in budget["parts"]}
    fiscal, other = (parts[name] for name in SOURCES_OF_MONEY)
    return {
        "code": project["code"],
        "name": project["name"],
        "dept_code": project["unit"]["code"],
        "dept": project["unit"]["name"],
        "unit": money_unit,
        "total": budget["total"]["written"],
        "fiscal": fiscal,
        "other": other,
        "purpose": project["purpose"],
        "schedule": [_stage(stage) for stage in project["schedule"]],
        "goals": [goal["text"] for goal in project["goals"]],
        "indicators": [_indicator(row) for row in project["indicators"]],
    }


def _stage(stage: dict[str, str]) -> list[int]:
    return [int(stage["stage"].removesuffix("月底")), round(float(stage["percent"]))]


def _indicator(row: dict[str, Any]) -> dict[str, str]:
    target = row["target"]
    operator = target.get("operator") or ""
    value = target.get("written") or target["text"]
    unit = target.get("unit") or target["text"].removeprefix(f"{operator}{value}")
    return {
        "l1": row["level1"]["name"],
        "l2": row["level2"]["name"],
        "name": row["name"],
        # A cell may have blank lines; the formats of all peers get the text without them.
        "desc": (row["description"] or "").strip(),
        "op": operator,
        "value": value,
        "unit": unit,
        "basis": row["basis"] or "",
    }


def scaled(count: int) -> Iterator[Record]:
    """The example's tables first, then the same ones with other codes, names, figures and texts.

    The same count gives the same records, and a larger one goes on from them.
    """
    chance = random.Random("tables of the benchmark")
    base = example_records()
    for number in range(count):
        record = deepcopy(base[number % len(base)])
        if number >= len(base):
            _vary(record, number, chance)
        yield record


def _vary(record: Record, number: int, chance: random.Random) -> None:
    # The number stands in the code, so that no two are alike.
    signs = "".join(chance.choices(CODE_SIGNS, k=7))
    record["code"] = f"13068221{number:06d}{signs}"
    record["name"] += f"（第{number}号）"
    record["purpose"] += f"，第{number}批"
    fiscal, other = chance.randrange(100, 10**6), chance.choice((0, 0, chance.randrange(1, 10**5)))
    record["fiscal"], record["other"] = f"{fiscal / 100:.2f}", f"{other / 100:.2f}"
    record["total"] = f"{(fiscal + other) / 100:.2f}"
    shares = sorted(chance.sample(range(5, 100), len(FIRST_MONTHS)))
    record["schedule"] = [*map(list, zip(FIRST_MONTHS, shares, strict=True)), [12, 100]]
    for row in record["indicators"]:
        row["op"], row["value"] = chance.choice(OPERATORS), str(chance.randrange(50, 101))
        if chance.random() < 0.5:
            row["desc"] += f"（{chance.randrange(1000)}）"
        if chance.random() < 0.2:
            row["basis"] = f"财预〔{chance.randrange(2015, 2026)}〕{chance.randrange(1, 99)}号"


def mistaken(records: list[Record]) -> dict[str, list[Record]]:
    """Seven mistakes by name, each in records that are in order otherwise; all tools must refuse each."""

    def changed(number: int, **fields: object) -> list[Record]:
        found = deepcopy(records)
        found[number].update(fields)
        return found

    early = [[3, 25], [6, 50], [10, 75], [12, 99]]
    falling = [[3, 25], [6, 20], [10, 75], [12, 100]]
    rows = deepcopy(records[0]["indicators"])
    first = rows[0]["l1"]
    return {
        "sum": changed(0, fiscal=f"{float(records[0]['fiscal']) + 0.01:.2f}"),
        "end of schedule": changed(0, schedule=early),
        "falling schedule": changed(0, schedule=falling),
        "code twice": changed(0, code=records[1]["code"]),
        "level of another": changed(0, indicators=[{**rows[-1], "l1": first}, *rows]),
        "level missing": changed(0, indicators=[row for row in rows if row["l1"] != first]),
        "no number": changed(0, indicators=[{**rows[0], "value": "高"}, *rows[1:]]),
    }
