"""A plugin of pytest that gives properties few examples, the same each time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, settings

EXAMPLES = 15  # of a property


def pytest_sessionstart() -> None:
    settings.register_profile(
        "mutants",
        settings.get_profile("perflang"),
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        report_multiple_bugs=False,
    )
    settings.load_profile("mutants")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # A property with settings of its own has them here; there is no other way to give it fewer examples.
        function: Any = getattr(item, "obj", None)
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples > EXAMPLES:
            fewer = settings(own, max_examples=EXAMPLES)
            getattr(function, "__func__", function)._hypothesis_internal_use_settings = fewer
