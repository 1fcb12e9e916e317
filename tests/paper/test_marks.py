"""A donor's mark is a picture whatever file it comes in, or is refused with what is wrong."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from cpise_inventory.errors import Refusal
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import words
from cpise_inventory.paper.marks import (
    LARGEST_KEPT,
    SIDE,
    EmptyMark,
    MarkNotOpened,
    MarkTooCoarse,
    MarkTooFine,
    MarkTooLarge,
    MarkTooLong,
    NotAMark,
    mark_in,
    read_mark,
    sound_mark,
)
from cpise_inventory.paper.vectors import MarkPartRefused, MarkTooIntricate

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
LOGO = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
{HEAD} xmlns:i="http://inkscape.org" width="60mm" height="20mm" viewBox="0 0 300 100">
<metadata>anything <b xmlns="http://x">at all</b></metadata><i:view/>
<style>.a {{ fill: #0033a0 }}</style>
<defs><linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#0f0"/>
</linearGradient><rect id="r" width="80" height="60"/></defs>
<rect class="a" x="0" y="0" width="100" height="100"/>
<use xlink:href="#r" x="110" y="20" fill="url(#g)"/>
<circle cx="250" cy="50" r="49" fill="#fff" stroke="#000" stroke-width="2"/></svg>"""


def svg(inside: str, box: str = "0 0 100 50") -> bytes:
    return f'{HEAD} viewBox="{box}">{inside}</svg>'.encode()


def png(width: int, height: int, colour: str = "navy", mode: str = "RGB") -> bytes:
    image = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, width - 1, height - 1), fill=colour)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def test_a_logo_drawn_by_an_editor_becomes_a_fine_picture_in_its_colours() -> None:
    mark = read_mark(LOGO.encode(), "oim.svg")
    image = opened(mark.png)
    assert (mark.width, mark.height) == image.size
    assert image.size == (SIDE, SIDE // 3)
    assert image.getpixel((200, 200)) == (0, 0x33, 0xA0)
    assert image.getpixel((1000, 200)) == (255, 255, 255)
    red, green, blue = image.getpixel((460, 200))  # type: ignore[misc]  # RGB
    assert red > 200 > green + blue
    assert len(mark.png) <= LARGEST_KEPT
    assert sound_mark(mark.png) == mark


def test_a_png_loses_its_transparency_and_its_white_edges() -> None:
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((100, 150, 499, 249), fill=(200, 0, 0, 128))
    out = BytesIO()
    image.save(out, "PNG")
    mark = read_mark(out.getvalue(), "mark.png")
    assert (mark.width, mark.height) == (400, 100)
    assert opened(mark.png).getpixel((200, 50))[1] > 100  # type: ignore[index]  # over white
    assert opened(mark.png).getpixel((0, 0)) == (255, 255, 255)


def test_a_large_picture_is_made_as_small_as_a_label_needs_it() -> None:
    noise = Image.effect_noise((3000, 1500), 60).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG")
    noise.resize((1300, 650)).save(out := BytesIO(), "PNG")
    mark = read_mark(out.getvalue(), "photo.png")
    assert max(mark.width, mark.height) <= SIDE
    assert len(mark.png) <= LARGEST_KEPT


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect width="9" height="9" onload="x()"/>', "onload"),
        ('<image href="http://example.org/x.png"/>', "image"),
        ('<image href="file:///etc/passwd"/>', "image"),
        ('<use href="file:///etc/passwd#a"/>', "file:///etc/passwd#a"),
        ('<use xlink:href="other.svg#a"/>', "other.svg#a"),
        ("<style>@import 'http://example.org/x.css';</style>", "url"),
        ("<style>rect { fill: u\\72l(http://example.org) }</style>", "url"),
        ('<rect fill="url(http://example.org/#g)" width="9" height="9"/>', "url"),
        ('<rect style="fill:url( \'x.svg#g\')" width="9" height="9"/>', "url"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
        ("<text>OIM</text>", "text"),
        ("<animate/>", "animate"),
        ("<filter/>", "filter"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "use"),
    ],
)
def test_what_is_more_than_shapes_and_colours_is_refused_by_its_name(
    inside: str, part: str
) -> None:
    with pytest.raises(MarkPartRefused) as refused:
        read_mark(svg(inside), "mark.svg")
    assert refused.value.part == part


def test_entities_and_what_would_grow_are_refused_before_they_do() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 9}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>'.encode() + svg("<title>&l8;</title>")
    with pytest.raises(MarkPartRefused) as refused:
        read_mark(bomb, "mark.svg")
    assert refused.value.part == "ENTITY"
    many = '<g id="a">' + "<path/>" * 300 + "</g>" + '<use href="#a"/>' * 300
    deep = "<g>" * 5_000 + "</g>" * 5_000
    for inside in (many, deep):
        with pytest.raises(MarkTooIntricate):
            read_mark(svg(inside), "mark.svg")


def test_a_png_that_says_to_be_gigantic_is_refused_by_its_header() -> None:
    body = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    bomb += struct.pack(">I", zlib.crc32(chunk))
    with pytest.raises(MarkTooFine) as refused:
        read_mark(bomb, "bomb.png")
    assert (refused.value.width, refused.value.height) == (60_000, 60_000)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", NotAMark),
        (b"%PDF-1.7", NotAMark),
        (b"\xff\xd8\xff\xe0 a photograph", NotAMark),
        (b"\x89PNG\r\n\x1a\n and nothing more", NotAMark),
        (png(300, 300)[:-300], NotAMark),
        (b"<html/>", NotAMark),
        (svg("", box="0 0 x 1"), NotAMark),
        (svg("", box="0 0 0 0"), NotAMark),
        (svg("", box="0 0 1e400 5"), NotAMark),
        (svg("<rect/>").replace(b"</svg>", b""), NotAMark),
        (svg("<rect/>").decode().encode("utf-16"), NotAMark),
        (svg('<rect width="1" height="1"/>', box="0 0 1 99999"), MarkTooLong),
        (png(4000, 40), MarkTooLong),
        (png(60, 40), MarkTooCoarse),
        (png(300, 300, "white"), EmptyMark),
        (svg("<rect/>"), EmptyMark),
        (png(10, 10) + bytes(2_000_000), MarkTooLarge),
    ],
)
def test_what_is_no_mark_is_refused(data: bytes, kind: type[Refusal]) -> None:
    with pytest.raises(kind):
        read_mark(data, "mark")


def test_a_file_that_is_not_there_is_not_called_a_bad_picture(tmp_path: Path) -> None:
    for file in (tmp_path / "logo.png", tmp_path):
        with pytest.raises(MarkNotOpened) as refused:
            mark_in(file)
        assert file.name in sentence(refused.value, words("fr"))


def test_a_picture_from_elsewhere_that_is_none_of_ours_is_none() -> None:
    for odd in (b"", b"text", png(2000, 10), png(300, 300)[:-40], png(10, 10) + bytes(60_000)):
        assert sound_mark(odd) is None
