"""A donor: added, called otherwise, retired, in use again. Nobody is deleted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.person_sheets import PersonForm
from ui.pages.places import Named

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Donor
    from cpise_inventory.work import Work


class DonorSheet(PersonForm):
    """`made` gets its code and name. With `known` that donor gets other names under its code."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[Named], object] = bool,
        name: str = "",
        known: "Donor | None" = None,
    ) -> None:
        """`name`: what was typed already where it wasn't found, in the window's language."""
        words, look = desk.look.words, desk.look
        title, do = words.t("New donor"), words.t("Add the donor")
        if known is not None:
            shown = words.isolate(named(known, desk))
            title, do = words.t("Another name for {place}", place=shown), words.t("Rename")
        super().__init__(desk, title, "hand-heart", do)
        self._made, self._known = made, known
        self.code = line_edit(look, known.code if known else "", "MSF")
        self.code.setReadOnly(known is not None)
        self.names = {
            language: line_edit(look, getattr(known.name, language) if known else "")
            for language in ("fr", "ar", "en")
        }
        if known is None:
            self.names[words.code].setText(name)
        hint = words.t("Short, in capitals; it never changes.") if known is None else ""
        self.add_fields(
            {
                "code": Field(look, words.t("Code"), self.code, hint),
                "name": Field(look, words.t("Name in French"), self.names["fr"]),
                "name_ar": Field(look, words.t("Name in Arabic"), self.names["ar"]),
                "name_en": Field(look, words.t("Name in English"), self.names["en"]),
            }
        )
        if known is not None:
            self.first = self.names["fr"]

    def _act(self) -> None:
        self.nothing_is_wrong()
        code, is_new, words = self.code.text().strip().upper(), self._known is None, self.look.words
        names = {language: edit.text() for language, edit in self.names.items()}

        def save(work: "Work") -> None:
            from cpise_inventory.catalogue.donors import (  # noqa: PLC0415 - SQLAlchemy
                add_donor,
                describe_donors,
            )
            from cpise_inventory.catalogue.events import Donor, Named  # noqa: PLC0415 - as above

            told = Donor(code, Named(**names))
            if is_new:
                add_donor(work, told)
            else:
                describe_donors(work, [told])

        name = " ".join(words.pick(**names).split())
        said = words.t("The new name holds from now on.")
        if is_new:
            said = words.t("{donor} is among the donors now.", donor=words.isolate(name))
        self.run(save, said, lambda: self._made((code, name)))


class RetireDonorSheet(PersonForm):
    """Nothing new is agreed with it; what it gave stays to be seen."""

    def __init__(self, desk: Desk, donor: "Donor") -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Retire the donor {donor}", donor=words.isolate(named(donor, desk)))
        super().__init__(desk, title, "circle-x", words.t("Take off the list"), role="danger")
        self._donor = donor
        told = words.t(
            "It is offered no more for new donations. What it agreed to may still come, and all"
            " that it gave stays to be seen."
        )
        self.body.addWidget(label(look, told, wrap=True))
        self.reason = line_edit(look)
        self.add_fields({"reason": Field(look, words.t("Reason"), self.reason)})

    def _act(self) -> None:
        self.nothing_is_wrong()
        code, reason, words = self._donor.code, self.reason.text(), self.look.words

        def retire(work: "Work") -> None:
            from cpise_inventory.catalogue.donors import retire_donor  # noqa: PLC0415 - SQLAlchemy

            retire_donor(work, code, reason)

        shown = words.isolate(named(self._donor, self.desk))
        self.run(retire, words.t("The donor {donor} is retired.", donor=shown))


class ReviveDonorSheet(PersonForm):
    def __init__(self, desk: Desk, donor: "Donor") -> None:
        words = desk.look.words
        title = words.t("Offer the donor {donor} again", donor=words.isolate(named(donor, desk)))
        super().__init__(desk, title, "undo-2", words.t("Offer again"))
        self._donor = donor
        told = words.t("It is offered for new donations again.")
        self.body.addWidget(label(desk.look, told, wrap=True))
        self.first = self.do

    def _act(self) -> None:
        self.nothing_is_wrong()
        code, words = self._donor.code, self.look.words

        def revive(work: "Work") -> None:
            from cpise_inventory.catalogue.donors import revive_donor  # noqa: PLC0415 - SQLAlchemy

            revive_donor(work, code)

        shown = words.isolate(named(self._donor, self.desk))
        self.run(revive, words.t("The donor {donor} gives again.", donor=shown))


def named(donor: "Donor", desk: Desk) -> str:
    name = donor.name
    return desk.look.words.pick(fr=name.fr, ar=name.ar, en=name.en)


def way_to_add(
    desk: Desk, made: Callable[[Named], object], name: Callable[[], str] = str, *, role: str = ""
) -> Button:
    """The way out of a field that offers donors, for one who isn't among them. The form stays as it
    is beneath the sheet.
    """
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

    def press() -> None:
        desk.open(DonorSheet(desk, made, name()))

    button = Button(desk.look, desk.look.words.t("Add a donor…"), press, icon="plus", role=role)
    if why_not := desk.why_not(Right.MANAGE_CATALOGUE):
        button.allow(may=False, why_not=why_not)
    return button
