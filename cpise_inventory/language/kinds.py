"""What each kind of event is called, and what each finding of a proof means."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_, Words

KINDS: Final[Mapping[str, str]] = {
    "asset.assigned": N_("Assets handed over"),
    "asset.custody_settled": N_("Holder of an asset settled"),
    "asset.described": N_("Asset described anew"),
    "asset.disposal_proposed": N_("Disposal proposed"),
    "asset.disposed": N_("Assets disposed of"),
    "asset.found": N_("Assets found again"),
    "asset.missed": N_("Assets lost or stolen"),
    "asset.repair_ended": N_("Assets back from repair"),
    "asset.repair_started": N_("Assets out for repair"),
    "asset.condition_noted": N_("Condition noted"),
    "asset.registered": N_("Assets registered"),
    "asset.returned": N_("Assets returned"),
    "asset.reversed": N_("Document about assets cancelled"),
    "centre.described": N_("Centres described"),
    "device.registered": N_("Workstation registered"),
    "count.approved": N_("Count approved"),
    "count.cancelled": N_("Count given up"),
    "count.explained": N_("Differences explained"),
    "count.entered": N_("Figures counted"),
    "count.finished": N_("Count finished"),
    "count.opened": N_("Count sheet opened"),
    "count.taken": N_("Counted in one stroke"),
    "count.recount_asked": N_("Recount asked for"),
    "count.rule_set": N_("Limit for counts set"),
    "document.printed": N_("Document printed"),
    "delivery.closed": N_("Expected delivery closed"),
    "delivery.expected": N_("Delivery expected"),
    "donation.described": N_("Donation described"),
    "donor.described": N_("Donors described"),
    "item.described": N_("Items described"),
    "item.retired": N_("Item retired"),
    "item.revived": N_("Item in use again"),
    "list.closed": N_("Distribution list closed"),
    "list.described": N_("Distribution list described"),
    "kit.assembled": N_("Kits assembled"),
    "kit.defined": N_("Kit defined"),
    "kit.opened": N_("Kits taken apart"),
    "label.printed": N_("Labels printed"),
    "level.set": N_("Stock levels set"),
    "loss.approved": N_("Loss approved"),
    "loss.rejected": N_("Loss rejected"),
    "loss.reported": N_("Loss reported"),
    "person.added": N_("Account opened"),
    "person.closed": N_("Account closed"),
    "person.password_changed": N_("Password changed"),
    "person.role_changed": N_("Role changed"),
    "place.closed": N_("Storeroom closed"),
    "place.described": N_("Storeroom renamed"),
    "place.opened": N_("Storeroom opened"),
    "request.approved": N_("Requisition approved"),
    "request.closed": N_("Requisition closed"),
    "request.issued": N_("Goods asked for"),
    "request.refused": N_("Requisition refused"),
    "sheet.described": N_("Label sheet described"),
    "sheet.removed": N_("Label sheet out of use"),
    "shelf_life.set": N_("Remaining shelf life set"),
    "stock.distributed": N_("Goods distributed"),
    "stock.returned": N_("Goods came back"),
    "stock.received": N_("Goods received"),
    "stock.relocated": N_("Goods moved within the centre"),
    "stock.reversed": N_("Document about goods cancelled"),
    "transfer.closed": N_("Waybill closed"),
    "transfer.received": N_("Transfer received"),
    "transfer.sent": N_("Goods sent"),
    "transfer.settled": N_("Differences of a waybill settled"),
}
"""By the kind, without its schema version."""

FINDINGS: Final[Mapping[str, str]] = {
    "altered": N_("this event was changed after it was recorded"),
    "clock": N_("the clock of this event goes back"),
    "double entry": N_("what came in and what went out don't balance"),
    "event differs": N_("the exported journal has another event here"),
    "event missing": N_("an event is missing that was signed or exported"),
    "file altered": N_("the exported file was changed"),
    "guard missing": N_("the guard against changes was removed"),
    "misplaced": N_("this event stands where another belongs"),
    "missing": N_("an event is missing"),
    "projection": N_("a table says something else than the journal"),
    "seal broken": N_("the signed paper says something else than the journal"),
    "seal missing": N_("a signature of the workstation is missing"),
    "seal misplaced": N_("a signature belongs to another event"),
    "seal not genuine": N_("a signature is not that of the workstation"),
    "seal unreadable": N_("a signature cannot be read"),
    "seal without key": N_("the key of the workstation is not known"),
    "series": N_("the numbers of documents have a gap or a double"),
    "unchained": N_("this event does not follow the one before it"),
    "unreadable": N_("this event cannot be read"),
}
"""What a proof may find false, by `Finding.what`."""

EVIDENCE: Final[Mapping[str, str]] = {
    "a known kind of event": N_("a known kind of event"),
    "a public key": N_("a public key"),
    "a signature": N_("a signature"),
    "a signed statement": N_("a signed statement"),
    "nothing": N_("nothing"),
    "nothing that refuses": N_("nothing that refuses"),
    "nothing: the chain was cut short": N_("nothing: the chain was cut short"),
}
"""What `Finding.expected` and `Finding.found` say in words; all else there is figures and codes."""


def evidence(text: str, w: Words) -> str:
    """What was expected or found, in the language of whoever reads it."""
    return w.t(EVIDENCE[text]) if text in EVIDENCE else w.ltr(text)
