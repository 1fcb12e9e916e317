"""Papers of transfers, read back: four waybills, what came in, what was asked for and decided."""

from datetime import date

import pytest

from cpise_inventory.documents.queries import prints
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.printing.commands import print_document
from cpise_inventory.printing.papers import draw, papers
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import Requisition, approve_request, request
from cpise_inventory.transfers.settling import Ruling, Settlement, settle
from tests.printing.reading import codes_of, pages_of
from tests.printing.test_papers import cells, facts

COPIES = {
    "fr": ("Exemplaire expéditeur", "Exemplaire transporteur", "Exemplaire destinataire"),
    "ar": ("نسخة المرسِل", "نسخة الناقل", "نسخة المستلِم"),
    "en": ("Sender’s copy", "Carrier’s copy", "Receiver’s copy"),
}


@pytest.fixture
def issued(own_books):
    """Number by what it is, of one transfer from the asking to the last decision."""
    store, _ = own_books
    made = {}
    with store.write("aicha") as work:
        made["asked"] = request(
            work, Requisition("ROS", "NKC1", [("BROSSE", 90)], date(2099, 12, 15), "Rupture")
        )
    with store.write("sidi") as work:
        approve_request(work, made["asked"], [("BROSSE", 80)])
    with store.write("aicha") as work:
        made["sent"] = send(
            work,
            Shipment(
                *("NKC1", "ROS", [Wanted("BROSSE", 40), Wanted("BROSSE", 40)]),
                driver="Ely",
                vehicle="1234 AB 00",
                trailer="R-77",
                phone="+222 36 12 34 56",
                request=made["asked"],
            ),
        )
    with store.write("aicha") as work:
        came = [Came("BROSSE", 70, damaged=6)]
        made["came"] = arrive(work, Arrival(made["sent"], came, last=True))
    with store.write("sidi") as work:
        made["lost"] = settle(
            work,
            Settlement(made["sent"], [Ruling("BROSSE", "stolen", 3)], police="PV 112/2026"),
        )
    with store.write("sidi") as work:
        made["found"] = settle(work, Settlement(made["sent"], decision="found"))
    return made


def paper(own_books, number, language="fr"):
    with own_books.store.read() as connection:
        return papers(connection, own_books.store.journal, number, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_waybill_is_four_sheets_each_named_and_one_print(own_books, issued, language):
    store = own_books.store
    made = print_document(store, "aicha", issued["sent"], language)
    pages = pages_of(made.pdf)
    assert len(pages) == 4
    for page, name in zip(pages, COPIES[language], strict=False):
        assert name in page
        assert issued["sent"] in page
        assert "+222 36 12 34 56" in page
    with store.read() as connection:
        assert [one.copy for one in prints(connection, issued["sent"])] == [0]
    assert len(codes_of(made.pdf)) == 1  # the same statement on all four


def test_a_waybill_names_trailer_telephone_and_requisition(own_books, issued):
    sheet = paper(own_books, issued["sent"])[0]
    said = facts(sheet)
    assert (said["Remorque"], said["Téléphone"]) == ("R-77", "+222 36 12 34 56")
    assert said["Demande de matériel"] == issued["asked"]
    assert [box.title for box in sheet.signatures] == ["Chargé par", "Transporté par", "Reçu par"]
    assert [column.heading for column in sheet.columns][-4:] == [
        *("Reçu en bon état", "Endommagé", "Manquant", "Excédent"),
    ]


def test_an_acknowledgement_tells_good_damaged_and_missing(own_books, issued):
    (sheet,) = paper(own_books, issued["came"])
    assert cells(sheet, "Reçu en bon état") == ["70"]
    assert cells(sheet, "Endommagé") == ["6"]
    assert cells(sheet, "Manquant") == ["4"]
    said = dict(sheet.remarks)["Écarts"]
    assert "1 ligne est incomplète" in said
    assert "6 unités sont endommagées" in said


def test_a_requisition_leaves_room_for_what_is_approved(own_books, issued):
    (sheet,) = paper(own_books, issued["asked"])
    assert facts(sheet)["Nécessaire pour le"] == "15/12/2099"
    assert (cells(sheet, "Demandé"), cells(sheet, "Validé")) == (["90"], [""])
    assert [box.title for box in sheet.signatures] == ["Demandé par", "Validé par", "Délivré par"]


def test_a_loss_on_the_road_has_its_report_and_a_return_its_note(own_books, issued):
    (lost,), (found,) = paper(own_books, issued["lost"]), paper(own_books, issued["found"])
    assert (lost.kind, lost.title) == ("RP", "Rapport de perte")
    assert facts(lost)["Procès-verbal de police"] == "PV 112/2026"
    assert (cells(lost, "Quantité"), cells(lost, "Décision")) == (["3"], ["Volé en route"])
    assert (found.kind, found.title) == ("RE", "Écarts d’un bordereau régularisés")
    assert cells(found, "Décision") == ["Retrouvé chez l’expéditeur"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_them_are_drawn_in_every_language(own_books, issued, language):
    store = own_books.store
    for number in issued.values():
        with store.read() as connection:
            pdf = draw(connection, store.journal, number, language)
        assert number in pages_of(pdf)[0]
        assert codes_of(pdf)
    title = words(language).t("Differences of a waybill settled")
    assert paper(own_books, issued["found"], language)[0].title == title
