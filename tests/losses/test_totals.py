"""What was lost, by reason and item: what is decided, what waits, what the road took, its value."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.exporting.losses import ENDINGS, write_losses
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.losses.telling import sums_said
from cpise_inventory.losses.totals import Losses, Total, losses
from cpise_inventory.movements.filters import Filter
from cpise_inventory.printing.loss_totals import LossesPaper
from cpise_inventory.printing.papers import pdf
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import BUCKET, CENTRE, LOGISTICS, SOAP, assert_sound, bring
from tests.losses.test_losses import approve, loss, reject
from tests.losses.test_losses import undone as loss_undone
from tests.printing.reading import pages_of
from tests.transfers.roads import AWAY, arrived, loaded, settled, undone
from tests.transfers.test_settling import Came, Ruling

TODAY = date(2026, 11, 24)


def lost(store: Store, **wanted: str) -> Losses:
    with store.read() as connection:
        return losses(connection, Filter(**wanted), TODAY)


def told(store: Store, **wanted: str) -> list[tuple[str, str, int, int]]:
    return [(o.why, o.item, o.quantity, o.waiting) for o in lost(store, **wanted).totals]


def valued(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        soap = Item(SOAP, Named("Savon"), keeps_expiry=True, value=25_50, currency="MRU")
        describe_items(work, [soap])


def test_reports_are_added_up_and_what_is_not_decided_stands_apart(store: Store) -> None:
    valued(store)
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 50)
    for _ in range(2):
        approve(store, loss(store, "damaged", Wanted(SOAP, 4), Wanted(BUCKET, 3)))
    loss(store, "lost", Wanted(BUCKET, 5))
    reject(store, loss(store, "lost", Wanted(BUCKET, 7)))
    over = loss(store, "lost", Wanted(BUCKET, 9))
    approve(store, over)
    loss_undone(store, over)
    found = lost(store)
    assert found.totals == [
        Total("damaged", SOAP, 2, 8, 0, 25_50, "MRU"),
        Total("damaged", BUCKET, 2, 6, 0),
        Total("lost", BUCKET, 1, 0, 5),
    ]
    assert [(one.why, *one.worth) for one in found.sums] == [
        ("damaged", (("MRU", 204_00),), 6),
        ("lost", (), 0),
    ]
    assert sums_said(found, words("en")) == (
        ("Damaged", "14 units · 204 MRU · 6 units without a value"),
        ("Lost", "5 units to be decided"),
    )


def test_what_a_road_took_is_told_by_its_reason_until_that_is_undone(store: Store) -> None:
    number = loaded(store)
    arrived(store, number, Came(SOAP, 7), Came(BUCKET, 4), last=True)
    rulings = (Ruling(SOAP, "stolen", 2), Ruling(SOAP, "error", 1), Ruling(BUCKET, "damaged"))
    document = settled(store, number, *rulings, police="PV 112/2026")
    assert told(store) == [("damaged", BUCKET, 1, 0), ("stolen", SOAP, 2, 0)]
    assert told(store, centre=AWAY) == []  # the sender's loss
    undone(store, document)
    assert told(store) == []
    assert_sound(store)


def test_a_centre_and_days_narrow_it(store: Store) -> None:
    bring(store, BUCKET, 50)
    approve(store, loss(store, "damaged", Wanted(BUCKET, 3), happened_on=TODAY))
    assert told(store, centre=CENTRE, first="2026-11-24", last="2026-11-24")
    assert told(store, period="month")
    for wanted in ({"first": "2026-11-25"}, {"last": "2026-11-23"}, {"centre": "KIF"}):
        assert told(store, **wanted) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_leaves_as_a_table_a_workbook_and_a_paper(
    file_store: Store, tmp_path: Path, language: str
) -> None:
    valued(file_store)
    bring(file_store, SOAP, 100, "L1", "2027-06")
    approve(file_store, loss(file_store, "damaged", Wanted(SOAP, 4)))
    w = words(language)
    files = {kind: tmp_path / f"losses.{kind}" for kind in ENDINGS}
    with file_store.read() as connection:
        found = losses(connection, Filter(centre=CENTRE, period="year"), TODAY)
        listed = LossesPaper(connection, file_store.journal, found, CENTRE, "sidi", 0)
        assert [write_losses(listed, path, w) for path in files.values()] == [1, 1, 1]
        made = listed.paper(language)
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file, delimiter="," if language == "en" else ";")
    _, line = openpyxl.load_workbook(files["xlsx"]).active.iter_rows(values_only=True)
    point = "." if language == "en" else ","
    assert row[1:2] + row[3:5] + row[6:9] == [
        SOAP,
        "4",
        "0",
        f"25{point}50",
        f"102{point}00",
        "MRU",
    ]
    assert line[3:5] + line[6:9] == (4, 0, 25.5, 102, "MRU")
    assert SOAP in pages_of(files["pdf"].read_bytes())[0]
    assert SOAP in pages_of(pdf((made,)))[0]
    assert dict(made.facts)[w.t("Centre")]
