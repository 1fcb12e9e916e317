"""What is done at a sheet: figures kept at once, lines found by scan, the end of the count."""

from functools import partial
from typing import TYPE_CHECKING, Any

from cpise_inventory.clock import today
from cpise_inventory.errors import Refusal
from ui.kit.buttons import Button
from ui.look import application
from ui.page import Page
from ui.pages.boxes import ScannedBox, read_scan
from ui.pages.count_entry import CountEntry
from ui.pages.count_figures import Figures, restored
from ui.pages.count_reading import Counting, CountLine, Key, lots_there
from ui.pages.goods import Goods, ItemSearch, proposing
from ui.scanning import Scan

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from ui.kit.search import Proposal


class Entering:
    """`view` is what is seen of it; `figures` are those of each count that is not in the books."""

    def __init__(self, page: Page, finish: Button) -> None:
        self._page, self._finish = page, finish
        self.figures: dict[str, Figures] = {}
        self.counting: Counting | None = None
        self.wanted_item = ""
        """To be counted as soon as a sheet is there."""
        words = page.look.words
        hint = words.t("Not on the sheet? Name or code")
        search = ItemSearch(page.look, proposing(page, may_add=False), hint)
        search.taken.connect(lambda proposal: self._taken(search, proposal))
        self.view = CountEntry(page.desk, search)
        self.view.kept.connect(self._keep)
        self.view.paper_chosen.connect(self._from_paper)
        self.view.lines_shown.connect(self._say_done)

    @property
    def number(self) -> str:
        return self.counting.sheet.number if self.counting is not None else ""

    def show_count(self, counting: Counting, more: list[CountLine], *, came: bool) -> None:
        """`came`: the view was not there before, so that its field takes the focus."""
        self.counting = counting
        figures = self.figures.setdefault(counting.sheet.number, Figures())
        self.view.show_count(counting, figures, more)
        if came:
            if self.view.current is None or self.view.is_done(self.view.current):
                self.view.go_to(self.view.next_open())
            (self.view.edit if self.view.lines() else self.view.search).setFocus()
        self._say_recount(counting)
        self._take_wanted()

    def state(self) -> dict[str, Any]:
        return {number: one.state() for number, one in self.figures.items() if one.kept}

    def restore(self, state: object) -> None:
        for number, one in state.items() if isinstance(state, dict) else ():
            self.figures.setdefault(str(number), restored(one))

    def has_work(self) -> bool:
        return any(one.kept for one in self.figures.values())

    def scanned(self, scan: Scan) -> None:
        self.view.take_typed()
        texts = [text.strip() for text in scan.candidates]
        found = next((key for key in map(self._line_of, texts) if key is not None), None)
        if found is not None:
            self._go_to(found)
            return
        words, day = self._page.look.words, today()
        self._page.ask(
            lambda store: read_scan(store, texts, day, words), partial(self._box_scanned, texts)
        )

    def go_to_place(self, location: str) -> None:
        """Whose label was scanned: its first line that lacks a figure, else its first."""
        self.view.take_typed()
        lines = [
            line
            for line in self.view.lines()
            if location and f"{line.key[0]}/".startswith(f"{location}/")
        ]
        still = [line for line in lines if not self.view.is_done(line.key)]
        if found := (still or lines):
            self._go_to(found[0].key)
        else:
            self._say_bad_scan(self._page.look.words.t("The sheet has no line at this place."))

    def _keep(self, key: Key, typed: str, quantity: int) -> None:
        """At once on the disk, with the moment at which it was counted."""
        counting = self.counting
        if counting is None:
            return
        figures = self.figures.setdefault(counting.sheet.number, Figures())
        figures.keep(key, typed, quantity, counting.moment)
        if key not in {line.key for line in counting.lines} and key not in figures.more:
            figures.more.append(key)
        self._page.keep_draft()
        self._page.ask(_moment, partial(self._dated, key, typed, quantity))

    def _dated(self, key: Key, typed: str, quantity: int, moment: int) -> None:
        figures = self.figures.get(self.number)
        kept = figures.kept.get(key) if figures is not None else None
        if figures is not None and kept is not None and kept.typed == typed:
            figures.keep(key, typed, quantity, moment)
            self._page.keep_draft()

    def _from_paper(self, from_paper: bool) -> None:  # noqa: FBT001 - a signal's
        self.view.figures.from_paper = from_paper
        self._page.keep_draft()
        self.view.edit.setFocus()

    def finish(self) -> None:
        """F9: what lacks a figure is said and shown; else the books learn what was found."""
        entry, words = self.view, self._page.look.words
        entry.take_typed()
        lacking = [line for line in entry.lines() if not entry.is_done(line.key)]
        listed = {line.key for line in self.counting.lines} if self.counting else set()
        lacking = [line for line in lacking if line.key in listed]
        if lacking:
            told = words.n(
                "{count} line has no figure yet; enter 0 where nothing is there.",
                "{count} lines have no figure yet; enter 0 where nothing is there.",
                len(lacking),
            )
            entry.answer.say("warn", told)
            self._go_to(lacking[0].key)
            return
        number, person, figures = self.number, self._page.desk.session.person, entry.figures
        entered, from_paper = figures.entered(), figures.from_paper

        def job(store: "Store") -> str:
            from cpise_inventory.counts import commands  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return commands.finish(work, number, (), entered, from_sheet=from_paper)

        self._finish.setEnabled(False)
        self._page.ask(
            job, self._finished, self._refused, always=lambda: self._finish.setEnabled(True)
        )

    def _finished(self, status: str) -> None:
        words = self._page.look.words
        self.figures.pop(self.number, None)
        self._page.keep_draft()
        if status == "settled":
            self._page.desk.say(words.t("{number} is settled.", number=words.ltr(self.number)))
        self._page.refresh(frozenset())

    def _refused(self, error: Exception) -> None:
        self.view.answer.say("bad", self._page.desk.sentence(error))

    def _go_to(self, key: Key) -> None:
        self.view.go_to(key)
        self.view.edit.setFocus()

    def _line_of(self, text: str) -> Key | None:
        """The line that a scan names by its lot, its item or its place; an open one first."""
        wanted, lines = text.upper(), self.view.lines()
        for named in (
            [line for line in lines if line.number.upper() == wanted and wanted],
            [line for line in lines if line.key[1] == wanted],
            [line for line in lines if wanted in (line.key[0], line.key[0].rpartition("/")[2])],
        ):
            still = [line for line in named if not self.view.is_done(line.key)]
            if found := (still or named):
                return found[0].key
        return None

    def _box_scanned(self, texts: list[str], scanned: ScannedBox | Refusal | None) -> None:
        if scanned is None:
            words = self._page.look.words
            named = words.isolate(texts[0] if texts else "")
            self._say_bad_scan(words.t("Nothing here has the code {code}.", code=named))
        elif isinstance(scanned, ScannedBox):
            key = self._line_of_box(scanned)
            if key is None:
                self._add(scanned.goods.code, scanned)
            else:
                self._go_to(key)
                self.view.count_more(scanned.counted)
        else:
            self._say_bad_scan(self._page.desk.sentence(scanned))

    def _say_bad_scan(self, told: str) -> None:
        application().beep()
        self.view.answer.say("bad", told, icon="scan-barcode")

    def _line_of_box(self, box: ScannedBox) -> Key | None:
        """The line of the lot that its code says, else one of the item; an open one first."""
        if not box.lot:
            return self._line_of(box.goods.code)
        named = [
            line.key
            for line in self.view.lines()
            if line.key[1] == box.goods.code
            and line.number.upper() == box.lot.upper()
            and box.key in ("", line.key[2])
        ]
        still = [key for key in named if not self.view.is_done(key)]
        return next(iter(still or named), None)

    def _add(self, code: str, box: ScannedBox | None = None) -> None:
        """A line for what is there and does not stand on the sheet; of a box, the lot it names."""
        words, counting = self._page.look.words, self.counting
        if counting is None:
            return
        places = counting.sheet.places

        def show(found: list[CountLine]) -> None:
            lot = box.lot if box is not None else ""
            lines = [one for one in found if not lot or one.number.upper() == lot.upper()]
            if not lines:
                self.view.nothing_came()
                self._say_bad_scan(self._page.desk.sentence(unknown_lot(code, lot)))
                return
            self.view.add(lines)
            if counting.sheet.sort != "free":
                name = words.isolate(lines[0].name)
                told = words.t("{item} is not on the sheet: added.", item=name)
                self.view.answer.say("warn", told)
            if box is not None:
                self.view.count_more(box.counted)

        self.view.expect()
        self._page.ask(lambda store: lots_there(store, places, code, words), show, self._not_there)

    def _not_there(self, error: Exception) -> None:
        self.view.nothing_came()
        self._refused(error)

    def _taken(self, search: ItemSearch, proposal: "Proposal") -> None:
        if isinstance(proposal.value, Goods):
            key = self._line_of(proposal.value.code)
            search.empty()
            if key is not None:
                self._go_to(key)
            else:
                self._add(proposal.value.code)

    def _take_wanted(self) -> None:
        """Somebody was sent here to count one item."""
        item, self.wanted_item = self.wanted_item, ""
        if item:
            key = self._line_of(item)
            if key is not None:
                self._go_to(key)
            else:
                self._add(item)

    def _say_done(self) -> None:
        """How far it is, in the foot."""
        done, whole = self.view.done()
        words = self._page.look.words
        figures = {"done": words.number(done), "whole": words.number(whole)}
        if self._page.foot is not None:
            self._page.foot.say(words.t("Lines counted: {done} of {whole}", **figures))

    def _say_recount(self, counting: Counting) -> None:
        """Who counted is told at once that somebody else counts again."""
        words, person = self._page.look.words, self._page.desk.session.person
        mine = [item for item, names in counting.not_again.items() if person in names]
        if not counting.not_again:
            return
        lines = {line.key[1]: line.name for line in counting.lines}
        named = words.join(words.isolate(lines.get(item, item)) for item in counting.not_again)
        title = words.t("To be counted again: {items}", items=named)
        text = words.t("By somebody who has not counted it yet.") if mine else ""
        self.view.answer.say("warn" if mine else "info", title, text, icon="refresh-cw")


def _moment(store: "Store") -> int:
    from cpise_inventory.counts.queries import moment  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return moment(connection)


def unknown_lot(item: str, lot: str) -> Refusal:
    from cpise_inventory.stock.errors import UnknownLotError  # noqa: PLC0415 - when it's needed

    return UnknownLotError(item, lot)
