"""What each kind of event is called, on screens and on the command line."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

KINDS: Final[Mapping[str, str]] = {
    "asset.assigned": N_("Assets handed over"),
    "asset.condition_noted": N_("Condition noted"),
    "asset.registered": N_("Assets registered"),
    "asset.returned": N_("Assets returned"),
    "asset.reversed": N_("Document about assets cancelled"),
    "centre.described": N_("Centres described"),
    "device.registered": N_("Workstation registered"),
    "document.printed": N_("Document printed"),
    "donation.described": N_("Donation described"),
    "donor.described": N_("Donors described"),
    "item.described": N_("Items described"),
    "kit.assembled": N_("Kits assembled"),
    "kit.defined": N_("Kit defined"),
    "kit.opened": N_("Kits taken apart"),
    "label.printed": N_("Labels printed"),
    "person.added": N_("Account opened"),
    "person.closed": N_("Account closed"),
    "person.password_changed": N_("Password changed"),
    "person.role_changed": N_("Role changed"),
    "place.opened": N_("Storeroom opened"),
    "stock.distributed": N_("Goods distributed"),
    "stock.received": N_("Goods received"),
    "stock.reversed": N_("Document about goods cancelled"),
    "transfer.received": N_("Transfer received"),
    "transfer.sent": N_("Goods sent"),
}
"""By the kind, without its schema version."""
