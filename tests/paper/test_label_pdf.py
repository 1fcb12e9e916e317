"""Labels lie where the sheet has them, to a fifth of a millimetre, and every code is read."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

import resources
from cpise_inventory.paper.calibration import Calibration, Marks, corrected, marks
from cpise_inventory.paper.label_layout import Label, LabelDoesNotFit, Layout
from cpise_inventory.paper.label_pdf import (
    CalibrationWords,
    CopiesOutOfRange,
    NoFreeLabel,
    Placed,
    Printing,
    StartPastEnd,
    draw,
    draw_test_page,
    placements,
)
from cpise_inventory.paper.sheets import Sheet, sheet, sheets
from tests.paper.samples import assert_only_embedded_fonts, page_texts, picture, words_of

PER_MM = 10  # pixels
DPI = 25.4 * PER_MM
WORDS = CalibrationWords(
    language="fr",
    title="Page d’essai",
    advice="Imprimez à 100 %.",
    left="du bord gauche à la ligne",
    top="du bord supérieur à la ligne",
    across="règle horizontale",
    down="règle verticale",
)


def labels(count: int) -> list[Label]:
    return [
        Label(
            f"NKC1-A-{n:05}-K",
            (("Ordinateur portable", "حاسوب محمول")[n % 2], f"S/N {n}"),
            "Don OIM",
            "Kiffa",
        )
        for n in range(count)
    ]


def pdf(count: int, one: Sheet, printing: Printing | None = None) -> bytes:
    out = BytesIO()
    draw(labels(count), one, out, printing)
    return out.getvalue()


def geometry() -> Iterator[tuple[str, list[tuple[float, float, float, float]]]]:
    """Left, top, right, bottom of each label as the table says, reckoned here."""
    path = resources.HERE / "label_sheets" / "sheets.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            n = {name: float(row[name] or 0) for name in row if name.endswith("_mm")}
            yield (
                row["code"],
                [
                    (
                        n["left_mm"] + c * n["pitch_x_mm"],
                        n["top_mm"] + r * n["pitch_y_mm"],
                        n["left_mm"] + c * n["pitch_x_mm"] + n["label_w_mm"],
                        n["top_mm"] + r * n["pitch_y_mm"] + n["label_h_mm"],
                    )
                    for r in range(int(row["rows"]))
                    for c in range(int(row["cols"]))
                ],
            )


def line_at(image: Image.Image, x: float, y: float, *, upright: bool) -> float:
    """Where the darkest line near a place is, in millimetres; searched 0.6 mm to both sides."""
    across, along = 0.6 * PER_MM, 1.0 * PER_MM
    half = (across, along) if upright else (along, across)
    box = (x * PER_MM - half[0], y * PER_MM - half[1], x * PER_MM + half[0], y * PER_MM + half[1])
    left, top, right, bottom = (round(side) for side in box)
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, image.width), min(bottom, image.height)
    piece = image.crop((left, top, right, bottom))
    shape = (piece.width, 1) if upright else (1, piece.height)
    greys = list(piece.resize(shape, Image.Resampling.BOX).tobytes())
    assert min(greys) < 200, "no line there"
    return ((left if upright else top) + greys.index(min(greys)) + 0.5) / PER_MM


@pytest.mark.parametrize(("code", "boxes"), list(geometry()), ids=list(sheets()))
def test_every_label_is_where_its_sheet_has_it(
    code: str, boxes: list[tuple[float, float, float, float]]
) -> None:
    printing = Printing(outlines=True, layout=Layout.TEXT if code == "L4731" else Layout.AUTO)
    image = picture(pdf(1, sheet(code), printing), DPI)
    for left, top, right, bottom in boxes:
        middle, centre = (left + right) / 2, (top + bottom) / 2
        for edge in (left, right):
            assert line_at(image, edge, centre, upright=True) == pytest.approx(edge, abs=0.2)
        for edge in (top, bottom):
            assert line_at(image, middle, edge, upright=False) == pytest.approx(edge, abs=0.2)


def printed(data: bytes, dpi: int) -> Image.Image:
    """Dots that are black or white, as a printer of this resolution sets them."""
    return picture(data, dpi).point(lambda grey: 255 if grey > 127 else 0)


def codes(image: Image.Image) -> list[str]:
    return sorted(
        code.text
        for code in zxingcpp.read_barcodes(
            image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
    )


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("code", [code for code in sheets() if code != "L4731"])
def test_every_code_of_every_sheet_is_read_back(code: str, dpi: int) -> None:
    one = sheet(code)
    data = pdf(one.per_page, one, Printing(dpi=(dpi, dpi)))
    assert codes(printed(data, dpi)) == [label.code for label in labels(one.per_page)]


def test_the_page_is_the_paper_and_asks_to_be_printed_at_full_size() -> None:
    for code in ("L7160", "DK-11201"):
        one = sheet(code)
        data = pdf(1, one)
        document = pypdfium2.PdfDocument(data)
        width, height = document[0].get_size()
        document.close()
        assert width / 72 * 25.4 == pytest.approx(one.page_w_mm, abs=0.01)
        assert height / 72 * 25.4 == pytest.approx(one.page_h_mm, abs=0.01)
        assert b"/PrintScaling /None" in data


def test_the_text_is_read_back_and_all_fonts_are_embedded() -> None:
    data = pdf(4, sheet("L7160"))
    (text,) = page_texts(data)
    assert "NKC1-A-00000-K" in text
    assert {"00000", "00003", "Ordinateur", "حاسوب", "Kiffa"} <= words_of(text)
    assert_only_embedded_fonts(data)


def test_the_same_labels_are_the_same_bytes() -> None:
    assert pdf(30, sheet("L7160")) == pdf(30, sheet("L7160"))


def test_a_used_sheet_goes_on_at_its_first_free_label_and_steps_over_spoiled_ones() -> None:
    printing = Printing(start=18, skip=frozenset({19}), copies=2)
    assert list(placements(2, sheet("L7160"), printing)) == [
        Placed(0, 0, 18),
        Placed(0, 0, 20),
        Placed(1, 1, 0),
        Placed(1, 1, 1),
    ]
    image = printed(pdf(1, sheet("L7160"), Printing(start=5)), 150)
    (found,) = zxingcpp.read_barcodes(image)
    label = sheet("L7160").label(5)
    x, y = (found.position.top_left.x / 150 * 25.4, found.position.top_left.y / 150 * 25.4)
    assert label.left < x < label.right
    assert label.top < y < label.bottom


def test_what_goes_on_no_sheet_is_refused() -> None:
    one, out = sheet("L7160"), BytesIO()
    with pytest.raises(StartPastEnd) as past:
        draw(labels(1), one, out, Printing(start=21))
    assert (past.value.start, past.value.per_page) == (22, 21)
    with pytest.raises(StartPastEnd):
        draw(labels(1), one, out, Printing(start=-1))
    with pytest.raises(NoFreeLabel):
        draw(labels(1), one, out, Printing(start=20, skip=frozenset({20})))
    with pytest.raises(CopiesOutOfRange):
        draw(labels(1), one, out, Printing(copies=0))
    with pytest.raises(LabelDoesNotFit):
        draw(labels(1), sheet("L4731"), out)
    with pytest.raises(ValueError, match="no label"):
        draw([], one, out)
    assert not out.getvalue()


def test_plain_paper_has_marks_to_cut_along() -> None:
    one = sheet("A4-GRID")
    image = picture(pdf(1, one), DPI)
    for column in range(one.cols + 1):
        x = one.left_mm + column * one.pitch_x_mm
        for y in (one.top_mm - 4, one.page_h_mm - one.top_mm + 4):
            assert line_at(image, x, y, upright=True) == pytest.approx(x, abs=0.2)
    for row in range(one.rows + 1):
        y = one.top_mm + row * one.pitch_y_mm
        for x in (one.left_mm - 4, one.page_w_mm - one.left_mm + 4):
            assert line_at(image, x, y, upright=False) == pytest.approx(y, abs=0.2)


@pytest.mark.parametrize("code", ["L7160", "T50x25", "DK-11204", "L7169"])
def test_a_test_page_has_its_lines_and_rulers_where_it_says(code: str) -> None:
    one, out = sheet(code), BytesIO()
    said = draw_test_page(one, out, WORDS)
    assert said == marks(one)
    if not one.is_roll:
        assert said == Marks(20, 20, 150, 150)
    image = picture(out.getvalue(), DPI)
    for x in (said.left, said.left + said.across):
        assert line_at(image, x, said.top + 2.5, upright=True) == pytest.approx(x, abs=0.1)
    for y in (said.top, said.top + said.down):
        assert line_at(image, said.left + 2.5, y, upright=False) == pytest.approx(y, abs=0.1)


def test_a_calibrated_page_is_moved_and_stretched() -> None:
    calibration = Calibration(8, -3, 1010, 990)
    plain = sheet("L7160")
    image = picture(pdf(1, plain, Printing(outlines=True, calibration=calibration)), DPI)
    label = plain.label(16)
    x, y = label.left * 1.01 + 0.8, label.top * 0.99 - 0.3
    assert line_at(image, x, y + 10, upright=True) == pytest.approx(x, abs=0.1)
    assert line_at(image, x + 20, y, upright=False) == pytest.approx(y, abs=0.1)


def test_what_is_measured_on_a_test_page_puts_the_next_one_right() -> None:
    """A printer shifts by 1.2 and -0.8 mm and shrinks to 97 %: print, measure, correct."""
    one, calibration = sheet("L7160"), Calibration(dx_tenths=5)
    for _ in range(2):
        measured = Marks(*measure(one, calibration))
        calibration = corrected(one, measured, calibration)
    left, top, across, down = measure(one, calibration)
    assert (left, top) == pytest.approx((20, 20), abs=0.15)
    assert (across, down) == pytest.approx((150, 150), abs=0.15)


@pytest.mark.parametrize("code", ["L7160", "L7651", "T57x32", "T50x25", "DK-11204", "T100x150"])
def test_a_ruler_read_to_half_a_millimetre_brings_every_label_to_its_place(code: str) -> None:
    """A sheet and a roll alike, however far off and out of scale the printer is."""
    one = sheet(code)
    size = (one.page_w_mm, one.page_h_mm)
    for off, stretch in product((-1.3, 0.0, 0.85), (0.97, 1.0, 1.012)):
        calibration = Calibration()
        for _ in range(2):  # and once more, to see that it stays right
            wanted = marks(one)
            lines = (wanted.left, wanted.top), (wanted.across, wanted.down)
            ends = [
                [
                    printed_at(off, stretch, calibration, axis, place)
                    for place in (line, line + long)
                ]
                for axis, (line, long) in enumerate(zip(*lines, strict=True))
            ]
            edges = [round(2 * begin) / 2 for begin, _ in ends]
            rulers = [round(2 * (end - begin)) / 2 for begin, end in ends]
            calibration = corrected(one, Marks(*edges, *rulers), calibration)
        for axis in (0, 1):
            for place in (5.0, size[axis] / 2, size[axis] - 2):
                at = printed_at(off, stretch, calibration, axis, place)
                assert at == pytest.approx(place, abs=0.7)


def printed_at(
    off: float, stretch: float, calibration: Calibration, axis: int, place: float
) -> float:
    """Where that printer puts what is drawn at a place, in millimetres from the edge."""
    shift = (calibration.dx_tenths, calibration.dy_tenths)[axis] / 10
    scale = (calibration.scale_x_permille, calibration.scale_y_permille)[axis] / 1000
    return off + stretch * (scale * place + shift)


def test_a_rolls_test_page_names_what_is_to_be_measured() -> None:
    for code in ("T57x32", "11355", "DK-11204"):
        out = BytesIO()
        draw_test_page(sheet(code), out, WORDS)
        (text,) = page_texts(out.getvalue())
        assert sorted(text.split()) == ["A", "B", "C", "D"]


def measure(one: Sheet, calibration: Calibration) -> tuple[float, float, float, float]:
    out = BytesIO()
    said = draw_test_page(one, out, WORDS, calibration)
    page = picture(out.getvalue(), 2 * DPI)
    shrunk = page.resize((round(0.97 * page.width / 2), round(0.97 * page.height / 2)))
    printed_page = Image.new("L", (page.width // 2, page.height // 2), 255)
    printed_page.paste(shrunk, (12, -8))

    def seen(x: float, y: float, *, upright: bool) -> float:
        """Searched around where it should have been, farther the farther from the edge."""
        far = round(5 * (1.5 + 0.035 * (x if upright else y)))
        places = [(x + n / 5, y) if upright else (x, y + n / 5) for n in range(-far, far + 1)]
        nearest = min(places, key=lambda at: darkness(printed_page, *at, upright=upright))
        return line_at(printed_page, *nearest, upright=upright)

    left = seen(said.left, said.top + said.down / 2 + 2.5, upright=True)
    top = seen(said.left + said.across / 2 + 2.5, said.top, upright=False)
    right = seen(said.left + said.across, said.top + 1.5, upright=True)
    bottom = seen(said.left + 1.5, said.top + said.down, upright=False)
    return left, top, right - left, bottom - top


def darkness(image: Image.Image, x: float, y: float, *, upright: bool) -> float:
    half = (0.1, 1.0) if upright else (1.0, 0.1)
    box = [round(v * PER_MM) for v in (x - half[0], y - half[1], x + half[0], y + half[1])]
    greys = image.crop(tuple(box)).tobytes()
    return sum(greys) / len(greys)


def test_a_thousand_labels_are_a_thousand_codes() -> None:
    data = pdf(1000, sheet("L7651"))
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 16
    document.close()
    assert len(codes(picture(data, 300, page=15))) == 1000 - 15 * 65
    assert replace(Printing(), copies=3).copies == 3
