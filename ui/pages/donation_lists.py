"""The two lists of the place of donations: the donations themselves, and what is to come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cpise_inventory import clock
from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import DELIVERIES, term
from cpise_inventory.language.words import Words
from ui.kit.columns import Column
from ui.kit.pages import View
from ui.kit.pill import State
from ui.pages.form_sheet import capital
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.donations.queries import Summary
    from cpise_inventory.store import Store

NARROW_DONATIONS: Final = ("code", "donor", "on_hand")
NARROW_DELIVERIES: Final = ("code", "due", "state")
MARKS: Final = {
    "expected": ("info", "clock"),
    "partly_received": ("warn", "package-open"),
    "received": ("good", "circle-check"),
    "closed": ("", "circle-x"),
}
"""How a delivery stands -> tone and icon."""


class DonationSource:
    """All donations, narrowed by text; there are few."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rows: list[Summary] = []
        self.names: dict[str, str] = {}
        """Of donors, as they're called in the window's language."""

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.catalogue.queries import donors  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.donations.queries import summaries  # noqa: PLC0415 - as above

        with store.read() as connection:
            self.names = picked({one.code: one.name for one in donors(connection)}, self._words)
            found = summaries(connection, today())
        wanted = fold(view.text)
        self._rows = [one for one in found if wanted in fold(self._said(one))]
        return len(self._rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count`, which is asked first
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> "Sequence[Summary]":
        return self._rows[offset : offset + size]

    def _said(self, one: "Summary") -> str:
        gift = one.donation
        donor = self.names.get(gift.donor, gift.donor)
        return f"{gift.code} {donor} {gift.funder} {gift.reference} {gift.iati}"


class DeliverySource:
    """Expected deliveries of all centres, those still open first."""

    def __init__(self) -> None:
        self._rows: list[Expected] = []

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.donations.expected import deliveries  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            found = deliveries(connection)
        wanted = fold(view.text)
        self._rows = [
            one
            for one in found
            if wanted in fold(f"{one.code} {one.donation} {one.centre} {one.paper}")
        ]
        return len(self._rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count`, which is asked first
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> "Sequence[Expected]":
        return self._rows[offset : offset + size]


def donation_columns(words: Words, source: DonationSource) -> "tuple[Column[Summary], ...]":
    def number(value: int) -> str:
        return words.number(value) if value else ""

    return (
        Column["Summary"](
            "code", words.t("Donation"), lambda s: s.donation.code, width=150, mono=True, ltr=True
        ),
        Column["Summary"](
            "donor",
            words.t("Donor"),
            lambda s: source.names.get(s.donation.donor, s.donation.donor),
            stretch=True,
        ),
        Column["Summary"](
            "reference", words.t("Agreement"), lambda s: s.donation.reference, width=156, ltr=True
        ),
        Column["Summary"](
            "received",
            words.t("Received"),
            lambda s: number(s.received),
            width=90,
            end=True,
            ltr=True,
        ),
        Column["Summary"](
            "on_hand",
            words.t("On hand"),
            lambda s: number(s.on_hand),
            width=100,
            end=True,
            bold=True,
            ltr=True,
        ),
        Column["Summary"](
            "awaited",
            words.t("Still to come"),
            lambda s: number(s.awaited),
            width=120,
            end=True,
            ltr=True,
            ink=lambda s: "bad" if s.late else "text",
        ),
    )


def delivery_columns(words: Words) -> "tuple[Column[Expected], ...]":
    return (
        Column["Expected"](
            "code", words.t("Delivery"), lambda d: d.code, width=140, mono=True, ltr=True
        ),
        Column["Expected"](
            "donation", words.t("Donation"), lambda d: d.donation, stretch=True, ltr=True
        ),
        Column["Expected"]("centre", words.t("Centre"), lambda d: d.centre, width=90, ltr=True),
        Column["Expected"](
            "due",
            words.t("Due"),
            lambda d: words.date(d.due_on) if d.due_on else "",
            width=110,
            ltr=True,
            ink=lambda d: "bad" if is_late(d) else "text",
        ),
        Column["Expected"](
            "remaining",
            words.t("Still to come"),
            lambda d: words.number(d.remaining),
            width=120,
            end=True,
            ltr=True,
        ),
        Column["Expected"](
            "state",
            words.t("Status"),
            lambda d: term(DELIVERIES, d.status, words),
            width=190,
            pill=lambda d: delivery_state(d, words),
        ),
    )


def delivery_state(one: "Expected", words: Words) -> State:
    tone, icon = MARKS[one.status]
    if is_late(one):
        tone, icon = "bad", "clock"
    return State(tone, icon, capital(term(DELIVERIES, one.status, words)))


def is_late(one: "Expected") -> bool:
    return one.is_open and bool(one.due_on) and one.due_on < today()


def today() -> str:
    """Mauritania keeps UTC all year."""
    return clock.today().isoformat()
