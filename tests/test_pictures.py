"""The pictures of the documents are of what perflang builds today, sharp and small."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from docs.pictures import draw
from docs.pictures.draw import (
    PICTURES,
    AnyPicture,
    hash_in,
    hash_of,
    page_of,
    source_of,
    with_hash,
)
from tests.support import ROOT

FOLDER = ROOT / "docs" / "pictures"
AGAIN = "take them anew: python3 dev.py pictures"
MOST = 300_000


def pictures() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)


@pictures()
def test_a_picture_is_of_the_page_that_is_built_today(picture: AnyPicture) -> None:
    assert hash_in((FOLDER / picture.file).read_bytes()) == hash_of(page_of(picture)), AGAIN


@pictures()
def test_a_picture_is_sharp_and_small(picture: AnyPicture) -> None:
    png = (FOLDER / picture.file).read_bytes()
    width, height = struct.unpack_from(">II", png, 16)
    assert width == picture.width * draw.SHARPNESS
    assert 500 < height < 2 * width
    assert len(png) < MOST


@pictures()
def test_its_document_shows_it_and_tells_those_who_cannot_see_it_what_is_on_it(
    picture: AnyPicture,
) -> None:
    for page in picture.paths:
        shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        (words,) = (words for words, path in shown if Path(path).name == picture.file)
        assert len(words) > 40
        language = "en" if ".en." in page.name else "zh"
        assert bool(re.search("[\u4e00-\u9fff]", words)) == (language == "zh")


def test_every_picture_in_the_folder_is_drawn() -> None:
    assert {path.name for path in FOLDER.glob("*.png")} == {one.file for one in PICTURES}


def test_another_source_is_another_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    before = hash_of(page_of(PICTURES[0]))
    source = source_of(PICTURES[0].paths[0]).replace("150.00", "151.00")
    monkeypatch.setattr(draw, "source_of", lambda _document: source)
    assert hash_of(page_of(PICTURES[0])) != before


def test_a_hash_that_was_put_in_is_read_again() -> None:
    png = (FOLDER / PICTURES[0].file).read_bytes()
    assert hash_in(with_hash(png, "abc")) == "abc"
    assert hash_in(png[:33] + png[-12:]) is None
