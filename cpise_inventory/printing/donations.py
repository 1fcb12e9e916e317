"""What became of a donation, on paper. Not a document: it shows what the books say today."""

from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.assets.telling import rooms
from cpise_inventory.catalogue.past import Then
from cpise_inventory.donations.telling import Told, told, told_of_kits
from cpise_inventory.donations.trace import Account, KitLot, Trace
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.money import money
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import BESIDE, furniture, head
from cpise_inventory.printing.lines import NONE

Row = tuple[str, ...]
OWN = frozenset({"received", "reversed"})
"""What comes; all else is what became of it."""


@dataclass(frozen=True)
class TracePaper:
    """A donation's story as it stands at `now` (microseconds since 1970 UTC), for a centre."""

    connection: Connection
    journal: Journal
    story: Trace
    centre: str
    now: int

    def paper(self, language: str) -> Paper:
        w = words(language)
        then = Then(self.connection, self.journal)
        printed = w.ltr(w.when(self.now))
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=w.t("What became of a donation"),
            furniture=furniture(w),
            head=head(then, self.centre, w),
            head_beside=head(then, self.centre, words(BESIDE[w.code])),
            facts=tuple((name, value) for name, value in self._facts(then, w) if value),
            columns=(
                Column(w.t("What became of it"), 3.2),
                Column(w.t("Where, to whom or by which document"), 5.0),
                Column(w.t("Lot"), 3.2, code=True),
                Column(w.t("Date"), 1.8, code=True),
                Column(w.t("Quantity"), 1.7, Align.FIGURES),
                Column(w.t("Persons"), 1.5, Align.FIGURES),
            ),
            rows=tuple(self._rows(then, w)),
            foot=w.t("State of the books on {when}.", when=printed),
        )

    def _facts(self, then: Then, w: Words) -> list[tuple[str, str]]:
        gift = self.story.donation
        donor, funder = then.donor(gift.donor), then.donor(gift.funder)
        return [
            (w.t("Donation"), w.ltr(gift.code)),
            (w.t("Donor"), _name(donor, w) or w.ltr(gift.donor)),
            (w.t("Funder"), _name(funder, w) or w.isolate(gift.funder)),
            (w.t("Agreement"), w.isolate(gift.reference)),
            (w.t("Agreed on"), w.ltr(w.date(gift.agreed_on)) if gift.agreed_on else ""),
            (w.t("Value"), money(gift.value, gift.currency, w)),
            (w.t("Condition of title"), gift.title),
            (w.t("IATI identifier"), w.ltr(gift.iati)),
        ]

    def _rows(self, then: Then, w: Words) -> list[Row]:
        rows: list[Row] = []
        stories = list(told(self.story))
        for account in self.story.accounts:
            rows.append((self._item(then, account.item, w),))
            rows += [self._row(then, one, w) for one in stories if one.item == account.item]
            rows.append(_sum(account, w))
        for kits in self.story.kits:
            rows.append((self._kits(then, kits, w),))
            rows += [self._row(then, one, w) for one in told_of_kits(kits)]
        if self.story.assets:
            rows.append((w.t("Equipment"),))
        called = rooms(self.connection, w)
        for asset in self.story.assets:
            status = terms.term(terms.STATUSES, asset.status, w)
            where = w.isolate(called.get(asset.custodian, asset.custodian) or asset.centre)
            rows.append((status, where, w.ltr(asset.tag), w.date(asset.acquired_on), "1", NONE))
        return rows

    def _item(self, then: Then, code: str, w: Words) -> str:
        found = then.item(code)
        return f"{_name(found, w) or code} ({w.ltr(code)})" if found else w.ltr(code)

    def _kits(self, then: Then, kits: KitLot, w: Words) -> str:
        parts = w.join(self._part(then, kits, part, w) for part in kits.parts)
        return w.t(
            "{kit}, lot {lot}, with {parts}",
            kit=self._item(then, kits.kit, w),
            lot=w.ltr(kits.number),
            parts=parts,
        )

    def _part(self, then: Then, kits: KitLot, part: tuple[str, int], w: Words) -> str:
        item, quantity = part
        told = f"{w.ltr(w.number(quantity))} × {self._item(then, item, w)}"
        if not (named := kits.instead_of(item)):
            return told
        items = w.join(self._item(then, one, w) for one in named)
        return w.t("{part}, in place of {items}", part=told, items=items)

    def _row(self, then: Then, one: Told, w: Words) -> Row:
        fate = terms.term(terms.FATES, one.fate, w)
        lot = " ".join(part for part in (one.lot, w.expiry(one.expiry)) if part)
        return (
            *(fate, self._where(then, one, w), lot or NONE),
            *(w.date(one.day) if one.day else NONE, w.number(one.quantity)),
            w.number(one.people) if one.people else NONE,
        )

    def _where(self, then: Then, one: Told, w: Words) -> str:
        place = then.place(one.where) if "/" in one.where else None
        if place is None:
            return w.isolate(one.where) or NONE
        centre = then.centre(place.centre)
        return f"{_name(centre, w) or w.ltr(place.centre)} – {_name(place, w)}"


def _sum(account: Account, w: Words) -> Row:
    """So that the figures are seen to add up."""
    total = w.number(account.due)
    return (w.t("Total accounted for"), "", "", "", total, "")


def _name(found: object, w: Words) -> str:
    name = getattr(found, "name", None)
    return w.pick(fr=name.fr, ar=name.ar, en=name.en) if name else ""
