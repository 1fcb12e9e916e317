"""What else may become of equipment: repair, loss, disposal, each a small form that issues a paper.

An act says which statuses it suits and what it asks; one sheet serves them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from cpise_inventory.language.money import CURRENCIES, UnreadableMoney, parse_money
from cpise_inventory.language.terms import (
    CONDITIONS,
    DISPOSAL_MEANS,
    DISPOSAL_REASONS,
    LOSS_REASONS,
    STATUSES,
    term,
)
from cpise_inventory.language.words import N_, Words
from cpise_inventory.statuses import GONE, HERE, IN_REPAIR, IN_STORAGE, IN_USE, TO_DISPOSE
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.back_room import BackRoom
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital, today
from ui.pages.issued import show_issued
from ui.pages.places import no_names

if TYPE_CHECKING:
    from cpise_inventory.assets.events import DisposalProposed, State
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

    Papers = Sequence[tuple[str, State]]
    """Documents, and what each says of one asset."""

WIDTH: Final = 560
Said = Mapping[str, Any]
"""What stands in the fields, by their names."""


@dataclass(frozen=True)
class Asked:
    """A field: `kind` is text, day, money, check, room or the name of a group of words."""

    name: str
    title: str
    kind: str = "text"
    first: str = ""
    """What is chosen before anybody chooses."""


@dataclass(frozen=True)
class Act:
    """`suits`: the statuses in which it can be done; `do` issues the paper, whose number it tells;
    empty where there is none.
    """

    key: str
    title: str
    icon: str
    suits: frozenset[str]
    asks: tuple[Asked, ...]
    do: "Callable[[Work, Sequence[str], Said], str]"
    right: str = "manage_assets"


GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "condition": CONDITIONS,
    "missed": {code: LOSS_REASONS[code] for code in ("lost", "stolen")},
    "why": DISPOSAL_REASONS,
    "means": DISPOSAL_MEANS,
    "currency": {code: code for code in CURRENCIES},
}
HAPPENED: Final = Asked("day", N_("Date"), "day")
EXPECTED: Final = "due"


def _placed(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets.places import Placing, put  # noqa: PLC0415 - SQLAlchemy

    return put(work, Placing(tags, said["place"], said["remarks"], said["day"]))


def _noted(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets.commands import note_condition  # noqa: PLC0415 - SQLAlchemy

    note_condition(work, tags, said["condition"], said["remarks"])
    return ""


def _repair(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    return life.start_repair(
        work, life.Repair(tags, said["at"], said["fault"], said[EXPECTED], said["day"])
    )


def _repaired(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    cost, currency = said["value"], said["currency"]
    done = life.Repaired(tags, said["condition"], cost, currency, said["remarks"], said["day"])
    return life.end_repair(work, done)


def _missed(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    return life.declare(
        work,
        life.Declaration(tags, said["why"], said["circumstances"], said["police"], said["day"]),
    )


def _found(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    about = (said["condition"], said["remarks"], said["day"], said["room"])
    return life.find(work, tags, *about)


def _propose(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    wanted = (said["reason"], said["means"], said["consent"], said["remarks"], said["day"])
    return life.propose_disposal(work, life.Disposal(tags, *wanted))


def _approve(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    proposed = _proposal(work, tags)
    wiped = [state.tag for state in proposed.states] if said["wiped"] else []
    approval = life.Approval(proposed.number, wiped, said["consent"], said["to"])
    return life.approve_disposal(work, approval)


def _reject(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy

    return life.reject_disposal(work, _proposal(work, tags).number, said["remarks"])


def _settle(work: "Work", tags: Sequence[str], said: Said) -> str:
    from cpise_inventory.assets import life  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.assets.undo import state_said  # noqa: PLC0415 - as above

    (tag,) = tags
    return life.settle_custody(work, tag, state_said(work, said["paper"], tag), said["remarks"])


def _proposal(work: "Work", tags: Sequence[str]) -> "DisposalProposed":
    """What is decided on: all of it, whichever of its assets was chosen."""
    from cpise_inventory.assets.errors import NotAProposalError  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.assets.queries import proposal_of  # noqa: PLC0415 - as above

    found = proposal_of(work.connection, work.journal, tags[0])
    if found is None:
        raise NotAProposalError(tags[0])
    return found


_WAITS: Final = frozenset({TO_DISPOSE})
ACTS: Final = (
    Act(
        "place",
        N_("Move to another room"),
        "map-pin",
        frozenset({IN_STORAGE, IN_USE}),
        (
            Asked("place", N_("Room, or the code of a storeroom")),
            Asked("remarks", N_("Remarks")),
            HAPPENED,
        ),
        _placed,
    ),
    Act(
        "condition",
        N_("Note the condition"),
        "clipboard-check",
        frozenset((*HERE, IN_REPAIR, TO_DISPOSE)),
        (Asked("condition", N_("Condition now"), "condition"), Asked("remarks", N_("Remarks"))),
        _noted,
    ),
    Act(
        "repair",
        N_("Send for repair"),
        "wrench",
        frozenset(HERE),
        (
            Asked("at", N_("Who repairs it")),
            Asked("fault", N_("What is to be repaired")),
            Asked(EXPECTED, N_("Expected back on"), "day"),
            HAPPENED,
        ),
        _repair,
    ),
    Act(
        "repaired",
        N_("Back from repair"),
        "package-check",
        frozenset({IN_REPAIR}),
        (
            Asked("condition", N_("Condition now"), "condition", "good"),
            Asked("value", N_("Cost"), "money"),
            Asked("currency", N_("Currency"), "currency"),
            Asked("remarks", N_("Remarks")),
            HAPPENED,
        ),
        _repaired,
    ),
    Act(
        "missing",
        N_("Lost or stolen"),
        "triangle-alert",
        frozenset((*HERE, IN_REPAIR, TO_DISPOSE)),
        (
            Asked("why", N_("What became of it"), "missed"),
            Asked("circumstances", N_("Where and how it was missed")),
            Asked("police", N_("Reference of the police report")),
            HAPPENED,
        ),
        _missed,
    ),
    Act(
        "found",
        N_("Found again"),
        "package-check",
        frozenset(GONE),
        (
            Asked("condition", N_("Condition now"), "condition", "good"),
            Asked("room", N_("Storeroom"), "room"),
            Asked("remarks", N_("Remarks")),
            HAPPENED,
        ),
        _found,
    ),
    Act(
        "retire",
        N_("Propose disposal"),
        "trash-2",
        frozenset((*GONE, IN_STORAGE)),
        (
            Asked("reason", N_("Reason"), "why"),
            Asked("means", N_("Means"), "means"),
            Asked("consent", N_("Reference of the donor’s consent")),
            Asked("remarks", N_("Remarks")),
            HAPPENED,
        ),
        _propose,
    ),
    Act(
        "approve",
        N_("Approve disposal"),
        "check",
        _WAITS,
        (
            Asked("wiped", N_("The disks hold no data any more"), "check"),
            Asked("consent", N_("Reference of the donor’s consent")),
            Asked("to", N_("Who gets it")),
        ),
        _approve,
        "approve",
    ),
    Act(
        "reject",
        N_("Reject disposal"),
        "undo-2",
        _WAITS,
        (Asked("remarks", N_("Why")),),
        _reject,
        "approve",
    ),
)
"""In the order of the menu."""


SETTLE: Final = Act(
    "settle",
    N_("Settle where it is"),
    "scale",
    frozenset(),
    (Asked("paper", N_("What holds"), "paper"), Asked("remarks", N_("Remarks"))),
    _settle,
    "approve",
)
"""Offered where two workstations said different things."""


def acts_for(status: str) -> list[Act]:
    return [act for act in ACTS if status in act.suits]


def why_not(desk: Desk, act: Act) -> str:
    """Empty if this person may do it."""
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

    return desk.why_not(Right(act.right))


class ActSheet(FormSheet):
    """One act on some assets. `F9` issues its paper."""

    def __init__(
        self,
        desk: Desk,
        act: Act,
        assets: "Sequence[Asset]",
        papers: "Papers" = (),
    ) -> None:
        """`papers`: of which one is to hold, with what each says."""
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t(act.title), icon=act.icon, width=WIDTH)
        self._act, self._tags, self._papers = act, [one.tag for one in assets], papers
        self._now = {"condition": assets[0].condition}
        told = (f"{words.ltr(one.tag)} · {words.ltr(_model(one))}" for one in assets)
        self.body.addWidget(label(look, "\n".join(told), wrap=True))
        for asked in act.asks:
            name = "reason" if act.key == "reject" else asked.name
            field = self._field(asked, assets)
            self.fields[name] = field
            self.body.addWidget(field)
        self.body.addWidget(no_names(look))
        self.first = next(iter(self.fields.values())).editor
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t(act.title), self._issue, icon=act.icon, role="primary", key="F9")
        )

    def _field(self, asked: Asked, assets: "Sequence[Asset]") -> Field:
        if asked.kind == "room":
            room = BackRoom(self.desk)
            room.offer(one.centre for one in assets)
            return room
        words = self.look.words
        return Field(self.look, words.t(asked.title), self._editor(asked, words))

    def _editor(self, asked: Asked, words: Words) -> QWidget:
        look = self.look
        match asked.kind:
            case "text" | "money":
                return line_edit(look)
            case "day":
                return DateEdit(look, today(), today() if asked is HAPPENED else None)
            case "check":
                return QCheckBox(words.t("Confirmed"))
        choice = Combo()
        if asked.kind == "paper":
            choice.fill([(number, said_of(number, state, words)) for number, state in self._papers])
            return choice
        group = GROUPS[asked.kind]
        first = asked.first or self._now.get(asked.name, "")
        choice.fill([(code, capital(term(group, code, words))) for code in group], first)
        return choice

    def _issue(self) -> None:
        self.nothing_is_wrong()
        try:
            said = self._said()
        except UnreadableMoney as error:
            self.tell(error)
            return
        if said is None:
            return
        act, tags, person = self._act, self._tags, self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            with store.write(person) as work:
                return act.do(work, tags, said)

        self.ask(job, self._issued, always=lambda: self.do.setEnabled(True))

    def _said(self) -> dict[str, Any] | None:
        """What the fields say; None where a day can't be read, which is told."""
        said: dict[str, Any] = {}
        for asked, field in zip(self._act.asks, self.fields.values(), strict=True):
            editor = field.editor
            if isinstance(editor, DateEdit):
                if (problem := editor.problem()) is not None:
                    field.wrong(self.desk.sentence(problem))
                    field.focus()
                    return None
                said[asked.name] = _day(asked, editor)
            elif isinstance(editor, QCheckBox):
                said[asked.name] = editor.isChecked()
            elif isinstance(editor, Combo):
                said[asked.name] = editor.code
            else:
                text = editor.text()  # type: ignore[attr-defined]  # a line edit is what is left
                said[asked.name] = _money(text) if asked.kind == "money" else text
        return said

    def _issued(self, number: str) -> None:
        self.done()
        if not number:
            self.desk.say(self.look.words.t("It is noted."))
            return
        show_issued(self.desk, number, self.look.words.t("Close"))


def said_of(number: str, state: "State", words: Words) -> str:
    """`NKC1-A-PR-2026-00001: in use, Fatou`."""
    stands = term(STATUSES, state.status, words)
    who = f" – {words.isolate(state.custodian)}" if state.custodian else ""
    return f"{words.ltr(number)} – {stands}{who}"


def _day(asked: Asked, editor: DateEdit) -> date | None:
    """None stands for today where it is about what happened."""
    day = editor.value()
    return None if asked is HAPPENED and day == today() else day


def _money(text: str) -> int:
    return parse_money(text) if text.strip() else 0


def _model(one: "Asset") -> str:
    return f"{one.maker} {one.model}".strip()
