"""What isn't a whole, genuine file of somebody who is approved is refused by name, and writes
nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from zipfile import ZipFile

import msgspec
import pytest

from cpise_inventory.addresses import address
from cpise_inventory.errors import FullDiskError
from cpise_inventory.exchange import container
from cpise_inventory.exchange.errors import (
    BundleAlteredError,
    BundleCutError,
    BundleEmptyError,
    BundleKeyError,
    BundleNewerError,
    BundleUnreadableError,
    ChainFalseError,
    DeviceNotApprovedError,
    NotABundleError,
    TargetTakenError,
)
from cpise_inventory.exchange.reading import open_bundle
from cpise_inventory.exchange.writing import write_bundle
from cpise_inventory.journal.event import digest
from cpise_inventory.journal.keys import create_key
from cpise_inventory.store import Store, open_store
from tests.attachments.acts import attached
from tests.books import BUCKET, Clock, bring, everything, own_copy, tag
from tests.exchange.forging import forged, records_of
from tests.exchange.sticks import approve, read, written

Made = Callable[[bytes], Path]


class StoppedError(Exception):
    """Somebody thought better of it."""


@pytest.fixture(scope="module")
def two(
    ready_file: Path, kiffa_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    """A centre with goods and a picture; another one that approved it and has read nothing."""
    folder = tmp_path_factory.mktemp("two")
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(
                open_store(address(str(own_copy(file, folder)), folder), Clock(asked=10**7))
            )
            for file in (ready_file, kiffa_file)
        )
        bring(here, BUCKET, 5)
        attached(here, tag(here, "S1")[0])
        approve(there, here)
        yield here, there


@pytest.fixture(scope="module")
def good(two: tuple[Store, Store], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(two[0], tmp_path_factory.mktemp("good"))


@pytest.fixture
def there(two: tuple[Store, Store]) -> Iterator[Store]:
    """Who is to read; nothing may be written there."""
    before = everything(two[1])
    yield two[1]
    assert everything(two[1]) == before


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def make(content: bytes) -> Path:
        path = tmp_path / "made.cpise"
        path.write_bytes(content)
        return path

    return make


def test_what_is_no_file_or_nothing_at_all(there: Store, made: Made, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.cpise", tmp_path):
        with pytest.raises(BundleUnreadableError):
            read(there, path)
    with pytest.raises(BundleEmptyError):
        read(there, made(b""))


def test_another_kind_of_file(there: Store, made: Made, tmp_path: Path) -> None:
    zipped = tmp_path / "list.zip"
    with ZipFile(zipped, "w") as file:
        file.writestr("zeros", bytes(10**6))
    for path in (zipped, made(b"item;quantity\nSAVON;5\n"), made(bytes(4_096))):
        with pytest.raises(NotABundleError):
            read(there, path)


def test_a_form_that_only_a_later_program_knows(there: Store, good: Path, made: Made) -> None:
    content = bytearray(good.read_bytes())
    content[len(container.MAGIC)] += 1
    with pytest.raises(BundleNewerError):
        read(there, made(bytes(content)))


def test_a_stick_pulled_out_early(there: Store, good: Path, made: Made) -> None:
    content = good.read_bytes()
    for length in (1, 9, 16, 17, 20, 200, len(content) // 2, len(content) - 1):
        with pytest.raises(BundleCutError):
            read(there, made(content[:length]))
        with pytest.raises((BundleCutError, NotABundleError, BundleNewerError)):  # its room only
            read(there, made(content[:length].ljust(len(content), b"\0")))
    with pytest.raises(BundleCutError):
        read(there, made(content + b"\0"))


def test_a_single_bit(there: Store, good: Path, made: Made) -> None:
    content, chance = good.read_bytes(), Random(5)  # noqa: S311 - the same bits each time
    end = len(content) - len(container.END)
    at_last = range(end - container.LENGTH, end)
    for place in (*at_last, *(chance.randrange(container.START, end) for _ in range(60))):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(BundleAlteredError):
            read(there, made(bytes(changed)))


def test_a_part_taken_from_another_file(there: Store, two: tuple[Store, Store], good: Path) -> None:
    content = good.read_bytes()
    bring(two[0], BUCKET, 1)
    other = written(two[0], good.parent, name="other.cpise")
    mixed = good.with_name("mixed.cpise")
    mixed.write_bytes(content[: len(content) // 2] + other.read_bytes()[len(content) // 2 :])
    with pytest.raises(BundleAlteredError):
        read(there, mixed)


def test_somebody_elses_key(there: Store, good: Path, tmp_path: Path) -> None:
    stranger = create_key(tmp_path / "keys", "NKC1-A")
    with pytest.raises(BundleKeyError) as told:
        read(there, forged(good, stranger))
    assert told.value.device == "NKC1-A"
    unknown = create_key(tmp_path / "more", "ALE-A")
    with pytest.raises(DeviceNotApprovedError) as refused:
        read(there, forged(good, unknown))
    assert refused.value.device == "ALE-A"


def test_a_bomb_is_put_out_before_it_swells(
    there: Store, two: tuple[Store, Store], good: Path
) -> None:
    """Even where it's signed by whom we trust: no part gives more than its manifest says."""
    key = two[0].key
    assert key
    zeros = [bytes(container.LONGEST)] * 3
    bomb = forged(good, key, {"contents": zeros}, lies={"contents": {"unpacked": 1_000}})
    with pytest.raises(BundleAlteredError):
        read(there, bomb)
    longer = forged(good, key, {"events": [bytes(container.LONGEST + 1)]})
    with pytest.raises(BundleAlteredError):
        read(there, longer)


def test_records_that_say_something_else(
    there: Store, two: tuple[Store, Store], good: Path
) -> None:
    """By a faulty program, or somebody who has a key: each for what it is."""
    key, told = two[0].key, records_of(good)
    assert key
    pack = msgspec.msgpack.Encoder().encode
    events, seals = told["events"], told["seals"]
    false: list[tuple[type[Exception], dict[str, list[bytes]]]] = [
        (ChainFalseError, {"events": [*events[:-1], events[-1].replace(b"NKC1", b"NKC2")]}),
        (ChainFalseError, {"events": [*events[:-2], events[-1], events[-2]]}),
        (ChainFalseError, {"events": [b"{}", *events[1:]]}),
        (ChainFalseError, {"events": events[:-1]}),
        (BundleAlteredError, {"events": [*events, events[-1]]}),
        (ChainFalseError, {"seals": []}),
        (ChainFalseError, {"seals": seals[1:]}),
        (ChainFalseError, {"seals": [*seals[:-1], seals[-1][:-1] + b"\0"]}),
        (BundleAlteredError, {"seals": seals[::-1]}),
        (BundleAlteredError, {"seals": [*seals, seals[-1]]}),
        (BundleAlteredError, {"seals": [*seals, pack(("KIF-A", 1, "", b""))]}),
        (BundleAlteredError, {"seals": [*seals, b"?"]}),
        (BundleAlteredError, {"contents": [b"?"]}),
    ]
    for error, records in false:
        with pytest.raises(error):
            read(there, forged(good, key, records))


def test_whoever_carries_a_chain_can_add_nothing_to_it(
    there: Store, two: tuple[Store, Store], good: Path
) -> None:
    """The last event of each chain is one that its own workstation has signed."""
    here = two[0]
    assert here.key
    told, codec = records_of(good), here.journal.codec
    last = codec.decode(told["events"][-1])
    more = msgspec.structs.replace(
        last, seq=last.seq + 1, clock=last.clock + 1, prev=digest(told["events"][-1]).hex()
    )
    body = codec.encode(more)
    with open_bundle(good) as bundle:
        (chain,) = bundle.manifest.chains
    longer = msgspec.structs.replace(chain, last=more.seq, hash=digest(body).hex())
    with pytest.raises(ChainFalseError):
        read(
            there,
            forged(good, here.key, {"events": [*told["events"], body]}, chains=(longer,)),
        )


def test_bytes_that_are_not_what_was_attached_are_left_out(
    two: tuple[Store, Store], good: Path, tmp_path: Path, kiffa: Store
) -> None:
    key = two[0].key
    assert key
    (content,) = records_of(good)["contents"]
    sha256, _ = msgspec.msgpack.decode(content)
    false = msgspec.msgpack.encode((sha256, b"something else"))
    approve(kiffa, two[0])
    report = read(kiffa, forged(good, key, {"contents": [false]}))
    assert (report.attachments.altered, report.missing) == ([sha256], 1)
    again = read(kiffa, good)  # what lacks comes later
    assert (again.attachments.kept, again.missing, again.noted) == ([sha256], 0, True)


# --- writing --------------------------------------------------------------------------------------


def test_nothing_but_such_a_file_is_written_over(two: tuple[Store, Store], tmp_path: Path) -> None:
    other = tmp_path / "letter.odt"
    other.write_bytes(b"PK")
    with pytest.raises(TargetTakenError):
        written(two[0], tmp_path, name="letter.odt")
    assert other.read_bytes() == b"PK"
    first = written(two[0], tmp_path).read_bytes()
    assert written(two[0], tmp_path).read_bytes() != first  # the time is another
    assert sorted(path.name for path in tmp_path.iterdir()) == ["NKC1-A.cpise", "letter.odt"]


def test_a_full_stick_is_told_and_left_as_it_was(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = written(two[0], tmp_path).read_bytes()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FullDiskError):
        written(two[0], tmp_path)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["NKC1-A.cpise"]
    assert (tmp_path / "NKC1-A.cpise").read_bytes() == old


def test_who_stops_leaves_nothing_behind(
    there: Store, two: tuple[Store, Store], good: Path, tmp_path: Path
) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        write_bundle(two[0], tmp_path / "new.cpise", progress=stop)
    assert not list(tmp_path.iterdir())
    with pytest.raises(StoppedError), open_bundle(good, stop):
        pass
