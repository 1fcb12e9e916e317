"""What one line of the journal is: bytes that hash to the next line's `prev`."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar, Union

import msgspec

DOMAIN = b"cpise-event-1\0"  # nothing that is signed or hashed elsewhere can pass for an event
FIRST = bytes(32)
"""What the first event of a chain names as its predecessor."""

Day = Annotated[str, msgspec.Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
"""A calendar date, ISO 8601."""
Count = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
"""So small that no sum of them leaves what both engines can keep."""
Ordinal = Annotated[int, msgspec.Meta(ge=1, le=10**12)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""Of the hybrid clock; 0 where none is named."""
_Micros = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799_999_999)]  # to the year 9999
_Clock = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]


class Payload(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What happened. Each kind is a subclass with a tag such as "stock.received".

    Old kinds stay readable for ever: a field may be added with a default (which is not written, so
    that old bytes stay what they were); anything else is a new class, tagged "stock.received@2".
    """

    @property
    def kind(self) -> str:
        """The kind without its schema version."""
        return kind_name(type(self))

    @property
    def document(self) -> str:
        """The number of the document that this event issues or is about; empty for most."""
        return ""

    @property
    def filed(self) -> "Filed":
        """How the document that this event issues stands in the register."""
        return NOT_FILED


@cache
def kind_name(payload: type[Payload]) -> str:
    """The name of a kind, without its schema version."""
    return str(payload.__struct_config__.tag).partition("@")[0]


Filed = tuple[str, str, int, int, str, str, int, int, str]
"""What the register of papers says: number, code, year, serial, centre, party, people, lines, and
the number of the paper that this one reverses.
"""
NOT_FILED: Filed = ("", "", 0, 0, "", "", 0, 0, "")


def beside(number: str, centre: str) -> Filed:
    """Of an event that is about a document and issues none: it is found under that number."""
    return (number, *NOT_FILED[1:4], centre, *NOT_FILED[5:])


P = TypeVar("P", bound=Payload)


class Event(msgspec.Struct, Generic[P], frozen=True, forbid_unknown_fields=True):
    """One act of one person on one device.

    `at` is the time recorded, microseconds since 1970 UTC as the wall clock said; `clock` is the
    hybrid logical clock (milliseconds << 16 | counter), which never goes back whatever the wall
    clock does; `happened_on` is the date of the fact, which a person may set back.
    """

    device: str
    seq: Ordinal
    at: _Micros
    clock: _Clock
    actor: str
    happened_on: Day
    prev: str
    payload: P

    UNIT: ClassVar[int] = 1_000_000

    @property
    def recorded_at(self) -> datetime:
        return datetime.fromtimestamp(self.at / self.UNIT, UTC)

    @property
    def stamp(self) -> str:
        """Orders events of all devices as text: by hybrid clock, then device."""
        return f"{self.clock:020d}{self.device}:{self.seq:012d}"


def clock_at(at: int) -> int:
    """The least that a hybrid clock shows at this time, in microseconds since 1970 UTC."""
    return at // 1_000 << 16


def time_of(clock: int) -> int:
    """What a hybrid clock shows, in microseconds since 1970 UTC, to the millisecond."""
    return (clock >> 16) * 1_000


def midnight(day: date) -> int:
    """When a day begins, in microseconds since 1970 UTC."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * Event.UNIT


def earliest_record(day: date) -> int:
    """The least that a hybrid clock showed when a fact of that day was recorded: nothing is entered
    more than a day ahead.
    """
    return clock_at(midnight(day - timedelta(days=1)))


class Codec:
    """Canonical JSON, strictly read: sorted keys, no spaces, nothing unknown, nothing missing."""

    def __init__(self, kinds: Sequence[type[Payload]]) -> None:
        any_kind: Any = Union[tuple(kinds)]  # noqa: UP007 - built at run time, from the capabilities
        self._encoder = msgspec.json.Encoder(order="sorted")
        self._decoder: msgspec.json.Decoder[Event[Any]] = msgspec.json.Decoder(Event[any_kind])

    def encode(self, event: Event[Any]) -> bytes:
        return self._encoder.encode(event)

    def decode(self, body: bytes) -> Event[Any]:
        """Raise `msgspec.MsgspecError`, which names the field, on anything but a known event."""
        try:
            return self._decoder.decode(body)
        except UnicodeDecodeError as error:  # the one that is no error of msgspec's own
            raise msgspec.DecodeError(str(error)) from error


def digest(body: bytes) -> bytes:
    """The event's name for its successor and for whoever vouches for it: SHA-256, 32 bytes."""
    return hashlib.sha256(DOMAIN + body).digest()
