"""What refusals say of kits: their lists, what is made of them, what stands in; see
`refusal_texts`.
"""

from typing import Final

from cpise_inventory.language.words import N_

KITS: Final[dict[str, str]] = {
    "UnknownKitError": N_("There is no kit {kit}; define it first."),
    "EmptyKitError": N_("The kit {kit} has no components; add at least one item."),
    "KitInItselfError": N_("The kit {kit} cannot contain {item}: it would contain itself."),
    "NotAPartError": N_(
        "{item} is not in the kit {kit}; a substitute stands in for one of its components."
    ),
    "SubstituteIsPartError": N_(
        "{item} is itself in the kit {kit}; choose another item as a substitute."
    ),
    "DraftKitError": N_(
        "The contents of the kit {kit} are a draft: it is not known yet how many of {items} it"
        " holds; complete the list first."
    ),
    "SubstitutesOfferedError": N_(
        "{wanted} of {item} are asked for, but only {available} may be taken; {others} may stand in"
        " for it: say how many."
    ),
    "NotASubstituteError": N_(
        "By the list of the kit {kit}, {other} may not stand in for {item}; choose another, or add"
        " it to the list first."
    ),
    "TooManySubstitutesError": N_(
        "{quantity} are to stand in for {item}, but these kits need only {needed} of it."
    ),
}
