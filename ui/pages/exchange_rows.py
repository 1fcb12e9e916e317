"""How far each workstation is known: the rows of the table, and what stands beside one of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.exchange_texts import namesake_told
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.pages import View
from ui.kit.pill import Pill, State
from ui.kit.side import SidePanel
from ui.kit.text import label
from ui.pages.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpise_inventory.exchange.queries import Partner
    from cpise_inventory.store import Store

NARROW: Final = ("device", "centre", "last", "state")
LEAST_CENTRE: Final = 170


@dataclass(frozen=True)
class Known:
    """A workstation as the page shows it; `behind`: so many of our operations it isn't known to
    have, `days` since its last one that is known here.
    """

    partner: "Partner"
    centre: str
    behind: int
    days: int

    @property
    def is_silent(self) -> bool:
        from cpise_inventory.exchange.queries import SILENT_DAYS  # noqa: PLC0415 - SQLAlchemy

        return self.days > SILENT_DAYS


@dataclass(frozen=True)
class Reading:
    """What the page shows at once. `number`: of this workstation's key, in groups; `warned`: of
    workstations that have one name.
    """

    number: str
    known: tuple[Known, ...]
    warned: tuple[str, ...]


def read_known(store: "Store", words: Words) -> Reading:
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.exchange import queries  # noqa: PLC0415 - as above
    from cpise_inventory.exchange.fingerprints import grouped  # noqa: PLC0415 - as above
    from cpise_inventory.exchange.namesakes import namesakes  # noqa: PLC0415 - as above
    from ui.pages.names import picked  # noqa: PLC0415 - as above

    with store.read() as connection:
        own = queries.own(connection, store.device)
        found = queries.partners(connection, store.device)
        warned = tuple(namesake_told(one, words) for one in namesakes(connection))
        names = picked({one.code: one.name for one in centres(connection)}, words)
    size, now = (own.seq if own else 0), store.now()
    return Reading(
        grouped(own.fingerprint) if own else "",
        tuple(
            Known(
                one,
                names.get(one.centre, one.centre),
                max(size - one.has_ours, 0),
                max(now - one.last_at, 0) // queries.DAY,
            )
            for one in found
        ),
        warned,
    )


class KnownSource:
    """A few dozen workstations at most: read once, in the order of the centres."""

    def __init__(self) -> None:
        self.rows: tuple[Known, ...] = ()

    def count(self, _store: "Store", _view: View) -> int:
        return len(self.rows)

    def page(self, _store: "Store", _view: View, offset: int, size: int) -> list[Known]:
        return list(self.rows[offset : offset + size])


def columns(words: Words) -> tuple[Column[Known], ...]:
    def moment(at: int) -> str:
        return words.when(at) if at else "–"

    return (
        Column[Known](
            "device",
            words.t("Workstation"),
            lambda k: k.partner.device,
            width=100,
            ltr=True,
            mono=True,
        ),
        Column[Known](
            "centre", words.t("Centre"), lambda k: k.centre, stretch=True, least=LEAST_CENTRE
        ),
        Column[Known](
            "seq",
            words.t("Known up to"),
            lambda k: words.number(k.partner.seq),
            end=True,
            spare=True,
            ltr=True,
            width=104,
        ),
        Column[Known](
            "last",
            words.t("Last operation"),
            lambda k: moment(k.partner.last_at),
            ltr=True,
            width=140,
        ),
        Column[Known](
            "heard",
            words.t("Heard from"),
            lambda k: moment(k.partner.heard_at),
            ltr=True,
            width=140,
        ),
        Column[Known](
            "state",
            words.t("State"),
            lambda k: state(k, words).text,
            width=190,
            pill=lambda k: state(k, words),
        ),
    )


def state(known: Known, words: Words) -> State:
    """The most pressing first."""
    if known.is_silent:
        days = words.n("Silent for {count} day", "Silent for {count} days", known.days)
        return State("bad", "hourglass", days)
    if known.partner.missing:
        return State("warn", "file-down", words.t("Files missing"))
    if known.behind:
        behind = words.t("To bring it: {count}", count=words.ltr(words.number(known.behind)))
        return State("info", "upload", behind)
    return State("good", "circle-check", words.t("Up to date"))


class KnownPanel(SidePanel):
    """What is known of a workstation, and what it knows of this one."""

    def __init__(self, desk: Desk, write_for: "Callable[[str], object]") -> None:
        super().__init__(desk.look, desk.look.words.t("Choose a workstation"))
        self._desk, self._write_for = desk, write_for

    def show_known(self, known: Known | None) -> None:
        from cpise_inventory.exchange.fingerprints import grouped  # noqa: PLC0415 - not at start

        look, words = self._desk.look, self._desk.look.words
        clear(self.body)
        clear(self.foot)
        if known is None:
            self.title.setText(words.t("Choose a workstation"))
            return
        one = known.partner
        self.title.setText(words.ltr(one.device))
        self.body.addWidget(label(look, known.centre, "muted", wrap=True))
        self.body.addWidget(Pill(look, state(known, words)))
        for text in _told(known, words):
            self.body.addWidget(label(look, text, wrap=True))
        self.body.addWidget(label(look, words.t("Check number of its key"), "field"))
        self.body.addWidget(label(look, words.ltr(grouped(one.fingerprint)), "strong", wrap=True))
        self.body.addStretch(1)
        self.foot.addWidget(
            Button(
                look,
                words.t("Write a file for it"),
                lambda: self._write_for(one.device),
                icon="upload",
            )
        )


def _told(known: Known, words: Words) -> list[str]:
    one = known.partner
    told = [
        words.n(
            "{count} of its operations is known here.",
            "{count} of its operations are known here.",
            one.seq,
        )
    ]
    if known.behind:
        told.append(
            words.n(
                "It is not known to have {count} of our operations.",
                "It is not known to have {count} of our operations.",
                known.behind,
            )
        )
    else:
        told.append(words.t("It has all of our operations."))
    if one.missing:
        told.append(
            words.n(
                "{count} file that it attached has not come.",
                "{count} files that it attached have not come.",
                one.missing,
            )
        )
    return told
