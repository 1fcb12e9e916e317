"""What was lost, in words: for the window, the command line, files and paper alike."""

from cpise_inventory.language.money import worth_said
from cpise_inventory.language.terms import LOSS_REASONS, term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.losses.totals import Losses, Sum

NONE = N_("Nothing was lost in this time.")
BESIDE = N_(
    "Values are those of the catalogue today. What counting found to be missing stands with the"
    " counts, by reason."
)


def reason_said(why: str, w: Words) -> str:
    """Where it stands alone: `Damaged`."""
    text = term(LOSS_REASONS, why, w)
    return text[:1].upper() + text[1:]


def sum_said(one: Sum, w: Words) -> str:
    """`120 units · 1 500 MRU · 20 units without a value · 3 units to decide`."""
    parts = [
        w.n("{count} unit", "{count} units", one.quantity) if one.quantity else "",
        worth_said(one.worth, w),
        w.n("{count} unit to be decided", "{count} units to be decided", one.waiting)
        if one.waiting
        else "",
    ]
    return " · ".join(part for part in parts if part)


def sums_said(found: Losses, w: Words) -> tuple[tuple[str, str], ...]:
    """Reason and sum, each reason once."""
    return tuple((reason_said(one.why, w), sum_said(one, w)) for one in found.sums)
