"""What is written at one workstation is read at another: all of it, once, and provably."""

import shutil
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from cpise_inventory.addresses import address
from cpise_inventory.attachments import queries as attached
from cpise_inventory.documents.events import Printed
from cpise_inventory.exchange import queries
from cpise_inventory.exchange.commands import approve_device
from cpise_inventory.exchange.errors import (
    ChainForkError,
    ChainGapError,
    DeviceNotApprovedError,
    FingerprintDiffersError,
    OwnDeviceError,
    UnknownPartnerError,
)
from cpise_inventory.exchange.fingerprints import read_fingerprint
from cpise_inventory.exchange.writing import write_bundle
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.history import Change, changes_of
from cpise_inventory.journal.queries import event_at
from cpise_inventory.store import Store, open_store
from cpise_inventory.today import found_at_once
from db.backup import copy_whole
from db.schema import content, event
from tests.attachments.acts import PHOTO, data_of, erased
from tests.attachments.acts import attached as attach_photo
from tests.books import (
    ADMIN,
    BUCKET,
    PASSWORD,
    Clock,
    assert_sound,
    bring,
    everything,
    hand_out,
    join,
    projected,
    refused,
    stock,
    tag,
)
from tests.exchange.sticks import approve, carried, read, shown, written


def acquainted(*stores: Store) -> None:
    for store in stores:
        approve(store, *(other for other in stores if other is not store))


def test_books_of_one_centre_come_to_another_and_back(
    store: Store, kiffa: Store, tmp_path: Path
) -> None:
    """On both engines: the first is a file or a server, the second a file."""
    acquainted(store, kiffa)
    bring(store, BUCKET, 12)
    hand_out(store, BUCKET, 2)
    came = carried(store, kiffa, tmp_path)
    with store.read() as connection:
        size = connection.execute(sa.select(sa.func.count()).select_from(event)).scalar_one()
    assert [(one.device, one.first, one.last) for one in came.came] == [("NKC1-A", 1, size)]
    assert stock(kiffa, BUCKET) == {"": 10}
    assert told_by_last(kiffa) == [Change("NKC1-A", "operations", "0", str(size))]
    back = carried(kiffa, store, tmp_path, "NKC1-A")
    assert [one.device for one in back.came] == ["KIF-A"]
    assert [one.device for one in carried(store, kiffa, tmp_path, "KIF-A").came] == ["NKC1-A"]
    assert projected(store) == projected(kiffa)
    assert_sound(store)
    assert_sound(kiffa)


def told_by_last(store: Store) -> list[Change]:
    """What the journal says that a workstation's last event changed."""
    with store.read() as connection:
        last = store.journal.known(connection, store.device).seq
        event = event_at(connection, store.journal, store.device, last)
        assert event
        return changes_of(connection, store.journal, event)


def test_a_file_read_twice_brings_nothing_and_leaves_no_trace(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(kiffa, file_store)
    stick = written(file_store, tmp_path)
    assert read(kiffa, stick).noted
    before = everything(kiffa)
    again = read(kiffa, stick)
    assert (again.noted, again.events, again.came) == (False, 0, ())
    assert everything(kiffa) == before


def test_two_that_have_told_each_other_all_fall_silent(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    for here, there in ((file_store, kiffa), (kiffa, file_store)) * 2:
        carried(here, there, tmp_path, there.device)
    last = carried(file_store, kiffa, tmp_path, "KIF-A")
    assert not last.noted
    assert projected(file_store) == projected(kiffa)


def test_for_somebody_goes_only_what_their_own_word_says_that_they_lack(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    whole = write_bundle(file_store, tmp_path / "1.cpise", "KIF-A")
    assert whole.events == whole.manifest.chains[0].last  # what was written proves nothing
    read(kiffa, tmp_path / "1.cpise")
    assert write_bundle(file_store, tmp_path / "2.cpise", "KIF-A").events == whole.events
    carried(kiffa, file_store, tmp_path)
    few = write_bundle(file_store, tmp_path / "3.cpise", "KIF-A")
    assert few.events == 1  # that the file of KIF-A was read
    assert few.manifest.chains[0].first == whole.events + 1
    bring(file_store, BUCKET, 1)
    assert read(kiffa, written(file_store, tmp_path, "KIF-A")).events == 2
    assert_sound(kiffa)


def test_what_lies_between_is_missed_and_named(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    carried(file_store, kiffa, tmp_path)
    older = put_by(kiffa, tmp_path / "older")
    carried(kiffa, file_store, tmp_path)
    bring(file_store, BUCKET, 1)
    carried(file_store, kiffa, tmp_path, "KIF-A")
    carried(kiffa, file_store, tmp_path)
    stick = written(file_store, tmp_path, "KIF-A")
    with open_store(address(str(older), older.parent), Clock(asked=10**8)) as behind:
        found = refused(behind, ChainGapError, lambda: read(behind, stick))
        with behind.read() as connection:
            known = {one.device: one.seq for one in queries.partners(connection, "KIF-A")}
        assert (found.device, found.exporter) == ("NKC1-A", "NKC1-A")
        assert (found.first, found.last) == (known["NKC1-A"] + 1, known["NKC1-A"] + 2)
        read(behind, written(file_store, tmp_path))  # with everything, their own chain as well
        assert_sound(behind)
        with behind.read() as connection:
            own = queries.own(connection, "KIF-A")
        assert own
        assert own.seq == chain_length(kiffa) + 1  # and that this file was read


def chain_length(store: Store) -> int:
    with store.read() as connection:
        return store.journal.known(connection, store.device).seq


def put_by(store: Store, folder: Path) -> Path:
    """A backup of open books with their key."""
    folder.mkdir()
    file = store.address.file
    assert file
    copy_whole(file, folder / file.name, lambda _done, _total: None)
    shutil.copytree(store.address.keys, (folder / file.name).with_suffix(".keys"))
    return folder / file.name


def test_who_goes_on_with_an_old_copy_of_the_books_is_found_out(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    copy = put_by(file_store, tmp_path / "copy")
    bring(file_store, BUCKET, 1)
    carried(file_store, kiffa, tmp_path)
    with open_store(address(str(copy), copy.parent), Clock(asked=10**8)) as twin:
        bring(twin, BUCKET, 2)
        parted = chain_length(twin)
        for target in ("", "KIF-A"):
            stick = written(twin, tmp_path, target)
            found = refused(kiffa, ChainForkError, lambda stick=stick: read(kiffa, stick))
            assert (found.device, found.seq) == ("NKC1-A", parted)


def test_nobody_is_believed_before_their_number_was_compared(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    stick = written(file_store, tmp_path)
    found = refused(kiffa, DeviceNotApprovedError, lambda: read(kiffa, stick))
    assert found.device == "NKC1-A"
    assert read_fingerprint(found.fingerprint) == shown(file_store)
    approve(kiffa, file_store)
    assert read(kiffa, stick).events > 0


def test_whom_an_approved_workstation_has_approved_is_believed_too(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        where = address(str(tmp_path / "ros.sqlite"), tmp_path)
        rosso = stack.enter_context(
            create_store(where, FirstRun("ROS", ADMIN, PASSWORD), Clock(asked=10**6 * 2))
        )
        approve(file_store, rosso)
        carried(rosso, file_store, tmp_path)
        approve(kiffa, file_store)
        came = carried(file_store, kiffa, tmp_path)
        assert {one.device for one in came.came} == {"NKC1-A", "ROS-A"}
        read(kiffa, written(rosso, tmp_path))
        assert_sound(kiffa)


def test_a_number_that_differs_from_the_known_one_is_not_approved(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    carried(file_store, kiffa, tmp_path)

    def compared(device: str, digits: str) -> None:
        with kiffa.write(ADMIN) as work:
            approve_device(work, device, digits)

    found = refused(kiffa, FingerprintDiffersError, lambda: compared("NKC1-A", "1" * 24))
    assert read_fingerprint(found.known) == shown(file_store)
    refused(kiffa, OwnDeviceError, lambda: compared("KIF-A", shown(kiffa)))
    before = everything(kiffa)
    compared("NKC1-A", shown(file_store))  # once more
    assert everything(kiffa) == before


def test_for_a_stranger_nothing_is_written(file_store: Store, tmp_path: Path) -> None:
    found = refused(file_store, UnknownPartnerError, lambda: written(file_store, tmp_path, "ALE-A"))
    assert found.known == ()
    refused(file_store, OwnDeviceError, lambda: written(file_store, tmp_path, "NKC1-A"))
    assert not list(tmp_path.glob("*.cpise"))


# --- what is attached ----------------------------------------------------------------------------


def test_attached_bytes_go_along_and_what_was_erased_stays_so(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    (one,) = tag(file_store, "S1")
    name = attach_photo(file_store, one)
    old = written(file_store, tmp_path, name="old.cpise")
    came = read(kiffa, old)
    assert (len(came.attachments.kept), came.missing) == (1, 0)
    assert data_of(kiffa, name) == PHOTO.data
    erased(kiffa, name)
    carried(kiffa, file_store, tmp_path)
    with file_store.read() as connection:
        assert attached.stored_bytes(connection, came.attachments.kept[0]) is None
    again = read(kiffa, old)
    assert again.attachments.needless == came.attachments.kept
    assert_sound(file_store)
    assert_sound(kiffa)


def test_bytes_that_lack_are_asked_for_and_come_later(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    """Carried by somebody who hadn't got them either, then by who has."""
    acquainted(file_store, kiffa)
    (one,) = tag(file_store, "S1")
    carried(file_store, kiffa, tmp_path)
    carried(kiffa, file_store, tmp_path)
    name = attach_photo(file_store, one)
    with file_store.engine.begin() as connection:
        kept = connection.execute(sa.select(content)).one()
        connection.execute(content.delete())
    came = carried(file_store, kiffa, tmp_path, "KIF-A")
    assert (came.attachments.kept, came.missing) == ([], 1)
    with kiffa.read() as connection:
        (partner,) = queries.partners(connection, "KIF-A")
    assert partner.missing == 1
    with file_store.engine.begin() as connection:
        connection.execute(content.insert().values(tuple(kept)))
    carried(kiffa, file_store, tmp_path)  # and says what it lacks
    came = carried(file_store, kiffa, tmp_path, "KIF-A")
    assert (len(came.attachments.kept), came.missing) == (1, 0)
    assert data_of(kiffa, name) == PHOTO.data


def test_a_centre_that_has_been_silent_for_long_is_something_to_do(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    carried(kiffa, file_store, tmp_path)
    with file_store.read() as connection:

        def silent(day: date, centre: str = "NKC1") -> list[str]:
            found = found_at_once(connection, day, centre)
            return [task.target for task in found if task.kind == "silent"]

        assert silent(date(2026, 12, 24)) == []
        assert silent(date(2026, 12, 26)) == ["KIF"]
        assert silent(date(2026, 12, 26), "KIF") == ["NKC1"]


def test_a_neighbour_at_the_same_books_goes_along_as_far_as_it_has_signed(
    file_store: Store, kiffa: Store, tmp_path: Path
) -> None:
    acquainted(file_store, kiffa)
    with join(file_store, "NKC1-B", tmp_path / "b.keys", Clock(asked=10**8)) as neighbour:
        assert [one.device for one in carried(file_store, kiffa, tmp_path).came] == ["NKC1-A"]
        neighbour.check_in()
        refused(kiffa, DeviceNotApprovedError, lambda: carried(file_store, kiffa, tmp_path))
        approve(kiffa, neighbour)
        bring(neighbour, BUCKET, 1)
        with neighbour.engine.begin() as connection:
            neighbour.journal.append(connection, ADMIN, Printed("NKC1-B-BR-2026-00001", 0, "fr"))
        came = carried(file_store, kiffa, tmp_path)
        assert [(one.device, one.size) for one in came.came] == [("NKC1-B", 2)]
        assert_sound(kiffa)
