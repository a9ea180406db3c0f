"""``pytest --perf``: files as items, expectations held exactly, own checks with their places; the fixture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perflang.testing import Compiled, perf, perf_check
from perflang.testing.plugin.checks import KINDS
from tests.support import EXAMPLES, ROOT, run

pytest_plugins = ["pytester"]

Outcome = Callable[..., pytest.RunResult]

PROJECT = """\
金额单位: 万元
项目: 老旧小区改造
  预算: 100.00 = 财政资金 100.00 + 其他资金 0
  产出指标:
    数量指标: 改造小区 ≥ 6 个
      依据: 改造计划
"""
WRONG = PROJECT.replace("财政资金 100.00", "财政资金 90.00")
HEAD = "部门: 市住建局\n年度: 2026\n金额单位: 万元\n"
BELOW = PROJECT.partition("\n")[2]


@pytest.fixture
def checked(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Write files and look at them: by name, or as they are where nothing is named."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def look(files: dict[str, str], *arguments: str) -> pytest.RunResult:
        for path, text in files.items():
            (pytester.path / path).parent.mkdir(parents=True, exist_ok=True)
            (pytester.path / path).write_text(text, encoding="utf-8")
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", "--perf", *arguments)

    return look


def test_a_file_in_order_passes_and_a_wrong_one_is_shown_as_check_shows_it(
    checked: Outcome, pytester: pytest.Pytester
) -> None:
    done = checked({"好.perf": PROJECT, "坏.perf": WRONG})
    done.assert_outcomes(passed=1, failed=1)
    for language in ("zh_CN.UTF-8", "en_US.UTF-8"):
        shown = run("check", "坏.perf", cwd=pytester.path, env={"LC_ALL": language})
        assert shown.returncode == 1
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LC_ALL", language)
            done = checked({}, "坏.perf")
        assert shown.stdout.decode("utf-8").strip() in done.stdout.str().replace("\r\n", "\n")
        assert "Traceback" not in done.stdout.str()
        done.stdout.fnmatch_lines("FAILED 坏.perf::check - PF215")


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# expect: PF215", None),
        ("  # 应报: PF215", None),
        ("＃应报：pf215", None),
        ("# Expected: PF215", None),
        ("# expect PF215", None),
        ("# expect: PF215, PF215", "*:3:18: 错误 应报: PF215 没有报"),
        ("# 应报: PF215、PF205", "*:3:13: 错误 应报: PF205 没有报"),
        ("# 应报: PF999", "*:3:7: 错误 应报: 没有 PF999 这个代码，也没有叫这个名称的检查"),
        ("# 应报:", "*:3:1: 错误 应报: 没有写应报什么*"),
        ("# 应报: PF205\n\n# 应报: PF215", "*:3:7: 错误 应报: PF205 没有报"),
        ("# 应报: PF215\n# 别的注释", "*:3:7: 错误 应报: PF215 没有报"),
    ],
)
def test_expectations_are_held_exactly(checked: Outcome, comment: str, message: str | None) -> None:
    lines = WRONG.split("\n")
    done = checked({"a.perf": "\n".join([*lines[:2], comment, *lines[2:]])})
    done.assert_outcomes(passed=message is None, failed=message is not None)
    if message is not None:
        done.stdout.fnmatch_lines(message)


def test_what_is_about_a_whole_file_is_expected_on_its_first_line(checked: Outcome) -> None:
    checked({"a.perf": "# 应报: PF228\n"}).assert_outcomes(passed=1)


def test_what_is_wrong_with_a_comment_for_perflang_is_expected_above_it(checked: Outcome) -> None:
    text = PROJECT.replace(
        "    数量", "    # 应报: PF604\n    # perflang: 不查 PF502 写错了\n    数量"
    )
    checked({"a.perf": text}).assert_outcomes(passed=1)


def test_warnings_are_counted_and_fail_where_something_is_expected_or_all_is_strict(
    checked: Outcome, pytester: pytest.Pytester
) -> None:
    warned = PROJECT.replace("      依据: 改造计划\n", "")
    done = checked({"a.perf": warned, "b.perf": warned}, "-rP")
    done.stdout.fnmatch_lines(
        ["*提醒 PF501*", "b.perf: PF501 × 1", "*--perf-strict*", "*2 passed*"]
    )
    (pytester.path / "b.perf").unlink()
    checked({"a.perf": warned}, "--perf-strict").assert_outcomes(failed=1)
    expecting = warned.replace("产出指标:", "产出指标:\n    # 应报: PF501")
    done = checked({"a.perf": expecting})
    done.assert_outcomes(passed=1)
    done.stdout.no_fnmatch_line("*--perf-strict*")
    checked({"a.perf": expecting.replace("PF501", "PF502")}).stdout.fnmatch_lines(
        ["*提醒 PF501*", "*应报: PF502 没有报*"]
    )


def test_a_publication_of_several_files_is_compiled_whole(checked: Outcome) -> None:
    files = {
        "局/部门.perf": HEAD,
        "局/01.perf": BELOW.replace("项目: ", "项目: 13068222A000000000001 "),
        "局/02.perf": BELOW.replace("项目: ", "# 应报: PF206\n项目: 13068222A000000000001 "),
    }
    checked(files).assert_outcomes(passed=3)
    checked({}, "局/02.perf").assert_outcomes(passed=1)


def test_own_frameworks_forms_and_settings_are_items_and_are_told_once(checked: Outcome) -> None:
    files = {
        "局/部门.perf": HEAD + "指标体系: 局\n",
        "局/01.perf": BELOW,
        "局/局.framework.toml": 'id = "局"\n# 应报: PF236\nzh = 3\n',
        "局/perflang.toml": "profil = 3\n",
    }
    done = checked(files)
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines("FAILED 局/perflang.toml::check - PF601")
    done = checked({"局/局.framework.toml": 'id = "局"\nzh = 3\n'}, "局/01.perf", "局/部门.perf")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines("FAILED 局/01.perf::check - PF236, PF601")


def test_a_second_head_file_is_told(checked: Outcome) -> None:
    files = {"部门.perf": HEAD, "department.perf": HEAD, "01.perf": BELOW}
    assert "department.perf::check" in checked(files, "-rf").stdout.str()


def test_what_perflang_does_not_look_at_does_not_pass(
    checked: Outcome, pytester: pytest.Pytester
) -> None:
    files = {"部门.perf": HEAD, "01.perf": BELOW, ".02.perf": "", "~$03.perf": ""}
    checked(files).assert_outcomes(passed=2)
    done = checked({"~$旧/04.perf": BELOW})
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines("perflang check 不看这个文件")


def test_programs_are_told_of_a_failure_in_plain_words(
    checked: Outcome, pytester: pytest.Pytester
) -> None:
    checked({"a.perf": WRONG}, "--junitxml=found.xml", "--color=yes")
    written = (pytester.path / "found.xml").read_text(encoding="utf-8")
    assert 'message="PF215">a.perf:3:7: 错误 PF215' in written


CHECKS = """\
from perflang.testing import perf_check


@perf_check
def 要有联系电话(project):
    if project.phone is None:
        yield project, "没有联系电话", "phone"


@perf_check
def 目标不小于十(indicator, project, publication):
    if project in publication.projects and indicator.target.printed() < "十":
        return indicator, "目标太小", "target"
"""


def test_own_checks_of_a_conftest_are_asked_and_told_at_their_places(checked: Outcome) -> None:
    done = checked({"局/conftest.py": CHECKS, "局/a.perf": PROJECT, "别处.perf": PROJECT})
    done.assert_outcomes(passed=2, failed=2)
    done.stdout.fnmatch_lines(
        [
            "局/a.perf:5:18: 错误 目标不小于十: 目标太小",
            "    5 |     数量指标: 改造小区 ≥ 6 个",
            "局/a.perf:2:1: 错误 要有联系电话: 没有联系电话",
            "    2 | 项目: 老旧小区改造",
            "      | ^^^^^",
            "FAILED 局/a.perf::要有联系电话 - 没有联系电话",
        ],
        consecutive=False,
    )


def test_an_own_check_is_expected_by_its_name(checked: Outcome) -> None:
    text = PROJECT.replace("项目", "# 应报: 要有联系电话\n项目").replace(
        "    数量", "    # 应报: 目标不小于十, 要有联系电话\n    数量"
    )
    done = checked({"conftest.py": CHECKS, "a.perf": text})
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines("a.perf:6:19: 错误 应报: 要有联系电话 没有报")


def test_an_own_check_among_tests_is_asked_for_the_files_below_its_folder(checked: Outcome) -> None:
    files = {"局/test_a.py": CHECKS, "局/a.perf": PROJECT, "别处.perf": PROJECT}
    done = checked(files)
    done.assert_outcomes(passed=2, failed=2)
    done.stdout.fnmatch_lines("FAILED 局/test_a.py::要有联系电话 - 没有联系电话")
    checked({}, "局/test_a.py").assert_outcomes(skipped=2)


def test_an_own_check_with_the_name_of_a_test_is_no_test(
    checked: Outcome, pytester: pytest.Pytester
) -> None:
    code = CHECKS.replace("要有联系电话", "test_要有联系电话")
    files = {"test_a.py": code, "a.perf": PROJECT}
    checked(files).assert_outcomes(passed=1, failed=2)
    plain = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-W", "default", "test_a.py")
    plain.assert_outcomes(warnings=1)
    plain.stdout.fnmatch_lines("*cannot collect 'test_要有联系电话' because it is not a function*")


def test_own_checks_are_silent_where_a_line_cannot_be_read(checked: Outcome) -> None:
    broken = PROJECT + "  # 应报: PF110\n  什么什么\n"
    checked({"conftest.py": CHECKS, "a.perf": broken}).assert_outcomes(passed=1, skipped=2)


def test_a_mistake_in_an_own_check_is_shown_where_it_is(checked: Outcome) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "联系电话")
    done.stdout.fnmatch_lines(
        ["*'Project' object has no attribute 'fone'*", "*要有联系电话: a.perf:2"]
    )


def test_a_mistake_in_an_own_check_is_shown_without_the_insides_of_pytest(
    checked: Outcome,
) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "联系电话")
    assert not [line for line in done.outlines if "pluggy/" in line or "run.py" in line]
    assert len(done.outlines) < 40
    code = CHECKS.replace("yield project, ", "yield 3, ")
    done = checked({"conftest.py": code, "b.perf": PROJECT}, "-k", "联系电话")
    done.stdout.fnmatch_lines("TypeError: *")
    assert len(done.outlines) < 20


@pytest.mark.parametrize(("call", "ends"), [("fail", "failed"), ("skip", "skipped")])
def test_a_check_may_fail_or_skip_as_a_test_does(checked: Outcome, call: str, ends: str) -> None:
    own = f"\n@perf_check\ndef 就是不行(project):\n    pytest.{call}('就是不行')\n"
    files = {"conftest.py": f"import pytest\n{CHECKS}{own}", "a.perf": PROJECT}
    done = checked(files, "-k", "不行 or check")
    assert done.parseoutcomes()[ends] == 1


def test_a_mistake_in_an_own_check_fails_for_every_file_that_it_was_to_look_at(
    checked: Outcome,
) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    files = {"conftest.py": code, "部门.perf": HEAD, "01.perf": BELOW}
    second = BELOW.replace("老旧小区改造", "道路养护").replace("改造小区", "养护道路")
    done = checked({**files, "02.perf": second}, "-k", "联系电话")
    done.assert_outcomes(failed=3, deselected=6)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("3", "neither a text nor several: 3"),
        ("[3]", "write a text"),
        ("(project, '错', 'fone')", "no such field: fone"),
        ("(project.name, '错')", "no object of this publication"),
    ],
)
def test_an_answer_that_means_nothing_is_told(checked: Outcome, answer: str, message: str) -> None:
    code = (
        "from perflang.testing import perf_check\n\n"
        f"@perf_check\ndef 检查(project):\n    return {answer}\n"
    )
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "检查")
    done.stdout.fnmatch_lines(f"*Error: *{message}*")


def test_a_check_says_one_thing_or_several_or_nothing(checked: Outcome) -> None:
    code = """
from perflang.testing import perf_check

@perf_check
def 一句(budget):
    return "一"

@perf_check
def 两句(publication):
    return ["二", (publication.department, "三")]

@perf_check
def 没有(unit):
    return "从来不说"

@perf_check
def 无话(schedule_stage, schedule, project):
    return None if 一句(project.budget) == "一" else "不该"
"""
    text = PROJECT + "  支出计划: 6月底 50%, 12月底 100%\n"
    done = checked({"conftest.py": code, "a.perf": text})
    done.assert_outcomes(passed=3, failed=2)
    done.stdout.fnmatch_lines(
        ["*a.perf:3:* 一句: 一", "*a.perf:1:1: 错误 两句: 二", "*a.perf:1:* 两句: 三"]
    )


def test_an_argument_of_no_kind_is_refused() -> None:
    with pytest.raises(TypeError, match=r"proj$"):

        @perf_check
        def of_something(proj: object) -> None:
            """Is asked for nothing."""


def test_the_fixture_compiles_texts_in_memory(perf: Callable[..., Compiled]) -> None:
    assert perf(PROJECT).codes == []
    (project,) = perf(PROJECT).publication.projects
    assert project.name == "老旧小区改造"
    assert perf(WRONG).errors == ["PF215"]
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
    with pytest.raises(ValueError, match=rf"^own\.{kind}\.toml: ") as refused:
        perf(PROJECT, **{kind: text})
    assert type(refused.value) is ValueError


def test_own_files_are_given_beside_a_text_as_strategies_take_them() -> None:
    folder = EXAMPLES / "district"
    text = "指标体系: 河东区\n项目: 社区养老服务\n  党建指标: 主题党日 ≥ 12 次\n"
    path = folder / "河东区.framework.toml"
    for given in (path, str(path), path.read_text(encoding="utf-8")):
        assert perf(text, framework=given).errors == ["PF235"] * 2
    assert "PF201" in perf(text, framework="2021").errors


def test_the_page_names_everything_that_a_check_can_be_asked_for() -> None:
    _, chinese, english = (ROOT / "docs" / "testing.md").read_text("utf-8").split("\n## ")
    for half in (chinese, english):
        assert [kind for kind in KINDS if f"`{kind}`" not in half] == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: perf(PROJECT).build("nope"), "no form 'nope'; there are brief"),
        (lambda: perf(PROJECT).lost("nope"), "no form 'nope'"),
        (lambda: perf(PROJECT).imported("nope"), "no form 'nope'"),
        (lambda: perf(PROJECT).build("mof-2021", "pdf"), "no format 'pdf'; there are"),
        (lambda: perf(PROJECT).shown("fr"), "no language 'fr'; there are zh, en"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    wrong: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        wrong()


def test_what_is_no_text_is_refused() -> None:
    assert perf(PROJECT.encode()).publication == perf(PROJECT).publication
    with pytest.raises(TypeError, match="neither a text nor texts by the names"):
        perf(None)  # type: ignore[arg-type]
