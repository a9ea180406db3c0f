"""Which files make a publication, in which order, and what holds between them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from perflang.compiler import compile_publication
from perflang.source import Limits
from perflang.workspace import PublicationFiles, discover
from tests.support import compile_files

HEAD = "金额单位: 万元\n预算单位: 310 甲\n"


def project(code: str = "", name: str = "甲") -> str:
    return f"项目: {code} {name}\n  用途: 甲\n"


def tree(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*paths: Path) -> list[PublicationFiles]:
    return discover([str(path) for path in paths], Limits())


def names(publication: PublicationFiles, root: Path) -> list[str]:
    return [Path(source.path).relative_to(root).as_posix() for source in publication.sources.files]


def test_a_head_file_holds_for_everything_below_down_to_the_next(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "部门.perf": HEAD,
            "10-x.perf": project(),
            "2-x.perf": project(),
            "子/1.perf": project(),
            "other/department.perf": HEAD,
            "other/1.perf": project(),
            ".hidden/1.perf": project(),
            "notes.txt": "",
        },
    )
    outer, inner = found(tmp_path)
    assert names(outer, tmp_path) == ["部门.perf", "2-x.perf", "10-x.perf", "子/1.perf"]
    assert names(inner, tmp_path) == ["other/department.perf", "other/1.perf"]
    assert outer.sources.has_head
    assert inner.sources.has_head


def test_a_file_without_a_head_file_is_a_publication_of_its_own(tmp_path: Path) -> None:
    tree(tmp_path, {"a.perf": project(), "b/c.perf": project()})
    assert [names(one, tmp_path) for one in found(tmp_path)] == [["a.perf"], ["b/c.perf"]]


def test_a_file_below_a_head_file_is_checked_with_its_publication(tmp_path: Path) -> None:
    tree(tmp_path, {"部门.perf": HEAD, "1.perf": project(), "deep/2.perf": project()})
    (one,) = found(tmp_path / "deep" / "2.perf")
    assert names(one, tmp_path) == ["部门.perf", "1.perf", "deep/2.perf"]
    assert one.wanted == frozenset([(tmp_path / "deep" / "2.perf").as_posix()])
    (below,) = found(tmp_path / "deep")
    assert names(below, tmp_path) == ["部门.perf", "1.perf", "deep/2.perf"]


def test_a_publication_named_twice_is_compiled_once(tmp_path: Path) -> None:
    tree(tmp_path, {"部门.perf": HEAD, "1.perf": project()})
    assert len(found(tmp_path, tmp_path / "1.perf", tmp_path / ".")) == 1


def test_endings_are_read_in_either_case_and_a_hidden_txt_is_said(tmp_path: Path) -> None:
    tree(tmp_path, {"部门.perf": HEAD, "02.PERF": project(), "03.perf.txt": project()})
    one, rest = found(tmp_path)
    assert names(one, tmp_path) == ["部门.perf", "02.PERF"]
    assert [diagnostic.code for diagnostic in rest.diagnostics] == ["PF232"]


def test_two_head_files_in_one_folder_are_a_finding(tmp_path: Path) -> None:
    tree(tmp_path, {"部门.perf": HEAD, "department.perf": HEAD, "1.perf": project()})
    (one,) = found(tmp_path)
    assert [diagnostic.code for diagnostic in one.diagnostics] == ["PF227"]


@pytest.mark.parametrize(
    "name", ["部门(1).perf", "部门 - 副本.perf", "Department copy.perf", "部门.perf.txt"]
)
def test_a_head_file_under_another_name_is_one_finding_and_nothing_is_built(
    tmp_path: Path, name: str
) -> None:
    tree(tmp_path, {name: HEAD, "1.perf": "项目: 甲\n  预算: 1\n", "子/2.perf": project()})
    for given in (tmp_path, tmp_path / "1.perf"):
        (publication,) = found(given)
        assert [one.code for one in publication.diagnostics] == ["PF233"]
        assert names(publication, tmp_path) == ["1.perf", "子/2.perf"]
        assert compile_publication(publication.sources).diagnostics == ()


@pytest.mark.parametrize(
    "others",
    [
        {"部门1.perf": HEAD + project(), "部门2.perf": HEAD + project()},  # two of a kind
        {"部门(1).perf": HEAD + project()},  # alone
        {"民政部门.perf": HEAD + project(), "1.perf": project()},
        {"部门.perf": HEAD, "子/部门(1).perf": project(), "子/1.perf": project()},  # below another
    ],
    ids=str,
)
def test_a_name_that_only_resembles_a_head_file_is_nothing(
    tmp_path: Path, others: Mapping[str, str]
) -> None:
    tree(tmp_path, others)
    assert not any(publication.diagnostics for publication in found(tmp_path))


@pytest.mark.parametrize("name", ["missing", "missing.perf", "a.perf/b"])
def test_what_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    tree(tmp_path, {"a.perf": project()})
    (one,) = found(tmp_path / name)
    assert [diagnostic.code for diagnostic in one.diagnostics] == ["PF108"]


def test_a_folder_without_sources_is_said(tmp_path: Path) -> None:
    (one,) = found(tmp_path)
    assert [diagnostic.code for diagnostic in one.diagnostics] == ["PF108"]


def codes(files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in compile_files(files).diagnostics]


UNIT = "预算单位: 311 "
CODE = "13068221BVFY9P459G8AD"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"部门.perf": HEAD, "1.perf": project(CODE), "2.perf": project(CODE, "乙")}, [("2.perf", "PF206")]),
        ({"部门.perf": HEAD, "1.perf": "金额单位: 元\n" + project()}, [("1.perf", "PF226")]),
        ({"部门.perf": HEAD, "1.perf": "金额单位: 万元\n" + project()}, []),
        ({"部门.perf": HEAD, "1.perf": "预算单位: 310\n" + project()}, []),
        ({"部门.perf": HEAD, "1.perf": "预算单位: 311\n" + project()}, [("1.perf", "PF221")]),
        ({"部门.perf": HEAD, "1.perf": "预算单位: 310 乙\n" + project()}, [("1.perf", "PF222")]),
        ({"部门.perf": HEAD + "预算单位: 311 乙\n", "1.perf": project()}, [("1.perf", "PF221")]),
        (
            {"部门.perf": HEAD, "1.perf": UNIT + "乙\n" + project(), "2.perf": UNIT + "丙\n" + project()},
            [("2.perf", "PF222")],
        ),
        ({"部门.perf": HEAD}, [("部门.perf", "PF228")]),
        ({"部门.perf": HEAD, "1.perf": project("", "某A"), "2.perf": project("", "某Ａ")}, [("2.perf", "PF303")]),
        (
            {"部门.perf": HEAD, "1.perf": "项目: 某\n  | A\n  用途: 甲\n", "2.perf": project("", "某Ａ")},
            [("2.perf", "PF303")],
        ),
        ({"部门.perf": "指标体系: flat\n", "1.perf": project() + "  指标: 甲 ≥ 1 个\n"}, []),
    ],
)  # fmt: skip
def test_what_holds_between_the_files_of_a_publication(files, expected) -> None:
    assert codes(files) == expected


def test_names_are_no_keys() -> None:
    other = CODE[:-1] + "E"
    files = {"部门.perf": HEAD, "1.perf": project(CODE), "2.perf": project(other)}
    assert codes(files) == []


def test_a_unit_is_referred_to_by_its_code() -> None:
    files = {
        "部门.perf": HEAD + "预算单位: 311 乙\n",
        "1.perf": "预算单位: 311\n" + project(),
        "2.perf": "预算单位: 310\n" + project(),
    }
    units = [one.unit.name for one in compile_files(files).publication.projects if one.unit]
    assert units == ["乙", "甲"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_path_with_two_dots_is_that_of_the_folder_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(
        tmp_path,
        {
            "a/2026/部门.perf": HEAD,
            "a/2026/1.perf": project(),
            "a/2026/deep/2.perf": project(),
            "a/x.perf": project(),
            "b/2025/部门.perf": HEAD,
            "b/y.perf": project(),
        },
    )
    monkeypatch.chdir(tmp_path / "a" / "2026")
    paths = [[one.path for one in of.sources.files] for of in found(Path("../../b"))]
    assert paths == [["../../b/2025/部门.perf"], ["../../b/y.perf"]]
    assert [one.sources.files[0].path for one in found(Path("../x.perf"))] == ["../x.perf"]
    (tmp_path / "b" / "link").symlink_to(tmp_path / "a" / "2026" / "deep")
    monkeypatch.chdir(tmp_path / "b")
    (through,) = found(Path("link/../1.perf"))
    assert through.sources.files[0].path == "../a/2026/部门.perf"
    assert through.wanted == frozenset(["../a/2026/1.perf"])
