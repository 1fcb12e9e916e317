"""Keeping the month's books, and comparing what they say in the end with what was reckoned."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from cpise_inventory import config
from tests.books import ADMIN, PASSWORD
from tests.cli.conftest import Shell
from tests.diary import Act, Days
from tests.month.by_words import preparations, words
from tests.month.diary import Cell, Sheet, month

AUDITOR = "mariem"
FATES = ("on_hand", "quarantined", "on_the_road", "in_kits", "distributed", "lost", "difference")


class Keeper:
    """Keeps the month's books, act by act."""

    def __init__(self, shell: Shell, days: Days) -> None:
        self.shell, self.days, self.month, self.sheet = shell, days, month(), Sheet()

    def prepare(self) -> None:
        """People, catalogue, donations."""
        self.shell.done("init", "--centre", "NKC1", user=ADMIN)
        self.shell.env(config.NEW_PASSWORD, PASSWORD)
        for name, role in self.month.told["people"].items():
            self.shell.done("user", "add", name, "--role", role, user=ADMIN)
        for command in preparations(self.month):
            self.shell.done(*command, user=ADMIN)

    def live(self, do: Callable[[Act], Any]) -> None:
        for act in self.month.acts:
            self.days.comes(act.entered)
            told = do(act)
            self.month.numbers[act.id] = told.get("document") or told.get("delivery", "")

    def do(self, act: Act) -> Any:
        return self.shell.done(*words(act, self.month), user=act.by)

    def asks(self, *command: str) -> Any:
        return self.shell.done(*command, user=AUDITOR)


# --- what was reckoned beforehand -----------------------------------------------------------------


def check(keeper: Keeper) -> None:
    closing_stock(keeper)
    stock_cards(keeper)
    road(keeper)
    donations(keeper)
    consumption(keeper)
    losses(keeper)
    counts(keeper)
    assert keeper.asks("verify")["sound"]


def closing_stock(keeper: Keeper) -> None:
    """Every cell, now and as it stood on the month's last day."""
    expected = keeper.sheet.closing(keeper.month)
    assert _cells(keeper.asks("stock")["stock"]) == expected
    assert _cells(keeper.asks("stock", "--at", keeper.month.last.isoformat())["stock"]) == expected


def _cells(stock: list[dict[str, Any]]) -> dict[Cell, int]:
    return {Cell(*(one[name] for name in Cell._fields)): one["quantity"] for one in stock}


def stock_cards(keeper: Keeper) -> None:
    """Opening, in, out and closing of each item at each centre."""
    expected = {
        (row["centre"], row["item"]): (row["opening"], row["in"], row["out"], row["closing"])
        for row in keeper.sheet.rows("Items")
    }
    assert {pair: _card(keeper, *pair) for pair in expected} == expected


def _card(keeper: Keeper, centre: str, item: str) -> tuple[int, int, int, int]:
    first = keeper.month.first.isoformat()
    lines = keeper.asks("stock", "card", item, "--centre", centre)["card"]
    before = [line for line in lines if line["happened_on"] < first]
    since = lines[len(before) :]
    came, went = (sum(line[name] for line in since) for name in ("received", "issued"))
    return (before[-1]["balance"] if before else 0, came, went, lines[-1]["balance"])


def road(keeper: Keeper) -> None:
    waiting = [row for row in keeper.sheet.rows("Cards") if row["closing"] and not row["centre"]]
    expected = [
        (keeper.month.number(row["place"].replace("road:", "@")), row["item"], row["closing"])
        for row in waiting
    ]
    told = keeper.asks("stock")["on_the_road"]
    assert [(one["document"], one["item"], one["quantity"]) for one in told] == expected


def donations(keeper: Keeper) -> None:
    """What came of each donation, and what became of it: the one is the sum of the other."""
    rows = list(keeper.sheet.rows("Donations"))
    for code in keeper.month.told["donations"]:
        expected = {
            row["item"]: {"received": row["received"]} | dict(zip(FATES, _fates(row), strict=True))
            for row in rows
            if row["donation"] == code
        }
        assert dict(_accounts(keeper, code)) == expected


def _fates(row: dict[str, Any]) -> list[int]:
    return [row[name.replace("_", " ")] for name in FATES]


def _accounts(keeper: Keeper, code: str) -> Iterator[tuple[str, dict[str, int]]]:
    for one in keeper.asks("donation", "trace", code)["items"]:
        came = one["received"] - one["reversed"]
        fates = {name: one[name] for name in FATES}
        assert sum(fates.values()) == came
        yield one["item"], {"received": came, **fates}


def consumption(keeper: Keeper) -> None:
    """Used, days with stock, average month, months of stock: of all that there is of it."""
    expected = {
        (row["centre"], row["item"]): (
            *(row["used"], row["days with stock"], row["usable"]),
            *(_rounded(row["average month"]), _rounded(row["months of stock"])),
        )
        for row in keeper.sheet.rows("Consumption")
    }
    names = ("used", "days_with_stock", "usable", "per_month", "months_of_stock")
    told = keeper.asks("plan", "--months", "3")["plan"]
    found = {(one["centre"], one["item"]): tuple(one[name] for name in names) for one in told}
    assert found == expected


def _rounded(value: object) -> float | None:
    return round(float(value), 2) if isinstance(value, int | float) else None


def losses(keeper: Keeper) -> None:
    """By reason. What was lost on the road is no write-off, but has left the books as surely."""
    expected = {row["reason"]: row["units"] for row in keeper.sheet.rows("Losses")}
    found = dict.fromkeys(expected, 0)
    for one in keeper.asks("write-off", "list")["losses"]:
        if one["status"] == "approved":
            lines = keeper.asks("write-off", "show", one["document"])["lines"]
            found[one["reason"]] += sum(line["quantity"] for line in lines)
    assert found == expected | {"lost": 0}
    assert +_ends(keeper) == {
        "~lost": expected["lost"] + expected["stolen"],
        "~damaged": expected["damaged"],
        "~expired": expected["expired"],
    }


def _ends(keeper: Keeper) -> Counter[str]:
    """Where goods went that are of no use to anybody any more."""
    found = Counter[str]()
    for code in keeper.month.told["donations"]:
        for one in keeper.asks("donation", "trace", code)["other_documents"]:
            if one["location"] != "~difference":
                found[one["location"]] += one["quantity"]
    return found


def counts(keeper: Keeper) -> None:
    *_, total = keeper.sheet.rows("Counts")
    (told,) = keeper.asks("count", "accuracy")["accuracy"]
    assert (told["month"], told["lines"]) == ("2026-10", total["lines"])
    assert told["percent"] == round(100 * total["share"])
