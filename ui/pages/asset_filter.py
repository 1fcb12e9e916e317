"""What the list of equipment is to show: every question it can be asked, and a name to keep it by.

The same questions as the command line's; what is empty asks for all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from cpise_inventory.asset_filters import EVERYTHING, PAST, TO_FOLLOW, Filter
from cpise_inventory.language.money import CURRENCIES, UnreadableMoney, parse_money, written
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, STATUSES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.field import Field, line_edit
from ui.pages.combo import Combo
from ui.pages.filter_sheet import FilterSheet, fill, typed
from ui.pages.form_sheet import capital, today

if TYPE_CHECKING:
    from cpise_inventory.keeping import Shelf
    from cpise_inventory.store import Store

Choices = list[tuple[str, str]]
ROWS: Final = (
    ("centre", "status", "category"),
    ("condition", "holder", "donor"),
    ("donation", "value", "currency"),
    ("older", "younger", "replace"),
    ("warranty", "due", "label"),
    ("name",),
)
LISTS: Final = (
    *("centre", "status", "category", "condition", "donor", "donation", "currency"),
    *("replace", "warranty", "due", "label"),
)
WARRANTY_DAYS: Final = (30, 90, 180, 365)
LOAN_DAYS: Final = (7, 30, 90)
YEARS_AHEAD: Final = 5
NONE_PRINTED: Final = "none"
FIGURES: Final = ("value", "older", "younger")


@dataclass(frozen=True)
class Offers:
    """What can be chosen from; `kept` by name, `last` is what this person looked at last."""

    centres: Choices = field(default_factory=list)
    donors: Choices = field(default_factory=list)
    donations: Choices = field(default_factory=list)
    kept: dict[str, Filter] = field(default_factory=dict)
    last: Filter = EVERYTHING

    def name_of(self, wanted: Filter) -> str:
        """Under which this very filter is kept; empty where it isn't."""
        return next((name for name, one in self.kept.items() if one == wanted), "")


def read_offers(store: "Store", words: Words, person: str) -> Offers:
    from cpise_inventory.assets.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy
    from ui.pages.places import read_places  # noqa: PLC0415 - as above

    places = read_places(store, words)
    with store.read() as connection:
        kept, last = FILTERS.filters(connection, person), FILTERS.last(connection, person)
    donations = [(one.code, words.ltr(one.code)) for one in places.donations]
    return Offers(places.centres, list(places.givers.items()), donations, kept, last)


class AssetFilterSheet(FilterSheet[Filter]):
    def __init__(
        self,
        desk: Desk,
        offers: Offers,
        wanted: Filter,
        use: Callable[[Filter], object],
        kept: Callable[[], object],
    ) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Filter the equipment")
        super().__init__(desk, title, offers.name_of(wanted), use, kept)
        self._offers, self._before = offers, wanted
        self.lists = {key: Combo() for key in LISTS}
        self.holder = line_edit(look)
        self.figures = {key: line_edit(look) for key in FIGURES}
        editors = self.lists | self.figures | {"holder": self.holder}
        titles = _titles(words)
        self.fields = {key: Field(look, titles[key], editors[key]) for key in titles}
        self.lay_out(ROWS, EVERYTHING)
        self.offer(wanted)

    @override
    def shelf(self) -> "Shelf[Filter]":
        from cpise_inventory.assets.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

        return FILTERS

    @override
    def offer(self, wanted: Filter) -> None:
        chosen = {key: str(getattr(wanted, key, "") or "") for key in LISTS if key != "label"} | {
            "label": NONE_PRINTED if wanted.unlabelled else ""
        }
        for key, entries in _entries(self._offers, self.look.words).items():
            fill(self.lists[key], entries, chosen[key])
        self.holder.setText(wanted.holder)
        self.figures["value"].setText(
            written(wanted.value, self.look.words) if wanted.value else ""
        )
        for key in ("older", "younger"):
            self.figures[key].setText(str(getattr(wanted, key) or ""))

    @override
    def told(self) -> Filter | None:
        years = {key: self._years(key) for key in ("older", "younger")}
        value = self._value()
        if value is None or None in years.values():
            return None
        said = {key: combo.code for key, combo in self.lists.items()}
        label = said.pop("label")
        return msgspec.convert(
            {
                **msgspec.to_builtins(self._before),
                **said,
                **years,
                "holder": typed(self.holder),
                "value": value,
                "replace": int(said["replace"] or 0),
                "unlabelled": label == NONE_PRINTED,
            },
            Filter,
        )

    def _years(self, key: str) -> int | None:
        """None where it's no figure, which is said."""
        text = typed(self.figures[key])
        if text and not text.isdecimal():
            self._wrong(key, self.look.words.t("Enter whole years, such as 4."))
            return None
        return int(text or 0)

    def _value(self) -> int | None:
        text = typed(self.figures["value"])
        try:
            return parse_money(text) if text else 0
        except UnreadableMoney as error:
            self._wrong("value", self.desk.sentence(error))
            return None

    def _wrong(self, key: str, said: str) -> None:
        self.fields[key].wrong(said)
        self.fields[key].focus()

    def editor(self, key: str) -> QLineEdit | Combo:
        """Of a field, by its name."""
        return self.lists.get(key) or self.figures.get(key) or self.holder


def _titles(w: Words) -> dict[str, str]:
    return {
        "centre": w.t("Centre"),
        "status": w.t("Status"),
        "category": w.t("Category"),
        "condition": w.t("Condition"),
        "holder": w.t("Custodian"),
        "donor": w.t("Donor"),
        "donation": w.t("Donation"),
        "value": w.t("Worth at least"),
        "currency": w.t("Currency"),
        "older": w.t("Age in years, at least"),
        "younger": w.t("Age in years, less than"),
        "replace": w.t("To be replaced"),
        "warranty": w.t("Warranty"),
        "due": w.t("Loan"),
        "label": w.t("Label"),
    }


def _entries(offers: Offers, w: Words) -> dict[str, Choices]:
    """What each list offers, first that it asks for nothing."""
    all_of = ("", w.t("All"))
    year = today().year

    def terms(group: object, first: str) -> Choices:
        named = dict(group)  # type: ignore[call-overload]  # a mapping of codes to words
        return [("", first), *((code, capital(term(named, code, w))) for code in named)]

    def within(days: tuple[int, ...], past: str) -> Choices:
        spans = [(str(n), w.n("Within {count} day", "Within {count} days", n)) for n in days]
        return [(PAST, past), *spans]

    return {
        "centre": [("", w.t("All centres")), *offers.centres],
        "status": [
            *terms(STATUSES, w.t("All in the register")),
            (TO_FOLLOW, w.t("To follow up")),
        ],
        "category": terms(CATEGORIES, w.t("All categories")),
        "condition": terms(CONDITIONS, w.t("All")),
        "donor": [all_of, *offers.donors],
        "donation": [all_of, *offers.donations],
        "currency": [("", w.p("currencies", "All")), *((code, w.ltr(code)) for code in CURRENCIES)],
        "replace": [
            all_of,
            (str(year), w.t("This year or before")),
            *((str(one), w.ltr(str(one))) for one in range(year + 1, year + YEARS_AHEAD)),
        ],
        "warranty": [("", w.p("warranties", "All")), *within(WARRANTY_DAYS, w.t("Ended"))],
        "due": [all_of, *within(LOAN_DAYS, w.t("Overdue"))],
        "label": [("", w.p("labels", "All")), (NONE_PRINTED, capital(w.t("none printed yet")))],
    }
