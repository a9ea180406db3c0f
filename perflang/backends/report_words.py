"""What a report says by itself, in either language."""

from __future__ import annotations

from perflang.document.remarks import Part

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
        "lost": "没有读进表里的行",
        "nothing": "没有发现问题。",
        "nothing listed": "除未列入的以外，没有发现问题。",
        "times": "{count} 处",
        "source": "源文件：",
        "opinion": "审核意见",
        "grade": "审核等级",
        "grades": ("优", "良", "中", "差"),
        "reviewer": "审核人",
        "date": "日期",
        "follow": "点数字就到那一条。",
        "fill": "每个项目后面有审核意见栏，可以直接在网页上填，也可以打印出来用笔填。"
        "网页不保存填写的内容：填好先打印或另存为 PDF，再关页面。",
        "keep": "网页不保存这里填写的内容：填好先打印或另存为 PDF，再关页面。",
        "opinion text": "意见",
        "fill text": "审核意见写在各项目后面冒号的后边；选等级，把方括号里的空格换成 x。",
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
        "omitted": "未列入的问题",
        "uncounted": "未列入",
        "omitted none": "没有。审核发现的问题已全部列入。",
        "omitted some": "审核发现的问题，有 {count} 处按下列原因没有列入；各项目的发现和上面的数字都不含这些。",
        "omitted here": "另有 {count} 处未列入，见“未列入的问题”。",
        "cause": "原因",
        "cause comment": "源文件里注明不查",
        "cause baseline": "基线里已有记录",
        "cause choice": "按设置不看这类问题",
        "cause off": "按审核口径或设置不查这类问题",
        "excuses": "注明不查的问题和理由",
        "reason": "理由",
        "no reason": "没有写",
        "found": "问题",
        "place": "位置",
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
        "lost": "Lines that are not in the table",
        "nothing": "Nothing was found.",
        "nothing listed": "Nothing was found beside what is left out.",
        "times": "{count} places",
        "source": "Source: ",
        "opinion": "Opinion of the reviewer",
        "grade": "Grade",
        "grades": ("excellent", "good", "fair", "poor"),
        "reviewer": "Reviewer",
        "date": "Date",
        "follow": " Each leads to its finding.",
        "fill": " Opinion and grade can be filled in on this page, or by pen once it is printed."
        " The page keeps nothing: print it or save it as PDF before you close it.",
        "keep": "This page does not keep what is written here: print it or save it as PDF before you close it.",
        "opinion text": "Opinion",
        "fill text": "Opinions are written behind the colons below each project;"
        " a grade is chosen by an x in its brackets.",
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
        "omitted": "What is left out",
        "uncounted": "Left out",
        "omitted none": "Nothing: all that was found stands in this report.",
        "omitted some": "{count} of the findings are left out for the reasons below;"
        " the numbers above and the findings of the projects do not hold them.",
        "omitted here": "{count} more left out, see “What is left out”.",
        "cause": "Reason",
        "cause comment": "a comment in the source",
        "cause baseline": "known in the baseline",
        "cause choice": "left out by the settings",
        "cause off": "switched off by the standards or the settings",
        "excuses": "What comments leave out, and why",
        "reason": "Their reason",
        "no reason": "none is given",
        "found": "Finding",
        "place": "Where",
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


def begins_a_report(content: bytes) -> bool:
    """Whether a file begins as a report does, in either format and language, so that a new one may replace it."""
    named = [str(words["report"]) for words in _WORDS.values()]
    if content.startswith(b"<!DOCTYPE html>"):
        return any(f"<title>{name} ".encode() in content for name in named)
    return any(content.startswith(f"# {name} ".encode()) for name in named)
