"""The framework and the form of the bureau, held to what they are for."""

from pathlib import Path

from hypothesis import given, settings

from perflang.testing import publications, sources

HERE = Path(__file__).parent
OURS = HERE / "云溪教育.指标体系.toml", HERE / "云溪教育.表样.toml"
# A table is built and imported again within a test; an old machine takes its time for that.
patiently = settings(deadline=None, max_examples=50)


@patiently
@given(publications(*OURS))
def test_每个项目都问师生满意不满意(publication):
    for project in publication.projects:
        assert "师生满意度指标" in [row.level2.name for row in project.indicators]


@patiently
@given(publications(*OURS, quiet=True))
def test_权重合计都是一百(publication):
    for project in publication.projects:
        assert sum(row.weight.value for row in project.indicators) == 100


@patiently
@given(sources(*OURS))
def test_体系要填的表样都印得下_印出来读得回来(perf, source):
    made = perf(source)
    assert made.errors == []
    assert made.lost() == []
    assert made.imported().build() == made.build()


def test_成本写成不少于要提醒(perf):
    text = (HERE / "01-营养改善计划.perf").read_text(encoding="utf-8").replace("≤ 7 元", "≥ 7 元")
    made = perf(f"指标体系: 云溪教育\n{text}", framework=OURS[0])
    assert "PF318" in made.codes, made.shown()
