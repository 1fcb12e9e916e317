"""What refusals say of looking something up; see `refusal_texts`."""

from typing import Final

from cpise_inventory.language.words import N_

LOOKING_UP: Final[dict[str, str]] = {
    "NoFilterNameError": N_("The filter has no name yet; give it one."),
    "NoFilterKeptError": N_("No filter is kept."),
    "UnknownFilterError": N_("You have kept no filter “{name}”; there are: {known}."),
    "UnknownMovementKindError": N_("“{kind}” is no kind of movement; there are: {known}."),
    "UnknownPeriodError": N_("“{period}” is none of the periods: {known}."),
    "UnknownStateError": N_("“{state}” is no state of a movement; there are: {known}."),
    "UnknownOrderError": N_("“{order}” is no order of the register; there are: {known}."),
    "UnknownColumnError": N_("The register has no column “{column}”; there are: {known}."),
    "TooWideListError": N_(
        "{count} columns don’t fit on a paper: choose {most} at most, or write a workbook."
    ),
    "UnknownStatusError": N_("No asset can stand as “{status}”; there are: {known}."),
    "BadSpanError": N_(
        "“{span}” is not a span of time for the {name}; write “past” or a number of days, such as"
        " 90."
    ),
    "BadYearsError": N_(
        "{years} is not an age to look for ({name}); write whole years from 1 to 99, the lower age"
        " first."
    ),
    "ValueOfWhatError": N_("Say the currency of the value: {known}."),
    "UnknownRecipientKindError": N_(
        "“{recipient_kind}” is no kind of recipient; there are: {known}."
    ),
    "PeriodTurnedError": N_(
        "The period ends on {last_day}, before it begins on {first_day}; correct one of the two."
    ),
}
