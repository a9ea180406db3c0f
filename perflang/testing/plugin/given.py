"""What ``perf`` is given: sources, own frameworks and forms, settings; what makes no publication is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath, PurePosixPath

from perflang.control import Choice, Layer, Settings, read_settings
from perflang.control.settings import NAME as SETTINGS
from perflang.diagnostics import Diagnostic
from perflang.model import OwnFile
from perflang.model.toml_file import unread
from perflang.review import profile_names
from perflang.source import Fault, Limits, SourceFile, decode
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.testing.asked import one_of
from perflang.workspace.heads import HEAD_NAMES, SUFFIX
from perflang.workspace.own import kind_in, name_in

Text = str | bytes

_ALONE = "a.perf"
_PATH = regex(r"(?:[A-Za-z]:)?[^\n:：]*\.(?:perf|toml)")


@frozen
class FolderChoice:
    """What holds for each file: the settings of a folder, and above them a profile that was asked for."""

    folder: PurePosixPath
    settings: Settings
    profile: str | None

    def __call__(self, path: str) -> Choice:
        called = PurePosixPath(path).relative_to(self.folder).as_posix()
        return Choice((*self.settings.layers(called), Layer(profile=self.profile)))


@frozen
class Given:
    """Texts by their paths, each as what it is; ``wrong`` is what is wrong with the settings."""

    sources: Mapping[str, SourceFile | Fault]
    own: tuple[OwnFile, ...]
    settings: Mapping[str, SourceFile]
    wrong: tuple[Diagnostic, ...]
    chosen: FolderChoice


def sorted_texts(texts: Text | Mapping[str, Text], profile: str | None = None) -> Given:
    """A text, or texts by the names of their files, sorted by what they are.

    TypeError for what is no text, ValueError for files that make no publication, and for a profile there is not.
    """
    if profile is not None:
        one_of("profile", profile, profile_names())
    read = {path: decode(path, one, Limits()) for path, one in _files(texts).items()}
    own = [
        OwnFile(name, path, one, kind=kind_in(path) or "")
        for path, one in read.items()
        if (name := name_in(path)) is not None
    ]
    settings = [path for path in read if PurePosixPath(path).name == SETTINGS]
    aside = {*settings, *(one.path for one in own)}
    sources = {path: one for path, one in read.items() if path not in aside}
    heads = [path for path in sources if PurePosixPath(path).name in HEAD_NAMES]
    for called, paths in ((" / ".join(HEAD_NAMES), heads), (SETTINGS, settings)):
        _one_above_all(called, paths, sources)
    files, layers, wrong = _settings(read, settings)
    folder = PurePosixPath(*settings).parent
    return Given(sources, tuple(own), files, wrong, FolderChoice(folder, layers, profile))


def _settings(
    read: Mapping[str, SourceFile | Fault], paths: list[str]
) -> tuple[dict[str, SourceFile], Settings, tuple[Diagnostic, ...]]:
    """The settings among the files, as much as can be read of them, and what is wrong with them."""
    for path in paths:
        source = read[path]
        if isinstance(source, Fault):
            return {}, Settings(), (unread(path, source),)
        found, wrong = read_settings(source, Limits())
        return {path: source}, found, tuple(wrong)
    return {}, Settings(), ()


def _files(texts: object) -> dict[str, bytes]:
    """The bytes of each file by its path."""
    if isinstance(texts, (str, bytes)):
        if isinstance(texts, str) and _PATH.fullmatch(texts):
            raise ValueError(_no_path(texts))
        return {_ALONE: _bytes(_ALONE, texts)}
    if isinstance(texts, PurePath):
        raise TypeError(_no_path(str(texts)))
    if not isinstance(texts, Mapping):
        raise TypeError(
            "不是文字，也不是“名称: 文字” neither a text nor texts by the names of their files: "
            f"{texts!r}"
        )
    if not texts:
        raise ValueError("一个文件也没有 there is no file")
    for path in texts:
        if not isinstance(path, str):
            raise TypeError(f"文件的名称要是文字 the name of a file is a text, not {path!r}")
        name = PurePosixPath(path).name
        if not (name.lower().endswith(SUFFIX) or name == SETTINGS or name_in(name) is not None):
            raise ValueError(
                f"{path!r}: 不是 perflang 的文件 no file of perflang; 名称写成 names are like "
                f"01.perf, 局.framework.toml, 局.form.toml, {SETTINGS}"
            )
    return {path: _bytes(path, text) for path, text in texts.items()}


def _no_path(path: str) -> str:
    return (
        f"{path!r}: 要的是文字，不是文件的路径 a text is wanted, not the path of a file; "
        f"写 write: perf(Path({path!r}).read_text(encoding='utf-8'))"
    )


def _bytes(path: str, text: object) -> bytes:
    """What a file would hold; half a character of UTF-16 alone has no bytes in UTF-8 and is refused as such."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"{path}: 不是文字 no text: {text!r}")
    return text.encode("utf-8", errors="surrogatepass")


def _one_above_all(name: str, paths: list[str], sources: Mapping[str, object]) -> None:
    """Refuse several files of which one holds for all, and one that does not hold for all."""
    if len(paths) > 1:
        raise ValueError(
            f"perf 编译的是一套文本，{name} 只有一个 compiles one publication, which has one: "
            f"{', '.join(paths)}"
        )
    for path in paths:
        folder = PurePosixPath(path).parent
        beside = [one for one in sources if not PurePosixPath(one).is_relative_to(folder)]
        if beside:
            raise ValueError(f"{path} 管不到 does not hold for {', '.join(beside)}")
