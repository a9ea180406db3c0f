"""The JSON export and its published schema: what is written fits, and what does not fit is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from perflang.exports import model_json
from perflang.exports.target_json import target_json
from perflang.model import Publication
from perflang.source import packaged_text
from perflang.testing.values import built_targets, targets
from perflang.values import Target, read_cell
from tests.form_publications import (
    brief_publications,
    full_publications,
    hebei_publications,
)
from tests.support import compile_text

SCHEMA = json.loads(packaged_text("exports/model.schema.json"))
Path = tuple[str | int, ...]


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def documents() -> st.SearchStrategy[Publication]:
    return hebei_publications() | brief_publications() | full_publications()


def exported(publication: Publication) -> Any:
    return json.loads(b"".join(model_json.render(publication)))


def faults(document: Any) -> list[str]:
    return [
        f"{list(error.absolute_path)}: {error.message}"
        for error in validator().iter_errors(document)
    ]


@given(documents())
def test_every_publication_fits_the_schema(publication: Publication) -> None:
    assert faults(exported(publication)) == []


def test_what_is_read_of_a_project_is_exported_with_its_places_in_order() -> None:
    text = """\
金额单位: 万元
整体支出: 市民政局
  用途: 助餐
项目: 社区养老服务
  项目类别: 特定目标类
  起止时间: 2022年1月—2023年
  负责人: 科长
  中期预算: 9 = 财政资金 9
  分年度预算: 2022年 4
  分年度预算: 2023年 5 = 财政资金 5
  中期目标:
    1. 养老
  任务: 助餐点
    任务内容: 选址
    任务时间: 长期
    任务预算: 4
  其他栏目: 管理办法: 市级
  数量指标: 培训人次 ≥ 300 人次
    中期指标值: ≥ 900 人次
"""
    document = exported(compile_text(text).publication)
    assert faults(document) == []
    (project,), (whole,) = document["projects"], document["wholes"]
    assert (whole["name"], whole["purpose"]) == ("市民政局", "助餐")
    period = {"kind": "period", "from": "2022-01", "to": "2023", "text": "2022年1月—2023年"}
    assert (project["category"], project["leader"], project["period"]) == (
        "特定目标类",
        "科长",
        period,
    )
    assert project["long_budget"]["total"]["number"] == "9"
    years = [(one["year"], one["budget"]["total"]["number"]) for one in project["yearly"]]
    assert years == [("2022", "4"), ("2023", "5")]
    assert project["long_goals"] == [{"marker": "1.", "text": "养老"}]
    (task,) = project["tasks"]
    assert (task["name"], task["content"], task["period"]["kind"]) == ("助餐点", "选址", "text")
    assert task["budget"]["total"]["number"] == "4"
    assert project["others"] == [{"name": "管理办法", "text": "市级"}]
    assert project["indicators"][0]["long_target"]["number"] == "900"


@pytest.mark.parametrize(
    "cell", ["≈优", "≈是", "≈12月底前", "≈全年", "≈待定", "≈—", "≈3-5天", "约优"]
)
def test_about_what_is_no_number_is_a_text(cell: str) -> None:
    publication = compile_text(f'指标体系: flat\n项目: a\n  指标: b: "{cell}"\n').publication
    assert faults(exported(publication)) == []


def test_a_publication_with_nothing_in_it_fits() -> None:
    assert faults(exported(compile_text("").publication)) == []


@given(documents(), st.data())
def test_whatever_is_left_out_added_or_of_another_type_is_refused(
    publication: Publication, data: st.DataObject
) -> None:
    document = exported(publication)
    assert faults(document) == []
    path = data.draw(st.sampled_from(sorted(places(document), key=str)))
    for changed in _changes(document, path):
        assert faults(changed), path


def places(document: Any, above: Path = ()) -> Iterator[Path]:
    """The path of everything in a document, the outermost first."""
    if above:
        yield above
    inner: list[tuple[str | int, Any]] = []
    if isinstance(document, dict):
        inner = list(document.items())
    elif isinstance(document, list):
        inner = list(enumerate(document))
    for name, value in inner:
        yield from places(value, (*above, name))


def _changes(document: Any, path: Path) -> Iterator[Any]:
    """The document without the field at ``path``, with another one beside it, and with a number in its place."""
    *above, last = path
    for change in ("without", "beside", "number"):
        changed = deepcopy(document)
        holder = changed
        for step in above:
            holder = holder[step]
        if change == "number":
            holder[last] = 12.5
        elif isinstance(holder, dict):
            if change == "without":
                del holder[last]
            else:
                holder["unheard of"] = None
        else:
            continue
        yield changed


@given(targets() | built_targets())
def test_a_target_in_json_says_what_its_cell_says(target: Target) -> None:
    typed = target_json(target)
    assert target_json(read_cell(typed["text"])) == typed or typed["kind"] == "text"  # type: ignore[arg-type]


def test_every_part_of_the_schema_is_reached() -> None:
    """Each definition, and each kind of target in it, by the cells of the tables in tests."""
    from tests.test_targets import PUBLISHED

    kinds = {str(target_json(read_cell(row[0].replace("\\n", "\n")))["kind"]) for row in PUBLISHED}
    branches = SCHEMA["$defs"]["target"]["oneOf"]
    stated = {
        kind
        for branch in branches
        for kind in (
            branch["properties"]["kind"].get("enum") or [branch["properties"]["kind"]["const"]]
        )
    }
    assert kinds == stated
    named = json.dumps(SCHEMA)
    assert all(f"#/$defs/{name}" in named for name in SCHEMA["$defs"])
