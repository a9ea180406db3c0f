"""The limits that are part of the language: each has a default here and an option on the command line."""

from __future__ import annotations

from perflang.source.classes import frozen


@frozen
class Limits:
    """How much a file may hold before perflang says so instead of going on.

    ``file`` is in bytes; ``line`` and ``text`` in code points; ``depth`` counts nested brackets;
    ``digits`` the digits of one number; ``diagnostics`` those shown for one file (0: all);
    ``excerpt`` the display columns of a quoted source line.
    """

    file: int = 16 * 1024 * 1024
    line: int = 100_000
    depth: int = 100
    digits: int = 30
    text: int = 100_000
    diagnostics: int = 100
    excerpt: int = 200
