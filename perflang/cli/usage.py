"""A command line that cannot be run, said in Chinese: click's own sentences are English."""

from __future__ import annotations

import click

_SAYS = {
    click.NoSuchOption: "没有这个选项：{option}{meant}",
    click.MissingParameter: "少写了 {param}",
    click.BadOptionUsage: "选项 {option} 后面要跟内容",
    click.BadParameter: "{param} 写得不对：{message}",
}
_EXTRA = "Got unexpected extra argument"


def usage_in_chinese(error: click.UsageError) -> str:
    """How the command is used, what was wrong, and where to read more."""
    lines = [f"错误：{_said(error)}"]
    if error.ctx is not None:
        path = error.ctx.command_path
        pieces = " ".join([path, *error.ctx.command.collect_usage_pieces(error.ctx)])
        for english, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
            pieces = pieces.replace(english, chinese)
        lines = [f"用法：{pieces}", *lines, f"运行 {path} --help 查看说明"]
    return "\n".join(lines)


def _said(error: click.UsageError) -> str:
    if error.message.startswith(_EXTRA):
        return f"多写了 {error.message.partition('(')[2].rstrip(')')}"
    words = next((words for kind, words in _SAYS.items() if isinstance(error, kind)), "{message}")
    param = getattr(error, "param", None)
    choices = getattr(param.type, "choices", None) if param else None
    near = getattr(error, "possibilities", None) or ()
    return words.format(
        message=f"只能是 {'、'.join(choices)}" if choices else error.message,
        option=getattr(error, "option_name", ""),
        param=getattr(error, "param_hint", None) or (_name(param) if param else "参数"),
        meant=f"，是不是 {'、'.join(near)}？" if near else "",
    )


def _name(param: click.Parameter) -> str:
    is_argument = isinstance(param, click.Argument)
    return param.make_metavar(click.Context(click.Command(""))) if is_argument else param.opts[-1]
