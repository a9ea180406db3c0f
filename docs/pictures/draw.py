"""The pictures of the documents: sources, and the pages that ``perflang build --to html`` makes of them.

`python3 dev.py pictures` draws them; that takes Chromium and pngquant (Debian: apt install chromium
pngquant fonts-noto-cjk). A picture holds the hash of the page that it was taken of, so that a test on a
machine without a browser can tell whether it is still a picture of what is built.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from hashlib import sha256
from html import escape
from pathlib import Path

from attrs import frozen
from pygments import highlight
from pygments.formatters import HtmlFormatter

from perflang.highlight.lexer import PerflangLexer
from tests.markdown import blocks
from tests.walk import Walk

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WIDTH = 1180
SHARPNESS = 2
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"Source-Hash"


@frozen
class Picture:
    """A picture, the document that shows it, and what stands above its two halves.

    A README's is its first source and the tables that it becomes, a tutorial's the page that it builds:
    its beginning, and its tables.
    """

    file: str
    document: str
    titles: tuple[str, str]
    width: int = WIDTH

    @property
    def paths(self) -> list[Path]:
        """The documents that show it."""
        return [(HERE / self.document).resolve()]


@frozen
class Sheet:
    """A picture of what a folder of sources becomes in a form: of one section, or of all (0).

    ``frame`` is how wide the page is before it is made to fit; a table of many columns takes more.
    """

    file: str
    documents: tuple[str, ...]
    folder: str
    form: str
    section: int = 0
    frame: int = 940
    width: int = 980

    @property
    def paths(self) -> list[Path]:
        """The documents that show it."""
        return [(HERE / document).resolve() for document in self.documents]

    @property
    def selector(self) -> str:
        """What finds the section in the page; nothing is found where all of it is meant."""
        return f"main > section:nth-of-type({self.section})" if self.section else ":not(*)"

    @property
    def command(self) -> str:
        return f"perflang build --form {self.form} --to html"


@frozen
class Reviewed:
    """A picture of one part of the report that a review of a folder writes, by its id."""

    file: str
    documents: tuple[str, ...]
    folder: str
    part: str
    frame: int = 1180
    width: int = 1040

    @property
    def paths(self) -> list[Path]:
        """The documents that show it."""
        return [(HERE / document).resolve() for document in self.documents]

    @property
    def selector(self) -> str:
        """What finds the part in the page."""
        return f"#{self.part}"

    @property
    def command(self) -> str:
        return "perflang review -o review.html"


@frozen
class Drawing:
    """A picture of a page that stands in this folder, for what perflang does not make."""

    file: str
    documents: tuple[str, ...]
    page: str
    width: int = 980

    @property
    def paths(self) -> list[Path]:
        """The documents that show it."""
        return [(HERE / document).resolve() for document in self.documents]


_WORD_TABLE = ("../word-table.md", "../word-table.en.md")


def _form(form: str, section: int, **more: int) -> Sheet:
    """A form as the page about forms shows it: of the one source that is laid out in all of them."""
    return Sheet(f"form-{form}.png", ("../forms.md",), "docs/forms", form, section, **more)


AnyPicture = Picture | Sheet | Reviewed | Drawing
PICTURES: tuple[AnyPicture, ...] = (
    Picture("readme.png", "../../README.md", ("图书馆.perf", "perflang build --to html")),
    Picture("readme.en.png", "../README.en.md", ("dredging.perf", "perflang build --to html")),
    Picture("tutorial.png", "../tutorial.md", ("build/民政局-2026.html", "往下翻")),
    Picture(
        "tutorial.en.png", "../tutorial.en.md", ("build/civil-affairs-2026.html", "further down")
    ),
    Drawing("word-table.png", _WORD_TABLE, "word-table.html"),
    Sheet("word-table-built.png", _WORD_TABLE, "examples/shanghai", "上海", 1),
    _form("hebei", 2),
    _form("mof-2015", 1),
    _form("mof-2015-application", 1),
    _form("mof-2021", 1),
    _form("long-term", 1),
    _form("flat", 1),
    _form("whole", 1),
    _form("listing", 1),
    _form("register", 1),
    _form("regions", 2),
    Sheet("form-brief.png", ("../forms.md",), "examples/harbour", "brief", 2),
    Reviewed("review.png", ("../review.md",), "examples/dingzhou", "p8"),
)


def source_of(document: Path) -> str:
    """The first source in a README."""
    first = next(
        block for block in blocks(document.read_text(encoding="utf-8")) if block.kind == "perf"
    )
    return first.text


def built_from(source: str, *arguments: str) -> str:
    """What perflang makes of a source."""
    command = [sys.executable, "-m", "perflang", "build", "--to", "html", "-o", "-"]
    done = subprocess.run(
        [*command, *(arguments or ["-"])],
        input=source.encode("utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return done.stdout.decode("utf-8")


def reviewed(folder: Path) -> str:
    """The report of a review, in Chinese wherever the picture is taken."""
    command = [sys.executable, "-m", "perflang", "review", str(folder), "--lang", "zh", "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def built_by(tutorial: Path) -> str:
    """The page that stands in the folder once the tutorial has been followed so far."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), "en" if ".en." in tutorial.name else "zh")
        for step in blocks(tutorial.read_text(encoding="utf-8")):
            walk.follow(step)
            for page in walk.cwd.glob("build/*.html"):
                return page.read_text(encoding="utf-8")
    raise AssertionError(f"{tutorial.name} builds no page")


def page_of(picture: AnyPicture) -> str:
    """The page that the picture is taken of."""
    match picture:
        case Picture():
            return _halves(picture)
        case Sheet():
            return _of_page(
                picture, built_from("", str(ROOT / picture.folder), "--form", picture.form)
            )
        case Reviewed():
            return _of_page(picture, reviewed(ROOT / picture.folder))
        case Drawing():
            return _filled(picture.page, picture.width, {})


def _of_page(picture: Sheet | Reviewed, page: str) -> str:
    """A piece of a page, or all of it, below the command that makes it."""
    pieces = {"page": escape(page), "title": escape(picture.command), "chosen": picture.selector}
    return _filled("sheet.html", picture.width, pieces | {"frame": str(picture.frame)})


def _halves(picture: Picture) -> str:
    """A source beside its tables, or the beginning of a page beside its tables."""
    (path,) = picture.paths
    if path.name.startswith("README"):
        source = source_of(path)
        coloured = highlight(source, PerflangLexer(), HtmlFormatter(nowrap=True))
        left, columns = f"<pre>{coloured}</pre>", "476px 1fr"
        right = _framed(built_from(source), "page tables")
    else:
        page = built_by(path)
        left, right, columns = _framed(page, "page"), _framed(page, "page tables"), "1fr 1fr"
    pieces = {"left": escape(picture.titles[0]), "right": escape(picture.titles[1])}
    pieces |= {"left half": left, "right half": right, "columns": columns}
    return _filled("side-by-side.html", picture.width, pieces)


def _filled(name: str, width: int, pieces: dict[str, str]) -> str:
    page = (HERE / name).read_text(encoding="utf-8")
    pieces = pieces | {"width": str(width)}
    return re.sub(r"\{\{ ([a-z ]+) \}\}", lambda match: pieces[match[1]], page)


def _framed(page: str, kind: str) -> str:
    return f'<div class="{kind}"><iframe srcdoc="{escape(page)}"></iframe></div>'


def hash_of(page: str) -> str:
    """What a picture of this page carries."""
    return sha256(page.encode("utf-8")).hexdigest()


def draw(picture: AnyPicture) -> Path:
    """Take the picture, make it small, put its hash in."""
    page = page_of(picture)
    target = HERE / picture.file
    with tempfile.TemporaryDirectory() as folder:
        path, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        path.write_text(page, encoding="utf-8")
        height = re.search(
            r'data-height="(\d+)"', browse(path, picture.width, "--dump-dom").decode("utf-8")
        )
        assert height is not None, "the page did not say how high it is"
        size = f"--window-size={picture.width},{height[1]}"
        shots: list[bytes] = []
        # A busy machine may take a picture before all of it is painted: the first that comes twice is whole.
        while not shots or shots.count(shots[-1]) < 2:
            assert len(shots) < 6, "no two pictures of the page are alike"
            browse(path, picture.width, f"--screenshot={shot}", size)
            shots.append(shot.read_bytes())
        small = subprocess.run(
            ["pngquant", "--strip", "--speed=1", "--quality=80-100", "-"],
            input=shots[-1],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    target.write_bytes(with_hash(small, hash_of(page)))
    return target


def browse(page: Path, width: int, *arguments: str) -> bytes:
    """Open a page in a browser without a window; what it writes to standard output."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None or shutil.which("pngquant") is None:
        raise SystemExit(
            "需要 Chromium 和 pngquant：apt install chromium pngquant fonts-noto-cjk"
            " / Chromium and pngquant are needed: apt install chromium pngquant fonts-noto-cjk"
        )
    quiet = ["--headless=new", "--disable-gpu", "--no-sandbox", "--hide-scrollbars"]
    sharp = [f"--force-device-scale-factor={SHARPNESS}", f"--window-size={width},2000"]
    done = subprocess.run(
        [program, *quiet, *sharp, "--virtual-time-budget=2000", *arguments, page.as_uri()],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return done.stdout


def with_hash(png: bytes, value: str) -> bytes:
    """A PNG with a text chunk behind its header."""
    assert png.startswith(SIGNATURE)
    end = len(SIGNATURE) + 25  # the header is the first chunk and always as long
    content = b"tEXt" + KEYWORD + b"\0" + value.encode("ascii")
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return png[:end] + chunk + png[end:]


def hash_in(png: bytes) -> str | None:
    """The hash that a PNG carries, None if it carries none."""
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if name == b"tEXt" and content.startswith(KEYWORD + b"\0"):
            return content[len(KEYWORD) + 1 :].decode("ascii")
        at += length + 12
    return None


if __name__ == "__main__":
    for one in PICTURES:
        drawn = draw(one)
        print(f"{drawn.name} {drawn.stat().st_size // 1000} kB")
