"""Codes come out of photos, scans and PDFs; what is none of these is refused by its name."""

import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from cpise_inventory.paper import reading
from cpise_inventory.paper.reading import (
    FileNotReadable,
    FileTooBig,
    NoCodeFound,
    NotAPicture,
    codes_in,
)
from tests.paper.samples import paper, pdf, picture

PAPER = paper("fr", 6)
PDF = pdf(PAPER)


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF"])
def test_a_scan_of_any_kind_is_read_whatever_its_name(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "photo.dat"
    file.write_bytes(saved(picture(PDF, 150), kind))
    assert codes_in(file) == [PAPER.qr]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK"])
def test_colours_do_not_matter(mode: str) -> None:
    image = picture(PDF, 150).convert(mode)
    assert codes_in(saved(image, "TIFF")) == [PAPER.qr]


def test_a_turned_blurred_grey_photo_is_read() -> None:
    photo = picture(PDF, 300).rotate(8, expand=True, fillcolor=225)
    photo = photo.filter(ImageFilter.GaussianBlur(2)).point(lambda grey: 60 + grey // 2)
    assert codes_in(saved(photo, "JPEG", quality=40)) == [PAPER.qr]


def test_a_photo_of_many_pixels_is_read() -> None:
    photo = picture(PDF, 600)
    assert photo.width * photo.height > 30_000_000
    assert codes_in(saved(photo, "JPEG")) == [PAPER.qr]


def test_a_small_picture_of_the_code_alone_is_read() -> None:
    x, y = (int(place * 100 / 25.4) for place in (152, 15))
    small = picture(PDF, 100).crop((x, y, x + 200, y + 200))
    assert codes_in(saved(small, "PNG")) == [PAPER.qr]


def test_all_codes_of_all_pages_are_read_each_once() -> None:
    other = paper("ar", 3)
    assert codes_in(pdf(PAPER, other, PAPER)) == [PAPER.qr, other.qr]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7 and nothing more",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 no picture",
        saved(picture(PDF, 40), "PNG")[:500],
        b"%PDF-1.4\n" + PDF[:300],
    ],
)
def test_what_is_no_picture_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(NotAPicture) as refused:
        codes_in(data, "facture.pdf")
    assert refused.value.name == "facture.pdf"


def test_a_picture_without_a_code_says_so() -> None:
    with pytest.raises(NoCodeFound):
        codes_in(saved(Image.new("L", (200, 200), 255), "PNG"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(FileNotReadable) as refused:
            codes_in(path)
        assert refused.value.name == path.name


def test_too_many_bytes_pixels_or_pages_are_refused_before_they_are_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "huge.png").open("wb") as huge:
        huge.truncate(41_000_000)
    with pytest.raises(FileTooBig) as refused:
        codes_in(tmp_path / "huge.png")
    assert (refused.value.size, refused.value.most, refused.value.unit) == (41, 40, "MB")
    for side, least in ((10_000, 100), (30_000, 150)):  # few bytes that would unpack to gigabytes
        with pytest.raises(FileTooBig) as refused:
            codes_in(bomb(side))
        assert refused.value.size >= least
        assert refused.value.unit == "MP"
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    with pytest.raises(FileTooBig) as refused:
        codes_in(pdf(PAPER, PAPER))
    assert refused.value.unit == "pages"


def bomb(side: int) -> bytes:
    """The head of a PNG that says it is so many pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = side.to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


STARTS = [b"", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"II*\0", b"RIFF"]


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
def test_no_bytes_do_anything_but_be_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises((NotAPicture, NoCodeFound, FileTooBig)):
        codes_in(start + rest)


@given(at=st.integers(0, len(PDF) - 1), byte=st.integers(0, 255))
def test_a_damaged_pdf_gives_its_code_or_is_refused(at: int, byte: int) -> None:
    with suppress(NotAPicture, NoCodeFound):
        assert codes_in(PDF[:at] + bytes([byte]) + PDF[at + 1 :]) == [PAPER.qr]
