"""plan, plan ask, plan kits, plan moves."""

from datetime import UTC, datetime, timedelta

import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named, Ration
from cpise_inventory.planning.periods import add_months, whole_months
from tests.books import ADMIN

TODAY = datetime.now(UTC).date()
PERIOD = whole_months(TODAY, 3)
FIRST = PERIOD.first.isoformat()
LATE = (TODAY + timedelta(days=4_000)).isoformat()
SOON = (TODAY + timedelta(days=40)).isoformat()
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")
OUT_ROS = ("distribute", "--centre", "ROS", "--to", "Accueil", "--to-kind", "unit")
GROUP = ("distribute", "--centre", "NKC1", "--to", "Matin", "--to-kind", "group")


def bring(shell, *lines, centre="NKC1"):
    told = [word for line in lines for word in ("--line", line)]
    shell.done("receive", "--centre", centre, "--from", "OIM", "--date", FIRST, *told)


@pytest.fixture
def used(shell):
    """Of 400 soaps, 92 a quarter are used; 30 buckets that nobody takes."""
    bring(shell, f"SAVON-250=400@L23/{LATE}", "SEAU-14=30")
    shell.done(*OUT, "--line", "SAVON-250=92", "--date", FIRST)
    return shell


def test_how_fast_how_long_and_how_that_was_reckoned(used):
    soap, bucket = used.done("plan", "--centre", "nkc1", "--months", "3")["plan"]
    assert (soap["centre"], soap["item"], soap["state"]) == ("NKC1", "SAVON-250", "good")
    assert (soap["on_hand"], soap["usable"], soap["used"]) == (308, 308, 92)
    assert (soap["from"], soap["to"]) == (FIRST, PERIOD.last.isoformat())
    assert soap["days_with_stock"] == soap["days"] == PERIOD.days
    assert soap["per_month"] == round(92 / 3, 2)
    assert soap["months_of_stock"] == round(308 / (92 / 3), 2)
    days = -(-308 * PERIOD.days // 92)
    assert soap["runs_out_on"] == (TODAY + timedelta(days=days - 1)).isoformat()
    assert soap["lots"][0]["lot"] == "L23"
    assert any(f"92 ÷ {PERIOD.days} days" in sentence for sentence in soap["how"])
    assert (bucket["state"], bucket["runs_out_on"], bucket["months_of_stock"]) == (
        "unused",
        None,
        None,
    )
    assert used.done("plan", "--centre", "ROS") == {"plan": []}
    assert len(used.done("plan", "--item", "seau-14")["plan"]) == 1


def test_lots_that_expire_unused_are_told(shell):
    bring(shell, f"SAVON-250=400@L23/{SOON}")
    shell.done(*OUT, "--line", "SAVON-250=92", "--date", FIRST)
    (soap,) = shell.done("plan", "--months", "3")["plan"]
    inside = 41 * 92 // PERIOD.days
    assert (soap["state"], soap["will_expire"]) == ("wasting", 308 - inside)
    assert soap["lots"][0]["will_be_used"] == inside
    assert soap["runs_out_on"] == SOON


def test_what_to_ask_for(used):
    used.done(*GROUP, "--people", "24", "--line", "SAVON-250=4", "--date", FIRST)
    told = used.done("plan", "ask", "--months", "12", "--over", "3")
    assert (told["persons"], told["months"], told["from"]) == (24, 12, TODAY.isoformat())
    assert "24" in told["persons_are"]
    (soap,) = told["ask"]
    assert (soap["basis"], soap["needed"], soap["to_ask"]) == ("pace", 4 * 96, 4 * 96 - 304)
    assert soap["how"]
    typed = used.done("plan", "ask", "--months", "1", "--persons", "62", "--over", "3")
    assert typed["persons"] == 62
    assert typed["to"] == (add_months(TODAY, 1) - timedelta(days=1)).isoformat()


def test_how_many_kits(used):
    (kit, *others) = used.done("plan", "kits", "kit-hyg", "--more", "150", "--centre", "NKC1")[
        "kits"
    ]
    assert others == []
    assert (kit["possible"], kit["limiting"]) == (30, ["SEAU-14"])
    assert {part["item"]: part["missing"] for part in kit["parts"]} == {
        "SAVON-250": 2 * 180 - 308,
        "SEAU-14": 150,
    }
    everywhere = used.done("plan", "kits")["kits"]
    assert {one["centre"] for one in everywhere} > {"NKC1", "ROS"}


def test_what_to_move(used):
    bring(used, f"SAVON-250=90@L9/{LATE}", centre="ROS")
    used.done(*OUT_ROS, "--line", "SAVON-250=89", "--date", FIRST)
    told = used.done("plan", "moves", "--over", "3")
    (trip,) = told["trips"]
    assert (trip["from"], trip["to"], told["at_least"], told["proven"]) == ("NKC1", "ROS", 1, True)
    (line,) = trip["lines"]
    assert (line["item"], line["lot"], line["why"]) == ("SAVON-250", "L23", "runs_out_there")
    # once it's on the road, nothing more is to be sent
    used.done(
        *("transfer", "send", "--from", "NKC1", "--to", "ROS"),
        *("--line", f"SAVON-250={line['quantity']}"),
    )
    assert used.done("plan", "moves", "--over", "3")["trips"] == []
    there = {one["centre"]: one for one in used.done("plan", "--months", "3")["plan"]}
    assert there["ROS"]["on_the_road"] == line["quantity"]


def test_one_word_makes_the_requisitions(used):
    bring(used, f"SAVON-250=90@L9/{LATE}", centre="ROS")
    used.done(*OUT_ROS, "--line", "SAVON-250=89", "--date", FIRST)
    (number,) = used.done("plan", "moves", "--over", "3", "--request")["documents"]
    assert number.startswith("NKC1-A-PD-")
    assert used.done("plan", "moves", "--over", "3")["trips"] == []
    assert used.done("plan", "moves", "--over", "3", "--request") == {"documents": []}


def test_persons_have_to_be_known_for_rations(file_shell):
    ration = Ration(250, "g", "Sphere 2011")
    soap = Item("SAVON-250", Named("Savon"), content=250, measure="g", ration=ration)
    with file_shell.store() as store, store.write(ADMIN) as work:
        describe_items(work, [soap])
    (problem,) = file_shell.refused("plan", "ask", "--months", "3")
    assert (problem["code"], problem["field"], problem["value"]) == ("nobody_served", "persons", 6)
    told = file_shell.done("plan", "ask", "--months", "3", "--persons", "62")
    assert [(one["to_ask"], one["source"]) for one in told["ask"]] == [(186, "Sphere 2011")]


@pytest.mark.parametrize(
    ("words", "code", "field", "value"),
    [
        (("plan", "--months", "5"), "period_not_offered", "months", 5),
        (("plan", "--centre", "ZZZ"), "unknown_centre", "centre", "ZZZ"),
        (("plan", "ask", "--months", "0", "--persons", "3"), "too_far_ahead", "months", 0),
        (("plan", "ask", "--months", "37", "--persons", "3"), "too_far_ahead", "months", 37),
        (("plan", "ask", "--months", "3", "--over", "7"), "period_not_offered", "months", 7),
        (("plan", "kits", "ZZZ"), "unknown_kit", "kit", "ZZZ"),
        (("plan", "moves", "--over", "1"), "period_not_offered", "months", 1),
    ],
)
def test_what_cannot_be_planned_is_said(file_shell, words, code, field, value):
    (problem,) = file_shell.refused(*words)
    assert (problem["code"], problem["field"], problem["value"]) == (code, field, value)


def test_people_read_it_in_three_languages(file_shell):
    assert file_shell("plan").out.count("\n") == 1
    bring(file_shell, f"SAVON-250=1296@L23/{LATE}", "SEAU-14=5")
    file_shell.done(*OUT, "--line", "SAVON-250=92", "--date", FIRST)
    for language, name, state in (
        ("fr", "Savon 250 g", "Suffisant"),
        ("ar", "صابون 250 غ", "كافٍ"),
        ("en", "Soap 250 g", "Enough"),
    ):
        said = file_shell("plan", "--months", "3", language=language).out
        assert name in said
        assert state in said
        assert "1\u202f204" in said
        how = file_shell("plan", "--how", "--months", "3", language=language).out
        assert "92 ÷" in how.replace("\u2066", "").replace("\u2069", "")
        asked = ("plan", "ask", "--months", "99", "--persons", "9")
        assert "99" in file_shell(*asked, language=language).err
        asked = ("plan", "ask", "--months", "30", "--persons", "9", "--how", "--over", "3")
        assert name in file_shell(*asked, language=language).out
        assert name in file_shell("plan", "kits", "--more", "9", language=language).out
        assert file_shell("plan", "moves", language=language).out.strip()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_the_list_is_written_to_a_file(used, tmp_path, kind):
    out = tmp_path / f"ask.{kind}"
    words = ("plan", "ask", "--months", "24", "--persons", "62", "--over", "3", "--to", "oim")
    told = used.done(*words, "--out", str(out))
    assert told["file"] == str(out)
    assert out.stat().st_size > 200


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "ask.doc"), "unknown_ending"),
        (("--to", "ZZZ", "--out", "ask.pdf"), "unknown_donor"),
        (("--out", "there/is/none/ask.pdf"), "folder_not_there"),
    ],
)
def test_a_list_that_cannot_be_written_is_refused(file_shell, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    (problem,) = file_shell.refused("plan", "ask", "--months", "3", "--persons", "62", *words)
    assert problem["code"] == code
    assert list(tmp_path.glob("*.pdf")) == []
