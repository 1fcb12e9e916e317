"""A letter that asks a donor for goods, with every figure and how it was reckoned.

It is no document: it shows what the books say today, bears no number and is not journaled.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.catalogue.past import Then
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.paper import Align, Column, Paper, SignatureBox
from cpise_inventory.planning import telling
from cpise_inventory.planning.asking import AskList, Need
from cpise_inventory.printing.frame import BESIDE, box, furniture, head


@dataclass(frozen=True)
class Letter:
    """To a donor (a code, empty: to whom it may concern), as the books stand at `now`."""

    connection: Connection
    journal: Journal
    found: AskList
    donor: str
    now: int

    def paper(self, language: str, who: str = "") -> Paper:
        """`who` signs for the centres."""
        w, now = words(language), Then(self.connection, self.journal)
        beside = words(BESIDE[w.code])
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=w.t("Request to a donor"),
            furniture=furniture(w),
            head=self._head(now, w),
            head_beside=self._head(now, beside),
            facts=self._facts(now, w),
            introduction=w.t(
                "We ask for the goods below, for those whom our centres serve. What is in our"
                " storerooms, and will be used before it expires, has been taken off. How each"
                " quantity was reckoned stands after the list."
            ),
            columns=(
                Column(w.t("No."), 0.8, Align.FIGURES),
                Column(w.t("Code"), 2.6, code=True),
                Column(w.t("Item"), 4.4),
                Column(w.t("Needed"), 1.6, Align.FIGURES),
                Column(w.t("There"), 1.7, Align.FIGURES),
                Column(w.t("On the road"), 1.5, Align.FIGURES),
                Column(w.t("To ask for"), 1.7, Align.FIGURES),
                Column(w.t("Unit"), 1.4),
            ),
            rows=tuple(
                self._row(now, need, number, w) for number, need in enumerate(self.found.missing, 1)
            ),
            remarks=self._how(now, w),
            signatures=(
                SignatureBox(w.t("For the centres"), who, date=w.date(self.found.ahead.today)),
                box(w.t("Received by")),
            ),
            foot=w.t("State of the books on {when}.", when=w.ltr(w.when(self.now))),
        )

    def _head(self, now: Then, w: Words) -> tuple[str, ...]:
        """The centre's own, or that of the establishment where several ask together."""
        *above, centre = head(now, self.found.centres[0], w)
        return (*above, centre) if len(self.found.centres) == 1 else tuple(above)

    def _facts(self, now: Then, w: Words) -> tuple[tuple[str, str], ...]:
        ahead, found = self.found.ahead, now.donor(self.donor) if self.donor else None
        donor = w.pick(fr=found.name.fr, ar=found.name.ar, en=found.name.en) if found else ""
        facts = (
            (w.t("To"), donor or w.ltr(self.donor)),
            (w.t("Date"), w.ltr(w.date(ahead.today))),
            (w.t("For the time"), telling.ahead_said(ahead, w)),
            (w.t("Persons"), w.ltr(w.number(self.found.asked.persons))),
            (w.t("Centres"), w.join(self._centre(now, code, w) for code in self.found.centres)),
        )
        return tuple((name, value) for name, value in facts if value)

    def _centre(self, now: Then, code: str, w: Words) -> str:
        found = now.centre(code)
        named = w.pick(fr=found.name.fr, ar=found.name.ar, en=found.name.en) if found else ""
        return w.isolate(named or code)

    def _row(self, now: Then, need: Need, number: int, w: Words) -> tuple[str, ...]:
        item = now.item(need.item)
        figures = (need.needed, need.covered, need.on_road, need.missing)
        return (
            *(str(number), need.item, self._name(now, need, w), *map(w.number, figures)),
            terms.term(terms.UNITS, item.unit, w) if item else "",
        )

    def _name(self, now: Then, need: Need, w: Words) -> str:
        item = now.item(need.item)
        named = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else ""
        return named or w.ltr(need.item)

    def _how(self, now: Then, w: Words) -> tuple[tuple[str, str], ...]:
        persons = (w.t("Persons"), telling.persons_said(self.found, w))
        hows = (
            (self._name(now, need, w), " ".join(telling.how_asked(need, self.found, w)))
            for need in self.found.missing
        )
        return (persons, *hows, (w.t("Averages"), "\n".join(map(" ".join, telling.sources(w)))))
