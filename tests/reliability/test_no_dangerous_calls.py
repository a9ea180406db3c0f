"""Rules 3, 4 and 13 in the code itself: what may not stand in perflang, wherever it would do harm."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator

import pytest

from tests.support import ROOT

PACKAGE = ROOT / "perflang"
FILES = sorted(PACKAGE.rglob("*.py"))

Finder = Callable[[ast.AST], Iterator[ast.AST]]


def _imports(*names: str) -> Finder:
    """Modules, by themselves or as a package of what is imported."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
            else:
                continue
            if any(
                module == name or module.startswith(f"{name}.")
                for module in modules
                for name in names
            ):
                yield node

    return find


def _names(*names: str) -> Finder:
    """A built-in function, called or handed on; a method of the same name is another thing."""
    assert all(hasattr(builtins, name) for name in names)

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        return (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names)

    return find


def _attributes(*paths: str) -> Finder:
    """``os.system`` and the like, written out."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in paths:
                yield node

    return find


def _keywords(*pairs: tuple[str, object]) -> Finder:
    """Calls with a keyword that is given this value, or any but a constant."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if not isinstance(node, ast.keyword):
                continue
            for name, value in pairs:
                constant = isinstance(node.value, ast.Constant)
                if node.arg == name and (not constant or node.value.value == value):  # type: ignore[attr-defined]
                    yield node

    return find


def _floats(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
        is_division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
        # a path is put together with a slash: a name of a file or folder stands on one of its sides
        if is_float or (is_division and not _joins_paths(node)):
            yield node


def _joins_paths(node: ast.AST) -> bool:
    assert isinstance(node, ast.BinOp)
    sides = (node.left, node.right)
    words = ("folder", "path", "name", "parent", "Path", "TARGET", "ROOT")
    return any(
        (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or any(word in ast.unparse(side) for word in words)
        for side in sides
    )


def _bare_sets(tree: ast.AST) -> Iterator[ast.AST]:
    """A loop, or a list, straight over a set: its order is that of the hashes."""
    for node in ast.walk(tree):
        over = node.iter if isinstance(node, ast.For | ast.comprehension) else None
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("list", "tuple", "''.join"):
            over = node.args[0] if node.args else None
        is_call = isinstance(over, ast.Call) and ast.unparse(over.func) in ("set", "frozenset")
        if is_call or isinstance(over, ast.Set | ast.SetComp):
            yield node


EVERYWHERE = ("",)
OUTPUTS = (  # whatever has a part in an output
    "source",
    "vocabulary",
    "values",
    "syntax",
    "model",
    "document",
    "semantics",
    "forms",
    "backends",
    "readers",
    "exports",
    "highlight",
    "rules",
    "advice",
    "compiler",
    "review",
    "control",
    "live",
    "reports",
    "diagnostics",
    "workspace",
)
NUMBERS = (
    "values",
    "semantics",
    "forms",
    "exports",
    "model",
    "document",
    "backends",
    "readers",
    "compiler",
)
OPENS_FILES = {"source/packaged.py", "workspace", "cli"}

RULES: dict[str, tuple[Finder, tuple[str, ...]]] = {
    "what loads code from data": (
        _imports(
            "pickle", "cPickle", "_pickle", "marshal", "shelve", "dbm", "dill", "copyreg", "yaml"
        ),
        EVERYWHERE,
    ),
    "what runs text as code": (_names("eval", "exec", "compile", "__import__"), EVERYWHERE),
    "what runs programs": (
        _imports("subprocess", "pty", "multiprocessing", "ctypes", "runpy", "code", "codeop"),
        EVERYWHERE,
    ),
    "what runs commands": (
        _attributes("os.system", "os.popen", "os.execv", "os.execvp", "os.spawnv", "os.startfile"),
        EVERYWHERE,
    ),
    "the network": (
        _imports("socket", "urllib", "http", "ftplib", "ssl", "smtplib", "asyncio"),
        EVERYWHERE,
    ),
    "lark's cache and options that run text": (
        _keywords(("cache", True), ("shell", True)),
        EVERYWHERE,
    ),
    "modules named by data": (_imports("importlib"), OUTPUTS),
    "the time, chance, the place and the user": (
        _imports(
            "time",
            "datetime",
            "calendar",
            "random",
            "secrets",
            "uuid",
            "locale",
            "getpass",
            "pwd",
            "platform",
            "socket",
            "zoneinfo",
        ),
        OUTPUTS,
    ),
    "the environment": (
        _attributes(
            "os.environ", "os.getenv", "os.getlogin", "os.getpid", "os.urandom", "time.time"
        ),
        OUTPUTS,
    ),
    "the hash": (_names("hash"), OUTPUTS),
    "the order of a set": (_bare_sets, OUTPUTS),
    "binary fractions": (_names("float", "complex", "round", "divmod"), NUMBERS),
    "literals of binary fractions, and their division": (_floats, NUMBERS),
    "fractions under other names": (
        _imports("math", "cmath", "statistics", "numpy"),
        NUMBERS,
    ),
}

ALLOWED = {
    # lists what is packaged, by names that stand in the code
    ("modules named by data", "source/packaged.py"),
    # and loads the rules among it
    ("modules named by data", "review/engine.py"),
    # equal amounts hash alike; nothing is put in order by it
    ("the hash", "values/quantity.py"),
    # so do levels that are called alike
    ("the hash", "model/framework.py"),
    # of the fields of one object, as attrs would make it
    ("the hash", "source/classes.py"),
    # processes that do what this one does, and are given nothing to run
    ("what runs programs", "cli/jobs.py"),
    # the name of a temporary file, which is gone when the output is there
    ("the environment", "workspace/writing.py"),
    # the least common multiple of whole numbers of columns
    ("fractions under other names", "forms/plan.py"),
}


def found(rule: str) -> list[str]:
    finder, folders = RULES[rule]
    places = []
    for path in FILES:
        name = path.relative_to(PACKAGE).as_posix()
        if not any(name.startswith(folder) for folder in folders) or (rule, name) in ALLOWED:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        places += [f"{name}:{getattr(node, 'lineno', 0)}" for node in finder(tree)]
    return places


@pytest.mark.parametrize("rule", RULES)
def test_nothing_of_it_stands_where_it_would_do_harm(rule: str) -> None:
    assert found(rule) == []


PLANTED = {
    "what loads code from data": [
        "import pickle",
        "from marshal import loads",
        "import yaml.loader",
    ],
    "what runs text as code": ["eval('1')", "run = exec", "compile(text, '', 'exec')"],
    "what runs programs": ["import subprocess", "from subprocess import run"],
    "what runs commands": ["os.system('ls')"],
    "the network": ["import urllib.request", "from socket import socket"],
    "lark's cache and options that run text": ["Lark(text, cache=True)", "run(x, shell=y)"],
    "modules named by data": ["from importlib import import_module"],
    "the time, chance, the place and the user": ["import time", "from datetime import date"],
    "the environment": ["os.environ['USER']"],
    "the hash": ["key = hash(name)"],
    "the order of a set": [
        "for x in {1, 2}: pass",
        "list(set(names))",
        "[x for x in frozenset(y)]",
    ],
    "binary fractions": ["float('1')", "list(map(float, texts))"],
    "literals of binary fractions, and their division": ["x = 0.5", "y = total / parts"],
    "fractions under other names": ["from math import floor"],
}


@pytest.mark.parametrize(
    ("rule", "code"), [(rule, code) for rule in PLANTED for code in PLANTED[rule]]
)
def test_the_search_sees_what_it_looks_for(rule: str, code: str) -> None:
    assert list(RULES[rule][0](ast.parse(code)))


def test_every_rule_was_tried_on_code_that_breaks_it() -> None:
    assert set(PLANTED) == set(RULES)
    assert len(FILES) > 80
    folders = {path.relative_to(PACKAGE).parts[0] for path in FILES if path.parent != PACKAGE}
    assert set(OUTPUTS) | {"cli", "cache", "testing"} == folders
    assert set(NUMBERS) <= folders


def test_the_parser_is_loaded_from_json_and_only_when_it_fits() -> None:
    """Lark's own cache unpickles a file that anybody may have put there."""
    text = (PACKAGE / "syntax" / "grammar.py").read_text(encoding="utf-8")
    assert "json.loads" in text
    assert "cache=" not in text


def test_no_template_is_filled_with_what_a_user_wrote() -> None:
    """``format`` reaches into objects: only the sentences of the pages are templates."""
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("format", "format_map", "vformat")
    }
    assert users == {
        *(
            "backends/report_words.py",
            "cli/check.py",
            "cli/format.py",
            "cli/forms.py",
            "cli/import_.py",
            "cli/new.py",
            "cli/mending.py",
            "cli/placing.py",
            "cli/render/by_file.py",
            "cli/session.py",
            "cli/usage.py",
            "compiler/importing.py",
            "diagnostics/sentence.py",
            "reports/build.py",
            # the names of fields
            "source/classes.py",
            "reports/gather.py",
        )
    }


def test_the_package_holds_no_compiled_or_pickled_data() -> None:
    kinds = {path.suffix for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts}
    assert kinds <= {
        "",
        ".py",
        ".md",
        ".toml",
        ".json",
        ".typed",
        ".html",
        ".css",
        ".lark",
        ".perf",
    }
