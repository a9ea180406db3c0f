"""Publications as far as one form shows them, or one framework asks: what the output formats are tried with."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from perflang.model import Department, Framework, Project, Publication, Unit
from perflang.testing.letters import PLAIN, cells, hostile_texts, texts, with_texts
from perflang.testing.wild.model import (
    budgets,
    codes,
    full_projects,
    goals,
    indicators,
    nested_budgets,
    schedules,
    shipped,
)


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
