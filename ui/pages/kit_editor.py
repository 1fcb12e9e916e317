"""What one kit holds from now on: lines, and for each what may stand in for it."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QGridLayout, QLineEdit

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.search import Proposal
from ui.kit.text import Elided, label, set_style
from ui.pages.catalogue_rows import Known
from ui.pages.goods import Goods, find
from ui.pages.item_acts import name_of
from ui.pages.layouts import clear
from ui.pages.person_sheets import PersonForm
from ui.pages.searches import EagerSearch
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

ICON: Final = "package"


class PartSearch(EagerSearch):
    """Adds line after line."""

    goes_on = False


class KitEditor(PersonForm):
    """A new version each time; those of before stay to be seen, and kits made by them."""

    def __init__(self, desk: Desk, known: Known) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Contents of one kit: {item}", item=words.isolate(name_of(known, desk)))
        super().__init__(desk, title, "layers", words.t("Save the contents"))
        self._known = known
        latest = known.versions[0].kit if known.versions else None
        self.parts: dict[str, tuple[str, str]] = {}
        """Item -> its name and what is typed as its quantity."""
        self.others: dict[str, dict[str, str]] = {}
        """Item -> what may stand in for it: codes and names."""
        for item, many in latest.contents if latest else ():
            self.parts[item] = (known.names.get(item, item), str(many))
        for item in latest.unknown if latest else ():
            self.parts[item] = (known.names.get(item, item), "")
        for item, instead in latest.substitutes if latest else ():
            self.others[item] = {one: known.names.get(one, one) for one in instead}
        self.edits: dict[str, QuantityEdit] = {}
        version = words.ltr(str(latest.version + 1 if latest else 1))
        told = words.t(
            "This becomes version {version}. Kits that are made already stay as they are.",
            version=version,
        )
        self.body.addWidget(label(look, told, "small", wrap=True))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(Size.M)
        self.grid.setVerticalSpacing(Size.XS)
        self.grid.setColumnStretch(0, 1)
        self.body.addLayout(self.grid)
        self.add = PartSearch(look, partial(self._propose, instead_of=""))
        self.add.taken.connect(self._added)
        self.instead_of = ""
        hint = words.t("A quantity that is left empty is not known yet: the kit stays a draft.")
        self.add_fields({"line": Field(look, words.t("Add an item"), self.add, hint)})
        self._show()

    # Lines ----------------------------------------------------------------------------------------

    def _show(self) -> None:
        words, look = self.look.words, self.look
        self._keep()
        clear(self.grid)
        self.edits = {}
        row = 0
        for item, (name, typed) in self.parts.items():
            edit = QuantityEdit(look)
            edit.setFixedWidth(90)
            edit.set_typed(typed)
            edit.setAccessibleName(words.t("How many of {item}", item=name))
            self.edits[item] = edit
            replace = Button(
                look,
                words.t("Another in place of {item}", item=name),
                partial(self._replace, item),
                icon="arrow-left-right",
                role="icon",
            )
            remove = Button(
                look,
                words.t("Remove {item}", item=name),
                partial(self._remove, item),
                icon="x",
                role="icon",
            )
            self.grid.addWidget(Elided(look, name), row, 0)
            for column, widget in enumerate((edit, replace, remove), 1):
                self.grid.addWidget(widget, row, column)
            row += 1
            for other, called in self.others.get(item, {}).items():
                said = words.t("or {item}", item=words.isolate(called))
                self.grid.addWidget(label(look, said, "small"), row, 0)
                drop = Button(
                    look,
                    words.t("Remove {item}", item=called),
                    partial(self._drop, item, other),
                    icon="x",
                    role="icon",
                )
                self.grid.addWidget(drop, row, 3)
                row += 1

    def _keep(self) -> None:
        """What is typed, before the lines are drawn anew."""
        for item, edit in self.edits.items():
            if item in self.parts:
                self.parts[item] = (self.parts[item][0], edit.typed())

    def _propose(self, text: str, answer: Any, instead_of: str) -> None:
        words = self.look.words
        kit = self._known.item.code

        def found(goods: list[Goods]) -> None:
            taken = {kit, *self.parts} if not instead_of else {kit, *self.parts, instead_of}
            answer(
                [
                    Proposal(one, one.name, words.ltr(one.code), ICON)
                    for one in goods
                    if one.code not in taken
                ]
            )

        def job(store: "Store") -> list[Goods]:
            return find(store, text, words)

        self.desk.worker.ask(job, found, self.tell, owner=self, only_latest=id(self.add))

    def _added(self, proposal: Proposal) -> None:
        goods: Goods = proposal.value
        self.add.set_chosen(None)
        item, self.instead_of = self.instead_of, ""
        self.fields["line"].name.setText(self.look.words.t("Add an item"))
        if item:
            self.others.setdefault(item, {})[goods.code] = goods.name
        else:
            self.parts[goods.code] = (goods.name, "")
        self._show()
        first: QLineEdit = self.add if item else self.edits[goods.code]
        first.show()
        first.setFocus()

    def _replace(self, item: str) -> None:
        """What is chosen next stands in for this one."""
        self.instead_of = item
        words = self.look.words
        name = words.isolate(self.parts[item][0])
        self.fields["line"].name.setText(words.t("What may stand in for {item}", item=name))
        self.add.setFocus()

    def _remove(self, item: str) -> None:
        self.parts.pop(item, None)
        self.others.pop(item, None)
        self._show()
        self.add.setFocus()

    def _drop(self, item: str, other: str) -> None:
        self.others.get(item, {}).pop(other, None)
        self._show()
        self.add.setFocus()

    # The whole ------------------------------------------------------------------------------------

    def _act(self) -> None:
        self.nothing_is_wrong()
        read = self._read()
        if read is None:
            return
        contents, unknown = read
        code, words = self._known.item.code, self.look.words
        instead = [(item, one) for item, others in self.others.items() for one in others]

        def save(work: "Work") -> None:
            from cpise_inventory.catalogue.commands import define_kit  # noqa: PLC0415 - SQLAlchemy

            define_kit(work, code, contents, instead, unknown)

        saved = words.t("The contents of the kit are saved.")
        draft = words.t("The kit is saved as a draft; none is made of it yet.")
        self.run(save, draft if unknown else saved)

    def _read(self) -> tuple[list[tuple[str, int]], list[str]] | None:
        """What one kit holds, and items of which nobody knows yet how many. None where a quantity
        can't be read; said, with the focus there.
        """
        contents, unknown = list[tuple[str, int]](), list[str]()
        for item, edit in self.edits.items():
            value, problem = edit.value(), edit.problem()
            if problem is not None:
                self.problem.say("bad", self.desk.sentence(problem))
                edit.setFocus()
                edit.selectAll()
                set_style(edit, "state", "bad")
                return None
            if value is None:
                unknown.append(item)
            else:
                contents.append((item, value))
        return contents, unknown
