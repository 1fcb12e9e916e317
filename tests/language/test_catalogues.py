"""Nobody may read a text that is missing, doubtful, wrongly filled or not ours in its words."""

import re
import sys
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from reportlab.pdfbase.ttfonts import TTFont

from cpise_inventory.language import catalogues
from cpise_inventory.language.catalogues import (
    ROOT,
    as_mo,
    as_po,
    catalogue,
    extracted,
    faults,
    faults_of_entry,
    main,
    mo_path,
    placeholders,
    po_path,
    template_path,
)
from cpise_inventory.language.words import LANGUAGES
from resources import HERE as RESOURCES

PLURALS = {"fr": 2, "ar": 6, "en": 2}
NAMES = {"CPISE Inventory", "PostgreSQL", "Python", "SQLite", "Enter", "Esc", "Ctrl+Page"}
NAMES |= {"laptop, desktop, screen, printer, ups …"}  # codes to be typed
"""The same everywhere."""
NARROW = "\u202f"
FEW = {*catalogues.THEIRS, "gate.py", "sign_in.py"}


def texts_of(language: str) -> list[tuple[str, str]]:
    """Each translation with its msgid, plural forms one by one."""
    pairs = []
    for entry in catalogue(language):
        if isinstance(entry.id, str):
            pairs.append((entry.id, entry.string))
        else:
            pairs.extend((entry.id[0], text) for text in entry.string)
    return [(msgid, text) for msgid, text in pairs if msgid]


def test_every_text_of_the_code_is_translated_and_compiled():
    """If not: `python -m cpise_inventory.language.catalogues update`, translate, `compile`."""
    assert list(faults()) == []


# What is found, proven by breaking it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Message("Stock", ""), "not translated"),
        (Message("Stock", "Stock", flags=["fuzzy"]), "fuzzy"),
        (Message("{a} of {b}", "{a} de b"), "placeholders differ in '{a} de b'"),
        (Message("{a}", "{a} {b}"), "placeholders differ in '{a} {b}'"),
        (Message("{a:>5}", "{a}"), "placeholders differ in '{a}'"),
        (Message("Name: ", "Nom :"), "spaces at the ends differ in 'Nom :'"),
        (Message(("{count} {x}", "{count} {x}s"), ("{x}", "y")), "placeholders differ in 'y'"),
        (Message(("a", "b"), ("c",)), "wrong number of plural forms"),
        (Message(("a", "b"), ("c", "")), "not translated"),
        (Message("{a", "{a"), "braces don't fit in '{a'"),
    ],
)
def test_a_wrong_entry_is_found(entry, fault):
    assert fault in list(faults_of_entry(entry, 2))


def test_a_plural_form_may_leave_the_figure_out():
    entry = Message(("{count} line", "{count} lines"), ("une ligne", "{count} lignes"))
    assert list(faults_of_entry(entry, 2)) == []


@pytest.fixture(scope="module")
def template():
    """All texts of the code: to read them takes a second."""
    return extracted()


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The catalogues in another folder, to spoil them, of little code: all takes a second."""
    for path in (template_path(), *map(po_path, LANGUAGES), *map(mo_path, LANGUAGES)):
        copy = tmp_path / path.relative_to(catalogues.catalogues())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    few = [one for one in catalogues._sources() if one[0].name in FEW]
    monkeypatch.setattr(catalogues, "catalogues", lambda: tmp_path)
    monkeypatch.setattr(catalogues, "_sources", lambda: few)
    return tmp_path


def test_a_new_text_in_the_code_is_found_and_english_fills_itself(elsewhere, monkeypatch, capsys):
    code = elsewhere / "ui" / "page.py"
    code.parent.mkdir()
    code.write_text(
        'w.t("Brand new")\nw.n("{count} new", "{count} news", 2)\nN_("Don\'t")\nw.p("verb", "New")'
    )
    real = catalogues._sources
    monkeypatch.setattr(catalogues, "_sources", lambda: [*real(), (code, catalogues.KEYWORDS)])
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "cpise_inventory.pot: the code has other texts" in said
    assert "fr: not there: 'Brand new'" in said
    assert main(["update"]) == 0
    english, french = catalogue("en"), catalogue("fr")
    assert english.get("Don't").string == "Don’t"
    assert english.get("New", "verb").string == "New"
    assert french.get(("{count} new", "{count} news")).string == ("", "")
    assert "fr: not translated: 'Brand new'" in list(faults())
    assert "en: cpise_inventory.mo is not cpise_inventory.po compiled" in list(faults())
    assert main(["compile"]) == 0
    with mo_path("en").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Don't") == "Don’t"


def test_a_text_that_left_the_code_leaves_the_catalogues(elsewhere):
    french = catalogue("fr")
    french.add("Gone from the code", "Parti")
    po_path("fr").write_bytes(as_po(french))
    assert "fr: no longer in the code: 'Gone from the code'" in list(faults())
    main(["update"])
    assert catalogue("fr").get("Gone from the code") is None
    assert b"Gone" not in po_path("fr").read_bytes()


def test_translations_survive_an_update(elsewhere):
    french = catalogue("fr").get("Aborted.").string
    assert main(["update"]) == main(["compile"]) == 0
    assert catalogue("fr").get("Aborted.").string == french
    once = {path: path.read_bytes() for path in elsewhere.rglob("*.*o*")}
    assert main(["update"]) == main(["compile"]) == 0
    assert {path: path.read_bytes() for path in once} == once


def test_an_unknown_act_is_refused(capsys):
    assert main([]) == main(["delete"]) == 2
    assert "update|compile|check" in capsys.readouterr().err


# The files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_cldrs(language):
    texts = catalogue(language)
    assert texts.num_plurals == get_plural(language).num_plurals >= PLURALS[language]


def test_the_files_bear_no_dates_no_paths_and_no_names():
    for path in (template_path(), *map(po_path, LANGUAGES), *map(mo_path, LANGUAGES)):
        content = path.read_bytes()
        assert str(ROOT).encode() not in content
        assert sys.prefix.encode() not in content
        assert path.suffix == ".mo" or b"-Date" not in content
        assert b"EMAIL@ADDRESS" not in content


def test_writing_twice_gives_the_same_bytes(template):
    assert as_po(template) == as_po(template) == template_path().read_bytes()
    assert as_mo(catalogue("ar")) == as_mo(catalogue("ar"))


def test_placeholders_are_names(template):
    """`{}` and `{0}` can't be moved by a translator; Typer's own are not ours to change."""
    theirs = {"[default: {}]", "[env var: {}]"}
    for entry in template:
        for msgid in [entry.id] if isinstance(entry.id, str) else entry.id:
            if msgid not in theirs:
                assert all(name.isidentifier() for name in placeholders(msgid)), msgid


# The writing --------------------------------------------------------------------------------------


def without_markup(text: str) -> str:
    return re.sub(r"\{[^{}]*\}|\[/?\w*\]|'[^']*'", "x", text)


def test_the_shipped_fonts_have_every_letter():
    """What is no letter (line ends, marks of direction) is taken out before it is drawn."""
    drawn_by_nobody = set(map(ord, "\n\t\u200e\u200f\u2066\u2068\u2069"))
    letters = {
        ord(char) for language in LANGUAGES for _, text in texts_of(language) for char in text
    }
    for fonts in ("paper/NotoSansArabic_400*.ttf", "screen/NotoSans*-Regular.ttf"):
        paths = sorted((RESOURCES / "fonts").glob(fonts))
        known = {code for path in paths for code in TTFont(path.stem, path).face.charToGlyph}
        lacking = letters - known - drawn_by_nobody
        assert not lacking, f"{fonts} lacks {[chr(code) for code in lacking]}"


def test_french_is_set_as_french_is_set():
    for msgid, text in texts_of("fr"):
        plain = without_markup(text)
        assert "'" not in plain, f"straight apostrophe: {text!r} ({msgid!r})"
        assert '"' not in plain, f"straight quotes: {text!r}"
        assert not re.search(rf"[^{NARROW}][;!?]", plain), f"U+202F before ; ! ?: {text!r}"
        assert not re.search(r"\w ?:(\s|$)|« | »|[\w.]»|«[\w]", plain), f"no-break spaces: {text!r}"
        assert "..." not in plain or "..." in msgid, f"three dots: {text!r}"


def test_arabic_is_set_as_arabic_is_set():
    for msgid, text in texts_of("ar"):
        plain = without_markup(text)
        assert not re.search("[٠-٩۰-۹]", text), f"Western digits: {text!r}"
        assert not re.search(r"[\u0600-\u06ff] ?[,;?]", plain), f"Arabic ، ؛ ؟: {text!r}"
        assert "”" not in plain, f"«»: {text!r}"
        assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069"), text
        shown = re.sub(r"\{[^{}]*\}", "", msgid)
        if re.search(r"[a-z]{3}", shown) and msgid not in NAMES:
            assert re.search("[\u0600-\u06ff]", text), f"no Arabic in {text!r} ({msgid!r})"


def test_a_sentence_ends_alike_in_all_languages():
    ends = {".": ".", "?": "?؟", "!": "!", ":": ":", "…": "…"}
    for language in LANGUAGES:
        for msgid, text in texts_of(language):
            if msgid[-1] in ends and " " in msgid and not msgid.endswith("..."):
                assert text[-1] in ends[msgid[-1]] or text[-1] in "}\u2069]", (msgid, text)
