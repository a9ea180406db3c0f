"""The entry point that pytest loads wherever perflang is installed: options and a fixture.

Nothing of perflang is imported before one of them is used, so that no other test run can notice it.
"""

from __future__ import annotations

from inspect import getattr_static
from types import ModuleType

import pytest

# Each with where its value is kept and what it is for.
_OPTIONS = {
    "--perf": ("perflang", "检查 .perf 文件 check .perf files as perflang does"),
    "--perf-strict": ("perflang_strict", "同上，提醒也算不通过 the same; warnings fail, too"),
}
_LANGUAGES = ("zh", "en")
_LANGUAGE = "perflang 用什么语言 the language of perflang: zh, en"


@pytest.hookimpl(hookwrapper=True)
def pytest_load_initial_conftests(early_config, parser):  # type: ignore[no-untyped-def]
    """Add the options once everyone else has: a run that has one of this name keeps its own."""
    yield
    groups = [*getattr(parser, "_groups", ()), getattr(parser, "_anonymous", None)]
    options = [option for group in groups for option in getattr(group, "options", ())]
    taken = {name for option in options for name in option.names()}
    group = parser.getgroup("perflang")
    for name, (kept, text) in _OPTIONS.items():
        if name not in taken:
            group.addoption(name, action="store_true", dest=kept, help=text)
    if "--perf-lang" not in taken and "perf_lang" not in getattr(parser, "_inidict", {}):
        parser.addini("perf_lang", _LANGUAGE, default="")
        group.addoption("--perf-lang", choices=_LANGUAGES, dest="perflang_language", help=_LANGUAGE)


@pytest.hookimpl(trylast=True)
def pytest_configure(config):  # type: ignore[no-untyped-def]
    """Add the fixture where no plugin has one of its name, and collect ``.perf`` files where that was asked for.

    A fixture of a conftest goes before ours anyway, and may build on it.
    """
    others = config.pluginmanager.list_name_plugin()
    if not any(_has_fixture(one) for name, one in others if not name.endswith("conftest.py")):
        config.pluginmanager.register(_with_fixture(), "perflang-fixture")
    if not any(getattr(config.option, kept, False) for kept, _ in _OPTIONS.values()):
        return
    _choose_language(config)  # type: ignore[no-untyped-call]
    try:
        from perflang.testing.plugin import items
    except Exception as error:  # whatever an install that is broken raises
        raise pytest.UsageError(
            f"--perf: perflang 没有装好 the install is broken: {error}"
        ) from error
    config.pluginmanager.register(items, "perflang-items")


def _choose_language(config):  # type: ignore[no-untyped-def]
    """Keep as that of the option what the settings of pytest say, where the option does not say another."""
    if not hasattr(config.option, "perflang_language"):
        return
    asked = config.option.perflang_language or config.getini("perf_lang")
    if asked and asked not in _LANGUAGES:
        raise pytest.UsageError(f"perf_lang: {', '.join(_LANGUAGES)}; 不是 not {asked!r}")
    config.option.perflang_language = asked or None


def _has_fixture(plugin: object) -> bool:
    """Whether a plugin has a fixture ``perf``; pytest before 8.4 marks them in another way than since."""
    for name, one in [*vars(type(plugin)).items(), *getattr(plugin, "__dict__", {}).items()]:
        for kept in ("_fixture_function_marker", "_pytestfixturefunction"):
            mark = getattr_static(one, kept, None)
            if mark is not None and (getattr(mark, "name", None) or name) == "perf":
                return True
    return False


def _with_fixture() -> ModuleType:
    """A plugin of its own, so that a run can do without it."""

    @pytest.fixture(scope="session")
    def perf(request):  # type: ignore[no-untyped-def]
        """``perf(text)`` compiles a text, ``perf({path: text})`` several: see ``perflang.testing.perf``.

        What is loaded once is loaded now: hypothesis gives each example of a test a fifth of a second.
        """
        from perflang.testing import perf
        from perflang.testing.plugin.speech import begin

        _choose_language(request.config)  # type: ignore[no-untyped-call]
        begin(request.config)
        perf("项目: 甲\n  数量指标: 乙 = 1 个\n").build()
        return perf

    plugin = ModuleType("perflang_fixture")
    plugin.__dict__["perf"] = perf
    return plugin
