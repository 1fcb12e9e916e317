"""Only canonical CBOR of the kinds that we write is read, and it means what cbor2 says it means."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.paper import cbor

whole = st.integers(-(2**63), 2**63 - 1)
values = st.recursive(
    whole | st.binary(max_size=300) | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.integers(0, 300), inner),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=1)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 1


@given(values)
def test_what_is_written_canonically_is_read(value: object) -> None:
    data = cbor2.dumps(value, canonical=True)
    if depth(value) > cbor.DEEPEST:
        with pytest.raises(cbor.NotCanonicalError):
            cbor.read(data)
    else:
        assert cbor.read(data) == value


@given(st.binary(max_size=60))
def test_what_is_read_is_the_one_way_to_write_it(data: bytes) -> None:
    try:
        value = cbor.read(data)
    except cbor.NotCanonicalError:
        return
    assert cbor2.dumps(as_cbor2(value), canonical=True) == data


def as_cbor2(value: object) -> object:
    match value:
        case cbor.Tagged((number, inner)):
            return cbor2.CBORTag(number, as_cbor2(inner))
        case list():
            return [as_cbor2(one) for one in value]
        case dict():
            return {key: as_cbor2(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize(
    "data",
    [
        "",  # nothing
        "0000",  # bytes after the end
        "1800",  # 0 in two bytes
        "190017",  # 23 in three
        "1b00000000ffffffff",  # a number in eight that goes into four
        "5f4100ff",  # a string of unknown length
        "9f00ff",  # a list of unknown length
        "a2010001ff",  # a key twice
        "a20200010f",  # keys out of order
        "a1613100",  # a key that is text
        "61ff",  # no UTF-8
        "f5",  # true
        "f97e00",  # a float
        "4300",  # cut short
        "9b7fffffffffffffff",  # a list without end
        "818181818100",  # too deep
        "1c",  # reserved
    ],
)
def test_every_other_way_is_refused(data: str) -> None:
    with pytest.raises(cbor.NotCanonicalError):
        cbor.read(bytes.fromhex(data))


@pytest.mark.parametrize("length", [0, 1, 23, 24, 255, 256, 4_096, 65_535])
def test_a_byte_string_of_ours_is_written_as_cbor2_writes_it(length: int) -> None:
    assert cbor.byte_string(bytes(length)) == cbor2.dumps(bytes(length), canonical=True)
