"""transfer send, receive, close, settle, list; request, approve, refuse, close-request."""

from tests.books import MANAGER

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SAVON-250=100@L23/2099-06")
SEND = ("transfer", "send", "--from", "NKC1", "--to", "ROS", "--line", "SAVON-250=40")


def test_a_waybill_is_received_with_one_missing(shell):
    shell.done(*IN)
    waybill = shell.done(*SEND, "--driver", "Sidi", "--vehicle", "1234 AA 00")["document"]
    assert waybill == "NKC1-A-BE-2026-00001"
    line = {"item": "SAVON-250", "lot": "L23", "sent": 40, "received": 0}
    told = shell.done("transfer", "list", "--open")["transfers"][0]
    assert told["lines"][0].items() >= line.items()
    assert (told["from"], told["to"], told["status"]) == ("NKC1", "ROS", "sent")
    got = shell.done("transfer", "receive", waybill.lower(), "--line", "SAVON-250=39")["document"]
    assert got == "NKC1-A-AR-2026-00001"
    told = shell.done("transfer", "list")["transfers"][0]
    assert (told["status"], told["lines"][0]["missing"]) == ("partly_received", 1)
    problem = shell.refused("transfer", "receive", waybill, "--line", "SAVON-250=2")[0]
    assert (problem["code"], problem["row"]) == ("more_than_sent", 1)
    shell.done("transfer", "receive", waybill)
    assert shell.refused("transfer", "receive", waybill)[0]["code"] == "nothing_on_the_road"
    assert shell.done("transfer", "list", "--open") == {"transfers": []}


def test_nothing_of_an_item_may_have_come_in(file_shell):
    file_shell.done(*IN)
    waybill = file_shell.done(*SEND)["document"]
    nothing = ("transfer", "receive", waybill, "--line", "SAVON-250=0")
    assert file_shell.refused(*nothing)[0]["code"] == "no_lines"


def test_a_waybill_goes_to_the_centre_that_it_names(file_shell):
    file_shell.done(*IN)
    waybill = file_shell.done(*SEND)["document"]
    wrong = ("transfer", "receive", waybill, "--centre", "KIF")
    assert file_shell.refused(*wrong)[0]["code"] == "wrong_centre"
    here = ("transfer", "send", "--from", "NKC1", "--to", "NKC1", "--line", "SAVON-250=1")
    assert file_shell.refused(*here)[0]["code"] == "same_place"
    assert file_shell.refused("transfer", "receive", "NOWHERE")[0]["code"] == "unknown_transfer"


def test_people_see_what_is_on_the_road(file_shell):
    assert file_shell("transfer", "list").out.count("\n") == 1
    file_shell.done(*IN)
    waybill = file_shell.done(*SEND)["document"]
    lines = file_shell("transfer", "list").out.splitlines()
    assert len(lines) == 3
    assert lines[2].split()[:3] == [waybill, "NKC1", "ROS"]


# --- differences and requests --------------------------------------------------------------------

ASK = ("transfer", "request", "--from", "NKC1", "--to", "ROS", "--line", "SAVON-250=60")
PD = "NKC1-A-PD-2026-00001"


def test_good_damaged_over_and_missing_are_told_apart(shell):
    shell.done(*IN)
    waybill = shell.done(*SEND)["document"]
    line = ("--line", "SAVON-250=35", "--damaged", "SAVON-250=5", "--over", "SAVON-250=2@L23")
    shell.done("transfer", "receive", waybill, *line)
    told = shell.done("transfer", "list")["transfers"][0]
    assert told["status"] == "to_settle"
    assert (
        told["lines"][0].items() >= {"received": 40, "damaged": 5, "over": 2, "excess": 2}.items()
    )
    wrong = shell.refused("transfer", "settle", waybill, "--decision", "lost", user=MANAGER)[0]
    assert wrong["code"] == "wrong_decision"
    done = shell.done("transfer", "settle", waybill, "--line", "SAVON-250=error", user=MANAGER)
    assert done["document"] == "NKC1-A-RE-2026-00001"
    assert shell.done("transfer", "list")["transfers"][0]["status"] == "settled"
    there = {one["location"]: one["quantity"] for one in shell.done("stock")["stock"]}
    assert there == {"NKC1/MAGASIN": 58, "ROS/MAGASIN": 37, "ROS/QUARANTAINE": 5}


def test_what_never_comes_is_closed_and_settled_with_its_police_report(shell):
    shell.done(*IN)
    waybill = shell.done(*SEND, "--trailer", "R-7", "--phone", "+222 36 12 34 56")["document"]
    stolen = ("transfer", "settle", waybill, "--line", "SAVON-250=stolen:30", "--line")
    stolen = (*stolen, "SAVON-250=found:10")
    assert shell.refused(*stolen, "--police", "PV 7", user=MANAGER)[0]["code"] == "still_coming"
    assert shell.refused("transfer", "close", waybill, "--reason", " ")[0]["code"] == "no_reason"
    shell.done("transfer", "close", waybill, "--reason", "Camion volé")
    assert shell.refused(*stolen, user=MANAGER)[0]["code"] == "no_police_report"
    assert (
        shell.done(*stolen, "--police", "PV 7", user=MANAGER)["document"] == "NKC1-A-RP-2026-00001"
    )
    told = shell.done("transfer", "list")["transfers"][0]["lines"][0]
    assert (told["lost"], told["back"], told["missing"]) == (30, 10, 0)
    first = shell.refused("undo", waybill, "--reason", "Erreur", user=MANAGER)[0]
    assert first["code"] == "built_upon"
    assert "NKC1-A-RP-2026-00001" in first["message"]


def test_a_requisition_is_approved_sent_in_parts_and_closed(shell):
    shell.done(*IN)
    assert shell.done(*ASK, "--by", "2099-12-31")["document"] == PD
    told = shell.done("transfer", "approve", PD.lower(), "--line", "SAVON-250=50", user=MANAGER)
    assert (told["status"], told["lines"][0]["left"]) == ("approved", 50)
    shell.done(*SEND, "--request", PD)
    told = shell.done("transfer", "requests", "--open")["requests"][0]
    assert (told["status"], told["lines"][0]["left"]) == ("partly_sent", 10)
    much = shell.refused(*SEND, "--request", PD)[0]
    assert much["code"] == "more_than_requested"
    assert shell.done("transfer", "close-request", PD, "--reason", "Suffit")["status"] == "closed"
    assert shell.done("transfer", "requests", "--open") == {"requests": []}
    late = shell.refused("transfer", "refuse", PD, "--reason", "x", user=MANAGER)
    assert late[0]["code"] == "request_decided"


def test_a_requisition_says_what_is_sent_for_it(shell):
    shell.done(*IN)
    shell.done(*ASK)
    send = ("transfer", "send", "--from", "NKC1", "--to", "ROS", "--request", PD)
    assert shell.refused(*send)[0]["code"] == "request_not_approved"
    shell.done("transfer", "approve", PD, "--line", "SAVON-250=50", user=MANAGER)
    shell.done(*send, "--line", "SAVON-250=15")
    waybill = shell.done(*send)["document"]
    told = {one["number"]: one for one in shell.done("transfer", "list")["transfers"]}
    assert (told[waybill]["request"], told[waybill]["lines"][0]["sent"]) == (PD, 35)
    assert shell.refused(*send)[0]["code"] == "request_sent"
    assert shell.done("transfer", "requests", "--open") == {"requests": []}


def test_what_was_not_to_come_comes_in_only_if_it_is_named(shell):
    shell.done(*IN)
    waybill = shell.done(*SEND)["document"]
    shell.done("transfer", "receive", waybill, "--line", "SAVON-250=30", "--last")
    problem = shell.refused("transfer", "receive", waybill)[0]
    assert problem["code"] == "nothing_more_expected"
    assert "10" in problem["message"]
    shell.done("transfer", "receive", waybill, "--line", "SAVON-250=4")
    shell.done("transfer", "settle", waybill, "--decision", "lost", user=MANAGER)
    told = shell.done("transfer", "list")["transfers"][0]
    assert (told["status"], told["lines"][0]["received"]) == ("settled", 34)


def test_the_road_stands_beside_the_stock_of_both_ends(file_shell):
    file_shell.done(*IN)
    waybill = file_shell.done(*SEND)["document"]
    for centre in ("NKC1", "ROS"):
        (one,) = file_shell.done("stock", "--centre", centre)["on_the_road"]
        assert (one["document"], one["quantity"], one["days"]) == (waybill, 40, 0)
        assert waybill in file_shell("stock", "--centre", centre).out
    assert file_shell.done("stock", "--centre", "KIF")["on_the_road"] == []
    file_shell.done("transfer", "close", waybill, "--reason", "Camion volé")  # it waits, on no road
    told = file_shell.done("stock", "--centre", "ROS")
    assert (told["on_the_road"], [one["quantity"] for one in told["to_settle"]]) == ([], [40])
    assert "To settle" in file_shell("stock").out
