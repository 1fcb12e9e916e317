"""A document says what its paper says, on as many pages as it takes, and its code is read."""

import hashlib
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from cpise_inventory.paper import document_pdf
from cpise_inventory.paper.paper import Column, Paper, SignatureBox
from cpise_inventory.paper.reading import NoCodeFound, codes_in
from cpise_inventory.paper.statement import from_text, verify
from tests.paper.samples import (
    NUMBER,
    PUBLIC,
    assert_only_embedded_fonts,
    page_texts,
    paper,
    pdf,
    picture,
    place,
    said,
    words_of,
)

LANGUAGES = ("fr", "ar")


def unmarked(text: str) -> str:
    """Without vowel marks, which readers put before or after their letter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lines", [1, 12, 60])
def test_all_that_a_paper_says_is_read_back(language: str, lines: int) -> None:
    one = paper(language, lines)
    texts = page_texts(pdf(one))
    parts = [one.title, *one.head, *one.head_beside, one.donor_line, one.foot, one.furniture.scan]
    parts += map(" ".join, (*one.facts, *one.rows, *one.totals, *one.remarks))
    parts += (word for box in one.signatures for word in (box.title, box.name))
    everything = " ".join(parts)
    read = unmarked(" ".join(texts))
    # pdfium turns "GEL-100" beside Arabic into "100GEL-": the pieces are there
    pieces = re.findall(r"[^\W\d_]+|\d+", unmarked(everything))
    assert {piece for piece in pieces if piece not in read} == set()
    assert all(NUMBER in text for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("lines", [1, 6, 12, 20, 60])
def test_the_code_of_a_printed_page_proves_it(language: str, dpi: int, lines: int) -> None:
    out = BytesIO()
    picture(pdf(paper(language, lines)), dpi).save(out, "PNG")
    (text,) = codes_in(out.getvalue())
    signed = from_text(text)
    assert verify(signed, PUBLIC)
    assert signed.statement == said(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_of_twenty_lines_is_one_page_and_sixty_are_more(language: str) -> None:
    assert len(page_texts(pdf(paper(language, 20)))) == 1
    pages = page_texts(pdf(paper(language, 60)))
    assert len(pages) in {2, 3}
    heading = unicodedata.normalize("NFKC", "Code")
    for number, text in enumerate(pages, 1):
        assert NUMBER in text
        assert heading in text
        assert f"{number} / {len(pages)}" in text or f"{len(pages)} / {number}" in text
    rows = {word for text in pages for word in text.split() if word.isdigit()}
    assert {str(12 * n) for n in range(1, 61)} <= rows


@pytest.mark.parametrize("lines", range(14, 60, 3))
def test_nobody_signs_a_page_without_a_line_of_the_table(lines: int) -> None:
    last = page_texts(pdf(paper("fr", lines)))[-1]
    assert "Reçu par" in last
    assert str(12 * lines) in last
    assert "Code" in last


def test_a_remark_of_many_pages_goes_on_and_the_boxes_come_last() -> None:
    long_remark = " ".join(f"mot{n}" for n in range(3000))
    pages = page_texts(pdf(replace(paper("fr", 3), remarks=(("Observations", long_remark),))))
    assert len(pages) > 2
    assert {f"mot{n}" for n in range(3000)} <= words_of(" ".join(pages))
    assert "Reçu par" in pages[-1]


def test_marks_stand_on_every_page_and_hide_nothing() -> None:
    marked = replace(
        paper("fr", 60),
        copy_mark="DUPLICATA 2 — 24/11/2026 10:42 — Sidi",
        reversed_mark="ANNULÉ par NKC1-A-RD-2026-00018",
        watermark="ANNULÉ",
    )
    data = pdf(marked)
    for text in page_texts(data):
        assert "DUPLICATA 2 — 24/11/2026 10:42 — Sidi" in text
        assert "ANNULÉ par NKC1-A-RD-2026-00018" in text
    assert words_of(" ".join(page_texts(pdf(paper("fr", 60))))) <= words_of(
        " ".join(page_texts(data))
    )
    darkest = picture(data, 50).crop((50, 250, 360, 500)).getextrema()[0]
    assert darkest < 128  # the rows over the grey word are black still
    (text,) = codes_in(data)
    assert verify(from_text(text), PUBLIC)


def test_a_draft_has_neither_number_nor_code() -> None:
    data = pdf(replace(paper("fr", 3), number="", qr="", watermark="BROUILLON"))
    (text,) = page_texts(data)
    assert "BROUILLON" in text
    assert text.count("N°") == 1  # the column's
    assert "NKC1-A" not in text
    assert picture(data, 72).getextrema() == (0, 255)
    with pytest.raises(NoCodeFound):
        codes_in(data)


def test_an_arabic_paper_is_mirrored_as_a_whole() -> None:
    french, arabic = pdf(paper("fr")), pdf(paper("ar"))
    half = 210 / 25.4 * 72 / 2
    assert place(french, NUMBER)[0] < half < place(arabic, NUMBER)[2]
    assert place(french, "SAVON")[2] < half < place(arabic, "SAVON")[0]
    assert place(french, "Qté")[0] > half > place(arabic, "Qté")[2]
    # the two heads change places with their languages, so both stand where one reads them
    assert place(french, "Mauritanie")[2] < half
    assert place(arabic, "Mauritanie")[2] < half


def test_figures_stand_under_figures_in_every_language() -> None:
    for language in LANGUAGES:
        data = pdf(paper(language, 12))
        assert place(data, "60")[2] == pytest.approx(place(data, "108")[2], abs=0.5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_embedded_and_the_file_says_its_title_and_language(language: str) -> None:
    data = pdf(paper(language, 20))
    assert_only_embedded_fonts(data)
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == NUMBER
    assert document.get_metadata_value("Author") == paper(language).head[-1]
    document.close()
    assert f"/Lang ({language})".encode() in data
    assert b"/DisplayDocTitle true" in data
    assert b"/PrintScaling /None" in data
    assert len(data) < 60_000


def test_the_same_paper_is_the_same_bytes_in_another_process_too() -> None:
    papers = [paper("fr", 20), paper("ar", 3)]
    here = pdf(*papers)
    assert pdf(*papers) == here
    script = (
        "import hashlib; from tests.paper.samples import paper, pdf;"
        "print(hashlib.sha256(pdf(paper('fr', 20), paper('ar', 3))).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_several_papers_are_one_file_with_an_outline() -> None:
    papers = [replace(paper("fr", 2), number=f"NKC1-A-RD-2026-{n:05}") for n in range(1, 4)]
    out = BytesIO()
    assert document_pdf.draw(papers, out) == 3
    document = pypdfium2.PdfDocument(out.getvalue())
    outline = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    assert outline == [(one.number, page) for page, one in enumerate(papers)]
    assert document.get_metadata_value("Title").endswith("00003")
    document.close()
    with pytest.raises(ValueError, match="no paper"):
        document_pdf.draw([], BytesIO())


def test_a_wide_table_lies_across_the_page() -> None:
    wide = tuple(Column(f"Colonne {n}") for n in range(12))
    one = Paper(
        kind="",
        number="",
        language="fr",
        title="Registre",
        furniture=paper().furniture,
        head=(),
        columns=wide,
        rows=(("Janvier",), tuple(f"cellule {n}" for n in range(12))),
        landscape=True,
    )
    data = pdf(one)
    document = pypdfium2.PdfDocument(data)
    width, height = document[0].get_size()
    document.close()
    assert width > height
    assert {"Janvier", "cellule"} <= words_of(page_texts(data)[0])


def test_a_sheet_to_write_on_has_lines_of_the_height_that_was_asked_for() -> None:
    blank = replace(paper("fr"), rows=(("", "", "", "", ""),) * 20, totals=(), row_height_mm=12)
    assert len(page_texts(pdf(blank))) == 2


def test_a_code_too_long_for_its_column_is_neither_cut_nor_run_over() -> None:
    code = "CODE-" + "X" * 60 + "-FIN"
    data = pdf(replace(paper("fr"), rows=(("1", code, "Savon", "06/2027", "5"),), totals=()))
    (text,) = page_texts(data)
    assert code in "".join(text.split())


@pytest.mark.parametrize(
    "text", ["", "\n", "Ɓoggol ƴ ŋ", "\U0001f9fc", "a" * 5000, "\u202ex", "نص " * 900]
)
def test_no_text_breaks_a_paper(text: str) -> None:
    one = replace(
        paper("ar", 1),
        title=text,
        facts=((text, text),),
        rows=((text,) * 5,),
        signatures=(SignatureBox(text, text, text, text),) * 5,
        copy_mark=text,
        foot=text,
    )
    data = pdf(one)
    assert_only_embedded_fonts(data)
    assert page_texts(data)


def test_a_row_that_does_not_match_its_columns_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="cells"):
        replace(paper("fr"), rows=(("a", "b"),))
    with pytest.raises(ValueError, match="columns"):
        replace(paper("fr"), columns=(Column("x", 0),), rows=(), totals=())
