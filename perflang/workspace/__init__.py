"""Floor 6: files: which belong to a publication, how they are read, and how outputs are written."""

from perflang.workspace.discover import Finder, discover
from perflang.workspace.names import file_names
from perflang.workspace.publication import Found, PublicationFiles
from perflang.workspace.reading import decode_source, read_bytes, read_source, read_standard_input
from perflang.workspace.writing import WriteError, rewrite, write_all, write_file

__all__ = [
    "Finder",
    "Found",
    "PublicationFiles",
    "WriteError",
    "decode_source",
    "discover",
    "file_names",
    "read_bytes",
    "read_source",
    "read_standard_input",
    "rewrite",
    "write_all",
    "write_file",
]
