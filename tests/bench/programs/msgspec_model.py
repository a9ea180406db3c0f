"""The records as msgspec's objects, with the checks of the benchmark."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, json

SECONDS = {
    "产出指标": {"数量指标", "质量指标", "时效指标", "成本指标"},
    "效益指标": {"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"},
    "满意度指标": {"服务对象满意度指标"},
}
Text = Annotated[str, Meta(min_length=1)]
Month = Annotated[int, Meta(ge=1, le=12)]
Percent = Annotated[int, Meta(ge=0, le=100)]


class Indicator(Struct, forbid_unknown_fields=True):  # type: ignore[call-arg]
    """A row of the table."""

    l1: Text
    l2: Text
    name: Text
    desc: str
    op: Literal["≥", "≤", "=", ">", "<"]
    value: Decimal
    unit: str
    basis: str

    def __post_init__(self) -> None:
        if self.l2 not in SECONDS.get(self.l1, ()):
            raise ValueError(f"{self.l2} is not under {self.l1}")


class Project(Struct, forbid_unknown_fields=True):  # type: ignore[call-arg]
    """A table."""

    code: Text
    name: Text
    dept_code: Text
    dept: Text
    unit: Literal["元", "万元"]
    total: Decimal
    fiscal: Decimal
    other: Decimal
    purpose: Text
    schedule: Annotated[list[tuple[Month, Percent]], Meta(min_length=1)]
    goals: Annotated[list[Text], Meta(min_length=1)]
    indicators: list[Indicator]

    def __post_init__(self) -> None:
        if self.total != self.fiscal + self.other or min(self.fiscal, self.other) < 0:
            raise ValueError("the budget is not the sum of its parts")
        shares = [share for _, share in self.schedule]
        if shares != sorted(shares):
            raise ValueError("the schedule falls")
        if shares[-1] != 100:
            raise ValueError("the schedule does not end at 100%")
        if {row.l1 for row in self.indicators} != SECONDS.keys():
            raise ValueError("a first level is missing")


class File(Struct):
    """All tables of a file."""

    projects: list[Project]


read = json.Decoder(File).decode
