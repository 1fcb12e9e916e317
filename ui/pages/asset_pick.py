"""Which equipment: scanned, typed or searched by model, and listed until the paper is issued."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.search import Answer, Proposal, SearchBox
from ui.pages.asset_finding import Found, line, look_up, look_up_scan, proposal, waiting
from ui.pages.form_sheet import FormSheet
from ui.pages.picked_list import PickedList
from ui.pages.take_back import TakeBackSheet
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store


class AssetPick(QWidget):
    """Only what is free to go: what somebody holds is to be taken back first."""

    changed = Signal()

    def __init__(
        self,
        form: FormSheet,
        title: str,
        name: str,
        centre: Callable[[], str] = str,
        *,
        bare: bool = False,
    ) -> None:
        """`name`: of the list. `centre`: whose books they must be in; empty for any. `bare`: the
        list shows itself once there is something in it.
        """
        super().__init__()
        look, words = form.look, form.look.words
        self._form, self._desk, self._look, self._centre = form, form.desk, look, centre
        self._bare = bare
        self.search = SearchBox(look, self._propose, words.t("Scan, or type tag or model"))
        self.chosen = PickedList(look, name)
        self.field = Field(look, title, self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addWidget(self.field)
        rows.addWidget(self.chosen, 1)
        self.search.taken.connect(self._proposal_taken)
        self.search.returnPressed.connect(self.take_typed)
        self.chosen.changed.connect(self._count)
        self._count()

    @property
    def tags(self) -> list[str]:
        return self.chosen.keys

    def scanned(self, scan: Scan) -> None:
        readings = scan.candidates
        if readings:
            centre = self._centre()
            self._look_up(lambda store: look_up_scan(store, readings, centre))

    def take(self, texts: Sequence[str]) -> None:
        """Look these up: tags however typed, or serial numbers."""
        wanted, centre = [text.strip() for text in texts if text.strip()], self._centre()
        if wanted:
            self._look_up(lambda store: look_up(store, wanted, centre))

    def take_typed(self) -> None:
        text = self.search.text()
        self.search.clear()
        self.take([text])

    def _look_up(self, job: "Callable[[Store], Found]") -> None:
        self.field.right()
        self._desk.worker.ask(job, self._found, self._form.tell, owner=self)

    def _proposal_taken(self, proposal: Proposal) -> None:
        self.search.clear()
        self.take([str(proposal.value)])

    def _found(self, found: Found) -> None:
        from cpise_inventory.assets.errors import AlreadyHeldError  # noqa: PLC0415 - SQLAlchemy

        words = self._look.words
        for asset in found.assets:
            if not self.chosen.add(asset.tag, line(asset, words.ltr)):
                said = words.t("{tag} is in the list already.", tag=words.ltr(asset.tag))
                self.field.wrong(said)
        if found.problems:
            ways = [
                Button(
                    self._look,
                    words.t("Take back"),
                    partial(self._take_back, one.tag),
                    icon="package-check",
                )
                for one in found.problems[:1]
                if isinstance(one, AlreadyHeldError)
            ]
            said = "\n".join(self._desk.sentence(one) for one in found.problems)
            self.field.wrong(said, ways)

    def _take_back(self, tag: str) -> None:
        """Its holder gives it back, then it's in the list here."""
        self._desk.open(TakeBackSheet(self._desk, [tag], lambda: self.take([tag])))

    def _propose(self, text: str, answer: Answer) -> None:
        """What is free to go and holds the text."""
        words, centre = self._look.words, self._centre()

        def found(assets: "list[Asset]") -> None:
            answer([proposal(asset, words.ltr) for asset in assets])

        if text.strip():
            self._desk.worker.ask(
                lambda store: waiting(store, text, centre),
                found,
                self._form.tell,
                owner=self,
                only_latest=("assets", id(self)),
            )
        else:
            answer(())

    def _count(self) -> None:
        words, count = self._look.words, len(self.tags)
        self.chosen.count.setText(words.n("{count} asset", "{count} assets", count))
        self.chosen.setVisible(bool(count) or not self._bare)
        self.changed.emit()
