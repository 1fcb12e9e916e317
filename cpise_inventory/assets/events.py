"""What can happen to a computer. Each event names all the tags it is about: one act, one event."""

import msgspec

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.journal.event import Ordinal, Payload
from cpise_inventory.journal.gate import Code, DocumentNumber, Tag


class NewAsset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    tag: Tag
    serial: str
    maker: str
    model: str
    category: str
    condition: str = "new"


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one asset stands: its status, and who answers for it."""

    tag: Tag
    status: str
    custodian: str = ""
    custodian_kind: str = ""
    due_on: str = ""


class AboutAssets(Issuing, frozen=True, kw_only=True):
    """An event about assets; `states` is what holds of each from then on."""

    states: tuple[State, ...]

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((state.tag, 1) for state in self.states)


class Registered(AboutAssets, frozen=True, kw_only=True, tag="asset.registered"):
    """Assets in from a donor; the document is a goods received note."""

    assets: tuple[NewAsset, ...]
    donor: Code
    donation: Code
    paper: str = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.donor


class Assigned(AboutAssets, frozen=True, kw_only=True, tag="asset.assigned"):
    """Custody to a unit or a staff member, for good or until a date; a handover certificate."""

    recipient: str
    recipient_kind: str
    due_on: str = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.recipient


class Returned(AboutAssets, frozen=True, kw_only=True, tag="asset.returned"):
    """Custody ends; back in the storeroom."""

    giver: str
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.giver


class AssetsReversed(AboutAssets, frozen=True, kw_only=True, tag="asset.reversed"):
    """An earlier document undone: `states` is what held before it."""

    undoes: DocumentNumber
    reason: str

    @property
    def reverses(self) -> str:
        return self.undoes

    @property
    def party(self) -> str:
        return self.undoes


class ConditionNoted(Payload, frozen=True, tag="asset.condition_noted"):
    tags: tuple[Tag, ...]
    condition: str
    remarks: str = ""


class LabelsPrinted(Payload, frozen=True, tag="label.printed"):
    """Labels went to paper: on which sheet, from which free label on."""

    tags: tuple[Tag, ...]
    sheet: str
    first: Ordinal
    copies: Ordinal = 1
