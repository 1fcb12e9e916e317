"""labels reserve, unused, void; and computers registered under a tag that was printed before."""

from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.labels.commands import reserve, void
from cpise_inventory.paper.reading import codes_in
from cpise_inventory.transfers.commands import Shipment, send
from tests.books import LOGISTICS, MANAGER, bring, hand_out, tag

BLANK = [asset_tag("NKC1-A", n) for n in (1, 2, 3)]
REGISTER = (
    *("asset", "register", "--centre", "KIF", "--category", "laptop", "--maker", "HP"),
    *("--model", "250", "--donation", "OIM"),
)


def test_tags_printed_before_their_computers_are_there(file_shell, tmp_path):
    told = file_shell.done("labels", "reserve", "3", "--centre", "kif", user=MANAGER)
    assert told == {"tags": BLANK, "centre": "KIF"}
    out = tmp_path / "blank.pdf"
    words = ("labels", "--blank", "--centre", "KIF", "--sheet", "L7160", "--out", str(out))
    assert file_shell.done(*words, user=MANAGER)["assets"] == BLANK
    assert sorted(codes_in(out)) == [f"CPISE:{one}" for one in BLANK]
    assert file_shell.refused(*words, user=MANAGER)[0]["code"] == "no_assets"
    under = ("--serial", "S1", "--tag", BLANK[1].lower(), "--serial", "S2")
    assert file_shell.done(*REGISTER, *under, user=LOGISTICS)["assets"] == [
        BLANK[1],
        asset_tag("NKC1-A", 4),
    ]
    left = file_shell.done("labels", "unused", "--centre", "KIF")["tags"]
    assert [(one["tag"], one["labels"], one["reserved_by"]) for one in left] == [
        (BLANK[0], 1, MANAGER),
        (BLANK[2], 1, MANAGER),
    ]
    spoiled = ("labels", "void", BLANK[0], "--through", BLANK[2], "--reason", "printer jam")
    assert file_shell.done(*spoiled, user=MANAGER)["tags"] == [BLANK[0], BLANK[2]]
    assert file_shell.done("labels", "unused")["tags"] == []
    again = file_shell.refused(*REGISTER, "--serial", "S3", "--tag", BLANK[0], user=LOGISTICS)
    assert [one["code"] for one in again] == ["tag_void"]


def test_the_words_of_a_further_command_stand_in_no_way_of_the_tags(file_shell, tmp_path):
    with file_shell.store() as store:
        tags = tag(store, "S1", "S2")
    out = str(tmp_path / "labels.pdf")
    words = ("labels", "--assets", tags[0], tags[1], "--sheet", "L7160", "--out", out)
    assert file_shell.done(*words, user=MANAGER)["assets"] == tags


def test_whoever_mistypes_a_tag_is_told_which_was_meant_wherever_it_is_typed(file_shell, tmp_path):
    with file_shell.store() as store:
        known, sent = tag(store, "S1", "S2")
        with store.write(MANAGER) as work:
            blank, spoiled = reserve(work, "NKC1", 2)
            void(work, [spoiled], "spoiled")
        with store.write(LOGISTICS) as work:
            send(work, Shipment("NKC1", "KIF", assets=[sent]))
    file_shell.done("asset", "verification", "open", "--centre", "NKC1", user=MANAGER)
    walk, waybill, out = (
        "NKC1-A-LV-2026-00001",
        "NKC1-A-BE-2026-00001",
        str(tmp_path / "labels.pdf"),
    )
    labels = ("labels", "--sheet", "L7160", "--out", out)

    def near(meant, *words):
        wrong = meant.replace("-0000", "-0900")
        said = [wrong if word == "TAG" else word.replace("TAG=", f"{wrong}=") for word in words]
        (problem,) = file_shell.refused(*said, user=MANAGER)
        assert (problem["code"], problem["value"]) == ("mistyped_tag", wrong)
        assert meant in problem["message"]

    near(known, "asset", "return", "TAG")
    near(known, "asset", "assign", "TAG", "--to", "Mohamed", "--to-kind", "staff")
    near(known, "asset", "move", "TAG", "--to", "KIF")
    near(known, "asset", "verification", "scan", walk, "TAG")
    near(known, "transfer", "receive", waybill, "--asset", "TAG=good")
    near(known, "transfer", "receive", waybill, "--missing", "TAG")
    near(known, "transfer", "settle", waybill, "--asset", "TAG=error")
    near(known, *labels, "--assets", "TAG")
    near(known, *labels, "--centre", "NKC1", "--after", "TAG")
    near(blank, "labels", "void", "TAG", "--reason", "spoiled")
    near(blank, *labels, "--assets", "TAG")
    wrong = spoiled[:-1] + "?"  # nobody can have meant it
    (problem,) = file_shell.refused(*labels, "--assets", wrong, user=MANAGER)
    assert spoiled not in problem["message"]


def test_labels_of_what_has_no_tag(file_shell, tmp_path):
    with file_shell.store() as store:
        bring(store, "SEAU-14", 24, "L7")
        hand_out(store, "SEAU-14", 1)
    out = tmp_path / "things.pdf"
    words = ("labels", "--centre", "NKC1", "--sheet", "L7160", "--out", str(out), "--year", "2026")
    flags = ("--storerooms", "--lots", "--cartons", "--folders")
    told = file_shell.done(*words, *flags, user=MANAGER)["things"]
    assert [(one["kind"], one.get("place"), one.get("item"), one.get("pack")) for one in told] == [
        ("place", "NKC1/MAGASIN", None, None),
        ("lot", None, "SEAU-14", None),
        ("carton", None, "SEAU-14", "carton"),
        ("folder", None, None, None),
        ("folder", None, None, None),
    ]
    assert {one.get("papers") for one in told[3:]} == {"BR", "RD"}
    assert sorted(codes_in(out)) == sorted(f"CPISE:{one['number']}" for one in told)
    rest = (*words, *flags, "--after", told[2]["number"])
    assert [one["number"] for one in file_shell.done(*rest, user=MANAGER)["things"]] == [
        one["number"] for one in told[3:]
    ]
    scanned = file_shell.done("scan", f"CPISE:{told[1]['number']}")
    assert (scanned["kind"], scanned["verdict"]) == ("lot", "known")
    assert (scanned["item"], scanned["lot"], scanned["quantity"]) == ("SEAU-14", "L7", 1)
    empty = ("labels", "--lots", "--centre", "ROS", "--sheet", "L7160", "--out", str(out))
    assert file_shell.refused(*empty, user=MANAGER)[0]["code"] == "nothing_to_label"


def test_a_label_printed_anew_with_its_reason_takes_the_place_of_the_old(file_shell, tmp_path):
    with file_shell.store() as store:
        (one,) = tag(store, "S1")
    out = tmp_path / "labels.pdf"
    words = ("labels", "--assets", one, "--sheet", "L7160", "--out", str(out))
    for _ in range(2):  # without a reason it's one more of the same
        file_shell.done(*words, user=MANAGER)
        assert codes_in(out) == [f"CPISE:{one}"]
    file_shell.done(*words, "--reason", "the sun took its colour", user=MANAGER)
    assert codes_in(out) == [label_text(one, 2)]
    scanned = file_shell.done("scan", f"CPISE:{one}")
    assert (scanned["verdict"], scanned["name"], scanned["reason"]) == ("replaced", one, "other")
    assert scanned["replaced_at"]
    assert scanned["message"]
    assert scanned["next"]
