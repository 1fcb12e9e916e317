"""What was lost in a time, by reason and item, on paper, with the State's head and signatures.

Not a document: it shows what the books say today, bears no number and is not journaled.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.catalogue.past import Then
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.money import money
from cpise_inventory.language.words import words
from cpise_inventory.losses.telling import BESIDE as HOW
from cpise_inventory.losses.telling import NONE as NOTHING
from cpise_inventory.losses.telling import reason_said, sums_said
from cpise_inventory.losses.totals import Losses
from cpise_inventory.movements.telling import Names, described
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import BESIDE, box, furniture, head
from cpise_inventory.printing.lines import NONE


@dataclass(frozen=True)
class LossesPaper:
    """Losses as they stand at `now` (microseconds since 1970 UTC), drawn up by `who`, a sign-in
    name. `centre` stands at the head where all were asked for.
    """

    connection: Connection
    journal: Journal
    found: Losses
    centre: str
    who: str
    now: int

    def paper(self, language: str) -> Paper:
        w, found = words(language), self.found
        names = Names(self.connection, w)
        then = Then(self.connection, self.journal)
        centre = found.wanted.centre or self.centre
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=w.t("Losses by reason"),
            furniture=furniture(w),
            head=head(then, centre, w),
            head_beside=head(then, centre, words(BESIDE[w.code])),
            facts=(*described(found.wanted, names, found.today), *sums_said(found, w)),
            introduction=w.t(HOW) if found.totals else w.t(NOTHING),
            columns=(
                Column(w.t("Reason"), 2.2),
                Column(w.t("Code"), 2.6, code=True),
                Column(w.t("Item"), 3.8),
                Column(w.t("Written off"), 1.6, Align.FIGURES),
                Column(w.t("To be decided"), 1.7, Align.FIGURES),
                Column(w.t("Unit"), 1.5),
                Column(w.t("Unit value"), 2.2, Align.FIGURES),
                Column(w.t("Value"), 2.6, Align.FIGURES),
            ),
            rows=tuple(
                (
                    *(reason_said(one.why, w), one.item, names.item(one.item)),
                    *(w.number(one.quantity), w.number(one.waiting), names.unit(one.item)),
                    money(one.value, one.currency, w) or NONE,
                    money(one.worth, one.currency, w) or NONE,
                )
                for one in found.totals
            ),
            signatures=(box(w.t("Drawn up by"), names.person(self.who)), box(w.t("Checked by"))),
            foot=w.t("State of the books on {when}.", when=w.ltr(w.when(self.now))),
        )
