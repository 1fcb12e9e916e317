"""What each refusal says, by the name of its class; placeholders are its fields.

Where two rooms have a class of one name, the room's module stands before it.
One sentence that says what is wrong and what would be right. No class is imported here: the start
of the program must not pay for errors that don't happen. A test finds the classes without words.
"""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language import (
    asset_texts,
    attachment_texts,
    campaign_texts,
    exchange_texts,
    kit_texts,
    label_texts,
    lookup_texts,
    receiving_texts,
    transfer_texts,
)
from cpise_inventory.language.words import N_

FAULT_OF_OURS: Final = N_(
    "The program made a mistake. Nothing was written; please send the report to your support."
)

TEXTS: Final[Mapping[str, str]] = {
    "Refusal": N_("This cannot be done here; nothing was written."),
    # The store ------------------------------------------------------------------------------------
    "StoreError": N_("The database {where} cannot be used."),
    "DamagedStoreError": N_(
        "The database {where} is damaged and cannot be read; restore the latest backup."
    ),
    "NotAStoreError": N_("{where} is not a database of CPISE Inventory."),
    "NewerStoreError": N_(
        "The database {where} was written by a newer version of the program; update this one."
    ),
    "LockedStoreError": N_(
        "Another program is using the database {where}; close it, or try again in a moment."
    ),
    "ReadOnlyStoreError": N_("There is no right to write to {where}."),
    "FullDiskError": N_("The disk of {where} is full; free some space and try again."),
    "MissingStoreError": N_("There is no database at {where} yet."),
    "UnreachableStoreError": N_(
        "The database server {where} does not answer or refuses this user; check the network and"
        " the address."
    ),
    "KeyMissingError": N_(
        "The private key of this workstation is missing; the database {where} can only be read. Put"
        " the key’s folder back, or have an administrator make this machine one more workstation:"
        " “device join”."
    ),
    # What was typed -------------------------------------------------------------------------------
    "UnreadableDate": N_("“{text}” is not a date; write day, month and year, such as 31/12/2027."),
    "DateOfOtherCentury": N_("“{text}”: only the years 2000 to 2099 are taken."),
    "UnreadableExpiry": N_(
        "“{text}” is not an expiry date; write month and year, such as 03/2028, or a whole date."
    ),
    "ExpiryOfOtherCentury": N_("“{text}”: only the years 2000 to 2099 are taken."),
    "UnreadableQuantity": N_(
        "“{text}” is not a quantity; write a whole number, or a sum such as 4x24+3."
    ),
    "QuantityAmbiguous": N_(
        "“{text}” may mean {whole} or a part of one; write it without point or comma."
    ),
    "QuantityNotWhole": N_("“{text}” is not a whole number; quantities are whole base units."),
    "QuantityOutOfRange": N_("“{text}” is not a quantity from {least} to {most}."),
    "NoPackError": N_("“{word}” in “{text}” is no pack: this item has none; enter units."),
    "UnknownPackWord": N_("“{word}” in “{text}” is not a pack of this item; there are: {known}."),
    "UnclearPackWord": N_(
        "“{word}” in “{text}” can mean several packs: {known}; write one of them in full."
    ),
    "UnreadableMeasure": N_("“{text}” is not a measure; write a number such as 20,5."),
    # Names and codes ------------------------------------------------------------------------------
    "MistypedTagError": N_(
        "“{text}” has a typing mistake: its check character does not fit; read the label again."
    ),
    "NearTagError": N_(
        "“{text}” has a typing mistake: its check character does not fit. Do you mean {near}?"
    ),
    "BadLetterError": N_(
        "“{letter}” cannot be the letter of a workstation; use one from A to Z, as in NKC1-B."
    ),
    "DeviceTakenError": N_(
        "There is a workstation {device} in these books already; take another letter, such as"
        " {free}."
    ),
    "JoinedAlreadyError": N_("This machine is the workstation {device} of these books already."),
    "NotATagError": N_("“{text}” is not an asset tag; a tag looks like NKC1-A-00042-K."),
    "BadCodeError": N_(
        "“{code_text}” is not a code; use at most 30 capital letters, digits and hyphens."
    ),
    "BadLotError": N_("“{lot}” is not a lot number; copy it from the pack, at most 40 characters."),
    # Planning -------------------------------------------------------------------------------------
    "PeriodNotOfferedError": N_(
        "An average cannot be taken over {months} months; choose one of: {offered}."
    ),
    "TooFarAheadError": N_(
        "Nobody knows the need of {months} months; ask for 1 to {most} months ahead."
    ),
    "NobodyServedError": N_(
        "No receipt of the last {months} whole months says for how many people it was (this month"
        " is not over yet); type the number of persons."
    ),
    # People ---------------------------------------------------------------------------------------
    "WrongPasswordError": N_("The name or the password is wrong."),
    "ClosedPersonError": N_("The account {name} was closed on {closed_on}."),
    "UnknownPersonError": N_("There is no account called {name}."),
    "PersonExistsError": N_("There is already an account called {name}; choose another name."),
    "BadPersonNameError": N_(
        "“{name}” cannot be a sign-in name; use at most 40 letters, digits, dots and hyphens."
    ),
    "ShortPasswordError": N_("The password is too short; use at least {least} characters."),
    "LastAdministratorError": N_(
        "{name} is the last administrator; make somebody else administrator first."
    ),
    "NotAllowedError": N_(
        "Your role ({role}) does not give this right: {right}; ask somebody who has it: {allowed}."
    ),
    # Days ----------------------------------------------------------------------------------------
    "FutureDateError": N_("{happened_on} is still to come; enter what has happened."),
    "TooEarlyDateError": N_("{happened_on} is too early; no date before {earliest} is possible."),
    # Typed into fields ----------------------------------------------------------------------------
    "TextTooLongError": N_(
        "The text in the field “{name}” has {length} characters; at most {longest} are possible."
    ),
    "UnprintableTextError": N_(
        "The text in the field “{name}” contains a character that cannot be printed; type it again."
    ),
    "QuantityTooSmallError": N_("The quantity of {item} is {quantity}; it must be at least 1."),
    "QuantityTooLargeError": N_(
        "The quantity of {item} is {quantity}; one line can hold at most {most}."
    ),
    "BadExpiryError": N_(
        "“{expiry}” is not an expiry date; write a month, such as 03/2028, or a day, such as"
        " 31/03/2028."
    ),
    "NoLinesError": N_("There is no line yet; enter at least one item with its quantity."),
    "NoReasonError": N_("The reason is missing; say why."),
    # Catalogue ------------------------------------------------------------------------------------
    "UnknownCentreError": N_("There is no centre {centre}; there are: {known}."),
    "UnknownPlaceError": N_("There is no storeroom {place}."),
    "PlaceExistsError": N_("There is already a storeroom {place}; choose another code."),
    "NoStoreroomError": N_("The centre {centre} has no storeroom yet; add one first."),
    "UnknownItemError": N_("There is no item {item}; add it first."),
    "SoughtItemError": N_("There is no item {item}."),
    "NamelessError": N_("{code_text} has no name; give one in at least one language."),
    "RetiredItemError": N_(
        "The item {item} is retired: what is left of it may leave, but no more comes in; put it in"
        " use again first."
    ),
    "NotRetiredError": N_("The item {item} is not retired; it is in use."),
    "DatedLotsInStockError": N_(
        "The expiry date of {item} must still be kept: the lot {lot} ({expiry}) is at {location}."
    ),
    "PackTooSmallError": N_("A pack holds at least 2 base units; “{pack}” would hold {size}."),
    "PackTwiceError": N_("There are two packs called “{pack}”; give each its own name."),
    "PackIsUnitError": N_(
        "“{pack}” is the base unit itself; a pack needs another name than its base unit."
    ),
    "PacksDontDivideError": N_(
        "A pack of {size} ({pack}) cannot hold whole packs of {inner_size} ({inner}); check both"
        " figures."
    ),
    "UnknownPackError": N_("{item} has no pack “{pack}”; there are: {known}."),
    "BadBarcodeError": N_(
        "“{text}” is not a barcode of a pack; it has 8, 12, 13 or 14 digits, or is a code of at"
        " least 4 capital letters, digits and hyphens."
    ),
    "FalseGtinError": N_(
        "The barcode {text} has a typing mistake: its last digit does not fit the others; scan it"
        " again."
    ),
    "BarcodeTakenError": N_("The barcode {barcode} is already that of {item}."),
    "BarcodeTwiceError": N_("The barcode {barcode} is entered twice."),
    "BadContentError": N_(
        "“{text}” is not what a base unit holds; write a whole number with g, kg, ml or l, such as"
        " 250 g."
    ),
    "UnknownMeasureError": N_(
        "“{measure}” is not a measure for what a base unit holds; there are: {known}."
    ),
    "ContentNeededError": N_(
        "The ration of {item} is in {unit}, but it is not known how many {unit} a base unit holds;"
        " enter that first."
    ),
    "SourceNeededError": N_(
        "The source of the ration of {item} is missing; say whose standard it is."
    ),
    "UnknownStandardError": N_("There is no standard ration {standard}; there are: {known}."),
    "LevelOutOfRangeError": N_(
        "{level} is no stock level of {item}; write a whole number from 0 to {most}."
    ),
    "TargetBelowMinimumError": N_(
        "The target level of {item} ({target}) is below its minimum ({minimum})."
    ),
    "ClosedPlaceError": N_("The storeroom {place} is closed; open it again, or choose another."),
    "PlaceInUseError": N_(
        "The storeroom {place} cannot close: {units} units are still there; move them first."
    ),
    "ShelvesOpenError": N_(
        "The storeroom {place} cannot close before its shelves; close first: {shelves}."
    ),
    "LastStoreroomError": N_(
        "This is the last storeroom of {centre}; open another before you close it."
    ),
    "UnknownDonorError": N_("There is no donor {donor}; there are: {known}."),
    "NearDonorError": N_("There is no donor {donor}. Did you mean {near}? There are: {known}."),
    "DonorTakenError": N_(
        "There is a donor {donor} already. Did you mean this one? Then describe it anew; for"
        " another donor choose another code."
    ),
    "DonorNameTakenError": N_(
        "“{name}” is what the donor {donor} is called already. Did you mean {donor}? For another"
        " donor choose another name."
    ),
    "RetiredDonorError": N_(
        "The donor {donor} is retired: what it agreed to before may still come, but nothing new is"
        " agreed; put it in use again first."
    ),
    "DonorNotRetiredError": N_("The donor {donor} is not retired; it is in use."),
    "UnknownDonationError": N_("There is no donation {donation}; add it first."),
    # Stock ----------------------------------------------------------------------------------------
    "NotEnoughStockError": N_(
        "{wanted} of {item} are asked for, but only {available} are at {location}."
    ),
    "RestInQuarantineError": N_(
        "{wanted} of {item} are asked for, but only {available} are at {location}; {apart} are in"
        " quarantine."
    ),
    "NotEnoughThenError": N_(
        "{wanted} of {item} are asked for, but on {day} or later there were only {available}."
    ),
    "NotYetThereError": N_(
        "{wanted} of {item} are asked for, but by this workstation’s clock it is {day}, and what is"
        " there came in later: set the clock right."
    ),
    "TakenSinceError": N_(
        "{wanted} of {item} are asked for on {day}, but {document} of {taken_on} has taken of it"
        " since: {available} are left."
    ),
    "OnlyExpiredStockError": N_(
        "{wanted} of {item} are asked for, but only {available} are not expired; {expired} are"
        " expired."
    ),
    "ExpiredLotError": N_(
        "The lot {lot} of {item} expired on {expired_on}; it may be written off or returned, but"
        " not distributed."
    ),
    "QuarantinedError": N_(
        "{item} is in quarantine ({location}): move it back to a storeroom first, or write it off."
    ),
    "HeldForLossError": N_(
        "{wanted} of {item} are asked for, but only {available} are free at {location}: {held} wait"
        " for the decision on a loss."
    ),
    "SameSpotError": N_("The goods are already at {location}; choose another place."),
    # Losses ---------------------------------------------------------------------------------------
    "UnknownLossReasonError": N_("“{reason}” is no reason for a loss; there are: {known}."),
    "NotExpiredError": N_(
        "The lot {lot} of {item} is good until {expires_on}: it has not expired; choose another"
        " lot or reason."
    ),
    "NotAWaybillError": N_("{number} is not a waybill; name the one that the goods came with."),
    "UnknownLossError": N_("There is no write-off or loss report {number} here."),
    "LossDecidedError": N_("{number} is decided already ({status}); that stands."),
    "OwnLossError": N_("{person} reported {number}; somebody else has to approve it: {others}."),
    "UnknownLotError": N_("There is no lot {lot} of {item} here."),
    "LotElsewhereError": N_("The lot {lot} of {item} is not here, but at {location}."),
    "NoRecipientError": N_(
        "The recipient is missing; enter a unit, a staff member or a group, never a child's name."
    ),
    "EmptyGroupError": N_("A group has at least one person; enter its headcount, not {people}."),
    "UndoneTwiceError": N_(
        "{document} was cancelled more than once, which shows as a difference of {number}: cancel"
        " one of the cancellations first."
    ),
    # Documents and undoing ------------------------------------------------------------------------
    "UnknownDocumentError": N_("There is no document {number}."),
    "AlreadyReversedError": N_("The document {document} was already cancelled by {reversed_by}."),
    "AlreadyHandedOnError": N_(
        "{document} cannot be cancelled: {missing} of {item} that it brought in have left since,"
        " with {takers}; cancel that first."
    ),
    "AssetMovedOnError": N_(
        "{document} cannot be cancelled: something has happened to {tag} since, with {later};"
        " cancel that first."
    ),
    "NotReversibleError": N_("The document {document} cannot be cancelled in this way."),
    "NoLongerTwiceError": N_(
        "{cancelled} is not cancelled twice any more: {document} stands as its cancellation."
    ),
    "ReversalOfReversalError": N_(
        "{document} is itself a cancellation; issue the document that is needed instead."
    ),
    "CopyNotPrintedError": N_("Copy {copy} of {number} has not been printed yet."),
    # A new database -------------------------------------------------------------------------------
    "StoreExistsError": N_("There is already a database at {where}; it is never written over."),
    # The command line -----------------------------------------------------------------------------
    "BadLineError": N_("“{text}” cannot be read; write it as {form}."),
    "NobodyNamedError": N_("Say who you are: add --user with your sign-in name."),
    "PasswordNeededError": N_("The password is missing; put it into the variable {variable}."),
    "PasswordsDifferError": N_("The two passwords are not the same; type them again."),
    "FileTakenError": N_("There is already a file {file}; choose another name."),
    "UnknownEndingError": N_("The ending of {file} is not known; possible are: {known}."),
    "FolderInUseError": N_(
        "There is already a demonstration in {where}; it is never written over, choose another"
        " folder with --out."
    ),
    "ServerBacksUpError": N_(
        "The database {where} is on a server; back it up with the server's own tools."
    ),
    "UnknownEventError": N_("There is no event {event}; write it as NKC1-A:512."),
    "UnknownGroupingError": N_("There are no figures by “{by}”; there are: {known}."),
    "UnknownBenchmarkError": N_("There is no benchmark {name}; there are: {known}."),
    # Files that leave the program -----------------------------------------------------------------
    "FolderNotThereError": N_("There is no folder {folder}; create it first."),
    "FileNotWritableError": N_(
        "The file {file} cannot be written; choose another place or another name."
    ),
    "NotAJournalFileError": N_("The file {file} is not an exported journal; see its line {line}."),
    # Pictures and PDFs of papers ------------------------------------------------------------------
    "paper.reading.FileNotReadable": N_("The file {name} cannot be opened."),
    "FileTooBig": N_("The file {name} is too big ({size} {unit}; at most {most} are read)."),
    "NotAPicture": N_(
        "The file {name} is neither a picture nor a PDF that can be read; photograph the paper"
        " again."
    ),
    "NoCodeFound": N_(
        "No QR code is seen in {name}; photograph the paper again, from nearer and in more light."
    ),
    # Goods that come back -------------------------------------------------------------------------
    "NotAReceiptError": N_(
        "{number} is no distribution receipt; goods come back against the receipt that they were"
        " handed out by."
    ),
    "NotOnReceiptError": N_("{item} does not stand on receipt {number}."),
    "LotNotOnReceiptError": N_("{item} (lot {lot}) does not stand on receipt {number}."),
    "MoreThanGivenError": N_(
        "{quantity} of {item} cannot come back; of this receipt only {out} are still out."
    ),
    "AllBackError": N_("Everything that receipt {number} handed out has come back already."),
    "ReturnedBeforeGivenError": N_(
        "Receipt {number} is of {given_on}; its goods cannot come back on {happened_on}."
    ),
    "ReturnedSinceError": N_(
        "Goods of {document} came back with {returned_by}; cancel that return first."
    ),
    # Distribution lists ---------------------------------------------------------------------------
    "NoListNameError": N_("The list has no name yet; give it one, such as “Monthly soap”."),
    "UnknownListError": N_("{centre} has no distribution list “{name}”; there are: {known}."),
    "ClosedListError": N_("The distribution list “{name}” was closed on {closed_on}."),
    "EmptyListError": N_("The list “{name}” needs at least one recipient and one item."),
    "RecipientTwiceError": N_("{recipient} stands on the list twice; once is enough."),
    "ItemTwiceError": N_("{item} stands on the list twice; once is enough."),
    "UncountedRecipientError": N_(
        "{item} is shared out by persons; say how many persons {recipient} has."
    ),
    "NotOnListError": N_("{recipient} does not stand on the list “{name}”."),
    "ServedAlreadyError": N_(
        "{recipient} was served in {month} already, by {document}; what is given besides needs no"
        " list."
    ),
    "AllServedError": N_("Everybody on the list “{name}” was served in {month}."),
    "ListShortError": N_(
        "The list “{name}” needs {wanted} of {item}, and {available} may leave; receive more,"
        " or serve some of them."
    ),
    # Codes on papers ------------------------------------------------------------------------------
    "NotACodeOfOurs": N_("This code was not printed by CPISE Inventory; it begins with {begins}."),
    "DamagedCode": N_("This code is incomplete or was changed ({fault})."),
    # Counts ---------------------------------------------------------------------------------------
    "UnknownCountError": N_("There is no count sheet {number}; the list of counts shows all."),
    "CountClosedError": N_("Count {number} is closed ({status}); open a new one to count again."),
    "CountNotFinishedError": N_(
        "Lines of sheet {number} have no figure yet: {missing}, the first is {item}; enter 0 where"
        " nothing is there."
    ),
    "NothingToApproveError": N_("Count {number} has no differences that wait for approval."),
    "OwnCountError": N_(
        "{person} counted for {number} and cannot approve it; somebody else has to: {others}."
    ),
    "MovedSinceCountError": N_(
        "{item} in {location}: {counted} were counted, but since then {moved} left; count it again."
    ),
    "NothingToCountError": N_(
        "The books have nothing there to count; what is found is entered on a free sheet."
    ),
    "NeverHereError": N_(
        "{item} was never booked there, but {counted} were counted; receive them, so that their"
        " donor is known."
    ),
    "ManyLotsError": N_("{item} has several such lots: {lots}; say which one was counted."),
    "NotThisPlaceError": N_("{location} does not stand on sheet {number}; open a sheet for it."),
    "CountWaitsError": N_(
        "Count {number} is finished and waits for approval; ask for a recount to change a figure."
    ),
    "SameCounterError": N_(
        "{person} has counted {item} already; a recount is for somebody else: {others}."
    ),
    "NotOnSheetError": N_("{item} has no figure on sheet {number}; choose a line of the sheet."),
    "ManyPlacesError": N_("The sheet has {item} in several places: {places}; say which one."),
    "NoCategoryError": N_("The category is missing; choose one, or count the whole storeroom."),
    "CountRuleError": N_("The limit is {value} {what}; it must be at least 0 and at most {most}."),
    "UnknownReasonError": N_("“{reason}” is not one of the reasons: {known}."),
    **(receiving_texts.RECEIVING | transfer_texts.TRANSFERS | lookup_texts.LOOKING_UP),
    **kit_texts.KITS,
    **label_texts.LABELS,
    **asset_texts.ASSETS,
    **attachment_texts.ATTACHMENTS,
    **exchange_texts.EXCHANGE,
    **campaign_texts.CAMPAIGNS,
}
