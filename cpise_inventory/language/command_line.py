"""Makes Typer, and the Click inside it, speak the user's language.

What Typer passes through gettext (headings of its help) is found in our catalogues. The rest is
English in its code: those sentences are recognised by their shape and said in the language. The
versions are pinned, and the tests provoke each sentence.
"""

import gettext
import os
import re
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.words import DOMAIN, N_, Words, catalogues

if TYPE_CHECKING:
    from typer import TyperException
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

USAGE: Final = N_("Usage: {command}")
OPTIONS: Final = N_("[OPTIONS]")
SUBCOMMAND: Final = N_("COMMAND [ARGS]...")
HELP: Final = N_("Show this message and exit.")
TRY: Final = N_("Try '{command} {option}' for help.")
ERROR: Final = N_("Error: {message}")

SHAPES: Final = (
    N_("Missing option {hint}."),
    N_("Missing argument {hint}."),
    N_("Missing option {hint}. Choose from:\n\t{choices}"),
    N_("Missing argument {hint}. Choose from:\n\t{choices}"),
    N_("No such option: {option}"),
    N_("No such option: {option} (Possible options: {options})"),
    N_("{message}. Did you mean {suggestions}?"),
    N_("Got unexpected extra argument(s) ({arguments})"),
    N_("Invalid value for {hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Option {option} requires an argument."),
    N_("Option {option} requires {count} arguments."),
    N_("Option {option} does not take a value."),
    N_("Argument {argument} takes {count} values."),
    N_("{value} is not one of {choices}."),
    N_("Value error, {value} is not one of {choices}."),
    N_("Value {value} is not a valid {label}."),
    N_("{label} {path} does not exist."),
    N_("{label} {path} is a file."),
    N_("{label} {path} is a directory."),
    N_("{label} {path} is not readable."),
    N_("{label} {path} is not writable."),
    N_("Could not open file {path}: {message}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
    N_("Input should be greater than or equal to {least}"),
    N_("Input should be less than or equal to {most}"),
)
"""The English sentences of Typer 0.29, its Click and pydantic, with what varies in braces."""

VARIABLE: Final = N_("{option} (env var: {variable})")
LABELS: Final = (N_("file"), N_("dir"), N_("path"))


def install_for_click(w: Words) -> None:
    """Help, usage and errors in the language, for the rest of the process; call it before the app.

    Also tells programs that we start (a printer's, a viewer's) which language is wanted.
    """
    from typer import TyperException  # noqa: PLC0415 - only the command line pays for it
    from typer._click import core, exceptions  # noqa: PLC0415 - as above

    os.environ["LANGUAGE"] = w.code
    gettext.bindtextdomain(DOMAIN, str(catalogues()))
    gettext.textdomain(DOMAIN)
    core.Context.formatter_class = _formatter(w)
    _replace(core.Command, "get_help_option", _with_help_in(w))
    _replace(exceptions.ClickException, "show", _showing_in(w))
    for kind in _kinds_with(TyperException, "format_message"):
        _replace(kind, "format_message", _translating_into(w))
    _replace(exceptions.UsageError, "show", _showing_in(w))


def usage_message(error: "TyperException", w: Words) -> str:
    """What to print on standard error for a command line that is wrong (exit code 2)."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.message  # the help, nothing but the help
    lines = []
    context: Context | None = getattr(error, "ctx", None)
    if context is not None:
        lines.append(context.get_usage())
        if context.command.get_help_option(context) is not None:
            option = context.help_option_names[0]
            lines.append(w.t(TRY, command=context.command_path, option=option))
    lines.append(w.t(ERROR, message=translated(error.format_message(), w)))
    return "\n".join(lines)


def translated(message: str, w: Words) -> str:
    """A sentence of Typer's in the language; one it has learnt since stays as it is."""
    for msgid, shape in _shapes():
        if found := shape.fullmatch(message):
            facts = {name: _part(name, text, w) for name, text in found.groupdict().items()}
            return w.t(msgid, **facts) if facts else w.t(msgid)
    return message


def _part(name: str, text: str, w: Words) -> str:
    if name == "message":
        return translated(text, w)
    if name == "hint" and (found := _shape(VARIABLE).fullmatch(text)):
        return w.t(VARIABLE, **{one: w.isolate(said) for one, said in found.groupdict().items()})
    return w.t(text) if name == "label" and text in LABELS else w.isolate(text)


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Those with the most words of their own first: they say most about what is wrong."""
    ordered = sorted(SHAPES, key=lambda text: -len(re.sub(r"\{\w+\}", "", text)))
    return tuple((text, _shape(text)) for text in ordered)


def _shape(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", text)
    pattern = "".join(
        f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)


# What takes the place of Click's own methods ------------------------------------------------------

Method = Callable[..., Any]


def _replace(kind: type, name: str, replacement: Callable[[Method], Method]) -> None:
    """Once more for another language replaces the replacement, not what lies on top of it."""
    present = getattr(kind, name)
    original = getattr(present, "__wrapped__", present)
    setattr(kind, name, wraps(original)(replacement(original)))


def _kinds_with(kind: type[Exception], name: str) -> Iterator[type[Exception]]:
    if name in vars(kind):
        yield kind
    for below in kind.__subclasses__():
        yield from _kinds_with(below, name)


def _translating_into(w: Words) -> Callable[[Method], Method]:
    return lambda original: lambda error: translated(original(error), w)


def _showing_in(w: Words) -> Callable[[Method], Method]:
    from typer import echo  # noqa: PLC0415 - as above

    def replacement(_original: Method) -> Method:
        return lambda error, file=None: echo(usage_message(error, w), file=file, err=True)

    return replacement


def _with_help_in(w: Words) -> Callable[[Method], Method]:
    def replacement(original: Method) -> Method:
        def get_help_option(command: "Command", context: "Context") -> object:
            option = original(command, context)
            if option is not None:
                option.help = w.t(HELP)
            return option

        return get_help_option

    return replacement


def _formatter(w: Words) -> "type[HelpFormatter]":
    from typer._click.formatting import HelpFormatter  # noqa: PLC0415 - as above

    class Formatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            before, _, after = w.t(USAGE).partition("{command}")
            said = args.replace("[OPTIONS]", w.t(OPTIONS))
            said = said.replace("COMMAND [ARGS]...", w.t(SUBCOMMAND))
            super().write_usage(prog, said + after, before if prefix is None else prefix)

    return Formatter
