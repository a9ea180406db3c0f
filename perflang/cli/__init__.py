"""Floor 7: people at a terminal."""

from perflang.cli.main import main

__all__ = ["main"]
