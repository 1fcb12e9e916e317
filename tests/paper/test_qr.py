"""The symbols are a known library's, bit for bit, and another's decoder reads them."""

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode.util import MODE_ALPHA_NUM, QRData

from cpise_inventory.paper.qr import ALPHABET, MASK, Level, capacity, symbol, version_of


def by_library(text: str, level: Level, version: int | None) -> tuple[int, str]:
    code = qrcode.QRCode(version, error_correction=int(level), border=0, mask_pattern=MASK)
    code.add_data(QRData(text, mode=MODE_ALPHA_NUM), optimize=0)
    code.make(fit=version is None)
    return code.version, "".join("01"[bool(module)] for row in code.modules for module in row)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("version", [*range(1, 18), 27])
def test_a_full_symbol_of_every_version_is_the_librarys(version: int, level: Level) -> None:
    text = (ALPHABET * 40)[: capacity(version, level)]
    made = symbol(text, level)
    assert (made.version, made.bits) == by_library(text, level, None)
    assert version_of(len(text) + 1, level) == version + 1


@given(text=st.text(ALPHABET, min_size=1, max_size=29), level=st.sampled_from(Level))
def test_any_text_gives_the_librarys_symbol(text: str, level: Level) -> None:
    made = symbol(text, level, 2)
    assert (made.version, made.bits) == by_library(text, level, 2)


def test_another_decoder_reads_it_and_the_path_draws_the_same_modules() -> None:
    made = symbol("CPISE:NKC1-A-00042-K", Level.Q)
    image = Image.new("L", (made.size + 8, made.size + 8), 255)
    for rectangle in made.path().splitlines():
        x, y, width, height, operator = rectangle.split()
        assert (height, operator) == ("1", "re")
        for at in range(int(x), int(x) + int(width)):
            image.putpixel((4 + at, 4 + made.size - 1 - int(y)), 0)
    dark = "".join(
        "1" if image.getpixel((x + 4, y + 4)) == 0 else "0"
        for y in range(made.size)
        for x in range(made.size)
    )
    assert dark == made.bits == "".join(made.rows)
    (read,) = zxingcpp.read_barcodes(image.resize((4 * image.width, 4 * image.height), 0))
    assert read.text == "CPISE:NKC1-A-00042-K"


@pytest.mark.parametrize("text", ["cpise", "É", "A_B", "A" * 3392])
def test_what_no_such_code_can_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="code"):
        symbol(text, Level.M)
