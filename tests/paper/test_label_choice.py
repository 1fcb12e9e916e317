"""Layouts, bars for laser scanners, and the donor's mark: all there, or refused with what fits."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from cpise_inventory.identity import asset_tag, read_tag
from cpise_inventory.paper.bars import LOWEST, NARROWEST, bars
from cpise_inventory.paper.label_layout import (
    Coding,
    Frame,
    Kind,
    Label,
    LabelDoesNotFit,
    Layout,
    LayoutDoesNotFit,
    OnlyTextFits,
    frame,
)
from cpise_inventory.paper.label_pdf import Printing, draw
from cpise_inventory.paper.label_text import Laid, set_text
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.sheets import Measured, Sheet, sheet, sheets
from cpise_inventory.paper.units import MM
from tests.paper.samples import picture

TAG = asset_tag("NKC1-A", 42)
MODEL, SERIAL, KIND = "HP ProBook 450 G10", "N° série 5CD1234XYZ", "Ordinateur portable"
DONOR, CENTRE = "Don de : OIM / PRM", "CPISE Nouakchott – Dar Naïm"
LABEL = Label(TAG, (MODEL, SERIAL, KIND), DONOR, CENTRE)
WITH_CODE = [code for code in sheets() if code != "L4731"]
LONG = Label(
    TAG,
    ("Hewlett-Packard LaserJet Enterprise MFP M528dn – deux bacs", "N° série CNB1R2T3Y4U5I6O7P8"),
    DONOR,
    "Kiffa",
)


def mark(width: int = 600, height: int = 200) -> Mark:
    """A blue oval in a red frame."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width - 1, height - 1), outline="red", width=height // 10)
    pen.ellipse((width // 4, height // 6, 3 * width // 4, 5 * height // 6), fill="blue")
    out = BytesIO()
    image.save(out, "PNG")
    return Mark(out.getvalue(), width, height)


def pdf(label: Label, one: Sheet, **how: object) -> bytes:
    out = BytesIO()
    draw([label], one, out, Printing(**how))  # type: ignore[arg-type]  # fields of any kind
    return out.getvalue()


def said(laid: Laid) -> set[str]:
    return {" ".join(line.fitted.lines) for line in laid.lines}


def demanded(label: Label, layout: Layout) -> set[str]:
    return {
        Layout.PLAIN: set(),
        Layout.CENTRE: {label.centre, label.donor},
        Layout.WIDE: set(label.lines[:2]),
    }[layout]


def laid_out(label: Label, one: Sheet, layout: Layout) -> Laid | LayoutDoesNotFit:
    try:
        return set_text(label, frame(one), one, layout)
    except LayoutDoesNotFit as refused:
        return refused


@pytest.mark.parametrize("label", [LABEL, LONG])
@pytest.mark.parametrize("code", WITH_CODE)
def test_what_a_layout_demands_stands_whole_on_the_label_or_it_is_refused(
    code: str, label: Label
) -> None:
    one = sheet(code)
    for layout in (Layout.PLAIN, Layout.CENTRE, Layout.WIDE):
        laid = laid_out(label, one, layout)
        if isinstance(laid, LayoutDoesNotFit):
            assert (laid.sheet, laid.tag, laid.layout) == (code, TAG, layout)
            assert {Layout.AUTO, Layout.PLAIN} <= set(laid.fits)
            assert all(isinstance(laid_out(label, one, Layout(fit)), Laid) for fit in laid.fits)
            assert label is LONG
            continue
        lines = {text.replace(" ", "") for text in said(laid)}
        assert {text.replace(" ", "") for text in (TAG, *demanded(label, layout))} <= lines
        assert layout is Layout.WIDE or len(lines) == 1 + len(demanded(label, layout))


def test_the_smallest_label_has_no_room_for_a_long_model_and_says_what_fits() -> None:
    refused = laid_out(LONG, sheet("L4732"), Layout.WIDE)
    assert isinstance(refused, LayoutDoesNotFit)
    assert refused.fits == ("auto", "plain", "centre")


def test_a_sheet_without_room_for_a_code_says_that_text_would_fit() -> None:
    with pytest.raises(OnlyTextFits):
        frame(sheet("L4731"))
    laid = set_text(LABEL, frame(sheet("L4731"), text_only=True), sheet("L4731"), Layout.TEXT)
    assert TAG in said(laid)
    with pytest.raises(LabelDoesNotFit) as refused:
        frame(Measured(label=(8, 8)).sheet("X"))
    assert not isinstance(refused.value, OnlyTextFits)


# --- bars -----------------------------------------------------------------------------------------


def test_bars_are_wide_enough_in_whole_dots_with_white_at_their_ends() -> None:
    length = bars(LABEL.bars).length
    for code in ("L7160", "T50x25", "T57x32", "DK-11201", "T100x50", "L7159"):
        for dpi in (0, 203, 300, 600):
            one, dot = sheet(code), 72 / dpi if dpi else 0
            division = frame(one, dot=dot, bars=length)
            assert division.kind is Kind.BARS
            assert division.module >= NARROWEST - 0.002
            assert not dot or division.module / dot == pytest.approx(round(division.module / dot))
            assert (length + 20) * division.module <= one.label_w_mm * MM + 1e-6
            assert division.high >= LOWEST - 1e-6
            assert set_text(LABEL, division, one).lines


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("code", ["L7160", "T50x25", "T100x50"])
def test_bars_are_read_back_as_the_tag(code: str, dpi: int) -> None:
    data = pdf(LABEL, sheet(code), coding=Coding.BARS, dpi=(dpi, dpi))
    image = picture(data, dpi).point(lambda grey: 255 if grey > 127 else 0)
    (found,) = zxingcpp.read_barcodes(image, try_downscale=False)
    assert found.format == zxingcpp.BarcodeFormat.Code128
    assert read_tag(found.text) == TAG


def test_where_bars_would_be_too_narrow_the_millimetres_that_lack_are_told() -> None:
    length = bars(LABEL.bars).length

    def narrow(width: float, height: float) -> Frame:
        return frame(Measured(label=(width, height)).sheet("X"), bars=length)

    with pytest.raises(OnlyTextFits) as refused:
        narrow(38, 21.2)
    assert (refused.value.lacks_width, refused.value.lacks_height) == (6.0, 0.0)
    assert narrow(44, 21.2).kind is Kind.BARS
    with pytest.raises(LabelDoesNotFit) as refused:
        narrow(60, 10)
    assert refused.value.lacks_height == 3.0
    assert narrow(60, 13).high >= LOWEST - 1e-6


# --- the donor's mark -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["L7160", "T57x32", "T100x50", "DK-11202"])
def test_the_mark_stands_in_the_place_of_the_donors_name_and_over_nothing(code: str) -> None:
    one = sheet(code)
    marked = Label(TAG, LABEL.lines, DONOR, CENTRE, mark=mark())
    for layout in (Layout.AUTO, Layout.CENTRE, Layout.WIDE):
        division = frame(one)
        laid = set_text(marked, division, one, layout)
        box = laid.mark
        assert box is not None
        assert box.width / box.height == pytest.approx(3)
        assert box.height >= 2.5 * MM - 0.8 * MM
        assert DONOR not in said(laid)
        last = max(line.top + line.fitted.height for line in laid.lines)
        assert box.top >= last - 0.01
        assert box.bottom <= division.text.bottom + 0.01
        assert division.text.left - 0.01 <= box.left
        assert box.right <= division.text.right + 0.01


def test_where_the_mark_would_be_too_small_or_displace_more_the_name_stands() -> None:
    one = sheet("L4732")
    tiny = set_text(Label(TAG, (MODEL,), DONOR, CENTRE, mark=mark()), frame(one), one)
    assert tiny.mark is None
    long = sheet("L7160")
    thin = set_text(Label(TAG, (), DONOR, CENTRE, mark=mark(1200, 40)), frame(long), long)
    assert thin.mark is None
    assert DONOR in said(thin)


def test_the_mark_is_drawn_once_in_the_file_and_with_its_colours() -> None:
    marked = [Label(TAG, LABEL.lines, DONOR, CENTRE, mark=mark())] * 42
    out, one = BytesIO(), sheet("L7160")
    draw(marked, one, out)
    data = out.getvalue()
    assert data.count(b"/Subtype /Image") == 1
    laid = set_text(marked[0], frame(one), one).mark
    assert laid is not None
    page, label = picture(data, 254, colour=True), one.label(0)
    x = label.left + (laid.left + laid.width / 2) / MM
    y = label.top + (laid.top + laid.height / 2) / MM
    assert page.getpixel((round(10 * x), round(10 * y))) == (0, 0, 255)
    plain = BytesIO()
    draw([LABEL] * 42, one, plain)
    assert len(data) < len(plain.getvalue()) + len(mark().png) + 10_000


@pytest.mark.parametrize("code", ["L4732", "L7654", "DK-11204", "11355", "L4731"])
def test_a_serial_number_is_never_cut_but_left_out(code: str) -> None:
    one = sheet(code)
    label = Label(TAG, (MODEL, "N° série CNB1R2T3Y4U5I6O7P8A9B8C7D6E5F4", KIND), DONOR, CENTRE)
    for layout in (Layout.AUTO, Layout.TEXT):
        division = frame(one, text_only=layout is Layout.TEXT or code == "L4731")
        lines = set_text(label, division, one, layout).lines
        assert not any(
            "série" in " ".join(line.fitted.lines) for line in lines if not line.fitted.whole
        )
