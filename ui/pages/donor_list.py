"""All donors, those that are retired last, with how many donations each has agreed to."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words
from ui.kit.columns import Column
from ui.kit.pages import View, Whole
from ui.kit.pill import State

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Donor
    from cpise_inventory.store import Store

NARROW_DONORS: Final = ("name", "code", "state")


@dataclass(frozen=True)
class DonorRow:
    donor: "Donor"
    donations: int


class DonorSource(Whole[DonorRow]):
    """Found by code or any of the names."""

    @override
    def read(self, store: "Store", view: View) -> list[DonorRow]:
        from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            found = queries.find_donors(connection, fold(view.text))
            agreed = Counter(one.donor for one in queries.donations(connection))
        found.sort(key=lambda one: bool(one.retired_on))
        return [DonorRow(one, agreed[one.code]) for one in found]


def donor_columns(words: Words) -> tuple[Column[DonorRow], ...]:
    def name(row: DonorRow) -> str:
        said = row.donor.name
        return words.pick(fr=said.fr, ar=said.ar, en=said.en)

    def state(row: DonorRow) -> State | None:
        return donor_state(row.donor, words)

    return (
        Column[DonorRow]("name", words.t("Donor"), name, stretch=True, least=240),
        Column[DonorRow](
            "code", words.t("Code"), lambda r: r.donor.code, width=130, mono=True, ltr=True
        ),
        Column[DonorRow](
            "donations",
            words.t("Donations"),
            lambda r: words.number(r.donations) if r.donations else "",
            width=90,
            end=True,
            ltr=True,
        ),
        Column[DonorRow](
            "state",
            words.t("State"),
            lambda r: words.t("Off the list") if r.donor.retired_on else "",
            width=130,
            pill=state,
        ),
    )


def donor_state(donor: "Donor", words: Words) -> State | None:
    return State("", "circle-x", words.t("Off the list")) if donor.retired_on else None
