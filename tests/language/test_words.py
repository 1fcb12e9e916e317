"""Texts, plurals, figures and dates in three languages."""

from datetime import UTC, date, datetime, timedelta, timezone
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cpise_inventory.language.catalogues import catalogue
from cpise_inventory.language.words import (
    LANGUAGES,
    N_,
    Words,
    choose,
    system_language,
    words,
)

ARABIC_FORMS = ("لا سطور", "سطر واحد", "سطران", "{count} سطور", "{count} سطر", "{count} سطرًا")


@pytest.fixture
def lines() -> Words:
    """Arabic with the plural forms of one word, whatever the program's own texts are."""
    texts = Catalog(locale="ar")
    texts.add(("{count} line", "{count} lines"), ARABIC_FORMS)
    texts.add("Only {available} left of {item}.", "لم يبق إلا {available} من {item}.")
    texts.add("Count", "جرد")
    texts.add("Count", "عُدَّ", context="verb")
    out = BytesIO()
    write_mo(out, texts)
    out.seek(0)
    return Words("ar", GNUTranslations(out))


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_is_there_and_read_once(code):
    assert words(code).code == code
    assert words(code) is words(code)
    assert words(code).rtl is (code == "ar")


def test_a_language_we_do_not_speak_is_refused():
    with pytest.raises(KeyError):
        words("de")


def test_a_text_is_translated_and_filled_with_its_facts(lines):
    assert lines.t("Only {available} left of {item}.", available=3, item="SAVON") == (
        "لم يبق إلا 3 من SAVON."
    )


def test_a_text_without_translation_is_shown_in_english():
    assert words("ar").t("Never heard of {this}.", this="it") == "Never heard of it."


def test_a_missing_fact_shows_its_name_instead_of_crashing_a_screen():
    w = words("fr")
    assert w.t("{here} and {gone}", here=1) == "1 and {gone}"
    assert w.t("{here:%Y} spoilt {", here=1) == "{here:%Y} spoilt {"
    assert w.t("{here.there}", here=1) == "{here.there}"
    assert w.t("{0}", here=1) == "{0}"


def test_a_text_without_facts_is_left_for_whoever_fills_it_later():
    assert words("en").t("No such command {name!r}.") == "No such command {name!r}."


def test_an_empty_text_stays_empty():
    assert words("fr").t("") == ""


def test_one_english_word_with_two_meanings_has_two_translations(lines):
    assert lines.t("Count") == "جرد"
    assert lines.p("verb", "Count") == "عُدَّ"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا سطور"),
        (1, "سطر واحد"),
        (2, "سطران"),
        (3, "3 سطور"),
        (10, "10 سطور"),
        (11, "11 سطرًا"),
        (99, "99 سطرًا"),
        (100, "100 سطر"),
        (102, "102 سطر"),
        (103, "103 سطور"),
        (1011, "1\u202f011 سطرًا"),
    ],
)
def test_arabic_has_six_plural_forms(lines, count, said):
    assert lines.n("{count} line", "{count} lines", count) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(-1, "−1 سطر"), (-2, "−2 سطر"), (-3, "−3 سطور"), (-40, "−40 سطرًا"), (-100, "−100 سطر")],
)
def test_what_is_negative_takes_the_form_of_its_figure_and_keeps_its_sign(lines, count, said):
    figure, noun = said.split()
    assert lines.n("{count} line", "{count} lines", count) == f"\u2066{figure}\u2069 {noun}"


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("fr", -40, "−40 unités"),
        ("fr", -1, "−1 unité"),
        ("en", -40, "−40 units"),
        ("en", -1, "−1 unit"),
        ("ar", -40, "\u2066−40\u2069 وحدة"),
        ("ar", -2, "\u2066−2\u2069 وحدة"),
    ],
)
def test_forty_units_too_few_are_forty_units(code, count, said):
    assert words(code).n("{count} unit", "{count} units", count) == said


def test_what_arabic_counts_bears_its_ending_from_eleven_to_ninety_nine_alone():
    """«11 سطرًا» but «100 سطر»: of the last two forms, that of the hundreds is never longer."""
    counted = [entry for entry in catalogue("ar") if isinstance(entry.id, tuple)]
    assert [m.id[0] for m in counted if len(m.string[4]) > len(m.string[5])] == []


def test_french_counts_zero_as_singular_and_english_does_not():
    texts = Catalog(locale="fr")
    texts.add(("{count} line", "{count} lines"), ("{count} ligne", "{count} lignes"))
    out = BytesIO()
    write_mo(out, texts)
    out.seek(0)
    french = Words("fr", GNUTranslations(out))
    assert french.n("{count} line", "{count} lines", 0) == "0 ligne"
    assert french.n("{count} line", "{count} lines", 1204) == "1\u202f204 lignes"
    assert words("en").n("{count} x", "{count} xs", 0) == "0 xs"
    assert words("en").n("{count} x", "{count} xs", 1) == "1 x"


def test_a_name_is_picked_in_the_language_else_in_the_first_that_has_one():
    assert words("ar").pick(fr="Savon", ar="صابون", en="Soap") == "صابون"
    assert words("ar").pick(fr="Savon", ar="", en="Soap") == "Savon"
    assert words("fr").pick(ar="صابون", en="Soap") == "Soap"
    assert words("en").pick(ar="صابون") == "صابون"
    assert words("en").pick() == ""


def test_only_arabic_needs_marks_around_an_identifier():
    assert words("fr").ltr("NKC1-A-00042-K") == "NKC1-A-00042-K"
    assert words("ar").ltr("NKC1-A-00042-K") == "\u2066NKC1-A-00042-K\u2069"
    assert words("ar").ltr("") == ""
    assert words("ar").isolate("SAVON-250") == "\u2066SAVON-250\u2069"
    assert words("ar").isolate("صابون 250") == "\u2068صابون 250\u2069"
    assert words("en").isolate("صابون 250") == "صابون 250"


def test_a_list_has_the_comma_of_the_language():
    assert words("fr").join(["a", "b"]) == "a, b"
    assert words("ar").join(["a", "b"]) == "a، b"


@pytest.mark.parametrize("code", LANGUAGES)
def test_figures_are_western_with_a_narrow_space_at_the_thousands(code):
    w = words(code)
    assert w.number(0) == "0"
    assert w.number(999) == "999"
    assert w.number(12_345) == "12\u202f345"
    assert w.number(9_999_999) == "9\u202f999\u202f999"
    assert w.number(-12) == "−12"


def test_a_fraction_has_a_comma_but_in_english():
    assert words("fr").decimal(2.5) == "2,5"
    assert words("ar").decimal(1234.25, 2) == "1\u202f234,25"
    assert words("en").decimal(2.5) == "2.5"


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates_are_day_month_year_in_all_three_languages(code):
    w = words(code)
    assert w.date(date(2026, 11, 4)) == "04/11/2026"
    assert w.date("2026-11-04") == "04/11/2026"
    assert w.month("2027-06") == "06/2027"
    assert w.expiry("2027-06") == "06/2027"
    assert w.expiry("2027-06-30") == "30/06/2027"
    assert w.expiry("") == ""


def test_times_are_nouakchotts_wherever_they_were_recorded():
    w = words("fr")
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert w.when(moment) == "25/11/2026 04:30"
    assert w.time(moment) == "04:30"
    assert w.date(moment) == "25/11/2026"
    assert w.when(int(moment.timestamp() * 1_000_000)) == "25/11/2026 04:30"
    assert w.when(datetime(2026, 11, 24, 10, 42, tzinfo=UTC)) == "24/11/2026 10:42"


def test_a_marked_text_is_itself():
    assert N_("Stock") == "Stock"


def test_the_first_language_wished_for_that_we_speak_is_chosen():
    assert choose(None, "", "ar_MR.UTF-8", "en") == "ar"
    assert choose("de", "EN") == "en"
    assert choose("C.UTF-8", None) == "fr"
    assert choose() == "fr"


def test_the_system_is_asked_in_the_order_of_posix():
    assert system_language({"LANG": "ar_MR.UTF-8"}) == "ar"
    assert system_language({"LC_ALL": "en_GB", "LANG": "fr_FR"}) == "en"
    assert system_language({"LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en"}) == "fr"
    assert system_language({"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}) is None
    assert system_language({}) is None
