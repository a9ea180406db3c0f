"""The folder that ``perflang new`` writes: a publication that compiles and teaches by its comments."""

from __future__ import annotations

from pathlib import Path

from perflang.source import packaged_text
from perflang.workspace.settings import EDITORS, GIT, settings_for

_DATA = "workspace/starter"
# What each file is called, and where its text stands among the data files.
_FILES = {
    "zh": {"部门.perf": "zh/head.perf", "01-社区养老服务.perf": "zh/project.perf"},
    "en": {"department.perf": "en/head.perf", "01-neighbourhood-centres.perf": "en/project.perf"},
}
FOLDERS = {"zh": "绩效目标", "en": "targets"}


def starter_files(folder: Path, language: str) -> dict[str, bytes]:
    """The files of a new publication by name, with the settings that ``folder`` has not got yet."""
    files = {
        name: packaged_text(f"{_DATA}/{path}").encode("utf-8")
        for name, path in _FILES[language].items()
    }
    return files | settings_for(folder, GIT, EDITORS)
