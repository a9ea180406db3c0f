"""Why the system refused a file, in both languages: what a diagnostic's ``{reason}`` is filled with."""

from __future__ import annotations

import errno

# Systems say it in the language they were set up in, or in English; these are what offices meet.
_CHINESE = {
    errno.EACCES: "没有权限，或者文件正被别的程序打开着",
    errno.EPERM: "系统不允许",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EINVAL: "名称或路径不合规定",
    errno.ENXIO: "不是普通文件",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被占用",
}


def refusal(error: OSError | ValueError) -> dict[str, str]:
    """The values ``reason`` and ``reason_en`` of a diagnostic about ``error``."""
    said = getattr(error, "strerror", None) or str(error)
    return refused(_CHINESE.get(getattr(error, "errno", None) or 0, said), said)


def refused(chinese: str, english: str) -> dict[str, str]:
    """The same for a reason of our own."""
    return {"reason": chinese, "reason_en": english}
