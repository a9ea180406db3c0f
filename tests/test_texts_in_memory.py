"""The fixture ``perf``: texts compiled in memory, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perflang.testing import Compiled, perf
from tests.short_texts import BELOW, HEAD, PROJECT, WRONG
from tests.support import EXAMPLES


def test_the_fixture_compiles_texts_in_memory(perf: Callable[..., Compiled]) -> None:
    assert perf(PROJECT).codes == []
    (project,) = perf(PROJECT).publication.projects
    assert project.name == "老旧小区改造"
    assert perf(WRONG).errors == ["PF215"]
    assert repr(perf(WRONG)) == "<perf a.perf: PF215>"
    assert "a.perf:3:" in perf(WRONG).shown("en")
    assert perf(WRONG.replace("  预算", "  # 应报: PF215\n  预算")).unexpected == ""
    assert "PF215" in perf(WRONG).unexpected
    built = perf({"部门.perf": HEAD + "表样: flat\n", "01.perf": BELOW})
    assert "改造小区" in built.build()
    assert built.build(format_name="json").startswith("{")
    assert [one[:5] for one in built.lost("brief")] == ["PF409"] * 2


def test_what_cannot_be_read_or_built_is_said() -> None:
    unread = perf({"部门.perf": "\x00", "01.perf": BELOW})
    assert unread.codes[:1] == ["PF104"]
    assert "PF104" in unread.unexpected
    for wrong in (unread, perf("什么什么"), perf(PROJECT + "\ud800"), perf({"a.perf": b"\xff"})):
        with pytest.raises(ValueError, match="不能生成表"):
            wrong.build()
    wrong = perf({"a.perf": "表样: 甲\n" + PROJECT, "甲.form.toml": 'id = "甲"\nzh = "甲"\n'})
    assert wrong.errors == ["PF237"]
    assert "甲.form.toml:1:" in str(wrong)
    with pytest.raises(ValueError, match="表样有错"):
        wrong.build()


def test_own_frameworks_and_forms_are_given_as_texts() -> None:
    folder = EXAMPLES / "district"
    files = {one.name: one.read_text(encoding="utf-8") for one in sorted(folder.iterdir())}
    published = files.pop("published.txt")
    assert perf(files).codes == []
    assert perf(files).build().strip() == published.strip()
    again = perf(files).imported()
    assert again.codes == []
    assert again.publication.projects == perf(files).publication.projects
    del files["河东区.framework.toml"]
    assert "PF236" not in perf(files).errors
    assert perf(files).errors


@pytest.mark.parametrize(
    "text",
    [f"x = {'[' * 5000}\n", "id = \n", "id = 3\n", 'id = ""\n', "\n"],
)
@pytest.mark.parametrize("kind", ["framework", "form"])
def test_a_text_that_is_no_own_file_is_refused_with_what_is_wrong(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=rf"^own\.{kind}\.toml:1: ") as refused:
        perf(PROJECT, **{kind: text})
    assert type(refused.value) is ValueError


def test_own_files_are_given_beside_a_text_as_strategies_take_them() -> None:
    folder = EXAMPLES / "district"
    text = "指标体系: 河东区\n项目: 社区养老服务\n  党建指标: 主题党日 ≥ 12 次\n"
    path = folder / "河东区.framework.toml"
    for given in (path, str(path), path.read_text(encoding="utf-8")):
        assert perf(text, framework=given).errors == ["PF235"] * 2
    assert "PF201" in perf(text, framework="2021").errors


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: perf(PROJECT).build("nope"), "'nope'.* brief, "),
        (lambda: perf(PROJECT).lost("nope"), "'nope'"),
        (lambda: perf(PROJECT).imported("nope"), "'nope'"),
        (lambda: perf(PROJECT).build("mof-2021", "pdf"), "format: text, .* not 'pdf'"),
        (lambda: perf(PROJECT).shown("fr"), "language: zh, en; .* not 'fr'"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    wrong: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        wrong()


def test_settings_and_a_head_file_hold_for_the_files_beside_and_below_them() -> None:
    warned = BELOW.replace("      依据: 改造计划\n", "")
    texts: dict[str, str | bytes] = {
        "局/部门.perf": HEAD,
        "局/一/01.perf": warned,
        "局/02.perf": warned.replace("老旧", "破旧").replace("小区 ≥", "楼道 ≥"),
    }
    assert perf(texts).codes == ["PF501"] * 2
    assert perf(texts).publication.department.name == "市住建局"
    paths = '[[paths]]\npath = "一"\nignore = ["PF501"]\n'
    chosen = perf({"局/perflang.toml": paths, **texts})
    assert [(one.path, one.code) for one in chosen.findings] == [("局/02.perf", "PF501")]
    wrong = perf({"perflang.toml": "profil = 3\n", **texts})
    assert wrong.codes == ["PF601", "PF501", "PF501"]
    assert "profil = 3" in wrong.unexpected
    assert perf({"perflang.toml": b"\xff", **texts}).codes[0] == "PF101"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "neither a text nor texts by the names of their files: None"),
        ([PROJECT], "neither a text nor texts by the names"),
        ("01.perf", r"not the path of a file; 写 write: perf\(Path\('01.perf'\).read_text"),
        ("C:\\局\\局.form.toml", "not the path of a file"),
        (Path("局", "01.perf"), "not the path of a file"),
        ({}, "there is no file"),
        ({3: PROJECT}, "the name of a file is a text, not 3"),
        ({"a.perf": 3}, "a.perf: 不是文字 no text: 3"),
        ({"a.txt": PROJECT}, "'a.txt': 不是 perflang 的文件 no file of perflang"),
        ({"部门.perf": HEAD, "department.perf": HEAD}, "one: 部门.perf, department.perf$"),
        ({"a/部门.perf": HEAD, "b/部门.perf": HEAD}, "one publication, which has one: a/部门.perf"),
        ({"a/部门.perf": HEAD, "b/1.perf": BELOW}, "a/部门.perf 管不到 does not hold for b/1.perf"),
        ({"a/perflang.toml": "", "b.perf": PROJECT}, "does not hold for b.perf"),
    ],
)
def test_what_makes_no_publication_is_refused(given: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message) as refused:
        perf(given)
    assert type(refused.value) in (TypeError, ValueError)


def test_bytes_are_read_as_a_file_is() -> None:
    assert perf(PROJECT.encode()).publication == perf(PROJECT).publication
    assert perf(PROJECT.encode("gbk")).codes == ["PF101"]
    with pytest.raises(ValueError, match=r"profile: .*none.*; 不是 not 'nope'"):
        perf(PROJECT, profile="nope")
