"""The names of months and days are CLDR's, copied because Babel is too slow to start with."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from cpise_inventory.language.words import words

LOCALES = {"fr": "fr_FR", "ar": "ar_MR", "en": "en_GB"}
DAYS = [date(2026, 1, 1) + timedelta(days=days) for days in range(365)]


def western(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


@pytest.mark.parametrize(("code", "locale"), LOCALES.items())
def test_long_dates_are_those_of_babel_in_western_digits(code, locale):
    w = words(code)
    for day in DAYS:
        first = w.long_date(day).replace("1er ", "1 ") if code == "fr" else w.long_date(day)
        assert first == western(format_date(day, "d MMMM yyyy", locale=locale))
        assert w.day_name(day.weekday()) == format_date(day, "EEEE", locale=locale)


def test_the_months_are_mauritanian():
    w = words("ar")
    assert [w.month_name(month) for month in (4, 8, 9, 12)] == ["إبريل", "أغشت", "شتمبر", "دجمبر"]


def test_the_first_of_a_month_has_its_own_form_in_french():
    assert words("fr").long_date("2026-05-01") == "1er mai 2026"
    assert words("fr").full_date("2026-05-01") == "vendredi 1er mai 2026"
    assert words("fr").long_date("2026-05-11") == "11 mai 2026"


def test_a_full_date_begins_with_the_day():
    assert words("ar").full_date("2026-11-24") == "الثلاثاء، 24 نوفمبر 2026"
    assert words("en").full_date("2026-11-24") == "Tuesday, 24 November 2026"
