"""Labels: of what, on which sheet, and from which free label on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.identity import read_label
from ui import output
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import set_role
from ui.page import Page
from ui.pages.direct_sheet import DirectSheet
from ui.pages.label_choice import LabelChoice
from ui.pages.label_list import MOST, UNLABELLED
from ui.pages.label_memory import LabelMemory
from ui.pages.label_order import Order, drawn_each, printed_before, put_on_paper, read_made
from ui.pages.label_preview import LabelPreview
from ui.pages.label_rows import ASSETS, WHATS, has_tags, key_of_number
from ui.pages.label_setting import DIRECT, LabelSetting
from ui.pages.label_sheets import ReprintSheet
from ui.pages.marks_sheet import MarksSheet
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cpise_inventory.paper.label_pdf import Printing
    from cpise_inventory.paper.sheets import Sheet

LEFT, LEFT_NARROW = 474, 356


class LabelsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {"asset", "blank_tag", "label_print", "label_sheet", "donor_mark", "place", "balance"}
    )

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Labels"))
        self.ask_printer = output.ask_printer
        self.ask_path: output.AskPath = output.ask_path
        self._memory = LabelMemory(desk.worker.do)
        self._left_out: list[str] = []
        self.choice = LabelChoice(desk)
        self.list, self._chips = self.choice.list, self.choice.chips
        self._heading = self.choice.heading
        self.setting = LabelSetting(desk, self._memory)
        self.preview = LabelPreview(desk)
        self._lay_out()
        self._add_foot_buttons()
        self.first = self.list
        self.list.ticked.connect(self._labels_changed)
        self.list.failed.connect(self.tell)
        self.add_action(
            Button(desk.look, words.t("Your sheets"), self.setting.describe, icon="pen-line")
        )
        self._reserve_button = self.add_action(
            Button(desk.look, words.t("Reserve tags"), self.choice.reserve, icon="tag")
        )
        self.setting.changed.connect(self._sheet_changed)
        self.setting.copies_changed.connect(self._order_changed)
        self.preview.choose_looks(*self._memory.looks)
        self.setting.sheet_described.connect(self._sheet_described)
        self.preview.view.chosen.connect(lambda _first: self._places_chosen())
        self.preview.view.struck.connect(self._places_chosen)
        self.preview.looks_changed.connect(self._looks_changed)
        self.preview.mark_requested.connect(self._set_mark)
        self._opened_before = False

    # The window's side ----------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        tags = [str(tag) for tag in facts.get("tags", ())]
        if tags:
            self.choice.select(tags, ASSETS)
        elif facts.get("unlabelled") or not self._opened_before:
            self.choice.choose(ASSETS)
            self.choice.show_kind(UNLABELLED)
        else:
            self.refresh(frozenset())
        if not self._opened_before:
            self._opened_before = True
            self.setting.find_printers()
            self._sheet_changed()
            self._read_sheets()

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.list.refresh()
        self.list.read_again()
        if "label_sheet" in changed:
            self._read_sheets()

    @override
    def state(self) -> dict[str, Any]:
        return {**self.choice.state(), "left_out": self.list.unticked}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        left_out = state.get("left_out")
        self._left_out = [str(tag) for tag in left_out] if isinstance(left_out, list) else []
        self.choice.restore(state)

    @override
    def scanned(self, scan: Scan) -> bool:
        """A label that is torn or lost its colour: scan it, and it's printed anew."""
        code = scan.read(read_label)
        if code is None:
            return False

        add = partial(self.choice.add, code)
        if code.thing:
            self.ask(lambda store: key_of_number(store, code.name), add)
        else:
            add(code.name)
        return True

    @override
    def form_changed(self) -> None:
        self.preview.fold(narrow=self.narrow)
        self.setting.arrange(narrow=self.narrow)
        self._left.setFixedWidth(LEFT_NARROW if self.narrow else LEFT)
        self._order_changed()

    # Building -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._left = QWidget()
        self._left.setFixedWidth(LEFT)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Size.M)
        left.addWidget(self.choice, 1)
        left.addWidget(self.setting)
        both = QHBoxLayout()
        both.setSpacing(Size.M)
        both.addWidget(self._left)
        both.addWidget(self.preview, 1)
        self.body.addLayout(both, 1)

    def _add_foot_buttons(self) -> None:
        words, look = self.look.words, self.look
        foot = self.add_foot()
        set_role(foot.totals, "muted")
        self._save = foot.add_button(
            Button(look, words.t("Save as PDF"), self._save_pdf, icon="file-down")
        )
        self._print = foot.add_button(
            Button(look, "", self._print_labels, icon="printer", role="primary", key="F9")
        )

    # What is chosen -------------------------------------------------------------------------------

    def _labels_changed(self) -> None:
        if self._left_out:
            left_out, self._left_out = self._left_out, []
            self.list.untick(left_out)
            return
        self._draw()
        self._order_changed()

    def _sheet_changed(self) -> None:
        sheet = self.setting.sheet
        memory = self._memory
        self.preview.show_sheet(sheet, memory.first(sheet.code), memory.spoiled(sheet.code))
        self._draw()
        self._order_changed()

    def _read_sheets(self, chosen: str = "") -> None:
        """Those of the centres' own; one that was just described is chosen."""

        def show(made: "dict[str, Sheet]") -> None:
            self.setting.show_made(made)
            if chosen:
                self.setting.choose_sheet(chosen)
            self._sheet_changed()

        self.ask(read_made, show, only_latest="sheets")

    def _sheet_described(self, code: str) -> None:
        self._read_sheets(code)

    def _places_chosen(self) -> None:
        places = self.preview.view.places
        self._memory.keep_first(self.setting.sheet.code, places.first, places.skip)
        self._order_changed()

    def _looks_changed(self) -> None:
        self._memory.keep_looks(*self.preview.looks)
        self._draw()

    def _set_mark(self) -> None:
        self.desk.open(MarksSheet(self.desk, self._draw))

    def _order_changed(self) -> None:
        """Say in words what the picture shows."""
        words, tags = self.look.words, self.list.tags
        copies = self.setting.copies or 1
        labels = len(tags) * copies
        self._heading.say(self._how_many(labels))
        self._print.say(words.n("Print {count} label", "Print {count} labels", labels))
        self.say_fact(
            words.t(
                "The first {count} are ticked; print them, then the next.",
                count=words.ltr(words.number(MOST)),
            )
            if self.list.truncated
            else ""
        )
        self.preview.show_labels(len(tags), copies)
        if self.foot is not None:
            whole = words.t("Print at 100 %, never “fit to page”.")
            self.foot.say(words.t("Print at 100 %.") if self.narrow else whole)
        self._allow(some=bool(labels))

    def _how_many(self, labels: int) -> str:
        """`34 labels · 2 sheets`."""
        words, sheet = self.look.words, self.setting.sheet
        said = words.n("{count} label", "{count} labels", labels)
        sheets = replace(self.preview.view.places, labels=labels).sheets
        if not labels or sheet.is_roll:
            return said
        return " · ".join((said, words.n("{count} sheet", "{count} sheets", sheets)))

    def _allow(self, *, some: bool) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        why_not = self.desk.why_not(Right.PRINT_LABELS)
        room = bool(self.preview.view.places.free)
        self._reserve_button.allow(not why_not, why_not)
        reason = why_not or (
            self.look.words.t("Nothing is ticked.")
            if room
            else self.look.words.t("No label of this sheet is free; put in a new one.")
        )
        for button in (self._print, self._save):
            button.allow(not why_not and some and room and self.preview.fits, reason)

    def _draw(self) -> None:
        """The labels of one sheet as they will be on paper."""
        sheet, language = self.setting.sheet, self.setting.language
        tags = self.list.tags[: sheet.per_page]
        if not tags:  # asked too, so that what was asked before is not shown any more
            self.ask(lambda _store: [], self._show_drawn, only_latest="labels")
            return
        dpi, what = self.preview.dots_an_inch, self.list.source.what
        order = Order(tags, sheet, 1, language, self._looks(), what)
        self.ask(
            lambda store: drawn_each(store, order, dpi),
            self._show_drawn,
            self._does_not_fit,
            only_latest="labels",
        )

    def _show_drawn(self, pictures: list[QImage]) -> None:
        for field in (self.setting.sheet_field, self.preview.layout_field):
            field.right()
        self.preview.show_pictures(pictures)
        self._order_changed()

    def _does_not_fit(self, error: Exception) -> None:
        about_layout = getattr(error, "field", "") == "layout"
        field = self.preview.layout_field if about_layout else self.setting.sheet_field
        field.wrong(self.desk.sentence(error))
        self.preview.show_pictures([], fits=False)
        self._order_changed()

    # Out ------------------------------------------------------------------------------------------

    def _order(self) -> Order | None:
        """None where something is to be put right first, which is said there."""
        if (wrong := self.setting.check()) is not None:
            wrong.focus()
            return None
        tags, copies = self.list.tags, self.setting.copies
        if not tags or copies is None:
            return None
        language = self.setting.language
        spoiled = frozenset(at - 1 for at in self.preview.view.places.skip)
        options = replace(
            self._looks(),
            copies=copies,
            skip=spoiled,
            calibration=self.setting.calibration,
            language=language,
        )
        where, what = self.preview.view.first, self.list.source.what
        sheet, after = self.setting.sheet, self.list.after
        return Order(tags, sheet, where, language, options, what, after=after)

    def _with_reason(self, go: Callable[[Order], object]) -> None:
        """What was printed before isn't printed again without one."""
        order = self._order()
        if order is None:
            return

        def asked(before: int) -> None:
            if before:
                self.desk.open(
                    ReprintSheet(self.desk, before, lambda why: go(replace(order, reprint=why)))
                )
            else:
                go(order)

        self.ask(lambda store: printed_before(store, order), asked)

    def _looks(self) -> "Printing":
        """What stands on the labels, and nothing of where they go."""
        from cpise_inventory.paper.label_layout import Coding, Layout  # noqa: PLC0415 - reportlab
        from cpise_inventory.paper.label_pdf import Printing  # noqa: PLC0415 - as above

        layout, coding = self.preview.looks
        return Printing(layout=Layout(layout), coding=Coding(coding))

    def _print_labels(self) -> None:
        self._with_reason(self._print_order)

    def _print_order(self, order: Order) -> None:
        if self.setting.printer == DIRECT:
            self.desk.open(DirectSheet(self.desk, order, self._memory, self._printed_straight))
            return
        page = (order.sheet.page_w_mm, order.sheet.page_h_mm)
        name = self._name(order)
        printer = self.ask_printer(self, name, page, self.setting.printer)
        if printer is None:
            return
        if not output.is_there(printer):  # what goes nowhere isn't journaled as printed
            output.say_gone(self.desk, name)
            return
        dots = output.dots(printer)
        whole_dots = replace(order, options=replace(order.options, dpi=(dots, dots)))
        self._issue(whole_dots, lambda pdf: self._to_printer(printer, pdf, order))

    def _save_pdf(self) -> None:
        self._with_reason(self._save_order)

    def _save_order(self, order: Order) -> None:
        words, name = self.look.words, self._name(order)
        path = self.ask_path(self, words.t("Save as PDF"), f"{output.safe(name)}.pdf")
        if path:

            def keep(pdf: bytes) -> None:
                output.save_pdf(self, self.desk, pdf, name, lambda *_: path)

            self._issue(order, keep)

    def _to_printer(self, printer: "QPrinter", pdf: bytes, order: Order) -> None:
        output.print_on(printer, self.desk, pdf, self._name(order), said=self._sent(order))

    def _sent(self, order: Order) -> str:
        return self.look.words.n(
            "{count} label sent to the printer.",
            "{count} labels sent to the printer.",
            order.labels,
        )

    def _name(self, order: Order) -> str:
        words = self.look.words
        what = order.tags[0] if has_tags(order.what) else words.t(WHATS[order.what])
        return " ".join((words.t("Labels"), order.sheet.code, what))

    def _issue(self, order: Order, out: Callable[[bytes], None]) -> None:
        """Journal that they go to paper, and draw them; then hand them on."""
        person = self.desk.session.person
        for button in (self._print, self._save):
            button.setEnabled(False)

        def issued(pdf: bytes) -> None:
            self._issued(order)
            out(pdf)

        self.ask(
            lambda store: put_on_paper(store, person, order), issued, always=self._order_changed
        )

    def _issued(self, order: Order) -> None:
        then = order.afterwards
        self._memory.keep_first(order.sheet.code, then.first, then.skip)
        self.preview.show_sheet(order.sheet, then.first, then.skip)
        self._left_out = list(order.tags)  # printed: F9 once more is no second print
        self.choice.select(order.tags, order.what)

    def _printed_straight(self, order: Order) -> None:
        self._issued(order)
        self.desk.say(self._sent(order))
