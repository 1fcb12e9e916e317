"""Lines, quantities and dates as they're typed: read strictly, all faults in one go."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import LineFaultsError
from cpise_inventory.language.reading import UnreadableDate
from cpise_inventory.stock.commands import Incoming
from cpise_inventory.stock.events import Headcount
from cpise_inventory.stock.taking import Wanted


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("SAVON-250=100", Incoming("SAVON-250", 100)),
        ("savon-250=100", Incoming("SAVON-250", 100)),
        ("SAVON-250=٢٤", Incoming("SAVON-250", 24)),
        ("SAVON-250=1 204", Incoming("SAVON-250", 1204)),
        ("SAVON-250=4x24+3", Incoming("SAVON-250", 99)),
        ("SAVON-250=10@L23", Incoming("SAVON-250", 10, "L23")),
        ("SAVON-250=10@L23/2027-06", Incoming("SAVON-250", 10, "L23", "2027-06")),
        ("SAVON-250=10@L23/2027-06-30", Incoming("SAVON-250", 10, "L23", "2027-06-30")),
        ("SAVON-250=10@L23/٢٠٢٧-٠٦", Incoming("SAVON-250", 10, "L23", "2027-06")),
        ("SAVON-250=10@L23/06/2027", Incoming("SAVON-250", 10, "L23", "2027-06")),
        ("SAVON-250=10@A/B/30/6/2027", Incoming("SAVON-250", 10, "A/B", "2027-06-30")),
        ("SAVON-250=10@L23/٣٠/٠٦/٢٠٢٧", Incoming("SAVON-250", 10, "L23", "2027-06-30")),
        ("SAVON-250=10@/06/2027", Incoming("SAVON-250", 10, "", "2027-06")),
        ("SAVON-250=10@/2027-06", Incoming("SAVON-250", 10, "", "2027-06")),
        ("SAVON-250=10@A/B=C@D/2027-06", Incoming("SAVON-250", 10, "A/B=C@D", "2027-06")),
        ("SAVON-250=10@A/B", Incoming("SAVON-250", 10, "A/B")),
        ("SAVON-250=10@ L 23 /2027-06", Incoming("SAVON-250", 10, "L 23", "2027-06")),
    ],
)
def test_goods_that_come_in(line, meant):
    assert grammar.goods_in([line]) == [meant]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("SAVON-250=5", Wanted("SAVON-250", 5)),
        ("SAVON-250=5@L23", Wanted("SAVON-250", 5, "L23")),
        (
            "SAVON-250=5@L23/2027-06/OIM-2026-01",
            Wanted("SAVON-250", 5, "L23/2027-06/OIM-2026-01"),
        ),
    ],
)
def test_goods_that_go_out(line, meant):
    assert grammar.goods_out([line]) == [meant]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SAVON-250", "bad_line"),
        ("=5", "bad_line"),
        ("SAVON-250=", "bad_line"),
        ("SAVON-250=@L23", "bad_line"),
        ("SAVON-250=5@", "bad_line"),
        ("", "bad_line"),
        ("SAVON-250=0", "quantity_out_of_range"),
        ("SAVON-250=-3", "quantity_out_of_range"),
        ("SAVON-250=−3", "quantity_out_of_range"),
        ("SAVON-250=1000000000000", "quantity_out_of_range"),
        ("SAVON-250=2.5", "quantity_not_whole"),
        ("SAVON-250=2,5", "quantity_not_whole"),
        ("SAVON-250=dix", "unreadable_quantity"),
        ("SAVON-250=1e3", "unreadable_quantity"),
        ("SAVON-250=²", "unreadable_quantity"),
        ("SAVON-250=5@L23/2027-13", "bad_expiry"),
        ("SAVON-250=5@L23/2027-02-30", "bad_expiry"),
        ("SAVON-250=5@L23/31-12-2027", "bad_expiry"),
        ("SAVON-250=5@L23/27-06", "bad_expiry"),
        ("SAVON-250=5@L23/", "bad_expiry"),
        ("SAVON-250=5@L23/31/02/2027", "bad_expiry"),
        ("SAVON-250=5@L23/13/2027", "bad_expiry"),
        (f"SAVON-250=5@{'L' * 41}", "bad_lot"),
        ("SAVON-250=5@L\x0723", "bad_lot"),
    ],
)
def test_what_is_wrong_with_goods_that_come_in(line, code):
    with pytest.raises(LineFaultsError) as refused:
        grammar.goods_in([line])
    assert [(row, fault.code) for row, fault in refused.value.faults] == [(1, code)]


def test_every_line_that_is_wrong_is_told():
    with pytest.raises(LineFaultsError) as refused:
        grammar.goods_out(["SAVON-250=5", "SEAU-14=0", "KIT-HYG", "KIT-HYG=1@ "])
    assert [row for row, _ in refused.value.faults] == [2, 3, 4]


def test_nothing_may_have_come_in_but_nothing_cannot_go_out():
    assert grammar.goods_arrived(["SAVON-250=0"]) == [Wanted("SAVON-250", 0)]
    with pytest.raises(LineFaultsError):
        grammar.goods_out(["SAVON-250=0"])


def test_a_group_is_counted_by_sex_and_age():
    assert grammar.heads(["f:6-11=12", "M:12-17=٣"]) == [
        Headcount("f", "6-11", 12),
        Headcount("m", "12-17", 3),
    ]
    for wrong in ("f:6-11", "x:6-11=2", "f:7-11=2", "f=2", "Fatou=1"):
        with pytest.raises(LineFaultsError):
            grammar.heads([wrong])


def test_the_contents_of_a_kit_have_no_lots():
    assert grammar.parts(["SAVON-250=2", "SEAU-14=1"]) == [("SAVON-250", 2), ("SEAU-14", 1)]
    with pytest.raises(LineFaultsError):
        grammar.parts(["SAVON-250=2@L23"])


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(line):
    for read in (grammar.goods_in, grammar.goods_out, grammar.goods_arrived, grammar.parts):
        with suppress(LineFaultsError):
            read([line])


@pytest.mark.parametrize("text", ["2026-11-24", "24/11/2026", "24 novembre 2026", "٢٤/١١/٢٠٢٦"])
def test_a_day_in_the_ways_that_people_write_it(text):
    assert grammar.day(text) == date(2026, 11, 24)
    assert grammar.iso_day(text) == "2026-11-24"


def test_no_day_is_no_day():
    assert grammar.day("") is None
    assert grammar.iso_day(None) == ""
    with pytest.raises(UnreadableDate):
        grammar.day("2026-02-30")
