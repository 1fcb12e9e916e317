"""Counting: the list of counts, one being entered, and its differences until somebody agrees."""

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from cpise_inventory.locations import centre_of
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.page import Page
from ui.pages.cancel import CancelSheet
from ui.pages.count_differences import Beside, CountDifferences
from ui.pages.count_entering import Entering
from ui.pages.count_list import CountList
from ui.pages.count_reading import (
    Counting,
    CountLine,
    Glance,
    read_count,
    read_glance,
    read_more,
    what_of,
)
from ui.pages.count_sheets import ApproveSheet, GiveUpSheet, ReasonSheet
from ui.pages.count_start import RuleSheet, StartSheet
from ui.pages.issued import IssuedSheet
from ui.pages.scans import not_goods, place_number, place_of
from ui.pages.signing import allow_signing, waits_text
from ui.scanning import Scan

if TYPE_CHECKING:
    from cpise_inventory.store import Store

LIST, ENTRY, DIFFERENCES = "list", "entry", "differences"


class CountPage(Page):
    """Figures are kept on the disk as they are entered, and go to the books when all is counted."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"count_sheet", "count_entry", "count_reason", "balance", "item", "place"}
    )
    keeps_draft: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Counts"))
        self._number, self._shown = "", ""
        self._counting: Counting | None = None
        self._make_buttons()
        self.entering = Entering(self, self._finish)
        begin = Button(desk.look, words.t("Start a count"), self.start, icon="plus", role="primary")
        self.list = CountList(desk, begin)
        self.differences = CountDifferences(desk)
        self._views = {LIST: self.list, ENTRY: self.entering.view, DIFFERENCES: self.differences}
        for view in self._views.values():
            self.body.addWidget(view, 1)
        self.list.opened.connect(self.open_count)
        self.differences.explain_wanted.connect(self._explain)
        self.differences.recount_wanted.connect(self._recount)
        self._view(LIST)

    # The page's side ------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        if number := str(facts.get("number", "")):
            self.open_count(number)
        elif sort := str(facts.get("start", "")):
            self.entering.wanted_item = str(facts.get("item", ""))
            self.start(sort, str(facts.get("centre", "")), str(facts.get("room", "")))
        self.refresh(frozenset())

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        if self._number:
            self.open_count(self._number)
        else:
            self._show_list()

    @override
    def state(self) -> dict[str, Any]:
        return {"number": self._number, "counts": self.entering.state()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.entering.restore(state.get("counts"))
        number = str(state.get("number", ""))
        if number and not self._number:
            self.open_count(number)

    @override
    def has_work(self) -> bool:
        return self.entering.has_work()

    @override
    def offer_draft(self) -> None:
        """Figures that were kept are simply there again: nobody has to say that they hold."""
        if not self._undrafted:
            return
        self._undrafted = False
        draft = self.desk.drafts.kept(self.key)
        if draft is not None:
            self.restore(dict(draft.state))

    @override
    def scanned(self, scan: Scan) -> bool:
        if (number := place_number(scan)) and self._shown in (ENTRY, LIST):
            self.ask(lambda store: place_of(store, number), self._go_to_place)
            return True
        if self._shown != ENTRY or not_goods(scan):
            return False
        self.entering.scanned(scan)
        return True

    def _go_to_place(self, location: str) -> None:
        """A shelf of the sheet, or the storeroom that a new count begins in."""
        if self._shown == ENTRY:
            self.entering.go_to_place(location)
        elif location:
            self.start("whole", centre_of(location), location)

    @override
    def print_again(self) -> bool:
        if self._number:
            self._print()
        return bool(self._number)

    @override
    def form_changed(self) -> None:
        self.list.form_changed(narrow=self.narrow, short=self.short)
        self.entering.view.form_changed(narrow=self.narrow, short=self.short)
        self.differences.form_changed(narrow=self.narrow)

    # Going from one to the other ------------------------------------------------------------------

    def start(self, sort: str = "daily", centre: str = "", room: str = "") -> None:
        sheet = StartSheet(self.desk, sort=sort, centre=centre, room=room)
        sheet.started.connect(self._started)
        self.desk.open(sheet)

    def open_count(self, number: str) -> None:
        self._number, words = number, self.look.words
        kept = self.entering.figures.get(number)
        more = list(kept.more) if kept is not None else []

        def job(store: "Store") -> tuple[Counting | None, list[CountLine]]:
            return read_count(store, number, words), read_more(store, more, words)

        self.ask(job, self._show_count, only_latest="count")

    def close_count(self) -> None:
        """Back to the list; what is entered is kept."""
        self.keep_draft()
        self._number, self._counting = "", None
        self._show_list()

    def _started(self, number: str) -> None:
        words = self.look.words
        self.desk.say(words.t("{number} issued.", number=words.ltr(number)))
        self.open_count(number)

    def _show_list(self) -> None:
        words = self.look.words
        self.set_title(words.t("Counts"))
        self.say_fact(words.t("What is really there, set against the books."))
        self._view(LIST)
        self.list.table.refresh()
        self.ask(lambda store: read_glance(store, words), self._show_glance, only_latest="glance")

    def _show_glance(self, glance: Glance) -> None:
        self.list.show_glance(glance, short=self.short)
        self.desk.badge(self.key, glance.sizes["waits"])

    def _show_count(self, read: tuple[Counting | None, list[CountLine]]) -> None:
        counting, more = read
        words = self.look.words
        if counting is None:
            number, self._number = self._number, ""
            self._show_list()
            told = words.t("There is no count sheet {number} here.", number=words.ltr(number))
            self.note.say("bad", told)
            return
        self.note.clear()
        self._counting = counting
        sheet = counting.sheet
        self.set_title(words.t("Count {number}", number=words.ltr(sheet.number)))
        if sheet.status == "open":
            self._show_entry(counting, more)
        else:
            self.entering.figures.pop(sheet.number, None)
            self._show_differences(counting)
        self._allow()

    def _show_entry(self, counting: Counting, more: list[CountLine]) -> None:
        words, sheet = self.look.words, counting.sheet
        kind = words.t("Blind count") if sheet.blind else words.t("Count with what is booked")
        names = [words.isolate(counting.people.get(one, one)) for one in counting.counters]
        self.say_fact(" · ".join((kind, what_of(sheet, words), *names)))
        came = self._shown != ENTRY
        self._view(ENTRY)
        self.entering.show_count(counting, more, came=came)

    def _show_differences(self, counting: Counting) -> None:
        words = self.look.words
        self._view(DIFFERENCES)
        self.differences.show_count(counting)
        differing = self.differences.differing()
        names = [words.isolate(counting.people.get(one, one)) for one in counting.counters]
        lines = words.n("{count} line counted", "{count} lines counted", len(counting.compared))
        told = words.n("{count} difference", "{count} differences", len(differing))
        self.say_fact(" · ".join((lines, words.join(names), told)))
        explained = sum(1 for one in differing if one.compared.why)
        open_ones = len(differing) - explained
        parts = []
        if differing:
            parts.append(words.n("{count} explained", "{count} explained", explained))
        if open_ones:
            parts.append(words.n("{count} to explain", "{count} to explain", open_ones))
        if self.foot is not None:
            self.foot.say(" · ".join(parts))
        self._say_standing(counting)

    def _say_standing(self, counting: Counting) -> None:
        """Who is to approve, or what became of it."""
        words, note, status = self.look.words, self.differences.note, counting.sheet.status
        if counting.booked_twice:
            undo = Button(
                self.look,
                words.t("Undo the count"),
                lambda: self.desk.open(CancelSheet(self.desk, counting.sheet.number)),
                icon="undo-2",
                role="danger",
            )
            title = words.t("Approved twice, by workstations that were apart")
            text = words.t("Its differences moved stock twice. Undo it, then count again.")
            note.say("bad", title, text, (undo,))
        elif status == "waits":
            self._say_who_approves(counting)
        else:
            said = {
                "settled": words.t("Settled: the books say what was found."),
                "approved": words.t("Approved: the books say what was found."),
                "cancelled": words.t("Given up: nothing of it was booked."),
                "undone": words.t("Undone: its differences were taken back."),
            }[status]
            note.say("good" if status in ("settled", "approved") else "warn", said)

    def _say_who_approves(self, counting: Counting) -> None:
        words, note = self.look.words, self.differences.note
        if self._approves_here(counting):
            note.say(
                "info",
                words.t(
                    "You counted, but nobody else may approve: you may, and the journal keeps that."
                )
                if counting.by_counters
                else words.t("You did not count: you may approve."),
                icon="user-round",
            )
            return
        title = (
            words.t("Nobody who did not count may approve: who counted does.")
            if counting.by_counters
            else words.t("Somebody who did not count approves.")
        )
        note.say("warn", title, waits_text(counting.approvers, words), icon="user-round")

    def _end(self) -> None:
        self.entering.finish()

    # Differences ----------------------------------------------------------------------------------

    def approve(self) -> None:
        """F9: by who is signed in, if that person may; else by somebody at their side."""
        counting = self._counting
        if counting is None:
            return
        if not self._approves_here(counting):
            if counting.approvers:
                self.desk.open(ApproveSheet(self.desk, counting))
            return
        number, person, words = counting.sheet.number, self.desk.session.person, self.look.words

        def job(store: "Store") -> None:
            from cpise_inventory.counts.commands import approve  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                approve(work, number)

        said = words.t("{number} is approved.", number=words.ltr(number))
        self.ask(job, lambda _: self.desk.say(said))

    def _approves_here(self, counting: Counting) -> bool:
        """Who counted may approve only where nobody else can."""
        return self.desk.session.person in {name for name, _, _ in counting.approvers}

    def _explain(self, one: Beside) -> None:
        counting = self._counting
        if counting is not None and counting.sheet.status == "waits" and one.difference:
            self.desk.open(ReasonSheet(self.desk, counting.sheet.number, one))

    def _recount(self, one: Beside | None = None) -> None:
        chosen, counting = one or self.differences.current(), self._counting
        if chosen is None or counting is None:
            return
        number, person, item = counting.sheet.number, self.desk.session.person, chosen.line.key[1]

        def job(store: "Store") -> None:
            from cpise_inventory.counts.commands import ask_recount  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                ask_recount(work, number, [item])

        self.ask(job, lambda _: None)

    def _print(self) -> None:
        words = self.look.words
        self.desk.open(IssuedSheet(self.desk, self._number, words.t("Go on")))

    def _set_limit(self) -> None:
        self.desk.open(RuleSheet(self.desk))

    def _give_up(self) -> None:
        self.desk.open(GiveUpSheet(self.desk, self._number))

    # Inside ---------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        words, look = self.look.words, self.look
        self._limit = self.add_action(
            Button(
                look, words.t("Limit…"), lambda: self.desk.open(RuleSheet(self.desk)), icon="scale"
            )
        )
        self._printer = self.add_action(
            Button(look, words.t("Print the sheet"), self._print, icon="printer", key="Ctrl+P")
        )
        self._printer.setShortcut("")  # the window has it, and asks `print_again`
        self._begin = self.add_action(
            Button(
                look, words.t("Start a count"), self.start, icon="plus", role="primary", key="F9"
            )
        )
        foot = self.add_foot()
        self._leave = foot.add_button(
            Button(look, words.t("All counts"), self.close_count, role="quiet")
        )
        self._stop = foot.add_button(Button(look, words.t("Give up…"), self._give_up))
        self._again = foot.add_button(
            Button(look, words.t("Have it counted again"), self._recount, icon="refresh-cw")
        )
        self._finish = foot.add_button(
            Button(
                look,
                words.t("See the differences"),
                self._end,
                icon="scale",
                role="primary",
                key="F9",
            )
        )
        self._approve = foot.add_button(
            Button(
                look,
                words.t("Approve the differences"),
                self.approve,
                icon="circle-check",
                role="primary",
                key="F9",
            )
        )

    def _view(self, view: str) -> None:
        """One of the three, with the buttons that it has and the focus where it begins."""
        came, self._shown = self._shown != view, view
        for key, widget in self._views.items():
            widget.setVisible(key == view)
        self.first = {
            LIST: self.list.table,
            ENTRY: self.entering.view.edit,
            DIFFERENCES: self.differences.table,
        }[view]
        for button, views in (
            (self._limit, (LIST,)),
            (self._begin, (LIST,)),
            (self._printer, (ENTRY, DIFFERENCES)),
            (self._stop, (ENTRY, DIFFERENCES)),
            (self._again, (DIFFERENCES,)),
            (self._finish, (ENTRY,)),
            (self._approve, (DIFFERENCES,)),
        ):
            button.setVisible(view in views)
        if self.foot is not None:
            self.foot.setVisible(view != LIST)
        self._allow()
        if came and self.isVisible() and self.first is not None:
            self.first.setFocus()

    def _allow(self) -> None:
        """What this person may do, and what this count still allows."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words = self.look.words
        moves, approves = self.desk.why_not(Right.MOVE_STOCK), self.desk.why_not(Right.APPROVE)
        for button in (self._begin, self._finish, self._stop, self._again):
            button.allow(not moves, moves)
        self._limit.allow(not approves, approves)
        status = self._counting.sheet.status if self._counting is not None else ""
        waits = status == "waits"
        self._stop.setVisible(status in ("open", "waits") and self._shown != LIST)
        self._again.setVisible(waits and self._shown == DIFFERENCES)
        self._approve.setVisible(waits and self._shown == DIFFERENCES)
        if waits and self._counting is not None:
            here = self._approves_here(self._counting)
            approve = words.t("Approve the differences") if here else ""
            why_not = "" if here else moves
            allow_signing(self._approve, self._counting.approvers, words, approve, why_not)
        done = status in ("settled", "approved", "undone")
        self._printer.say(words.t("Print the report") if done else words.t("Print the sheet"))
