"""A code that nobody knows yet: which item's is it, and which pack bears it?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.search import Answer, Proposal
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet
from ui.pages.goods import ICON, Goods, find, goods_of
from ui.pages.searches import EagerSearch

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH = 560


class GtinSheet(FormSheet):
    """From then on the code is known; `learnt` gets the item, so that its line can be entered."""

    def __init__(self, desk: Desk, gtin: str, scan: str, learnt: Callable[[Goods], object]) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Whose code is it?"), icon="scan-barcode", width=WIDTH)
        self._scan, self._learnt = scan, learnt
        said = words.t(
            "GTIN {gtin} is not known yet. Say once whose it is: the next scan will know.",
            gtin=words.ltr(gtin),
        )
        self.item = EagerSearch(look, self._propose, words.t("Name or code"))
        self.pack = Combo()
        self.pack.fill([("", words.t("One unit"))])
        self.fields = {
            "item": Field(look, words.t("Item"), self.item),
            "pack": Field(look, words.t("What bears the code"), self.pack),
        }
        self.body.addWidget(label(look, said, wrap=True))
        for field in self.fields.values():
            self.body.addWidget(field)
        self.first = self.item
        self.item.taken.connect(self._taken)
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.keep = self.add_button(
            Button(
                look,
                words.t("Remember the code"),
                self.save,
                icon="circle-check",
                role="primary",
                key="F9",
            )
        )

    def save(self) -> None:
        self.nothing_is_wrong()
        goods, words = self.item.value, self.look.words
        if not isinstance(goods, Goods):
            self.fields["item"].wrong(words.t("Choose the item from the list."))
            self.fields["item"].focus()
            return
        person, scan, pack = self.desk.session.person, self._scan, self.pack.code
        self.keep.setEnabled(False)

        def job(store: "Store") -> Goods:
            from cpise_inventory.catalogue.queries import item  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.scanned import know_barcode  # noqa: PLC0415 - as above

            with store.write(person) as work:
                know_barcode(work, goods.code, scan, pack)
                found = item(work.connection, goods.code)
            return goods if found is None else goods_of(found, words)

        self.desk.worker.ask(job, self._saved, self._failed, owner=self)

    def _saved(self, goods: Goods) -> None:
        self.done()
        self._learnt(goods)

    def _failed(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        self.tell(error)

    def _propose(self, text: str, answer: Answer) -> None:
        words = self.look.words

        def found(goods: list[Goods]) -> None:
            answer([Proposal(one, one.name, words.ltr(one.code), ICON) for one in goods])

        self.desk.worker.ask(
            lambda store: find(store, text, words), found, self._failed, owner=self
        )

    def _taken(self, proposal: Proposal) -> None:
        if isinstance(proposal.value, Goods):
            self.pack.fill(_packs(proposal.value, self.look.words))


def _packs(goods: Goods, words: Words) -> list[tuple[str, str]]:
    """One unit, or one of its packs with what it holds."""
    return [("", words.t("One unit"))] + [
        (
            name,
            words.t(
                "{pack} of {size}", pack=term(UNITS, name, words), size=words.ltr(words.number(n))
            ),
        )
        for name, n in goods.packs
    ]
