"""Pages as pictures, from any thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from cpise_inventory.paper.preview import page_count, page_picture, page_size
from tests.paper.samples import paper, pdf

PDF = pdf(paper("fr", 60))


def test_a_page_is_as_large_as_the_paper_and_white_with_black_on_it() -> None:
    shown = page_picture(PDF, 0, 96)
    assert (shown.width, shown.height) == (794, 1123)
    assert shown.stride >= 4 * shown.width
    assert len(shown.pixels) == shown.stride * shown.height
    size = (shown.width, shown.height)
    image = Image.frombytes("RGB", size, shown.pixels, "raw", "BGRX", shown.stride)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    assert image.convert("L").getextrema() == (0, 255)


def test_pages_are_counted_and_measured() -> None:
    assert page_count(PDF) == 2
    assert page_size(PDF, 1) == pytest.approx((210, 297), abs=0.01)
    with pytest.raises(IndexError):
        page_size(PDF, 2)
    with pytest.raises(IndexError):
        page_picture(PDF, 7, 96)


def test_two_threads_draw_the_same_page() -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: page_picture(PDF, 0, 60), range(12)))
    assert len({shown.pixels for shown in pictures}) == 1
