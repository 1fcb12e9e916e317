"""What a ZPL printer is told, drawn by another's renderer and read by its codes."""

from io import BytesIO

import pypdfium2
import pytest
import zplkit
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from zplkit.rendering import Limits

from cpise_inventory.paper import zpl
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import Printing, draw
from cpise_inventory.paper.sheets import sheet, sheets
from cpise_inventory.paper.zpl import NotARoll, UnknownResolution

LABELS = [
    Label("NKC1-A-00001-W", ("Dell Latitude 5420", "S/N 00731"), "Don OIM", "Nouakchott"),
    Label("NKC1-A-00002-U", ("حاسوب محمول", "الرقم التسلسلي 00732"), "هبة", "دار النعيم"),
]
ROLLS = [one for one in sheets().values() if one.is_roll]
LIMITS = Limits(graphic_bytes=1 << 24)


def pdf(code: str, dpi: int) -> bytes:
    out = BytesIO()
    draw(LABELS, sheet(code), out, Printing(dpi=(dpi, dpi)))
    return out.getvalue()


def printed(formats: bytes, dpi: int) -> list[Image.Image]:
    """As another program draws it, and without a word of warning."""
    drawn = zplkit.render(formats, zplkit.Options(dpi=dpi), limits=LIMITS)
    assert not drawn.warnings
    return [Image.open(BytesIO(one.png())).convert("L") for one in drawn.labels]


@pytest.mark.parametrize(("roll", "dpi"), [(one.code, 203) for one in ROLLS] + [("T50x25", 300)])
def test_each_label_is_drawn_at_its_size_and_its_code_read(roll, dpi):
    one = sheet(roll)
    pictures = printed(b"".join(zpl.formats(pdf(roll, dpi), dpi)), dpi)
    for picture, label in zip(pictures, LABELS, strict=True):
        assert picture.width == pytest.approx(one.page_w_mm * dpi / 25.4, abs=1)
        assert picture.height == pytest.approx(one.page_h_mm * dpi / 25.4, abs=1)
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [label.code]


def test_what_comes_out_is_what_the_page_shows_but_for_edges_of_letters():
    page = pdf("T57x32", 203)
    (shown, _) = printed(b"".join(zpl.formats(page, 203)), 203)
    document = pypdfium2.PdfDocument(page)
    preview = document[0].render(scale=203 / 72, grayscale=True).to_pil()
    document.close()
    sharp = preview.point(lambda grey: 0 if grey < 128 else 255)
    other = ImageChops.difference(sharp, shown).histogram()[255]
    assert other < 0.01 * shown.width * shown.height


def test_every_module_of_a_code_has_as_many_dots():
    (picture, _) = printed(b"".join(zpl.formats(pdf("T50x25", 203), 203)), 203)
    dark = picture.crop((0, 0, 160, picture.height)).point(lambda grey: 255 - grey)
    left, top, right, bottom = dark.getbbox()
    assert right - left == bottom - top == 125  # 25 modules of five dots
    rows = [dark.crop((left, top + 5 * n, right, top + 5 * n + 5)) for n in range(25)]
    for row in rows:
        lines = [row.crop((0, y, 125, y + 1)).tobytes() for y in range(5)]
        assert len(set(lines)) == 1
        assert all(len(set(lines[0][at : at + 5])) == 1 for at in range(0, 125, 5))


@given(st.lists(st.binary(min_size=4, max_size=4), min_size=1, max_size=8))
def test_whatever_is_packed_is_unpacked_the_same(rows):
    packed = zpl._packed([row.hex().upper() for row in rows])
    size = 4 * len(rows)
    told = f"^XA^PW32^LL{len(rows)}^FO0,0^GFA,{size},{size},4,{packed}^FS^XZ"
    (label,) = zplkit.render(told, zplkit.Options(dpi=203)).labels
    picture = Image.open(BytesIO(label.png())).convert("L").crop((0, 0, 32, len(rows)))
    assert picture.point(lambda grey: 255 - grey).convert("1").tobytes() == b"".join(rows)


def test_counts_are_told_by_twenties():
    assert [zpl._count(n) for n in (1, 2, 19, 20, 21, 400, 441)] == [
        *("", "H", "Y", "g", "gG", "z", "zhG"),
    ]


def test_only_a_roll_goes_to_a_label_printer():
    with pytest.raises(NotARoll) as refused:
        zpl.check(sheet("L7160"), 203)
    assert "T50x25" in refused.value.rolls
    with pytest.raises(UnknownResolution):
        zpl.check(sheet("T50x25"), 200)
    zpl.check(sheet("T50x25"), 600)
