"""A real browser, run as a program: a page is loaded, printed, or asked by a script what it shows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from tests.support import ROOT

CHROMIUM = "Chromium (Debian: apt install chromium)"
PDFTOTEXT = "pdftotext (Debian: apt install poppler-utils)"
PDFINFO = "pdfinfo (Debian: apt install poppler-utils)"
AXE = "axe-core (npm install --no-save --no-package-lock axe-core)"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NEEDED = {
    CHROMIUM: next(filter(None, map(shutil.which, _NAMES)), None),
    PDFTOTEXT: shutil.which("pdftotext"),
    PDFINFO: shutil.which("pdfinfo"),
    AXE: str(_SCRIPT) if _SCRIPT.exists() else None,
}
FLAGS = (
    *(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ),
    *(
        "--hide-scrollbars",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-sync",
    ),
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # `computedRole` is what a screen reader is told.
    *("--force-renderer-accessibility", "--enable-blink-features=ComputedAccessibilityInfo"),
)
# A script awaits `answer()` and leaves what it gives in the page, where --dump-dom finds it. Nothing
# that could end the element may stand in it.
_ASKING = """<script>addEventListener("load", async () => {{
{question}
const found = document.createElement("script");
found.type = "application/json";
found.id = "answer";
found.textContent = JSON.stringify(await answer()).replaceAll("<", "\\\\u003c");
document.body.append(found);
}})</script></body>"""
_FRAME = """<!DOCTYPE html><meta name="color-scheme" content="light dark"><body>
<iframe id="frame" src="{page}" style="border:0;height:800px;width:{width}px"></iframe></body>"""


def skip_without_browser() -> None:
    """Skip a whole file, in one line, where something is missing; where CI runs, its tests fail instead."""
    if not os.environ.get("CI"):
        for name, found in NEEDED.items():
            if found is None:
                pytest.skip(f"needs {name}", allow_module_level=True)


def path_of(name: str) -> str:
    """The path of something of ``NEEDED``."""
    found = NEEDED[name]
    assert found is not None, f"needs {name}"
    return found


@frozen
class Browser:
    """A browser with a folder of its own for its profile and for pages."""

    program: str
    folder: Path

    def ask(
        self, page: bytes, question: str, *, dark: bool = False, width: int = 1200, script: str = ""
    ) -> Any:
        """What ``answer()``, a function that ``question`` defines, gives in a loaded ``page``.

        ``width`` is that of the window, of 500 pixels at least; ``script`` is loaded before.
        """
        body, end, rest = page.decode("utf-8").rpartition("</body>")
        assert end
        (self.folder / "library.js").write_text(script, encoding="utf-8")
        asking = f'<script src="library.js"></script>{_ASKING.format(question=question)}'
        return self._answer(body + asking + rest, dark, width)

    def ask_frame(self, page: bytes, question: str, *, width: int) -> Any:
        """The same of a page in a frame, which may be narrower than any window: ``page`` is its window."""
        (self.folder / "framed.html").write_bytes(page)
        question = f'const page = document.getElementById("frame").contentWindow;\n{question}'
        frame = _FRAME.format(page="framed.html", width=width)
        return self._answer(
            frame.replace("</body>", _ASKING.format(question=question)), False, 1200
        )

    def print(self, page: bytes) -> Path:
        """The PDF that the browser prints."""
        target = self.folder / "printed.pdf"
        self._run(
            self._page(page.decode("utf-8")), f"--print-to-pdf={target}", "--no-pdf-header-footer"
        )
        return target

    def _answer(self, page: str, dark: bool, width: int) -> Any:
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        dumped = self._run(
            *(self._page(page), "--dump-dom", scheme, f"--window-size={width},900"),
            *("--virtual-time-budget=60000", "--allow-file-access-from-files"),
        )
        _, found, answer = dumped.rpartition('<script type="application/json" id="answer">')
        assert found, f"the page did not answer: {dumped[-2000:]}"
        return json.loads(answer.partition("</script>")[0])

    def _page(self, text: str) -> str:
        path = self.folder / "page.html"
        path.write_text(text, encoding="utf-8", newline="")
        return path.as_uri()

    def _run(self, address: str, *flags: str) -> str:
        profile = f"--user-data-dir={self.folder / 'profile'}"
        done = subprocess.run(
            [self.program, *FLAGS, profile, *flags, address],
            capture_output=True,
            check=False,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
        return done.stdout.decode("utf-8")


def find_browser(folder: Path) -> Browser:
    """The browser of this machine, shown to work."""
    browser = Browser(path_of(CHROMIUM), folder)
    assert browser.ask(b"<!DOCTYPE html><body></body>", "const answer = () => 7;") == 7
    return browser


def find_axe() -> str:
    """The source of axe, which finds what keeps people out of a page."""
    return Path(path_of(AXE)).read_text(encoding="utf-8")
