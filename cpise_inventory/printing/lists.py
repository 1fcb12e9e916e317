"""A distribution list as a sheet to sign: who gets what this month, a line each.

No document: nothing moves by it. Each who is served gets a receipt of their own.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection

from cpise_inventory.catalogue.past import Then
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.words import Words, words
from cpise_inventory.lists.queries import DistributionList, Turn
from cpise_inventory.paper.paper import Align, Column, Paper, SignatureBox
from cpise_inventory.printing.frame import BESIDE, furniture, head
from cpise_inventory.printing.lines import NONE

MOST_NAMED = 4
"""Items with a column of their own; of more, each line says in words what it gets."""
WRITTEN_ROW_MM = 11.0


def sheet(
    connection: Connection,
    journal: Journal,
    found: DistributionList,
    turns: list[Turn],
    day: date,
    language: str,
) -> Paper:
    """Those who were served already this month have their receipt's number in place of a line."""
    w, then = words(language), Then(connection, journal)
    goods, cells = _goods(then, found, w)
    return Paper(
        kind="",
        number="",
        language=w.code,
        title=w.t("Distribution list"),
        furniture=furniture(w),
        head=head(then, found.centre, w),
        head_beside=head(then, found.centre, words(BESIDE[w.code])),
        landscape=True,
        facts=(
            (w.t("List"), w.isolate(found.name)),
            (w.t("Month"), w.ltr(w.month(day.isoformat()[:7]))),
            (w.t("Recipients"), w.number(len(turns))),
            (w.t("Headcount"), w.number(found.people)),
        ),
        columns=(
            Column(w.t("No."), 0.7, Align.FIGURES),
            Column(w.t("Recipient"), 3.6),
            Column(w.t("Persons"), 1.2, Align.FIGURES),
            *goods,
            Column(w.t("Name of the adult who signs"), 3.2),
            Column(w.t("Signature or fingerprint"), 3.2),
        ),
        rows=tuple(
            (
                str(number),
                w.isolate(turn.serving.recipient),
                w.number(turn.serving.people) if turn.serving.people else NONE,
                *cells(turn),
                w.t("served: {number}", number=w.ltr(turn.document)) if turn.document else "",
                "",
            )
            for number, turn in enumerate(turns, 1)
        ),
        row_height_mm=WRITTEN_ROW_MM,
        remarks=(
            *(((w.t("Remarks"), found.remarks),) if found.remarks else ()),
            ("", w.t("No child is ever named on this paper: only numbers.")),
        ),
        signatures=(
            SignatureBox(w.t("Issued by")),
            SignatureBox(w.t("Witness")),
            SignatureBox(w.t("Approved by")),
        ),
        foot=w.t("State of the books on {when}.", when=w.ltr(w.date(day))),
    )


def _goods(
    then: Then, found: DistributionList, w: Words
) -> tuple[list[Column], Callable[[Turn], list[str]]]:
    """The columns of what is given, and their cells for a recipient."""
    names = {share.item: _named(then, share.item, w) for share in found.shares}
    if len(names) <= MOST_NAMED:
        columns = [Column(name, 1.9, Align.FIGURES) for name in names.values()]
        return columns, lambda turn: [w.number(one.quantity) for one in found.wanted(turn.serving)]

    def told(turn: Turn) -> list[str]:
        wanted = found.wanted(turn.serving)
        amounts = (w.ltr(w.number(one.quantity)) for one in wanted)
        goods = (names[one.item] for one in wanted)
        return [
            w.join(
                w.t("{item}: {quantity}", item=item, quantity=amount)
                for item, amount in zip(goods, amounts, strict=True)
            )
        ]

    return [Column(w.t("Goods"), 6.0)], told


def _named(then: Then, code: str, w: Words) -> str:
    item = then.item(code)
    return w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else w.ltr(code)
