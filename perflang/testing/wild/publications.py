"""Publications as wild as the model allows, as far as some form shows them or farther."""

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
from perflang.testing.letters import PLAIN, cells, hostile_texts, texts, with_texts
from perflang.testing.schemas import Chosen, schema
from perflang.testing.values import quantities, targets
from perflang.testing.wild.model import (
    budgets,
    codes,
    full_projects,
    goals,
    indicators,
    nested_budgets,
    schedules,
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
    Raises :class:`ValueError` for more than three projects, which are more than hypothesis draws at once;
    :func:`perflang.testing.publications` has any number.
    """
    if projects[1] > _MOST:
        raise ValueError(f"at most {_MOST} wild projects, not {projects[1]}")
    found = schema(None, form)
    shape, levels = found.form, found.framework
    least, most = projects
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


def wild_projects(levels: Framework) -> st.SearchStrategy[Project]:
    """Projects with every field; sources of money are those that one source goes by in several forms."""
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


def hebei_projects(levels: Framework, unit: Unit) -> st.SearchStrategy[Project]:
    """Projects as far as the form of Hebei shows them."""
    return st.builds(
        Project,
        name=texts(),
        code=codes(),
        unit=st.just(unit),
        budget=budgets(("财政资金", "其他资金")),
        purpose=st.none() | cells(),
        schedule=schedules(),
        goals=goals(),
        indicators=st.lists(indicators(levels), max_size=5).map(tuple),
    )


def hebei_publications() -> st.SearchStrategy[Publication]:
    """Publications as far as the form of Hebei shows them."""
    levels = shipped("2015")
    unit = Unit("926001", "某开发区管委会")
    return st.builds(
        lambda overall, specific, safeguards, projects: Publication(
            Department(
                scale="万元",
                framework="2015",
                form="hebei",
                overall=overall,
                specific=specific,
                safeguards=safeguards,
                units=(unit,),
            ),
            tuple(projects),
        ),
        goals(),
        goals(),
        goals(),
        st.lists(hebei_projects(levels, unit), min_size=1, max_size=3, unique_by=lambda p: p.code),
    )


def brief_publications() -> st.SearchStrategy[Publication]:
    """Publications as far as the brief form shows them."""
    levels = shipped("2021")
    unit = Unit("310", "Harbour Office")
    project = st.builds(
        Project,
        name=texts(PLAIN),
        code=st.none() | codes(),
        unit=st.just(unit),
        budget=st.none() | nested_budgets(),
        purpose=st.none() | cells(),
        schedule=st.none() | schedules(),
        goals=goals(),
        indicators=st.lists(indicators(levels), min_size=1, max_size=4).map(
            lambda rows: tuple(evolve(row, description=None) for row in rows)
        ),
    )
    department = st.builds(
        Department,
        name=texts(PLAIN),
        year=st.integers(1990, 2090).map(str),
        scale=st.just("万元"),
        framework=st.just("2021"),
        form=st.just("brief"),
        overall=goals(),
        units=st.just((unit,)),
    )
    projects = st.lists(project, min_size=1, max_size=3, unique_by=lambda p: p.code or p.name)
    return st.builds(Publication, department, projects.map(tuple))


def full_publications() -> st.SearchStrategy[Publication]:
    """Publications with projects and wholes that have every field."""
    project = full_projects(shipped("2015"))
    whole = st.builds(lambda one, name: evolve(one, name=name, code=None), project, texts())
    return st.builds(
        lambda projects, wholes: Publication(
            Department(scale="万元", framework="2015", form="hebei"),
            tuple(projects),
            tuple(wholes),
        ),
        st.lists(project, min_size=1, max_size=2),
        st.lists(whole, max_size=2),
    )


@st.composite
def hostile_publications(draw: st.DrawFn) -> Publication:
    """Publications with a hostile text in every field that holds a text."""
    publication = draw(hebei_publications() | brief_publications())
    changed: Publication = with_texts(publication, lambda: draw(hostile_texts()))
    return changed
