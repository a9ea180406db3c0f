"""Floor 3: what a tree means, what the files of a publication mean together, and the way back.

The way back, ``write``, is imported by who imports documents: checking does not.
"""

from perflang.semantics.analyse import analyse
from perflang.semantics.file_model import FileModel, Settings
from perflang.semantics.link import link

__all__ = [
    "FileModel",
    "Settings",
    "analyse",
    "link",
]
