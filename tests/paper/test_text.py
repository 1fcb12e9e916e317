"""Arabic joined and in order, codes in one piece, every glyph there, everything fitted."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.paper import text as texts
from cpise_inventory.paper.text import Face, clean, fitted, is_rtl, ltr, visual, width, wrapped

ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڨگڭ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’–—…°×· \u00a0\u202f"
LONG_FRENCH = "Serviettes hygiéniques lavables avec pochette imperméable, paquet de 10 (6–11 ans)"
LONG_ARABIC = "حقيبة نظافة فردية للبنات من 6 إلى 11 سنة مع فوط صحية قابلة للغسل ومنشفة وصابون"


def seen(text: str, *, rtl: bool = True) -> str:
    """From left to right as the eye has it, letters told by their base forms."""
    return unicodedata.normalize("NFKC", visual(clean(text), rtl=rtl)).replace("\u00a0", " ")


def test_words_run_from_the_right_and_codes_from_the_left() -> None:
    line = seen(f"رقم {ltr('NKC1-A-RD-2026-00017')} لحاسوب Dell")
    assert line.index("Dell") < line.index("NKC1-A-RD-2026-00017") < line.index("ر")


@pytest.mark.parametrize(
    "code", ["2026-11-24", "1 250,50", "+222 45 25 25 25", "35 °C", "NKC1-A", "(2×12)", "−12"]
)
def test_a_code_in_arabic_keeps_its_order(code: str) -> None:
    assert code in seen(f"في {ltr(code)} من")
    assert code in seen(f"في \u2066{code}\u2069 من")  # as screens write it


def test_two_codes_with_a_dash_between_them_follow_one_another_from_the_right() -> None:
    line = seen(f"نسخة {ltr('2')} — {ltr('24/11/2026 10:42')} — سيدي")
    assert line == f"{seen('سيدي')} — 24/11/2026 10:42 — 2 {seen('نسخة')}"


def test_brackets_are_mirrored() -> None:
    assert seen("صابون (كبير)").startswith("(")


def test_letters_are_joined_and_lam_alef_is_one_glyph() -> None:
    assert visual("لا", rtl=True) == "\ufefb"
    assert visual("بيت", rtl=True) == "\ufe96\ufef4\ufe91"


def test_vowel_marks_stay() -> None:
    assert set("سُلِّم") - set(unicodedata.normalize("NFKC", visual("سُلِّم", rtl=True))) == set()


@pytest.mark.parametrize("face", list(Face))
def test_every_glyph_of_our_languages_is_in_the_font(face: Face) -> None:
    words = [a + b + c for a in ARABIC for b, c in pairwise(ARABIC)] + [a * 3 for a in ARABIC]
    words += list(ARABIC) + [letter + mark for letter in ARABIC for mark in MARKS] + ["لا لأ لإ لآ"]
    glyphs = {glyph for word in words for glyph in visual(word, rtl=True)} | set(FRENCH)
    glyphs |= set(map(chr, range(0x20, 0x7F))) | set("،؛؟٪٫٬")
    (main, text), *rest = texts.runs("".join(sorted(glyphs)), face)
    assert not rest
    assert set(text) <= main.has


def test_letters_of_pulaar_come_from_another_font() -> None:
    fonts = [(metrics.name, run) for metrics, run in texts.runs("Ɓoggol ƴ", Face.TEXT)]
    assert [run for _, run in fonts] == ["Ɓ", "oggol ", "ƴ"]
    assert fonts[0][0] == fonts[2][0] != fonts[1][0]
    for metrics, run in texts.runs("Ɓoggol ƴ", Face.TEXT):
        assert metrics.has.issuperset(run)


@pytest.mark.parametrize(
    ("text", "paper_rtl", "rtl"),
    [
        ("Savon", True, False),
        ("24/11/2026", True, False),
        ("حاسوب Dell", False, True),
        ("Dell حاسوب", False, False),
        ("Dell حاسوب", True, True),
        (f"{ltr('NKC1')} حاسوب", False, True),
        ("", True, False),
    ],
)
def test_a_text_runs_as_its_letters_do(text: str, *, paper_rtl: bool, rtl: bool) -> None:
    assert is_rtl(text, paper_rtl=paper_rtl) is rtl


@pytest.mark.parametrize("text", [LONG_FRENCH, LONG_ARABIC])
@pytest.mark.parametrize("room", [40.0, 120.0, 300.0])
def test_wrapped_lines_are_in_reading_order_and_no_wider_than_the_room(
    text: str, room: float
) -> None:
    rtl = is_rtl(text, paper_rtl=False)
    lines = wrapped(text, Face.TEXT, 9, room, rtl=rtl)
    assert all(width(line, Face.TEXT) * 9 <= room + 1e-6 for line in lines)
    words = " ".join(" ".join(reversed(line.split(" "))) if rtl else line for line in lines)
    if room > 100:
        got = sorted(unicodedata.normalize("NFKC", words).split())
        assert len(got) == len(text.split())
    first = visual(text.split(maxsplit=1)[0], rtl=rtl)
    assert lines[0].endswith(first) if rtl else lines[0].startswith(first[:4])


def test_what_is_kept_together_is_not_wrapped() -> None:
    lines = wrapped(f"هاتف {ltr('+222 45 25 25 25')} المدير", Face.TEXT, 9, 75, rtl=True)
    assert sum("222\u00a045\u00a025\u00a025\u00a025" in line for line in lines) == 1


@given(
    text=st.text(st.sampled_from(ARABIC + FRENCH + "abcABC019-/()" + MARKS), max_size=60),
    room=st.floats(20, 300),
    height=st.floats(0, 60),
)
def test_a_fitted_text_stays_in_its_box(text: str, room: float, height: float) -> None:
    rtl = is_rtl(text, paper_rtl=False)
    found = fitted(text, Face.BOLD, 10, room, height, rtl=rtl)
    assert texts.SMALLEST <= found.size <= 10
    assert all(width(line, Face.BOLD) * found.size <= room + 1e-6 for line in found.lines)
    assert len(found.lines) == 1 or found.height <= height + 1e-6
    assert found.whole or any(texts.ELLIPSIS in line for line in found.lines)


def test_a_text_shrinks_then_wraps_then_ends_in_an_ellipsis() -> None:
    one = width(LONG_FRENCH, Face.TEXT) * 10
    assert fitted(LONG_FRENCH, Face.TEXT, 10, one, 15, rtl=False).size == 10
    assert fitted(LONG_FRENCH, Face.TEXT, 10, 0.9 * one, 15, rtl=False).size == pytest.approx(9)
    two = fitted(LONG_FRENCH, Face.TEXT, 10, 0.6 * one, 25, rtl=False)
    assert len(two.lines) == 2
    assert two.whole
    cut = fitted(LONG_FRENCH, Face.TEXT, 10, 0.2 * one, 7, rtl=False)
    assert not cut.whole
    assert cut.lines[-1].endswith("…")
    assert cut.size == texts.SMALLEST


@given(st.text(max_size=40))
def test_no_text_of_any_kind_breaks_the_drawing(text: str) -> None:
    for rtl in (False, True):
        for line in wrapped(text, Face.TEXT, 9, 100, rtl=rtl):
            assert width(line, Face.TEXT) >= 0
            assert not set(line) & set("\n\t\u202a\u202c\u2066\u2069")
