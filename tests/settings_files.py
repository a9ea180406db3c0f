"""What people get wrong in a ``perflang.toml``: the help that it gets, and the first line of what is marked."""

from __future__ import annotations

from attrs import frozen

from perflang.control import Settings, read_settings
from perflang.control.settings import NAME
from perflang.diagnostics import Diagnostic
from perflang.source import Limits, SourceFile


@frozen
class Mistake:
    """A file with one mistake."""

    text: str
    hint: str | None
    shown: str


def read(text: str) -> tuple[Settings, list[Diagnostic]]:
    """The settings that a text says, and what is wrong in it."""
    return read_settings(SourceFile(NAME, text), Limits())


MISTAKES = (
    # No TOML
    Mistake("profile\n", "equals", "profile"),
    Mistake("profile：strict\n", "equals", "：strict"),
    Mistake("profile = strict\n", "quotes", "strict"),
    Mistake('profile = "strict\n', "string", 'profile = "strict'),
    Mistake('baseline = "旧\\基线.toml"\n', "string", "线.toml"),
    Mistake("profile = “strict”\n", "curly", "“strict”"),
    Mistake('ignore = ["PF501”]\n', "curly", '"PF501”'),
    Mistake('ignore = ["PF501"\n', "bracket", 'ignore = ["PF501"'),
    Mistake('profile = "none"\nprofile = "strict"\n', "again", 'profile = "strict"'),
    Mistake('ignore = ["PF501"，"PF3"]\n', "wide", '，"PF3"]'),
    Mistake('// 说明\nprofile = "strict"\n', "note", "// 说明"),
    Mistake('severity = { PF501 = "error", }\n', "braces", "}"),
    Mistake("paths = 2021年\n", None, "年"),
    Mistake("profile = " + "[" * 40 + "\n", None, "["),
    # Keys
    Mistake('profil = "strict"\n', "key-near", "profil"),
    Mistake('忽略 = ["PF501"]\n', "key", "忽略"),
    Mistake('extends = "../perflang.toml"\n', "key", "extends"),
    Mistake('[[paths]]\npath = "2021"\nignor = ["PF5"]\n', "key-near", "ignor"),
    Mistake('[[paths]]\npath = "2021"\npaths = []\n', "key-near", "paths"),
    # Values
    Mistake('baseline = "../旧问题.toml"\n', "inside", "../旧问题.toml"),
    Mistake('baseline = "/tmp/known.toml"\n', "inside", "/tmp/known.toml"),
    Mistake('profile = "stric"\n', "profile-near", "stric"),
    Mistake('profile = "月球"\n', "profile", "月球"),
    Mistake("profile = 1\n", "profile", "1"),
    Mistake('select = "PF5"\n', "codes", "PF5"),
    Mistake("select = [5]\n", "codes", "[5]"),
    Mistake('select = ["basis-emty"]\n', "code-near", "basis-emty"),
    Mistake('select = ["PF5O1"]\n', "code-near", "PF5O1"),
    Mistake('select = ["PFＳ01"]\n', "code-near", "PFＳ01"),
    Mistake('select = ["PF501,PF502"]\n', "joined", "PF501,PF502"),
    Mistake('ignore = ["basis-empty、PF3"]\n', "joined", "basis-empty、PF3"),
    Mistake('[severity]\n"PF501,PF502" = "off"\n', "key-codes", "PF501,PF502"),
    Mistake('select = ["PF777"]\n', "code", "PF777"),
    Mistake('ignore = ["PF5", "依据"]\n', "code", "依据"),
    Mistake('ignore = ["PF211"]\n', "firm", "PF211"),
    Mistake('ignore = ["PF1"]\n', "firm", "PF1"),
    Mistake('ignore = ["PF405"]\n', "elsewhere", "PF405"),
    Mistake('ignore = ["settings-file"]\n', "firm", "settings-file"),
    Mistake("baseline = true\n", "text", "true"),
    Mistake('baseline = "旧\u200b.toml"\n', "by-hand", "\u200b"),
    Mistake('baseline = "旧\\u200b.toml"\n', "hidden", "旧\\u200b.toml"),
    Mistake('severity = "error"\n', "severity", "error"),
    Mistake('[severity]\nPF501 = "eror"\n', "level", "eror"),
    Mistake("[severity]\nPF501 = 1\n", "level", "1"),
    Mistake('[severity]\nPF777 = "error"\n', "code", "PF777"),
    Mistake('[severity]\nbasis-emty = "error"\n', "code-near", "basis-emty"),
    Mistake('[severity]\nPF211 = "warning"\n', "firm", "PF211"),
    Mistake('[severity]\nPF2 = { x = "error" }\n', "level", "{"),
    Mistake('[paths]\npath = "2021"\n', "paths", "[paths]"),
    Mistake('[[paths]]\nignore = ["PF5"]\n', "no-path", "[[paths]]"),
    Mistake("[[paths]]\npath = 2021\n", "text", "2021"),
)
