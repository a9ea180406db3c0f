"""Makes ``st.from_type(Project)`` work: hypothesis loads this by its entry point whenever it is imported.

That happens in every test run of everybody who has perflang installed, so it imports nothing of perflang before
the test itself has, and whatever goes wrong here goes wrong silently.
"""

from __future__ import annotations

import sys

# The packages whose classes have strategies; each says when it has been imported.
PACKAGES = ("perflang.values", "perflang.model")


def register(*packages: str) -> None:
    """Give hypothesis the strategies of the packages that have been imported; of all of these without names."""
    try:
        for package in packages or PACKAGES:
            if package in sys.modules:
                from perflang.testing.registration import register_package

                register_package(sys.modules[package])
    except Exception:
        return
