"""Bytes go from one workstation to another apart from the journal, and an erasure goes with it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cpise_inventory.attachments import contents, queries
from cpise_inventory.attachments.errors import AttachmentElsewhereError
from cpise_inventory.attachments.files import Content
from cpise_inventory.store import Store
from db.files import sqlite_url
from tests.attachments.acts import PHOTO, attached, data_of, erased, of
from tests.books import assert_sound, tag
from tests.journal.apart import chain_of, headquarters, take_in

OTHER = Content(b"%PDF-1.4 facture %%EOF", "application/pdf")


@pytest.fixture
def centre(store: Store, tmp_path: Path) -> Iterator[tuple[Store, Store, str]]:
    """A centre's books, headquarters that know them, and a computer that both know."""
    with ExitStack() as stack:
        far = stack.enter_context(headquarters(sqlite_url(tmp_path / "hq.sqlite"), tmp_path))
        (one,) = tag(store, "S1")
        yield store, far, one


def carried(here: Store, there: Store) -> contents.TakenIn:
    """A bundle: first the events, then the bytes of what they attach."""
    take_in(there, chain_of(here))
    with here.read() as connection:
        given = list(contents.give_out(connection))
    with there.engine.begin() as connection:
        return contents.take_in(connection, given)


def test_without_the_bytes_the_journal_comes_all_the_same_and_says_who_has_them(
    centre: tuple[Store, Store, str],
) -> None:
    here, far, one = centre
    name = attached(here, one, note="facture")
    take_in(far, chain_of(here))
    with far.read() as connection:
        (lacking,) = queries.missing(connection)
    assert (lacking.name, lacking.device, lacking.note) == (name, "NKC1-A", "facture")
    with pytest.raises(AttachmentElsewhereError):
        data_of(far, name)
    assert_sound(far)  # what has not come yet is no fault
    done = carried(here, far)
    assert done.kept == [contents.fingerprint(PHOTO.data)]
    assert data_of(far, name) == PHOTO.data
    assert carried(here, far).needless == done.kept  # it's there already
    assert_sound(far)


def test_what_was_altered_on_the_way_or_is_attached_to_nothing_is_not_taken(
    centre: tuple[Store, Store, str],
) -> None:
    here, far, one = centre
    attached(here, one)
    take_in(far, chain_of(here))
    sha256 = contents.fingerprint(PHOTO.data)
    with far.engine.begin() as connection:
        stranger = contents.fingerprint(b"whatever")
        sent = [(sha256, PHOTO.data + b"!"), (stranger, b"whatever")]
        done = contents.take_in(connection, sent)
        assert contents.stored(connection) == (0, 0)
    assert (done.altered, done.needless, done.kept) == ([sha256], [stranger], [])


def test_an_erasure_erases_wherever_it_comes_and_nothing_brings_the_bytes_back(
    centre: tuple[Store, Store, str],
) -> None:
    here, far, one = centre
    name = attached(here, one)
    attached(here, one, OTHER)
    with here.read() as connection:
        bundle = list(contents.give_out(connection))
    carried(here, far)
    erased(here, name)
    with here.read() as connection:
        assert [sha for sha, _ in contents.give_out(connection)] == [
            contents.fingerprint(OTHER.data)
        ]
    take_in(far, chain_of(here))
    with far.engine.begin() as connection:
        assert contents.stored(connection) == (1, len(OTHER.data))
        again = contents.take_in(connection, bundle)  # an old bundle, found on a stick
        assert again.kept == []
    assert [found.note for found in of(far, one)] == [""]
    assert [found.erased for found in of(far, one, everything=True)] == ["a child is on it", ""]
    assert_sound(far)
    assert_sound(here)
