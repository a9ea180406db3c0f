"""What a publication can be compiled to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from perflang.model import Publication
from perflang.source.classes import frozen

if TYPE_CHECKING:
    from perflang.document import Document


@frozen
class Format:
    """An output: the ending of its file's name, and how it is made from a document or from the model."""

    suffix: str
    of_document: Callable[[Document], Iterator[bytes]] | None = None
    of_model: Callable[[Publication], Iterator[bytes]] | None = None


def _text(document: Document) -> Iterator[bytes]:
    from perflang.backends.text import render

    return render(document)


def _html(document: Document) -> Iterator[bytes]:
    from perflang.backends.html import render

    return render(document)


def _markdown(document: Document) -> Iterator[bytes]:
    from perflang.backends.markdown import render

    return render(document)


def _json(publication: Publication) -> Iterator[bytes]:
    from perflang.exports.model_json import render

    return render(publication)


FORMATS = {
    "text": Format(".txt", of_document=_text),
    "html": Format(".html", of_document=_html),
    "markdown": Format(".md", of_document=_markdown),
    "json": Format(".json", of_model=_json),
}
