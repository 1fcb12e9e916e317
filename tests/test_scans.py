"""One plain answer to whatever is scanned: ours or not, good or replaced, known or not."""

from datetime import date

import pytest

from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.labels.commands import reserve, void
from cpise_inventory.labels.printed import Reprint
from cpise_inventory.labels.things import folder_label, lot_label, place_label, print_things
from cpise_inventory.language.scan_texts import said_of
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.scanned import read_box
from cpise_inventory.scans import Kind, Scanned, Verdict, best_of, foreign, what_is
from cpise_inventory.store import Store
from tests.assets.acts import laptop, registered
from tests.books import BUCKET, CENTRE, MANAGER, ROOM, SOAP, bring, hand_out, tag

TODAY = date(2026, 11, 24)


def scanned(store: Store, text: str, centre: str = CENTRE) -> Scanned:
    with store.read() as connection:
        return what_is(connection, store.journal, text, TODAY, centre)


def labels(store: Store, *tags: str, reprint: Reprint | None = None) -> dict[str, int]:
    with store.write(MANAGER) as work:
        return print_labels(work, tags, "L7160", 1, 1, *([reprint] if reprint else []))


def things(store: Store, *wanted, reprint: Reprint | None = None) -> list[str]:
    """The texts of their labels' codes."""
    with store.write(MANAGER) as work:
        known, got = print_things(work, wanted, "L7160", 1, 1, *([reprint] if reprint else []))
    return [label_text(thing.number, got[thing.number]) for thing in known]


def test_a_label_that_was_replaced_says_so_and_still_leads_to_its_computer(store: Store) -> None:
    (one,) = tag(store, "S1")
    assert labels(store, one) == {one: 1}
    assert labels(store, one) == {one: 1}  # a further copy takes nobody's place
    assert scanned(store, label_text(one)).verdict is Verdict.KNOWN
    assert labels(store, one, reprint=Reprint("worn")) == {one: 2}
    old, new = scanned(store, label_text(one)), scanned(store, label_text(one, 2))
    assert (old.verdict, old.reason, old.name, old.leads) == (Verdict.REPLACED, "worn", one, True)
    assert old.replaced_at > 0
    assert (new.verdict, new.name) == (Verdict.KNOWN, one)
    assert scanned(store, one.lower()).verdict is Verdict.KNOWN  # typed: it stands on both
    assert scanned(store, one.replace("-", "")).verdict is Verdict.REPLACED  # read off the bars
    assert labels(store, one, reprint=Reprint("other", "a child drew on it")) == {one: 3}
    assert scanned(store, label_text(one, 2)).reason == "other"


def test_labels_of_places_lots_cartons_and_folders_say_what_they_name(store: Store) -> None:
    bring(store, SOAP, 40, "L23", "2027-06")
    bring(store, BUCKET, 24)
    key = "L23/2027-06/OIM-2026-01"
    room, lot, carton, folder = things(
        store,
        place_label(ROOM),
        lot_label(SOAP, key),
        lot_label(BUCKET, "//OIM-2026-01", "carton"),
        folder_label(CENTRE, 2026, "RD"),
    )
    assert [text.rpartition("-")[2][0] for text in (room, lot, carton, folder)] == [*"PLCF"]
    there = scanned(store, room.lower())
    assert (there.kind, there.name, there.centre) == (Kind.PLACE, ROOM, CENTRE)
    of_lot = scanned(store, lot.replace("-", ""))
    assert (of_lot.item, of_lot.lot, of_lot.expiry, of_lot.quantity) == (SOAP, "L23", "2027-06", 1)
    of_carton = scanned(store, carton)
    assert (of_carton.kind, of_carton.pack, of_carton.quantity) == (Kind.CARTON, "carton", 12)
    papers = scanned(store, folder)
    assert papers.thing is not None
    assert (papers.kind, papers.thing.papers, papers.thing.year) == (Kind.FOLDER, "RD", 2026)
    with store.read() as connection:
        box = read_box(connection, lot, TODAY)
        assert (box.item.code, box.lot, box.expiry, box.key) == (SOAP, "L23", "2027-06", key)
        assert read_box(connection, carton, TODAY).quantity == 12
    assert things(store, place_label(ROOM)) == [room]
    (again,) = things(store, place_label(ROOM), reprint=Reprint("lost"))
    assert again.startswith(f"{room}-R2")
    assert scanned(store, room).verdict is Verdict.REPLACED


def test_blank_tags_say_whether_they_wait_or_are_void(store: Store) -> None:
    with store.write(MANAGER) as work:
        first, second = reserve(work, CENTRE, 2)
        (elsewhere,) = reserve(work, "KIF", 1)
        void(work, [second], "jammed")
    waits, spoiled = scanned(store, first), scanned(store, second)
    assert (waits.kind, waits.verdict, waits.leads) == (Kind.TAG, Verdict.UNUSED, True)
    assert (spoiled.verdict, spoiled.reason, spoiled.leads) == (Verdict.VOID, "jammed", False)
    other = scanned(store, elsewhere)
    assert (other.verdict, other.centre) == (Verdict.OTHER_CENTRE, "KIF")
    assert "waybill" not in said_of(other, words("en")).step  # nothing there is to send yet
    registered(store, laptop("S1"), tags=[first])
    assert scanned(store, first).kind is Kind.ASSET


def test_what_is_from_another_centre_is_told_whether_it_is_known_here_or_not(
    file_store: Store,
) -> None:
    (known,) = tag(file_store, "S1", centre="KIF")
    there = scanned(file_store, known)
    assert (there.verdict, there.centre, there.here) == (Verdict.OTHER_CENTRE, "KIF", True)
    assert scanned(file_store, known, "").verdict is Verdict.KNOWN  # seen from headquarters
    stranger = scanned(file_store, label_text(asset_tag("ALE-B", 7)))
    assert (stranger.verdict, stranger.centre, stranger.here) == (
        Verdict.OTHER_CENTRE,
        "ALE",
        False,
    )
    ours = scanned(file_store, label_text(asset_tag("NKC1-A", 70)))
    assert (ours.verdict, ours.here) == (Verdict.UNKNOWN, False)


@pytest.mark.parametrize(
    "slip", ["NKC1-A-00007-{last}", "NKC1-A-0000-{last}", "NCK1-A-00001-{last}"]
)
def test_a_tag_with_one_slip_is_told_right_if_only_one_is_near(
    file_store: Store, slip: str
) -> None:
    (known,) = tag(file_store, "S1")
    found = scanned(file_store, "CPISE:" + slip.format(last=known[-1]))
    assert (found.verdict, found.near, found.here) == (Verdict.MISTYPED, known, False)
    assert found.kind is Kind.ASSET


def test_a_blank_tag_with_one_slip_is_told_right_too(file_store: Store) -> None:
    with file_store.write(MANAGER) as work:
        (blank,) = reserve(work, CENTRE, 1)
    found = scanned(file_store, blank.replace("00001", "00007"))
    assert (found.verdict, found.near, found.kind) == (Verdict.MISTYPED, blank, Kind.TAG)


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("https://inventaire.example.org/hardware/1234", "Snipe-IT"),
        ("https://glpi.example.org/front/computer.form.php?id=7", "GLPI"),
        ("https://box.example.org/item/0b1c-22", "Homebox"),
        ('{"stockitem": 42}', "InvenTree"),
        ("WIFI:T:WPA;S=CPISE;P:secret;;", "Wi-Fi"),
        ("http://www.example.com/x?y", "www.example.com"),
        ("HC1:6BF+70790T9WJWG", "HC1"),
        ('{"a": 1}', "JSON"),
        ("5CG1234XYZ", ""),
        ("SAVON-250", ""),
        ("CPISE:NKC1", ""),
    ],
)
def test_another_programs_code_is_known_by_its_form(text: str, program: str) -> None:
    assert foreign(text) == program


def test_what_else_has_a_code(file_store: Store) -> None:
    bring(file_store, SOAP, 5, "L1", "2027-06")
    number = hand_out(file_store, SOAP, 1)
    (one,) = tag(file_store, "5CG0042X")
    expected = {
        "5CG0042X": (Kind.ASSET, Verdict.KNOWN, one),
        number: (Kind.DOCUMENT, Verdict.KNOWN, number),
        SOAP: (Kind.ITEM, Verdict.KNOWN, SOAP),
        "CR1:NONSENSE": (Kind.DOCUMENT, Verdict.MISTYPED, "CR1:NONSENSE"),
        "]C10106149000000017": (Kind.ITEM, Verdict.UNKNOWN, "6149000000017"),
        "]C10106149000000016": (Kind.ITEM, Verdict.MISTYPED, "]C10106149000000016"),
        "WIFI:S:a;;": (Kind.NOTHING, Verdict.FOREIGN, "WIFI:S:a;;"),
        "CPISE-guest": (Kind.NOTHING, Verdict.UNKNOWN, "CPISE-guest"),
        "what": (Kind.NOTHING, Verdict.UNKNOWN, "what"),
    }
    for text, answer in expected.items():
        found = scanned(file_store, text)
        assert (found.kind, found.verdict, found.name) == answer, text


def test_what_is_said_of_an_empty_or_an_endless_scan_can_be_read(file_store: Store) -> None:
    w = words("en")
    assert said_of(scanned(file_store, " "), w).what == w.t("Nothing was read.")
    assert len(said_of(scanned(file_store, "A" * 3_000), w).what) < 100


def test_of_two_readings_the_one_that_is_something_here_is_taken(file_store: Store) -> None:
    (one,) = tag(file_store, "S1")
    with file_store.read() as connection:
        readings = ["NKC&)A)ààà&é", one]
        found = best_of(connection, file_store.journal, readings, TODAY, CENTRE)
        assert (found.name, found.verdict) == (one, Verdict.KNOWN)
        none = best_of(connection, file_store.journal, [], TODAY)
    assert none.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_words(file_store: Store, language: str) -> None:
    w = words(language)
    (one,) = tag(file_store, "S1")
    labels(file_store, one)
    labels(file_store, one, reprint=Reprint("spoiled"))
    with file_store.write(MANAGER) as work:
        waits, spoiled = reserve(work, CENTRE, 2)
        void(work, [spoiled], "torn")
    texts = (one, label_text(one), waits, spoiled, asset_tag("ALE-B", 7), "WIFI:S:a", "what")
    said = [said_of(scanned(file_store, text), w) for text in (*texts, "CPISE:ABC", one[:-1])]
    assert all(answer.what and "{" not in answer.what + answer.step for answer in said)
    assert len({answer.what for answer in said}) == len(said)
