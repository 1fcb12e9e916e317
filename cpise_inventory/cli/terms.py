"""Words of codes that only lists of the command line show; the rest is `language.terms`."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

TRANSFERS: Final[Mapping[str, str]] = {
    "sent": N_("on the road"),
    "partly_received": N_("partly received"),
    "received": N_("received"),
    "cancelled": N_("cancelled"),
}
"""What became of a waybill's goods."""

DOCUMENT_STATUSES: Final[Mapping[str, str]] = {
    "issued": N_("issued"),
    "cancelled": N_("cancelled"),
    "reversal": N_("cancels another"),
}
"""What a document is now."""
