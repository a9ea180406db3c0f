"""Comments ``# expect: PF204`` in the files of ``pytest --perf`` are held exactly."""

from __future__ import annotations

import pytest

from tests.short_texts import CHECKS, PROJECT, WRONG, Look

pytest_plugins = ["pytester"]


# Each stands above the line in which PF215 is found.
@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# expect: PF215", None),
        ("  # 应报: PF215", None),
        ("＃应报：pf215", None),
        ("# Expected: PF215", None),
        ("# expect PF215", None),
        ("# expect: PF215。", None),
        ("# 应报: ＰＦ２１５；", None),
        ("# expect = PF215", None),
        ("# [应报 PF215]", None),
        ("# 应报: PF215和PF205", "*:3:13: 错误 应报: PF205 没有报"),
        ("# expect: PF215 and PF205", "*:3:21: 错误 应报: PF205 没有报"),
        ("# expect: PF215, PF215", "*:3:18: 错误 应报: PF215 没有报"),
        ("# 应报: PF215、PF205", "*:3:13: 错误 应报: PF205 没有报"),
        ("# 应报: PF999", "*:3:7: 错误 应报: 没有 PF999 这个代码，也没有叫这个名称的检查"),
        ("# 应报:", "*:3:1: 错误 应报: 没有写应报什么*"),
        ("# 应报: PF205\n\n# 应报: PF215", "*:3:7: 错误 应报: PF205 没有报"),
        ("# 应报: PF215\n# 别的注释", "*:3:7: 错误 应报: PF215 没有报"),
    ],
)
def test_expectations_are_held_exactly(checked: Look, comment: str, message: str | None) -> None:
    lines = WRONG.split("\n")
    done = checked({"a.perf": "\n".join([*lines[:2], comment, *lines[2:]])})
    done.assert_outcomes(passed=message is None, failed=message is not None)
    if message is not None:
        done.stdout.fnmatch_lines(message)


@pytest.mark.parametrize(
    ("comment", "message", "advice"),
    [
        ("# 应报: PF2I5", "*:7: 错误 应报: 没有 PF2I5 这个代码*", "是不是“PF215”？"),
        ("# 应报: sum-is-off", "*: 没有 sum-is-off 这个代码*", "是不是“PF215”？"),
        (
            "# 应报: PF215的问题",
            "*: 没有 PF215的问题 这个代码*",
            "只写代码，几个代码用逗号、顿号隔开",
        ),
        ("# 应报: 有联系电话", "*: 没有 有联系电话 这个代码*", "是不是“要有联系电话”？"),
        ("# 应报: PF2", "*: 没有 PF2 这个代码*", None),
        ("  # expcet: PF215", "*:3: 错误 应报: 这一行不算“应报”", "写成：# 应报: PF215"),
        ("# 这里应该报PF215、PF502", "*: 这一行不算“应报”", "写成：# 应报: PF215, PF502"),
        ("# 期望：要有联系电话", "*: 这一行不算“应报”", "写成：# 应报: 要有联系电话"),
        ("# perflang: expect PF215", "*: 这一行不算“应报”", "写成：# 应报: PF215"),
        (
            "  年度: 2026 # 应报: PF215",
            "*:12: 错误 应报: 不能写在一行的后面",
            "在上面另起一行，写成：# 应报: PF215",
        ),
    ],
)
def test_what_is_no_expectation_is_told_with_what_to_write(
    checked: Look, comment: str, message: str, advice: str | None
) -> None:
    lines = WRONG.split("\n")
    text = "\n".join([*lines[:2], comment, *lines[2:]])
    done = checked({"conftest.py": CHECKS, "a.perf": text}, "-k", "check")
    done.assert_outcomes(failed=1, deselected=2)
    said = [f"a.perf:3{message}", "    3 | *", "      | *^"]
    done.stdout.fnmatch_lines([*said, *([f"      = {advice}"] if advice else [])], consecutive=True)


@pytest.mark.parametrize(
    "comment",
    [
        "# 见 PF215",
        "# 对应: PF215",
        "# 应当先看 PF215 再改",
        "# expected",
        "# 期望目标: 改造 6 个小区",
        "# # expect: PF215",
        "# 误报: PF215",
    ],
)
def test_other_comments_expect_nothing(checked: Look, comment: str) -> None:
    checked({"a.perf": PROJECT.replace("项目:", f"{comment}\n项目:")}).assert_outcomes(passed=1)


def test_the_summary_tells_what_is_missing_from_what_was_found(checked: Look) -> None:
    text = WRONG.replace("  预算", "  # 应报: PF502, PF501\n  # 应报:\n  预算")
    done = checked({"a.perf": text})
    done.stdout.fnmatch_lines(
        "FAILED a.perf::check - PF215；没有报 PF502、PF501；应报: 没有写应报什么*"
    )


def test_what_is_about_a_whole_file_is_expected_on_its_first_line(checked: Look) -> None:
    checked({"a.perf": "# 应报: PF228\n"}).assert_outcomes(passed=1)


def test_what_is_wrong_with_a_comment_for_perflang_is_expected_above_it(checked: Look) -> None:
    text = PROJECT.replace(
        "    数量", "    # 应报: PF604\n    # perflang: 不查 PF502 写错了\n    数量"
    )
    checked({"a.perf": text}).assert_outcomes(passed=1)


def test_warnings_are_counted_and_fail_where_something_is_expected_or_all_is_strict(
    checked: Look, pytester: pytest.Pytester
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


def test_an_own_check_is_expected_by_its_name(checked: Look) -> None:
    text = PROJECT.replace("项目", "# 应报: 要有联系电话\n项目").replace(
        "    数量", "    # 应报: 目标不小于十, 要有联系电话\n    数量"
    )
    done = checked({"conftest.py": CHECKS, "a.perf": text})
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines("a.perf:6:19: 错误 应报: 要有联系电话 没有报")
