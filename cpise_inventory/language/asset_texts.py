"""What refusals say of computers and equipment; see `refusal_texts`."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

ASSETS: Final[Mapping[str, str]] = {
    "UnknownAssetError": N_("There is no asset {tag}."),
    "NoAssetsError": N_("No asset is chosen; choose at least one."),
    "NoSerialError": N_("The serial number is missing; copy it from the device itself."),
    "SerialTakenError": N_("The serial number {serial} is already that of {tag}."),
    "SerialTwiceError": N_("The serial number {serial} is entered twice."),
    "UnknownCategoryError": N_("There is no category {category}; there are: {known}."),
    "UnknownConditionError": N_("There is no condition {condition}; there are: {known}."),
    "AlreadyHeldError": N_("The asset {tag} is with {custodian}; take it back first."),
    "AssetOnTheRoadError": N_(
        "The asset {tag} is on the road with the waybill {waybill}; receive or settle that first."
    ),
    "AssetElsewhereError": N_(
        "The asset {tag} is in the books of {centre}, not of {here}; move it from there."
    ),
    "NoPlaceError": N_("Say which room it goes to."),
    "AlreadyThereError": N_("The asset {tag} is already at {place}; choose another place."),
    "CentreOrPlaceError": N_(
        "Name either the centre that they go to (--to) or the room (--place)."
    ),
    "AssetNotOnWaybillError": N_("The asset {tag} is not on the waybill {number}."),
    "AssetCameInError": N_(
        "The asset {tag} of the waybill {number} has already been received or settled."
    ),
    "NotAnAccessoryError": N_("“{accessory}” does not belong with {tag}; known are: {known}."),
    "AssetSettledError": N_("On the waybill {number} nothing about {tag} is left to settle."),
    "NoWorkshopError": N_("Say who repairs it."),
    "NoFaultError": N_("Say what is to be repaired."),
    "NoCircumstancesError": N_("Say where and how it was missed."),
    "NoAssetPoliceError": N_(
        "{tag} was stolen: enter the reference of the police report; the donor asks for it."
    ),
    "UnknownDisposalReasonError": N_("“{why}” is no reason for this; there are: {known}."),
    "UnknownMeansError": N_("Nothing is disposed of by “{means}”; there are: {known}."),
    "NotAProposalError": N_("{number} is not a disposal proposal."),
    "ProposalDecidedError": N_("{number} is decided already ({status}); that stands."),
    "OwnProposalError": N_(
        "{person} proposed {number}; somebody else has to approve it: {others}."
    ),
    "NotWipedError": N_(
        "{tag} may still hold data; wipe its disk, and confirm it, before it leaves."
    ),
    "NoConsentError": N_(
        "Until {until} the donor is asked before {tag} is disposed of; enter the reference of the"
        " consent."
    ),
    "NoConflictError": N_("Nothing about {tag} is to be settled."),
    "BadDayError": N_("“{text}” is not a date; write day, month and year, such as 31/12/2027."),
    "AcquiredLaterError": N_("Acquired on {acquired_on}, later than {day}; correct the date."),
    "NotADeliveryError": N_("{number} is no goods received note that stands."),
    "OtherDeliveryError": N_(
        "The delivery {number} was of {donor}, to the centre {centre}; choose the one that they"
        " came with."
    ),
    "LifeOutOfRangeError": N_(
        "{years} is not how long a thing is used; write whole years from 1 to {most}."
    ),
    "NotHeldError": N_("This is not possible for the asset {tag}; its status is: {status}."),
    "NoCustodianError": N_("The custodian is missing; enter a unit or a staff member."),
    "BeforeLastActError": N_(
        "The last that is known of {tag} is {document} of {since_day}; {happened_on} is before"
        " that."
    ),
    "DueInThePastError": N_("The date of return {due_on} is already past; choose a later one."),
}
