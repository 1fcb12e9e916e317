"""Goods leave for a counted group, a unit or a member of the staff; the receipt is drawn beside."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words
from cpise_inventory.locations import centre_of
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.look import application
from ui.page import Page
from ui.pages.delivery_head import today
from ui.pages.goods import Goods
from ui.pages.issued import show_issued
from ui.pages.kit_sheet import Kit, read_kits
from ui.pages.list_sheet import KeepSheet, ListSheet
from ui.pages.places import Places, no_names_said, read_places
from ui.pages.receipt_panel import ReceiptPanel
from ui.pages.scans import not_goods, place_number, place_of
from ui.pages.step import Step
from ui.pages.what import What
from ui.pages.when_sheet import WhenSheet, Where
from ui.pages.whom import KINDS, Whom
from ui.pages.working_list import WorkingList
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.commands import Distribution
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class Known:
    """What the form offers: places, kits, and whom the centre has given to, by kind."""

    places: Places = field(default_factory=Places)
    kits: Sequence[Kit] = ()
    recipients: dict[str, list[str]] = field(default_factory=dict)


def read_known(
    store: "Store", where: Where, words: Words, known: Known, changed: frozenset[str]
) -> dict[str, Any]:
    """The parts of `Known` that these tables are about; all of them where none is named."""
    from cpise_inventory.stock.queries import recipients  # noqa: PLC0415 - brings SQLAlchemy

    found: dict[str, Any] = {}
    places = known.places
    if not changed or "place" in changed:
        found["places"] = places = read_places(store, words)
    if not changed or changed & {"balance", "item", "kit", "place"}:
        rooms = places.rooms.get(where.centre, ())
        room = where.room or next((code for code, _ in rooms), "")
        found["kits"] = read_kits(store, room, words)
    if not changed or "recipient" in changed:
        with store.read() as connection:
            names = {kind: recipients(connection, where.centre, kind) for kind in KINDS}
        found["recipients"] = names
    return found


class Handed(Step):
    """Step 3: the adult who takes the goods and signs. Names are said inside the fields."""

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(look, words.t("Handed to"), 3)
        self.name = line_edit(look, "", words.t("Name of the adult who signs"))
        self.remarks = line_edit(look, "", words.t("Remarks: never a child’s name"))
        self.remarks.setToolTip(no_names_said(words))
        self.fields = {
            "handed_to": Field(look, words.t("Name of the adult who signs"), self.name),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        self.beside.setSpacing(Size.M)
        for one in self.fields.values():
            one.name.hide()
            self.beside.addWidget(one, 1)

    def clear(self) -> None:
        for one, edit in zip(self.fields.values(), (self.name, self.remarks), strict=True):
            one.right()
            edit.clear()


class DistributePage(Page):
    """One receipt at a time; F9 issues it and the form is ready for the next group."""

    watches: ClassVar[frozenset[str]] = frozenset({"balance", "item", "kit", "place", "recipient"})
    keeps_draft: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.words.t("Distribute"))
        self.where = Where(desk.session.centre, "")
        self._known = Known()
        self.whom = Whom(desk.look)
        self.what = What(self, self.shelf, lambda: self.whom.served, number=2)
        self.handed = Handed(desk)
        self.working = WorkingList(self)
        self.panel = ReceiptPanel(desk, self.request)
        self.set_side(self.panel)
        self.body.addWidget(self.whom)
        self.body.addWidget(self.what, 1)
        self.body.addWidget(self.handed)
        self._make_buttons()
        self._connect()
        self._totals()
        self._say_where()

    # The page's side ------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        self.first = self.what.search if self.whom.is_complete() else self.whom.recipient
        if not (self.has_work() or self.working.name):  # nothing of an earlier day goes on here
            self.where = replace(self.where, day=None)
        self.refresh(frozenset())
        if code := str(facts.get("item", "")):
            self.what.add_code(code)

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words, where, known = self.look.words, self.where, self._known
        asked = changed if known.places.centres else frozenset[str]()  # nothing has been read yet
        self.ask(
            lambda store: read_known(store, where, words, known, asked),
            self._show_known,
            only_latest=("known", asked),
        )

    @override
    def state(self) -> dict[str, Any]:
        day = self.where.day
        return {
            "whom": self.whom.state(),
            "lines": self.what.state(),
            "handed_to": self.handed.name.text(),
            "remarks": self.handed.remarks.text(),
            "language": self.panel.language,
            "list": self.working.state(),
            "where": [self.where.centre, self.where.room, day.isoformat() if day else ""],
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        whom = state.get("whom")
        self.whom.restore(whom if isinstance(whom, dict) else {})
        self.handed.name.setText(str(state.get("handed_to", "")))
        self.handed.remarks.setText(str(state.get("remarks", "")))
        self.panel.languages.choose(str(state.get("language", "")))
        self._restore_where(state.get("where"))
        self.working.restore(state.get("list"))
        self.what.restore(state.get("lines"))
        self.what.refresh()

    @override
    def has_work(self) -> bool:
        texts = (self.handed.name, self.handed.remarks)
        typed = any(one.text().strip() for one in texts)
        return typed or self.whom.has_work() or self.what.has_work()

    @override
    def scanned(self, scan: Scan) -> bool:
        if number := place_number(scan):
            self.ask(lambda store: place_of(store, number), self._choose_room)
            return True
        if not_goods(scan):
            return False
        self.what.scanned(scan.candidates)
        return True

    @override
    def form_changed(self) -> None:
        self._preview.setVisible(self.narrow)
        if not self.short:
            self.whom.unfold()

    # Issuing --------------------------------------------------------------------------------------

    def request(self) -> "Distribution":
        """What is typed so far, right or wrong: for the preview and, once checked, the command."""
        from cpise_inventory.stock.commands import Distribution  # noqa: PLC0415 - SQLAlchemy

        grid, whom = self.what.grid, self.whom
        remarks = (self.handed.remarks.text().strip(), grid.reasons())
        return Distribution(
            centre=self.where.centre,
            recipient=whom.recipient_text(),
            recipient_kind=whom.kind,
            lines=[one for one in grid.wanted() if one.quantity],
            people=whom.served,
            heads=whom.counted(),
            storeroom=self.shelf()[0],
            remarks=" · ".join(part for part in remarks if part),
            happened_on=self.where.day,
            handed_to=" ".join(self.handed.name.text().split()),
            by_list=self.working.name,
        )

    def issue(self) -> None:
        """F9: everything that is wrong is said at its place, else the receipt is issued."""
        if (found := self.whom.wrong(self.desk.sentence)) is not None:
            self.whom.unfold()
            found.setFocus()
            return
        if self.what.is_wrong():
            return
        person, wanted = self.desk.session.person, self.request()
        self._issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.lists.commands import serve  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.stock.commands import distribute  # noqa: PLC0415 - as above

            with store.write(person) as work:
                return serve(work, wanted) if wanted.by_list else distribute(work, wanted)

        self.ask(job, self._issued, self._refused, always=self._allow)

    def _issued(self, number: str) -> None:
        words, told = self.look.words, self._told()
        self.clear()
        said = words.t("{number} issued.", number=words.ltr(number))
        self.what.answer.say("good", said, told)
        following = words.t("Next receipt")
        show_issued(self.desk, number, following, self.panel.language)
        self.working.go_on()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self.tell(error)
            return
        said = self.desk.sentence(error)
        name = str(getattr(error, "name", error.field))
        field = self.handed.fields.get(name) or self.whom.fields.get(name)
        if self.what.tell(error):
            return
        if error.field == "happened_on":
            self.note.say("bad", said, "", (self._when_button(),))
        elif field is not None:
            self.whom.unfold()
            field.wrong(said)
            field.focus()
        else:
            self.what.trouble.say("bad", said)
            self.what.search.setFocus()

    def clear(self) -> None:
        """For the next group: kind, place and day stay."""
        self.whom.next_one()
        self.whom.unfold()
        self.handed.clear()
        self.note.clear()
        self.what.clear()
        self.desk.drafts.forget(self.key)
        if self.foot is not None:
            self.foot.say_kept("")
        self.whom.name.focus()

    def _leave(self) -> None:
        """Cleared at a press, and back at another."""
        state = self.state()
        self.clear()
        said = self.look.words.t("The distribution is cleared.")
        self.desk.say(said, lambda: self.restore(state))

    # Lists ----------------------------------------------------------------------------------------

    def fill(self, whom: dict[str, Any], lines: Sequence[tuple[Goods, int]]) -> None:
        """For one recipient of a list, in place of what is there."""
        self.whom.restore(whom)
        self.what.clear()
        self.what.add_lines(lines)
        self.what.answer.clear()
        self._propose(self.whom.kind)
        self.handed.name.setFocus()

    def _open_lists(self) -> None:
        where = Where(self.where.centre, self.shelf()[0], self.where.day)
        keep = self._keep_on_list if self.whom.is_complete() and self.what.grid.lines else None
        self.desk.open(ListSheet(self.desk, where, self.working.begin, keep))

    def _keep_on_list(self) -> None:
        from cpise_inventory.lists.events import Serving, Share  # noqa: PLC0415 - msgspec

        asked, told = self.request(), self.whom.summary_text()
        heads = tuple(asked.heads)
        serving = Serving(asked.recipient, asked.recipient_kind, asked.people, heads)
        shares = tuple(Share.by_heads(one.item, one.quantity, asked.people) for one in asked.lines)
        self.desk.open(KeepSheet(self.desk, asked.centre, (serving, shares), told))

    # When and from where --------------------------------------------------------------------------

    def shelf(self) -> tuple[str, date]:
        """The storeroom that was chosen, else the centre's first; the day, else today."""
        rooms = self._known.places.rooms.get(self.where.centre, ())
        room = self.where.room or next((code for code, _name in rooms), "")
        return room, self.where.day or today()

    def _say_where(self) -> None:
        words, places, centre = self.look.words, self._known.places, self.where.centre
        code, day = self.shelf()
        room = dict(places.rooms.get(centre, ())).get(code, "")
        self.what.grid.room, self.what.grid.rooms = code, dict(places.rooms.get(centre, ()))
        name = dict(places.centres).get(centre, self.desk.session.centre_name)
        self.say_fact(" · ".join(part for part in (words.ltr(words.date(day)), room, name) if part))

    def _change_where(self) -> None:
        here = Where(self.where.centre, self.shelf()[0], self.where.day)
        self.desk.open(WhenSheet(self.desk, self._known.places, here, today(), self._moved))

    def _choose_room(self, location: str) -> None:
        """Of the label that was scanned: the goods leave from there."""
        centre = centre_of(location)
        name = dict(self._known.places.rooms.get(centre, ())).get(location, "")
        if name:
            self._moved(replace(self.where, centre=centre, room=location))
        self.what.say_place(name)

    def _moved(self, where: Where) -> None:
        self.where = where
        self.note.clear()
        self._say_where()
        self.refresh(frozenset())
        self.what.refresh()
        self.keep_draft()

    def _restore_where(self, said: Any) -> None:
        if not isinstance(said, list) or [type(one) for one in said] != [str, str, str]:
            return
        centre, room, day = said
        try:
            self.where = Where(centre, room, date.fromisoformat(day) if day else None)
        except ValueError:  # of another version
            return
        self._say_where()
        self.refresh(frozenset())

    # Inside ---------------------------------------------------------------------------------------

    def _show_known(self, found: dict[str, Any]) -> None:
        self._known = replace(self._known, **found)
        self._propose(self.whom.kind)
        self._say_where()
        self.what.show_kits(self._known.kits)

    def _propose(self, kind: str) -> None:
        self.whom.propose(self._known.recipients.get(kind, []))

    def _told(self) -> str:
        words, grid, served = self.look.words, self.what.grid, self.whom.served
        parts = [words.n("{count} line", "{count} lines", len(grid.lines))]
        parts.append(words.n("{count} unit", "{count} units", grid.units))
        if served:
            parts.append(words.n("{count} person", "{count} people", served))
        return " · ".join(parts)

    def _totals(self) -> None:
        if self.foot is not None:
            self.foot.say(self._told())
        self.panel.refresh()

    def _fold_when_left(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """Where there is no room, what is filled in takes one line."""
        if not self.short or entered is None or not self.isAncestorOf(entered):
            return
        if not self.whom.isAncestorOf(entered) and self.whom.is_complete():
            self.whom.fold(self.whom.summary_text())

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as everywhere

        why_not = self.desk.why_not(Right.MOVE_STOCK)
        self._issue.allow(not why_not, why_not)

    def _when_button(self) -> Button:
        said = self.look.words.t("Date, storeroom…")
        return Button(self.look, said, self._change_where, icon="calendar-clock")

    def _make_buttons(self) -> None:
        words, look = self.look.words, self.look
        self.add_action(self._when_button())
        self.add_action(Button(look, words.t("Lists…"), self._open_lists, icon="clipboard-list"))
        self._preview = self.add_action(
            Button(look, words.t("Receipt preview"), self.open_side, icon="receipt-text")
        )
        self._preview.hide()
        foot = self.add_foot()
        foot.add_button(Button(look, words.t("Clear"), self._leave, role="quiet"))
        self._issue = foot.add_button(
            Button(
                look,
                words.t("Issue the receipt"),
                self.issue,
                icon="receipt-text",
                role="primary",
                key="F9",
            )
        )
        self._allow()

    def _connect(self) -> None:
        self.what.changed.connect(self._totals)
        self.what.kept.connect(self.keep_draft)
        self.whom.changed.connect(self.what.refresh)
        self.whom.kind_changed.connect(self._propose)
        self.panel.language_chosen.connect(self.keep_draft)
        for edit in (self.handed.name, self.handed.remarks):
            edit.textEdited.connect(lambda _text: self.panel.refresh())
        application().focusChanged.connect(self._fold_when_left)
