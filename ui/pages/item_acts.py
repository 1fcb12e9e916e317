"""What is said of an item besides its description: levels, retired, in use again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.catalogue_rows import Known
from ui.pages.life_sheet import life_said
from ui.pages.person_sheets import PersonForm
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.work import Work


class RetireSheet(PersonForm):
    """It's received no more; what is left of it may leave, and it stays to be seen."""

    def __init__(self, desk: Desk, known: Known) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Retire {item}", item=words.isolate(name_of(known, desk)))
        super().__init__(desk, title, "package-x", words.t("Retire"), role="danger")
        self._known = known
        told = words.t("No more of it comes in. What is left may leave; nothing is deleted.")
        self.body.addWidget(label(look, told, wrap=True))
        if known.kits:
            kits = words.join(words.isolate(known.names.get(kit, kit)) for kit in known.kits)
            warned = words.t("It is in these kits, whose lists stay as they are: {kits}", kits=kits)
            self.body.addWidget(label(look, warned, "warn", wrap=True))
        self.reason = line_edit(look)
        self.add_fields({"reason": Field(look, words.t("Reason"), self.reason)})

    def _act(self) -> None:
        self.nothing_is_wrong()
        code, reason, words = self._known.item.code, self.reason.text(), self.look.words

        def retire(work: "Work") -> None:
            from cpise_inventory.catalogue.commands import retire_item  # noqa: PLC0415 - SQLAlchemy

            retire_item(work, code, reason)

        shown = words.isolate(name_of(self._known, self.desk))
        self.run(retire, words.t("{item} is retired.", item=shown))


class ReviveSheet(PersonForm):
    def __init__(self, desk: Desk, known: Known) -> None:
        words = desk.look.words
        title = words.t("Put {item} in use again", item=words.isolate(name_of(known, desk)))
        super().__init__(desk, title, "undo-2", words.t("Put in use again"))
        self._known = known
        self.body.addWidget(label(desk.look, words.t("It can be received again."), wrap=True))
        self.first = self.do

    def _act(self) -> None:
        code, words = self._known.item.code, self.look.words

        def revive(work: "Work") -> None:
            from cpise_inventory.catalogue.commands import revive_item  # noqa: PLC0415 - SQLAlchemy

            revive_item(work, code)

        shown = words.isolate(name_of(self._known, self.desk))
        self.run(revive, words.t("{item} is in use again.", item=shown))


class LevelsSheet(PersonForm):
    """Minimum and target at each centre; packs can be typed. An empty field sets none."""

    def __init__(self, desk: Desk, known: Known) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Stock levels: {item}", item=words.isolate(name_of(known, desk)))
        super().__init__(desk, title, "sliders-horizontal", words.t("Save"))
        self._known = known
        self.edits: dict[tuple[str, str], QuantityEdit] = {}
        told = words.t("Below the minimum, the item stands among what is to be done.")
        self.body.addWidget(label(look, told, "small", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setColumnStretch(0, 1)
        heads = {"minimum": words.t("Minimum"), "target": words.t("Target")}
        for column, text in enumerate(heads.values(), 1):
            grid.addWidget(label(look, text, "field"), 0, column)
        for row, (centre, name) in enumerate(known.centres.items(), 1):
            grid.addWidget(label(look, name), row, 0)
            for column, (field, said) in enumerate(heads.items(), 1):
                edit = self._edit(centre, field)
                edit.setAccessibleName(f"{name}, {said}")
                grid.addWidget(edit, row, column)
        self.body.addLayout(grid)
        if known.item.keeps_expiry:
            self.body.addWidget(label(look, words.t("Remaining shelf life"), "field"))
            self.body.addWidget(label(look, life_said(known, words), wrap=True))
        self.first = self.edits.get((desk.session.centre, "minimum"))

    def _edit(self, centre: str, field: str) -> QuantityEdit:
        edit = QuantityEdit(self.look, least=0)
        edit.set_packs(((self._known.item.unit, 1), *self._known.item.packs))
        edit.setFixedWidth(110)
        level = self._known.levels.get(centre)
        if level is not None and (figure := int(getattr(level, field))):
            edit.set_value(figure)
        self.edits[centre, field] = edit
        return edit

    def _act(self) -> None:
        self.nothing_is_wrong()
        wrong: Refusal | None = next(filter(None, (e.problem() for e in self.edits.values())), None)
        if wrong is not None:
            self.tell(wrong)
            return
        item, words = self._known.item.code, self.look.words
        figures = {key: edit.value() or 0 for key, edit in self.edits.items()}
        centres = list(self._known.centres)

        def save(work: "Work") -> None:
            from cpise_inventory.catalogue.commands import set_levels  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.catalogue.events import Level  # noqa: PLC0415 - as above

            set_levels(
                work,
                [
                    Level(one, item, figures[one, "minimum"], figures[one, "target"])
                    for one in centres
                ],
            )

        self.run(save, words.t("The stock levels are saved."))


def name_of(known: Known, desk: Desk) -> str:
    name = known.item.name
    return desk.look.words.pick(fr=name.fr, ar=name.ar, en=name.en)
