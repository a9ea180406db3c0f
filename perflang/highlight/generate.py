"""Writes ``grammar/editors`` from the grammar; run it with ``python3 dev.py generate``."""

from __future__ import annotations

from pathlib import Path

from perflang.highlight import textmate, vim
from perflang.highlight.machine import machine

TARGET = Path(__file__).parents[2] / "grammar" / "editors"
NOTE = "Generated from the grammar by `python3 dev.py generate`; do not edit."


def editor_files() -> dict[str, str]:
    """The text of every file below ``grammar/editors`` by its path."""
    states = machine()
    folders = {"vscode": textmate.files(states, NOTE), "vim": vim.files(states, NOTE)}
    return {
        f"{folder}/{name}": text
        for folder, files in folders.items()
        for name, text in files.items()
    }


if __name__ == "__main__":
    for path, text in editor_files().items():
        target = TARGET / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    print(TARGET.name)
