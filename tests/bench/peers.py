"""What perflang stands beside: the same records in other formats, and the programs that read them."""

from __future__ import annotations

import json
import py_compile
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

PROGRAMS = Path(__file__).parent / "programs"
Records = Sequence[dict[str, Any]]
# A number of YAML 1.2, https://yaml.org/spec/1.2.2/#1032-tag-resolution, which PyYAML (1.1) would not
# quote: 1306E07, a project's code.
YAML_12_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


@frozen
class Peer:
    """A way without perflang: the format of its files, its reader, and the libraries that it takes."""

    name: str
    format_name: str
    reader: str
    libraries: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """Libraries that are not installed."""
        return [one for one in self.libraries if find_spec(one) is None]

    def command(self, programs: Path, sources: Path, pages: Path | None = None) -> list[str]:
        """The command line that checks ``sources`` and writes ``pages``."""
        # Imported and not run as a file: Python keeps compiled code of what is imported only.
        run = "import sys, peer; peer.main(*sys.argv[2:])"
        start = f"import sys; sys.path.insert(0, sys.argv[1]); {run}"
        command = [sys.executable, "-c", start, str(programs), self.reader, str(sources)]
        return [*command, str(pages)] if pages else command


REFERENCE = Peer(
    "YAML: PyYAML (libyaml) + pydantic + Jinja2", "yaml", "yaml", ("yaml", "pydantic", "jinja2")
)
PEERS = (
    REFERENCE,
    Peer(
        "YAML: ryaml (Rust) + pydantic + Jinja2", "yaml", "ryaml", ("ryaml", "pydantic", "jinja2")
    ),
    Peer("JSON: msgspec + Jinja2", "json", "json", ("msgspec", "jinja2")),
)


def yaml_text(records: Records) -> str:
    """Records as YAML as PyYAML writes it, a value a line."""
    import yaml

    class Dumper(yaml.CSafeDumper):  # type: ignore[misc, unused-ignore]
        """Quotes what either YAML would take for a number."""

    Dumper.add_implicit_resolver("tag:yaml.org,2002:float", YAML_12_FLOAT, list("+-.0123456789"))
    text: str = yaml.dump(
        {"projects": list(records)},
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
    )
    return text


def json_text(records: Records) -> str:
    """Records as JSON."""
    return json.dumps({"projects": list(records)}, ensure_ascii=False, indent=1)


WRITERS: dict[str, Callable[[Records], str]] = {"yaml": yaml_text, "json": json_text}


def lay_programs(folder: Path) -> None:
    """Put the peers' programs into ``folder`` with their compiled code, which perflang has too."""
    shutil.copytree(PROGRAMS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.glob("*.py"):
        py_compile.compile(str(path), doraise=True)
