"""Events have one form in bytes, and everything else is refused with the field's name."""

import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.catalogue.events import Item, ItemsDescribed, Named
from cpise_inventory.journal.event import FIRST, Codec, Event, Payload, digest
from cpise_inventory.people.events import PersonClosed

KINDS = [kind for capability in CAPABILITIES for kind in capability.kinds]
CODEC = Codec(KINDS)


def event(payload: Payload, **changed: Any) -> Event[Any]:
    plain: dict[str, Any] = {
        "device": "NKC1-A",
        "seq": 7,
        "at": 1_795_507_200_123_456,
        "clock": 5,
        "actor": "aïcha",
        "happened_on": "2026-11-24",
        "prev": FIRST.hex(),
    }
    return Event(**plain | changed, payload=payload)


CLOSED = event(PersonClosed("sidi", "moved — عاد"))
BODY = (
    '{"actor":"aïcha","at":1795507200123456,"clock":5,"device":"NKC1-A",'
    '"happened_on":"2026-11-24","payload":{"kind":"person.closed","name":"sidi",'
    '"reason":"moved — عاد"},"prev":"' + "0" * 64 + '","seq":7}'
).encode()


def test_an_event_is_canonical_json() -> None:
    assert CODEC.encode(CLOSED) == BODY
    assert CODEC.decode(BODY) == CLOSED
    again = json.dumps(json.loads(BODY), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == BODY


def test_the_hash_is_over_a_tag_and_the_very_bytes() -> None:
    assert digest(BODY) == hashlib.sha256(b"cpise-event-1\0" + BODY).digest()
    assert digest(BODY) != hashlib.sha256(BODY).digest()


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_whatever_people_write_comes_back(name: str, reason: str) -> None:
    said = event(PersonClosed(name, reason))
    assert CODEC.decode(CODEC.encode(said)) == said
    assert CODEC.encode(CODEC.decode(CODEC.encode(said))) == CODEC.encode(said)


def test_what_has_its_default_is_not_written() -> None:
    """So that a field added later doesn't change the bytes of what was written before."""
    body = CODEC.encode(event(ItemsDescribed((Item("SAVON", Named("Savon")),))))
    assert json.loads(body)["payload"] == {
        "kind": "item.described",
        "items": [{"code": "SAVON", "name": {"fr": "Savon"}}],
    }


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(BODY) | fields).encode()


def about(**fields: object) -> bytes:
    told = json.loads(BODY)
    return json.dumps(told | {"payload": told["payload"] | fields}).encode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "truncated"),
        (b"\xff", "malformed"),
        (b'{"actor":"\xff"}', "decode"),
        (BODY[:-1], "truncated"),
        (b"null", "object"),
        (b"[" * 100_000, "object"),
        (changed(more=1), "more"),
        (changed(seq="7"), "seq"),
        (changed(seq=7.0), "seq"),
        (changed(seq=0), "seq"),
        (changed(seq=-1), "seq"),
        (changed(seq=10**30), "seq"),
        (changed(at=-1), "at"),
        (changed(at=10**18), "at"),
        (changed(clock=2**63), "clock"),
        (changed(happened_on="24/11/2026"), "happened_on"),
        (changed(happened_on="2026-11-24\n"), "happened_on"),
        (changed(happened_on="٢٠٢٦-١١-٢٤"), "happened_on"),
        (changed(actor=None), "actor"),
        (about(kind="person.deleted"), "person.deleted"),
        (about(name=1), "name"),
        (about(child="Fatma"), "child"),
        (json.dumps({k: v for k, v in json.loads(BODY).items() if k != "prev"}).encode(), "prev"),
    ],
)
def test_what_is_no_event_is_refused_with_what_is_wrong(body: bytes, said: str) -> None:
    with pytest.raises(msgspec.MsgspecError, match=said):
        CODEC.decode(body)


def test_kinds_have_one_tag_each() -> None:
    tags = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(tags)) == len(tags)
    for kind in KINDS:
        assert kind.__struct_config__.forbid_unknown_fields, kind
        assert kind.__struct_config__.frozen, kind
        assert kind.__struct_config__.omit_defaults, kind


def test_no_field_of_any_kind_is_a_float() -> None:
    def kinds_in(shape: msgspec.inspect.Type) -> set[type]:
        match shape:
            case msgspec.inspect.StructType(fields=fields):
                return {type(shape)}.union(*(kinds_in(field.type) for field in fields))
            case msgspec.inspect.VarTupleType(item_type=inner):
                return {type(shape)} | kinds_in(inner)
            case msgspec.inspect.TupleType(item_types=inners):
                return {type(shape)}.union(*map(kinds_in, inners))
            case msgspec.inspect.UnionType(types=inners):
                return set[type]().union(*map(kinds_in, inners))
            case msgspec.inspect.Metadata(type=inner):
                return kinds_in(inner)
        return {type(shape)}

    found = set[type]().union(*(kinds_in(msgspec.inspect.type_info(kind)) for kind in KINDS))
    names = {kind.__name__ for kind in found}
    assert names <= {
        *("StructType", "VarTupleType", "TupleType"),
        *("StrType", "IntType", "BoolType", "EnumType", "BytesType", "NoneType"),
    }


def test_a_stamp_orders_as_its_parts_do() -> None:
    stamps = [
        event(CLOSED.payload, clock=clock, device=device, seq=seq).stamp
        for clock in (1, 9, 10, 2**62)
        for device in ("KIF-A", "NKC1-A", "NKC1-B")
        for seq in (1, 9, 10)
    ]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)


def test_the_version_of_a_kind_is_no_part_of_its_name() -> None:
    class Second(Payload, frozen=True, tag="person.closed@2"):
        name: str

    assert Second("sidi").kind == "person.closed"
