"""Codes out of lists, pictures and PDFs that were made elsewhere."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from cpise_inventory.code_files import MOST_BYTES, codes_in_text, codes_of, is_code
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.importing.file_problems import FileEmpty
from cpise_inventory.paper import qr
from cpise_inventory.paper.label_layout import LEVEL, Label
from cpise_inventory.paper.label_pdf import draw
from cpise_inventory.paper.reading import FileNotReadable, FileTooBig, NoCodeFound, NotAPicture
from cpise_inventory.paper.sheets import sheet

TAGS = [asset_tag("NKC1-A", n) for n in (1, 2, 3)]
EAN = "5901234123457"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(TAGS),
        "Time,Content,Format\n" + "".join(f'"2026-11-28, 10:00",{tag},QR\n' for tag in TAGS),
        "\r\n".join(f"QR_CODE;{label_text(tag)};12" for tag in TAGS).replace("CPISE:", ""),
        "رمز\tوقت\n" + "\n".join(f"{tag}\t10:42" for tag in TAGS),
        "\n\n".join(f"  {tag.lower()}  " for tag in TAGS).upper(),
    ],
)
def test_the_column_of_codes_is_found(text):
    assert codes_in_text(text) == TAGS


def test_a_heading_is_no_code_where_a_line_below_it_is_anothers():
    assert codes_in_text("\n".join(("Time;Code", f"9:00;{TAGS[0]}", "9:01;PC-7"))) == [
        TAGS[0],
        "PC-7",
    ]
    assert codes_in_text(f"PC-7\n{TAGS[0]}\nPC-8") == ["PC-7", TAGS[0], "PC-8"]


def test_codes_of_items_are_taken_from_the_first_column():
    assert codes_in_text("SAVON-250,4\nSEAU-14,2") == ["SAVON-250", "SEAU-14"]
    assert codes_in_text("SAVON-250") == ["SAVON-250"]
    assert codes_in_text(" \n") == []


def test_a_gs1_string_with_commas_is_one_code():
    assert codes_in_text(f"(01)0{EAN}(10)A,B") == [f"(01)0{EAN}(10)A,B"]
    assert is_code("]C1010" + EAN)
    assert not is_code("Content")


def test_a_list_in_the_letters_of_old_telephones(tmp_path):
    file = tmp_path / "scans.csv"
    file.write_bytes("Réf;Code\n".encode("cp1252") + b"\n".join(b"1;%s" % t.encode() for t in TAGS))
    assert codes_of(file) == TAGS


def picture(text):
    symbol = qr.symbol(text, LEVEL)
    image = Image.new("L", ((symbol.size + 8) * 6,) * 2, 255)
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(symbol.rows):
        for x, bit in enumerate(row):
            if bit == "1":
                pen.rectangle([(x + 4) * 6, (y + 4) * 6, (x + 5) * 6 - 1, (y + 5) * 6 - 1], 0)
    return image


def test_a_photograph_and_a_sheet_of_labels(tmp_path):
    photo, page = tmp_path / "photo.png", tmp_path / "labels.pdf"
    picture(label_text(TAGS[0])).save(photo)
    out = BytesIO()
    draw([Label(tag) for tag in TAGS], sheet("L7160"), out)
    page.write_bytes(out.getvalue())
    assert codes_of(photo) == [label_text(TAGS[0])]
    assert codes_of(page) == [label_text(tag) for tag in TAGS]


def test_what_holds_no_code_says_so(tmp_path):
    def file(name, content):
        made = tmp_path / name
        made.write_bytes(content)
        return made

    for made, refused in (
        (file("empty.csv", b" \n"), FileEmpty),
        (file("huge.txt", b"1\n" * (MOST_BYTES // 2 + 1)), FileTooBig),
        (file("photo.png", b"no picture"), NotAPicture),
        (tmp_path / "gone.txt", FileNotReadable),
        (tmp_path, FileNotReadable),
    ):
        with pytest.raises(refused):
            codes_of(made)
    Image.new("L", (60, 60), 255).save(tmp_path / "blank.png")
    with pytest.raises(NoCodeFound):
        codes_of(tmp_path / "blank.png")
