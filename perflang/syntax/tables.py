"""The parser's tables as JSON, numbered the same way every time, and back.

Lark numbers states and tokens as its sets happen to be ordered. Here tokens are numbered by name and
states as they are reached from the first, so that the file changes only when the grammar does.
"""

from __future__ import annotations

import json
from typing import Any

Actions = dict[Any, Any]
SHIFT = 0


def to_json(head: dict[str, object], data: dict[str, Any], memo: dict[str, Any]) -> str:
    """The text of a tables file: ``head``, then what lark needs, a line each."""
    for unwanted in ("import_paths", "_plugins", "transformer"):
        data["options"].pop(unwanted, None)
    parser = data["parser"]["parser"]
    data["parser"]["parser"] = _renumbered(parser)
    tables = head | {"data": data, "memo": memo}
    lines = (f"{json.dumps(key)}: {_plain(value)}" for key, value in tables.items())
    return "{" + ",\n".join(lines) + "}\n"


def from_json(tables: dict[str, Any]) -> tuple[dict[str, Any], dict[int, Any]]:
    """Data and memo as lark wants them: what JSON turned into keys of text are numbers again."""
    data = tables["data"]
    parser = data["parser"]["parser"]
    parser["states"] = {
        int(state): {int(token): action for token, action in actions.items()}
        for state, actions in parser["states"].items()
    }
    parser["tokens"] = {int(token): name for token, name in parser["tokens"].items()}
    return data, {int(key): value for key, value in tables["memo"].items()}


def _renumbered(parser: dict[str, Any]) -> dict[str, Any]:
    names = parser["tokens"]
    numbers = {name: number for number, name in enumerate(sorted(names.values()))}
    states = {
        state: {numbers[names[token]]: action for token, action in _by_name(actions, names)}
        for state, actions in parser["states"].items()
    }
    order = _reached(states, sorted(parser["start_states"].values()))
    return {
        "tokens": {number: name for name, number in numbers.items()},
        "states": {order[state]: _pointing(states[state], order) for state in order},
        "start_states": {name: order[state] for name, state in parser["start_states"].items()},
        "end_states": {name: order[state] for name, state in parser["end_states"].items()},
    }


def _by_name(actions: Actions, names: dict[Any, str]) -> list[tuple[Any, Any]]:
    return sorted(actions.items(), key=lambda item: names[item[0]])


def _reached(states: dict[Any, Actions], first: list[Any]) -> dict[Any, int]:
    """Every state's new number, in the order in which they are reached."""
    order: dict[Any, int] = {}
    waiting = list(first)
    for state in waiting:
        if state not in order:
            order[state] = len(order)
            waiting += [target for kind, target in states[state].values() if kind == SHIFT]
    return order


def _pointing(actions: Actions, order: dict[Any, int]) -> Actions:
    return {
        token: [kind, order[target] if kind == SHIFT else target]
        for token, (kind, target) in sorted(actions.items())
    }


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=sorted)
