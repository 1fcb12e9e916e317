"""The example lists that come with the program."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cpise_inventory.importing import deliveries, donations, items, kits
from cpise_inventory.importing.computers import ComputerLine
from cpise_inventory.importing.deliveries import DeliveryLine, GoodsLine
from cpise_inventory.importing.notices import TitleRowsSkipped
from cpise_inventory.importing.reference import KnownDonation, KnownItem, Named, Reference
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.tables import read_table
from cpise_inventory.importing.vocabulary import DELIVERY, DONATIONS, ITEMS, KITS
from resources import HERE as RESOURCES
from tests.importing.lists import TODAY
from tests.importing.make_examples import EXAMPLES, SOURCE, TARGET, make

CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")


def named(file: str) -> tuple[Named, ...]:
    known = json.loads((RESOURCES / "reference" / file).read_text(encoding="utf-8"))
    return tuple(Named(x["code"], tuple(x["name"].values())) for x in known)


@pytest.fixture(scope="module")
def reference() -> Reference:
    """What is known once the catalogue and the donations of the examples are there."""
    known = Reference(TODAY, centres=named("centres.json"), donors=named("donors.json"))
    goods = items.parse(read_table(EXAMPLES / "articles.csv", ITEMS), known)
    given = donations.parse(read_table(EXAMPLES / "dons.csv", DONATIONS), known)
    assert goods.notices == given.notices == ()
    return replace(
        known,
        items=tuple(
            KnownItem(x.code, (x.name_fr,), x.unit, dict(x.packs), x.keeps_expiry)
            for x in goods.accepted()
        ),
        donations=tuple(KnownDonation(x.code, (), x.donor) for x in given.accepted()),
    )


def parsed(path: Path, reference: Reference) -> Parsed[DeliveryLine]:
    return deliveries.parse(read_table(path, DELIVERY), reference)


def test_workbook_and_text_say_the_same(reference: Reference, tmp_path: Path) -> None:
    from_text, from_workbook = parsed(SOURCE, reference), parsed(TARGET, reference)
    assert from_text.accepted() == from_workbook.accepted()
    assert from_text.notices == from_workbook.notices
    assert [type(notice) for notice in from_text.notices] == [TitleRowsSkipped]
    make(SOURCE, tmp_path / "again.xlsx")
    assert parsed(tmp_path / "again.xlsx", reference) == from_workbook


def test_every_centre_gets_goods_and_computers(reference: Reference) -> None:
    lines = parsed(SOURCE, reference).accepted()
    computers = Counter(x.centre for x in lines if isinstance(x, ComputerLine))
    goods = Counter(x.centre for x in lines if isinstance(x, GoodsLine))
    assert computers.keys() == goods.keys() == set(CENTRES)
    assert computers.total() == 46
    assert {x.origin.donor for x in lines} == {"OIM", "UNICEF"}
    assert any(x.serial.startswith("00") for x in lines if isinstance(x, ComputerLine))


def test_kits_can_be_assembled_from_what_one_donation_brings_to_one_centre(
    reference: Reference,
) -> None:
    family, *_ = kits.parse(read_table(EXAMPLES / "kits.csv", KITS), reference).accepted()
    brought: Counter[str] = Counter()
    for line in parsed(SOURCE, reference).accepted():
        if isinstance(line, GoodsLine) and (line.centre, line.origin.donor) == ("NKC1", "OIM"):
            brought[line.item] += line.quantity
    assert min(brought[item] // quantity for item, quantity in family.contents) == 80
