"""Labels straight to a printer that speaks ZPL: where it is, how fine it prints, and the rest of a
roll after it stopped in the middle.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.progress import Progress
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet
from ui.pages.label_memory import LabelMemory
from ui.pages.label_order import Order, put_on_paper
from ui.pages.label_rows import key_said
from ui.worker import Cancelled

if TYPE_CHECKING:
    from cpise_inventory.printing.direct import PrinterWentAway
    from cpise_inventory.store import Store
    from ui.worker import Progress as Report


class DirectSheet(FormSheet):
    """`printed` is told when all of `order` went out, whether at once or in parts."""

    def __init__(
        self,
        desk: Desk,
        order: Order,
        memory: LabelMemory,
        printed: Callable[[Order], object],
    ) -> None:
        from cpise_inventory.paper.zpl import RESOLUTIONS  # noqa: PLC0415 - who prints pays

        words = desk.look.words
        super().__init__(desk, words.t("Label printer (ZPL)"), icon="printer", width=560)
        self._order, self._rest, self._memory, self._printed = order, order, memory, printed
        self.where = line_edit(desk.look, memory.direct[0], "192.168.1.50")
        self.dpi, self.last = Combo(), Combo()
        self.dpi.fill([(str(one), words.ltr(str(one))) for one in RESOLUTIONS], memory.direct[1])
        hint = words.t(
            "Its address in the network, or its device, such as {device}.",
            device=words.ltr("/dev/usb/lp0"),
        )
        self.fields = {
            "to": Field(desk.look, words.t("Where the printer is"), self.where, hint),
            "dpi": Field(desk.look, words.t("Dots an inch"), self.dpi),
        }
        self.last_field = Field(desk.look, words.t("Which label came out last?"), self.last)
        self.last_field.hide()
        self.progress = Progress(desk.look)
        for part in (*self.fields.values(), self.last_field, self.progress):
            self.body.addWidget(part)
        self.first = self.where
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.start = self.add_button(
            Button(desk.look, "", self._print, icon="printer", role="primary", key="F9")
        )
        self.last.currentIndexChanged.connect(lambda _index: self._show_count())
        self._show_count()

    def _print(self) -> None:
        where, dpi = self.where.text().strip(), int(self.dpi.code)
        if not where:
            self.fields["to"].wrong(self.look.words.t("Enter where the printer is."))
            self.where.setFocus()
            return
        self.nothing_is_wrong()
        self._memory.keep_direct(where, str(dpi))
        wanted, person = self._chosen(), self.desk.session.person
        self.start.setEnabled(False)

        def job(store: "Store", report: "Report") -> int:
            return _send(store, person, wanted, (where, dpi), report)

        def done(_sent: int) -> None:
            self.done()
            self._printed(self._order)

        running = self.desk.worker.ask_long(
            job, done, self._stopped, always=self._ended, owner=self
        )
        self.progress.start(self.look.words.t("Labels go to the printer"), running.stop)
        running.progressed.connect(self.progress.show_step)

    def _ended(self) -> None:
        self.progress.end()
        self.start.setEnabled(True)

    def _stopped(self, error: Exception) -> None:
        """If some are out, the rest is printed once it is known which came out last."""
        from cpise_inventory.printing.direct import PrinterWentAway  # noqa: PLC0415 - as above

        if isinstance(error, PrinterWentAway):
            self._ask_for_the_last(error)
        self.tell(error)

    def _ask_for_the_last(self, gone: "PrinterWentAway") -> None:
        words = self.look.words
        # which label holds was journaled with all of them: the rest takes no place once more
        self._rest = replace(self._chosen(), reprint=None)
        said = {key: key_said(key) for key in self._rest.tags}
        last = next((key for key, text in said.items() if text == gone.last), "")
        none = ("", words.t("None of them"))
        self.last.fill([none, *((key, words.ltr(text)) for key, text in said.items())], last)
        self.last.setCurrentIndex(max(self.last.findData(last), 0))
        self.last_field.setVisible(gone.sent > 0)  # else there is nothing to ask
        self._show_count()

    def _chosen(self) -> Order:
        """All, or those after the one that came out last."""
        tags = list(self._rest.tags)
        if self.last.code in tags:
            tags = tags[tags.index(self.last.code) + 1 :]
        return replace(self._rest, tags=tags)

    def _show_count(self) -> None:
        words, labels = self.look.words, self._chosen().labels
        self.start.say(words.n("Print {count} label", "Print {count} labels", labels))
        self.start.allow(labels > 0, words.t("All of them came out."))


def _send(
    store: "Store", person: str, order: Order, printer: tuple[str, int], report: "Report"
) -> int:
    """Reached first: what can't be printed is not journaled."""
    from cpise_inventory.paper.zpl import check, formats  # noqa: PLC0415 - who prints pays
    from cpise_inventory.printing.direct import PrinterWentAway, reached  # noqa: PLC0415 - as above

    where, dpi = printer
    check(order.sheet, dpi)
    whole_dots = replace(order, first=1, options=replace(order.options, dpi=(dpi, dpi)))
    sent = 0
    with reached(where) as found:
        pdf = put_on_paper(store, person, whole_dots)
        labels = list(zip(_each(order), formats(pdf, dpi), strict=True))

        def handed(count: int) -> bool:
            nonlocal sent
            sent = count
            report(count, len(labels))
            return True

        try:
            return found.take(labels, handed)
        except Cancelled:
            raise PrinterWentAway(where, sent, len(labels), labels[sent - 1][0]) from None


def _each(order: Order) -> Sequence[str]:
    return [key_said(key) for key in order.tags for _ in range(order.options.copies)]
