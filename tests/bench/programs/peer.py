"""What one would write instead of perflang: a format's own reader, a model with the same checks, a template.

``python peer.py READER SOURCES [PAGES]``; without ``PAGES`` it only checks. It stands alone, without perflang.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[bytes], Any]


def yaml_reader() -> Read:
    """PyYAML with libyaml, and pydantic."""
    import yaml
    from pydantic_model import validated  # type: ignore[import-not-found]

    return lambda content: validated(yaml.load(content, yaml.CSafeLoader))


def ryaml_reader() -> Read:
    """A reader of YAML in Rust, and pydantic."""
    import ryaml
    from pydantic_model import validated

    return lambda content: validated(ryaml.loads(content.decode()))


def json_reader() -> Read:
    """msgspec, which reads JSON into its own typed objects."""
    from msgspec_model import read  # type: ignore[import-not-found]

    decode: Read = read
    return decode


READERS = {"yaml": yaml_reader, "ryaml": ryaml_reader, "json": json_reader}


def main(name: str, sources: str, pages: str | None = None) -> None:
    """Check every file of a folder and write a page of each."""
    read = READERS[name]()
    page = None
    if pages is not None:
        import jinja2

        Path(pages).mkdir(parents=True, exist_ok=True)
        loader = jinja2.FileSystemLoader(Path(__file__).parent)
        page = jinja2.Environment(loader=loader, autoescape=True).get_template("page.html.j2")
    places: dict[str, Path] = {}
    for path in sorted(Path(sources).iterdir()):
        projects = read(path.read_bytes()).projects
        for project in projects:
            if project.code in places:
                raise SystemExit(f"{path}: {project.code} is in {places[project.code]} too")
            places[project.code] = path
        if page is not None and pages is not None:
            text = page.render(title=path.stem, projects=projects)
            (Path(pages) / f"{path.stem}.html").write_bytes(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
