"""Papers and helpers that several tests of this room use."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from cpise_inventory.paper import document_pdf, statement
from cpise_inventory.paper.paper import Align, Column, Furniture, Paper, SignatureBox
from cpise_inventory.paper.text import ltr

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
NUMBER = "NKC1-A-RD-2026-00017"
CODES = ("SAVON-250", "BROSSE-E", "KIT-FILLE", "SERV-10", "GEL-100", "SEAU-14")

_FURNITURE = {
    "fr": Furniture(
        number="N°",
        page="Page {page} / {pages}",
        name="Nom",
        function="Fonction",
        date="Date",
        signature="Signature et cachet",
        scan="Scanner pour vérifier",
        continued="suite",
    ),
    "ar": Furniture(
        number="رقم",
        page="صفحة {page} / {pages}",
        name="الاسم",
        function="الوظيفة",
        date="التاريخ",
        signature="التوقيع والختم",
        scan="امسح للتحقق",
        continued="تابع",
    ),
}
_HEADS = {
    "fr": ("République Islamique de Mauritanie", "CPISE Nouakchott – Dar Naïm"),
    "ar": ("الجمهورية الإسلامية الموريتانية", "نواكشوط – دار النعيم"),
}
_NAMES = {
    "fr": ("Savon de toilette 250 g", "Kit d’hygiène individuel fille (6–11 ans)"),
    "ar": ("صابون الاستحمام 250 غ", "حقيبة نظافة فردية للأولاد (6–11 سنة)"),
}
_WORDS = {
    "fr": {
        "title": "Reçu de distribution",
        "donor_line": "Don de l’Organisation internationale pour les migrations (OIM)",
        "facts": (("Remis à", "Unité filles 6–11"), ("Date", "24/11/2026")),
        "remarks": (("Observations", "Deux cartons ouverts devant le témoin."),),
        "foot": "Ne jamais écrire le nom d’un enfant sur ce document.",
    },
    "ar": {
        "title": "وصل توزيع",
        "donor_line": "هبة من المنظمة الدولية للهجرة (IOM)",
        "facts": (("سُلِّم إلى", "وحدة البنات"), ("التاريخ", "24/11/2026")),
        "remarks": (("ملاحظات", f"وصل رقم {ltr(NUMBER)} بتاريخ {ltr('24/11/2026')} للأطفال."),),
        "foot": "لا يُكتب اسم أي طفل على هذا المستند.",
    },
}


def paper(language: str = "fr", lines: int = 6, **changes: object) -> Paper:
    """A distribution receipt of so many lines, with a code that is signed."""
    names, words = _NAMES[language], _WORDS[language]
    other = "fr" if language == "ar" else "ar"
    rows = tuple(
        (str(n), CODES[n % 6], names[n % 2], "06/2027", f"{12 * n}") for n in range(1, lines + 1)
    )
    made = Paper(
        kind="RD",
        number=NUMBER,
        language=language,
        furniture=_FURNITURE[language],
        head=_HEADS[language],
        head_beside=_HEADS[other],
        columns=(
            Column("N°", 0.6, Align.FIGURES),
            Column("Code", 1.5, code=True),
            Column("Article", 4),
            Column("Exp.", 1.2, code=True),
            Column("Qté", 1, Align.FIGURES),
        ),
        rows=rows,
        totals=(("", "", "Total", "", str(sum(int(row[-1]) for row in rows))),),
        signatures=(SignatureBox("Délivré par", "Aïcha"), SignatureBox("Reçu par")),
        qr=statement.to_text(statement.sign(said(lines), KEY.sign)),
        **words,
    )
    return replace(made, **changes)


def said(lines: int) -> statement.Statement:
    whole_hash = hashlib.sha256(b"event").digest()
    everything = statement.Statement(
        number=NUMBER,
        device="NKC1-A",
        seq=1183,
        event_hash=whole_hash[:16],
        issued_on=date(2026, 11, 24),
        happened_on=date(2026, 11, 23),
        centre="NKC1",
        party="Unité filles 6–11",
        people=24,
        lines=tuple((CODES[n % 6], 12 * n) for n in range(1, lines + 1)),
    )
    return statement.fitted(everything, whole_hash)


def pdf(*papers: Paper) -> bytes:
    out = BytesIO()
    document_pdf.draw(papers, out)
    return out.getvalue()


def page_texts(data: bytes) -> list[str]:
    """What a reader copies from each page, after NFKC."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [unicodedata.normalize("NFKC", text) for text in texts]


def picture(data: bytes, dpi: float, page: int = 0, *, colour: bool = False) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    drawn = document[page].render(scale=dpi / 72, grayscale=not colour).to_pil()
    image = drawn.convert("RGB" if colour else "L")
    document.close()
    return image


def place(data: bytes, text: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a text in points; it must be there."""
    document = pypdfium2.PdfDocument(data)
    found = document[page].get_textpage()
    index, count = found.search(text).get_next()
    boxes: Sequence[tuple[float, ...]] = [found.get_charbox(n) for n in range(index, index + count)]
    document.close()
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def words_of(text: str) -> set[str]:
    """Readers take codes in Arabic lines apart at their hyphens: so do we."""
    return set(re.findall(r"\w[\w’']*", unicodedata.normalize("NFKC", text)))


def assert_only_embedded_fonts(data: bytes) -> None:
    """Each font of the file has a descriptor, and each descriptor a font program."""
    fonts = re.findall(rb"<<[^<>]*/Type /Font\b[^<>]*>>", data)
    assert fonts
    assert all(b"/FontDescriptor" in font and b"+NotoSans" in font for font in fonts)
    assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor") == len(fonts)
    assert b"Helvetica" not in data
