"""Publications as wild as the model allows, whether a form shows all of it or not."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from perflang.model import (
    Department,
    Framework,
    Indicator,
    OtherField,
    Project,
    Publication,
    Unit,
)
from perflang.testing.asked import counts
from perflang.testing.letters import PLAIN, cells, texts
from perflang.testing.schemas import Chosen, framework_of, schema
from perflang.testing.values import quantities, targets
from perflang.testing.wild.model import (
    budgets,
    full_projects,
    goals,
    indicators,
    shipped,
    with_attributes,
    yearly_budgets,
)
from perflang.values import Comparison, Several
from perflang.values.columns import Columns, read_columns

_MOST = 3
_UNIT = Unit("301", "市民政局")
# The names that one source goes by, and the columns that forms may have besides.
_SOURCES = (("财政拨款", "其他资金"), ("财政资金", "单位资金"), ("一般公共预算拨款", "自有资金"))


def wild_publications(
    form: Chosen = None, projects: tuple[int, int] = (1, 3)
) -> st.SearchStrategy[Publication]:
    """Publications with everything that there is, whether the form shows it or not, as wild as it comes.

    ``form`` is a name, a path or a text as for :func:`perflang.testing.schema`. They may have findings.
    ``projects`` is how many tables there are, at least and at most. Raises :class:`ValueError` for more than
    three, which are more than hypothesis draws at once (:func:`perflang.testing.publications` has any number),
    and for what can be no numbers of projects; :class:`TypeError` for what are no two numbers.
    """
    least, most = counts(projects)
    if most > _MOST:
        raise ValueError(f"at most {_MOST} wild projects, not {most}")
    found = schema(None, form)
    shape, levels = found.form, found.framework
    tables = st.lists(wild_projects(levels), min_size=least, max_size=most).map(tuple)
    each = "wholes" if "wholes" in shape.repeats else "projects"
    department = st.builds(
        Department,
        name=texts(PLAIN),
        year=st.integers(1990, 2090).map(str),
        scale=st.sampled_from(["元", "万元", "亿元"]),
        framework=st.just(levels.id),
        form=st.just(shape.id),
        overall=goals(),
        units=st.just((_UNIT,)),
    )
    return st.builds(lambda head, found: Publication(head, **{each: found}), department, tables)


def wild_projects(framework: Framework | Chosen = None) -> st.SearchStrategy[Project]:
    """Projects with every field; sources of money are those that one source goes by in several forms.

    ``framework`` is one of the model, or a name, a path or a text as for :func:`perflang.testing.schema`, which
    says what is raised.
    """
    levels = framework_of(framework)
    money = st.sampled_from(_SOURCES).flatmap(budgets)
    named = st.builds(lambda text: (OtherField("预算执行率权重", text),), texts()) | st.just(())
    known = st.fixed_dictionaries(
        {
            "unit": st.just(_UNIT),
            "budget": st.none() | money,
            "long_budget": st.none() | money,
            "yearly": yearly_budgets() | st.just(()),
            "others": named,
            "indicators": wild_rows(levels),
        }
    )
    return st.builds(
        lambda project, fields, sums: evolve(
            project,
            tasks=tuple(
                evolve(task, budget=one) for task, one in zip(project.tasks, sums, strict=False)
            ),
            **fields,
        ),
        full_projects(levels if levels.second else shipped("2021")),
        known,
        st.lists(st.none() | money, min_size=3, max_size=3),
    )


def wild_rows(levels: Framework) -> st.SearchStrategy[tuple[Indicator, ...]]:
    """Rows of a table with all attributes, breakdowns, recipients; some of them as in columns."""
    plain = (
        indicators(levels)
        if levels.second
        else st.builds(lambda name, target: Indicator(name, target=target), cells(), targets())
    )
    recipients = st.lists(quantities(), min_size=3, max_size=3).map(
        lambda found: Several(
            "recipients",
            tuple(
                (name, Comparison("≥", evolve(one, unit="个")))
                for name, one in zip(("甲镇", "乙镇", "丙镇"), found, strict=True)
            ),
        )
    )
    split = st.builds(
        lambda *found: read_columns(Columns(*found), "定性"),
        st.sampled_from(["", "≥", "≤", ">=", "定性", "约"]),
        cells() | st.sampled_from(["", "20", "1,000.50", "优", "2021年12月底", "18—54", "不少于5"]),
        st.sampled_from(["", "个", "%", "万元", "级", "以上"]),
    )
    row = st.builds(
        lambda one, target, apart, parts: evolve(
            one,
            target=target or apart.target,
            sign=None if target else apart.sign,
            measure=None if target else apart.measure,
            parts=tuple(
                Indicator(part.name, one.level1, one.level2, part.target) for part in parts
            ),
        ),
        with_attributes(plain),
        st.none() | targets() | recipients,
        split,
        st.lists(plain, max_size=1),
    )
    return st.lists(row, max_size=4).map(tuple)
