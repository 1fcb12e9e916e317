"""The movement register on paper: what a filter shows, with the State's head and signatures.

Not a document: it shows what the books say today, bears no number and is not journaled.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cpise_inventory.catalogue.past import Then
from cpise_inventory.language.words import Words, words
from cpise_inventory.movements.filters import Filter
from cpise_inventory.movements.queries import Movement, Register
from cpise_inventory.movements.telling import Names, described
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import BESIDE, box, furniture, head
from cpise_inventory.printing.lines import NONE

MOST_LINES = 2_000
"""On one paper, some 100 pages; of more, the newest, and the paper says so."""


class _Field(NamedTuple):
    column: Column
    value: Callable[[Movement], str]


@dataclass(frozen=True)
class RegisterPaper:
    """A register as it stands at `now` (microseconds since 1970 UTC), drawn up by `who`, a sign-in
    name, at a centre. `lines`: what it shows, the oldest first.
    """

    register: Register
    lines: Iterable[Movement]
    centre: str
    who: str
    now: int

    def paper(self, language: str) -> Paper:
        w = words(language)
        names = Names(self.register.connection, w)
        then = Then(self.register.connection, self.register.journal)
        shown: deque[Movement] = deque(maxlen=MOST_LINES)
        count = 0
        for line in self.lines:
            shown.append(line)
            count += 1
        printed = w.ltr(w.when(self.now))
        wanted = self.register.wanted
        fields = list(_fields(shown, names, wanted))
        facts = (
            *described(wanted, names, self.register.today),
            (w.t("Lines"), _how_many(count, len(shown), w)),
            *self._sums(shown, count, w),
        )
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=w.t("Movement register"),
            furniture=furniture(w),
            head=head(then, wanted.centre or self.centre, w),
            head_beside=head(then, wanted.centre or self.centre, words(BESIDE[w.code])),
            landscape=True,
            facts=facts,
            columns=tuple(field.column for field in fields),
            rows=tuple(tuple(field.value(line) or NONE for field in fields) for line in shown),
            signatures=(box(w.t("Drawn up by"), names.person(self.who)), box(w.t("Checked by"))),
            foot=w.t("State of the books on {when}.", when=printed),
        )

    def _sums(self, shown: Iterable[Movement], count: int, w: Words) -> Iterator[tuple[str, str]]:
        """Of one item, where all of it is on the paper."""
        tally = self.register.summed(shown)
        if self.register.wanted.item and tally.lines == count:
            yield w.t("Received"), w.number(tally.came)
            yield w.p("goods", "Issued"), w.number(tally.went)


def _how_many(count: int, shown: int, w: Words) -> str:
    if shown == count:
        return w.number(count)
    return w.t("{count}, of which the last {shown}", count=w.number(count), shown=w.number(shown))


def _fields(shown: Sequence[Movement], names: Names, wanted: Filter) -> Iterator[_Field]:
    """What the filter says of all lines has no column, nor has what no line says."""
    w = names.w

    def lot(line: Movement) -> str:
        return " ".join(part for part in (line.number, w.expiry(line.expiry)) if part)

    def source(line: Movement) -> str:
        return names.in_brief(line.source, line, wanted.centre)

    def target(line: Movement) -> str:
        return names.in_brief(line.target, line, wanted.centre)

    yield _Field(Column(w.t("Date"), 2.2, code=True), lambda line: w.date(line.happened_on))
    yield _Field(Column(w.t("Document"), 4.3, code=True), lambda line: line.document)
    yield _Field(Column(w.t("Kind"), 2.8), names.kind)
    if not wanted.item:
        yield _Field(Column(w.t("Item"), 3.4), lambda line: names.item(line.item))
    yield _Field(Column(w.t("Lot"), 2.5, code=True), lot)
    if not wanted.donation:
        column = Column(w.t("Donation"), 2.5, code=True)
        yield _Field(column, lambda line: line.donation.replace("+", " + "))
    yield _Field(Column(w.t("From"), 2.8), source)
    yield _Field(Column(w.t("To"), 2.8), target)
    yield _Field(Column(w.t("Quantity"), 1.6, Align.FIGURES), lambda line: w.number(line.quantity))
    if any(names.packs(line) for line in shown):
        yield _Field(Column(w.t("Packs"), 2.8), names.packs)
    yield _Field(Column(w.t("Recorded by"), 2.2), lambda line: names.person(line.actor))
    yield _Field(Column(w.t("Remarks"), 3.2), lambda line: _remarks(line, names))


def _remarks(line: Movement, names: Names) -> str:
    w = names.w
    told = (names.mark(line), _entered(line, w), line.note)
    return " · ".join(part for part in told if part)


def _entered(line: Movement, w: Words) -> str:
    """When it was recorded, where that was not on the day itself."""
    recorded = w.when(line.recorded_at).partition(" ")[0]
    if recorded == w.date(line.happened_on):
        return ""
    return w.t("entered on {date}", date=w.ltr(recorded))
