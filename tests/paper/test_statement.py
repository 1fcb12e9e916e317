"""A code says what was signed, to the last bit, or it is refused with the step that failed."""

import zlib
from dataclasses import replace
from datetime import date, timedelta

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.paper import statement as statements
from cpise_inventory.paper.content import Told
from cpise_inventory.paper.qr import Level, version_of
from cpise_inventory.paper.statement import (
    PREFIX,
    Checkpoint,
    DamagedCode,
    NotACodeOfOurs,
    Statement,
    Vouched,
    draft,
    fitted,
    from_cose,
    from_text,
    party,
    sign,
    to_text,
    verify,
)
from tests.paper.samples import KEY, PUBLIC, said

codes = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
devices = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=1, max_size=12)
numbers = st.integers(0, 2**63 - 1)
days = st.dates(date(1970, 1, 1), date(9999, 12, 31))


@st.composite
def any_statement(draw: st.DrawFn) -> Statement:
    cut = draw(st.none() | st.tuples(numbers, numbers))
    return Statement(
        number=draw(codes),
        device=draw(devices),
        seq=draw(st.integers(1, 2**63 - 1)),
        event_hash=draw(st.binary(min_size=32, max_size=32))[: 32 if cut else 16],
        issued_on=draw(days),
        happened_on=draw(days),
        centre=draw(codes),
        party=party(draw(st.text())),
        people=draw(numbers),
        lines=tuple(draw(st.lists(st.tuples(codes, numbers), max_size=5))),
        reverses=draw(st.just("") | codes),
        cut=cut,
    )


hashes = st.binary(min_size=32, max_size=32)
checkpoints = st.builds(
    Checkpoint,
    device=devices,
    seq=st.integers(10, 2**63 - 1),
    event_hash=hashes,
    clock=numbers,
    vouched=st.none() | st.builds(Vouched, st.integers(1, 10), st.integers(1, 2**63 - 1), hashes),
)


@given(any_statement() | checkpoints)
def test_what_was_signed_is_read_and_proven(says: Statement | Checkpoint) -> None:
    signed = from_text(to_text(sign(says, KEY.sign)))
    assert signed.statement == says
    assert signed.kid == says.device
    assert verify(signed, PUBLIC)


def test_any_cose_library_can_check_it() -> None:
    """The message taken apart by the letter of RFC 9052, with nothing of ours."""
    squeezed = base45.b45decode(to_text(sign(said(6), KEY.sign)).removeprefix("CR1:"))
    message = cbor2.loads(zlib.decompress(squeezed))
    header, unprotected, payload, signature = message.value
    assert message.tag == 18
    assert cbor2.loads(header) == {1: -8, 4: b"NKC1-A"}
    assert unprotected == {}
    to_be_signed = cbor2.dumps(["Signature1", header, b"", payload])
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, to_be_signed)
    content = cbor2.loads(payload)
    assert content[1] == "NKC1-A-RD-2026-00017"
    assert date(1970, 1, 1) + timedelta(content[4]) == date(2026, 11, 24)
    assert content[9][:2] == ["BROSSE-E", 12]


def test_a_changed_bit_is_never_genuine() -> None:
    cose = sign(said(3), KEY.sign)
    for at in range(len(cose)):
        for bit in (1, 16, 128):
            changed = cose[:at] + bytes([cose[at] ^ bit]) + cose[at + 1 :]
            try:
                signed = from_cose(changed)
            except DamagedCode:
                continue
            assert not verify(signed, PUBLIC)


def test_another_devices_key_proves_nothing() -> None:
    signed = from_text(to_text(sign(said(1), KEY.sign)))
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert not verify(signed, stranger)
    with pytest.raises(ValueError, match=r"."):
        verify(signed, b"short")


def test_a_text_cut_anywhere_is_refused() -> None:
    text = to_text(sign(said(2), KEY.sign))
    for end in range(len(text)):
        with pytest.raises(NotACodeOfOurs if end < len(PREFIX) else DamagedCode):
            from_text(text[:end])


def test_a_text_is_read_whatever_the_scanner_adds_around_it() -> None:
    text = to_text(sign(said(2), KEY.sign))
    assert from_text(f"\t{text} \r\n").statement == said(2)


@pytest.mark.parametrize("text", ["", "CPISE:NKC1-A-00042-K", "cr1:ABC", "HC1:ABC", "CR2:6BF"])
def test_another_code_is_not_ours(text: str) -> None:
    with pytest.raises(NotACodeOfOurs):
        from_text(text)


def squeezed(data: bytes) -> str:
    return PREFIX + base45.b45encode(data).decode()


def message(content: object, header: object = None, *rest: object) -> bytes:
    """Genuinely signed, whatever it says."""
    protected = cbor2.dumps({1: -8, 4: b"NKC1-A"} if header is None else header, canonical=True)
    body = cbor2.dumps(content, canonical=True)
    signature = KEY.sign(cbor2.dumps(["Signature1", protected, b"", body]))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, body, signature, *rest]))


GOOD = {0: 1, 1: "NKC1-A-RD-2026-1", 2: 7, 3: bytes(16), 4: 20000}
POINT = {0: 2, 2: 7, 3: bytes(32), 4: 1}


def test_the_messages_below_differ_from_good_ones() -> None:
    assert isinstance(from_cose(message(GOOD)).statement, Statement)
    assert isinstance(from_cose(message(POINT)).statement, Checkpoint)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("CR1:", "zlib"),
        ("CR1:a", "base45"),
        ("CR1:É0", "base45"),
        ("CR1::::", "base45"),  # more than 16 bits
        ("CR1:" + "0" * 1300, "too_long"),
        (squeezed(b"no zlib"), "zlib"),
        (squeezed(zlib.compress(message(GOOD)) + b"x"), "zlib"),  # something after the end
        (squeezed(zlib.compress(message(GOOD))[:-1]), "zlib"),
        (squeezed(zlib.compress(bytes(300_000), 9)), "too_long"),  # a bomb
        (squeezed(zlib.compress(b"")), "cbor"),
        (squeezed(zlib.compress(message(GOOD) + b"\0")), "cbor"),
        (squeezed(zlib.compress(cbor2.dumps([b"", {}, b"", bytes(64)]))), "cose"),  # no tag
        (squeezed(zlib.compress(message(GOOD, None, 1))), "cose"),
        (squeezed(zlib.compress(message(GOOD, {1: -7, 4: b"X"}))), "algorithm"),
        (squeezed(zlib.compress(message(GOOD, {4: b"X"}))), "algorithm"),
        (squeezed(zlib.compress(message(GOOD, [1]))), "algorithm"),
        (squeezed(zlib.compress(message(GOOD, {1: -8}))), "device"),
        (squeezed(zlib.compress(message(GOOD, {1: -8, 4: "NKC1-A"}))), "device"),
        (squeezed(zlib.compress(message(GOOD, {1: -8, 4: b"\xff"}))), "device"),
        (squeezed(zlib.compress(message(GOOD, {1: -8, 4: b""}))), "content"),
        (squeezed(zlib.compress(message(GOOD, {1: -8, 4: b"X", 5: 1}))), "device"),
    ],
)
def test_each_step_refuses_what_it_cannot_read(text: str, fault: str) -> None:
    with pytest.raises(DamagedCode) as refused:
        from_text(text)
    assert refused.value.fault == fault
    assert refused.value.code == "damaged_code"


@pytest.mark.parametrize(
    "changes",
    [
        {99: 1},  # an unknown key
        {0: 3},  # an unknown kind
        {0: True},
        {1: ""},
        {1: b"NKC1"},
        {1: "with space"},
        {1: "X" * 41},
        {2: 0},
        {2: -1},
        {2: "7"},
        {2: 1.0},
        {2: 2**63},
        {3: bytes(15)},
        {3: bytes(32)},  # a whole hash, but nothing is cut
        {3: "a" * 16},
        {4: -1},
        {4: 10**9},
        {5: 20000},  # the same day spelt out
        {6: "NKC1"},  # the centre of the number spelt out
        {7: ""},
        {7: "P" * 41},
        {7: " padded"},
        {7: "two\nlines"},
        {8: 0},
        {9: []},
        {9: ["SAVON"]},
        {9: [1, "SAVON"]},
        {9: ["SAVON", -1]},
        {9: ["SAVON", True]},
        {9: {0: 1}},
        {9: "ab"},
        {9: ["S", 1] * 201},
        {10: ""},
        {10: 5},
        {11: 5},  # half of what is cut
        {11: 5, 12: 6},  # cut, but the hash is short
    ],
)
def test_a_genuine_signature_on_what_we_never_write_is_refused(changes: dict[int, object]) -> None:
    with pytest.raises(DamagedCode) as refused:
        from_cose(message(GOOD | changes))
    assert refused.value.fault in {"content", "cbor"}


VOUCHING = POINT | {5: 7, 6: 1, 7: bytes(32)}


def test_a_checkpoint_that_vouches_says_since_when_how_many_and_their_digest() -> None:
    said = from_cose(message(VOUCHING)).statement
    assert isinstance(said, Checkpoint)
    assert said.vouched == (7, 1, bytes(32))


@pytest.mark.parametrize(
    "content",
    [
        *([], "x", 5, {}, {0: 2}, POINT | {1: "N"}, POINT | {4: -1}, POINT | {5: 7}),
        *(POINT | {6: 1, 7: bytes(32)}, VOUCHING | {5: 0}, VOUCHING | {5: 8}, VOUCHING | {6: 0}),
        *(VOUCHING | {6: "1"}, VOUCHING | {7: bytes(31)}, VOUCHING | {8: 1}),
    ],
)
def test_a_checkpoint_is_read_as_strictly(content: object) -> None:
    with pytest.raises(DamagedCode):
        from_cose(message(content))


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: squeezed(zlib.compress(raw))))
def test_no_text_does_anything_but_be_refused(text: str) -> None:
    with pytest.raises((NotACodeOfOurs, DamagedCode)):
        from_text(PREFIX + text)
    with pytest.raises((NotACodeOfOurs, DamagedCode)):
        from_text(text)


@given(st.binary(max_size=120))
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    for tried in (data, message(GOOD)[: len(data)] + data):
        with pytest.raises(DamagedCode):
            from_cose(tried)


@pytest.mark.parametrize(("lines", "cut"), [(1, False), (6, False), (12, False), (19, False)])
def test_a_receipt_of_common_size_bears_all_its_lines(lines: int, *, cut: bool) -> None:
    assert (said(lines).cut is not None) is cut
    assert len(said(lines).lines) == lines


def test_of_however_many_lines_a_draft_says_that_they_are_cut() -> None:
    one = ("NKC1-A-00001-W", 1)
    about = ("NKC1-A-BR-2026-00001", 1, bytes(16), 20_000, 20_000, "NKC1", "OIM", 0)
    assert draft("NKC1-A", Told(*about, (one,), ""))
    assert draft("NKC1-A", Told(*about, (one,) * 4_000, "")) is None  # more than 64 KiB


def test_many_lines_are_told_by_their_totals_and_the_whole_hash() -> None:
    totals = said(60)
    assert totals.cut == (60, sum(12 * n for n in range(1, 61)))
    assert len(totals.lines) == 6
    assert sum(quantity for _, quantity in totals.lines) == totals.cut[1]
    assert len(totals.event_hash) == 32
    many = replace(said(1), lines=tuple((f"NKC1-A-{n:05}-K", 1) for n in range(100)))
    counted = fitted(many, bytes(32))
    assert (counted.lines, counted.cut) == ((), (100, 100))


@pytest.mark.parametrize("lines", [1, 6, 12, 20, 30, 60, 200])
def test_every_code_stays_one_that_telephones_read(lines: int) -> None:
    text = to_text(sign(said(lines), KEY.sign))
    assert version_of(len(text), Level.M) <= 13


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("  Unité\nfilles  6–11 ", "Unité filles 6–11"),
        ("x" * 41, "x" * 39 + "…"),
        ("وحدة البنات", "وحدة البنات"),
        ("", ""),
    ],
)
def test_a_recipients_name_is_one_short_line(name: str, cut: str) -> None:
    assert party(name) == cut


@pytest.mark.parametrize(
    "changes", [{"seq": 0}, {"number": ""}, {"event_hash": b""}, {"party": "x" * 41}]
)
def test_what_cannot_be_said_is_no_statement(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no statement"):
        replace(said(1), **changes)
    with pytest.raises(ValueError, match="no checkpoint"):
        Checkpoint(device="NKC1-A", seq=1, event_hash=bytes(16), clock=0)


def test_the_kind_stands_in_the_number() -> None:
    assert said(1).kind == "RD"
    assert replace(said(1), number="X").kind == ""


def test_a_signature_of_another_length_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="64"):
        sign(said(1), lambda _: b"short")
    assert statements.PREFIX == "CR1:"


@given(st.binary(max_size=500))
def test_how_long_a_text_will_be_is_known_before_it_is_made(cose: bytes) -> None:
    text = to_text(cose)
    assert len(text) == statements._characters(len(statements._squeezed(cose)))
    assert len(text) <= statements._characters(len(cose) + statements._ZLIB_ADDS)
