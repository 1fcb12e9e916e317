"""Every command there is: where it stands in the code, and what its help says first.

Modules are imported when their command is called, so that `--help` and `--version` answer at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from cpise_inventory.language.words import N_

ROOM: Final = "cpise_inventory.cli.commands"


@dataclass(frozen=True)
class Leaf:
    """A command: `module.function` in the room of commands."""

    place: str
    help: str


@dataclass(frozen=True)
class Branch:
    """A word that several commands share; `own` is what it does without a further word."""

    help: str
    below: "Tree"
    own: str = ""


Tree: TypeAlias = "Mapping[str, Leaf | Branch]"

_TRANSFER: Final[Tree] = {
    "send": Leaf(
        "transfers.send",
        N_("Send goods and assets to another centre; prints the waybill's number."),
    ),
    "receive": Leaf(
        "transfers.receive",
        N_("Receive the goods of a waybill, with what is missing; prints the document's number."),
    ),
    "close": Leaf(
        "transfers.close", N_("Nothing more of a waybill will come: what lacks is to be settled.")
    ),
    "settle": Leaf(
        "transfers.settle",
        N_("Decide what became of a waybill's differences; prints the document's number."),
    ),
    "list": Leaf("transfers.show_all", N_("Waybills and what is still on the road.")),
    "request": Leaf(
        "requests.ask", N_("Ask another centre for goods; prints the requisition's number.")
    ),
    "approve": Leaf("requests.approve", N_("Approve a requisition: so much may be sent.")),
    "refuse": Leaf("requests.refuse", N_("Refuse a requisition, with the reason.")),
    "close-request": Leaf("requests.close", N_("No more will be sent for a requisition.")),
    "requests": Leaf("requests.show_all", N_("Requisitions, and what may still be sent for them.")),
}
_COUNT: Final[Tree] = {
    "open": Leaf("counts.open_sheet", N_("Open a count sheet; prints its number.")),
    "enter": Leaf("counts.enter", N_("Enter what was found; later figures replace earlier ones.")),
    "finish": Leaf("counts.finish", N_("All is counted; differences wait for approval.")),
    "explain": Leaf("counts.explain", N_("Say why items differ.")),
    "approve": Leaf("counts.approve", N_("Approve the differences: the books say what was found.")),
    "recount": Leaf("counts.recount", N_("Ask that items be counted again.")),
    "cancel": Leaf("counts.cancel", N_("Give a count up.")),
    "show": Leaf("count_reports.show", N_("A count: its lines, and what differs.")),
    "list": Leaf("count_reports.show_all", N_("All counts.")),
    "due": Leaf(
        "count_reports.due",
        N_("The handful to count next, what is due first, and why these were chosen."),
    ),
    "accuracy": Leaf(
        "count_reports.accuracy", N_("How often the books were right, month by month.")
    ),
    "reasons": Leaf("count_reports.reasons", N_("Differences that were booked, by reason.")),
    "rule": Leaf("counts.rule", N_("How large a difference is booked without a second person.")),
}
_LISTS: Final[Tree] = {
    "define": Leaf("lists.define", N_("Make a distribution list, or describe it anew.")),
    "list": Leaf("lists.show_all", N_("All distribution lists.")),
    "show": Leaf(
        "lists.show", N_("A list: who was served this month, and whether there is enough.")
    ),
    "serve": Leaf(
        "lists.serve_them",
        N_("Issue the receipts of those on the list who were not served this month."),
    ),
    "print": Leaf("lists.print_sheet", N_("The list as a sheet to sign, to a PDF.")),
    "close": Leaf("lists.close", N_("Take a list out of use; it stays to be seen.")),
}
_WRITE_OFF: Final[Tree] = {
    "approve": Leaf("losses.approve", N_("Approve a loss: the goods leave the books.")),
    "reject": Leaf("losses.reject", N_("Reject a loss: the goods go back to where they were.")),
    "list": Leaf("losses.show_all", N_("Losses, and how each stands.")),
    "show": Leaf("losses.show", N_("A loss: its goods, and where they are held.")),
    "totals": Leaf(
        "loss_totals.totals", N_("What was lost in a time, by reason and item, with its value.")
    ),
}
_KIT: Final[Tree] = {
    "define": Leaf("kits.define", N_("Say what one kit holds, from now on.")),
    "list": Leaf("kits.show_all", N_("All kits, with what is in them.")),
    "show": Leaf("kits.show", N_("One kit: every version of its contents.")),
    "assemble": Leaf(
        "kits.assemble", N_("Make kits of their parts; prints the document's number.")
    ),
    "break": Leaf("kits.open_up", N_("Take kits apart again; prints the document's number.")),
}
_PLAN: Final[Tree] = {
    "ask": Leaf(
        "asking.ask", N_("What to ask of donors for the months to come, less what is there.")
    ),
    "kits": Leaf("plan.kits", N_("How many kits can be made, what ends it, what is missing.")),
    "moves": Leaf(
        "plan.moves", N_("What to move between centres before it expires or one of them runs out.")
    ),
}
_DONATION: Final[Tree] = {
    "add": Leaf("donations.add", N_("Record a donation, or describe it anew.")),
    "list": Leaf("donations.show_all", N_("All donations.")),
    "trace": Leaf("donations.trace", N_("What became of a donation: where all of it is or went.")),
}
_DONOR: Final[Tree] = {
    "add": Leaf("donors.add", N_("Add a donor, with its name in three languages.")),
    "describe": Leaf("donors.describe", N_("Give a donor another name.")),
    "list": Leaf("donors.show_all", N_("All donors.")),
    "retire": Leaf("donors.retire", N_("Agree to nothing new with a donor; all it gave stays.")),
    "revive": Leaf("donors.revive", N_("Put a retired donor in use again.")),
}
_DELIVERY: Final[Tree] = {
    "expect": Leaf("deliveries.expect", N_("Announce a delivery of a donation; prints its code.")),
    "list": Leaf("deliveries.show_all", N_("Expected deliveries, and what has come of each.")),
    "close": Leaf("deliveries.close", N_("What has not come is not waited for any longer.")),
    "months": Leaf(
        "deliveries.months",
        N_("How many months a lot must have left, or a reason is asked for; set it with N."),
    ),
}
_ITEM: Final[Tree] = {
    "add": Leaf("items.add_item", N_("Add an item, or describe it anew.")),
    "list": Leaf("items.list_items", N_("All items.")),
    "show": Leaf("items.show", N_("One item: packs, levels, contents, where it is on hand.")),
    "retire": Leaf("items.retire", N_("Receive no more of an item; what is left may leave.")),
    "revive": Leaf("items.revive", N_("Put a retired item in use again.")),
    "level": Leaf("items.level", N_("Minimum and target level of an item at a centre.")),
    "ration": Leaf("items.ration", N_("What one person needs of an item in a month.")),
    "barcode": Leaf(
        "barcodes.know", N_("This barcode or GS1 code stands on the item, or on a pack of it.")
    ),
    "standards": Leaf("items.list_standards", N_("The program’s own rations, with their source.")),
}
_PLACE: Final[Tree] = {
    "open": Leaf("rooms.open_one", N_("Open a storeroom or a shelf, or open it again.")),
    "rename": Leaf("rooms.rename", N_("Give a storeroom or a shelf another name.")),
    "close": Leaf("rooms.close", N_("Close a storeroom or a shelf that is empty.")),
    "list": Leaf("rooms.show_all", N_("Storerooms and shelves.")),
}
_VERIFICATION: Final[Tree] = {
    "open": Leaf(
        "verifications.open_one",
        N_("Open a physical verification: what a centre has is to be found; prints its number."),
    ),
    "scan": Leaf(
        "verifications.scan", N_("Say what was seen: tags, or a file of codes, room by room.")
    ),
    "unscan": Leaf(
        "verifications.unscan", N_("Take scans back: the wrong tag, or in the wrong room.")
    ),
    "status": Leaf(
        "verification_reports.status", N_("A physical verification: what was seen, what was not.")
    ),
    "close": Leaf("verifications.close", N_("The walk is over; it waits for approval.")),
    "resume": Leaf("verifications.resume", N_("Go round once more before it is approved.")),
    "approve": Leaf(
        "verifications.approve",
        N_("Approve what it came to: what was not seen is missing; prints the report's number."),
    ),
    "correct": Leaf(
        "verifications.correct",
        N_("Book what stands elsewhere where it was seen; prints the certificate's number."),
    ),
    "cancel": Leaf("verifications.cancel", N_("Give a physical verification up.")),
    "list": Leaf("verification_reports.show_all", N_("All physical verifications.")),
    "rate": Leaf("verification_reports.rate", N_("How much was found, report by report.")),
}
_ATTACHMENT: Final[Tree] = {
    "show": Leaf("attachments.show", N_("Write an attached file out, checked.")),
    "withdraw": Leaf("attachments.withdraw", N_("Take an attached file out of view; it is kept.")),
    "erase": Leaf(
        "attachments.erase",
        N_("Erase an attached file for good, here and wherever this is told; for managers."),
    ),
    "missing": Leaf(
        "attachments.missing", N_("Attached files that have not come here, and who has them.")
    ),
}
_ASSET: Final[Tree] = {
    "register": Leaf(
        "assets.register", N_("Register equipment from a donor; prints the tags that it gets.")
    ),
    "assign": Leaf("assets.assign", N_("Hand assets over to a unit or a staff member.")),
    "return": Leaf("assets.take_back", N_("Take assets back into storage.")),
    "describe": Leaf("assets.describe", N_("Say anew what an asset is.")),
    "move": Leaf(
        "asset_moves.move",
        N_("Send assets to another centre, or put them into another room; prints the number."),
    ),
    "condition": Leaf("assets.condition", N_("Note the condition of assets.")),
    "attach": Leaf("attachments.attach", N_("Attach an invoice or a picture to an asset.")),
    "attachments": Leaf("attachments.of_asset", N_("What is attached to an asset.")),
    "attachment": Branch(N_("One attached file, of an asset or of a document."), _ATTACHMENT),
    "repair": Branch(
        N_("Out for repair, and back."),
        {
            "start": Leaf("asset_life.repair_start", N_("Send assets to a workshop.")),
            "end": Leaf("asset_life.repair_end", N_("Take assets back from a workshop.")),
        },
    ),
    "missing": Leaf("asset_life.missing", N_("Declare assets lost or stolen.")),
    "found": Leaf("asset_life.found", N_("Take back into storage what was lost or stolen.")),
    "retire": Leaf("asset_life.retire", N_("Propose to dispose of assets.")),
    "approve": Leaf("asset_life.approve", N_("Approve a disposal: they leave the register.")),
    "reject": Leaf("asset_life.reject", N_("Reject a disposal: they stay as they were.")),
    "conflicts": Leaf(
        "asset_life.conflicts", N_("Assets of which two workstations said different things.")
    ),
    "verification": Branch(
        N_("Physical verification: walk through a centre and scan what is really there."),
        _VERIFICATION,
    ),
    "settle": Leaf("asset_life.settle", N_("Settle which of two documents holds.")),
    "show": Leaf("asset_list.show", N_("One asset with its history.")),
    "list": Leaf("asset_list.show_all", N_("The register of assets.")),
    "figures": Leaf(
        "asset_figures.show",
        N_("How much equipment there is, how old, what ends and what is to be replaced."),
    ),
    "life": Leaf("asset_figures.life", N_("How many years each kind of equipment is used.")),
    "filters": Leaf(
        "asset_list.show_filters", N_("Filters that you have kept for the list of assets.")
    ),
}
_DOCUMENT: Final[Tree] = {
    "show": Leaf(
        "documents.show",
        N_("What a document says; with --out it is printed to a PDF, and the print is journaled."),
    ),
    "list": Leaf("documents.show_all", N_("The register of documents.")),
    "attach": Leaf(
        "attachments.attach_to_paper", N_("Attach a picture of the signed paper to a document.")
    ),
    "attachments": Leaf("attachments.of_paper", N_("What is attached to a document.")),
    "check": Leaf(
        "documents.check",
        N_("Is this paper genuine? A photo, a scan, a PDF, or the text of its QR code."),
    ),
}
_JOURNAL: Final[Tree] = {
    "list": Leaf("journal.show_all", N_("Who did what, and when.")),
    "show": Leaf("journal.show", N_("One event: what it says, and what was before and after.")),
    "export": Leaf("journal.export", N_("The whole journal as JSON lines, byte for byte.")),
}
_MARKS: Final[Tree] = {
    "list": Leaf("marks.show_all", N_("Donors and donations with a mark.")),
    "set": Leaf("marks.set_one", N_("Take the mark from a PNG or SVG file.")),
    "remove": Leaf("marks.remove", N_("Write the donor’s name again.")),
}
_LABELS: Final[Tree] = {
    "reserve": Leaf(
        "blank_tags.reserve", N_("Reserve tags for equipment that is to come; prints them.")
    ),
    "unused": Leaf("blank_tags.unused", N_("Tags that are reserved and on no asset.")),
    "void": Leaf("blank_tags.void", N_("Declare reserved tags void: spoiled, or lost.")),
    "sheets": Branch(
        N_("Label sheets: the program’s own and yours."),
        {
            "list": Leaf("sheets.show_all", N_("All label sheets with their measures.")),
            "add": Leaf("sheets.add", N_("Describe a sheet of your own, or describe it anew.")),
            "remove": Leaf("sheets.remove", N_("Take a sheet of your own out of use.")),
        },
    ),
    "marks": Branch(N_("Marks of donors that stand on labels."), _MARKS),
}
_USER: Final[Tree] = {
    "add": Leaf(
        "people.add",
        N_(
            "Open an account. Its password stands in CPISE_INVENTORY_NEW_PASSWORD, else it is"
            " asked, else drawn and printed."
        ),
    ),
    "list": Leaf("people.show_all", N_("All accounts.")),
    "role": Leaf("people.role", N_("Give an account another role.")),
    "password": Leaf(
        "people.password",
        N_("Change a password: one's own, or as administrator any. It is given as with user add."),
    ),
    "disable": Leaf("people.disable", N_("Close an account; what it did stays to be seen.")),
}

TREE: Final[Tree] = {
    "init": Leaf(
        "first.init", N_("Make a new database for this workstation, with its first administrator.")
    ),
    "demo": Leaf("first.demo", N_("Run the main job on the example delivery, into a new folder.")),
    "import": Leaf("imports.import_file", N_("Take in a CSV or XLSX list: all of it, or nothing.")),
    "receive": Leaf(
        "receiving.receive", N_("Receive goods from a donor; prints the note's number.")
    ),
    "distribute": Leaf(
        "goods.distribute",
        N_("Hand goods out to a unit, a staff member or a group; prints the receipt's number."),
    ),
    "distribution-list": Branch(
        N_("Who gets what each month: keep such lists, and work through them."), _LISTS
    ),
    "return": Leaf(
        "goods.take_back",
        N_("Take goods back that a receipt handed out; prints the return note's number."),
    ),
    "transfer": Branch(N_("Goods between centres: ask, send, receive, settle, list."), _TRANSFER),
    "count": Branch(
        N_("Count: what is there becomes what the books say, once it is approved."),
        _COUNT,
        own="counts.count",
    ),
    "write-off": Branch(
        N_("Report goods as expired, damaged, lost or stolen; they leave once it is approved."),
        _WRITE_OFF,
        own="losses.write_off",
    ),
    "kit": Branch(N_("Kits: define, assemble, take apart."), _KIT),
    "plan": Branch(
        N_("How fast goods go, how long they will do, what will expire unused."),
        _PLAN,
        own="plan.plan",
    ),
    "undo": Leaf("goods.undo_document", N_("Cancel a document by the document that reverses it.")),
    "stock": Branch(
        N_("What is on hand by item, lot and storeroom."),
        {
            "card": Leaf("stock.card", N_("The stock card of an item, with its running balance.")),
            "move": Leaf(
                "places.move",
                N_("Move goods within a centre, into quarantine and back; prints the number."),
            ),
            "movements": Leaf(
                "movements.show", N_("The movement register: every line by which goods moved.")
            ),
            "filters": Leaf(
                "movements.show_filters", N_("Filters that you have kept for the register.")
            ),
        },
        own="stock.on_hand",
    ),
    "asset": Branch(N_("Equipment: register, hand over, take back, list."), _ASSET),
    "labels": Branch(
        N_("Print labels on a sheet, to a PDF: of assets, or of what else is named."),
        _LABELS,
        own="labels.labels",
    ),
    "scan": Leaf("scan.scan", N_("What a code is that was scanned, and what to do next.")),
    "document": Branch(N_("Documents: show or reprint, list, check."), _DOCUMENT),
    "receipts": Branch(
        N_("Distribution receipts for an audit."),
        {"export": Leaf("receipts.export", N_("All receipts of a time, as one file."))},
    ),
    "item": Branch(N_("Items of the catalogue."), _ITEM),
    "centre": Branch(
        N_("The centres."),
        {
            "list": Leaf("centres.show_all", N_("All centres.")),
            "describe": Leaf("centres.describe", N_("Give a centre another name.")),
        },
    ),
    "place": Branch(N_("Storerooms of the centres, and their shelves."), _PLACE),
    "donor": Branch(N_("Donors: who gives."), _DONOR),
    "donation": Branch(N_("Donations: whose goods they are."), _DONATION),
    "delivery": Branch(N_("Deliveries that are to come: announce, list, close."), _DELIVERY),
    "user": Branch(N_("Accounts and their roles."), _USER),
    "device": Branch(
        N_("This workstation, and those whose files it reads."),
        {
            "show": Leaf("people.device", N_("Which workstation this is, and its public key.")),
            "join": Leaf(
                "first.join",
                N_("Make this machine one more workstation of books that several share."),
            ),
            "approve": Leaf(
                "exchange.approve",
                N_("Read the files of a workstation whose check number was compared."),
            ),
            "withdraw": Leaf(
                "exchange.withdraw",
                N_("Read nothing more of a workstation; what came of it before stays."),
            ),
        },
    ),
    "exchange": Branch(
        N_("Signed files between workstations that meet by USB stick only."),
        {
            "export": Leaf("exchange.export", N_("Write what is known here to a file.")),
            "import": Leaf(
                "exchange.import_file",
                N_("Take in what another workstation wrote: all of it, or nothing."),
            ),
            "status": Leaf(
                "exchange.status", N_("How far each workstation is known, and knows this one.")
            ),
        },
    ),
    "journal": Branch(N_("The journal of all that was done."), _JOURNAL),
    "verify": Leaf(
        "journal.verify", N_("Prove the books: chains, signatures, series, balances by replay.")
    ),
    "backup": Leaf("upkeep.backup", N_("Copy the database to a file, while it is in use.")),
    "self-test": Leaf("upkeep.self_test", N_("Is this installation sound?")),
    "bench": Leaf("bench.bench", N_("How fast it is here: medians, and ratios of one run.")),
}
