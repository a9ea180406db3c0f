"""Floor 3: what a tree means, what the files of a publication mean together, and the way back."""

from perflang.semantics.analyse import analyse
from perflang.semantics.file_model import FileModel, Settings
from perflang.semantics.link import link
from perflang.semantics.write import HeadFile, write_head, write_project

__all__ = [
    "FileModel",
    "HeadFile",
    "Settings",
    "analyse",
    "link",
    "write_head",
    "write_project",
]
