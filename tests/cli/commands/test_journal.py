"""journal list, show, export; verify."""

import json

import pytest

from tests.books import ADMIN, BUCKET, LOGISTICS, bring, hand_out, tamper


@pytest.fixture
def number(shell):
    with shell.store() as store:
        bring(store, BUCKET, 30)
        return hand_out(store, BUCKET, 12)


def test_who_did_what_and_when(shell, number):
    events = shell.done("journal", "list")["events"]
    assert [one["seq"] for one in events] == list(range(1, len(events) + 1))
    assert (
        events[-1].items()
        >= {
            "device": "NKC1-A",
            "actor": LOGISTICS,
            "kind": "stock.distributed",
            "document": number,
        }.items()
    )
    assert events[0]["kind"] == "device.registered"
    for words, count in (
        (("--last", "3"), 3),
        (("--actor", LOGISTICS), 2),
        (("--kind", "stock.received"), 1),
        (("--document", number), 1),
        (("--device", "ROS-A"), 0),
        (("--from", "2099-01-01"), 0),
        (("--to", "2020-01-01"), 0),
        (("--from", "2020-01-01", "--to", "2098-12-31"), len(events)),
    ):
        assert len(shell.done("journal", "list", *words)["events"]) == count


def test_what_was_cancelled_is_marked_in_the_list(file_shell):
    with file_shell.store() as store:
        bring(store, BUCKET, 30)
        number = hand_out(store, BUCKET, 12, person=ADMIN)
    undoing = file_shell.done("undo", number, "--reason", "twice", user=ADMIN)["document"]
    lines = file_shell("journal", "list", user=ADMIN).out.splitlines()
    (marked,) = [line for line in lines if number in line and "distributed" in line]
    assert marked.endswith(undoing)


def test_the_list_of_any_length_is_whole(file_shell, monkeypatch):
    monkeypatch.setattr("cpise_inventory.cli.commands.journal.PAGE", 2)
    monkeypatch.setattr("cpise_inventory.cli.commands.journal.SHOWN", 3)
    whole = file_shell.done("journal", "list")["events"]
    assert [one["seq"] for one in whole] == list(range(1, len(whole) + 1))
    answer = file_shell("journal", "list")
    assert len(answer.out.splitlines()) == 2 + 3
    assert str(len(whole)) in answer.err


def test_one_event_with_before_and_after(shell, number):
    told = shell.done("journal", "show", number)
    assert told["kind"] == "stock.distributed"
    assert told["payload"]["recipient"] == "Accueil"
    assert [(one["before"], one["after"]) for one in told["changes"]] == [("30", "18")]
    same = shell.done("journal", "show", f"nkc1-a:{told['seq']}")
    assert same == told
    assert "30" in shell("journal", "show", number).out


def test_a_print_is_listed_with_its_paper_and_its_number_still_names_the_issue(
    shell, number, tmp_path
):
    shell.done("document", "show", number, "--out", str(tmp_path / "paper.pdf"))
    printed = shell.done("journal", "list")["events"][-1]
    assert (printed["kind"], printed["document"]) == ("document.printed", number)
    assert shell.done("journal", "show", number)["kind"] != "document.printed"
    assert [one["number"] for one in shell.done("document", "list")["documents"]].count(number) == 1
    assert shell.done("verify", user="")["sound"]


@pytest.mark.parametrize(
    "name", ["NKC1-A:0", "NKC1-A:99", "NKC1-A:x", "NKC1-A:" + "9" * 40, "-", ""]
)
def test_an_event_that_is_not_there(file_shell, name):
    assert file_shell.refused("journal", "show", "--", name)[0]["code"] == "unknown_event"


def test_the_journal_goes_out_and_is_compared_with(shell, number, tmp_path):
    out = tmp_path / "journal.jsonl"
    told = shell.done("journal", "export", "--out", str(out))
    lines = out.read_bytes().splitlines()
    assert told == {"events": len(lines), "file": str(out)}
    assert json.loads(lines[-1])["seq"] == len(lines)
    assert shell.done("verify", "--against", str(out), user="")["sound"]
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_bytes(out.read_bytes().replace(b'"quantity":12', b'"quantity":13'))
    answer = shell.json("verify", "--against", str(out), str(spoilt), user="")
    assert answer.code == 3
    finding = answer.told["findings"][0]
    assert (finding["what"], finding["where"]) == ("file altered", f"NKC1-A:{len(lines)}")
    assert finding["expected"] != finding["found"]
    spoilt.write_text("not a journal")
    problem = shell.refused("verify", "--against", str(spoilt), user="")[0]
    assert problem["code"] == "not_a_journal_file"
    gone = shell.refused("verify", "--against", str(tmp_path / "gone"), user="")[0]
    assert gone["code"] == "file_not_readable"


def test_sound_books_are_said_to_be_so_with_figures(shell, number):
    told = shell.done("verify", user="")
    assert told["sound"] is True
    assert told["findings"] == []
    assert told["events"] == len(shell.done("journal", "list")["events"])
    assert told["devices"] == 1
    for language in ("fr", "ar", "en"):
        assert str(told["events"]) in shell("verify", user="", language=language).out


def test_one_byte_changed_behind_our_back_is_named(shell, number):
    with shell.store() as store:
        tamper(store, "UPDATE balance SET quantity = 19 WHERE quantity = 18")
    answer = shell.json("verify", user="")
    assert answer.code == 3
    assert answer.told["sound"] is False
    finding = answer.told["findings"][0]
    assert finding["what"] == "projection"
    assert "18" in finding["expected"]
    assert "19" in finding["found"]
    said = shell("verify", user="")
    assert said.code == 3
    assert finding["where"] in said.out


FORGERIES = {
    "sqlite": "CAST(replace(CAST(body AS TEXT), '30', '31') AS BLOB)",
    "postgresql": "convert_to(replace(convert_from(body, 'UTF8'), '30', '31'), 'UTF8')",
}


def test_an_event_changed_behind_our_back_is_named_to_the_event(shell):
    with shell.store() as store:
        bring(store, BUCKET, 30)
        forged = FORGERIES[store.engine.dialect.name]
        tamper(store, f"UPDATE event SET body = {forged} WHERE seq = (SELECT max(seq) FROM event)")
    answer = shell.json("verify", user="")
    last = shell.done("journal", "list", user=ADMIN)["events"][-1]["seq"]
    assert answer.code == 3
    assert answer.told["findings"][0]["what"] == "altered"
    assert answer.told["findings"][0]["where"] == f"NKC1-A:{last}"
