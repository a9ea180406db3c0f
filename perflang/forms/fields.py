"""The fields that a form can print: one table of what they are called, whose they are and what they hold.

Records (:mod:`perflang.forms.records`), the reading of a document and the reading of form files all look here,
so that a field is added by a line of this table, its text in ``records`` and its value in ``rebuild``.
"""

from __future__ import annotations

from functools import cache

from perflang.source.classes import frozen
from perflang.vocabulary import vocabulary

# Between the name of a field and the source of money, or the label, that it is narrowed to.
COLON = ":"
# The field that adds another one up over all projects: ``sum:budget``.
SUM = "sum"
# Between the names that one source of money goes by in different forms.
OR = "|"


@frozen
class Field:
    """A field of a record of kind ``of``.

    ``names`` are what a form's file may call it besides its id and the spellings of ``keyword``, which is what
    a source calls it. ``lines`` says what it holds: ``one`` line, ``many``, or the ``items`` of a list.
    ``pattern`` is what its text looks like where that is narrower than any text. ``narrowed`` fields may name a
    source of money or a label behind a colon, or must where ``of`` has no text without one. Fields that are
    ``derived`` follow from others or from the place of a record, so that nobody misses them.
    """

    id: str
    of: str
    names: tuple[str, ...] = ()
    keyword: str | None = None
    lines: str = "one"
    pattern: str | None = None
    narrowed: str = "no"
    derived: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """What a file may call it, its Chinese name first and its id last."""
        keyword = next((one for one in vocabulary() if one.id == self.keyword), None)
        return (*self.names, *(keyword.spellings if keyword else ()), self.id)

    def spelled(self, language: str) -> str:
        """The name that it goes by in messages of a language."""
        return self.spellings[0] if language == "zh" else self.id


def _many(of: str, *ids: str) -> tuple[Field, ...]:
    return tuple(Field(one, of, keyword=one, lines="many") for one in ids)


FIELDS = (
    # The publication: what every table may repeat.
    Field("department", "department", keyword="department", derived=True),
    Field("year", "department", keyword="year", derived=True),
    Field("scale", "department", keyword="scale", derived=True),
    Field("overall", "department", keyword="overall", lines="items"),
    Field("specific", "department", keyword="specific", lines="items"),
    Field("safeguards", "department", keyword="safeguards", lines="items"),
    Field(SUM, "department", ("合计",), narrowed="must", derived=True),
    # A project, or a department as a whole.
    Field("number", "every", ("序号",), pattern="[0-9]+", derived=True),
    Field("project_number", "project", ("项目序号",), pattern="[0-9]+", derived=True),
    Field("project", "project", ("项目名称",), keyword="project", lines="many"),
    Field("code", "project", ("项目编码", "项目代码")),
    Field(
        "unit.code",
        "project",
        ("单位编码", "单位代码", "预算单位编码"),
        pattern="(?:[0-9]{3,6}(?![0-9]))?",
        derived=True,
    ),
    Field("unit.name", "project", ("预算单位", "单位名称", "unit"), derived=True),
    *_many("project", "category", "nature", "authority", "implementer", "leader", "contact"),
    *_many("project", "phone", "summary", "grounds", "necessity", "feasibility", "measures"),
    *_many("project", "purpose", "footnote", "period"),
    Field("begin", "project", ("开始时间", "开始日期", "计划开始日期"), lines="many"),
    Field("end", "project", ("完成时间", "完成日期", "计划完成日期", "结束时间"), lines="many"),
    Field("goals", "project", keyword="goals", lines="items"),
    Field("long_goals", "project", keyword="long_goals", lines="items"),
    Field("budget", "project", keyword="budget", narrowed="may"),
    Field("long_budget", "project", keyword="long_budget", narrowed="may"),
    Field("other", "project", keyword="other", lines="many", narrowed="must"),
    # An indicator.
    Field("level1", "indicator", ("一级指标",)),
    Field("level2", "indicator", ("二级指标",)),
    Field("indicator", "indicator", ("指标名称", "三级指标"), keyword="indicator", lines="many"),
    Field("target", "indicator", keyword="target", lines="many"),
    Field("operator", "indicator", ("指标性质", "符号"), keyword="sign"),
    Field("value", "indicator", ("指标数值", "数值"), lines="many"),
    Field("measure", "indicator", keyword="measure", lines="many"),
    Field("bound", "indicator", ("带符号的指标值", "符号和数值"), lines="many"),
    Field("quantity", "indicator", ("带单位的指标值", "数值和单位"), lines="many"),
    Field("long_target", "indicator", keyword="long_target", lines="many"),
    Field("baseline", "indicator", keyword="baseline", lines="many"),
    Field("history", "indicator", keyword="history", lines="many"),
    Field("column", "indicator", keyword="column", lines="many", narrowed="must"),
    Field("weight", "indicator", keyword="weight"),
    Field("direction", "indicator", keyword="direction"),
    Field("importance", "indicator", keyword="importance"),
    Field("core", "indicator", keyword="core"),
    *_many("indicator", "description", "explanation", "method", "source", "basis"),
    *_many("indicator", "responsible", "remark"),
    # What is repeated below a project or an indicator.
    Field("stage", "stage", ("阶段", "时间节点", "支出阶段")),
    Field("percent", "stage", ("支出比例", "累计支出比例", "支出进度")),
    Field("path", "source", ("资金来源", "资金名称")),
    Field("amount", "source", ("金额",)),
    Field("task", "task", ("任务名称",), keyword="task", lines="many"),
    *_many("task", "task_content", "task_period"),
    Field("task_begin", "task", ("任务开始时间",), lines="many"),
    Field("task_end", "task", ("任务完成时间", "任务结束时间"), lines="many"),
    Field("task_budget", "task", keyword="task_budget", narrowed="may"),
    Field("budget_year", "year", ("分年度", "资金年度")),
    Field("yearly", "year", keyword="yearly", narrowed="may"),
    Field("recipient", "recipient", ("对象", "受益方", "地区")),
    Field("share", "recipient", ("对象指标值", "分项指标值"), lines="many"),
)


@frozen
class Repeat:
    """What a section, a row or a cell can be repeated over: records of kind ``of``, in records of ``within``."""

    id: str
    of: str
    within: str
    names: tuple[str, ...] = ()

    def spelled(self, language: str) -> str:
        """The name that it goes by in messages of a language."""
        return self.names[0] if language == "zh" else self.id


REPEATS = (
    Repeat("projects", "project", "department", ("项目",)),
    Repeat("wholes", "project", "department", ("整体支出",)),
    Repeat("indicators", "indicator", "project", ("指标",)),
    Repeat("long_indicators", "indicator", "project", ("中期指标", "长期指标", "实施期指标")),
    Repeat("year_indicators", "indicator", "project", ("年度指标",)),
    Repeat("stages", "stage", "project", ("阶段", "支出计划")),
    Repeat("funding", "source", "project", ("资金来源",)),
    Repeat("tasks", "task", "project", ("任务",)),
    Repeat("years", "year", "project", ("分年度", "年度")),
    Repeat("recipients", "recipient", "project", ("对象", "地区")),
)
# Records of one kind stand in records of these: their fields may be named as well.
AROUND = {
    "department": (),
    "project": ("department",),
    "indicator": ("project", "department"),
    "stage": ("project", "department"),
    "source": ("project", "department"),
    "task": ("project", "department"),
    "year": ("project", "department"),
    "recipient": ("indicator", "project", "department"),
}


@cache
def _by_name() -> dict[str, Field]:
    named: dict[str, Field] = {}
    for field in FIELDS:
        for word in (field.id, *field.spellings):
            named.setdefault(word.lower(), field)
    return named


def field_named(name: str) -> Field | None:
    """The field that a form's file calls ``name``: its id, or a word of either language."""
    return _by_name().get(name.strip().lower())


def field_names() -> list[str]:
    """Whatever a form's file may call a field."""
    return list(_by_name())


@cache
def repeat_named(name: str) -> Repeat | None:
    """What a form's file means by ``each = "name"``."""
    name = name.strip().lower()
    return next((one for one in REPEATS if name in (one.id, *one.names)), None)


def spelled_slot(slot: str, language: str) -> str:
    """A slot in the words of a language: ``预算:财政资金`` for ``budget:财政资金``."""
    name, colon, narrowed = slot.partition(COLON)
    return field_of(name).spelled(language) + colon + narrowed


@cache
def field_of(slot: str) -> Field:
    """The field of a slot: ``budget`` of ``budget:财政资金``."""
    return _by_name()[slot.partition(COLON)[0]]
