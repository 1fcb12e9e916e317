"""From the words typed to an exit code: whatever happens, a sentence and never a traceback."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cpise_inventory import config
from cpise_inventory.cli import terminal
from cpise_inventory.cli.answers import (
    DONE,
    FAULT,
    INTERRUPTED,
    NO_STORE,
    REFUSED,
    WRONG_USE,
    Answers,
    EndedError,
    LineFaultsError,
    Problem,
    problems_of,
)
from cpise_inventory.cli.session import Session
from cpise_inventory.errors import Refusal, Refusals, StoreError
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import LANGUAGES, Words, words

VALUED = ("--database", "--language", "--user")
FLAGS = ("--json",)
_MARKS = dict.fromkeys(
    (0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)


@dataclass(frozen=True)
class Start:
    """What stands before the command; `command` is empty where there is none.

    `plain`: nothing but the options that the window takes, too.
    """

    database: str = ""
    language: str = ""
    user: str = ""
    as_json: bool = False
    command: str = ""
    plain: bool = True


class NoScreenError(Exception):
    """No window can be opened in this session."""


OpenWindow = Callable[[Start], int]


def run(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out one command line; without a command, open the window. Answers the exit code."""
    terminal.prepare_streams()
    argv = [_without_marks(word) for word in argv]
    start = read_start(argv)
    w = words(config.language(start.language))
    here = Session(w, Answers(w, as_json=start.as_json))
    try:
        if start.command or not start.plain:
            return _carried_out(argv, here)
        return _opened(start, open_window, here)
    except BrokenPipeError:
        terminal.hush()
        return terminal.BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def _opened(start: Start, open_window: OpenWindow, here: Session) -> int:
    try:
        return open_window(start)
    except NoScreenError:
        terminal.write(
            here.w.t("There is no screen to open the window on. Commands: cpise-inventory --help"),
            sys.stderr,
        )
        return WRONG_USE
    except Exception as error:  # noqa: BLE001 - what starts no window is a fault of ours
        return _fault(error, here)


def read_start(argv: Sequence[str]) -> Start:
    """The options before the command, read before anything heavy is loaded."""
    told: dict[str, str] = {}
    words_left = iter(argv)
    for word in words_left:
        name, equals, value = word.partition("=")
        if name in VALUED:
            given = value if equals else next(words_left, None)
            if given is None:
                return _start(told, plain=False)
            told[name.removeprefix("--")] = given
        elif word in FLAGS:
            told["json"] = word
        elif word.startswith("-"):
            return _start(told, plain=False)
        else:
            return _start(told, command=word)
    return _start(told)


def _start(told: Mapping[str, str], command: str = "", *, plain: bool = True) -> Start:
    language = told.get("language", "")
    return Start(
        database=told.get("database", ""),
        language=language,
        user=told.get("user", ""),
        as_json="json" in told,
        command=command,
        plain=plain and "json" not in told and language in ("", *LANGUAGES),
    )


def _carried_out(argv: Sequence[str], here: Session) -> int:
    try:
        from cpise_inventory.cli.app import application  # noqa: PLC0415 - the window needs none

        _check_letters(argv, here.w)
        app = application(here.w)
        with here.closing, app.make_context(config.PROGRAM, list(argv), obj=here) as context:
            app.invoke(context)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - each kind has its exit code, a fault of ours too
        return _ended(error, here)
    return DONE


def _ended(error: Exception, here: Session) -> int:
    """Say what there is to say, and answer the exit code."""
    import typer  # noqa: PLC0415 - as above

    from cpise_inventory.language.command_line import usage_message  # noqa: PLC0415 - as above

    match error:
        case EndedError(code):
            return code
        case typer.Exit():
            return error.exit_code
        case typer.TyperException():
            terminal.write(usage_message(error, here.w), sys.stderr)
            return WRONG_USE
        case Refusal() | Refusals() | LineFaultsError():
            here.answers.refuse(problems_of(error, here.w, here.items))
            return REFUSED
        case StoreError():
            here.answers.refuse(problems_of(error, here.w))
            return NO_STORE
    return _fault(error, here)


def _fault(error: Exception, here: Session) -> int:
    """Ours: the report is written and named, and the sentence says that nothing was."""
    from cpise_inventory.reports import write_report  # noqa: PLC0415 - only when it's needed

    message = sentence(error, here.w)
    report = write_report(error)
    if report:
        message += " " + here.w.t("The report: {file}", file=here.w.isolate(str(report)))
    here.answers.refuse([Problem("fault", message, "", str(report or ""))])
    return FAULT


def _without_marks(word: str) -> str:
    """What is copied from an Arabic paper, or as a path from Windows, brings signs of direction
    along that nobody sees; a file whose name has them keeps them.
    """
    return word if os.path.lexists(word) else word.translate(_MARKS)


def _check_letters(argv: Sequence[str], w: Words) -> None:
    """What isn't text in this system's encoding names at most a file that is there."""
    import typer  # noqa: PLC0415 - as above

    for word in argv:
        try:
            word.encode()
        except UnicodeEncodeError:
            if not os.path.lexists(word):
                shown = word.encode(errors="replace").decode()
                raise typer.BadParameter(
                    w.t("“{text}” holds characters that cannot be read.", text=w.isolate(shown))
                ) from None
