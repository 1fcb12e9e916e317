"""transfer send, receive, list."""

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
