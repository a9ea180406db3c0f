"""``pytest --perf``: files as items, which fail where ``check`` does and show what it shows."""

from __future__ import annotations

import pytest

from tests.short_texts import BELOW, HEAD, PROJECT, WRONG, Look
from tests.support import run

pytest_plugins = ["pytester"]


def test_a_file_in_order_passes_and_a_wrong_one_is_shown_as_check_shows_it(
    checked: Look, pytester: pytest.Pytester
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


def test_a_publication_of_several_files_is_compiled_whole(checked: Look) -> None:
    files = {
        "局/部门.perf": HEAD,
        "局/01.perf": BELOW.replace("项目: ", "项目: 13068222A000000000001 "),
        "局/02.perf": BELOW.replace("项目: ", "# 应报: PF206\n项目: 13068222A000000000001 "),
    }
    checked(files).assert_outcomes(passed=3)
    checked({}, "局/02.perf").assert_outcomes(passed=1)


def test_own_frameworks_forms_and_settings_are_items_and_are_told_once(checked: Look) -> None:
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
    done.stdout.fnmatch_lines("FAILED 局/01.perf::check - PF236、PF601")


def test_a_second_head_file_is_told(checked: Look) -> None:
    files = {"部门.perf": HEAD, "department.perf": HEAD, "01.perf": BELOW}
    assert "department.perf::check" in checked(files, "-rf").stdout.str()


def test_what_perflang_does_not_look_at_does_not_pass(
    checked: Look, pytester: pytest.Pytester
) -> None:
    files = {"部门.perf": HEAD, "01.perf": BELOW, ".02.perf": "", "~$03.perf": ""}
    checked(files).assert_outcomes(passed=2)
    done = checked({"~$旧/04.perf": BELOW})
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines("perflang check 不看这个文件")


def test_programs_are_told_of_a_failure_in_plain_words(
    checked: Look, pytester: pytest.Pytester
) -> None:
    checked({"a.perf": WRONG}, "--junitxml=found.xml", "--color=yes")
    written = (pytester.path / "found.xml").read_text(encoding="utf-8")
    assert 'message="PF215">a.perf:3:7: 错误 PF215' in written


@pytest.mark.parametrize(("asked", "said"), [("zh", "没有报 PF215"), ("en", "not found: PF215")])
@pytest.mark.parametrize("by", ["option", "settings"])
def test_it_speaks_as_it_is_asked_to(
    checked: Look, pytester: pytest.Pytester, by: str, asked: str, said: str
) -> None:
    """Here the locale is Chinese; what a test is told by the fixture is in the language of the run, too."""
    test = f"def test_text(perf):\n    assert perf('# 应报: PF215').unexpected == {asked!r}\n"
    files = {"test_a.py": test, "a.perf": "# 应报: PF215\n", "pytest.ini": "[pytest]\n"}
    if by == "settings":
        files["pytest.ini"] += f"perf_lang = {asked}\n"
    done = checked(files, *([f"--perf-lang={asked}"] if by == "option" else []))
    done.stdout.fnmatch_lines(
        ["a.perf:1:1: *", "E*a.perf:1:1: *", f"FAILED a.perf::check - *{said}"]
    )
    assert ("提醒 PF228" in done.stdout.str()) == (asked == "zh")


def test_a_language_that_there_is_not_is_told(checked: Look) -> None:
    done = checked({"pytest.ini": "[pytest]\nperf_lang = fr\n"})
    done.stderr.fnmatch_lines("*perf_lang: zh, en; 不是 not 'fr'*")
