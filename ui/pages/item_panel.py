"""An item beside the list: facts, levels, packs, ration, contents, and where it is on hand."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.money import money
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import N_
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.side import SidePanel
from ui.kit.text import label
from ui.pages.catalogue_rows import Known, in_both
from ui.pages.item_acts import LevelsSheet, RetireSheet, ReviveSheet
from ui.pages.item_sheet import ItemSheet
from ui.pages.kit_editor import KitEditor
from ui.pages.layouts import clear
from ui.pages.life_sheet import LifeSheet, life_said

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import KitVersion
    from ui.kit.sheet import Sheet

DRAFT: Final = N_("Draft: no kit is made by this list until every quantity is known.")
MOST: Final = 8
"""Places and versions that are told; the stock page has them all."""


class ItemPanel(SidePanel):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose an item"))
        self._desk = desk
        self.known: Known | None = None
        self.buttons: list[Button] = []

    def show_item(self, known: Known | None) -> None:
        words = self._desk.look.words
        self.known = known
        clear(self.body)
        clear(self.foot)
        self.buttons = []
        if known is None:
            self.title.setText(words.t("Choose an item"))
            return
        name = known.item.name
        self.title.setText(words.isolate(words.pick(fr=name.fr, ar=name.ar, en=name.en)))
        self._say_facts(known)
        self._say_levels(known)
        self._say_places(known)
        for version in known.versions[:MOST]:
            self._say_version(version, known)
        self.body.addStretch(1)
        self._add_buttons(known)

    # What is known --------------------------------------------------------------------------------

    def _say_facts(self, known: Known) -> None:
        words, item = self._desk.look.words, known.item
        if item.retired_on:
            day = words.ltr(words.date(item.retired_on))
            self._line(words.t("Retired on {day}", day=day), "bad")
            self._line(words.isolate(item.retired_reason))
        facts = (words.ltr(item.code), words.isolate(item.category), term(UNITS, item.unit, words))
        self._line(" · ".join(fact for fact in facts if fact), "muted")
        kept = words.t("Expiry date kept") if item.keeps_expiry else words.t("No expiry date")
        self._line(kept, "small")
        packs = (
            f"{term(UNITS, pack, words)} = {words.ltr(words.number(size))}"
            for pack, size in item.packs
        )
        self._part(words.t("Packs"), packs)
        self._part(words.t("Unit value"), (money(item.value, item.currency, words),))
        self._part(words.t("Ration per person and month"), self._ration(known))
        if known.kits:
            names = words.join(words.isolate(known.names.get(kit, kit)) for kit in known.kits)
            self._part(words.t("In the kits"), (names,))

    def _ration(self, known: Known) -> list[str]:
        """With its source: a figure without one is nobody's standard."""
        words, item = self._desk.look.words, known.item
        if not item.ration.amount:
            return []
        unit = term(UNITS, item.ration.unit or item.unit, words)
        told = [f"{words.ltr(words.number(item.ration.amount))} {unit}"]
        if item.content:
            holds = f"{words.ltr(words.number(item.content))} {term(UNITS, item.measure, words)}"
            told.append(words.t("A unit holds {content}", content=holds))
        return [*told, words.t("Source: {source}", source=words.isolate(item.ration.source))]

    def _say_levels(self, known: Known) -> None:
        words = self._desk.look.words
        number = words.number
        told = (
            words.t(
                "{centre}: minimum {minimum}, target {target}",
                centre=words.isolate(known.centres.get(centre, centre)),
                minimum=words.ltr(number(level.minimum)),
                target=words.ltr(number(level.target) if level.target else "–"),
            )
            for centre, level in known.levels.items()
        )
        self._part(words.t("Stock levels"), told)
        if known.item.keeps_expiry:
            self._part(words.t("Remaining shelf life"), (life_said(known, words),))

    def _say_places(self, known: Known) -> None:
        words = self._desk.look.words
        held: dict[str, int] = {}
        for lot in known.held:
            held[lot.location] = held.get(lot.location, 0) + lot.quantity
        told = []
        for location, quantity in list(held.items())[:MOST]:
            centre = location.partition("/")[0]
            place = known.names.get(location, location)
            where = words.join((words.isolate(known.centres.get(centre, centre)), place))
            figure, packs = in_both(quantity, known.item, words)
            many = f"{words.ltr(figure)} ({packs})" if packs else words.ltr(figure)
            told.append(words.t("{name}: {value}", name=words.isolate(where), value=many))
        self._part(words.t("On hand"), told or [words.t("Nothing is on hand.")])

    def _say_version(self, version: "KitVersion", known: Known) -> None:
        words, others = self._desk.look.words, dict(version.kit.substitutes)
        told = []
        for item, many in version.kit.contents:
            part = f"{words.ltr(words.number(many))} × {words.isolate(known.names.get(item, item))}"
            if item in others:
                names = words.join(known.names.get(one, one) for one in others[item])
                part = words.t("{part} (or {others})", part=part, others=words.isolate(names))
            told.append(part)
        told += [f"? × {words.isolate(known.names.get(one, one))}" for one in version.kit.unknown]
        if version.kit.is_draft:
            told.append(words.t(DRAFT))
        title = words.t(
            "Contents, version {version}, {day}, {person}",
            version=words.ltr(str(version.kit.version)),
            day=words.ltr(words.date(version.happened_on)),
            person=words.isolate(known.people.get(version.actor, version.actor)),
        )
        self._part(title, told)

    def _part(self, title: str, lines: Iterable[str]) -> None:
        """Nothing where there is nothing to say."""
        told = [line for line in lines if line]
        if told:
            self._line(title, "field")
        for line in told:
            self._line(line)

    def _line(self, text: str, role: str = "") -> None:
        if text:
            self.body.addWidget(label(self._desk.look, text, role, wrap=True))

    # What can be done -----------------------------------------------------------------------------

    def _add_buttons(self, known: Known) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        desk, words = self._desk, self._desk.look.words
        why_not = desk.why_not(Right.MANAGE_CATALOGUE)
        over = bool(known.item.retired_on)
        acts: list[tuple[str, str, Callable[[], Sheet], str]] = [
            (words.t("Change"), "pen-line", lambda: ItemSheet(desk, bool, known=known.item), ""),
            (words.t("Stock levels"), "sliders-horizontal", lambda: LevelsSheet(desk, known), ""),
            (words.t("Remaining shelf life"), "hourglass", lambda: LifeSheet(desk, known), ""),
            (words.t("Contents of the kit"), "layers", lambda: KitEditor(desk, known), ""),
            (words.t("Retire"), "package-x", lambda: RetireSheet(desk, known), "danger"),
        ]
        if not known.item.keeps_expiry:
            acts = [one for one in acts if one[1] != "hourglass"]
        if over:
            revive = (words.t("Put in use again"), "undo-2", lambda: ReviveSheet(desk, known), "")
            acts = [acts[0], revive]
        for text, icon, sheet, role in acts:

            def press(sheet: "Callable[[], Sheet]" = sheet) -> None:
                desk.open(sheet())

            button = Button(desk.look, text, press, icon=icon, role=role)
            button.allow(not why_not, why_not)
            self.buttons.append(button)
            self.foot.addWidget(button)
