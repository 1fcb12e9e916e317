"""What comes from outside looks like what this program writes, or is named by its field."""

from typing import Any

import msgspec
import pytest

from cpise_inventory.assets.events import ConditionNoted, NewAsset, Registered, State
from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.catalogue.events import DeviceRegistered, KitDefined, Named, PlaceOpened
from cpise_inventory.journal.event import Codec, Event, Payload
from cpise_inventory.journal.gate import LATEST_CLOCK, fault
from cpise_inventory.people.events import PersonClosed
from cpise_inventory.stock.events import Line, Received
from cpise_inventory.transfers.events import Sent

CODEC = Codec([kind for capability in CAPABILITIES for kind in capability.kinds])
LINE = Line("SAVON-250", "L/23/2027-06/OIM-2026-01", "~donor", "NKC1/MAGASIN", 5)
RECEIVED = Received(
    number="NKC1-A-BR-2026-00001", centre="NKC1", donor="OIM", donation="OIM", lines=(LINE,)
)
TAG = "NKC1-A-00042-K"


def found(payload: Payload, **changed: Any) -> str:
    plain: dict[str, Any] = {
        "device": "NKC1-A",
        "seq": 7,
        "at": 1,
        "clock": 5,
        "actor": "aïcha",
        "happened_on": "2026-11-24",
        "prev": "",
    }
    event: Event[Any] = Event(**plain | changed, payload=payload)
    return fault(event, CODEC.encode(event))


def changed(payload: Payload, **fields: Any) -> Payload:
    made: Payload = msgspec.structs.replace(payload, **fields)
    return made


def moved(**fields: Any) -> Payload:
    return changed(RECEIVED, lines=(LINE, msgspec.structs.replace(LINE, **fields)))


@pytest.mark.parametrize(
    "payload",
    [
        RECEIVED,
        moved(lot="//OIM"),
        moved(lot="/2027-06-30/OIM"),
        moved(lot="NKC1-A-CK-2026-00001/2027-06/OIM+UNICEF-2026-01"),
        moved(lot="دفعة 7 é/2027-06/OIM"),
        moved(source="~transit/NKC1-A-BE-2026-00001"),
        moved(target="~distributed"),
        ConditionNoted((TAG,), "good", 'as it says: "\\u0000"'),
        PlaceOpened("KIF/ARMOIRE-2", Named("Armoire")),
        KitDefined("KIT", 1, (("SAVON-250", 2),)),
        DeviceRegistered("KIF-A", "KIF", "Poste 1", "0f" * 32),
        PersonClosed("", "\n\t free text \u202e"),
    ],
)
def test_what_we_write_passes(payload: Payload) -> None:
    assert found(payload) == ""


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        (changed(RECEIVED, number="17"), "payload.number"),
        (changed(RECEIVED, number="NKC1-A-BR-2026-00001\n"), "payload.number"),
        (changed(RECEIVED, centre=""), "payload.centre"),
        (changed(RECEIVED, donation="OIM/2026"), "payload.donation"),
        (moved(item="savon"), "payload.lines.1.item"),
        (moved(lot="L23"), "payload.lines.1.lot"),
        (moved(lot="L/23"), "payload.lines.1.lot"),
        (moved(lot="L/2027-13/OIM"), "payload.lines.1.lot"),
        (moved(lot="L/2027-1/OIM"), "payload.lines.1.lot"),
        (moved(lot="L/2027-06/"), "payload.lines.1.lot"),
        (moved(source=""), "payload.lines.1.source"),
        (moved(source="MAGASIN"), "payload.lines.1.source"),
        (moved(target="~"), "payload.lines.1.target"),
        (
            Sent(number="NKC1-A-BE-2026-00001", centre="NKC1", target="~donor", lines=()),
            "payload.target",
        ),
        (ConditionNoted((TAG, "NKC1"), "good"), "payload.tags.1"),
        (ConditionNoted((TAG,), "good", "a\0b"), "payload"),
        (ConditionNoted((TAG,), "good", "\\\0"), "payload"),
        (PlaceOpened("KIF", Named("Armoire")), "payload.code"),
        (KitDefined("KIT", 1, (("SAVON", 2), ("", 2))), "payload.contents.1.0"),
        (DeviceRegistered("KIF-A", "KIF", "Poste 1", "zz" * 32), "payload.public_key"),
        (DeviceRegistered("KIF", "KIF", "Poste 1", "0f" * 32), "payload.device"),
        (
            Registered(
                number="NKC1-A-BR-2026-00001",
                centre="NKC1",
                donor="OIM",
                donation="OIM",
                assets=(NewAsset("1", "S", "HP", "X", "laptop"),),
                states=(State(TAG, "in_storage"),),
            ),
            "payload.assets.0.tag",
        ),
    ],
)
def test_what_we_would_not_have_written_is_named(payload: Payload, path: str) -> None:
    assert found(payload) == path


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("device", "NKC1"),
        ("device", ""),
        ("happened_on", "2026-02-30"),
        ("happened_on", "2026-13-01"),
        ("clock", LATEST_CLOCK + 1),
    ],
)
def test_so_is_what_stands_around_it(field: str, value: object) -> None:
    assert found(RECEIVED, **{field: value}) == field
