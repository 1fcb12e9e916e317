"""What each problem and notice says, by the name of its class; placeholders are its fields.

No class is imported here: whoever merges these texts with the others must not pay for openpyxl.
`field`, `instead` and `wanted` bear names of fields, whose words are `FIELDS`.
"""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

FIELDS: Final[Mapping[str, str]] = {
    "row_number": N_("row number"),
    "centre": N_("centre"),
    "item": N_("item code"),
    "designation": N_("designation"),
    "quantity": N_("quantity"),
    "unit": N_("unit of measure"),
    "lot": N_("lot number"),
    "expiry": N_("expiry date"),
    "category": N_("category"),
    "maker": N_("make"),
    "model": N_("model"),
    "serial": N_("serial number"),
    "condition": N_("condition"),
    "warranty": N_("end of the warranty"),
    "accessories": N_("accessories"),
    "acquired_on": N_("date of acquisition"),
    "owner": N_("owner"),
    "title": N_("condition of title"),
    "consent_until": N_("donor asked until"),
    "notes": N_("notes on the asset"),
    "donor": N_("donor"),
    "funder": N_("funder"),
    "donation": N_("donation"),
    "delivered_on": N_("delivery date"),
    "waybill": N_("waybill"),
    "reason": N_("reason"),
    "remarks": N_("remarks"),
    "custodian": N_("custodian"),
    "code": N_("code"),
    "name_fr": N_("name in French"),
    "name_ar": N_("name in Arabic"),
    "name_en": N_("name in English"),
    "expiry_kept": N_("expiry kept"),
    "pack": N_("pack"),
    "barcode": N_("barcode"),
    "content": N_("content of a unit"),
    "ration": N_("ration per person and month"),
    "source": N_("source of the ration"),
    "value": N_("unit value"),
    "currency": N_("currency"),
    "kit": N_("kit"),
    "substitute": N_("substitute"),
    "reference": N_("reference"),
    "agreed_on": N_("date of the agreement"),
}
"""The fields of a list, as they are called beside a cell."""

PROBLEMS: Final[Mapping[str, str]] = {
    "Problem": N_("Row {row}, {column}: “{value}” cannot be read."),
    # The file as a whole --------------------------------------------------------------------------
    "FileProblem": N_("The file {value} cannot be read."),
    "FileNotThere": N_("There is no file {value}."),
    "FileNotReadable": N_("The file {value} cannot be opened; is it a file, and may you read it?"),
    "FileTooLarge": N_(
        "The file {value} has {megabytes} MB; a list may have {most} MB. Split it, or remove its"
        " pictures."
    ),
    "FileEmpty": N_("The file {value} is empty."),
    "TooManyRows": N_("The file {value} has more than {most} rows; split it."),
    "TooManyColumns": N_("The file {value} has more than {most} columns; remove those not needed."),
    "NotATable": N_("The file {value} is no list; save it as an Excel workbook (.xlsx) or as CSV."),
    "NotAWorkbook": N_(
        "The file {value} is not an Excel workbook, although it is named so; ask for it again, or"
        " save it as .xlsx."
    ),
    "WorkbookDamaged": N_(
        "The workbook {value} is damaged or incomplete; copy it again, or open it in Excel and save"
        " it."
    ),
    "WorkbookLocked": N_(
        "The workbook {value} is protected by a password; remove it in Excel and save."
    ),
    "WorkbookOld": N_(
        "The workbook {value} is of the old form .xls; open it in Excel and save it as .xlsx."
    ),
    "WorkbookBloated": N_(
        "The workbook {value} unpacks to {megabytes} MB; a list may have {most} MB. Copy the table"
        " alone into a new workbook."
    ),
    "NoSuchSheet": N_("The workbook {value} has no sheet {sheet}; it has: {sheets}."),
    "EncodingUnknown": N_(
        "The letters of the file {value} cannot be read for certain; save it as “CSV UTF-8” or as"
        " an Excel workbook."
    ),
    "ZeroBytes": N_(
        "The file {value} is damaged from row {row} on, as after a power cut; copy it again."
    ),
    "FileCut": N_("The file {value} is cut off in row {row}; copy it again."),
    "QuoteNotClosed": N_(
        'The file {value} is cut off, or a quotation mark (") opened in row {row} is not closed.'
    ),
    "QuoteStray": N_(
        'In row {row} of the file {value}, text follows a closing quotation mark ("); remove the'
        " mark."
    ),
    "NoHeadings": N_(
        "The file {value} has no row of headings that can be recognised in its first 20 rows;"
        " wanted are: {wanted}."
    ),
    "NoRows": N_("The file {value} has headings but no rows."),
    # Columns --------------------------------------------------------------------------------------
    "ColumnMissing": N_("There is no column for: {field}. Add it, with its heading in row {row}."),
    "ColumnMissingOf": N_(
        "There is no column for: {field}; nor for: {instead}. Add one, with its heading in row"
        " {row}."
    ),
    "ColumnDoubled": N_(
        "Two columns say the same ({field}): “{column}” and “{value}”; remove or rename one."
    ),
    "DateOrderUnknown": N_(
        "Row {row}, {column}: in “{value}”, day and month cannot be told apart, nor by any other of"
        " the column's rows; say which comes first, or write dates as 2027-12-31."
    ),
    "DateOrderMixed": N_(
        "Row {row}, {column}: “{value}” has day and month the other way round than “{other_value}”"
        " in row {other_row}; write dates as 2027-12-31."
    ),
    "DatesSwapped": N_(
        "Row {row}, {column}: the spreadsheet may have swapped day and month of {value}, for it"
        " left “{other_value}” in row {other_row} as a text; check the column, and write dates as"
        " 2027-12-31."
    ),
    # Cells ----------------------------------------------------------------------------------------
    "CellEmpty": N_("Row {row}, {column}: the cell is empty; it must be filled in every row."),
    "CellsTooMany": N_(
        "Row {row} has more cells than there are headings (“{value}”): put texts and numbers that"
        " contain the separator in quotation marks."
    ),
    "CellFormula": N_("Row {row}, {column}: “{value}” is a formula; put its result there."),
    "CellError": N_("Row {row}, {column}: “{value}” is an error of the spreadsheet."),
    "CellUnprintable": N_(
        "Row {row}, {column}: “{value}” contains a character that cannot be printed; type the cell"
        " again."
    ),
    "CellLettersLost": N_(
        "Row {row}, {column}: letters of “{value}” were lost in an earlier conversion; type them"
        " again."
    ),
    "CellTooLong": N_(
        "Row {row}, {column}: the text “{value}” is longer than {most} characters; shorten it."
    ),
    "CellUnclear": N_("Row {row}, {column}: “{value}” can mean several: {choices}."),
    "IdentifierDamaged": N_(
        "Row {row}, {column}: “{value}” was changed by a spreadsheet; format the column as text and"
        " type the number again from the thing itself."
    ),
    "CodeMalformed": N_(
        "Row {row}, {column}: “{value}” is not a code; use at most 30 capital letters, digits and"
        " hyphens."
    ),
    "QuantityUnreadable": N_("Row {row}, {column}: “{value}” is not a number."),
    "QuantityFractional": N_(
        "Row {row}, {column}: “{value}” is not a whole number; quantities are whole base units."
    ),
    "QuantityNotPositive": N_("Row {row}, {column}: “{value}” is not more than zero."),
    "QuantityUnclear": N_(
        "Row {row}, {column}: “{value}” can be read in two ways; write it without separators."
    ),
    "QuantityBeyond": N_("Row {row}, {column}: “{value}” is more than {most}."),
    "DateUnreadable": N_(
        "Row {row}, {column}: “{value}” is not a date; write it as 31/12/2027, 12/2027 or"
        " 2027-12-31."
    ),
    "DateImpossible": N_("Row {row}, {column}: there is no such day as “{value}”."),
    "YearTooShort": N_("Row {row}, {column}: “{value}” has a year of two digits; write all four."),
    "YearOutOfRange": N_(
        "Row {row}, {column}: the year of “{value}” is not between {first} and {last}."
    ),
    "NotYesOrNo": N_("Row {row}, {column}: “{value}” is neither yes nor no."),
    "PackMalformed": N_("Row {row}, {column}: “{value}” is not a pack; write it as Carton=24."),
    "CellRefused": N_("Row {row}, {column}: {why}"),
    # Rows against what is known -------------------------------------------------------------------
    "NotFound": N_("Row {row}, {column}: “{value}” is not known."),
    "CentreNotFound": N_("Row {row}, {column}: there is no centre “{value}”."),
    "CentreNotFoundNear": N_(
        "Row {row}, {column}: there is no centre “{value}”; is {nearest} meant?"
    ),
    "ItemNotFound": N_("Row {row}, {column}: there is no item “{value}”; add it first."),
    "ItemNotFoundNear": N_(
        "Row {row}, {column}: there is no item “{value}”; is {nearest} meant? If not, add it first."
    ),
    "ItemRetired": N_(
        "Row {row}, {column}: the item “{value}” is retired; put it in use again first."
    ),
    "DonationNotFound": N_("Row {row}, {column}: there is no donation “{value}”; add it first."),
    "DonationNotFoundNear": N_(
        "Row {row}, {column}: there is no donation “{value}”; is {nearest} meant? If not, add it"
        " first."
    ),
    "DonorNotFound": N_("Row {row}, {column}: there is no donor “{value}”; add it first."),
    "DonorNotFoundNear": N_(
        "Row {row}, {column}: there is no donor “{value}”; is {nearest} meant? If not, add it"
        " first."
    ),
    "DonorRetired": N_(
        "Row {row}, {column}: the donor “{value}” is retired; put it in use again first."
    ),
    "CategoryNotFound": N_("Row {row}, {column}: there is no category “{value}”."),
    "CategoryNotFoundNear": N_(
        "Row {row}, {column}: there is no category “{value}”; is {nearest} meant?"
    ),
    "ConditionNotFound": N_(
        "Row {row}, {column}: “{value}” is no condition; write new, good, fair, poor or broken."
    ),
    "UnitNotFound": N_(
        "Row {row}, {column}: “{value}” is neither the item's unit of measure ({unit}) nor one of"
        " its packs."
    ),
    "MeasureNotFound": N_("Row {row}, {column}: “{value}” is no unit of measure that is known."),
    "ItemContradicted": N_(
        "Row {row}, {column}: “{value}” is {by_name}, but the code says {by_code}."
    ),
    "DonorContradicted": N_(
        "Row {row}, {column}: the donation {donation} is of {donor}, not of “{value}”."
    ),
    "SerialRepeated": N_(
        "Row {row}, {column}: the serial number {value} is also in row {other_row}."
    ),
    "SerialKnown": N_("Row {row}, {column}: the serial number {value} is already that of {tag}."),
    "SerialsUnequal": N_(
        "Row {row}, {column}: the quantity is {quantity}, but there are {serials} serial numbers"
        " (“{value}”)."
    ),
    "ExpiryPast": N_(
        "Row {row}, {column}: “{value}” had expired on {on_day}; goods received after their expiry"
        " date need a reason, in a column of that name."
    ),
    "ExpiryUnwanted": N_(
        "Row {row}, {column}: this item keeps no expiry date, but the row has “{value}”."
    ),
    "LotContradicted": N_(
        "Row {row}, {column}: “{value}” is another expiry date than {other_expiry} in row"
        " {other_row} for the same item and lot."
    ),
    "LotKnownOtherwise": N_(
        "Row {row}, {column}: “{value}” is another expiry date than {known_expiry}, which the same"
        " item and lot has in stock."
    ),
    "DeliveryToCome": N_(
        "Row {row}, {column}: “{value}” is still to come; enter what has happened."
    ),
    "CodeRepeated": N_("Row {row}, {column}: the code {value} is also in row {other_row}."),
}

NOTICES: Final[Mapping[str, str]] = {
    "ColumnIgnored": N_("The column “{column}” is not read: its heading is not known."),
    "CellIgnored": N_("Row {row}, {column}: “{value}” is not read: equipment has no such thing."),
    "CellsBesideTable": N_("Row {row}: “{value}” stands beside the table and is not read."),
    "TitleRowsSkipped": N_("The rows above the headings, up to row {row}, are not read: {value}"),
    "TotalRowSkipped": N_("Row {row} is a total and is not read: {value}"),
    "SheetsIgnored": N_("Only the sheet {sheet} is read; not read are: {value}."),
    "NamedOtherwise": N_(
        "The name {value} does not fit what the file is; it is read all the same."
    ),
    "NoLastLineEnd": N_("The file ends without a line end: check that row {row} is complete."),
    "NumbersAsIdentifiers": N_(
        "{column}: the spreadsheet keeps these as numbers (first in row {row}: {value}); check that"
        " no zeros in front are lost."
    ),
    "SameRowTwice": N_("Row {row} says the same as row {value}; both are taken."),
    "DonorKnown": N_("Row {row}: the donor {value} is known; its names are replaced."),
    "ItemKnown": N_("Row {row}: the item {value} is known; its description is replaced."),
    "KitDraft": N_(
        "Row {row}: how many of {value} the kit {kit} holds is not said; the kit stays a draft, and"
        " none is made of it until that is completed."
    ),
    "PacksCounted": N_("Row {row}, {column}: {value} = {units} base units."),
}
