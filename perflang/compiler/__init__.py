"""Floor 5: the only place where the phases meet. It opens no file."""

from perflang.compiler.building import Built, build
from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.compiler.formats import FORMATS, Format
from perflang.compiler.importing import Imported, import_document

__all__ = [
    "FORMATS",
    "Built",
    "Compilation",
    "Format",
    "Imported",
    "Sources",
    "build",
    "compile_publication",
    "import_document",
]
