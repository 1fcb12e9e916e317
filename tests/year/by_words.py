"""Each act of the year as the words of a command line."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.diary import Act
from tests.year.diary import Thing, Year, write_list

MANY = 5
_Command = Callable[[Act, Year], list[str]]


def words(act: Act, year: Year, files: Path) -> list[list[str]]:
    """One command, or one for each room that was walked through; without who does it, and dated
    where it's entered later than it was done.

    `files`: the folder of what is imported, attached or printed.
    """
    dated = ["--date", act.on.isoformat()] if act.is_late else []
    if act.do == "scan":
        return _scan(act, year, files)
    if act.do in WITH_FILES:
        return [[*WITH_FILES[act.do](act, year, files), *dated]]
    return [[*COMMANDS[act.do](act, year), *dated]]


def preparations(year: Year) -> list[list[str]]:
    donors = year.told["donations"].items()
    return [["donation", "add", code, "--donor", donor] for code, donor in donors]


def _said(act: Act, *names: str, **named: str) -> list[str]:
    """`--name value` for each of these that the act has; `named`: what the option is called."""
    pairs = [(name, name) for name in names] + [(fact, name) for name, fact in named.items()]
    return [
        word
        for fact, option in pairs
        if act.text(fact)
        for word in (f"--{option.replace('_', '-')}", act.text(fact))
    ]


def _each(option: str, values: Mapping[str, str] | list[str]) -> list[str]:
    pairs = values.items() if isinstance(values, Mapping) else ((value, "") for value in values)
    return [word for name, said in pairs for word in (option, f"{name}={said}" if said else name)]


def _tagged(year: Year, said: Mapping[str, str]) -> dict[str, str]:
    return {year.tags[name]: value for name, value in said.items()}


# --- what comes -----------------------------------------------------------------------------------


def _register(act: Act, year: Year) -> list[str]:
    things = year.things_of(act)
    about = _about(things[0])
    serials = _each("--serial", [one.serial for one in things])
    stuck = _each("--tag", year.tags_of(act)) if act.facts.get("blank") else []
    return ["asset", "register", "--centre", act.at, *about, *serials, *stuck]


def _about(thing: Thing) -> list[str]:
    named = {"consent-until": thing.text("consent")}
    named |= {
        name: thing.text(name)
        for name in ("category", "maker", "model", "value", "currency", "warranty", "title")
    }
    said = [word for name, value in named.items() if value for word in (f"--{name}", value)]
    accessories = _each("--accessory", list(thing.about.get("accessories", ())))
    return [*said, *accessories, "--donation", thing.text("donation")]


def _import(act: Act, year: Year, files: Path) -> list[str]:
    return ["import", str(write_list(act, year, files / "liste.csv")), "--kind", "assets"]


def _label(act: Act, year: Year, files: Path) -> list[str]:
    return ["labels", "--assets", *year.tags_of(act), *_sheet(act, files)]


def _label_blank(act: Act, _year: Year, files: Path) -> list[str]:
    return ["labels", "--blank", "--centre", act.at, *_sheet(act, files)]


def _sheet(act: Act, files: Path) -> list[str]:
    how = _said(act, "sheet", "start", "skip", "reason")
    return [*how, "--out", str(files / f"{act.id}.pdf")]


def _attach(act: Act, year: Year, files: Path) -> list[str]:
    (tag,) = year.tags_of(act)
    return ["asset", "attach", tag, str(files / "facture.pdf"), *_said(act, "note")]


def _withdraw(act: Act, year: Year) -> list[str]:
    return [
        "asset",
        "attachment",
        "withdraw",
        year.numbers[act.text("attached")],
        *_said(act, "reason"),
    ]


# --- where it is ----------------------------------------------------------------------------------


def _assign(act: Act, year: Year) -> list[str]:
    return ["asset", "assign", *year.tags_of(act), *_said(act, "to", "due", to_kind="kind")]


def _send(act: Act, year: Year) -> list[str]:
    return ["asset", "move", *year.tags_of(act), *_said(act, "to", "driver", "vehicle")]


def _arrive(act: Act, year: Year) -> list[str]:
    """What came in another condition is named; of the others it's enough that they came."""
    came = dict.fromkeys(act.facts["things"], "") | act.facts.get("damaged", {})
    lacking = _each("--lacking", _tagged(year, act.facts.get("lacking", {})))
    about = [*_each("--asset", _tagged(year, came)), *lacking, "--last"]
    return ["transfer", "receive", year.number(act.text("number")), *about, "--centre", act.at]


def _settle(act: Act, year: Year) -> list[str]:
    decided = _each("--asset", _tagged(year, act.facts["decisions"]))
    return ["transfer", "settle", year.number(act.text("number")), *decided]


# --- is it all there ------------------------------------------------------------------------------


def _scan(act: Act, year: Year, files: Path) -> list[list[str]]:
    """Room by room; many at once as a telephone's file of codes."""
    command = ["asset", "verification", "scan", year.number(act.text("number"))]
    told = []
    for room, things in act.facts["rooms"].items():
        tags = [year.tags[name] for name in things]
        if len(tags) >= MANY:
            file = files / f"{act.id}.csv"
            file.write_text("\n".join(("code", *tags)), encoding="utf-8")
            tags = ["--file", str(file)]
        told.append([*command, *tags, "--room", room, *_said(act, "is")])
    return told


def _close(act: Act, year: Year) -> list[str]:
    why = _each("--why", _tagged(year, act.facts["why"]))
    return ["asset", "verification", "close", year.number(act.text("number")), *why]


# --- how it ends ----------------------------------------------------------------------------------


def _dispose(act: Act, year: Year) -> list[str]:
    wiped = _each("--wiped", year.tags_of(act, "wiped"))
    return ["asset", "approve", year.number(act.text("number")), *wiped, *_said(act, "to")]


def _keep_filter(act: Act, _year: Year) -> list[str]:
    asked = ["--centre", act.at, *_said(act, "category")]
    return ["asset", "list", *asked, "--keep-as", act.text("name")]


def _of(command: str, *names: str, **named: str) -> _Command:
    """A command about the things of the act."""
    return lambda act, year: [*command.split(), *year.tags_of(act), *_said(act, *names, **named)]


def _about_number(command: str, *names: str) -> _Command:
    """A command about a document."""
    return lambda act, year: [
        *command.split(),
        year.number(act.text("number")),
        *_said(act, *names),
    ]


COMMANDS: dict[str, _Command] = {
    "arrive": _arrive,
    "assign": _assign,
    "condition": _of("asset condition", "is"),
    "correct": _about_number("asset verification correct"),
    "declare": _of("asset missing", "circumstances", "police", reason="why"),
    "describe": _of("asset describe", "serial"),
    "dispose": _dispose,
    "found": _of("asset found", "is"),
    "give-back": _of("asset return", "is", "missing"),
    "keep-filter": _keep_filter,
    "place": _of("asset move", "place"),
    "propose": _of("asset retire", "consent", reason="why", by="means"),
    "register": _register,
    "reject": _about_number("asset reject", "reason"),
    "repair": _of("asset repair start", "fault", at="workshop", expected="due"),
    "repaired": _of("asset repair end", "is", "cost"),
    "reserve": lambda act, _year: ["labels", "reserve", act.text("count"), "--centre", act.at],
    "say-life": lambda act, _year: ["asset", "life", act.text("category"), *_said(act, "years")],
    "send": _send,
    "settle": _settle,
    "undo": _about_number("undo", "reason"),
    "void": _of("labels void", "reason"),
    "walk": lambda act, _year: ["asset", "verification", "open", "--centre", act.at],
    "walk-approve": _about_number("asset verification approve"),
    "walk-close": _close,
    "withdraw": _withdraw,
}
WITH_FILES: dict[str, Callable[[Act, Year, Path], list[str]]] = {
    "attach": _attach,
    "import": _import,
    "label": _label,
    "label-blank": _label_blank,
}
ALL = {*COMMANDS, *WITH_FILES, "scan"}
