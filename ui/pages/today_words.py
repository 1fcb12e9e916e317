"""How the tasks and figures of the day are said, and the icon and tone of each kind of task."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.terms import LOSS_REASONS, term
from cpise_inventory.language.words import N_, Words

if TYPE_CHECKING:
    from cpise_inventory.today import Figures, Task

LOOKS: Final = {
    "negative": ("scale", "bad"),
    "below_minimum": ("package-minus", "warn"),
    "arriving": ("truck", "info"),
    "missing": ("truck", "warn"),
    "to_settle": ("scale", "bad"),
    "to_approve": ("clipboard-check", "info"),
    "to_send": ("truck", "warn"),
    "delivery_due": ("package-open", "info"),
    "delivery_late": ("package-open", "bad"),
    "to_check": ("shield-alert", "warn"),
    "expired": ("hourglass", "bad"),
    "expiring": ("calendar-clock", "warn"),
    "overdue": ("clock", "warn"),
    "repair_late": ("wrench", "warn"),
    "asset_conflict": ("scale", "bad"),
    "serial_twice": ("scale", "bad"),
    "disposal_waits": ("trash-2", "warn"),
    "loan_ends": ("clock", "info"),
    "warranty_ends": ("shield-check", "info"),
    "unlabelled": ("tag", "info"),
    "runs_out": ("triangle-alert", "bad"),
    "runs_out_more": ("triangle-alert", "warn"),
    "wasting": ("hourglass", "warn"),
    "wasting_more": ("hourglass", "warn"),
    "move": ("arrow-left-right", "info"),
    "count_twice": ("scale", "bad"),
    "count_waits": ("clipboard-check", "warn"),
    "count_open": ("clipboard-check", "warn"),
    "count_due": ("clipboard-check", "info"),
    "loss_waits": ("triangle-alert", "warn"),
    "undone_twice": ("undo-2", "bad"),
    "undone_no_more": ("undo-2", "bad"),
    "back_too_much": ("undo-2", "bad"),
    "campaign_open": ("scan-barcode", "info"),
    "campaign_waits": ("scan-barcode", "warn"),
    "assets_missing": ("search", "bad"),
    "assets_elsewhere": ("arrow-left-right", "warn"),
    "clock_behind": ("clock", "bad"),
    "silent": ("usb", "warn"),
    "no_items": ("package-open", "info"),
    "no_people": ("users-round", "info"),
}


def say_task(task: "Task", names: dict[str, str], words: Words) -> tuple[str, str]:
    """What is to be done, and why, in the person's language."""
    told = _written(task.facts, names, words)
    what, why = SENTENCES[task.kind]
    return words.t(what, **told), _why(task, told, words) or words.t(why, **told)


def _written(facts: dict[str, Any], names: dict[str, str], words: Words) -> dict[str, Any]:
    """Each fact as people of that language write it."""
    told = {key: names.get(str(value), value) for key, value in facts.items()}
    for keys, write in _WRITINGS:
        told |= {key: write(told[key], words) for key in keys if key in told}
    return told


def _day(day: str, words: Words) -> str:
    return words.ltr(words.date(day)) if day else day


def _unbroken(number: str, words: Words) -> str:
    """A document's number that no end of a line cuts at one of its hyphens."""
    return words.ltr(number.replace("-", f"-{_NO_BREAK}"))


_NO_BREAK: Final = "\u2060"
_WRITINGS: Final[tuple[tuple[tuple[str, ...], Callable[[Any, Words], str]], ...]] = (
    (("sent_on", "due_on", "opened_on", "asked_on", "day", "reported_on"), _day),
    (("expiry",), lambda text, w: w.ltr(w.expiry(text))),
    (
        ("quantity", "minimum", "count", "entered", "lines", "seen", "expected", "given", "back"),
        lambda figure, w: w.ltr(w.number(figure)),
    ),
    (("now", "latest"), lambda at, w: w.ltr(w.when(at))),
    (("device",), lambda text, w: w.ltr(text)),
    (("number", "lot", "tag", "other"), lambda text, w: w.ltr(str(text) or w.t("without number"))),
    (
        ("item", "location", "custodian", "centre", "source", "target", "reporter"),
        lambda text, w: w.isolate(str(text)),
    ),
    (("why",), lambda code, w: term(LOSS_REASONS, code, w)),
    (("documents",), lambda numbers, w: w.join(_unbroken(one, w) for one in numbers) or "–"),
)


def _why(task: "Task", told: dict[str, Any], words: Words) -> str:
    """Of what is counted out in words: one, or more. Empty where a plain sentence does."""
    if task.kind == "count_due":
        return words.n(
            "{count} item has not been counted for long.",
            "{count} items have not been counted for long.",
            int(task.facts["count"]),
        )
    if task.kind in ("runs_out_more", "wasting_more", "move"):
        return _why_planned(task.kind, int(task.facts["count"]), words)
    if task.kind in ("delivery_due", "delivery_late", "to_check"):
        return _of_incoming(task, told, words)
    if task.kind in ("to_approve", "to_send"):
        return words.n(
            "Requisition {number} of {asked_on}: {count} unit.",
            "Requisition {number} of {asked_on}: {count} units.",
            int(told.pop("units")),
            **told,
        )
    if task.kind in ("arriving", "missing", "to_settle"):
        return _why_road(task.kind, told, words)
    return ""


def _why_planned(kind: str, count: int, words: Words) -> str:
    """How many more items, or how many trips."""
    if kind == "move":
        return words.n(
            "{count} trip evens out what centres have.",
            "{count} trips even out what centres have.",
            count,
        )
    return words.n("{count} more item.", "{count} more items.", count)


def _why_road(kind: str, told: dict[str, Any], words: Words) -> str:
    """How much is on the road and how long, or how it differs from the waybill."""
    count, over, days = (int(told.pop(name)) for name in ("missing", "excess", "days"))
    assets, lacking = int(told.pop("assets")), int(told.pop("lacking"))
    units = _load(count, assets, words)
    if kind == "to_settle":
        parts = []
        if count:
            parts.append(words.n("{count} unit is missing", "{count} units are missing", count))
        if over:
            parts.append(words.n("{count} unit in excess", "{count} units in excess", over))
        if assets:
            parts.append(words.n("{count} asset is missing", "{count} assets are missing", assets))
        if lacking:
            parts.append(
                words.n(
                    "{count} asset without all its accessories",
                    "{count} assets without all their accessories",
                    lacking,
                )
            )
        return words.t("Waybill {number}: {what}.", what=words.join(parts), **told)
    if kind == "missing" and assets:
        return words.t("Of waybill {number} there is still to come: {what}.", what=units, **told)
    if kind == "missing":
        return words.n(
            "{count} unit of waybill {number} has not come in.",
            "{count} units of waybill {number} have not come in.",
            count,
            **told,
        )
    if not days:
        return words.t("Waybill {number}: {units}, sent today.", units=units, **told)
    return words.n(
        "Waybill {number}: {units}, sent on {sent_on}, {count} day ago, and not seen since.",
        "Waybill {number}: {units}, sent on {sent_on}, {count} days ago, and not seen since.",
        days,
        units=units,
        **told,
    )


def _load(units: int, assets: int, words: Words) -> str:
    """`40 units, 2 assets`, without what there is none of."""
    parts = [words.n("{count} unit", "{count} units", units)] if units or not assets else []
    if assets:
        parts.append(words.n("{count} asset", "{count} assets", assets))
    return words.join(parts)


def _of_incoming(task: "Task", told: dict[str, Any], words: Words) -> str:
    """What is to come, and what came and waits for a check."""
    if task.kind in ("delivery_due", "delivery_late"):
        return words.n(
            "{count} unit of {donation}, due on {due_on} at {target}.",
            "{count} units of {donation}, due on {due_on} at {target}.",
            int(task.facts["units"]),
            **{**told, "donation": words.ltr(str(task.facts["donation"]))},
        )
    return words.n(
        "{count} unit waits at {centre} for somebody to decide.",
        "{count} units wait at {centre} for somebody to decide.",
        int(task.facts["units"]),
        **told,
    )


SENTENCES: Final = {
    "below_minimum": (
        N_("Below the minimum: {item}"),
        N_("{quantity} at {centre}; it should never be less than {minimum}."),
    ),
    "delivery_due": (N_("Expected soon: {number}"), ""),
    "delivery_late": (N_("Not here yet: {number}"), ""),
    "to_check": (N_("Quarantine to be checked"), ""),
    "negative": (
        N_("Negative balance: {item}"),
        N_("{quantity} at {location}, taken by {documents}: count it to settle it."),
    ),
    "loss_waits": (
        N_("Loss to decide: {why}"),
        N_("{number}, reported by {reporter} on {reported_on}."),
    ),
    "undone_twice": (
        N_("Cancelled more than once: {number}"),
        N_("By {documents}, at workstations that were apart: cancel all of these but one."),
    ),
    "undone_no_more": (
        N_("Not cancelled any more: {number}"),
        N_("Of {documents} each was cancelled, at workstations that were apart: cancel it again."),
    ),
    "back_too_much": (
        N_("More came back than was given: {number}"),
        N_("{item}: {given} given, {back} back. Cancel the surplus return note ({documents})."),
    ),
    "arriving": (N_("On the road from {source} to {target}"), ""),
    "missing": (N_("Incomplete: {source} to {target}"), ""),
    "to_settle": (N_("Difference to settle: {source} to {target}"), ""),
    "to_approve": (N_("To approve: {target} asks {source}"), ""),
    "to_send": (N_("To send: from {source} to {target}"), ""),
    "expired": (
        N_("Expired: {item}"),
        N_("{quantity} of lot {lot} at {location} expired: {expiry}."),
    ),
    "expiring": (
        N_("Expiring soon: {item}"),
        N_("{quantity} of lot {lot} at {location}, until {expiry}."),
    ),
    "overdue": (N_("Not returned: {tag}"), N_("{custodian}, due on {due_on}.")),
    "repair_late": (
        N_("Not back from repair: {tag}"),
        N_("{workshop}, expected on {due_on}."),
    ),
    "asset_conflict": (
        N_("Who has {tag}?"),
        N_("Two workstations said different things of it."),
    ),
    "serial_twice": (
        N_("The same serial number: {tag} and {other}"),
        N_("If they are two things, correct one's number; if it is one, cancel one registration."),
    ),
    "disposal_waits": (
        N_("Disposals to decide: {count}"),
        N_("Somebody else than who proposed it decides."),
    ),
    "loan_ends": (
        N_("Loans that end soon: {count}"),
        N_("Due back within {days} days."),
    ),
    "warranty_ends": (
        N_("Warranties that end soon: {count}"),
        N_("Within {days} days: have faults repaired before."),
    ),
    "unlabelled": (
        N_("Equipment without a label: {count}"),
        N_("A label makes each one findable by scanning."),
    ),
    "runs_out": (
        N_("Running out: {item}"),
        N_("{centre}: {quantity} left, until {day} at today’s pace."),
    ),
    "runs_out_more": (N_("Running out: {centre}"), ""),
    "wasting": (
        N_("Will expire unused: {item}"),
        N_("{centre}: {quantity} will be left over on {day} at today’s pace."),
    ),
    "wasting_more": (N_("Will expire unused: {centre}"), ""),
    "move": (N_("To move from {source} to {target}"), ""),
    "count_twice": (
        N_("Count approved twice: {centre}"),
        N_("{number} was booked twice by workstations that were apart: undo it and count again."),
    ),
    "count_waits": (
        N_("Count waits for approval: {centre}"),
        N_("{number} of {opened_on}: a manager looks at the differences."),
    ),
    "count_open": (
        N_("Count not finished: {centre}"),
        N_("{number} of {opened_on}: {entered} of {lines} lines counted."),
    ),
    "count_due": (N_("Count a handful: {centre}"), ""),
    "campaign_open": (
        N_("Physical verification under way: {centre}"),
        N_("{number} of {opened_on}: {seen} of {expected} seen."),
    ),
    "campaign_waits": (
        N_("Physical verification waits for approval: {centre}"),
        N_("{number} of {opened_on}: {seen} of {expected} seen; a manager looks at it."),
    ),
    "assets_missing": (
        N_("Missing after a physical verification: {count}"),
        N_("{number}: declare them lost, or scan what turns up."),
    ),
    "assets_elsewhere": (
        N_("Elsewhere than booked: {count}"),
        N_("{number} saw them elsewhere: book them where they are."),
    ),
    "clock_behind": (
        N_("This workstation’s clock is behind: set it right"),
        N_("It shows {now}; the last operation, on {device}, is of {latest}."),
    ),
    "silent": (
        N_("Nothing heard of {centre} for long"),
        N_("Its last operation known here is of {day}: exchange files with it."),
    ),
    "no_items": (
        N_("The catalogue is empty"),
        N_("Receive a first delivery, by hand or from a file."),
    ),
    "no_people": (
        N_("You are alone here"),
        N_("Give each person an account, so that the journal tells who."),
    ),
}


def say_figures(figures: "Figures", words: Words) -> list[tuple[str, str]]:
    """Each figure and what it counts."""
    number = words.number
    units, served = figures.units_on_hand, figures.people_served
    used, road = figures.assets_in_use, figures.on_the_road
    return [
        (number(units), words.n("unit on hand", "units on hand", units)),
        (
            number(served),
            words.n("person served this month", "people served this month", served),
        ),
        (
            f"{number(used)}/{number(figures.assets)}",
            words.n("asset in use", "assets in use", used),
        ),
        (number(road), words.n("transfer on the road", "transfers on the road", road)),
    ]
