"""Physical verification at the real window: walk, scan, go on, close, approve, put right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cpise_inventory.assets.commands import Handover, Newcomer, Registration, assign, register
from cpise_inventory.assets.queries import assets
from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.commands import Walk, close, open_campaign
from cpise_inventory.documents.queries import document_of
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.identity import asset_tag
from cpise_inventory.journal.replay import count
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from tests.books import ADMIN, CENTRE, DONOR, LOGISTICS, MANAGER, PASSWORD
from tests.ui import keys
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand
from tests.ui.test_intake import drop
from ui.kit.timeline import Timeline
from ui.pages.asset_panel import AssetPanel
from ui.pages.issued import IssuedSheet
from ui.pages.verification import VerificationPage
from ui.pages.verification_sheets import ApproveSheet, EndWalkSheet, StartWalkSheet

pytest_plugins = ("tests.ui.sitting",)
WALK = f"{CENTRE}-A-LV-2026-00001"
HOLDER = "Unité B"


class Walker(Hand):
    @property
    def page(self) -> VerificationPage:
        found = super().page
        assert isinstance(found, VerificationPage)
        return found

    def page_side(self) -> QWidget:
        """What stands beside the list of equipment."""
        return self.window.findChild(AssetPanel)

    def begin(self) -> list[str]:
        """A walk through the whole centre, begun by hand; what is to be found there."""
        self.shell.open("verification")
        self.settle()
        self.page.start()
        sheet = self.sheet
        assert isinstance(sheet, StartWalkSheet)
        self.press(self.t("Start"), sheet)
        return self.ask(unseen)

    def scan(self, code: str, layout: str = "us") -> str:
        """The tone of the band that answers it."""
        keys.scan(self.window, code, layout)
        self.settle()
        return self.page.walk.note.tone


def unseen(store):
    with store.read() as connection:
        return [one.tag for one in queries.unseen(connection, WALK)]


@pytest.fixture
def at(sit, demo_file):
    """`at("sidi", "ar")`: at a window of the example's books."""

    def sit_down(name: str = LOGISTICS, language: str = "fr") -> Walker:
        hand = sit(demo_file, language, Walker).sign_in(name)
        assert isinstance(hand, Walker)
        return hand

    return sit_down


def test_each_scan_is_answered_and_kept_whatever_the_layout(at):
    hand = at()
    first, second, *others = hand.begin()
    assert hand.page.walk.table.model.rowCount() == len(others) + 2
    assert hand.scan(f"CPISE:{first}", "fr") == "good"
    assert hand.scan(first) == "info"
    assert hand.t("Seen already") in hand.said(hand.page.walk.note)
    assert hand.scan(f"CPISE:{asset_tag('KIF-A', 77)}") == "bad"
    assert hand.scan("3274080005003") == "bad"
    assert hand.t("Not a label of ours: {code}", code="3274080005003") in hand.said()
    assert hand.scan("GLPI:PC-000123") == "bad"  # has the form of a tag, with a wrong character
    assert hand.t("Not a label of ours: {code}", code="GLPI:PC-000123") in hand.said()
    assert hand.scan(second[:-1] + ("0" if second[-1] != "0" else "1")) == "bad"
    assert hand.ask(unseen) == [second, *others]
    assert f"1 sur {len(others) + 2}" in hand.page.foot.totals.whole()
    hand.page.walk.text.setText(second)
    hand.settle()
    assert hand.page.walk.table.model.rowCount() == 1


def test_the_label_of_a_place_says_where_one_stands(at):
    hand = at()

    def lend(store):
        with store.write(LOGISTICS) as work:
            stored = [one.tag for one in assets(work.connection) if one.status == "in_storage"]
            assign(work, Handover(stored[:1], HOLDER, "unit"))
            return stored[:2]

    lent, stored = hand.ask(lend)
    hand.begin()
    assert hand.scan("NKC1/MAGASIN") == "info"
    assert hand.page.walk.room.room == "NKC1/MAGASIN"
    assert hand.scan(stored) == "good"
    assert hand.scan(lent) == "warn"
    assert HOLDER in hand.said(hand.page.walk.note)
    hand.page.walk.room.stand(HOLDER)
    assert hand.scan(lent) == "good"
    hand.press(hand.t("All verifications"))
    hand.page.open_walk(WALK)
    hand.settle()
    assert hand.scan(stored) == "warn"  # still standing with the unit


def test_what_is_typed_and_what_a_telephone_scanned_count_alike(at, tmp_path):
    hand = at()
    tags = hand.begin()
    hand.type(tags[0].replace("-0000", "-0900"), hand.page.walk.text)
    hand.key(Qt.Key.Key_Return)
    assert hand.page.walk.note.tone == "bad"
    assert tags[0] in hand.said(hand.page.walk.note)
    hand.page.walk.text.clear()
    hand.type(tags[0].lower(), hand.page.walk.text)
    hand.key(Qt.Key.Key_Return)
    assert hand.page.walk.note.tone == "good"
    assert hand.page.walk.text.text() == ""
    file = tmp_path / "scan.csv"
    slip = f"{tags[4]}0,12:02"
    lines = ("code", f"CPISE:{tags[1]},12:00", tags[2], "5449000000996", slip)
    file.write_text("\n".join(lines))
    hand.page.ask_file = lambda _parent, _title: file
    hand.press(hand.t("Scan file…"))
    assert hand.page.walk.note.tone == "warn"
    assert hand.t("Line {row}: do you mean {tag}?", row="5", tag=tags[4]) in hand.said()
    line = hand.page.walk.table.model.row(0)
    (action,) = hand.page._row_actions(line)
    action.trigger()
    hand.settle()
    assert hand.ask(unseen) == tags[4:]


def events(store):
    with store.read() as connection:
        return count(connection)


def test_a_telephones_list_dropped_on_the_walk_is_one_act(at, tmp_path):
    hand = at()
    tags = hand.begin()
    file = tmp_path / "scan.csv"
    file.write_text("\n".join((*tags[:3], "5449000000996")))
    before = hand.ask(events)
    assert drop(hand, file, hand.page.walk.table)
    assert hand.window.look.words.n("{count} thing seen anew", "{count} things seen anew", 3) in (
        hand.said(hand.page.walk.note)
    )
    assert hand.ask(unseen) == tags[3:]
    assert hand.ask(events) == before + 1


def test_the_wrong_scan_is_taken_back_by_its_key_and_the_list_by_delete(at, tmp_path):
    hand = at()
    tags = hand.begin()
    page, band = hand.page, hand.page.walk.note
    page.walk.room.stand("Bureau 4")
    hand.scan(tags[0])
    assert hand.ask(unseen) == tags[1:]
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.t("{tag} counts as not seen.", tag=tags[0]) in hand.said(band)
    assert hand.ask(unseen) == tags
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.t("Brought back") in hand.said(band)
    assert hand.ask(unseen) == tags[1:]
    file = tmp_path / "scan.csv"
    file.write_text("\n".join(tags[:3]))
    page.read_file(file)
    hand.settle()
    hand.press(hand.window.look.words.n("Take the scan back", "Take {count} scans back", 2))
    assert hand.ask(unseen) == tags[1:]  # what stood before the file stands
    assert page.walk.table.model.rowCount() == len(tags) - 1
    page.read_file(file)
    hand.settle()
    page.walk.chips.button("seen").click()
    hand.settle()
    (action,) = page._row_actions(page.walk.table.model.row(0))
    assert action.text() == hand.window.look.words.n(
        "Take the scan back", "Take {count} scans back", 1
    )
    page.walk.table.rows.setFocus()
    page.walk.table.rows.selectAll()
    hand.key(Qt.Key.Key_Delete)
    assert hand.ask(unseen) == tags
    assert "3" in hand.said(band)
    hand.shell.open("assets", {"tag": tags[0]})
    hand.settle()
    assert "Bureau 4" not in hand.said(hand.page_side())
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # from anywhere
    assert "· Bureau 4" in hand.said(hand.page_side())


def test_from_the_walk_to_the_report_and_what_is_to_be_done(at):
    hand = at()
    tags = hand.begin()
    hand.page.walk.room.stand("Bureau 4")
    for tag in tags[:2]:
        assert hand.scan(tag) == "warn"
    hand.press(hand.t("Close the walk"))
    sheet = hand.sheet
    assert isinstance(sheet, EndWalkSheet)
    hand.write("en mission", sheet.why[tags[2]])
    hand.press(hand.t("Close the walk"), sheet)
    assert hand.t("Somebody who did not scan approves.") in hand.said(hand.page.walk.note)
    assert not hand.button(hand.t("Sign here")).isHidden()
    hand.close()
    hand = at(MANAGER)
    hand.shell.open("verification", {"number": WALK})
    hand.settle()
    assert hand.said(hand.page.walk.note) == hand.t("You did not scan: you may approve.")
    hand.press(hand.t("Approve"))
    assert isinstance(hand.sheet, IssuedSheet)
    hand.window.veils.close_all()
    hand.settle()
    assert WALK.replace("-LV-", "-VP-") in hand.said(hand.page.walk.note)
    assert hand.scan(tags[2]) != "bad"  # it turns up
    hand.press(hand.t("Book where seen"))
    assert isinstance(hand.sheet, IssuedSheet)

    def told(store):
        with store.read() as connection:
            (report,) = queries.reports(connection)
            missing = [one.tag for one in queries.missed(connection)]
            return report.elsewhere, missing, queries.misplaced(connection)

    hand.window.veils.close_all()
    hand.shell.open("assets", {"tag": tags[0]})
    hand.settle()
    (story,) = [one for one in hand.window.findChildren(Timeline) if one.isVisible()]
    assert "Vu lors d’une vérification physique · Ailleurs qu’inscrit" in story.accessibleName()
    assert hand.ask(told) == (2, sorted(tags[3:]), [])


def walked(hand: Walker) -> None:
    """A walk on which one thing was seen, and closed."""
    hand.scan(hand.begin()[0])
    hand.press(hand.t("Close the walk"))
    hand.press(hand.t("Close the walk"), hand.sheet)


def two_computers(store):
    with store.write(ADMIN) as work:
        newcomers = [Newcomer(serial, "HP", "ProBook 450", "laptop") for serial in ("SN-1", "SN-2")]
        return register(work, Registration(CENTRE, DONOR, newcomers))


def join_clerk(store):
    with store.write(ADMIN) as work:
        return add_person(work, "clerk", Role.LOGISTICS, PASSWORD) or True


def campaign(store):
    with store.read() as connection:
        return queries.campaign_of(connection, WALK)


def approved(store):
    with store.read() as connection:
        (report,) = queries.reports(connection)
        return document_of(connection, report.report).actor


def test_a_manager_approves_at_the_screen_of_who_scanned(at):
    hand = at()
    walked(hand)
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, ApproveSheet)
    assert LOGISTICS not in sheet.tiles  # who scanned does not approve
    sheet.tiles[MANAGER].click()
    hand.type("not this one", sheet.password)
    hand.key(Qt.Key.Key_Return)
    assert sheet.field.is_wrong
    assert hand.ask(campaign).status == "waits"
    hand.type(PASSWORD, sheet.password)
    hand.key(Qt.Key.Key_Return)
    assert isinstance(hand.sheet, IssuedSheet)
    assert hand.ask(approved) == MANAGER
    assert hand.window.session.person == LOGISTICS


def test_who_scanned_and_is_alone_approves_and_is_told_why(sit, empty_file):
    hand = sit(empty_file, "fr", Walker).sign_in(ADMIN)
    hand.ask(two_computers)
    walked(hand)
    why = "You scanned, but nobody else may approve: you may, and the journal keeps that."
    assert hand.said(hand.page.walk.note) == hand.t(why)
    hand.ask(join_clerk)
    hand.close()
    clerk = sit(empty_file, "fr", Walker).sign_in("clerk")
    clerk.shell.open("verification", {"number": WALK})
    clerk.settle()
    why = "Nobody who did not scan may approve: who scanned does."
    assert clerk.said(clerk.page.walk.note).startswith(clerk.t(why))
    clerk.key(Qt.Key.Key_F9)
    sheet = clerk.sheet
    assert isinstance(sheet, ApproveSheet)
    assert list(sheet.tiles) == [ADMIN]
    clerk.enter(PASSWORD)
    assert isinstance(clerk.sheet, IssuedSheet)
    assert clerk.ask(approved) == ADMIN


def test_the_code_of_the_list_opens_the_walk(at):
    hand = at()

    def begun(store):
        with store.write(LOGISTICS) as work:
            number = open_campaign(work, Walk(CENTRE))
            return qr_text(work.connection, number)

    keys.scan(hand.window, hand.ask(begun))
    hand.settle()
    assert hand.page.number == WALK


def test_no_word_is_cut_on_the_walk_in_any_language(at):
    hand = at()
    tags = hand.begin()
    hand.page.walk.room.stand("Bureau 4")
    wrong = []
    for language, size in zip(("fr", "ar", "en"), SIZES, strict=True):
        if hand.window.look.words.code != language:
            hand.window.speak(language)
            hand.settle()
        hand.resize(*size)
        hand.scan(tags[0])
        wrong += [f"{language} {size}: {one}" for one in cut_words(hand.window)]
        wrong += [f"{language} {size} nameless: {one}" for one in nameless(hand.window)]
    hand.ask(close_it)
    wrong += [f"waits: {one}" for one in cut_words(hand.window)]
    assert not wrong, "\n".join(wrong)


def close_it(store):
    with store.write(LOGISTICS) as work:
        close(work, WALK)
