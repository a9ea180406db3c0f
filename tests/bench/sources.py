"""Records as the text of a source, for this benchmark and for any other harness that has such records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perflang.semantics.projects import is_code
from perflang.syntax.quoting import (
    name_leaf,
    project_name_leaf,
    text_leaf,
    unit_name_leaf,
    value_leaf,
)
from perflang.syntax.tree import Leaf


def write(records: Sequence[Mapping[str, Any]]) -> str:
    """One source file with the records of one unit; every text comes back as it is given."""
    return "".join(f"{line}\n" for line in _lines(records))


def _lines(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "年度: 2021"
    # A framework with all three first levels, so that one that is missing is a mistake.
    yield "指标体系: hebei"
    yield f"金额单位: {records[0]['unit']}"
    unit = None
    for record in records:
        code, name = record["dept_code"], record["dept"]
        if (code, name) != unit:
            yield f"预算单位: {code} {_written(unit_name_leaf(name, bool(code)))}"
            unit = code, name
        yield ""
        yield from _project(record)


def _project(record: Mapping[str, Any]) -> Iterator[str]:
    code = record["code"]
    name = _written(project_name_leaf(record["name"], has_code=True))
    yield f"项目: {_written(Leaf(code, quoted=not is_code(code)))} {name}"
    money = f"财政资金 {record['fiscal']} + 其他资金 {record['other']}"
    yield f"  预算: {record['total']} = {money}"
    yield f"  用途: {_written(text_leaf(record['purpose']))}"
    stages = (f"{month}月底 {percent}%" for month, percent in record["schedule"])
    yield f"  支出计划: {', '.join(stages)}"
    yield "  绩效目标:"
    for number, goal in enumerate(record["goals"], 1):
        yield f"    {number}. {_written(text_leaf(goal))}"
    level = None
    for row in record["indicators"]:
        if row["l1"] != level:
            level = row["l1"]
            yield f"  {level}:"
        yield from _indicator(row)


def _indicator(row: Mapping[str, str]) -> Iterator[str]:
    # The wide sign of equality is one that published tables have.
    sign = row["op"].replace("＝", "=")
    value = _written(value_leaf(f"{row['value']} {row['unit']}".strip()))
    yield f"    {row['l2']}: {_written(name_leaf(row['name']))} {sign} {value}"
    for keyword, text in (("描述", row["desc"]), ("依据", row["basis"])):
        if text:
            yield f"      {keyword}: {_written(text_leaf(text))}"


def _written(leaf: Leaf) -> str:
    return '"' + leaf.text.replace('"', '""') + '"' if leaf.quoted else leaf.text
