"""The same examples every time: a failure in the pipeline is the one that was seen at the desk."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.short_texts import Look

settings.register_profile(
    "perflang",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# By hand, other examples each time: pytest --hypothesis-profile long tests/test_the_tool.py
settings.register_profile(
    "long", settings.get_profile("perflang"), derandomize=False, max_examples=5000
)
settings.load_profile("perflang")


@pytest.fixture
def checked(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Write files and run ``pytest --perf`` over them, or over what is named of them."""

    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def look(files: dict[str, str], *arguments: str) -> pytest.RunResult:
        for path, text in files.items():
            (pytester.path / path).parent.mkdir(parents=True, exist_ok=True)
            (pytester.path / path).write_text(text, encoding="utf-8")
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", "--perf", *arguments)

    return look
