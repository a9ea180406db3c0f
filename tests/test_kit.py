"""The kit by which others test: what it generates is in order, says what its source says, and shrinks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, assume, example, find, given, settings
from hypothesis import strategies as st

import perflang.testing as kit
from perflang.compiler import Compilation
from perflang.compiler.building import build
from perflang.compiler.importing import import_document
from perflang.diagnostics import message, page
from perflang.model import Catalogue, Framework, LevelName, Project, Publication
from perflang.review import review
from perflang.source import SourceFile
from perflang.testing import (
    Source,
    files,
    frameworks,
    perf,
    publications,
    schema,
    sources,
    wild_publications,
)
from perflang.testing.bureaus import framework_text
from perflang.testing.orderly.publications import of_schema
from perflang.testing.writing.sources import readable
from perflang.testing.writing.written import Written
from perflang.vocabulary import vocabulary
from tests.support import ROOT, compile_files, form_names

FRAMEWORKS = [one.id for one in Catalogue().frameworks]
DISTRICT = ROOT / "examples" / "district" / "河东区.framework.toml"
SHANGHAI = ROOT / "examples" / "shanghai" / "上海.表样.toml"
LANGUAGES = ["zh", "en"]


def said(compilation: Compilation, *, warnings: bool) -> list[str]:
    """What ``check`` says, or the errors of it alone."""
    found = review(compilation) if warnings else compilation.diagnostics
    wanted = [one for one in found if warnings or page(one.code).severity == "error"]
    return [f"{one.code} {message(one, 'en')}" for one in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("framework", [*FRAMEWORKS, DISTRICT], ids=str)
@given(data=st.data())
@settings(suppress_health_check=[], max_examples=10)
def test_a_publication_of_any_framework_is_in_order(
    framework: str | Path, language: str, data: st.DataObject
) -> None:
    for quiet in (False, True):
        wanted = schema(framework, None, language)
        found = data.draw(of_schema(wanted, (1, 2), quiet=quiet, fields="all"))
        read = wanted.compile(Written(wanted, found).source())
        assert said(read, warnings=quiet) == []
        assert read.publication == found


@pytest.mark.parametrize("form", [*form_names(), SHANGHAI], ids=str)
@given(data=st.data())
@settings(suppress_health_check=[], max_examples=8)
def test_a_form_prints_all_that_was_generated_for_it(form: str | Path, data: st.DataObject) -> None:
    wanted = schema(None, form)
    found = data.draw(of_schema(wanted, quiet=True))
    read = wanted.compile(Written(wanted, found).source())
    built = build(read, "text")
    assert [one.code for one in built.diagnostics if one.code == "PF405"] == []
    published = b"".join(built.content).decode("utf-8")
    imported = import_document(SourceFile("p.txt", published), own=wanted.own)
    assert [one.code for one in imported.diagnostics] == []


@given(data=st.data())
@settings(suppress_health_check=[], max_examples=40)
def test_a_publication_of_a_bureau_s_own_framework_is_in_order(data: st.DataObject) -> None:
    framework = data.draw(frameworks(least=1))
    names = {one.zh for one in framework.first}
    language = data.draw(st.sampled_from(LANGUAGES))
    # In English a level 2 is written as the level 1 that shares its Chinese name.
    assume(language == "zh" or not names & {one.zh for one in framework.second})
    wanted = schema(framework_text(framework), None, language)
    assert wanted.framework == framework
    quiet = data.draw(st.booleans())
    found = data.draw(of_schema(wanted, (1, 1), quiet=quiet, fields="all"))
    read = wanted.compile(Written(wanted, found).source())
    # Where nothing at all is admitted, only what is not yet set can stand.
    admits_none = any(one.admits == () for one in (*framework.first, *framework.second))
    told = [one for one in said(read, warnings=quiet) if not (admits_none and "PF508" in one)]
    assert told == []
    assert [one.code for one in read.diagnostics if one.code == "PF317"] == []


@given(data=st.data())
@settings(suppress_health_check=[], max_examples=5)
def test_weights_are_left_out_where_there_is_no_room_for_their_rows(data: st.DataObject) -> None:
    wanted = schema(
        'id = "街道"\nzh = "街道"\n[[level]]\nzh = "产出指标"\nmost = 1\n'
        'second = [{ zh = "数量指标", weight = 50 }, { zh = "质量指标", weight = 50 }]\n'
    )
    found = data.draw(of_schema(wanted, (1, 1), quiet=True, fields="all"))
    read = wanted.compile(Written(wanted, found).source())
    assert said(read, warnings=True) == []


def test_what_is_written_in_english_has_no_chinese_brackets() -> None:
    names: set[str] = set()

    @given(publications(language="en", projects=(3, 3)))
    @settings(suppress_health_check=[], max_examples=30, phases=[Phase.generate])
    def name(publication: Publication) -> None:
        names.update(row.name for one in publication.projects for row in one.indicators)

    name()
    assert not [one for one in names if "（" in one]
    assert [one for one in names if one.endswith(" (2)")]


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(suppress_health_check=[], max_examples=25)
def test_a_source_says_what_it_was_written_from(language: str, data: st.DataObject) -> None:
    source = data.draw(sources(language=language, fields="all", projects=(1, 2)))
    read = source.compile()
    assert said(read, warnings=False) == []
    assert read.publication == source.publication


def heads(text: str) -> set[str]:
    """What stands before the first colon of each line."""
    return {re.split("[:：]", line)[0].strip() for line in text.splitlines()}


class Enough(Exception):
    """All that was looked for has been seen."""


def test_sources_are_written_in_many_ways() -> None:
    """Each of them by some of a few hundred sources; otherwise the test above would prove little."""
    aliases = {alias for keyword in vocabulary() for alias in keyword.aliases}
    ways: dict[str, Callable[[str], bool]] = {
        "a comment": lambda text: "#" in text,
        "a full-width colon": lambda text: "：" in text,
        "a full-width digit": lambda text: any(digit in text for digit in "０１２３４５６７８９"),
        "a Windows line end": lambda text: "\r\n" in text,
        "a tab": lambda text: "\n\t" in text,
        "no indentation": lambda text: "\n绩效目标" in text,
        "a quoted text": lambda text: ': "' in text,
        "another spelling": lambda text: bool(aliases & heads(text)),
        "a target of its own line": lambda text: "指标值:" in text,
    }
    seen: set[str] = set()

    @given(sources(fields="all"))
    @settings(suppress_health_check=[], max_examples=600, phases=[Phase.generate])
    def look(source: Source) -> None:
        seen.update(name for name, is_in in ways.items() if is_in(source))
        if seen == set(ways):
            raise Enough

    with pytest.raises(Enough):
        look()


@given(found=files(projects=(2, 2)))
@settings(suppress_health_check=[], max_examples=5)
def test_files_are_a_head_and_a_file_for_each_table(found: dict[str, str]) -> None:
    assert len(found) == 3
    assert len(compile_files(found).publication.projects) == 2


@given(found=files(DISTRICT, SHANGHAI))
@settings(suppress_health_check=[], max_examples=5)
def test_files_of_an_own_framework_and_form_hold_those_files(found: dict[str, str]) -> None:
    assert {DISTRICT.name, SHANGHAI.name} <= set(found)
    read = perf(found)
    assert read.errors == []
    assert read.publication.department.framework == "河东区"


def test_a_planted_defect_shrinks_to_a_file_that_is_read_at_a_glance() -> None:
    """A bureau forgot to ask for satisfaction: the least project without it is all that is left."""
    text = DISTRICT.read_text(encoding="utf-8")
    planted = text.replace("required = true", "required = false")
    assert planted != text

    def is_missed(source: Source) -> bool:
        projects = source.publication.projects
        return any(
            not any(is_satisfaction(row.level1) for row in one.indicators) for one in projects
        )

    def is_satisfaction(level: object) -> bool:
        return "满意" in str(level)

    least = find(
        sources(planted), is_missed, settings=settings(suppress_health_check=[], max_examples=200)
    )
    assert len(least.splitlines()) <= 12, least
    assert "#" not in least
    assert is_missed(least)


def test_fifty_different_projects_are_generated_well_under_a_second() -> None:
    took: list[float] = []
    different: list[int] = []
    last = process_time()

    @given(publications(projects=(50, 50), fields="all"))
    @settings(suppress_health_check=[], max_examples=6, phases=[Phase.generate])
    def generate(publication: Publication) -> None:
        nonlocal last
        tables = [*publication.projects, *publication.wholes]
        assert len({one.name for one in tables}) == 50
        different.append(len({repr(one.indicators) for one in tables}))
        took.append(process_time() - last)
        last = process_time()

    generate()
    assert min(took) < 0.8
    assert max(different) > 45


def test_what_is_no_schema_is_refused_with_what_check_would_say() -> None:
    with pytest.raises(ValueError, match="没有 '1999' 这个指标体系；有 2015"):
        schema("1999")
    with pytest.raises(ValueError, match="no form 'unknown'; there are brief"):
        schema(None, "unknown", "en")
    for language, said in (("zh", "指标体系文件这里不对"), ("en", "this is not right in")):
        with pytest.raises(ValueError, match=rf"own\.framework\.toml:2: .*{said}"):
            schema('zh = "我区"\nlevle = 1\n', None, language)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"projects": 3}, TypeError, r"projects .* such as \(1, 3\) .* not 3$"),
        ({"projects": ("1", "3")}, TypeError, r"not \('1', '3'\)$"),
        ({"projects": (3, 1)}, ValueError, r"not \(3, 1\)$"),
        ({"projects": (-1, 2)}, ValueError, r"not \(-1, 2\)$"),
        ({"projects": (True, 2)}, TypeError, r"not \(True, 2\)$"),
        ({"quiet": "no"}, TypeError, "quiet: True, False; 不是 not 'no'$"),
        ({"tidy": 1}, TypeError, "tidy: True, False; 不是 not 1$"),
        ({"language": "fr"}, ValueError, "language: zh, en; 不是 not 'fr'$"),
        ({"language": None}, ValueError, "not None$"),
        ({"fields": "al"}, ValueError, "fields: printed, all; 不是 not 'al'$"),
        ({"framework": 2021}, TypeError, "a name, a path or a text; 不是 not 2021$"),
        ({"form": ["flat"]}, TypeError, r"not \['flat'\]$"),
        ({"framework": ""}, ValueError, "没有 '' 这个指标体系；有 2015"),
        ({"form": ""}, ValueError, "没有 '' 这个表样；有 brief"),
        ({"framework": 'id = "x"'}, ValueError, "没有 'id = .*。文件的全文至少要有一个换行$"),
        (
            {"form": 'id = "x"', "language": "en"},
            ValueError,
            r"\. The text of a file has at least one",
        ),
        ({"own": 5}, TypeError, "own: OwnFile; 不是 not 5$"),
        ({"own": "局.form.toml"}, TypeError, "own: OwnFile; 不是 not '局'$"),
    ],
)
def test_a_wrong_argument_is_told_at_once(
    wrong: dict[str, Any], error: type[Exception], message: str
) -> None:
    asked = 0
    for strategy in (publications, sources, files, kit.projects, kit.indicators):
        if wrong.keys() <= signature(strategy).parameters.keys():
            asked += 1
            with pytest.raises(error, match=message) as refused:
                strategy(**wrong)
            assert type(refused.value) is error
    assert asked


@pytest.mark.parametrize(
    ("strategy", "wrong", "error", "message"),
    [
        (wild_publications, {"projects": 3}, TypeError, r"such as \(1, 3\) .* not 3$"),
        (wild_publications, {"projects": ("1", "2")}, TypeError, r"not \('1', '2'\)$"),
        (wild_publications, {"projects": (2, 1)}, ValueError, r"not \(2, 1\)$"),
        (wild_publications, {"projects": (-1, 1)}, ValueError, r"not \(-1, 1\)$"),
        (kit.wild_projects, {"framework": "1999"}, ValueError, "没有 '1999' 这个指标体系；有 2015"),
        (
            kit.wild_projects,
            {"framework": 2021},
            TypeError,
            "a name, a path or a text; 不是 not 2021$",
        ),
        (kit.framework_files, {"framework": frameworks()}, TypeError, "a name, a path or a text; "),
        (frameworks, {"least": 9}, ValueError, "least: 0—4; 不是 not 9$"),
        (frameworks, {"least": -1}, ValueError, "least: 0—4; 不是 not -1$"),
        (frameworks, {"least": "2021"}, TypeError, "least: 0—4; 不是 not '2021'$"),
        (
            kit.grades,
            {"scale": "x"},
            TypeError,
            "scale: perflang.values.grade.Scale; 不是 not 'x'$",
        ),
        (
            kit.targets,
            {"kind": "nope"},
            ValueError,
            "kind: comparison, figure, .*; 不是 not 'nope'$",
        ),
        (kit.edits, {"source": 5}, TypeError, "source: 不是文字 no text: 5$"),
        (kit.edits, {"source": b"x"}, TypeError, "source: 不是文字 no text: b'x'$"),
        (kit.edits, {"source": "", "before": "x"}, TypeError, "before: .* not 'x'$"),
        (kit.edits, {"source": "", "before": [1]}, TypeError, r"before: .* not \[1\]$"),
        (kit.edits, {"source": "", "clipboard": None}, TypeError, "clipboard: .* not None$"),
        (kit.perf, {"texts": "", "framework": ""}, ValueError, "''"),
    ],
)
def test_each_strategy_tells_a_wrong_argument_of_its_own_at_once(
    strategy: Callable[..., Any], wrong: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as refused:
        strategy(**wrong)
    assert type(refused.value) is error


@pytest.mark.parametrize("by_text", [True, False])
def test_a_framework_is_given_by_its_text_or_itself(by_text: bool) -> None:
    text = 'id = "街道"\nzh = "街道"\n[[level]]\nzh = "照明"\nsecond = [{ zh = "路灯" }]\n'
    known = schema(text).framework
    meant = text if by_text else known
    seen: set[LevelName | None] = set()

    @given(kit.framework_files(meant), kit.wild_projects(meant))
    @settings(suppress_health_check=[], max_examples=10, phases=[Phase.generate])
    def draw(file: str, project: Project) -> None:
        assert schema(file).framework == known
        seen.update(row.level2 for row in project.indicators)

    draw()
    assert seen == {LevelName("路灯")}


def told(strategy: st.SearchStrategy[object], *explicit: object) -> str:
    """What hypothesis says of the test that fails for any example."""

    def fails(one: object) -> None:
        raise AssertionError

    phases = [Phase.generate] if not explicit else [Phase.explicit]
    of_any = settings(max_examples=5, phases=phases)(given(strategy)(fails))
    with pytest.raises(AssertionError) as failed:
        (of_any if not explicit else example(*explicit)(of_any))()
    return "\n".join(failed.value.__notes__)


@pytest.mark.parametrize("strategy", [publications, sources, files])
def test_a_large_example_is_shown_once_as_its_text(strategy: Callable[..., Any]) -> None:
    said = told(strategy(projects=(20, 20)))
    assert said.count("项目: 农村公路养护\n") == 1
    assert "the text above>,\n" in said
    assert "Project(" not in said


def test_what_a_text_does_not_say_is_shown_in_full() -> None:
    found = perf("项目: 农村公路养护\n").publication
    for said in (
        told(publications(projects=(1, 1)).map(lambda one: evolve(one, wholes=one.projects))),
        told(publications(), found),
    ):
        assert "projects=(Project(name='农村公路养护'),)" in said
    assert readable("甲\r\n\x1b乙\r\n") == "(CRLF)\n甲\n\\x1b乙\n"


def test_wild_publications_are_no_larger_than_hypothesis_draws() -> None:
    with pytest.raises(ValueError, match="at most 3 wild projects, not 10"):
        wild_publications(None, (10, 10))

    @given(wild_publications(None, (3, 3)))
    @settings(suppress_health_check=[], max_examples=10, phases=[Phase.generate])
    def draw(publication: Publication) -> None:
        assert len(publication.projects) == 3

    draw()


def test_every_name_is_there_and_importing_the_kit_imports_nothing() -> None:
    assert all(getattr(kit, name) for name in kit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'publication'"):
        _ = kit.publication
    code = "import sys, perflang.testing; print('hypothesis' in sys.modules, 'lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.split() == [b"False", b"False"]


def test_without_hypothesis_the_kit_names_what_can_be_had() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import inspect, perflang.testing as kit\n"
        "print(*(name for name, _ in inspect.getmembers(kit)))\n"
        "from perflang.testing import publications"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, cwd=ROOT
    )
    assert done.stdout.split() == [
        "Compiled",
        "Example",
        "Finding",
        "Schema",
        "perf",
        "perf_check",
        "schema",
    ]
    last = done.stderr.splitlines()[-1]
    assert last == "ImportError: hypothesis is missing: pip install perflang[testing]"
    assert dir(kit) == sorted(kit.__all__)


@given(frameworks())
@settings(suppress_health_check=[], max_examples=10)
def test_a_framework_s_text_says_it(framework: Framework) -> None:
    assert schema(framework_text(framework), "flat").framework == framework
