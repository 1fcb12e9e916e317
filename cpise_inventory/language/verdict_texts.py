"""What a check of a paper says to a person: the verdict first, then what differs."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.checking import Difference, Verdict
from cpise_inventory.language.words import N_, Words
from cpise_inventory.paper.statement import Statement

TEXTS: Final[Mapping[str, str]] = {
    "genuine": N_(
        "Genuine: issued by {device} on {issued_on}; this journal says the same as the paper’s"
        " code."
    ),
    "cancelled": N_(
        "Genuine, but no longer valid: issued by {device} on {issued_on} and cancelled since by"
        " {cancelled_by}."
    ),
    "not_here_yet": N_(
        "The signature is genuine: issued by {device} on {issued_on}. Its event has not come to"
        " this database yet; exchange data with {device} to compare it."
    ),
    "signature_only": N_(
        "The signature is genuine: issued by {device} on {issued_on}. There was no journal to"
        " compare it with."
    ),
    "forged": N_("Forged: the code names {device}, but that workstation has not signed it."),
    "differs": N_(
        "Not to be trusted: {device} has signed the code, but this journal says something else."
    ),
    "number_twice": N_("Not to be trusted: two events bear the number {number}."),
    "unknown_device": N_(
        "Cannot be checked here: the workstation {device} that the code names is not known."
    ),
    "damaged": N_("The code is incomplete or was changed; scan it again, whole and flat."),
    "unsigned": N_(
        "{number} is only a number, and anybody can write it; scan the square code of the paper."
    ),
    "not_ours": N_("This is no code of a CPISE Inventory paper."),
    "no_code": N_(
        "No code was found in this picture; take it again, closer, sharp and without shadow."
    ),
}
"""By the reason of a verdict."""

WHAT: Final[Mapping[str, str]] = {
    "number": N_("Number"),
    "centre": N_("Centre"),
    "issued_on": N_("Issued on"),
    "happened_on": N_("Date"),
    "party": N_("To or from"),
    "people": N_("Headcount"),
    "reverses": N_("Cancelled document"),
    "lines": N_("Number of lines"),
    "total": N_("Sum of the quantities"),
    "event": N_("Event"),
    "event_hash": N_("Fingerprint"),
    "clock": N_("Clock of the event"),
}
"""By what differs."""


def verdict_sentences(verdict: Verdict, w: Words) -> list[str]:
    """The verdict in one sentence, then a line for each difference."""
    said = verdict.statement
    issued_on = getattr(said, "issued_on", None)
    first = w.t(
        TEXTS[verdict.reason],
        device=w.ltr(said.device if said else ""),
        number=w.ltr(verdict.number),
        issued_on=w.ltr(w.date(issued_on)) if issued_on else "–",
        cancelled_by=w.ltr(verdict.cancelled_by),
    )
    return [first, *(difference_sentence(one, w) for one in verdict.differences)]


def told_by_the_code(verdict: Verdict, w: Words) -> list[tuple[str, str]]:
    """Name and value of what a genuine code says, for people to compare with the print above it."""
    said = verdict.statement
    if not verdict.genuine or not isinstance(said, Statement):
        return []
    count = len(said.lines) if said.cut is None else said.cut[0]
    head = {
        "happened_on": w.ltr(w.date(said.happened_on)),
        "centre": w.ltr(said.centre),
        "party": w.isolate(said.party),
        "people": w.number(said.people) if said.people else "",
        "lines": w.number(count),
    }
    lines = [(w.ltr(code), w.number(quantity)) for code, quantity in said.lines]
    return [(w.t(WHAT[what]), value) for what, value in head.items() if value] + lines


def difference_sentence(one: Difference, w: Words) -> str:
    """`SAVON-250: the paper says 40, the journal 4.`"""
    return w.t(
        "{what}: the paper says {paper}, the journal {journal}.",
        what=difference_name(one, w),
        paper=w.isolate(one.paper or "–"),
        journal=w.isolate(one.journal or "–"),
    )


def difference_name(one: Difference, w: Words) -> str:
    """What it is that differs: the item of a line, or a part of the paper's head."""
    kind, _, code = one.what.partition(" ")
    return w.ltr(code) if code else w.t(WHAT[kind])
