"""The command ``kg``: its verbs, their help in two languages, and how errors end."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from importlib.metadata import version
from io import FileIO, TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from kg.cli.language import Language, in_words, say, use
from kg.cli.wrong_use import told
from kg.errors import KgError
from kg.query.errors import AmbiguousName, OnlyCited, UnknownName

VERBS = {
    **{"build": "build", "agency": "agency", "document": "document", "ask": "ask", "query": "query", "stats": "stats"},
    **{"check": "check", "export": "export", "graph": "graph", "push": "push", "explain": "explain"},
    **{"explain-entity": "entity", "review": "review", "score": "score", "serve": "serve"},
}
"""In the order of the help: the verb and the module that has it. Only the module of the verb that is run is read:
a look-up must not wait for all that a build needs."""
NOT_FOUND = 1
WRONG_USE = 2


class Group(TyperGroup):
    """Says its help in the language spoken, and turns errors into one line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        use(None)
        if not args:  # the parser shows the help and ends
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            raise _refused(error) from error

    def list_commands(self, ctx: Any) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in VERBS:
            return None
        command = _command(cmd_name)
        _translate(command, cmd_name, ctx)
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _translate(self, "kg", ctx)
        _shape_help()
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            sys.stderr.write(f"kg: {_in_words(error)}\n")
            found_nothing = isinstance(error, UnknownName | AmbiguousName)
            raise typer.Exit(NOT_FOUND if found_nothing else WRONG_USE) from error
        except TyperException as error:
            raise _refused(error, ctx.invoked_subcommand) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: not our error
            raise typer.Exit(0) from error
        except OSError as error:
            if error.filename is not None:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left cannot be written either
            said = in_words(error.strerror or str(error))
            sys.stderr.write(f"kg: {say('error.output', said=said)}\n")
            raise typer.Exit(WRONG_USE) from error


def _refused(error: TyperException, verb: str | None = None) -> typer.Exit:
    """Tell what the parser of the command line refuses, and the end of it."""
    sys.stderr.write(f"kg: {told(error, list(VERBS), verb)}\n")
    return typer.Exit(WRONG_USE)


def _in_words(error: KgError) -> str:
    """What is wrong, in the language spoken; one without a message has its own words."""
    if isinstance(error, OnlyCited):
        return say("error.only_cited", name=error.name)
    if isinstance(error, UnknownName | AmbiguousName):
        names = "，".join(error.suggestions)
        if isinstance(error, AmbiguousName):
            key = "ambiguous_more" if error.more else "ambiguous"
            return say(f"error.{key}", name=error.name, names=names, more=error.more)
        return say(f"error.{'close' if names else 'unknown'}", name=error.name, names=names)
    if error.code:
        values = dict(error.values)
        values.update((name, in_words(str(values[name]))) for name in ("said", "who") if name in values)
        return say(f"error.{error.code}", **values)
    return in_words(str(error))


class Command(TyperCommand):
    """A verb with help in the language spoken, whose lines break between any two Chinese characters."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _shape_help()
        super().format_help(ctx, formatter)


def _shape_help() -> None:
    """Have the terminal library break Chinese lines, which it cut off, and say its own words in the language spoken."""
    from typer import rich_utils  # slow to load, and needed for help only

    class Folding(rich_utils.OptionHighlighter):
        def __call__(self, text: Any) -> Any:
            shown = super().__call__(text)
            shown.overflow = "fold"
            return shown

    rich_utils.highlighter = Folding()
    rich_utils.REQUIRED_LONG_STRING = f"[{say('usage.required')}]"
    rich_utils.DEFAULT_STRING = f"[{say('usage.default')}]"
    rich_utils.ENVVAR_STRING = f"[{say('usage.environment')}]"


@cache
def _command(verb: str) -> Any:
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(verb, cls=Command)(getattr(import_module(f"kg.cli.{VERBS[verb]}"), verb.replace("-", "_")))
    return typer.main.get_command(alone)


def _translate(command: Any, name: str, ctx: Any) -> None:
    """Give the command and its parameters the help of ``messages.yml``: keys ``VERB`` and ``VERB.PARAMETER``."""
    command.help = say(f"help.{name}")
    command.rich_help_panel = say("help.commands")
    for parameter in command.get_params(ctx):
        common = parameter.name in ("help", "db", "address", "output")
        parameter.help = say(f"help.{parameter.name}" if common else f"help.{name}.{parameter.name}")
        is_option = parameter.param_type_name == "option"
        parameter.rich_help_panel = say("help.options" if is_option else "help.arguments")


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {version('gongwen-kg')}\n")
        raise typer.Exit


app = typer.Typer(name="kg", cls=Group, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def kg(
    lang: Annotated[
        Language | None, typer.Option("--lang", envvar="KG_LANG", is_eager=True, callback=use, show_default=False)
    ] = None,
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, show_default=False)
    ] = False,
) -> None:
    """The options that stand before the verb; their callbacks have done the work."""


def main() -> None:
    """The entry point: UTF-8 whatever the locale, then the verb."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started it
            setattr(sys, name, TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="kg")
