"""What a report says by itself, in either language."""

from __future__ import annotations

from perflang.document import Part

_WORDS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "zh": {
        "report": "绩效目标审核报告",
        "contents": "各项目的发现",
        "kinds": "按种类",
        "skip": "跳到正文",
        "summary": "总的情况",
        "projects": "项目",
        "remarked": "有发现的",
        "clean": "没有发现的",
        "error": "错误",
        "warning": "提醒",
        "errors": "错误",
        "warnings": "提醒",
        "number": "序号",
        "name": "项目名称",
        "code": "编号",
        "what": "发现了什么",
        "severity": "程度",
        "places": "处数",
        "in parts": "涉及项目",
        "remarks": "审核发现",
        "nothing": "没有发现问题。",
        "times": "{count} 处",
        "source": "源文件：",
        "opinion": "审核意见",
        "grade": "审核等级",
        "grades": ("优", "良", "中", "差"),
        "reviewer": "审核人",
        "date": "日期",
        "fill": "点数字就到那一条。审核意见和等级可以直接在这一页上填，"
        "填好以后打印或者另存为 PDF；关掉页面就没有了。",
        "numbers": "表里的数字是发现的编号，写在它所说的格子里。",
        "comma": "、",
        "open": "（",
        "close": "）",
        "both": "{errors} 个错误，{warnings} 个提醒",
        "only errors": "{errors} 个错误",
        "only warnings": "{warnings} 个提醒",
        "none": "没有发现",
        "colon": "：",
        "advice": "怎么改",
        "where": "位置",
        "see": "另见",
        "marks": "表里方括号中的数字是发现的编号，写在它所说的格子里。",
    },
    "en": {
        "report": "Review of performance targets",
        "contents": "Findings by project",
        "kinds": "By kind",
        "skip": "Skip to the text",
        "summary": "In all",
        "projects": "Projects",
        "remarked": "with findings",
        "clean": "without findings",
        "error": "error",
        "warning": "warning",
        "errors": "Errors",
        "warnings": "Warnings",
        "number": "No.",
        "name": "Project",
        "code": "Code",
        "what": "What was found",
        "severity": "Severity",
        "places": "Places",
        "in parts": "Projects",
        "remarks": "Findings",
        "nothing": "Nothing was found.",
        "times": "{count} places",
        "source": "Source: ",
        "opinion": "Opinion of the reviewer",
        "grade": "Grade",
        "grades": ("excellent", "good", "fair", "poor"),
        "reviewer": "Reviewer",
        "date": "Date",
        "fill": " Each leads to its finding. Opinion and grade can be filled in on this page"
        " before it is printed or saved as PDF;"
        " closing the page loses them.",
        "numbers": "Numbers in a table are those of the findings about that cell.",
        "comma": ", ",
        "open": " (",
        "close": ")",
        "both": "{errors}, {warnings}",
        "only errors": "{errors}",
        "only warnings": "{warnings}",
        "none": "no findings",
        "colon": ": ",
        "advice": "What to do",
        "where": "Where",
        "see": "See also",
        "marks": "Numbers in brackets in a table are those of the findings about that cell.",
    },
}


def words_of(language: str) -> dict[str, str | tuple[str, ...]]:
    """The words of a language."""
    return dict(_WORDS[language])


def counted(part: Part, language: str) -> str:
    """How many findings a part has."""
    errors, warnings = part.count("error"), part.count("warning")
    words = _WORDS[language]
    if not errors and not warnings:
        return str(words["none"])
    kind = "both" if errors and warnings else "only errors" if errors else "only warnings"
    texts = {"errors": str(errors), "warnings": str(warnings)}
    if language == "en":
        texts = {
            "errors": _english(errors, "error"),
            "warnings": _english(warnings, "warning"),
        }
    return str(words[kind]).format(**texts)


def _english(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
