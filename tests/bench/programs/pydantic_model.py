"""The records as pydantic models, with the checks of the benchmark."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SECONDS = {
    "产出指标": {"数量指标", "质量指标", "时效指标", "成本指标"},
    "效益指标": {"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"},
    "满意度指标": {"服务对象满意度指标"},
}
Text = Annotated[str, Field(min_length=1)]
Amount = Annotated[Decimal, Field(ge=0)]
Month = Annotated[int, Field(ge=1, le=12)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class Indicator(BaseModel):
    """A row of the table."""

    model_config = ConfigDict(extra="forbid")
    l1: Text
    l2: Text
    name: Text
    desc: str
    op: Literal["≥", "≤", "=", ">", "<"]
    value: Decimal
    unit: str
    basis: str

    @model_validator(mode="after")
    def _is_under_its_level(self) -> Indicator:
        if self.l2 not in SECONDS.get(self.l1, ()):
            raise ValueError(f"{self.l2} is not under {self.l1}")
        return self


class Project(BaseModel):
    """A table."""

    model_config = ConfigDict(extra="forbid")
    code: Text
    name: Text
    dept_code: Text
    dept: Text
    unit: Literal["元", "万元"]
    total: Amount
    fiscal: Amount
    other: Amount
    purpose: Text
    schedule: Annotated[list[tuple[Month, Percent]], Field(min_length=1)]
    goals: Annotated[list[Text], Field(min_length=1)]
    indicators: list[Indicator]

    @model_validator(mode="after")
    def _agrees(self) -> Project:
        if self.total != self.fiscal + self.other:
            raise ValueError("the budget is not the sum of its parts")
        shares = [share for _, share in self.schedule]
        if shares != sorted(shares):
            raise ValueError("the schedule falls")
        if shares[-1] != 100:
            raise ValueError("the schedule does not end at 100%")
        if {row.l1 for row in self.indicators} != SECONDS.keys():
            raise ValueError("a first level is missing")
        return self


class File(BaseModel):
    """All tables of a file."""

    projects: list[Project]


validated = File.model_validate
