"""The gate for events from outside: each text in the form that this program would have given it.

Decoding has proven types and names of fields. Forms are asked here, on arrival, and not each time
an event is read: they'd make every replay a fifth slower.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from typing import Annotated, Any

from msgspec import Meta, inspect

from cpise_inventory.journal.event import Event, Payload

LATEST_CLOCK = 32_503_680_000_000 << 16
"""Year 3000: a hybrid clock that ran further would take everybody's with it for good."""
_DEVICE = r"[A-Z0-9]{2,6}-[A-Z]"
_DEVICES = re.compile(_DEVICE)
_CODE = r"[A-Z0-9][A-Z0-9-]{0,29}"
_EXPIRY = r"(?:[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"


def _form(pattern: str) -> Any:
    return Meta(extra={"form": re.compile(pattern)})


Code = Annotated[str, _form(_CODE)]
"""An item, a kit, a donation, a donor, a centre."""
Device = Annotated[str, _form(_DEVICE)]
_NUMBER = rf"{_DEVICE}-[A-Z]{{2}}-[0-9]{{4}}-[0-9]{{5,9}}"
DocumentNumber = Annotated[str, _form(_NUMBER)]
MaybeNumber = Annotated[str, _form(rf"(?:{_NUMBER})?")]
"""Empty where there is no such document."""
Tag = Annotated[str, _form(rf"{_DEVICE}-[0-9]{{5,7}}-[A-Z0-9]")]
LabelNumber = Annotated[str, _form(rf"{_DEVICE}-[0-9]{{5,7}}-[A-Z][A-Z0-9]")]
"""Of a label that is no asset's."""
_LOT = rf".{{0,40}}/{_EXPIRY}/[A-Z0-9-]+(?:\+[A-Z0-9-]+)*"
MaybeTag = Annotated[str, _form(rf"(?:{_DEVICE}-[0-9]{{5,7}}-[A-Z0-9])?")]
"""Empty where it isn't about an asset."""
LotKey = Annotated[str, _form(_LOT)]
Location = Annotated[str, _form(rf"~[a-z]+(?:/{_CODE})?|{_CODE}/{_CODE}(?:/{_CODE})?")]
MaybeCode = Annotated[str, _form(rf"(?:{_CODE})?")]
MaybeLot = Annotated[str, _form(rf"(?:{_LOT})?")]
MaybePlace = Annotated[str, _form(rf"(?:{_CODE}/{_CODE}(?:/{_CODE})?)?")]
"""Each of these empty where nothing of the kind is named."""
PastDay = Annotated[str, _form(r"(?:[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))?")]
"""A day that is told beside the event's own; empty where none is."""
EventName = Annotated[str, _form(rf"{_DEVICE}:[1-9][0-9]{{0,17}}")]
"""An event, as others name it."""
Sha256 = Annotated[str, _form("[0-9a-f]{64}")]
PublicKey = Annotated[str, _form("[0-9a-f]{64}")]
Fingerprint = Annotated[str, _form("[0-9]{24}")]
"""Of a workstation's key, as people read it to one another."""


_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

Check = Callable[[Any], str | None]
"""The path of the first field at fault below a value, None where all is well."""


def fault(event: Event[Any], body: bytes) -> str:
    """The path of the first field that holds what we would not have written; empty if none does."""
    if event.clock > LATEST_CLOCK:
        return "clock"
    if not _DEVICES.fullmatch(event.device):
        return "device"
    try:
        date.fromisoformat(event.happened_on)
    except ValueError:
        return "happened_on"
    if b"u0000" in body and _NUL.search(body):  # which no server keeps
        return "payload"
    kind: type[Payload] = type(event.payload)
    check = _check_of(kind)
    found = check(event.payload) if check else None
    return f"payload{found}" if found else ""


@cache
def _check_of(kind: type[Payload]) -> Check | None:
    return _check(inspect.type_info(kind))


def _check(shape: inspect.Type) -> Check | None:
    """None where there is nothing to check."""
    match shape:
        case inspect.Metadata(extra={"form": form}):
            return _check_form(form)
        case inspect.Metadata(type=inner):
            return _check(inner)
        case inspect.StructType(fields=fields):
            return _check_parts(
                [(f".{one.name}", attrgetter(one.name), _check(one.type)) for one in fields]
            )
        case inspect.TupleType(item_types=kinds):
            return _check_parts(
                [(f".{n}", itemgetter(n), _check(kind)) for n, kind in enumerate(kinds)]
            )
        case inspect.VarTupleType(item_type=kind):
            return _check_each(_check(kind))
    return None


def _check_form(form: re.Pattern[str]) -> Check:
    def check(value: str) -> str | None:
        return None if form.fullmatch(value) else ""

    return check


def _check_parts(parts: list[tuple[str, Callable[[Any], Any], Check | None]]) -> Check | None:
    wanted = [(name, part, inner) for name, part, inner in parts if inner]

    def check(value: Any) -> str | None:
        for name, part, inner in wanted:
            found = inner(part(value))
            if found is not None:
                return name + found
        return None

    return check if wanted else None


def _check_each(inner: Check | None) -> Check | None:
    if inner is None:
        return None

    def check(values: tuple[Any, ...]) -> str | None:
        for place, value in enumerate(values):
            found = inner(value)
            if found is not None:
                return f".{place}{found}"
        return None

    return check
