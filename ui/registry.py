"""The places of the window, in the order of the rail, and what of Today is done at each of them.
A page is loaded when it is first opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from cpise_inventory.asset_filters import ENDING
from cpise_inventory.language.words import N_

if TYPE_CHECKING:
    from cpise_inventory.today import Task
    from ui.desk import Desk
    from ui.kit.sheet import Sheet
    from ui.page import Page

Factory = Callable[["Desk"], "Page"]
Facts = Callable[["Task"], dict[str, Any]]
"""What the place is told of a task when it opens."""


@dataclass(frozen=True)
class Opening:
    """The button of a task: its words (a msgid), the right that it needs, and what it opens: the
    place with these facts, or a sheet for the task's target (module and class in `ui/pages`).
    """

    text: str
    right: str = "read"
    facts: Facts = lambda _task: {}
    sheet: tuple[str, str] | None = None
    elsewhere: "Opening | None" = None
    """In its place where the goods go to another centre than the workstation's own."""

    def at(self, centre: str, task: "Task") -> "Opening":
        """For a workstation of that centre; one of no centre works for all of them."""
        is_ours = task.facts.get("target") == centre or not centre
        return self if is_ours or self.elsewhere is None else self.elsewhere

    def open(self, desk: "Desk", place: str, task: "Task") -> None:
        if self.sheet is None:
            desk.go(place, **self.facts(task))
            return
        module, name = self.sheet
        made: Sheet = getattr(import_module(f"ui.pages.{module}"), name)(desk, task.target)
        desk.open(made)


class Tab(NamedTuple):
    """A part of a place: `key` is what its page is told as `tab`."""

    key: str
    icon: str
    title: str


@dataclass(frozen=True)
class PageSpec:
    """One place: `title` is a msgid, `shortcut` an F key or empty; `tasks`: by their kinds."""

    key: str
    icon: str
    title: str
    factory: Factory
    shortcut: str = ""
    after_gap: bool = False
    """Set apart in the rail from the places above it."""
    tasks: Mapping[str, Opening] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    """What within it is found by its own name."""
    within: str = ""
    """The place of the rail that leads to it, where it has no button of its own there."""


def loaded(module: str, name: str) -> Factory:
    """`loaded("today", "TodayPage")`: the class in `ui/pages/today.py`, imported when needed."""

    def make(desk: "Desk") -> "Page":
        page: Page = getattr(import_module(f"ui.pages.{module}"), name)(desk)
        return page

    return make


def _target(name: str, **more: str) -> Facts:
    """The task's target by this name."""
    return lambda task: {name: task.target, **more}


def _item_there(task: "Task") -> dict[str, Any]:
    return {"item": task.target, "centre": _location(task).partition("/")[0]}


def _ending(task: "Task") -> dict[str, Any]:
    centre = str(task.facts.get("centre", ""))
    return {"filter": replace(ENDING[task.kind], centre=centre)}


def _item_planned(task: "Task") -> dict[str, Any]:
    return {"item": task.target, "centre": str(task.facts.get("centre", "")), "tab": "list"}


def _centre_planned(task: "Task") -> dict[str, Any]:
    return {"centre": str(task.facts.get("centre", ""))}


def _location(task: "Task") -> str:
    return str(task.facts.get("location", ""))


_LOTS = Opening(N_("See the lots"), facts=_item_there)
_ARRIVAL = Opening(
    N_("Receive"),
    "move_stock",
    sheet=("arrival", "ArrivalSheet"),
    elsewhere=Opening(N_("See the waybill"), facts=_target("number")),
)
_COUNT = Opening(N_("See the count"), facts=_target("number"))
_VERIFICATION = Opening(N_("See the verification"), facts=_target("number"))
_ASSET = Opening(N_("See the asset"), facts=_target("tag"))
_ENDING = Opening(N_("See the list"), facts=_ending)
_PLAN = Opening(N_("See the plan"), facts=_item_planned)
_PLANS = Opening(N_("See the plan"), facts=_centre_planned)
MOVEMENTS: Final = Tab("movements", "arrow-left-right", N_("Movement register"))
PLACES: Final = (
    PageSpec("today", "list-checks", N_("Today"), loaded("today", "TodayPage")),
    PageSpec(
        *("stock", "package", N_("Stock"), loaded("stock", "StockPage")),
        tabs=(MOVEMENTS,),
        tasks={
            "expired": _LOTS,
            "expiring": _LOTS,
            "to_check": Opening(N_("Check"), "move_stock", sheet=("release_sheet", "ReleaseSheet")),
        },
    ),
    PageSpec(
        *("receive", "package-plus", N_("Receive"), loaded("receive", "ReceivePage"), "F3"),
        tasks={
            "delivery_due": Opening(N_("Receive"), "move_stock", _target("delivery")),
            "no_items": Opening(N_("Receive"), "move_stock"),
        },
    ),
    PageSpec(
        "distribute", "hand-heart", N_("Distribute"), loaded("distribute", "DistributePage"), "F4"
    ),
    PageSpec(
        *("transfers", "truck", N_("Transfers"), loaded("transfers", "TransfersPage"), "F5"),
        tasks={
            "arriving": _ARRIVAL,
            "missing": _ARRIVAL,
            "to_settle": Opening(N_("Settle"), facts=_target("number")),
            "to_approve": Opening(N_("Approve"), facts=_target("number")),
            "to_send": Opening(N_("Send"), facts=_target("number")),
        },
    ),
    PageSpec(
        *("count", "clipboard-check", N_("Count"), loaded("count", "CountPage"), "F6"),
        tasks={
            "negative": Opening(
                N_("Count"),
                "move_stock",
                lambda task: {**_item_there(task), "room": _location(task), "start": "free"},
            ),
            "count_twice": _COUNT,
            "count_waits": _COUNT,
            "count_open": _COUNT,
            "count_due": Opening(N_("Count"), "move_stock", _target("centre", start="daily")),
        },
    ),
    PageSpec(
        *("assets", "monitor", N_("Equipment"), loaded("assets", "AssetsPage")),
        tasks={
            "overdue": _ASSET,
            "repair_late": _ASSET,
            "asset_conflict": _ASSET,
            "serial_twice": _ASSET,
            "disposal_waits": Opening(N_("Decide"), facts=_target("tag")),
            "loan_ends": _ENDING,
            "warranty_ends": _ENDING,
        },
        tabs=(Tab("figures", "chart-column", N_("Figures of equipment")),),
    ),
    PageSpec(
        *("verification", "scan-barcode", N_("Physical verification")),
        loaded("verification", "VerificationPage"),
        within="assets",
        tasks={
            "campaign_open": _VERIFICATION,
            "campaign_waits": _VERIFICATION,
            "assets_missing": _VERIFICATION,
            "assets_elsewhere": _VERIFICATION,
        },
    ),
    PageSpec(
        *("labels", "tag", N_("Labels"), loaded("labels", "LabelsPage"), "F7"),
        tasks={
            "unlabelled": Opening(
                N_("Print labels"), "print_labels", lambda _task: {"unlabelled": True}
            )
        },
    ),
    PageSpec(
        *("documents", "file-text", N_("Documents"), loaded("documents", "DocumentsPage")),
        tasks={
            "loss_waits": Opening(
                N_("Decide"), "approve", sheet=("decision_sheet", "DecisionSheet")
            ),
            "undone_twice": Opening(
                N_("Settle"), "move_stock", sheet=("undone_sheet", "UndoneSheet")
            ),
            "back_too_much": Opening(
                N_("Settle"), "move_stock", sheet=("undone_sheet", "TooMuchBackSheet")
            ),
            "undone_no_more": Opening(
                N_("Cancel again"), "move_stock", sheet=("cancel", "CancelSheet")
            ),
        },
    ),
    PageSpec(
        *("plan", "chart-column", N_("Planning"), loaded("plan", "PlanPage")),
        after_gap=True,
        tasks={
            "runs_out": _PLAN,
            "wasting": _PLAN,
            "runs_out_more": _PLANS,
            "wasting_more": _PLANS,
            "move": Opening(N_("See the trips"), facts=lambda _task: {"tab": "centres"}),
        },
    ),
    PageSpec(
        *("donations", "package-open", N_("Donations"), loaded("donations", "DonationsPage")),
        tasks={"delivery_late": Opening(N_("See the delivery"), facts=_target("delivery"))},
    ),
    PageSpec(
        *("catalogue", "layers", N_("Items"), loaded("catalogue", "CataloguePage")),
        tasks={"below_minimum": Opening(N_("See the item"), facts=_target("item"))},
    ),
    PageSpec(
        *("journal", "link", N_("Journal"), loaded("journal", "JournalPage"), "F8"),
        tasks={"clock_behind": Opening(N_("See the journal"))},
    ),
    PageSpec(
        *("exchange", "usb", N_("Exchange"), loaded("exchange", "ExchangePage")),
        tasks={"silent": Opening(N_("Exchange files"))},
    ),
    PageSpec(
        *("people", "users-round", N_("People"), loaded("people", "PeoplePage")),
        after_gap=True,
        tasks={"no_people": Opening(N_("Add people"), "manage_people")},
    ),
)


def opening_of(kind: str) -> tuple[str, Opening]:
    """The place where a task of this kind is done, and how it opens."""
    return next((one.key, one.tasks[kind]) for one in PLACES if kind in one.tasks)


AFTERWARDS: Final = (
    "argon2",
    "cpise_inventory.store",
    "cpise_inventory.people.commands",
    "ui.foot",
    "ui.shell",
    "ui.drafts",
    "ui.pages.today",
    "cpise_inventory.today",
    "cpise_inventory.documents.queries",
    "cpise_inventory.journal.queries",
    "ui.crash",
    "cpise_inventory.work",
    "cpise_inventory.capabilities",
)


def load_afterwards() -> None:
    """What whoever signs in needs next, in a thread that may wait while the password is typed."""
    for name in AFTERWARDS:
        import_module(name)
