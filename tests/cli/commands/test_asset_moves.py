"""asset move, and transfers that assets go along with."""

import pytest

from tests.books import MANAGER

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SAVON-250=100@L23/2099-06")
NEW = (
    *("asset", "register", "--centre", "NKC1", "--category", "laptop", "--maker", "HP"),
    *("--model", "ProBook 450", "--donation", "OIM-2026-01", "--accessory", "charger"),
    *("--accessory", "bag", "--date", "2026-11-20"),
)
BE = "NKC1-A-BE-2026-00001"


@pytest.fixture
def tags(file_shell):
    return file_shell.done(*NEW, "--serial", "S1", "--serial", "S2")["assets"]


def test_computers_are_moved_to_another_centre(file_shell, tags):
    carried = ("--driver", "Brahim", "--vehicle", "1234 AB 00", "--date", "2026-11-23")
    assert file_shell.done("asset", "move", *tags, "--to", "ros", *carried)["document"] == BE
    told = file_shell.done("transfer", "list", "--open")["transfers"][0]
    assert (told["status"], told["assets_on_the_road"], told["lines"]) == ("sent", 2, [])
    assert [(one["tag"], one["status"]) for one in told["assets"]] == [
        (tag, "in_transit") for tag in tags
    ]
    assert tags[0] in file_shell("transfer", "list").out
    shown = file_shell.done("asset", "show", tags[0])
    assert (shown["status"], shown["waybill"], shown["centre"]) == ("in_transit", BE, "NKC1")
    assert shown["history"][-1]["kind"] == "transfer.sent"
    listed = file_shell.done("asset", "list", "--status", "in_transit")["assets"]
    assert [one["tag"] for one in listed] == tags
    assert file_shell.done("asset", "list", "--status", "to_follow")["assets"] == listed
    assert file_shell.done("transfer", "receive", BE)["document"] == "NKC1-A-AR-2026-00001"
    shown = file_shell.done("asset", "show", tags[0])
    assert (shown["status"], shown["waybill"], shown["centre"]) == ("in_storage", "", "ROS")
    assert file_shell.refused("transfer", "receive", BE)[0]["code"] == "nothing_on_the_road"


def test_goods_and_computers_share_a_waybill(file_shell, tags):
    file_shell.done(*IN)
    way = ("transfer", "send", "--from", "NKC1", "--to", "ROS", "--line", "SAVON-250=40")
    file_shell.done(*way, "--asset", tags[0], "--asset", tags[1])
    lines = file_shell.done("document", "show", BE)["lines"]
    assert [(one["item"], one["quantity"]) for one in lines] == [
        ("SAVON-250", 40),
        (tags[0], 1),
        (tags[1], 1),
    ]
    assert tags[1] in file_shell("document", "show", BE).out
    here = ("transfer", "receive", BE)
    file_shell.done(*here, "--line", "SAVON-250=40", "--asset", f"{tags[0].lower()}=broken")
    told = file_shell.done("transfer", "list")["transfers"][0]
    assert (told["status"], told["on_the_road"]) == ("partly_received", 0)
    assert file_shell.done("asset", "show", tags[0])["condition"] == "broken"
    again = file_shell.refused(*here, "--asset", tags[0])[0]
    assert (again["code"], again["field"]) == ("asset_came_in", "asset")


def test_what_lacks_is_said_and_settled(file_shell, tags):
    file_shell.done(*IN)
    first, second = tags
    way = ("transfer", "send", "--from", "NKC1", "--to", "ROS", "--line", "SAVON-250=40")
    file_shell.done(*way, "--asset", first, "--asset", second)
    otherwise = ("--missing", second, "--lacking", f"{first}=charger", "--extra", f"{first}=mouse")
    file_shell.done("transfer", "receive", BE, *otherwise, "--last")
    told = file_shell.done("transfer", "list")["transfers"][0]
    assert (told["status"], told["lines"][0]["received"]) == ("to_settle", 40)
    assert {one["tag"]: (one["status"], one["lacking"]) for one in told["assets"]} == {
        first: ("received", ["charger"]),
        second: ("in_transit", []),
    }
    assert file_shell.done("asset", "show", first)["accessories"] == ["bag", "mouse"]
    settle = ("transfer", "settle", BE, "--asset", f"{first}=found", "--asset", f"{second}=lost")
    report = file_shell.done(*settle, user=MANAGER)
    assert report["document"] == "NKC1-A-RP-2026-00001"
    assert file_shell.done("asset", "show", second)["status"] == "lost"
    assert file_shell.done("transfer", "list", "--open") == {"transfers": []}


def test_a_computer_is_put_into_another_room(file_shell, tags):
    there = ("asset", "move", tags[0], "--place", "Salle informatique")
    assert file_shell.done(*there)["document"] == "NKC1-A-MI-2026-00001"
    shown = file_shell.done("asset", "show", tags[0])
    assert [shown[name] for name in ("status", "custodian", "custodian_kind")] == [
        *("in_use", "Salle informatique", "place"),
    ]
    assert file_shell.refused(*there)[0]["code"] == "already_there"
    file_shell.done("asset", "move", tags[0], "--place", "magasin")
    shown = file_shell.done("asset", "show", tags[0])
    assert (shown["status"], shown["custodian"]) == ("in_storage", "NKC1/MAGASIN")
    file_shell.done("place", "open", "CAVE", "--centre", "NKC1", "--name-fr", "Cave")
    file_shell.done("place", "close", "CAVE", "--centre", "NKC1")
    closed = file_shell.refused("asset", "move", tags[0], "--place", "cave")[0]
    assert closed["code"] == "closed_place"


def test_what_comes_in_stands_in_the_storeroom_that_was_said(file_shell, tags):
    for centre in ("NKC1", "ROS"):
        file_shell.done("place", "open", "CAVE", "--centre", centre, "--name-fr", "Cave")
    (new,) = file_shell.done(*NEW, "--serial", "S3", "--storeroom", "cave")["assets"]
    assert file_shell.done("asset", "show", new)["custodian"] == "NKC1/CAVE"
    file_shell.done("asset", "move", tags[0], "--to", "ros")
    file_shell.done("transfer", "receive", BE, "--storeroom", "cave")
    shown = file_shell.done("asset", "show", tags[0])
    assert (shown["status"], shown["custodian"]) == ("in_storage", "ROS/CAVE")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), "centre_or_place"),
        (("--to", "ROS", "--place", "Salle 3"), "centre_or_place"),
        (("--to", "NKC1"), "same_place"),
        (("--to", "PARIS"), "unknown_centre"),
    ],
)
def test_a_move_needs_somewhere_else_to_go(file_shell, tags, options, code):
    assert file_shell.refused("asset", "move", tags[0], *options)[0]["code"] == code


def test_only_what_is_on_the_waybill_can_be_missing(file_shell, tags):
    file_shell.done("asset", "move", tags[0], "--to", "ROS")
    wrong = file_shell.refused("transfer", "receive", BE, "--missing", tags[1])[0]
    assert wrong["code"] == "asset_not_on_waybill"
    for typed in ("=broken", f"{tags[0]}="):
        assert file_shell.refused("transfer", "receive", BE, "--asset", typed)[0]["code"]
