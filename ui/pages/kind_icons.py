"""The icon and the tone of each kind of event, alike on every page."""

from typing import Final

_KINDS: Final = {
    "stock.received": ("package-plus", "good"),
    "stock.distributed": ("hand-heart", "info"),
    "stock.returned": ("package-check", "info"),
    "stock.relocated": ("arrow-left-right", "info"),
    "stock.reversed": ("undo-2", "warn"),
    "transfer.sent": ("truck", "info"),
    "transfer.received": ("package-check", "good"),
    "transfer.closed": ("lock", "warn"),
    "transfer.settled": ("scale", "warn"),
    "request.issued": ("clipboard-list", "info"),
    "request.approved": ("clipboard-check", "good"),
    "request.refused": ("circle-x", "warn"),
    "request.closed": ("lock", ""),
    "kit.assembled": ("layers", "info"),
    "kit.opened": ("layers", "info"),
    "list.described": ("clipboard-list", ""),
    "list.closed": ("clipboard-list", "warn"),
    "kit.defined": ("layers", ""),
    "count.opened": ("list-checks", "info"),
    "count.entered": ("list-checks", ""),
    "count.finished": ("list-checks", "info"),
    "count.taken": ("list-checks", "info"),
    "count.approved": ("list-checks", "good"),
    "count.explained": ("list-checks", ""),
    "count.rule_set": ("settings", ""),
    "count.recount_asked": ("list-checks", "warn"),
    "count.cancelled": ("undo-2", "warn"),
    "loss.reported": ("triangle-alert", "warn"),
    "loss.approved": ("circle-check", "warn"),
    "loss.rejected": ("undo-2", "info"),
    "asset.registered": ("monitor", "good"),
    "asset.assigned": ("user-round", "info"),
    "asset.returned": ("package-check", "good"),
    "asset.reversed": ("undo-2", "warn"),
    "asset.condition_noted": ("wrench", ""),
    "asset.life_said": ("hourglass", ""),
    "asset.sighted": ("scan-barcode", ""),
    "asset.custody_corrected": ("arrow-left-right", "info"),
    "campaign.opened": ("scan-barcode", "info"),
    "campaign.closed": ("scan-barcode", "info"),
    "campaign.resumed": ("scan-barcode", "warn"),
    "campaign.reported": ("scan-barcode", "good"),
    "campaign.reversed": ("undo-2", "warn"),
    "campaign.cancelled": ("undo-2", "warn"),
    "document.printed": ("printer", ""),
    "label.printed": ("tag", ""),
    "donor.mark_set": ("tag", ""),
    "sheet.described": ("ruler", ""),
    "sheet.removed": ("ruler", "warn"),
    "label.things_printed": ("tag", ""),
    "item.described": ("package", ""),
    "item.retired": ("package-x", "warn"),
    "item.revived": ("package", "good"),
    "level.set": ("sliders-horizontal", ""),
    "shelf_life.set": ("hourglass", ""),
    "centre.described": ("building-2", ""),
    "place.opened": ("building-2", ""),
    "place.described": ("building-2", ""),
    "place.closed": ("lock", "warn"),
    "person.added": ("users-round", ""),
    "person.closed": ("lock", "warn"),
    "person.role_changed": ("users-round", "warn"),
    "person.password_changed": ("lock", ""),
    "device.registered": ("monitor", ""),
}


def icon_of(kind: str, *, reversal: bool = False) -> str:
    """By the kind without its version; a page for what has no icon of its own."""
    return "undo-2" if reversal else _KINDS.get(kind, ("pen-line", ""))[0]


def tone_of(kind: str, *, reversal: bool = False) -> str:
    return "warn" if reversal else _KINDS.get(kind, ("", ""))[1]
