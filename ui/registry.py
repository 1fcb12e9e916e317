"""The places of the window, in the order of the rail. A page is loaded when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.words import N_

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.page import Page

Factory = Callable[["Desk"], "Page"]


@dataclass(frozen=True)
class PageSpec:
    """One place: `title` is a msgid, `shortcut` an F key or empty."""

    key: str
    icon: str
    title: str
    factory: Factory
    shortcut: str = ""
    after_gap: bool = False
    """Set apart in the rail from the places above it."""


def loaded(module: str, name: str) -> Factory:
    """`loaded("today", "TodayPage")`: the class in `ui/pages/today.py`, imported when needed."""

    def make(desk: "Desk") -> "Page":
        page: Page = getattr(import_module(f"ui.pages.{module}"), name)(desk)
        return page

    return make


PLACES: Final = (
    PageSpec("today", "list-checks", N_("Today"), loaded("today", "TodayPage")),
    PageSpec("stock", "package", N_("Stock"), loaded("stock", "StockPage")),
    PageSpec("receive", "package-plus", N_("Receive"), loaded("receive", "ReceivePage"), "F3"),
    PageSpec(
        "distribute", "hand-heart", N_("Distribute"), loaded("distribute", "DistributePage"), "F4"
    ),
    PageSpec("transfers", "truck", N_("Transfers"), loaded("transfers", "TransfersPage"), "F5"),
    PageSpec("count", "clipboard-check", N_("Count"), loaded("count", "CountPage"), "F6"),
    PageSpec("assets", "monitor", N_("Equipment"), loaded("assets", "AssetsPage")),
    PageSpec("labels", "tag", N_("Labels"), loaded("labels", "LabelsPage"), "F7"),
    PageSpec("documents", "file-text", N_("Documents"), loaded("documents", "DocumentsPage")),
    PageSpec("plan", "chart-column", N_("Planning"), loaded("plan", "PlanPage"), after_gap=True),
    PageSpec("donations", "package-open", N_("Donations"), loaded("donations", "DonationsPage")),
    PageSpec("catalogue", "layers", N_("Items"), loaded("catalogue", "CataloguePage")),
    PageSpec("journal", "link", N_("Journal"), loaded("journal", "JournalPage"), "F8"),
    PageSpec("people", "users-round", N_("People"), loaded("people", "PeoplePage"), after_gap=True),
)
AFTERWARDS: Final = (
    "argon2",
    "cpise_inventory.store",
    "cpise_inventory.people.commands",
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
