"""document show, list, check."""

import pytest

from cpise_inventory.documents.seals import qr_text
from tests.books import AUDITOR, BUCKET, DONATION, ROOM, bring, hand_out


@pytest.fixture
def number(shell):
    with shell.store() as store:
        bring(store, BUCKET, 30)
        return hand_out(store, BUCKET, 12)


@pytest.fixture
def code(shell, number):
    with shell.store() as store, store.read() as connection:
        return qr_text(connection, number)


def test_the_register(shell, number):
    told = shell.done("document", "list")["documents"]
    assert [one["number"] for one in told] == ["NKC1-A-BR-2026-00001", number]
    assert (
        told[1].items()
        >= {
            "number": number,
            "kind": "stock.distributed",
            "code": "RD",
            "centre": "NKC1",
            "status": "issued",
            "reversed_by": "",
            "party": "Accueil",
        }.items()
    )
    shell.done("undo", number, "--reason", "x")
    for words, count in (
        (("--kind", "rd"), 2),
        (("--kind", "RD", "--last", "1"), 1),
        (("--find", "accueil"), 1),
        (("--centre", "ROS"), 0),
        (("--to", "2020-01-01"), 0),
    ):
        assert len(shell.done("document", "list", *words)["documents"]) == count
    status = {one["number"]: one["status"] for one in shell.done("document", "list")["documents"]}
    assert status[number] == "cancelled"
    assert status["NKC1-A-RD-2026-00002"] == "reversal"


def test_looking_is_not_printing(shell, number):
    told = shell.done("document", "show", number, user=AUDITOR)
    (line,) = told["lines"]
    assert (line["item"], line["quantity"], line["donation"]) == (BUCKET, 12, DONATION)
    assert (line["from"], line["to"]) == (ROOM, "~distributed")
    assert told["prints"] == []
    assert BUCKET in shell("document", "show", number, user=AUDITOR).out
    assert shell.done("document", "show", number)["prints"] == []


def test_each_print_is_counted_and_genuine(shell, number, tmp_path):
    out = tmp_path / "receipt.pdf"
    words = ("document", "show", number, "--out", str(out))
    told = shell.done(*words)
    assert (told["copy"], told["duplicate"], told["file"]) == (0, False, str(out))
    told = shell.done(*words, "--language", "ar", "--reason", "lost")
    assert (told["copy"], told["duplicate"], told["language"]) == (1, True, "ar")
    prints = shell.done("document", "show", number)["prints"]
    assert [(one["copy"], one["language"]) for one in prints] == [(0, "en"), (1, "ar")]
    checked = shell.done("document", "check", str(out), user="")
    assert (checked["genuine"], checked["reason"], checked["number"]) == (True, "genuine", number)
    assert checked["statement"]["lines"] == [{"item": BUCKET, "quantity": 12}]


def test_an_auditor_reads_but_does_not_print(shell, number, tmp_path):
    out = tmp_path / "receipt.pdf"
    problem = shell.refused("document", "show", number, "--out", str(out), user=AUDITOR)[0]
    assert problem["code"] == "not_allowed"
    assert not out.exists()


def test_where_nothing_can_be_written_nothing_is_printed(shell, number, tmp_path):
    words = ("document", "show", number, "--out", str(tmp_path / "none" / "receipt.pdf"))
    assert shell.refused(*words)[0]["code"] == "folder_not_there"
    assert shell.done("document", "show", number)["prints"] == []


def test_a_code_proves_its_paper(shell, number, code):
    told = shell.done("document", "check", code)
    assert told["genuine"]
    assert number in shell("document", "check", code).out
    changed = code[:-4] + ("0000" if not code.endswith("0000") else "1111")
    for text, reason in (
        (changed, {"damaged", "forged"}),
        (number, {"unsigned"}),
        ("https://example.invalid", {"not_ours"}),
        ("", {"not_ours"}),
        ("x" * 5_000, {"not_ours"}),
    ):
        answer = shell.json("document", "check", text, user="")
        assert answer.code == 3
        assert answer.told["reason"] in reason
        assert answer.told["genuine"] is False


def test_a_cancelled_paper_is_genuine_and_says_so(shell, number, code):
    shell.done("undo", number, "--reason", "x")
    told = shell.done("document", "check", code)
    assert (told["reason"], told["cancelled_by"]) == ("cancelled", "NKC1-A-RD-2026-00002")


def test_a_file_that_proves_nothing(file_shell, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"no picture")
    assert file_shell.refused("document", "check", str(picture))[0]["code"] == "not_a_picture"
    gone = str(tmp_path / "gone.jpg")
    assert file_shell.refused("document", "check", gone)[0]["code"] == "file_not_readable"


@pytest.mark.parametrize("words", [("document", "show", "NKC1-A-RD-2026-00099")])
def test_what_is_not_there(file_shell, words):
    assert file_shell.refused(*words)[0]["code"] == "unknown_document"
    assert file_shell("document", "list").out.count("\n") == 1
