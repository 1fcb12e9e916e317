"""delivery expect, list, close, months; receive against what was announced."""

import pytest

from tests.books import DONATION, SOAP
from tests.printing.reading import pages_of

EXPECT = ("delivery", "expect", "--donation", DONATION, "--centre", "nkc1")
GOODS = ("--line", "SAVON-250=100", "--line", "SEAU-14=20")
RECEIVE = ("receive", "--centre", "NKC1", "--expected", "NKC1-A-L00001")

FREELY = ("receive", "--centre", "NKC1", "--from", "OIM")


@pytest.fixture
def announced(shell):
    due = ("--due", "2026-12-01", "--paper", "WB-7", "--transport", "Camion 1234 AA 00")
    assert shell.done(*EXPECT, *GOODS, *due) == {"delivery": "NKC1-A-L00001"}
    return shell


def lines(shell):
    (one,) = shell.done("delivery", "list")["deliveries"]
    return one, {line["item"]: line for line in one["lines"]}


def test_a_delivery_is_announced_received_in_parts_and_closed(announced):
    one, _ = lines(announced)
    assert (one["status"], one["donor"], one["due_on"]) == ("expected", "OIM", "2026-12-01")
    said = announced.done(
        *(*RECEIVE, "--line", "SAVON-250=57@L1/2031-06", "--reason", "Cartons mouillés"),
        *("--damaged", "SAVON-250=3", "--missing", "SEAU-14=2", "--line", "SEAU-14=18"),
    )
    one, by_item = lines(announced)
    assert one["notes"] == [said["document"]]
    assert one["status"] == "partly_received"
    soap, bucket = by_item["SAVON-250"], by_item["SEAU-14"]
    assert (soap["arrived"], soap["damaged"], soap["remaining"]) == (60, 3, 40)
    assert (bucket["arrived"], bucket["missing"], bucket["remaining"]) == (18, 2, 2)
    there = announced.done("stock", "--item", "SAVON-250")["stock"]
    assert {line["location"]: line["quantity"] for line in there} == {
        "NKC1/MAGASIN": 57,
        "NKC1/QUARANTAINE": 3,
    }
    announced.done("delivery", "close", "nkc1-a-l00001", "--reason", "Jamais chargés")
    assert lines(announced)[0]["status"] == "closed"
    assert announced.done("delivery", "list", "--open") == {"deliveries": []}
    assert announced.done("verify")["sound"]


def test_more_than_all_that_was_announced_has_to_be_said(announced):
    announced.done(*RECEIVE, "--line", "SAVON-250=100@L1/2031-06", "--line", "SEAU-14=20")
    more = (*RECEIVE, "--line", "SEAU-14=2")
    assert [one["code"] for one in announced.refused(*more)] == ["all_arrived"]
    announced.done(*more, "--beyond")
    assert lines(announced)[1]["SEAU-14"]["over"] == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*EXPECT, "--line", "NONE=1"), "unknown_item"),
        (EXPECT, "delivery_without_lines"),
        ((*EXPECT[:3], "NONE", *EXPECT[4:], *GOODS), "unknown_donation"),
        ((*EXPECT, *GOODS, "--due", "31/02/2027"), "unreadable_date"),
        ((*EXPECT, *GOODS, "--code", "NKC1-A-L00007"), "unknown_delivery"),
        (("delivery", "close", "NKC1-A-L00007", "--reason", "x"), "unknown_delivery"),
        (("delivery", "close", "NKC1-A-L00001", "--reason", " "), "no_reason"),
        ((*RECEIVE, "--line", "SEAU-14=2", "--damaged", "SEAU-14=1"), "damage_reason"),
        ((*RECEIVE, "--line", "SEAU-14=2", "--damaged", "SEAU-14=1@L9"), "unknown_lot"),
        ((*RECEIVE, "--line", "SAVON-250=2@L1/2031-02-31"), "bad_expiry"),
        (
            (*RECEIVE[:3], "--from", "OIM", "--line", "SEAU-14=2", "--over", "SEAU-14=3"),
            "too_much_over",
        ),
        (("delivery", "months", "61"), "quantity_out_of_range"),
    ],
)
def test_what_is_refused(file_shell, words, code):
    file_shell.done(*EXPECT, *GOODS)
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


def test_who_gives_has_to_be_said(file_shell):
    assert file_shell("receive", "--centre", "NKC1", "--line", "SEAU-14=1").code == 2


def test_months_are_told_and_set(file_shell):
    def told(*more: str) -> int:
        return file_shell.done("delivery", "months", *more)["months"]

    assert [told(), told("6"), told()] == [3, 6, 6]
    assert [told("9", "--item", SOAP), told(), told("--item", SOAP)] == [9, 6, 9]
    assert told("--item", SOAP, "--unset") == 6
    said = file_shell.done("delivery", "months")["set"]
    assert said == [{"item": "", "category": "", "months": 6}]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_note_tells_what_the_papers_say_and_what_came(file_shell, tmp_path, language):
    file_shell.done(*EXPECT, *GOODS, "--paper", "WB-7", "--transport", "Camion 1234 AA 00")
    number = file_shell.done(
        *(*RECEIVE, "--line", "SAVON-250=114@L1/2031-06", "--reason", "Cartons mouilles"),
        *("--damaged", "SAVON-250=3", "--missing", "SEAU-14=2", "--line", "SEAU-14=18"),
    )["document"]
    file = tmp_path / "note.pdf"
    said = file_shell("document", "show", number, "--out", str(file), "--language", language)
    assert said.code == 0, said.err
    read = set(pages_of(file.read_bytes())[0].split())
    assert {"114", "3", "17", "100", "WB-7", "NKC1-A-L00001", "Cartons", "mouilles"} <= read


def test_people_read_tables(announced):
    assert "NKC1-A-L00001" in announced("delivery", "list").out
    announced.done("delivery", "close", "NKC1-A-L00001", "--reason", "x")
    assert announced("delivery", "list", "--open").out.strip() == "No delivery is expected."


def test_boxes_are_received_as_they_are_scanned(file_shell):
    gtin = "09521234543213"
    assert file_shell.done("item", "barcode", "savon-250", gtin)["barcode"] == gtin
    text = f"]C101{gtin}1731060010L1\x1d3048"
    file_shell.done(*FREELY, "--scan", text, "--scan", text, "--scan", "SEAU-14")
    there = file_shell.done("stock")["stock"]
    assert {(one["item"], one["lot"], one["expiry"]): one["quantity"] for one in there} == {
        ("SAVON-250", "L1", "2031-06"): 96,
        ("SEAU-14", "", ""): 1,
    }
    cut = file_shell.refused(*FREELY, "--scan", text[:24])
    assert [one["code"] for one in cut] == ["gs1_cut_short"]
    unknown = file_shell.refused(*FREELY, "--scan", "]C10119521234543210")
    assert [(one["code"], one["value"]) for one in unknown] == [("unknown_gtin", "19521234543210")]
