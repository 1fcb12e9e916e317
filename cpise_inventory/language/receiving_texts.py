"""What refusals say of donations and of what comes in; see `refusal_texts`."""

from typing import Final

from cpise_inventory.language.words import N_

RECEIVING: Final[dict[str, str]] = {
    "ShortDatedError": N_(
        "The lot {lot} of {item} has less than {months} months left ({expiry}); say in the remarks"
        " why it is received."
    ),
    "UnknownItemCategoryError": N_("No item is of the category “{category}”; there are: {known}."),
    "DamageReasonError": N_("{damaged} of {item} came damaged; say why, or in what state."),
    "TooMuchOverError": N_(
        "{over} of {item} cannot be in excess: only {received} came; correct one of the two."
    ),
    "OtherDonationError": N_(
        "The expected delivery {delivery} is of the donation {announced}, not of {donation}."
    ),
    "OtherCentreError": N_(
        "The expected delivery {delivery} is for {announced}, not for {centre}; receive it there."
    ),
    "UnknownDeliveryError": N_("There is no expected delivery {delivery}."),
    "AllArrivedError": N_(
        "All of the expected delivery {delivery} has come in already; receive the goods without it,"
        " or say that they are more than was announced (--beyond)."
    ),
    "DeliveryClosedError": N_(
        "The expected delivery {delivery} was closed on {closed_on}; receive the goods without it."
    ),
    "DeliveryWithoutLinesError": N_(
        "Nothing is told of what the donation {donation} brings; enter at least one item with its"
        " quantity."
    ),
    "UnknownCurrencyError": N_("“{currency}” is not a currency used here; there are: {known}."),
    "CurrencyNeededError": N_("In which currency is “{text}”? Say one of these: {known}."),
    "UnreadableMoney": N_("“{text}” is not a sum of money; write a number such as 125000,50."),
    "ExpiredOnArrivalError": N_(
        "The lot {lot} of {item} is already expired ({expiry}); say in the remarks why it is"
        " received."
    ),
    "LotContradictionError": N_(
        "The lot {lot} of {item} is already known with the expiry date {known}, not {expiry}; check"
        " the pack."
    ),
    "LotOfAnotherError": N_(
        "The lot {lot} of {item} is known from {donation} with the expiry date {known}, not"
        " {expiry}; check the pack, or say in the remarks that these are two lots."
    ),
    "LotDatedTwiceError": N_(
        "The lines {line} and {other_line} give the lot {lot} of {item} two expiry dates, {known}"
        " and {expiry}; check the packs."
    ),
    "ExpiryNeededError": N_("The expiry date of {item} is missing; copy it from the pack."),
    "ExpiryNotKeptError": N_("No expiry date is kept for {item}; leave out {expiry}."),
    # What was scanned on a box
    "NotGs1Error": N_("“{text}” is not a GS1 code; scan the code on the box again."),
    "Gs1CutShortError": N_(
        "The code was cut short in its field ({identifier}); scan it again, from end to end."
    ),
    "Gs1CheckDigitError": N_("The check digit of the GTIN {gtin} does not fit; scan it again."),
    "Gs1DateError": N_("The code says {digits} for a date, which is no day; copy it from the box."),
    "Gs1UnknownError": N_(
        "The code cannot be read from “{rest}” on; scan it again, or enter the line by hand."
    ),
    "Gs1ContentError": N_(
        "The field ({identifier}) of the code holds “{content}”, which it may not; scan it again."
    ),
    "UnknownGtinError": N_("No item has the GTIN {gtin} yet; say which item it is."),
    "UnknownScanError": N_("No item has the code “{text}”; name the item instead."),
    "NoGtinError": N_("The code “{text}” does not say which item it is; name the item instead."),
}
