"""What refusals say of labels, of what they are printed on and by; see `refusal_texts`."""

from typing import Final

from cpise_inventory.language.words import N_

LABELS: Final[dict[str, str]] = {
    "UnknownSheet": N_("There is no label sheet {sheet}; there are: {known}."),
    "SheetValueOutOfRange": N_(
        "On this label sheet, {at} is {value}; it must be {least} to {most}."
    ),
    "SheetOverlaps": N_(
        "The labels of this sheet would overlap: {at} is {pitch}, but it must be at least {label}."
    ),
    "SheetLeavesPage": N_(
        "The labels of this sheet end {beyond} mm outside the page: {at} is {count}, at most {most}"
        " would fit."
    ),
    "ShippedSheetError": N_(
        "{sheet} is a sheet of the program’s own list and stays as its maker describes it; give"
        " yours another code."
    ),
    "SkipPastEnd": N_("The sheet has {per_page} labels; there is no number {label} to skip."),
    "MarkNotOpened": N_("The file {file} cannot be opened; is it a file, and may you read it?"),
    "NotAMark": N_("“{name}” is not a picture that can be read; choose a PNG or SVG file."),
    "MarkTooLarge": N_("“{name}” has more than {most} kB; make it smaller."),
    "MarkTooFine": N_(
        "“{name}” has {width} × {height} pixels; a mark may have {most} megapixels. Make it"
        " smaller."
    ),
    "MarkTooCoarse": N_(
        "“{name}” has only {width} × {height} pixels beside its white edges; the longer side needs"
        " at least {least} to be sharp on a label."
    ),
    "MarkTooLong": N_(
        "“{name}” is too long and thin for a label: at most {most} times as long as it is high."
    ),
    "EmptyMark": N_("Nothing but white is to be seen on “{name}”; choose another file."),
    "MarkPartRefused": N_(
        "“{name}” holds “{part}”. Only shapes and their colours are taken: turn letters into"
        " outlines and take out scripts, links and pictures, or save it as PNG."
    ),
    "MarkTooIntricate": N_(
        "“{name}” has too many parts; a mark may have {most}. Simplify it, or save it as PNG."
    ),
    "NoMarkError": N_("{owner} has no mark."),
    "OwnerNotNamedError": N_("Say whose mark it is: either --donor or --donation."),
    "BadMeasuresError": N_("“{text}” is no measure of a label sheet; write it as {form}."),
    "BadSkipError": N_("“{text}” names no labels; write their numbers as {form}."),
    "StartPastEnd": N_(
        "The sheet has {per_page} labels; the first free one cannot be number {start}."
    ),
    "NoFreeLabel": N_(
        "All {per_page} labels of the sheet are used or spoiled; put in a new sheet and start at 1."
    ),
    "CopiesOutOfRange": N_("{copies} copies of each label are not possible; 1 to {most} are."),
    "LabelDoesNotFit": N_(
        "The labels of the sheet {sheet} are too small: {lacks_width} mm of width and"
        " {lacks_height} mm of height are lacking; choose a larger one."
    ),
    "OnlyTextFits": N_(
        "The labels of the sheet {sheet} are too small for such a code: {lacks_width} mm of width"
        " and {lacks_height} mm of height are lacking. Choose a larger sheet, or print text only."
    ),
    "LayoutDoesNotFit": N_(
        "On the sheet {sheet}, the label of {tag} has no room for the layout “{layout}”; there is"
        " room for: {fits}."
    ),
    "NotARoll": N_("The sheet {sheet} holds many labels; a label printer takes rolls: {rolls}."),
    "UnknownResolution": N_("No label printer prints {dpi} dots an inch; there are: {known}."),
    "PrinterUnreachable": N_(
        "No label printer answers at {where}; look whether it is on, and check the address. No"
        " label went out."
    ),
    "PrinterNotReady": N_(
        "The label printer {where} can't print: {hindrance}. Put it right and print again; no label"
        " went out."
    ),
    "PrinterWentAway": N_(
        "The label printer {where} stopped answering: {sent} of {total} labels were handed to it,"
        " the last of them {last}. Look which label came out last, and go on after it."
    ),
    "PrinterTookNone": N_(
        "No label came out: the label printer {where} stopped answering before the first one. Print"
        " all of them again; no reason is needed."
    ),
    "NoWayOutError": N_("Say where the labels go: a file by --out, or a label printer by --to."),
    "NotAmongLabelsError": N_("{tag} has no label after it among these; check the tag."),
    "TagNotPrintable": N_(
        "“{tag}” cannot be put into a label's code; at most {longest} capital letters, digits and"
        " hyphens."
    ),
    "CalibrationOutOfRange": N_(
        "The correction for the printer ({at}) is {value}; it must be from {least} to {most}."
    ),
    # Tags and things ------------------------------------------------------------------------------
    "TooManyTagsError": N_("From 1 to {most} tags are reserved at once; {count} is not possible."),
    "TagNotReservedError": N_(
        "{tag} was not reserved here. If the label comes from another workstation, exchange with it"
        " first."
    ),
    "TagTakenError": N_("{tag} is already the tag of {about}; take another label."),
    "TagTwiceError": N_("The tag {tag} is entered twice."),
    "TagOfOtherCentreError": N_(
        "{tag} is reserved for the centre {centre}; take a label of this centre."
    ),
    "TagVoidError": N_("{tag} was declared void ({reason}); take another label."),
    "MoreTagsThanAssetsError": N_(
        "There are {tags} tags, but only {assets} devices to stick them on."
    ),
    "NoTagsToVoidError": N_("From {first} to {last} there is no unused tag."),
    "UnknownReprintReasonError": N_(
        "“{reason}” is no reason to print a label again; there are: {known}."
    ),
    "NoReprintReasonError": N_("Say in words why the label is printed again."),
    "NothingToLabelError": N_("There is nothing here to print a label of."),
    "UnknownPapersError": N_("“{papers}” is no kind of document; there are: {known}."),
    "BadYearError": N_("{year} is not a year of the documents; choose one from {first} to {last}."),
}
