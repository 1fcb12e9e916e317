"""The register of assets on paper: what a filter shows, with the State's head and signatures.

Not a document: it shows what the books say today, bears no number and is not journaled.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets.errors import TooWideListError
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.telling import Names, described, fields, rooms, summed
from cpise_inventory.catalogue.past import Then
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.money import money
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.paper import MOST_COLUMNS, Align, Column, Paper
from cpise_inventory.people.queries import person
from cpise_inventory.printing.frame import BESIDE, box, furniture, head
from cpise_inventory.printing.lines import NONE

MOST_LINES: Final = 2_000
"""On one paper, some 100 pages; of more, the first, and the paper says so."""
SHARES: Final[Mapping[str, float]] = {
    "tag": 3.4,
    "model": 3.6,
    "serial": 3.0,
    "category": 2.4,
    "centre": 1.3,
    "custodian": 3.0,
    "condition": 1.6,
    "status": 2.0,
    "notes": 3.4,
    "labels": 1.4,
    "value": 2.2,
    "repairs": 2.8,
}


@dataclass(frozen=True)
class AssetListPaper:
    """What a filter shows at `now` (microseconds since 1970 UTC), drawn up by `who`, a sign-in
    name, at a centre. `found`: those assets, in their order.
    """

    connection: Connection
    journal: Journal
    wanted: Filter
    found: Iterable[Asset]
    centre: str
    who: str
    now: int

    def paper(self, language: str) -> Paper:
        """Raises `TooWideListError`."""
        w = words(language)
        then = Then(self.connection, self.journal)
        shown = fields(self.wanted.columns, w, rooms(self.connection, w))
        if len(shown) > MOST_COLUMNS:
            raise TooWideListError(len(shown), MOST_COLUMNS)
        rest = iter(self.found)
        first = list(islice(rest, MOST_LINES))
        whole = [*first, *rest]
        drawn_up = person(self.connection, self.who)
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=w.t("Register of equipment"),
            furniture=furniture(w),
            head=head(then, self.wanted.centre or self.centre, w),
            head_beside=head(then, self.wanted.centre or self.centre, words(BESIDE[w.code])),
            landscape=True,
            facts=(*described(self.wanted, Names(self.connection, w)), *_sums(first, whole, w)),
            columns=tuple(
                Column(
                    one.title,
                    SHARES.get(one.key, 2.0),
                    Align.FIGURES if one.figures else Align.START,
                    code=one.code,
                )
                for one in shown
            ),
            rows=tuple(tuple(one.text(asset) or NONE for one in shown) for asset in first),
            signatures=(
                box(w.t("Drawn up by"), drawn_up.display if drawn_up else self.who),
                box(w.t("Checked by")),
            ),
            foot=w.t("State of the books on {when}.", when=w.ltr(w.when(self.now))),
        )


def _sums(first: list[Asset], whole: list[Asset], w: Words) -> Iterator[tuple[str, str]]:
    """How many, and what they are worth in each currency."""
    count = w.number(len(whole))
    if len(whole) > len(first):
        shown = w.number(len(first))
        count = w.t("{count}, of which the first {shown}", count=count, shown=shown)
    yield w.t("Equipment"), count
    for currency, value in summed(whole).items():
        yield w.t("Value in {currency}", currency=currency), money(value, currency, w)
