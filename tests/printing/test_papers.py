"""Every kind of document as PDF, read back: its number, its words, its code, its marks."""

import pytest

from cpise_inventory.assets.commands import (
    Handover,
    Newcomer,
    Registration,
    assign,
    register,
    take_back,
)
from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.catalogue.commands import define_kit, describe_centres, describe_items
from cpise_inventory.catalogue.events import Centre, Item, Named
from cpise_inventory.counts.events import CountOpened
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.paper.paper import Paper
from cpise_inventory.printing.papers import BUILDERS, CopyNotPrintedError, draw, papers
from cpise_inventory.stock import commands as stock
from cpise_inventory.stock import kits
from cpise_inventory.stock.events import Instead, Settling
from cpise_inventory.transfers import commands as transfers
from cpise_inventory.transfers.events import Sent
from cpise_inventory.undo import undo
from tests.printing.reading import codes_of, pages_of

KINDS = (
    *("received", "received_unicef", "assembled", "distributed", "distributed_unit", "sent"),
    *(
        "arrived",
        "arrived_later",
        "given_back",
        "opened",
        "registered",
        "assigned",
        "returned",
        "undone",
    ),
    *("assigned_again", "assets_undone", "relocated", "damaged", "stolen"),
    *("walk", "verified", "corrected", "verified_undone"),
)
TITLES = {
    "received": "Bon de réception",
    "registered": "Bon de réception",
    "distributed": "Reçu de distribution",
    "sent": "Bordereau d’expédition",
    "arrived": "Accusé de réception",
    "assembled": "Bon de composition de kit",
    "given_back": "Bon de retour",
    "opened": "Bon de décomposition de kit",
    "assigned": "Procès-verbal de remise",
    "returned": "Bon de retour",
    "damaged": "Sortie d’inventaire",
    "stolen": "Rapport de perte",
    "relocated": "Bon de mouvement interne",
    "walk": "Liste de vérification physique",
    "verified": "Procès-verbal de vérification physique",
    "corrected": "Procès-verbal de remise",
    "verified_undone": "Annulation : Procès-verbal de vérification physique",
    "undone": "Annulation : Reçu de distribution",
    "assets_undone": "Annulation : Procès-verbal de remise",
}


def the_paper(books, kind, language="fr") -> Paper:
    with books.store.read() as connection:
        return papers(connection, books.store.journal, books.issued[kind], language)[0]


def drawn(books, kind, language="fr", copy=0) -> bytes:
    with books.store.read() as connection:
        return draw(connection, books.store.journal, books.issued[kind], language, copy)


def cells(paper: Paper, heading: str) -> list[str]:
    """What stands in a column, from above."""
    at = [column.heading for column in paper.columns].index(heading)
    return [row[at] for row in paper.rows if len(row) > 1]


def facts(paper: Paper) -> dict[str, str]:
    return dict(paper.facts)


def test_every_event_that_issues_a_document_can_be_drawn():
    kinds = {
        kind for one in CAPABILITIES for kind in one.kinds if "number" in kind.__struct_fields__
    }
    issuing = {
        kind for kind in kinds if hasattr(kind, "contents") and not issubclass(kind, Settling)
    }
    assert issuing == {*BUILDERS, Sent, CountOpened}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_short_document_is_one_page_that_bears_its_number_and_its_code(books, kind, language):
    pdf = drawn(books, kind, language)
    pages = pages_of(pdf)
    number = books.issued[kind]
    assert len(pages) == (4 if kind == "sent" else 1)
    assert all(page.count(number) >= 2 for page in pages)  # at the head and at the foot
    with books.store.read() as connection:
        assert codes_of(pdf) == [qr_text(connection, number)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_a_paper_is_left_unfilled(books, kind, language):
    with books.store.read() as connection:
        for paper in papers(connection, books.store.journal, books.issued[kind], language):
            texts = [paper.title, paper.donor_line, paper.introduction, paper.foot, *paper.head]
            texts += [text for pair in (*paper.facts, *paper.remarks) for text in pair]
            texts += [cell for row in (*paper.rows, *paper.totals) for cell in row]
            texts += [box.title for box in paper.signatures]
            assert not [text for text in texts if "{" in text or "None" in text]
            assert all(value for _, value in paper.facts)


@pytest.mark.parametrize(("kind", "title"), TITLES.items())
def test_a_paper_says_what_it_is(books, kind, title):
    paper = the_paper(books, kind)
    assert paper.title.replace("\xa0", " ") == title
    assert paper.signatures
    assert " ".join(title.split()) in pages_of(drawn(books, kind))[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_names_state_ministry_and_centre_in_both_languages(books, language):
    paper = the_paper(books, "received", language)
    w, beside = words(language), words("fr" if language == "ar" else "ar")
    assert paper.head[0] == w.t("Islamic Republic of Mauritania")
    assert paper.head_beside[0] == beside.t("Islamic Republic of Mauritania")
    assert "MASEF" in paper.head[2]
    centre = {"fr": "CPISE Nouakchott – Dar Naïm", "ar": "نواكشوط – دار النعيم"}
    assert paper.head[-1] == centre.get(language, "CPISE Nouakchott – Dar Naim")
    assert paper.head_beside[-1] == centre[beside.code]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_copy_is_the_same_bytes(books, kind):
    assert drawn(books, kind, "ar") == drawn(books, kind, "ar")


def test_words_of_arabic_papers_are_found_by_a_search(books):
    text = pages_of(drawn(books, "distributed", "ar"))[0]
    for word in ("وصل", "توزيع", "صابون", "الكمية", "الجمهورية", "الموريتانية"):
        assert word in text


# --- what each kind says --------------------------------------------------------------------------


def test_a_goods_received_note_lists_lots_expiry_and_the_donors_paper(books):
    paper = the_paper(books, "received")
    assert cells(paper, "Lot") == ["L2304", "B-77/4", "00412", "–"]
    assert cells(paper, "Péremption") == ["06/2027", "–", "31/03/2027", "–"]
    assert cells(paper, "Quantité") == ["2\u202f400", "1\u202f200", "1\u202f200", "60"]
    assert cells(paper, "Unité") == ["pain", "pièce", "tube", "pièce"]
    assert "BL 2026/1187" in facts(paper).values()
    assert "23/11/2026" in facts(paper).values()
    assert "OIM" in paper.donor_line
    assert "PRM" in paper.donor_line
    assert [box.title for box in paper.signatures] == ["Livré par", "Reçu par"]
    assert paper.signatures[1].name == "Aïcha Mint Sidi"


def test_a_receipt_counts_heads_by_sex_and_age_and_names_no_child(books):
    paper = the_paper(books, "distributed")
    said = facts(paper)
    assert said["Effectif"] == "24"
    assert said["Filles"].startswith("22 (6–11")
    assert said["Garçons"].startswith("2 (0–5")
    assert any("enfant" in text for _, text in paper.remarks)
    assert len(paper.signatures) == 3


def test_goods_of_several_donations_say_from_which(books):
    paper = the_paper(books, "distributed")
    assert "OIM" in paper.donor_line
    assert "UNICEF" in paper.donor_line
    assert "OIM-2026-01 + UNICEF-2026-03" in cells(paper, "Don")
    alone = the_paper(books, "distributed_unit")
    assert "Don" not in [column.heading for column in alone.columns]


def test_a_waybill_has_an_exemplar_for_each_hand_with_columns_to_write_in(books):
    with books.store.read() as connection:
        made = papers(connection, books.store.journal, books.issued["sent"], "fr")
    assert [paper.exemplar for paper in made] == [
        "Exemplaire expéditeur",
        "Exemplaire transporteur",
        "Exemplaire destinataire",
        "Exemplaire archives",
    ]
    for paper, page in zip(made, pages_of(drawn(books, "sent")), strict=True):
        assert paper.exemplar in page
        assert paper.rows[0][-3:] == ("", "", "")
        assert [label for label, _ in paper.signatures[0].more] == ["Lieu", "État des marchandises"]
    assert facts(made[0])["Chauffeur"] == "Mohamed Ould Cheikh"


def test_an_arrival_tells_sent_received_and_missing_as_it_stood_then(books):
    first, second = the_paper(books, "arrived"), the_paper(books, "arrived_later")
    assert cells(first, "Expédié") == ["20", "6"]
    assert cells(first, "Reçu en bon état") == ["15", "6"]
    assert cells(first, "Manquant") == ["5", "0"]
    assert cells(second, "Déjà reçu") == ["15", "6"]
    assert cells(second, "Reçu en bon état") == ["4", "0"]
    assert cells(second, "Manquant") == ["1", "0"]
    assert facts(second)["Bordereau d’expédition"] == books.issued["sent"]


def test_an_arrival_that_was_undone_is_not_counted_by_the_next(own_books):
    store, issued = own_books
    with store.write("aicha") as work:
        undo(work, issued["arrived_later"], "Autre kit")
    with store.write("aicha") as work:
        issued["again"] = transfers.arrive(work, transfers.Arrival(issued["sent"]))
    again = the_paper(own_books, "again")
    assert cells(again, "Déjà reçu") == ["15", "6"]
    assert cells(again, "Reçu en bon état") == ["5", "0"]
    assert cells(the_paper(own_books, "arrived_later"), "Manquant") == ["1", "0"]


def test_a_kit_note_shows_parts_kits_and_the_version_of_the_list(books):
    paper = the_paper(books, "assembled")
    headings = [row[0] for row in paper.rows if len(row) == 1]
    assert len(headings) == 2
    assert paper.rows[-1][1] == "KIT-HYG"
    assert facts(paper)["Lot des kits"] == books.issued["assembled"]
    assert "1" in facts(paper)["Composition"]
    assert cells(the_paper(books, "opened"), "Code")[0] == "KIT-HYG"


def test_a_kit_note_says_what_stands_in(own_books):
    with own_books.store.write("aicha") as work:
        define_kit(work, "KIT-HYG", [("SAVON-250", 2), ("BROSSE", 1)], [("BROSSE", "SEAU-14L")])
    with own_books.store.write("aicha") as work:
        own_books.issued["instead"] = kits.assemble(
            *(work, "NKC1", "KIT-HYG", 5), instead=[Instead("BROSSE", "SEAU-14L", 2)]
        )
    said = facts(the_paper(own_books, "instead"))["À la place de"]
    assert "2 × Seau" in said


def test_equipment_is_shown_in_the_condition_of_that_day(books):
    assert cells(the_paper(books, "assigned"), "État") == ["Neuf", "Neuf"]
    assert cells(the_paper(books, "returned"), "État") == ["Moyen"]  # noted in between
    assert cells(the_paper(books, "returned"), "À la remise") == ["Neuf"]
    assert cells(the_paper(books, "registered"), "Numéro de série") == [
        "5CD1234XYZ",
        "5CD1234XYW",
        "00731",
    ]
    assert facts(the_paper(books, "assigned"))["Détenteur"] == "Fatimetou Mint Mohamed"


def test_who_signs_for_equipment_sees_what_belongs_with_it(own_books):
    with own_books.store.write("aicha") as work:
        newcomer = Newcomer("5CG9", "HP", "ProBook", "laptop", accessories=("charger", "bag"))
        number, tags = register(work, Registration("NKC1", "UNICEF", [newcomer]))
        own_books.issued["with_bag"] = assign(work, Handover(tags, "Unité B", "unit"))
    with own_books.store.write("aicha") as work:
        own_books.issued["back"] = take_back(work, tags, condition="poor")
    own_books.issued["came"] = number
    for kind in ("came", "with_bag", "back"):
        assert cells(the_paper(own_books, kind), "Accessoires") == ["chargeur, sacoche"]
    assert cells(the_paper(own_books, "back"), "À la remise") == ["Neuf"]
    assert cells(the_paper(own_books, "back"), "État") == ["Mauvais"]


def test_a_reversing_document_says_what_it_cancels_and_why(books):
    paper = the_paper(books, "undone")
    assert facts(paper)["Document annulé"] == books.issued["distributed_unit"]
    assert facts(paper)["Motif"] == "Erreur de quantité"
    assert books.issued["distributed_unit"] in paper.introduction
    assert cells(paper, "À") == ["Magasin"]
    assets = the_paper(books, "assets_undone")
    assert cells(assets, "Statut désormais") == ["En magasin"]


def test_a_cancelled_document_says_by_which(books):
    mark = "ANNULÉ par " + books.issued["undone"]
    assert the_paper(books, "distributed_unit").reversed_mark == mark
    assert mark in pages_of(drawn(books, "distributed_unit"))[0]
    assert the_paper(books, "distributed").reversed_mark == ""


# --- copies ---------------------------------------------------------------------------------------


def test_what_was_not_printed_or_issued_cannot_be_drawn(books):
    with pytest.raises(CopyNotPrintedError) as refused:
        drawn(books, "received", copy=1)
    assert (refused.value.number, refused.value.copy) == (books.issued["received"], 1)
    with books.store.read() as connection, pytest.raises(UnknownDocumentError):
        draw(connection, books.store.journal, "NKC1-A-RD-2020-00001", "fr")


def test_a_number_is_found_however_it_is_typed(books):
    with books.store.read() as connection:
        typed = f" {books.issued['received'].lower()} "
        assert draw(connection, books.store.journal, typed, "fr") == drawn(books, "received")


def test_a_paper_drawn_later_shows_the_names_of_its_day(own_books):
    store, issued = own_books
    before = drawn(own_books, "received")
    with store.write("aicha") as work:
        describe_items(work, [Item("SAVON-250", Named("Savon doux"), "box", keeps_expiry=True)])
    with store.write("admin") as work:
        describe_centres(work, [Centre("NKC1", Named("Centre tout neuf"))])
    assert drawn(own_books, "received") == before
    with store.write("aicha") as work:
        issued["new"] = stock.receive(
            work, stock.Delivery("NKC1", "OIM", [stock.Incoming("SAVON-250", 1, "", "2028-01")])
        )
    paper = the_paper(own_books, "new")
    assert cells(paper, "Article") == ["Savon doux"]
    assert cells(paper, "Unité") == ["boîte"]
    assert paper.head[-1] == "Centre tout neuf"
