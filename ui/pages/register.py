"""Computers come from a donor: one head for all, then serial number after serial number."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cpise_inventory.identity import NearTagError, made_key, read_tag
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.sheet import Fitting
from ui.pages.asset_fields import AssetFields
from ui.pages.asset_making import known_serials, newcomer, title_of
from ui.pages.came_with import Arrival, CameWith
from ui.pages.combo import Combo
from ui.pages.donor_search import DonorSearch
from ui.pages.donor_sheets import way_to_add
from ui.pages.form_sheet import FormSheet, today
from ui.pages.picked_list import PickedList
from ui.pages.places import Named, Places, read_places
from ui.pages.registered import RegisteredSheet
from ui.pages.serial_edit import SerialEdit
from ui.pages.stuck_tags import StuckTags, check_blank, near_of
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH: Final = 920
DRAFT: Final = "register"
ROWS: Final = (("donor", "donation"), ("paper", "day"), ("centre", "delivery"))
TEXTS: Final = ("paper", "remarks")
CHOICES: Final = ("donation", "centre", "storeroom")


class RegisterSheet(FormSheet):
    """All in one event, or nothing; what is typed stays when something is refused."""

    def __init__(self, desk: Desk, *, blank: str = "", serial: str = "") -> None:
        """`blank`: a tag that sticks on the first of them already; `serial`: its number."""
        words = desk.look.words
        super().__init__(desk, words.t("Register equipment"), icon="monitor", width=WIDTH)
        self._places = Places()
        self.donor = DonorSearch(desk.look)
        self.add_donor = way_to_add(desk, self._donor_added, lambda: self.donor.typed, role="icon")
        self.donation, self.centre, self.storeroom = Combo(), Combo(), Combo()
        self.delivery = CameWith(desk)
        self.paper, self.remarks = line_edit(desk.look), line_edit(desk.look)
        self.day = DateEdit(desk.look, today(), today())
        self.about = AssetFields(desk)
        self.serial = SerialEdit(desk.look)
        self.count = QuantityEdit(desk.look, least=0)
        self.serials = PickedList(desk.look, words.t("Serial numbers"))
        self.stuck = StuckTags(desk, self.serials)
        self.stays = [self.serial]
        self._lay_out()
        self.first = self.donor
        self._lead()
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(desk.look, words.t("From a file…"), self._from_file, icon="file-spreadsheet")
        )
        self.do = self.add_button(
            Button(desk.look, "", self._register, icon="plus", role="primary", key="F9")
        )
        self.setTabOrder(self.do, self.add_donor)  # Enter goes past it
        self._connect()
        self._kind_changed()
        desk.worker.ask(lambda store: read_places(store, words), self._show_places, owner=self)
        if blank:
            self._take_tag(blank)
        if serial:
            self.take([serial])

    # Building -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        names = {
            "donor": words.t("Donor"),
            "donation": words.t("Donation"),
            "paper": words.t("Donor’s paper number"),
            "day": words.t("Received on"),
            "centre": words.t("Centre"),
            "delivery": words.t("Came with the delivery"),
            "storeroom": words.t("Storeroom"),
            "remarks": words.t("Remarks on the note"),
            "count": words.t("How many without serial number"),
        }
        buttons = {"donor": self.add_donor}
        self.fields = {
            key: Field(look, name, getattr(self, key), button=buttons.get(key))
            for key, name in names.items()
        }
        self.fields |= self.about.fields
        head = QGridLayout()
        head.setHorizontalSpacing(Size.M)
        head.setVerticalSpacing(Size.S)
        for row, keys in enumerate(ROWS):
            for column, key in enumerate(keys):
                head.addWidget(self.fields[key], row, column)
                head.setColumnStretch(column, 1)
        head.addWidget(self.fields["storeroom"], len(ROWS), 0, 1, 2)
        head.addWidget(self.about, len(ROWS) + 1, 0, 1, 2)
        head.addWidget(self.fields["remarks"], len(ROWS) + 2, 0, 1, 2)
        head.setRowStretch(len(ROWS) + 3, 1)
        self.serial.setPlaceholderText(words.t("Scan, or type and Enter"))
        self.fields["serial"] = Field(look, words.t("Serial number"), self.serial)
        beside = QVBoxLayout()
        beside.setSpacing(Size.S)
        beside.addWidget(self.fields["serial"])
        beside.addWidget(self.stuck.note)
        beside.addWidget(self.serials, 1)
        beside.addWidget(self.fields["count"])
        beside.addStretch()
        both = QHBoxLayout()
        both.setSpacing(Size.XL)
        told = QWidget()
        told.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        both.addWidget(Fitting(told), 5)
        both.addLayout(beside, 2)
        self.body.addLayout(both, 1)

    def _lead(self) -> None:
        """Enter goes through what differs from one delivery to the next; Tab through all."""
        self.leads = {self.paper: self.about.category, self.about.model: self.serial}
        self.about.category.goes_to = self.about.maker

    def _connect(self) -> None:
        self.about.kind_changed.connect(self._kind_changed)
        self.centre.currentIndexChanged.connect(lambda _index: self._offer_rooms())
        self.delivery.taken.connect(self._take_delivery)
        self.count.textChanged.connect(lambda _text: self._serials_changed())
        self.donor.taken.connect(lambda _proposal: self._donor_chosen())
        self.donor.cleared.connect(self._offer_donations)
        self.serial.given.connect(self._given)
        self.serials.changed.connect(self._serials_changed)
        self.serials.changed.connect(self._keep)
        self.day.settled.connect(self.fields["day"].right)
        self.closed.connect(self._keep)

    def _show_places(self, places: Places) -> None:
        words = self.look.words
        self._places = places
        self.donor.offer(places)
        self.centre.fill(places.centres, self.desk.session.centre)
        self._offer_rooms()
        self._offer_donations()
        draft = self.desk.drafts.kept(DRAFT)
        if draft is not None:
            self._restore(dict(draft.state))
            clear = Button(self.look, words.t("Clear"), self._clear, role="quiet")
            said = words.t("Work begun here is kept, as you left it.")
            self.problem.say("info", said, actions=(clear,), icon="zap-off")

    def _choose_donor(self, code: str) -> None:
        self.donor.choose(code)
        self._offer_donations()

    def _donor_added(self, donor: Named) -> None:
        self.donor.learn(donor)
        self._donor_chosen()

    def _donor_chosen(self) -> None:
        self.fields["donor"].right()
        self._offer_donations()
        self.delivery.offer(self.donor.value)

    def _take_delivery(self, came: Arrival) -> None:
        """Who gave it, when and by which paper stands on the goods received note already."""
        self._choose_donor(came.donor)
        self.fields["donor"].right()
        self.donation.choose(came.donation)
        self.centre.choose(came.centre)
        self.paper.setText(came.paper)
        self.day.set_value(came.day)

    def _offer_donations(self) -> None:
        """Those of the donor; the donor's own code where there is no agreement."""
        theirs = [one for one in self._places.donations if one.donor == self.donor.value]
        entries = [(one.code, self.look.words.ltr(one.code)) for one in theirs]
        self.donation.fill([("", self.look.words.t("Without a donation agreement")), *entries])

    def _offer_rooms(self) -> None:
        """Where they stand until somebody gets them; asked where there's a choice."""
        rooms = self._places.rooms.get(self.centre.code, ())
        self.storeroom.fill(rooms)
        self.fields["storeroom"].setVisible(len(rooms) > 1)

    def _kind_changed(self) -> None:
        from cpise_inventory.assets.categories import CATEGORIES  # noqa: PLC0415 - SQLAlchemy

        kind = CATEGORIES[self.about.category.code]
        for widget in (self.fields["serial"], self.serials):
            widget.setVisible(kind.has("serial"))
        self.fields["count"].setVisible(not kind.serial)
        self._serials_changed()

    # Serial numbers -------------------------------------------------------------------------------

    @override
    def scanned(self, scan: Scan) -> bool:
        """Whatever field has the focus: the scanner's text is a serial number here, or the tag that
        sticks on the next one.
        """
        if (tag := scan.read(read_tag)) is not None:
            self._take_tag(tag)
        elif scan.candidates:
            self.take([scan.candidates[0]])
        return True

    def _given(self, texts: Sequence[str]) -> None:
        """Typed or pasted; a tag that is typed counts as one that is scanned."""
        tag = Scan(texts[0], texts[0]).read(read_tag) if len(texts) == 1 else None
        if tag is not None:
            self._take_tag(tag)
        else:
            self.take(texts)

    def _take_tag(self, tag: str) -> None:
        """For the next serial number, if nothing stands in its way."""
        self.fields["serial"].right()

        def refused(error: Exception) -> None:
            QApplication.beep()
            self.fields["serial"].wrong(self.desk.sentence(error))

        if self.stuck.has(tag):
            refused(_twice(tag))
            return
        centre = self.centre.code or self.desk.session.centre
        self.ask(lambda store: check_blank(store, tag, centre), self.stuck.wait, refused)

    def take(self, serials: Sequence[str]) -> None:
        """Into the list, unless it's there or registered already: then said so, kindly."""
        from cpise_inventory.assets.errors import SerialTwiceError  # noqa: PLC0415 - SQLAlchemy

        self.fields["serial"].right()
        listed = {made_key("", one) for one in self.serials.keys}
        fresh = []
        for serial in (" ".join(one.split()) for one in serials):
            key = made_key("", serial)
            if key in listed:
                QApplication.beep()
                self.fields["serial"].wrong(self.desk.sentence(SerialTwiceError(serial)))
            elif serial:
                listed.add(key)
                fresh.append(serial)
        if fresh:
            maker = self.about.maker.text()
            self.desk.worker.ask(
                lambda store: (known_serials(store, maker, fresh), near_of(store, fresh)),
                lambda found: self._add(fresh, *found),
                self.tell,
                owner=self,
            )

    def _add(
        self, serials: Sequence[str], known: dict[str, str], near: NearTagError | None
    ) -> None:
        from cpise_inventory.assets.errors import SerialTakenError  # noqa: PLC0415 - as above

        if near is not None and not known:
            self._ask_which(serials[0], near)
            return
        for serial in serials:
            if serial in known:
                QApplication.beep()
                taken = SerialTakenError(serial, known[serial])
                self.fields["serial"].wrong(self.desk.sentence(taken))
            else:
                self.stuck.add(serial)

    def _ask_which(self, serial: str, near: NearTagError) -> None:
        """What was given stands in the field again until that is answered, or something else."""

        def answered() -> None:
            self.serial.clear()
            self.fields["serial"].right()

        QApplication.beep()
        self.serial.setText(serial)
        self.serial.selectAll()
        ways = self.stuck.ways_out(serial, near, self._take_tag, answered)
        tag = self.look.words.ltr(near.near)
        self.fields["serial"].wrong(self.look.words.t("Do you mean {near}?", near=tag), ways)

    def _serials_changed(self) -> None:
        words, count = self.look.words, len(self.serials.keys)
        self.serials.count.setText(
            words.n("{count} serial number", "{count} serial numbers", count)
        )
        total = len(self._given_serials())
        self.do.say(words.n("Register {count} asset", "Register {count} assets", total))

    def _given_serials(self) -> list[str]:
        """Of each its own; an empty one for each that has none. Only what the kind has counts."""
        with_one = [] if self.serials.isHidden() else self.serials.keys
        without = 0 if self.fields["count"].isHidden() else self.count.value() or 0
        return [*with_one, *[""] * without]

    # Drafts ---------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Twenty serial numbers are not typed again because of Escape or a power cut."""
        if self._given_serials():
            self.desk.drafts.keep(DRAFT, self._state())
        else:
            self.desk.drafts.forget(DRAFT)

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {key: getattr(self, key).text() for key in TEXTS}
        state |= {key: getattr(self, key).code for key in CHOICES}
        state |= {"day": self.day.typed(), "serials": self.serials.keys}
        state |= {"count": self.count.typed(), "about": self.about.state()}
        state |= {"stuck": self.stuck.state()}
        return state | {"donor": self.donor.value or "", "delivery": self.delivery.code}

    def _restore(self, state: dict[str, Any]) -> None:
        self._choose_donor(str(state.get("donor", "")))
        for key in CHOICES:
            getattr(self, key).choose(str(state.get(key, "")))
        for key in TEXTS:
            getattr(self, key).setText(str(state.get(key, "")))
        self.day.set_typed(str(state.get("day", "")))
        self.count.set_typed(str(state.get("count", "")))
        about = state.get("about")
        self.about.restore(about if isinstance(about, dict) else {})
        self.delivery.restore(str(state.get("delivery", "")))
        self.stuck.restore(state.get("stuck"))
        serials = state.get("serials")
        for serial in serials if isinstance(serials, list) else ():
            self.stuck.show(str(serial))

    def _clear(self) -> None:
        self.nothing_is_wrong()
        for serial in self.serials.keys:
            self.serials.remove(serial)
        self._restore({"donor": "", "day": self.look.words.date(today())})
        self.donor.setFocus()

    # Registering ----------------------------------------------------------------------------------

    def _register(self) -> None:
        """F9 also takes the serial number that is still in the field."""
        self.nothing_is_wrong()
        self.serial.give()
        self.desk.worker.ask(lambda _store: None, lambda _answer: self._issue(), owner=self)

    def _issue(self) -> None:
        if self.fields["serial"].is_wrong or not self._is_complete():
            return
        about = self.about.said()
        if about is None:
            return
        said, person, serials = self._state(), self.desk.session.person, self._given_serials()
        tags = self.stuck.tags(serials)
        day = self.day.value()
        happened_on = None if day == today() else day
        self.do.setEnabled(False)

        def job(store: "Store") -> tuple[str, list[str]]:
            from cpise_inventory.assets import commands  # noqa: PLC0415 - SQLAlchemy

            newcomers = [newcomer(serial, about) for serial in serials]
            with store.write(person) as work:
                return commands.register(
                    work,
                    commands.Registration(
                        said["centre"],
                        said["donor"],
                        newcomers,
                        said["donation"],
                        said["paper"],
                        said["remarks"],
                        title_of(about),
                        happened_on,
                        said["delivery"],
                        tags,
                        said["storeroom"],
                    ),
                )

        self.desk.worker.ask(
            job, self._registered, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )

    def _is_complete(self) -> bool:
        words, wrong = self.look.words, []
        if not self.donor.value:
            said = words.t("Choose who gives, from the list, or add it with +.")
            self.fields["donor"].wrong(said)
            wrong.append("donor")
        if (problem := self.day.problem()) is not None:
            self.fields["day"].wrong(self.desk.sentence(problem))
            wrong.append("day")
        if not self.about.model.text().strip():
            self.fields["model"].wrong(words.t("The model is missing; copy it from the device."))
            wrong.append("model")
        if not self._given_serials():
            wrong.append(self._tell_none())
        for key in wrong[:1]:
            self.fields[key].focus()
        return not wrong

    def _tell_none(self) -> str:
        """Which field says that nothing is to be registered."""
        from cpise_inventory.assets.errors import NoSerialError  # noqa: PLC0415 - SQLAlchemy

        if self.serials.isHidden():
            self.fields["count"].wrong(self.look.words.t("Say how many there are."))
            return "count"
        self.fields["serial"].wrong(self.desk.sentence(NoSerialError()))
        return "serial"

    def _from_file(self) -> None:
        """Those of a list, with all that it says of each; what is begun here is kept."""
        self.done()
        self.desk.go("receive", file="assets")

    def _registered(self, issued: tuple[str, list[str]]) -> None:
        number, tags = issued
        self.serials.lines.clear()
        self.done()
        self.desk.drafts.forget(DRAFT)
        self.desk.open(RegisteredSheet(self.desk, number, tags))


def _twice(tag: str) -> Exception:
    from cpise_inventory.labels.errors import TagTwiceError  # noqa: PLC0415 - SQLAlchemy

    return TagTwiceError(tag)
