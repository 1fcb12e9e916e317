"""GS1 element strings: what scanners send, in every way they send it, right and wrong."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory import gs1
from cpise_inventory.errors import Refusal
from cpise_inventory.gs1 import (
    GS,
    Goods,
    Gs1CheckDigitError,
    Gs1ContentError,
    Gs1CutShortError,
    Gs1DateError,
    Gs1UnknownError,
    NotGs1Error,
    is_gs1,
    read,
)

TODAY = date(2026, 11, 24)
GTIN = "09521234543213"  # of the examples of the General Specifications
RAW = f"01{GTIN}17270630{'10'}L-23/A"
WHOLE = Goods(GTIN, "L-23/A", "2027-06-30")


def check_digit(digits: str) -> str:
    """By the table of the General Specifications 7.9.1, written otherwise than in the program."""
    weights = [3 if at % 2 == 0 else 1 for at in range(len(digits))]
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return str(-total % 10)


def test_the_example_has_the_check_digit_that_the_table_gives():
    assert check_digit(GTIN[:-1]) == GTIN[-1]


@pytest.mark.parametrize(
    "text",
    [
        RAW,
        f"]C1{RAW}",
        f"]d2{RAW}",
        f"]Q3{RAW}",
        f"{GS}{RAW}\r\n",
        f"01{GTIN}10L-23/A{GS}17270630",
        f"01{GTIN}10L-23/A~17270630",
        f"01{GTIN}10L-23/A\u241d17270630",
        f"01{GTIN}10L-23/A<GS>17270630",
        f"01{GTIN}10L-23/A|17270630",
        f"17270630{GS}01{GTIN}{GS}10L-23/A",  # FNC1 after known lengths does no harm
        f"(01){GTIN}(17)270630(10)L-23/A",
        f"(01){GTIN} (17)270630 (10)L-23/A",
        f"]C101{GTIN}1727063010L-23/A{GS}21S/N_7",
    ],
)
def test_however_it_is_sent_it_says_the_same(text):
    assert read(text, TODAY) == WHOLE


def test_what_is_nobodys_business_is_read_and_left():
    text = f"]C101{GTIN}112511011525120130" + f"48{GS}21SER-1{GS}3712{GS}240X{GS}3103001250"
    assert read(text, TODAY) == Goods(GTIN, units=48)


def test_a_lot_may_hold_brackets_and_what_looks_like_identifiers():
    assert read(f"(01){GTIN}(10)L(2)17", TODAY).lot == "L(2)17"
    assert read(f"01{GTIN}1017270630", TODAY) == Goods(GTIN, "17270630")


@pytest.mark.parametrize(
    ("digits", "expiry"),
    [
        ("270630", "2027-06-30"),
        ("270600", "2027-06"),  # no day: the month's last
        ("280200", "2028-02"),
        ("280229", "2028-02-29"),
        ("760101", "2076-01-01"),
        ("770101", "1977-01-01"),  # 51 years ahead is the last century
        ("770100", "1977-01"),
    ],
)
def test_dates_by_the_rule_of_the_century(digits, expiry):
    assert read(f"01{GTIN}17{digits}", TODAY).expiry == expiry


def test_the_century_turns_with_the_years():
    assert read(f"01{GTIN}17010101", date(2060, 1, 1)).expiry == "2101-01-01"
    assert read(f"01{GTIN}17110101", date(2060, 1, 1)).expiry == "2011-01-01"
    assert read(f"01{GTIN}17100101", date(2060, 1, 1)).expiry == "2110-01-01"
    assert read(f"01{GTIN}17990101", date(2026, 1, 1)).expiry == "1999-01-01"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("01095212345432", Gs1CutShortError),
        (f"]C101{GTIN}1727", Gs1CutShortError),
        (f"]C101{GTIN}10", Gs1CutShortError),
        (f"]C101{GTIN}1", Gs1UnknownError),
        (f"]C101{GTIN}10{GS}17270630", Gs1CutShortError),
        (f"01{GTIN[:-1]}417270630", Gs1CheckDigitError),
        (f"(01){GTIN[:-1]}4", Gs1CheckDigitError),
        (f"01{GTIN[:-1]}4", Gs1CheckDigitError),
        (f"01{GTIN}17271301", Gs1DateError),
        (f"01{GTIN}17270231", Gs1DateError),
        (f"01{GTIN}17000000", Gs1DateError),
        (f"01{GTIN}11250230", Gs1DateError),
        (f"01{GTIN}1727063A", Gs1ContentError),
        (f"01{GTIN}30123456789", Gs1ContentError),
        (f"01{GTIN}10{'L' * 21}", Gs1ContentError),
        (f"01{GTIN}10L{GS}10M", Gs1ContentError),
        (f"01{GTIN}10Lé", Gs1ContentError),
        (f"]C101{GTIN}0519", Gs1UnknownError),
        (f"(01){GTIN}(99999)x", Gs1UnknownError),
        (f"(01){GTIN}x", Gs1UnknownError),
        ("]C1", NotGs1Error),
    ],
)
def test_what_is_wrong_is_refused(text, error):
    assert is_gs1(text)
    with pytest.raises(error):
        read(text, TODAY)


@pytest.mark.parametrize(
    "text", ["", "SAVON-250", "NKC1A00042K", "CPISE:NKC1A00042K", "6149000000015", "0149", "L23"]
)
def test_other_codes_are_left_to_others(text):
    assert not is_gs1(text)


lots = st.text(st.sampled_from("ABCXYZabc0123456789-/.()_%"), min_size=1, max_size=20)
days = st.dates(date(1980, 1, 1), date(2070, 12, 31))
gtins = st.from_regex(r"[0-9]{13}", fullmatch=True).map(lambda body: body + check_digit(body))


@given(gtins, lots, days, st.integers(1, 99_999_999), st.permutations(("01", "10", "17", "30")))
def test_whatever_is_put_in_comes_out(gtin, lot, day, count, order):
    content = {"01": gtin, "10": lot, "17": f"{day:%y%m%d}", "30": str(count)}
    text = "]C1" + GS.join(ai + content[ai] for ai in order)
    assert read(text, TODAY) == Goods(gtin, lot, day.isoformat(), count)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_whatever_comes_is_read_or_refused(text):
    for one in (text, f"]C1{text}", f"01{GTIN}{text}", f"({text}"):
        with suppress(Refusal):
            read(one, TODAY)


@given(gtins, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(gtin, at, by):
    wrong = gtin[:at] + str((int(gtin[at]) + by) % 10) + gtin[at + 1 :]
    with pytest.raises(Gs1CheckDigitError):
        read(f"]C101{wrong}", TODAY)


def test_no_identifier_is_known_by_two_beginnings():
    names = sorted(gs1._FORMATS)
    assert not [
        (one, other) for one in names for other in names if one != other and other.startswith(one)
    ]
