"""What refusals say of waybills and requisitions; see `refusal_texts`."""

from typing import Final

from cpise_inventory.language.words import N_

TRANSFERS: Final[dict[str, str]] = {
    "SamePlaceError": N_(
        "Sender and receiver are both {centre}; choose another centre to send to."
    ),
    "UnknownTransferError": N_("There is no waybill {number} here."),
    "WrongCentreError": N_(
        "The waybill {number} is for {target}, not for {centre}; receive it there."
    ),
    "NothingOnTheRoadError": N_(
        "Everything on the waybill {number} has already been received or settled: {by}."
    ),
    "CancelledTransferError": N_(
        "The waybill {number} was cancelled; nothing is in transit with it."
    ),
    "NothingMoreExpectedError": N_(
        "The waybill {number} is closed (not to come any more: {missing}). If something came after"
        " all, enter just that, line by line."
    ),
    "BeforeSendingError": N_(
        "{happened_on} is before {sent_on}, when the waybill {number} was sent; enter a later date."
    ),
    "StillMissingError": N_(
        "{missing} of {item} are still said to be missing; enter these as received before anything"
        " in excess."
    ),
    "UnknownExcessError": N_(
        "{item} is neither on the waybill nor in the books of {source}; receive it as a delivery"
        " from its donor."
    ),
    "AlreadyClosedError": N_("The waybill {number} is already closed."),
    "StillComingError": N_(
        "Of the waybill {number}, {missing} may still come in; close it first, once nothing more"
        " is on its way."
    ),
    "NothingToSettleError": N_("The waybill {number} has no difference to settle."),
    "NothingOfThisError": N_(
        "Of {item}, {quantity} cannot be settled; {left} are waiting for a decision."
    ),
    "WrongDecisionError": N_(
        "“{decision}” is not possible for this difference of {item}; possible are: {known}."
    ),
    "NoPoliceReportError": N_("{item} was stolen: enter the reference of the police report."),
    "BuiltUponError": N_(
        "{document} cannot be cancelled while these rest on it; cancel them first: {later}."
    ),
    # Requisitions ---------------------------------------------------------------------------------
    "UnknownRequestError": N_("There is no requisition {number} here."),
    "RequestDecidedError": N_(
        "The requisition {number} cannot be changed any more ({status}); issue a new one."
    ),
    "RequestNotApprovedError": N_(
        "Nothing can be sent for the requisition {number} ({status}); it has to be approved."
    ),
    "RequestTurnedDownError": N_(
        "The requisition {number} was refused; nothing can be sent for it. Issue a new one."
    ),
    "RequestEndedError": N_(
        "The requisition {number} was closed; nothing is sent for it any more. Issue a new one."
    ),
    "RequestSentError": N_("All that was approved on the requisition {number} has been sent."),
    "OtherRouteError": N_(
        "The requisition {number} asks {supplier} for goods for {centre}; send them that way."
    ),
    "NotRequestedError": N_("The item {item} is not on the requisition {number}."),
    "MoreThanRequestedError": N_(
        "{quantity} of {item} are more than the {left} that the requisition {number} leaves."
    ),
    "OwnRequestError": N_(
        "{person} issued the requisition {number} and cannot approve it; somebody else has to:"
        " {others}."
    ),
    "WantedInThePastError": N_("The day {wanted_on} is already past; choose a later one."),
    "NotOnWaybillError": N_("The item {item} is not on the waybill {number}."),
    "LotNotOnWaybillError": N_(
        "The lot {lot} of {item} is not on the waybill {number}; on it are: {known}."
    ),
    "AllOfItCameError": N_(
        "All of {item} on the waybill {number} has already been received or settled: {by}."
    ),
    "MoreThanSentError": N_(
        "{quantity} of {item} are more than the {on_the_road} that are in transit."
    ),
}
