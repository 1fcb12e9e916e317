"""Words of codes that only lists of the command line show; the rest is `language.terms`."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

DOCUMENT_STATUSES: Final[Mapping[str, str]] = {
    "issued": N_("issued"),
    "cancelled": N_("cancelled"),
    "cancelled_twice": N_("cancelled more than once"),
    "reversal": N_("cancels another"),
}
"""What a document is now."""

VERDICTS: Final[Mapping[str, str]] = {
    "genuine": N_("Genuine: signed by its workstation, and the journal says the same."),
    "cancelled": N_("Genuine, but another document has cancelled it since."),
    "not_here_yet": N_("Genuine: well signed; its event has not come to this database yet."),
    "signature_only": N_("Genuine: well signed."),
    "forged": N_("Not genuine: it is not signed by the workstation that it names."),
    "differs": N_("Not genuine: the journal says something else."),
    "number_twice": N_("Not genuine: two events bear this number."),
    "unknown_device": N_("Not proven: the workstation that it names is not known here."),
    "damaged": N_("Not proven: the code is incomplete or was changed."),
    "unsigned": N_("Not proven: a number or a tag alone is not signed; give the QR code."),
    "not_ours": N_("Not genuine: this code was not printed by CPISE Inventory."),
    "no_code": N_("Not proven: no QR code is seen."),
}
"""What is said of a paper, by `checking.REASONS`."""
