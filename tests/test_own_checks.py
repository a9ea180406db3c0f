"""``@perf_check``: a user's own checks are asked for what they name, and told at their places."""

from __future__ import annotations

import pytest

from perflang.testing import perf_check
from perflang.testing.plugin.kinds import KINDS
from tests.short_texts import BELOW, CHECKS, HEAD, PROJECT, Look
from tests.support import ROOT

pytest_plugins = ["pytester"]


def test_own_checks_of_a_conftest_are_asked_and_told_at_their_places(checked: Look) -> None:
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


def test_an_own_check_among_tests_is_asked_for_the_files_below_its_folder(checked: Look) -> None:
    files = {"局/test_a.py": CHECKS, "局/a.perf": PROJECT, "别处.perf": PROJECT}
    done = checked(files)
    done.assert_outcomes(passed=2, failed=2)
    done.stdout.fnmatch_lines("FAILED 局/test_a.py::要有联系电话 - 没有联系电话")
    checked({}, "局/test_a.py").assert_outcomes(skipped=2)


def test_an_own_check_with_the_name_of_a_test_is_no_test(
    checked: Look, pytester: pytest.Pytester
) -> None:
    code = CHECKS.replace("要有联系电话", "test_要有联系电话")
    files = {"test_a.py": code, "a.perf": PROJECT}
    checked(files).assert_outcomes(passed=1, failed=2)
    plain = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-W", "default", "test_a.py")
    plain.assert_outcomes(warnings=1)
    plain.stdout.fnmatch_lines("*cannot collect 'test_要有联系电话' because it is not a function*")


def test_own_checks_are_silent_where_a_line_cannot_be_read(checked: Look) -> None:
    broken = PROJECT + "  # 应报: PF110\n  什么什么\n"
    checked({"conftest.py": CHECKS, "a.perf": broken}).assert_outcomes(passed=1, skipped=2)


def test_a_mistake_in_an_own_check_is_shown_where_it_is(checked: Look) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "联系电话")
    done.stdout.fnmatch_lines(
        ["*'Project' object has no attribute 'fone'*", "*要有联系电话: a.perf:2"]
    )


def test_a_mistake_in_an_own_check_is_shown_without_the_insides_of_pytest(
    checked: Look,
) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "联系电话")
    assert not [line for line in done.outlines if "pluggy/" in line or "run.py" in line]
    assert len(done.outlines) < 40
    code = CHECKS.replace("yield project, ", "yield 3, ")
    done = checked({"conftest.py": code, "b.perf": PROJECT}, "-k", "联系电话")
    done.stdout.fnmatch_lines("TypeError: *")
    assert len(done.outlines) < 40


@pytest.mark.parametrize(("call", "ends"), [("fail", "failed"), ("skip", "skipped")])
def test_a_check_may_fail_or_skip_as_a_test_does(checked: Look, call: str, ends: str) -> None:
    own = f"\n@perf_check\ndef 就是不行(project):\n    pytest.{call}('就是不行')\n"
    files = {"conftest.py": f"import pytest\n{CHECKS}{own}", "a.perf": PROJECT}
    done = checked(files, "-k", "不行 or check")
    assert done.parseoutcomes()[ends] == 1


def test_a_mistake_in_an_own_check_fails_for_every_file_that_it_was_to_look_at(
    checked: Look,
) -> None:
    code = CHECKS.replace("project.phone is None", "project.fone is None")
    files = {"conftest.py": code, "部门.perf": HEAD, "01.perf": BELOW}
    second = BELOW.replace("老旧小区改造", "道路养护").replace("改造小区", "养护道路")
    done = checked({**files, "02.perf": second}, "-k", "联系电话")
    done.assert_outcomes(failed=3, deselected=6)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("3", "3 不是检查的回答：返回或者 yield*"),
        ("[3]", "3 不是检查的回答：*"),
        ("True", "True 不是检查的回答：*"),
        ("[None]", "None 不是检查的回答：*"),
        ("{'错': 1}", "{'错': 1} 不是检查的回答：*"),
        ("''", "'' 没有写哪里不对"),
        ("[(project, ' ')]", "(*' ') 没有写哪里不对"),
        ("(project, '错', 'fone')", "no such field: fone*did you mean phone[?]"),
        ("(project, '错', '数量')", "no such field: 数量（name, *"),
        ("(project.name, '错')", "no object of this publication"),
    ],
)
def test_an_answer_that_means_nothing_is_told(checked: Look, answer: str, message: str) -> None:
    code = (
        "from perflang.testing import perf_check\n\n"
        f"@perf_check\ndef 检查(project):\n    return {answer}\n"
    )
    done = checked({"conftest.py": code, "a.perf": PROJECT}, "-k", "检查")
    done.stdout.fnmatch_lines([f"*Error: *{message}*", "检查: a.perf:2", "检查: conftest.py:3"])


def test_a_check_says_one_thing_or_several_or_nothing(checked: Look) -> None:
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


def test_a_check_takes_what_is_there_and_leaves_other_arguments_with_defaults_alone(
    checked: Look,
) -> None:
    code = """
from perflang.testing import perf_check

@perf_check
def 限额(indicator, project=None, whole=None, limit=3):
    yield f"{project and project.name} {whole and whole.name} {limit}"

@perf_check
def 单位(unit):
    return unit.name

@perf_check
def 上面(project, department, unit):
    return f"{department.name} {unit.name}"
"""
    project = PROJECT.partition("\n")[2]
    unit = "预算单位: 1001 甲所\n"
    several = project.replace("小区", "街道").replace("项目: 老旧", "项目: 破旧")
    whole = project.replace("项目: 老旧", "整体支出: 老旧")
    text = f"金额单位: 万元\n部门: 甲局\n{unit}{project}{several}{whole}"
    done = checked({"conftest.py": code, "a.perf": text}, "-k", "限额 or 单位 or 上面")
    assert [line.partition("错误 ")[2] for line in done.outlines if " 错误 " in line] == [
        "上面: 甲局 甲所",
        "上面: 甲局 甲所",
        "单位: 甲所",
        "限额: 老旧小区改造 None 3",
        "限额: 破旧街道改造 None 3",
        "限额: None 老旧小区改造 3",
    ]


@pytest.mark.parametrize("field", ["phone", "联系电话", "联系方式", "Phone"])
def test_a_field_is_named_as_the_model_or_a_source_names_it(checked: Look, field: str) -> None:
    code = f"""
from perflang.testing import perf_check

@perf_check
def 电话(project, department):
    yield project, "一", {field!r}
    yield project, "二", "项目名称"
    yield department, "三", "部门"
"""
    text = f"部门: 甲局\n{PROJECT}  联系电话: 0000\n"
    done = checked({"conftest.py": code, "a.perf": text}, "-k", "电话")
    done.stdout.fnmatch_lines(
        ["a.perf:1:1: 错误 电话: 三", "a.perf:3:5: 错误 电话: 二", "a.perf:8:3: 错误 电话: 一"]
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", r"named like these: publication, .*; 不是 not \(\)$"),
        ("proj", r"not proj; 是不是 did you mean project\?$"),
        ("指标", r"not 指标; 是不是 did you mean indicator\?$"),
        ("limit=3", "not limit"),
        ("project, limit", "not limit"),
        ("project, indicator", "never stands in indicator; 只有 only in department, publication"),
        ("project, *, whole=None", "never stands in whole"),
    ],
)
def test_arguments_of_which_nothing_can_be_asked_are_refused(arguments: str, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        perf_check(eval(f"lambda {arguments}: None"))


@pytest.mark.parametrize("name", ["PF501", "pf999"])
def test_a_check_is_not_named_like_a_code(name: str) -> None:
    def check(project: object) -> None: ...

    check.__name__ = name
    with pytest.raises(ValueError, match=f"{name}: .* a check is not named like a code: "):
        perf_check(check)


def test_the_page_names_everything_that_a_check_can_be_asked_for() -> None:
    _, chinese, english = (ROOT / "docs" / "testing.md").read_text("utf-8").split("\n## ")
    for half in (chinese, english):
        assert [kind for kind in KINDS if f"`{kind}`" not in half] == []
