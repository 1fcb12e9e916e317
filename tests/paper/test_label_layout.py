"""On every size that holds a code there is one that telephones read, and all text fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.paper.label_layout import (
    SIDE,
    Kind,
    Label,
    LabelDoesNotFit,
    TagNotPrintable,
    frame,
)
from cpise_inventory.paper.label_text import set_text
from cpise_inventory.paper.qr import QUIET_ZONE
from cpise_inventory.paper.sheets import Sheet, sheet, sheets
from cpise_inventory.paper.text import SMALLEST, width
from cpise_inventory.paper.units import MM

TAG = "NKC1-A-00042-K"
LONGEST = Label(
    "NKC1-A-00042-K",
    (
        "Serviettes hygiéniques lavables avec pochette imperméable, paquet de 10 (6–11 ans)",
        "Hewlett-Packard LaserJet Enterprise MFP M528dn – S/N CNB1R2T3Y4U5I6O7P8",
    ),
    "Don de l’Organisation internationale pour les migrations (OIM), financé par le Bureau PRM",
    "Centre de Protection et d’Intégration Sociale des Enfants de Nouakchott – Dar Naïm",
)
LONGEST_ARABIC = Label(
    "NKC1-A-00042-K",
    ("حاسوب محمول للإدارة مع حقيبة ومزوّد طاقة غير منقطعة وشاشة خارجية", "الرقم 5CD1234"),
    "هبة من المنظمة الدولية للهجرة بتمويل من مكتب السكان واللاجئين والهجرة الأمريكي",
    "مركز الحماية والدمج الاجتماعي للأطفال في نواكشوط – دار النعيم",
)


def size(width_mm: float, height_mm: float) -> Sheet:
    """A roll of such labels."""
    return Sheet(
        code="ROLL",
        maker="",
        page_w_mm=width_mm,
        page_h_mm=height_mm,
        label_w_mm=width_mm,
        label_h_mm=height_mm,
        cols=1,
        rows=1,
        left_mm=0,
        top_mm=0,
        pitch_x_mm=width_mm,
        pitch_y_mm=height_mm,
    )


WITH_CODE = [code for code in sheets() if code != "L4731"]


@pytest.mark.parametrize("code", WITH_CODE)
@pytest.mark.parametrize("dpi", [0, 203, 300, 600])
def test_every_sheet_holds_a_code_of_half_millimetre_modules_in_whole_dots(
    code: str, dpi: int
) -> None:
    one = sheet(code)
    dot = 72 / dpi if dpi else 0
    made = frame(one, dot=dot)
    assert made.module >= (0.49 if dpi else 0.5) * MM - 1e-6
    if dot:
        assert made.module / dot == pytest.approx(round(made.module / dot))
    x, y = made.code
    quiet, dark = QUIET_ZONE * made.module, SIDE * made.module
    assert min(x, y) >= quiet - 1e-6  # white all around, inside the label
    assert x + dark + quiet <= one.label_w_mm * MM + 1e-6
    assert y + dark + quiet <= one.label_h_mm * MM + 1e-6
    if made.kind is Kind.BESIDE:
        assert made.text.left >= x + dark + quiet - 1e-6
    else:
        assert made.text.top >= y + dark + quiet - 1e-6


@pytest.mark.parametrize("code", WITH_CODE)
@pytest.mark.parametrize("label", [LONGEST, LONGEST_ARABIC])
def test_the_longest_names_are_fitted_and_the_tag_is_never_cut(code: str, label: Label) -> None:
    one = sheet(code)
    made = frame(one)
    lines = set_text(label, made, one).lines
    assert "".join(next(x for x in lines if "NKC1" in x.fitted.lines[0]).fitted.lines) == TAG
    y = made.text.top
    for line in lines:
        assert line.top >= y - 1e-6
        assert line.fitted.size >= SMALLEST
        for glyphs in line.fitted.lines:
            assert width(glyphs, line.face) * line.fitted.size <= made.text.width + 1e-6
        y = line.top + line.fitted.height
    assert y <= made.text.bottom + 0.02


def test_a_small_label_keeps_the_tag_and_the_centre_and_leaves_the_rest_out() -> None:
    label = Label(TAG, ("HP ProBook", "S/N 1"), "Don OIM", "CPISE Kiffa")

    def said(code: str) -> list[str]:
        one = sheet(code)
        return [
            glyphs
            for line in set_text(label, frame(one), one).lines
            for glyphs in line.fitted.lines
        ]

    assert said("L7160") == ["CPISE Kiffa", TAG, "HP ProBook", "S/N 1", "Don OIM"]
    assert said("L4732")[:3] == ["CPISE Kiffa", "NKC1-A-", "00042-K"]
    assert len(said("L4732")) < 7


@pytest.mark.parametrize(
    ("one", "width_mm", "height_mm"),
    [(sheet("L4731"), 1.5, 0.9), (size(16, 16), 0.0, 1.9), (size(60, 9), 0.0, 1.9)],
)
def test_a_label_without_room_for_a_code_is_refused_with_what_lacks(
    one: Sheet, width_mm: float, height_mm: float
) -> None:
    assert frame_lacks(one) == (width_mm, height_mm)


def frame_lacks(one: Sheet) -> tuple[float, float]:
    with pytest.raises(LabelDoesNotFit) as refused:
        frame(one)
    return refused.value.lacks_width, refused.value.lacks_height


def test_what_lacks_is_enough() -> None:
    for wide, high in ((25.4, 10), (16, 16), (10, 60), (60, 9), (5, 5)):
        across, down = frame_lacks(size(wide, high))
        assert frame(size(wide + across, high + down)).module >= 0.33 * MM - 0.01


def test_a_small_label_can_do_without_a_code() -> None:
    one = sheet("L4731")
    made = frame(one, text_only=True)
    assert made.kind is Kind.ALONE
    assert "".join(set_text(Label(TAG), made, one).lines[0].fitted.lines) == TAG
    with pytest.raises(LabelDoesNotFit):
        frame(size(10, 30), text_only=True)
    with pytest.raises(LabelDoesNotFit):
        set_text(Label("W" * 23), frame(size(17, 5), text_only=True), size(17, 5))


@pytest.mark.parametrize("one", [size(25.4, 25.4), size(29, 90), size(30, 40)])
def test_a_narrow_label_has_its_text_under_the_code(one: Sheet) -> None:
    assert frame(one).kind is Kind.BELOW


@pytest.mark.parametrize("tag", ["", "nkc1", "A" * 24, "Ä", " A", "A_B", "A\n"])
def test_a_tag_that_no_code_can_bear_is_refused(tag: str) -> None:
    with pytest.raises(TagNotPrintable):
        Label(tag)


def test_a_printer_of_unequal_dots_gets_modules_of_whole_dots_both_ways() -> None:
    dot = 72 / 300  # of 300 x 600 dpi
    module = frame(sheet("11355"), dot=dot).module
    assert module / dot == pytest.approx(round(module / dot))


@given(
    width_mm=st.integers(50, 1500).map(lambda tenths: tenths / 10),
    height_mm=st.integers(50, 1500).map(lambda tenths: tenths / 10),
    dpi=st.sampled_from([0, 203, 300, 600]),
)
def test_any_label_holds_a_readable_code_or_is_refused_with_what_lacks(
    width_mm: float, height_mm: float, dpi: int
) -> None:
    dot = 72 / dpi if dpi else 0
    try:
        made = frame(size(width_mm, height_mm), dot=dot)
    except LabelDoesNotFit as refused:
        across, down = refused.lacks_width, refused.lacks_height
        assert across > 0 or down > 0
        made = frame(size(width_mm + across, height_mm + down), dot=dot)
    assert made.module >= 0.33 * MM - 0.01
    assert made.text.width > 0
    assert made.text.height > 0
