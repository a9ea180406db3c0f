"""Writes ``grammar/tables.json`` from the grammar; run it with ``python3 dev.py generate``."""

from __future__ import annotations

from pathlib import Path

from perflang.syntax.grammar import TABLES, tables_text

if __name__ == "__main__":
    target = Path(__file__).parents[2] / TABLES
    target.write_text(tables_text(), encoding="utf-8", newline="\n")
    print(target.name)
