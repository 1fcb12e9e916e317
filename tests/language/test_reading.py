"""Dates, expiries and quantities as clerks type them on three keyboards."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.errors import Refusal
from cpise_inventory.language.packs import NoPackError, UnclearPackWord, UnknownPackWord
from cpise_inventory.language.reading import (
    MOST,
    DateOfOtherCentury,
    ExpiryOfOtherCentury,
    QuantityAmbiguous,
    QuantityNotWhole,
    QuantityOutOfRange,
    UnreadableDate,
    UnreadableExpiry,
    UnreadableMeasure,
    UnreadableQuantity,
    parse_date,
    parse_expiry,
    parse_quantity,
    parse_tenths,
    shown_quantity,
)
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import LANGUAGES, words

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MARCH = ["0328", "03/28", "3/28", "032028", "03/2028", "2028-03", "2028/3", "mars 2028", "٠٣/٢٠٢٨"]
MARCH += ["MAR 2028", "MAR-28", "مارس 2028", "03.2028", " 03 / 2028 "]
LAST_DAY = ["31/12/2027", "31.12.2027", "31-12-27", "311227", "31122027", "20271231", "2027-12-31"]
LAST_DAY += ["31 décembre 2027", "31 DEC 2027", "31 دجمبر 2027", "31 ديسمبر 2027", "٣١/١٢/٢٠٢٧"]


@pytest.mark.parametrize("text", MARCH)
def test_an_expiry_of_a_month_is_read_however_it_is_written(text):
    assert parse_expiry(text) == "2028-03"


@pytest.mark.parametrize("text", LAST_DAY)
def test_a_date_is_read_however_it_is_written(text):
    assert parse_date(text) == date(2027, 12, 31)
    assert parse_expiry(text) == "2027-12-31"


@pytest.mark.parametrize(
    "text",
    [
        *("", "2028", "1328", "0028", "00/2028", "13/2028", "31/02/2028", "03/1999", "03/2100"),
        *("jui 2028", "EXP 03/28", "3", "12/31/2027", "1/2/3/2028", "²³/28", "-", "abc"),
    ],
)
def test_what_is_no_expiry_is_refused_with_what_was_typed(text):
    with pytest.raises(UnreadableExpiry) as refused:
        parse_expiry(text)
    assert refused.value.text == text
    assert refused.value.code == "unreadable_expiry"


@pytest.mark.parametrize("text", ["", "0328", "29/02/2027", "12/31/2027", "31/12", "demain"])
def test_what_is_no_date_is_refused_with_what_was_typed(text):
    with pytest.raises(UnreadableDate) as refused:
        parse_date(text)
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["31/12/9999", "9999-12-31", "1er mars 1999", "31129999", "1-1-2100"]
)
def test_a_day_of_another_century_is_told_which_years_are_taken(text):
    for read, refusal, code in (
        (parse_date, DateOfOtherCentury, "unreadable_date"),
        (parse_expiry, ExpiryOfOtherCentury, "unreadable_expiry"),
    ):
        with pytest.raises(refusal) as refused:
            read(text)
        assert refused.value.code == code
        assert re.search(r"\b2000\b.*\b2099\b", sentence(refused.value, words("fr")))


@pytest.mark.parametrize("text", ["03/9999", "mars 1999", "2100-01"])
def test_a_month_of_another_century_is_told_which_years_are_taken(text):
    with pytest.raises(ExpiryOfOtherCentury):
        parse_expiry(text)


@pytest.mark.parametrize("text", ["31/02/9999", "1/1/0000", "31/12/99999", "99/9999"])
def test_what_is_on_no_calendar_is_not_told_of_years(text):
    for read, refusal in ((parse_date, UnreadableDate), (parse_expiry, UnreadableExpiry)):
        with pytest.raises(refusal) as refused:
            read(text)
        assert type(refused.value) is refusal


def test_the_day_comes_before_the_month():
    assert parse_date("03/04/2027") == date(2027, 4, 3)


@given(DAYS)
def test_every_day_is_read_back_as_we_write_it(day):
    for code in LANGUAGES:
        w = words(code)
        assert parse_date(w.date(day)) == day
        assert parse_date(w.long_date(day)) == day
        assert parse_expiry(w.expiry(day.isoformat())) == day.isoformat()
        assert parse_expiry(w.expiry(day.isoformat()[:7])) == day.isoformat()[:7]
    assert parse_date(day.strftime("%d%m%Y")) == day
    assert parse_date(day.strftime("%d%m%y")) == day
    assert parse_date(day.isoformat()) == day
    assert parse_expiry(day.strftime("%m%y")) == day.isoformat()[:7]


@given(st.text())
def test_any_text_is_read_or_refused_as_an_expiry(text):
    with suppress(UnreadableExpiry):
        assert len(parse_expiry(text)) in (7, 10)


@pytest.mark.parametrize(
    ("text", "quantity", "shown"),
    [
        ("99", 99, ""),
        (" 7 ", 7, ""),
        ("4x24+3", 99, "4 × 24 + 3 = 99"),
        ("4X24 + 3", 99, "4 × 24 + 3 = 99"),
        ("4×24", 96, "4 × 24 = 96"),
        ("4*24", 96, "4 × 24 = 96"),
        ("٤x٢٤+٣", 99, "4 × 24 + 3 = 99"),
        ("1 204", 1204, ""),
        ("1\u202f204", 1204, ""),
        ("2 x 1 204", 2408, "2 × 1\u202f204 = 2\u202f408"),
        ("9999999", MOST, ""),
    ],
)
def test_a_quantity_is_a_number_or_a_sum(text, quantity, shown):
    assert parse_quantity(text) == quantity
    assert shown_quantity(text, words("fr")) == shown


def test_a_sum_keeps_its_order_in_arabic():
    assert shown_quantity("4x24+3", words("ar")) == "\u20664 × 24 + 3 = 99\u2069"


@pytest.mark.parametrize(
    "text", ["", "x", "4x", "+5", "4 24", "1e5", "²", "10²", "½", "3-", "1-204", "=4"]
)
def test_what_is_no_quantity_is_refused(text):
    with pytest.raises(UnreadableQuantity) as refused:
        parse_quantity(text)
    assert refused.value.text == text


@pytest.mark.parametrize("text", ["2.5", "2,5", ",5", "٢٫٥", "-2,5"])
def test_half_a_thing_is_refused(text):
    with pytest.raises(QuantityNotWhole):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        *(("1 204", 1204), ("1\u202f204", 1204), ("1’204", 1204), ("١٬٢٠٤", 1204)),
        *(("1,204,000", 1_204_000), ("1.204.000", 1_204_000), ("2x1 000+4", 2004)),
    ],
)
def test_thousands_set_apart_in_any_of_the_languages_are_read(text, quantity):
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize("text", ["1.000", "12,500", "-1,000"])
def test_what_may_be_a_thousand_or_one_is_refused_with_what_to_write(text):
    with pytest.raises(QuantityAmbiguous) as refused:
        parse_quantity(text)
    assert refused.value.whole == "".join(filter(str.isdigit, text))


@pytest.mark.parametrize("text", ["0,500", "1,20", "1,2000"])
def test_what_can_only_be_a_part_is_not_called_a_thousand(text):
    with pytest.raises(QuantityNotWhole) as refused:
        parse_quantity(text)
    assert not isinstance(refused.value, QuantityAmbiguous)


@pytest.mark.parametrize("text", ["0", "-3", "−3", "10000000", "9999x9999", "9" * 5000])
def test_a_quantity_out_of_range_is_refused_with_the_range(text):
    with pytest.raises(QuantityOutOfRange) as refused:
        parse_quantity(text)
    assert (refused.value.least, refused.value.most) == (1, MOST)


def test_a_count_may_find_nothing():
    assert parse_quantity("0", least=0) == 0


@given(st.integers(1, MOST))
def test_every_quantity_is_read_back_as_we_write_it(quantity):
    assert parse_quantity(words("fr").number(quantity)) == quantity


@given(st.text(st.sampled_from("0123456789x+×* ,.-٣²")))
def test_any_text_is_read_or_refused_as_a_quantity(text):
    with suppress(UnreadableQuantity, QuantityNotWhole, QuantityOutOfRange):
        assert 0 <= parse_quantity(text, least=0) <= MOST


@pytest.mark.parametrize(
    ("text", "tenths"),
    [("20", 200), ("20,5", 205), (" +0.8 ", 8), ("-3", -30), ("−0,3", -3), ("٢٠٫٥", 205)],
)
def test_what_a_ruler_says_is_read_in_tenths(text, tenths):
    assert parse_tenths(text) == tenths


@pytest.mark.parametrize("text", ["", "x", "--3", "1,25", "1,", "12345", "+-1", "1 2"])
def test_what_no_ruler_says_is_refused(text):
    with pytest.raises(UnreadableMeasure) as refused:
        parse_tenths(text)
    assert refused.value.text == text


# Packs --------------------------------------------------------------------------------------------

PACKS = (("piece", 1), ("box", 6), ("carton", 24), ("palette", 480))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("4carton+3", 99),
        ("4 cartons + 3 pièces", 99),
        ("4c+3", 99),
        ("4C+1B", 102),
        ("2boxes", 12),
        ("4كرتون+3", 99),
        ("٤ كراتين", 96),
        ("1palette", 480),
        ("4x24+3", 99),
        ("3p+1pal", None),
        ("3pieces", 3),
    ],
)
def test_packs_are_typed_by_their_names_or_first_letters(text, units):
    if units is None:
        with pytest.raises(UnclearPackWord):
            parse_quantity(text, packs=PACKS)
    else:
        assert parse_quantity(text, packs=PACKS) == units


def test_of_what_comes_in_no_pack_no_pack_can_be_said():
    with pytest.raises(NoPackError):
        parse_quantity("3 palettes", packs=[("piece", 1)])


@pytest.mark.parametrize("text", ["4c3", "1 carton 3", "carton", "4c+", "c4", "4cx"])
def test_packs_are_never_guessed(text):
    with pytest.raises(Refusal):
        parse_quantity(text, packs=PACKS)


def test_an_unknown_pack_names_those_there_are():
    with pytest.raises(UnknownPackWord) as refused:
        parse_quantity("4sacs", packs=PACKS)
    assert (refused.value.word, refused.value.known) == ("sacs", ("box", "carton", "palette"))
    with pytest.raises(UnreadableQuantity):
        parse_quantity("4c")


def test_what_was_typed_in_packs_is_shown_with_its_total():
    assert shown_quantity("4c+3", words("fr"), PACKS) == "4 × 24 + 3 = 99"
