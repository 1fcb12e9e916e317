"""Each act of the month as the words of a command line."""

from collections.abc import Callable, Iterator, Sequence

from tests.diary import Act
from tests.month.diary import Month

_Command = Callable[[Act, Month], list[str]]


def words(act: Act, month: Month) -> list[str]:
    """Without who does it; dated where it's entered later than it was done."""
    dated = ["--date", act.on.isoformat()] if act.is_late else []
    return [*COMMANDS[act.do](act, month), *dated]


def preparations(month: Month) -> Iterator[list[str]]:
    """The catalogue and the donations, before anything moves."""
    kits = {}
    for code, about in month.told["items"].items():
        names = [f"--name-{language}={about[language]}" for language in ("fr", "ar")]
        expiry = "--expiry" if about.get("expiry") else "--no-expiry"
        packs = [f"--pack={about['pack']}"] if "pack" in about else []
        yield ["item", "add", code, *names, "--unit", about["unit"], expiry, *packs]
        if "kit" in about:
            kits[code] = about
    for code, about in kits.items():
        parts = _each("--line", about["kit"])
        yield ["kit", "define", code, *parts, "--substitute", about["instead"]]
    for code, donor in month.told["donations"].items():
        yield ["donation", "add", code, "--donor", donor]


def _each(option: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _said(act: Act, *names: str) -> list[str]:
    """`--name value` for each of these that the act has."""
    return [word for name in names if act.text(name) for word in (f"--{name}", act.text(name))]


def _lines(act: Act, *more: str) -> list[str]:
    named = [("--line", act.lines()), *((f"--{one}", act.lines(one)) for one in more)]
    return [word for option, values in named for word in _each(option, values)]


def _receive(act: Act, month: Month) -> list[str]:
    flags = ["--quarantine"] if act.facts.get("quarantine") else []
    if announced := act.text("expected"):
        flags += ["--expected", month.number(announced)]
    if code := act.text("donation"):
        flags += ["--from", month.told["donations"][code]]
    about = _said(act, "donation", "reason", "remarks")
    return ["receive", "--centre", act.at, *flags, *about, *_lines(act, "damaged")]


def _expect(act: Act, _month: Month) -> list[str]:
    return ["delivery", "expect", "--centre", act.at, *_said(act, "donation", "due"), *_lines(act)]


def _distribute(act: Act, _month: Month) -> list[str]:
    about = _said(act, "to", "people", "storeroom")
    return [*_here("distribute", act), "--to-kind", act.text("kind"), *about, *_lines(act)]


def _define_list(act: Act, _month: Month) -> list[str]:
    recipients = _each("--recipient", act.lines("recipients"))
    goods = _each("--goods", act.lines())
    return [*_here("distribution-list define", act), *recipients, *goods, act.text("name")]


def _serve_list(act: Act, _month: Month) -> list[str]:
    return [*_here("distribution-list serve", act), *_said(act, "to"), act.text("name")]


def _request(act: Act, _month: Month) -> list[str]:
    asked = ["--from", act.text("from"), "--to", act.at, "--by", act.text("due")]
    return ["transfer", "request", *asked, *_lines(act)]


def _send(act: Act, month: Month) -> list[str]:
    asked = ["--request", month.number(act.text("request"))] if act.text("request") else []
    about = [*asked, *_said(act, "to", "driver", "vehicle")]
    return ["transfer", "send", "--from", act.at, *about, *_lines(act)]


def _arrive(act: Act, month: Month) -> list[str]:
    last = ["--last"] if act.facts.get("last") else []
    about = [*last, *_lines(act, "damaged", "over"), "--centre", act.at]
    return ["transfer", "receive", *about, month.number(act.text("number"))]


def _kits(act: Act, _month: Month) -> list[str]:
    instead = ["--substitute", act.text("instead")] if act.text("instead") else []
    about = [*_said(act, "lot"), *instead, act.text("kit"), act.text("kits")]
    return [*_here(f"kit {act.do}", act), *about]


def _write_off(act: Act, _month: Month) -> list[str]:
    about = [*_said(act, "police", "storeroom"), *_lines(act)]
    return [*_here("write-off", act), "--reason", act.text("why"), *about]


def _open_place(act: Act, _month: Month) -> list[str]:
    return [*_here("place open", act), act.text("place"), "--name-fr", act.text("name")]


def _move(act: Act, _month: Month) -> list[str]:
    return [*_here("stock move", act), *_said(act, "from", "to", "reason"), *_lines(act)]


def _count_again(act: Act, month: Month) -> list[str]:
    items = [line.partition("=")[0] for line in act.lines()]
    return ["count", "recount", month.number(act.text("number")), *_each("--item", items)]


def _count_finish(act: Act, month: Month) -> list[str]:
    why = _each("--why", act.lines("reasons"))
    return ["count", "finish", month.number(act.text("number")), *why]


def _here(command: str, act: Act) -> list[str]:
    return [*command.split(), "--centre", act.at]


def _about(command: str, *names: str) -> _Command:
    """A command on a document: its number, its lines, and these."""

    def said(act: Act, month: Month) -> list[str]:
        number = month.number(act.text("number"))
        return [*command.split(), number, *_said(act, *names), *_lines(act, "damaged")]

    return said


def _there(command: str) -> _Command:
    return lambda act, _month: [*_here(command, act), *_lines(act)]


COMMANDS = {
    "approve-loss": _about("write-off approve"),
    "approve-request": _about("transfer approve"),
    "arrive": _arrive,
    "assemble": _kits,
    "break": _kits,
    "close-delivery": _about("delivery close", "reason"),
    "count": _there("count"),
    "count-again": _count_again,
    "count-approve": _about("count approve"),
    "count-enter": _about("count enter"),
    "count-finish": _count_finish,
    "count-open": _there("count open"),
    "define-list": _define_list,
    "distribute": _distribute,
    "expect": _expect,
    "give-back": _about("return"),
    "move": _move,
    "open-place": _open_place,
    "receive": _receive,
    "reject-loss": _about("write-off reject", "reason"),
    "request": _request,
    "send": _send,
    "serve-list": _serve_list,
    "settle": _about("transfer settle", "decision"),
    "undo": _about("undo", "reason"),
    "write-off": _write_off,
}
