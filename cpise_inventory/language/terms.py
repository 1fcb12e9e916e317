"""The words of codes that events and tables bear: roles, rights, documents, conditions, places.

One table for screens, papers, the command line and sentences, so that one thing has one name.
"""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.importing.texts import FIELDS
from cpise_inventory.language.words import N_, Words

ROLES: Final[Mapping[str, str]] = {
    "administrator": N_("administrator"),
    "manager": N_("manager"),
    "logistics": N_("logistics staff"),
    "auditor": N_("auditor"),
}

RIGHTS: Final[Mapping[str, str]] = {
    "read": N_("read"),
    "move_stock": N_("move stock"),
    "manage_assets": N_("manage equipment"),
    "print_documents": N_("print documents"),
    "print_labels": N_("print labels"),
    "approve": N_("approve"),
    "cancel": N_("cancel documents"),
    "export": N_("export"),
    "exchange": N_("read exchange files"),
    "verify": N_("verify the journal"),
    "manage_catalogue": N_("manage the catalogue"),
    "manage_people": N_("manage accounts"),
}

COUNTS: Final[Mapping[str, str]] = {
    "open": N_("being counted"),
    "waits": N_("waits for approval"),
    "settled": N_("settled"),
    "approved": N_("approved"),
    "cancelled": N_("given up"),
    "undone": N_("undone"),
}
"""How a count stands."""

COUNT_SORTS: Final[Mapping[str, str]] = {
    "whole": N_("whole storeroom"),
    "category": N_("one category"),
    "daily": N_("daily handful"),
    "free": N_("free sheet"),
}

COUNT_REASONS: Final[Mapping[str, str]] = {
    "miscounted": N_("counted wrongly before"),
    "not_recorded": N_("movement not recorded"),
    "wrong_item": N_("taken for another item"),
    "wrong_lot": N_("taken for another lot"),
    "damaged": N_("damaged"),
    "lost": N_("lost"),
    "stolen": N_("stolen"),
    "unknown": N_("not known"),
}

COUNT_RULE: Final[Mapping[str, str]] = {
    "units": N_("units"),
    "percent": N_("percent"),
}
"""How large a difference is booked without a second person."""

CAMPAIGNS: Final[Mapping[str, str]] = {
    "open": N_("under way"),
    "waits": N_("waits for approval"),
    "reported": N_("reported"),
    "cancelled": N_("given up"),
    "undone": N_("undone"),
}
"""How a physical verification stands."""

SIGHTINGS: Final[Mapping[str, str]] = {
    "here": N_("as booked"),
    "elsewhere": N_("elsewhere than booked"),
    "gone": N_("declared lost or stolen"),
    "other_centre": N_("another centre’s"),
    "retired": N_("no longer in the register"),
    "outside": N_("not looked for"),
    "unknown": N_("unknown tag"),
}
"""What it means that a thing was seen."""

LOSSES: Final[Mapping[str, str]] = {
    "waits": N_("waits for approval"),
    "approved": N_("approved"),
    "rejected": N_("rejected"),
    "cancelled": N_("cancelled"),
}
"""How a report of a loss stands."""

PRINTER_TROUBLES: Final[Mapping[str, str]] = {
    "paper": N_("no labels are left in it, or they are jammed"),
    "ribbon": N_("its ribbon has come to its end"),
    "head": N_("its print head is open"),
    "pause": N_("it is paused"),
}
"""What a label printer says of itself."""

LOSS_REASONS: Final[Mapping[str, str]] = {
    "expired": N_("expired"),
    "damaged": N_("damaged"),
    "lost": N_("lost"),
    "stolen": N_("stolen"),
}

DOCUMENTS: Final[Mapping[str, str]] = {
    "BR": N_("goods received note"),
    "RD": N_("distribution receipt"),
    "BE": N_("waybill"),
    "AR": N_("transfer received"),
    "PR": N_("handover certificate"),
    "RE": N_("return note"),
    "RP": N_("loss report"),
    "FI": N_("count sheet"),
    "SI": N_("write-off"),
    "CD": N_("donation certificate"),
    "DR": N_("disposal proposal"),
    "PF": N_("disposal certificate"),
    "CK": N_("kit assembly note"),
    "MI": N_("internal movement note"),
    "PD": N_("requisition"),
    "LV": N_("physical verification list"),
    "VP": N_("physical verification report"),
}
"""By the two letters of a document's number (glossary, Codes in document numbers)."""

CATEGORIES: Final[Mapping[str, str]] = {
    "laptop": N_("laptop"),
    "desktop": N_("desktop computer"),
    "screen": N_("screen"),
    "printer": N_("printer"),
    "ups": N_("inverter"),
    "router": N_("router"),
    "phone": N_("telephone"),
    "scanner": N_("barcode reader"),
    "projector": N_("projector"),
    "furniture": N_("furniture"),
    "other": N_("other equipment"),
}
"""Of assets."""

CONDITIONS: Final[Mapping[str, str]] = {
    "new": N_("new"),
    "good": N_("good"),
    "fair": N_("fair"),
    "poor": N_("poor"),
    "broken": N_("out of order"),
}
"""Of an asset's body."""

LABEL_REASONS: Final[Mapping[str, str]] = {
    "spoiled": N_("spoiled in printing"),
    "worn": N_("worn"),
    "lost": N_("label lost"),
    "moved": N_("moved"),
    "changed": N_("text changed"),
    "copy": N_("further copy"),
    "other": N_("other reason"),
}
"""Why a label is printed again."""

STATUSES: Final[Mapping[str, str]] = {
    "in_storage": N_("in storage"),
    "in_use": N_("in use"),
    "on_loan": N_("on loan"),
    "in_transit": N_("in transit"),
    "in_repair": N_("under repair"),
    "lost": N_("lost"),
    "stolen": N_("stolen"),
    "to_dispose": N_("proposed for disposal"),
    "disposed": N_("disposed of"),
    "cancelled": N_("cancelled"),
}
"""Where an asset is in its life."""

DISPOSAL_REASONS: Final[Mapping[str, str]] = {
    "beyond_repair": N_("beyond repair"),
    "obsolete": N_("out of date"),
    "surplus": N_("not needed any more"),
    "lost": N_("lost"),
    "stolen": N_("stolen"),
}
"""Why an asset leaves the books."""

DISPOSAL_MEANS: Final[Mapping[str, str]] = {
    "recycled": N_("recycled"),
    "destroyed": N_("destroyed"),
    "given": N_("given away"),
    "sold": N_("sold"),
    "to_donor": N_("back to the donor"),
    "not_there": N_("struck off: it is not there any more"),
}
"""How an asset leaves the books."""

ACCESSORIES: Final[Mapping[str, str]] = {
    "charger": N_("charger"),
    "bag": N_("carrying bag"),
    "mouse": N_("mouse"),
    "keyboard": N_("keyboard"),
    "power_cable": N_("power cable"),
    "video_cable": N_("video cable"),
    "usb_cable": N_("USB cable"),
    "remote_control": N_("remote control"),
}
"""What usually belongs with an asset."""

TRANSFERS: Final[Mapping[str, str]] = {
    "sent": N_("sent, not yet received"),
    "partly_received": N_("received in part"),
    "to_settle": N_("difference to settle"),
    "settled": N_("settled"),
    "received": N_("received"),
    "cancelled": N_("cancelled"),
}
"""How far the goods of a waybill have come."""

REQUESTS: Final[Mapping[str, str]] = {
    "asked": N_("waits for approval"),
    "approved": N_("approved"),
    "partly_sent": N_("partly sent"),
    "sent": N_("all sent"),
    "refused": N_("refused"),
    "closed": N_("closed"),
}
"""How a requisition stands."""

TRANSFER_DECISIONS: Final[Mapping[str, str]] = {
    "found": N_("found at the sender’s"),
    "error": N_("error on the waybill"),
    "lost": N_("lost on the road"),
    "stolen": N_("stolen on the road"),
    "damaged": N_("damaged on the road"),
    "unrecorded": N_("in nobody’s books before"),
}
"""What became of goods that a waybill says and that did not come, or that came beyond it."""

LOCATIONS: Final[Mapping[str, str]] = {
    "~donor": N_("donor"),
    "~distributed": N_("distributed"),
    "~consumed": N_("consumed"),
    "~lost": N_("lost"),
    "~expired": N_("expired"),
    "~damaged": N_("damaged"),
    "~difference": N_("count difference"),
    "~kit": N_("kit assembly"),
    "~transit": N_("in transit"),
    "~excess": N_("received in excess"),
}
"""Where goods are that are on no shelf."""

DELIVERIES: Final[Mapping[str, str]] = {
    "expected": N_("expected"),
    "partly_received": N_("partly received"),
    "received": N_("received in full"),
    "closed": N_("closed, incomplete"),
}
"""How much of an expected delivery has come."""

FATES: Final[Mapping[str, str]] = {
    "received": N_("received"),
    "reversed": N_("receipt cancelled"),
    "on_hand": N_("on hand"),
    "quarantined": N_("in quarantine"),
    "on_the_road": N_("in transit"),
    "in_kits": N_("put into kits"),
    "out_of_kits": N_("out of kits"),
    "made": N_("assembled from parts"),
    "distributed": N_("distributed"),
    "consumed": N_("consumed"),
    "lost": N_("lost, expired or written off"),
    "difference": N_("count difference"),
}
"""What became of a donation's goods."""

PLACES: Final[Mapping[str, str]] = {
    "storeroom": N_("storeroom"),
    "shelf": N_("shelf"),
    "quarantine": N_("quarantine"),
}
"""What a place of a centre is."""

UNITS: Final[Mapping[str, str]] = {
    "piece": N_("piece"),
    "bar": N_("bar"),
    "box": N_("box"),
    "carton": N_("carton"),
    "bag": N_("bag"),
    "bottle": N_("bottle"),
    "tube": N_("tube"),
    "roll": N_("roll"),
    "sachet": N_("sachet"),
    "pack": N_("pack"),
    "pair": N_("pair"),
    "set": N_("set"),
    "kit": N_("kit"),
    "g": N_("g"),
    "kg": N_("kg"),
    "l": N_("l"),
    "ml": N_("ml"),
}
"""Of measure, of items; two of them may have one word in Arabic."""

RECIPIENTS: Final[Mapping[str, str]] = {
    "unit": N_("unit of the centre"),
    "staff": N_("staff member"),
    "group": N_("group"),
}
"""To whom goods and computers go."""

TYPED: Final[Mapping[str, str]] = {
    **FIELDS,
    "paper": N_("number on the supplier's paper"),
    "to": N_("recipient"),
    "handed_to": N_("name of the adult who signs"),
    "driver": N_("driver"),
    "vehicle": N_("vehicle"),
    "trailer": N_("trailer"),
    "phone": N_("telephone"),
    "police": N_("reference of the police report"),
    "at": N_("workshop"),
    "place": N_("name of the room"),
    "room": N_("room"),
    "fault": N_("fault"),
    "circumstances": N_("circumstances"),
    "missing": N_("missing accessories"),
    "accessories": N_("accessories"),
    "extra": N_("other accessories"),
    "notes": N_("notes on the asset"),
    "owner": N_("owner"),
    "title": N_("condition of title"),
    "consent": N_("reference of the donor’s consent"),
    "warranty": N_("end of the warranty"),
    "due": N_("date of return"),
    "older": N_("at least this age"),
    "younger": N_("younger than this"),
}
"""Fields that a person fills."""

MEASURES: Final[Mapping[str, str]] = {
    "page_w_mm": N_("page width in mm"),
    "page_h_mm": N_("page height in mm"),
    "label_w_mm": N_("label width in mm"),
    "label_h_mm": N_("label height in mm"),
    "cols": N_("number of columns"),
    "rows": N_("number of rows"),
    "left_mm": N_("left margin in mm"),
    "top_mm": N_("top margin in mm"),
    "pitch_x_mm": N_("horizontal pitch in mm"),
    "pitch_y_mm": N_("vertical pitch in mm"),
    "corner_mm": N_("corner radius in mm"),
    "dx_tenths": N_("shift to the right in tenths of mm"),
    "dy_tenths": N_("shift downwards in tenths of mm"),
    "scale_x_permille": N_("width in thousandths"),
    "scale_y_permille": N_("height in thousandths"),
}
"""Of a label sheet, and of what a printer makes of it."""

LAYOUTS: Final[Mapping[str, str]] = {
    "auto": N_("As much as fits"),
    "plain": N_("Tag only"),
    "centre": N_("Centre and donor"),
    "wide": N_("Model and serial number"),
    "text": N_("Text without a code"),
}
"""What stands on a label."""

CODINGS: Final[Mapping[str, str]] = {
    "qr": N_("QR code"),
    "code128": N_("Bars (Code 128)"),
}
"""What of a label is scanned."""

BOUNDS: Final[Mapping[str, str]] = {
    "MB": N_("MB"),
    "MP": N_("megapixels"),
    "pages": N_("pages"),
}
"""What a file may have only so many of."""

TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "role": ROLES,
    "right": RIGHTS,
    "at": MEASURES,
    "status": STATUSES,
    "field": FIELDS,
    "instead": FIELDS,
    "wanted": FIELDS,
    "RequestDecidedError.status": REQUESTS,
    "RequestNotApprovedError.status": REQUESTS,
    "WrongDecisionError.known": TRANSFER_DECISIONS,
    "NotAnAccessoryError.known": ACCESSORIES,
    "NotAnAccessoryError.accessory": ACCESSORIES,
    "CountClosedError.status": COUNTS,
    "CountRuleError.what": COUNT_RULE,
    "UnknownReasonError.known": COUNT_REASONS,
    "FileTooBig.unit": BOUNDS,
    "UnknownPackWord.known": UNITS,
    "UnclearPackWord.known": UNITS,
    "UnknownPackError.known": UNITS,
    "UnknownPackError.pack": UNITS,
    "PackTwiceError.pack": UNITS,
    "PackIsUnitError.pack": UNITS,
    "PackTooSmallError.pack": UNITS,
    "PacksDontDivideError.pack": UNITS,
    "PacksDontDivideError.inner": UNITS,
    "TextTooLongError.name": TYPED,
    "UnprintableTextError.name": TYPED,
    "BadSpanError.name": TYPED,
    "BadYearsError.name": TYPED,
    "LossDecidedError.status": LOSSES,
    "LayoutDoesNotFit.layout": LAYOUTS,
    "LayoutDoesNotFit.fits": LAYOUTS,
    "UnknownDisposalReasonError.known": DISPOSAL_REASONS,
    "UnknownMeansError.known": DISPOSAL_MEANS,
    "PrinterNotReady.hindrance": PRINTER_TROUBLES,
}
"""By the field of an error that bears the code, or by the code's enum in lower case.

A group that holds for one error only is named with its class.
"""


def term(group: Mapping[str, str], code: str, w: Words) -> str:
    """The word for a code of one of the groups above; the code itself if it is newer than we."""
    return w.t(group[code]) if code in group else w.ltr(code)


SEXES, BANDS = ("f", "m"), ("0-5", "6-11", "12-17")
"""In which a group is counted (glossary: age group); ages in years."""


def age_band(band: str, w: Words) -> str:
    """`6-11` as `6–11 years`; in Arabic in words, since a dash would turn the ages round."""
    first, dash, last = band.partition("-")
    if not dash:
        return w.isolate(band)
    return w.t("{first}–{last} years", first=w.ltr(first), last=w.ltr(last))


def place(location: str, w: Words) -> str:
    """`NKC1/MAGASIN` as it is; `~transit/NKC1-A-BE-2026-00001` as in transit, with the waybill."""
    kind, _, waybill = location.partition("/")
    if kind not in LOCATIONS:
        return w.ltr(location)
    return f"{w.t(LOCATIONS[kind])} ({w.ltr(waybill)})" if waybill else w.t(LOCATIONS[kind])
