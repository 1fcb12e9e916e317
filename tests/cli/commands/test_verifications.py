"""asset verification: open, scan by tag and by file, close, approve, correct, see the rate."""

from tests.books import MANAGER
from tests.cli.commands.test_assets import NEW

WALK, REPORT = "NKC1-A-LV-2026-00001", "NKC1-A-VP-2026-00001"
VERIFY = ("asset", "verification")


def test_a_walk_from_the_list_to_the_report(shell, tmp_path):
    first, second, third = shell.done(
        *NEW, *("--serial", "S1", "--serial", "S2", "--serial", "S3")
    )["assets"]
    assert shell.done(*VERIFY, "open", "--centre", "NKC1", "--by", "Sidi")["document"] == WALK
    scan = (*VERIFY, "scan", WALK)
    told = shell.done(*scan, first.lower(), "--room", "Bureau 4", "--is", "fair")
    (answer,) = told["scans"]
    assert (answer["result"], answer["room"], answer["new"]) == ("elsewhere", "Bureau 4", True)
    assert (told["status"], told["found"], told["expected"]) == ("open", 1, 3)
    file = tmp_path / "telephone.csv"
    lines = ["code;date", f'"CPISE:{second}";12:01', "https://example.org;12:02", f"{third[:-1]}0;"]
    file.write_text("\n".join(lines), encoding="utf-8")
    told = shell.done(*scan, "--file", str(file))
    assert [one["tag"] for one in told["scans"]] == [second]
    assert [(one["row"], one["near"]) for one in told["unread"]] == [(3, None), (4, third)]
    assert third in told["unread"][1]["message"]
    assert shell.refused(*scan, third[:-1] + "0")[0]["code"] == "mistyped_tag"
    told = shell.done(*VERIFY, "status", WALK)
    assert [one["tag"] for one in told["not_seen"]] == [third]
    told = shell.done(*VERIFY, "close", WALK, "--why", f"{third}=en mission")
    assert told["status"] == "waits"
    assert shell.refused(*VERIFY, "approve", WALK)[0]["code"] == "not_allowed"
    told = shell.done(*VERIFY, "approve", WALK.lower(), user=MANAGER)
    assert (told["document"], told["report"], told["status"]) == (REPORT, REPORT, "reported")
    (rate,) = shell.done(*VERIFY, "rate")["rates"]
    assert (rate["percent"], rate["missing"], rate["elsewhere"]) == (66, 1, 1)
    assert (rate["found_where_booked"], rate["percent_where_booked"]) == (1, 33)
    shell.done(*VERIFY, "correct", WALK)
    shown = shell.done("asset", "show", first)
    assert shown["custodian"] == "Bureau 4"
    assert (shown["last_seen"]["verification"], shown["last_seen"]["room"]) == (WALK, "Bureau 4")
    assert shell.done("asset", "show", third)["last_seen"] is None
    assert shell.done("verify")["sound"]


def test_people_read_what_a_scan_came_to(file_shell):
    (tag,) = file_shell.done(*NEW, "--serial", "S1")["assets"]
    file_shell.done(*VERIFY, "open", "--centre", "NKC1")
    text = file_shell(*VERIFY, "scan", WALK, tag, language="fr").out
    assert "est bien ici, comme inscrit" in text
    assert "1 sur 1" in text
    assert "a déjà été vu" in file_shell(*VERIFY, "scan", WALK, tag, language="fr").out
    assert "en cours" in file_shell(*VERIFY, "list", language="fr").out
    file_shell.done(*VERIFY, "cancel", WALK, "--reason", "pluie")
    assert file_shell.refused(*VERIFY, "resume", WALK)[0]["code"] == "campaign_not_closed"
    assert file_shell(*VERIFY, "rate").out.strip() == "No physical verification was made yet."


def test_a_scan_is_taken_back(file_shell):
    first, second = file_shell.done(*NEW, *("--serial", "S1", "--serial", "S2"))["assets"]
    file_shell.done(*VERIFY, "open", "--centre", "NKC1")
    for room in ("Bureau 1", "Bureau 2"):
        file_shell.done(*VERIFY, "scan", WALK, first, second, "--room", room)
    told = file_shell.done(*VERIFY, "unscan", WALK, first.lower())
    (undone,) = told["taken_back"]
    assert (undone["tag"], undone["room"], undone["now"]) == (
        *(first, "Bureau 2"),
        {"result": "elsewhere", "room": "Bureau 1"},
    )
    assert file_shell.done("asset", "show", first)["last_seen"]["room"] == "Bureau 1"
    assert "· Bureau 1\n" in file_shell("asset", "show", first).out
    text = file_shell(*VERIFY, "unscan", WALK, first, language="fr").out
    assert f"{first} compte comme non vu." in text
    assert "1 sur 2" in text
    shown = file_shell.done("asset", "show", first)
    assert shown["last_seen"] is None
    assert shown["history"][-1]["kind"] == "asset.unsighted"
    story = file_shell("asset", "show", first, language="fr").out
    assert story.count("· Annulé") == 2
    assert file_shell.refused(*VERIFY, "unscan", WALK, first)[0]["code"] == "not_seen"
    file_shell.done(*VERIFY, "close", WALK)
    assert file_shell.refused(*VERIFY, "unscan", WALK, second)[0]["code"] == "campaign_waits"
    assert file_shell.done("verify")["sound"]
