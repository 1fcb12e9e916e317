"""What each refusal says, by the name of its class without `Error`; placeholders are its fields.

One sentence that says what is wrong and what would be right. No class is imported here: the start
of the program must not pay for errors that don't happen. A test finds the classes without words.
"""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

FAULT_OF_OURS: Final = N_(
    "The program made a mistake. Nothing was written; please send the report to your support."
)

TEXTS: Final[Mapping[str, str]] = {
    "Refusal": N_("This cannot be done here; nothing was written."),
    # The store ------------------------------------------------------------------------------------
    "Store": N_("The database {where} cannot be used."),
    "DamagedStore": N_(
        "The database {where} is damaged and cannot be read; restore the latest backup."
    ),
    "NotAStore": N_("{where} is not a database of CPISE Inventory."),
    "NewerStore": N_(
        "The database {where} was written by a newer version of the program; update this one."
    ),
    "LockedStore": N_(
        "Another program is using the database {where}; close it, or try again in a moment."
    ),
    "ReadOnlyStore": N_("There is no right to write to {where}."),
    "FullDisk": N_("The disk of {where} is full; free some space and try again."),
    "MissingStore": N_("There is no database at {where} yet."),
    "UnreachableStore": N_(
        "The database server {where} does not answer or refuses this user; check the network and"
        " the address."
    ),
    "KeyMissing": N_(
        "The private key of this workstation is missing; the database {where} can only be read."
    ),
    # What was typed -------------------------------------------------------------------------------
    "UnreadableDate": N_("“{text}” is not a date; write day, month and year, such as 31/12/2027."),
    "UnreadableExpiry": N_(
        "“{text}” is not an expiry date; write month and year, such as 03/2028, or a whole date."
    ),
    "UnreadableQuantity": N_(
        "“{text}” is not a quantity; write a whole number, or a sum such as 4x24+3."
    ),
    "QuantityNotWhole": N_("“{text}” is not a whole number; quantities are whole base units."),
    "QuantityOutOfRange": N_("“{text}” is not a quantity from {least} to {most}."),
    # Names and codes ------------------------------------------------------------------------------
    "MistypedTag": N_(
        "“{text}” has a typing mistake: its check character does not fit; read the label again."
    ),
    "NotATag": N_("“{text}” is not an asset tag; a tag looks like NKC1-A-00042-K."),
    "BadCode": N_(
        "“{code_text}” is not a code; use at most 30 capital letters, digits and hyphens."
    ),
    "BadLot": N_("“{lot}” is not a lot number; copy it from the pack, at most 40 characters."),
    # People ---------------------------------------------------------------------------------------
    "WrongPassword": N_("The name or the password is wrong."),
    "ClosedPerson": N_("The account {name} was closed on {closed_on}."),
    "UnknownPerson": N_("There is no account called {name}."),
    "PersonExists": N_("There is already an account called {name}; choose another name."),
    "BadPersonName": N_(
        "“{name}” cannot be a sign-in name; use at most 40 letters, digits, dots and hyphens."
    ),
    "ShortPassword": N_("The password is too short; use at least {least} characters."),
    "LastAdministrator": N_(
        "{name} is the last administrator; make somebody else administrator first."
    ),
    "NotAllowed": N_(
        "Your role ({role}) does not give this right: {right}; ask somebody who has it: {allowed}."
    ),
    # Days ----------------------------------------------------------------------------------------
    "FutureDate": N_("{happened_on} is still to come; enter what has happened."),
    "TooEarlyDate": N_("{happened_on} is too early; no date before {earliest} is possible."),
    # Label sheets ---------------------------------------------------------------------------------
    "UnknownSheet": N_("There is no label sheet {sheet}; there are: {known}."),
    "SheetValueOutOfRange": N_(
        "On this label sheet, {at} is {value}; it must be {least} to {most}."
    ),
    "SheetOverlaps": N_(
        "The labels of this sheet would overlap: {at} is {pitch} mm, the label {label} mm."
    ),
    "SheetLeavesPage": N_("The labels of this sheet end {beyond} mm outside the page ({at})."),
    # Codes on papers ------------------------------------------------------------------------------
    "NotACodeOfOurs": N_("This code was not printed by CPISE Inventory; it begins with {begins}."),
    "DamagedCode": N_("This code is incomplete or was changed ({fault})."),
}
