"""``perflang``: the commands, and what becomes of every error on the way out.

A command is one module of this package with a function ``command``; it is imported when it is used.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

import click

from perflang import __version__
from perflang.cli.terminal import prepare_streams

COMMANDS = {
    "new": "new",
    "check": "check",
    "review": "review",
    "build": "build",
    "format": "format",
    "import": "import_",
    "forms": "forms",
    "explain": "explain",
}
INTERRUPTED = 130
INTERNAL = 2


class _Commands(click.Group):
    """Finds commands by module name, so that a command costs no import but its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = import_module(f"perflang.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            from perflang.vocabulary import nearest

            near = nearest(args[0], COMMANDS)
            meant = f"；是不是 did you mean “{near}”?" if near else ""
            raise click.UsageError(f"没有这个命令 no such command: {args[0]}{meant}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="perflang")
def _perflang() -> None:
    """预算绩效目标的文本语言：写、查、出表。

    A plain-text language for government budget performance targets.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with 0 (clean), 1 (errors found), 2 (usage), 130 (interrupted)."""
    prepare_streams()
    status = _flushed(_run(arguments))
    if arguments is None:
        gc.freeze()  # the process ends: Python need not look through all that is left for garbage
    sys.exit(status)


def _run(arguments: list[str] | None) -> int:
    try:
        asked = sys.argv[1:] if arguments is None else arguments
        with _parser_asked_for():
            result = _perflang.main(asked, prog_name="perflang", standalone_mode=False, obj=asked)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        _show_usage(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is None:
            return _output_failed(error)
        from perflang.source import refusal

        return _told(
            "PF106", {name: f"{error.filename}: {why}" for name, why in refusal(error).items()}
        )
    except Exception as error:
        if os.environ.get("PERFLANG_TRACEBACK"):
            raise
        return _told("PF901", {"type": _kind_of(error)})


def _kind_of(error: Exception) -> str:
    """What went wrong with perflang: who writes a rule or a page is told which."""
    from perflang.diagnostics.sentence import MissingValueError

    return str(error) if isinstance(error, MissingValueError) else type(error).__name__


def _parser_asked_for() -> AbstractContextManager[None]:
    """The environment may ask for lark alone, to tell a mistake of the faster reader from one of the grammar."""
    if not os.environ.get("PERFLANG_PLAIN_PARSER"):
        return nullcontext()
    from perflang.syntax import by_lark_alone

    return by_lark_alone()


def _show_usage(error: click.ClickException) -> None:
    from perflang.cli.terminal import complain, language_of

    is_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
    if isinstance(error, click.UsageError) and not is_help and language_of(None) == "zh":
        from perflang.cli.usage import usage_in_chinese
        from perflang.source import visible

        for line in usage_in_chinese(error).split("\n"):
            complain(visible(line))
    else:
        error.show(sys.stderr)


def _flushed(status: int) -> int:
    """``status``, once what waits for standard output has left; a full disk is told here."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _drop_output()
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
    except (OSError, ValueError) as error:
        return _output_failed(error)
    return status


def _output_failed(error: OSError | ValueError) -> int:
    from perflang.source import refusal

    _drop_output()
    return _told("PF107", refusal(error))


def _told(code: str, values: dict[str, str]) -> int:
    """One line about an error that no command expected."""
    from perflang.cli.terminal import complain, language_of
    from perflang.diagnostics import Diagnostic, message
    from perflang.source import visible

    said = message(Diagnostic(code, "", values=values), language_of(None))
    complain(visible(f"perflang: {code} {said}"))
    return INTERNAL


def _drop_output() -> None:
    """Nobody reads any more: nothing may be written at exit either."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None
