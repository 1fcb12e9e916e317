"""What a search answers, and where it leads: records, no widgets and no books."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cpise_inventory.language.words import N_

ACTIONS: Final = N_("Actions")
DOCUMENTS: Final = N_("Documents")
THINGS: Final = N_("Items and equipment")


@dataclass(frozen=True)
class Target:
    """A place of the window and what to show there."""

    place: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """One line of what was found; `group` is a msgid. Codes are `code`, to be kept in order."""

    group: str
    icon: str
    text: str
    fact: str
    target: Target
    code: bool = False
    key: str = ""
    why_not: str = ""
    """The reason where the person's role does not allow it; the line is disabled then."""
