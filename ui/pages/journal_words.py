"""How changes and findings are said."""

from typing import TYPE_CHECKING, Final

from cpise_inventory.language.kinds import FINDINGS as KINDS_OF_FINDINGS
from cpise_inventory.language.kinds import evidence
from cpise_inventory.language.terms import CONDITIONS, ROLES, STATUSES, place, term
from cpise_inventory.language.words import N_, Words

if TYPE_CHECKING:
    from cpise_inventory.history import Change
    from cpise_inventory.journal.replay import Finding

FIELDS: Final = {
    "status": N_("Status"),
    "copy": N_("Number of the copy"),
    "sheet": N_("Label sheet"),
    "custodian": N_("Custodian"),
    "due_on": N_("Due on"),
    "condition": N_("Condition"),
    "serial": N_("Serial number"),
    "maker": N_("Make"),
    "model": N_("Model"),
    "workshop": N_("Workshop"),
    "centre": N_("Centre"),
    "waybill": N_("Waybill"),
    "accessories": N_("Accessories"),
    "warranty_until": N_("Warranty until"),
    "notes": N_("Notes"),
    "role": N_("Role"),
    "name_fr": N_("French name"),
    "name_ar": N_("Arabic name"),
    "name_en": N_("English name"),
    "unit": N_("Unit of measure"),
    "category": N_("Category"),
    "packs": N_("Packs"),
    "keeps_expiry": N_("Keeps expiry dates"),
    "version": N_("Version"),
    "contents": N_("Contents"),
    "fingerprint": N_("Check number"),
    "operations": N_("Last operation known"),
}
VALUES: Final = {"status": STATUSES, "condition": CONDITIONS, "role": ROLES}
FINDINGS: Final = {
    "altered": N_("Event {where} was altered: its hash is {found}, not {expected}."),
    "missing": N_("Event {where} is missing: after it comes {found}."),
    "unreadable": N_("Event {where} cannot be read: {found}."),
    "unchained": N_("Event {where} does not follow the one before: {found}, not {expected}."),
    "misplaced": N_("In the place of event {where} stands {found}."),
    "clock": N_("The clock of event {where} went back: {found}, not {expected}."),
    "projection": N_("The table row {where} says {found}; the journal says {expected}."),
    "series": N_("Numbers have a hole at {where}: {found} stands where {expected} is due."),
    "double entry": N_("{where} does not add up to nought, but to {found}."),
    "event missing": N_("A signed statement proves event {where}, which is not here."),
    "seal broken": N_("Event {where} is not what was signed: {found}, not {expected}."),
    "guard missing": N_("The guard {expected} of table {where} was taken away."),
}
OTHER: Final = N_("{what} at {where}: {found} in place of {expected}.")


def thing_name(change: "Change", words: Words) -> str:
    field = FIELDS.get(change.field)
    return (
        f"{words.isolate(change.thing)} · {words.t(field) if field else place(change.field, words)}"
    )


def said_value(change: "Change", value: str, words: Words) -> str:
    if not value:
        return "–"
    if change.field in VALUES:
        return term(VALUES[change.field], value, words)
    return words.ltr(value)


def finding_sentence(finding: "Finding", words: Words) -> str:
    """What is false and where, with what was found and what was due."""
    return words.t(
        FINDINGS.get(finding.what, OTHER),
        what=term(KINDS_OF_FINDINGS, finding.what, words),
        where=words.ltr(finding.where),
        expected=evidence(finding.expected, words),
        found=evidence(finding.found, words),
    )
