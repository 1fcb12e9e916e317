"""Items: packs that divide, barcodes of their own, expiry that stays kept, retired and back."""

import pytest

from cpise_inventory.catalogue import errors, queries
from cpise_inventory.catalogue.commands import (
    UnknownItemError,
    define_kit,
    describe_items,
    retire_item,
    revive_item,
)
from cpise_inventory.catalogue.events import Barcode, Item, Named, Ration
from cpise_inventory.catalogue.item_rules import NamelessError
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import BadCodeError
from cpise_inventory.language.money import CURRENCIES, UnknownCurrencyError, UnreadableMoney
from cpise_inventory.quantities import QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock import kits
from cpise_inventory.store import Store
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    KIT,
    LOGISTICS,
    SOAP,
    assert_sound,
    bring,
    everything,
    hand_out,
    stock,
)

EAN, CARTON = "4006381333931", "14006381333938"
NAME = Named("Savon")


def describe(store: Store, *items: Item) -> None:
    with store.write(LOGISTICS) as work:
        describe_items(work, items)


def item(store: Store, code: str) -> queries.Item:
    with store.read() as connection:
        found = queries.item(connection, code)
    assert found is not None
    return found


def refused(store: Store, said: Item) -> Refusal:
    """Why; and nothing was written."""
    before = everything(store)
    with pytest.raises(Refusal) as refusal:
        describe(store, said)
    assert everything(store) == before
    return refusal.value


def test_all_that_is_said_of_an_item_is_kept(store: Store) -> None:
    described = Item(
        "lessive",
        Named("Lessive", "مسحوق", "Powder"),
        "bag",
        "Hygiène",
        keeps_expiry=True,
        packs=(("carton", 24), ("box", 6)),
        content=1,
        measure="kg",
        ration=Ration(200, "g", "open.edu"),
        barcodes=(Barcode(EAN), Barcode(CARTON, "carton"), Barcode("sac-24", "box")),
        value=12_50,
        currency="mru",
    )
    describe(store, described)
    assert item(store, "LESSIVE") == queries.Item(
        "LESSIVE",
        Named("Lessive", "مسحوق", "Powder"),
        "Hygiène",
        "bag",
        keeps_expiry=True,
        packs=(("box", 6), ("carton", 24)),
        content=1000,
        measure="g",
        ration=Ration(200, "g", "open.edu"),
        barcodes=((f"0{EAN}", ""), (CARTON, "carton"), ("SAC-24", "box")),
        value=12_50,
        currency="MRU",
    )
    assert_sound(store)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Item("X Y", NAME), BadCodeError("X Y")),
        (Item("X", Named()), NamelessError("X")),
        (Item("X", NAME, packs=(("carton", 1),)), errors.PackTooSmallError("carton", 1)),
        (Item("X", NAME, packs=(("carton", 0),)), errors.PackTooSmallError("carton", 0)),
        (Item("X", NAME, packs=(("box", 2), ("Box", 4))), errors.PackTwiceError("Box")),
        (Item("X", NAME, packs=(("Piece", 4),)), errors.PackIsUnitError("Piece")),
        (
            Item("X", NAME, packs=(("carton", 24), ("box", 10))),
            errors.PacksDontDivideError("carton", 24, "box", 10),
        ),
        (Item("X", NAME, packs=(("carton", 10**8),)), QuantityTooLargeError("X", 10**8, 9_999_999)),
        (Item("X", NAME, barcodes=(Barcode("123456"),)), errors.BadBarcodeError("123456")),
        (Item("X", NAME, barcodes=(Barcode("A_B_C"),)), errors.BadBarcodeError("A_B_C")),
        (
            Item("X", NAME, barcodes=(Barcode("4006381333930"),)),
            errors.FalseGtinError("4006381333930"),
        ),
        (
            Item("X", NAME, barcodes=(Barcode(EAN), Barcode(f"0{EAN}"))),
            errors.BarcodeTwiceError(EAN),
        ),
        (
            Item("X", NAME, barcodes=(Barcode(EAN, "carton"),)),
            errors.UnknownPackError("X", "carton", ()),
        ),
        (Item("X", NAME, barcodes=(Barcode(BUCKET),)), errors.BarcodeTakenError(BUCKET, BUCKET)),
        (
            Item("X", NAME, content=1, measure="m"),
            errors.UnknownMeasureError("m", ("g", "kg", "ml", "l")),
        ),
        (Item("X", NAME, content=-1, measure="g"), QuantityTooSmallError("X", -1)),
        (Item("X", NAME, ration=Ration(250, "g", "Sphere")), errors.ContentNeededError("X", "g")),
        (
            Item("X", NAME, content=1, measure="l", ration=Ration(250, "g", "Sphere")),
            errors.ContentNeededError("X", "g"),
        ),
        (Item("X", NAME, ration=Ration(2)), errors.SourceNeededError("X")),
        (Item("X", NAME, value=-1, currency="MRU"), UnreadableMoney("-1")),
        (Item("X", NAME, value=1, currency="XOF"), UnknownCurrencyError("XOF", CURRENCIES)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Refusal) else None,
)
def test_an_item_that_makes_no_sense_is_refused(
    file_store: Store, said: Item, why: Refusal
) -> None:
    found = refused(file_store, said)
    assert (type(found), vars(found)) == (type(why), vars(why))


def test_one_barcode_is_one_item_unless_that_is_retired(store: Store) -> None:
    describe(store, Item("A", NAME, barcodes=(Barcode(EAN),)))
    assert isinstance(refused(store, Item("B", NAME, barcodes=(Barcode(EAN),))), Refusal)
    with store.write(ADMIN) as work:
        retire_item(work, "A")
    describe(store, Item("B", NAME, packs=(("carton", 24),), barcodes=(Barcode(EAN, "carton"),)))
    with store.read() as connection:
        found = queries.scanned_item(connection, EAN)
        assert found is not None
        assert (found[0].code, found[1], found[0].holds(found[1])) == ("B", "carton", 24)
        assert queries.scanned_item(connection, "B") == (found[0], "")
        assert queries.scanned_item(connection, "4006381333930") is None


def test_a_category_is_written_as_it_was_first(store: Store) -> None:
    describe(store, Item("A", NAME, category="Hygiène"), Item("B", NAME, category="HYGIENE"))
    describe(store, Item("C", NAME, category="hygiène"))
    with store.read() as connection:
        assert queries.categories(connection) == ["Hygiène", "kit"]


def test_what_is_said_again_is_no_news(store: Store) -> None:
    said = Item("A", NAME, packs=(("carton", 24),), ration=Ration(2, "", "MASEF"))
    describe(store, said)
    before = everything(store)
    describe(store, said)
    with store.write(ADMIN) as work:
        assert define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)]) == 1
    assert everything(store) == before


def test_expiry_stays_kept_while_dated_lots_are_there(store: Store) -> None:
    bring(store, SOAP, 5, "L1", "2027-06")
    undated = Item(SOAP, Named("Savon 250 g"))
    why = refused(store, undated)
    assert isinstance(why, errors.DatedLotsInStockError)
    assert (why.lot, why.expiry, why.location) == ("L1", "2027-06", "NKC1/MAGASIN")
    hand_out(store, SOAP, 5)
    describe(store, undated)
    assert not item(store, SOAP).keeps_expiry


def test_of_a_retired_item_only_what_is_left_moves(store: Store) -> None:
    bring(store, BUCKET, 5)
    bring(store, SOAP, 8, "L1", "2027-06")
    with store.write(LOGISTICS) as work:
        retire_item(work, BUCKET, "se fend")
    for forbidden in (
        lambda: bring(store, BUCKET, 1),
        lambda: define(store, KIT, BUCKET),
        lambda: define(store, BUCKET, SOAP),
    ):
        before = everything(store)
        with pytest.raises(errors.RetiredItemError):
            forbidden()
        assert everything(store) == before
    with store.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 2)  # from what is left
    hand_out(store, BUCKET, 3)
    assert stock(store, BUCKET) == {}
    known = item(store, BUCKET)
    assert (known.retired_on, known.retired_reason) == ("2026-11-24", "se fend")
    with store.write(LOGISTICS) as work:
        revive_item(work, BUCKET)
    bring(store, BUCKET, 1)
    assert stock(store, BUCKET) == {"": 1}
    assert_sound(store)


def define(store: Store, kit: str, part: str) -> None:
    with store.write(LOGISTICS) as work:
        define_kit(work, kit, [(part, 1)])


def test_a_retired_kit_is_opened_but_not_made(store: Store) -> None:
    bring(store, BUCKET, 2)
    bring(store, SOAP, 4, "L1", "2027-06")
    with store.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 1)
        retire_item(work, KIT)
    with pytest.raises(errors.RetiredItemError), store.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 1)
    with store.write(LOGISTICS) as work:
        kits.open_kits(work, CENTRE, KIT, 1)
    assert stock(store, BUCKET) == {"": 2}


def test_who_is_retired_is_not_retired_again_and_who_is_not_is_not_revived(store: Store) -> None:
    with pytest.raises(errors.NotRetiredError), store.write(ADMIN) as work:
        revive_item(work, BUCKET)
    with store.write(ADMIN) as work:
        retire_item(work, BUCKET)
    with pytest.raises(errors.RetiredItemError), store.write(ADMIN) as work:
        retire_item(work, BUCKET)
    with pytest.raises(UnknownItemError), store.write(ADMIN) as work:
        retire_item(work, "NIX")


def test_searches_forgive_and_leave_out_the_retired_where_asked(store: Store) -> None:
    with store.write(ADMIN) as work:
        retire_item(work, SOAP)
    with store.read() as connection:
        everywhere = [one.code for one in queries.find_items(connection, "savon")]
        in_use = [one.code for one in queries.find_items(connection, "savon", retired=False)]
    assert (everywhere, in_use) == ([SOAP], [])
