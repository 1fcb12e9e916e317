"""Keeping the year's register, and comparing what it says in the end with what was reckoned."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cpise_inventory import config
from cpise_inventory.identity import label_text
from tests.attachments.files import PDF
from tests.books import ADMIN, PASSWORD
from tests.cli.conftest import Shell
from tests.diary import Act, Days, Reckoned
from tests.ui.pages.at_labels import read_back
from tests.year.by_words import preparations, words
from tests.year.diary import SHEET, year
from tests.year.reckon import bookings

AUDITOR = "mariem"
NAMED = {
    "custodian": "holder",
    "due_on": "due",
    "acquired_on": "acquired",
    "warranty_until": "warranty",
    "consent_until": "consent",
}
"""What the command line calls it -> what the sheet calls it, where they differ."""
COMPARED = (
    *("serial", "maker", "model", "category", "centre", "status", "condition", "custodian"),
    *("due_on", "donation", "acquired_on", "labels", "workshop", "currency", "warranty_until"),
    *("owner", "title", "consent_until"),
)
LEFT = ("disposed", "cancelled")


class Keeper:
    """Keeps the year's books, act by act. `files`: where its lists, invoices and labels are."""

    def __init__(self, shell: Shell, days: Days, files: Path) -> None:
        self.shell, self.days, self.year, self.sheet = shell, days, year(), Reckoned(SHEET)
        self.files = files
        self.issued: dict[str, list[str]] = {}
        (files / "facture.pdf").write_bytes(PDF)

    def prepare(self) -> None:
        """People, donations."""
        self.shell.done("init", "--centre", "NKC1", user=ADMIN)
        self.shell.env(config.NEW_PASSWORD, PASSWORD)
        for name, role in self.year.told["people"].items():
            self.shell.done("user", "add", name, "--role", role, user=ADMIN)
        for command in preparations(self.year):
            self.shell.done(*command, user=ADMIN)

    def live(self, do: Callable[[Act], Any], until: str = "") -> None:
        """Until one act, if it's named; else all of it."""
        for act in self.year.acts:
            self.days.comes(act.entered)
            told = do(act)
            self.issued[act.id] = told.get("documents", [])
            self.year.numbers[act.id] = told.get("document") or told.get("attachment", "")
            if act.id == until:
                return
        self.days.comes(self.year.last)

    def do(self, act: Act) -> Any:
        told: Any = {}
        for command in words(act, self.year, self.files):
            told = self.shell.done(*command, user=act.by)
        return told

    def asks(self, *command: str) -> Any:
        return self.shell.done(*command, user=AUDITOR)


# --- what was reckoned beforehand -----------------------------------------------------------------


def check(keeper: Keeper) -> None:
    register(keeper)
    standing(keeper)
    figures(keeper)
    papers(keeper)
    walk(keeper)
    labels(keeper)
    attachments(keeper)
    filters(keeper)
    road(keeper)
    assert keeper.asks("verify")["sound"]


def check_so_far(keeper: Keeper) -> None:
    """What was booked by hand of the acts that were done, thing by thing; and their papers."""
    said: dict[str, dict[str, str]] = {}
    for one in bookings(keeper.year.told):
        if one.act in keeper.issued and one.what != "labelled":
            said.setdefault(keeper.year.tags[one.thing], {})[one.what] = one.value
    found = {one["tag"]: _named_as_booked(one) for one in everything(keeper)}
    assert {tag: {name: found[tag][name] for name in told} for tag, told in said.items()} == said
    assert found.keys() == said.keys()
    _papers_of(keeper, [act.id for act in keeper.year.acts if act.id in keeper.issued])
    assert keeper.asks("verify")["sound"]


def _named_as_booked(asset: dict[str, Any]) -> dict[str, Any]:
    booked = {NAMED.get(name, name): value for name, value in asset.items()}
    return booked | {"accessories": ", ".join(asset["accessories"])}


def register(keeper: Keeper) -> None:
    """Every cell of everything that was ever registered."""
    expected = {row["tag"]: _reckoned(keeper, row) for row in keeper.sheet.rows("Register")}
    found = {one["tag"]: _found(one) for one in everything(keeper)}
    assert found.keys() == expected.keys()
    differing = [
        (tag, name, found[tag][name], value)
        for tag, row in expected.items()
        for name, value in row.items()
        if found[tag][name] != value
    ]
    assert differing == []


def everything(keeper: Keeper) -> list[dict[str, Any]]:
    asked = [["asset", "list"], *(["asset", "list", "--status", one] for one in LEFT)]
    return [asset for command in asked for asset in keeper.asks(*command)["assets"]]


def _reckoned(keeper: Keeper, row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row[NAMED.get(name, name)] for name in COMPARED}
    waybill = row["waybill"] and keeper.year.numbers[row["waybill"]]
    value = round((row["value"] or 0) * 100)
    accessories = row["accessories"].split(", ") if row["accessories"] else []
    return {**told, "waybill": waybill, "value": value, "accessories": accessories}


def _found(asset: dict[str, Any]) -> dict[str, Any]:
    return {name: asset[name] for name in (*COMPARED, "waybill", "value", "accessories")}


def standing(keeper: Keeper) -> None:
    """How many stand how."""
    expected = {row["status"]: row["count"] for row in keeper.sheet.rows("Standing")}
    assert Counter(one["status"] for one in everything(keeper)) == +Counter(expected)


def figures(keeper: Keeper) -> None:
    """How many, in which condition, worth what: by centre, kind, age, donor, by what ends."""
    rows = [row for row in keeper.sheet.rows("Figures") if row["count"]]
    expected = {(row["by"], row["key"]): _figure(row) for row in rows}
    told = keeper.asks("asset", "figures")["figures"]
    found = {
        (by, group["key"]): (group["count"], group["conditions"], group["values"])
        for by, groups in told.items()
        for group in groups
    }
    assert found == expected


def _figure(row: dict[str, Any]) -> tuple[int, dict[str, int], dict[str, str]]:
    conditions = {one: row[one] for one in ("broken", "fair", "good", "new", "poor") if row[one]}
    values = {one: f"{row[one]:.2f}" for one in ("EUR", "MRU", "USD") if row[one]}
    return row["count"], conditions, values


def papers(keeper: Keeper) -> None:
    """Each document has the next number of its series, and there are no others."""
    _papers_of(keeper, [act.id for act in keeper.year.acts])


def _papers_of(keeper: Keeper, acts: list[str]) -> None:
    told: dict[str, list[str]] = {name: [] for name in acts}
    for row in keeper.sheet.rows("Papers"):
        if row["act"] in told:
            told[row["act"]].append(row["number"])
    assert {name: keeper.issued[name] for name in acts if told[name]} == {
        name: numbers for name, numbers in told.items() if numbers
    }
    found = [one["number"] for one in keeper.asks("document", "list")["documents"]]
    assert sorted(found) == sorted(number for numbers in told.values() for number in numbers)


def walk(keeper: Keeper) -> None:
    """What was found, elsewhere, missing and unknown, and the rate."""
    rows = list(keeper.sheet.rows("Walk"))
    (told,) = keeper.asks("asset", "verification", "rate")["rates"]
    totals = {row["total"]: row["is"] for row in rows if row["total"]}
    names = ("expected", "found", "elsewhere", "missing", "percent")
    assert {name: told[name] for name in names} == totals
    status = keeper.asks("asset", "verification", "status", keeper.year.numbers["walk"])
    tags = keeper.year.tags
    expected = {tags[row["thing"]]: row["result"] for row in rows if row["result"]}
    expected |= {tags["V2"]: "unknown"}
    found = {one["tag"]: one["result"] for one in status["seen"]}
    found |= {one["tag"]: "missing" for one in status["not_seen"]}
    assert found == expected


def labels(keeper: Keeper) -> None:
    """One blank tag is left; a label that was replaced says so; a scanner reads each where it's to
    be on a sheet that was partly used.
    """
    left = keeper.asks("labels", "unused")["tags"]
    assert [one["tag"] for one in left] == [keeper.year.tags["V2"]]
    worn = keeper.year.tags["L2"]
    said = {label_text(worn, one): keeper.asks("scan", label_text(worn, one)) for one in (1, 2)}
    assert [one["verdict"] for one in said.values()] == ["replaced", "known"]
    (act,) = (act for act in keeper.year.acts if "on_sheet" in act.facts)
    (page,) = read_back((keeper.files / f"{act.id}.pdf").read_bytes(), act.text("sheet"))
    codes = [label_text(tag) for tag in keeper.year.tags_of(act)]
    assert page == dict(zip(act.facts["on_sheet"], codes, strict=True))


def attachments(keeper: Keeper) -> None:
    tag = keeper.year.tags["D1"]
    shown = keeper.asks("asset", "attachments", tag)["attachments"]
    assert [one["attachment"] for one in shown] == [keeper.year.numbers["invoice"]]
    kept = keeper.asks("asset", "attachments", tag, "--all")["attachments"]
    assert [bool(one["withdrawn"]) for one in kept] == [True, False]


def filters(keeper: Keeper) -> None:
    """What a saved filter writes to a file is what the sheet has of it."""
    (act,) = (act for act in keeper.year.acts if act.do == "keep-filter")
    expected = {
        row["serial"]
        for row in keeper.sheet.rows("Register")
        if (row["category"], row["centre"], row["kept"]) == (act.text("category"), act.at, 1)
    }
    out = keeper.files / "portables.csv"
    keeper.shell.done("asset", "list", "--filter", act.text("name"), "--out", str(out), user=act.by)
    text = out.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","))
    assert len(rows) == len(expected) + 1
    assert {serial for serial in expected if serial in text} == expected


def road(keeper: Keeper) -> None:
    """One computer is on the road still, one is settled as lost."""
    waiting = [row for row in keeper.sheet.rows("Register") if row["waybill"]]
    told = keeper.asks("transfer", "list", "--open")["transfers"]
    found = [(one["number"], asset["tag"]) for one in told for asset in one["assets"]]
    assert found == [(keeper.year.numbers[row["waybill"]], row["tag"]) for row in waiting]
