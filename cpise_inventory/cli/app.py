"""The Typer application in the user's language, grown from the tree of commands as it's needed."""

from importlib import import_module
from typing import Annotated, Any, Literal

import typer
from typer._click.core import Command, Context, Parameter
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup
from typing_extensions import override

from cpise_inventory import config
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tree import ROOM, TREE, Branch, Leaf, Tree
from cpise_inventory.language.command_line import install_for_click
from cpise_inventory.language.words import N_, Words

ABOUT = N_(
    "Stock, equipment, labels and receipts of the CPISE centres. Without a command the desktop"
    " program opens. Quantities are whole base units."
)
RULES = N_(
    "Whoever writes gives --user; so does whoever reads a database that has users. init, verify,"
    " document check, device show, self-test, bench and demo ask nobody. Exit codes: 0 done;"
    " 1 refused, nothing written; 2 the command line is wrong; 3 something found false;"
    " 4 the database cannot be used; 70 a fault of the program."
)


class Grown(TyperGroup):
    """A group whose commands are built when they're asked for, and listed without that."""

    tree: Tree
    w: Words

    def grow(self, tree: Tree, w: Words) -> "Grown":
        self.tree, self.w = tree, w
        return self

    @override
    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.tree)

    @override
    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        node = self.tree.get(cmd_name)
        return build(cmd_name, node, self.w) if node else None

    @override
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        words = [one for one in self.params if one.param_type_name == "argument"]
        if args and args[0] in self.tree:  # a further word: what the group itself wants is not due
            self.params = [one for one in self.params if one not in words]
            for parameter in self.params:
                parameter.required = False
        elif words:  # of its own, between whose options they may stand
            ctx.allow_interspersed_args = True
        return super().parse_args(ctx, args)

    @override
    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        self.commands = dict.fromkeys(self.tree, self)  # whose names are near a mistyped one
        return super().resolve_command(ctx, args)

    @override
    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        rows = [(name, self.w.t(node.help)) for name, node in self.tree.items()]
        with formatter.section(self.w.t("Commands")):
            formatter.write_dl(rows)


def application(w: Words) -> Grown:
    """The whole command line in this language."""
    install_for_click(w)
    app = typer.Typer(cls=Grown, add_completion=False, rich_markup_mode=None)
    app.callback(help=w.t(ABOUT), epilog=w.t(RULES))(_root)
    return _group(app, TREE, w)


def build(name: str, node: Leaf | Branch, w: Words) -> Command:
    """One command, or a group of them."""
    app = typer.Typer(cls=Grown, add_completion=False, rich_markup_mode=None)
    if isinstance(node, Branch):
        own = _function(node.own) if node.own else _nothing
        app.callback(help=w.t(node.help), invoke_without_command=bool(node.own))(own)
        group = _group(app, node.below, w)
        group.no_args_is_help = not node.own
        if node.own:
            group.params.append(_json_option(w))
        return group
    app.command(name, help=w.t(node.help))(_function(node.place))
    command = _said_in(typer.main.get_command(app), w)
    command.params.append(_json_option(w))
    return command


def _json_option(w: Words) -> Parameter:
    """`--json` stands before the command, as COMMANDS.md has it; after it, it means the same."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(_answering)
    option = _said_in(typer.main.get_command(app), w).params[0]
    option.expose_value = False
    return option


def _in_json(ctx: typer.Context, wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        here: Session = ctx.obj
        here.answers.as_json = True


def _answering(
    json: Annotated[  # noqa: FBT002 - Typer reads it so
        bool,
        typer.Option("--json", help=N_("Answer with one JSON document."), callback=_in_json),
    ] = False,
) -> None:
    """Only its option is used."""
    del json


def _group(app: typer.Typer, below: Tree, w: Words) -> Grown:
    group = typer.main.get_group(app)
    assert isinstance(group, Grown)  # noqa: S101 - what Typer was told to make, for the types
    _said_in(group, w)
    return group.grow(below, w)


def _said_in(command: Command, w: Words) -> Command:
    """The help of the options and arguments, which stand in the code in English."""
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        if text:
            parameter.help = w.t(text)  # type: ignore[attr-defined]  # arguments and options have it
    return command


def _function(place: str) -> Any:
    module, _, name = place.partition(".")
    return getattr(import_module(f"{ROOM}.{module}"), name)


def _nothing() -> None:
    """A group without a meaning of its own."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        typer.echo(f"{config.PROGRAM} {config.version()}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    *,
    database: Annotated[
        str,
        typer.Option(
            envvar=config.DATABASE,
            metavar="URL|PATH",
            help=N_("The database: a file, or postgresql://…; else the file of this user."),
            show_default=False,
        ),
    ] = "",
    language: Annotated[
        Literal["fr", "ar", "en"] | None,
        typer.Option(
            envvar=config.LANGUAGE,
            help=N_("The language; else the one last chosen, the system's, or French."),
        ),
    ] = None,
    user: Annotated[
        str,
        typer.Option(
            envvar=config.USER,
            metavar="NAME",
            help=N_(
                "In whose name; the password stands in CPISE_INVENTORY_PASSWORD, else it is asked."
            ),
            show_default=False,
        ),
    ] = "",
    json: Annotated[
        bool, typer.Option("--json", help=N_("Answer with one JSON document."))
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=N_("Show the version and exit."), callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    here: Session = ctx.obj
    here.database, here.user = database, user
    del language, json, version  # told from the command line before this was built
