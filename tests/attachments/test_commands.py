"""Attached once, out of view on request, and gone for good where that must be."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from cpise_inventory.attachments import commands, contents, errors, queries
from cpise_inventory.attachments.files import Content
from cpise_inventory.errors import FullDiskError, Refusal
from cpise_inventory.identity import NotATagError
from cpise_inventory.proof import verify
from cpise_inventory.store import Store, open_store
from cpise_inventory.texts import NoReasonError, TextTooLongError
from cpise_inventory.work import NotAllowedError, Work
from tests.attachments.acts import PHOTO, attached, data_of, erased, holds, of
from tests.books import (
    AUDITOR,
    BUCKET,
    LOGISTICS,
    MANAGER,
    assert_sound,
    bring,
    everything,
    refused,
    tag,
    tamper,
)

OTHER = Content(b"%PDF-1.4 facture %%EOF", "application/pdf")


def test_a_picture_stands_with_its_asset_and_is_in_its_history(store: Store) -> None:
    one, other = tag(store, "S1", "S2")
    name = attached(store, one.replace("-", "").lower(), note=" Écran fissuré ")
    (found,) = of(store, one)
    assert (found.name, found.note, found.media) == (name, "Écran fissuré", "image/png")
    assert (found.size, found.here, found.actor) == (len(PHOTO.data), True, LOGISTICS)
    assert data_of(store, name.lower()) == PHOTO.data
    assert of(store, other) == []
    attached(store, other)  # the same bytes are kept once
    with store.read() as connection:
        assert contents.stored(connection) == (1, len(PHOTO.data))
        kinds = [one.kind for one in _story(store, one)]
    assert kinds == ["asset.registered", "attachment.attached"]
    assert_sound(store)


def _story(store: Store, one: str):  # type: ignore[no-untyped-def]  # payloads of several kinds
    from cpise_inventory.assets.queries import history

    with store.read() as connection:
        return [event.payload for event in history(connection, store.journal, one)]


def test_a_signed_paper_is_attached_to_its_document(store: Store) -> None:
    number = bring(store, BUCKET, 5)
    with store.write(LOGISTICS) as work:
        commands.attach_to_paper(work, f" {number.lower()} ", OTHER, "signé")
    with store.read() as connection:
        (found,) = queries.attached_to(connection, paper=number)
    assert (found.paper, found.tag, found.note) == (number, "", "signé")
    assert_sound(store)


def test_out_of_view_is_kept_and_erased_is_gone(store: Store) -> None:
    one, other = tag(store, "S1", "S2")
    first, second = attached(store, one), attached(store, one, OTHER)
    copy = attached(store, other)
    with store.write(LOGISTICS) as work:
        commands.withdraw(work, second, "not this one")
    assert [found.name for found in of(store, one)] == [first]
    assert data_of(store, second) == OTHER.data
    erased(store, first)
    assert of(store, one) == of(store, other) == []  # wherever these bytes were
    assert [found.erased for found in of(store, one, everything=True)] == ["a child is on it", ""]
    with store.read() as connection:
        assert contents.stored(connection) == (1, len(OTHER.data))
        assert queries.missing(connection) == []
    for name in (first, copy):
        with pytest.raises(errors.AttachmentGoneError):
            data_of(store, name)
    assert_sound(store)


def test_what_was_erased_is_not_in_the_file_any_more(file_store: Store) -> None:
    file = file_store.address.file
    assert file is not None
    (one,) = tag(file_store, "S1")
    big = Content(b"%PDF-1.4" + b"a child" * 3_000 + b"%%EOF", "application/pdf")
    name = attached(file_store, one, big)
    assert holds(file, b"a child" * 200)
    erased(file_store, name)
    file_store.close()
    assert not holds(file, b"a child" * 200)
    with open_store(file_store.address) as again:
        assert_sound(again)


def test_nor_does_the_log_keep_it_while_the_program_stays_open(file_store: Store) -> None:
    """Another program that has the file open keeps its log alive, but only while it reads."""
    file = file_store.address.file
    assert file is not None
    (one,) = tag(file_store, "S1")
    names = [
        attached(file_store, one, Content(b"%PDF-1.4" + word * 900 + b"%%EOF", "application/pdf"))
        for word in (b"a child", b"another")
    ]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM event").fetchone()
        erased(file_store, names[0])
        assert not holds(file, b"a child" * 20)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        erased(file_store, names[1])
        assert holds(file, b"another" * 20)  # it's what the other one reads
        other.execute("COMMIT")
        tag(file_store, "S2")
        assert not holds(file, b"another" * 20)


Act = Callable[[Work, str, str], object]


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda work, tag, _: commands.attach(work, tag, PHOTO), errors.AttachedTwiceError),
        (lambda work, tag, _: commands.attach(work, tag, OTHER, "x" * 201), TextTooLongError),
        (lambda work, _tag, _: commands.attach(work, "NKC1-A-1", OTHER), NotATagError),
        (lambda work, _, name: commands.withdraw(work, name, " "), NoReasonError),
        (lambda work, _, name: commands.erase(work, name, ""), NoReasonError),
        (lambda work, *_: commands.erase(work, "NKC1-A:1", "x"), errors.UnknownAttachmentError),
        (lambda work, *_: commands.erase(work, "rubbish", "x"), errors.UnknownAttachmentError),
    ],
)
def test_what_is_refused_leaves_nothing(
    file_store: Store, act: Act, refusal: type[Refusal]
) -> None:
    (one,) = tag(file_store, "S1")
    name = attached(file_store, one)

    def done() -> None:
        with file_store.write(MANAGER) as work:
            act(work, one, name)

    refused(file_store, refusal, done)


def test_what_was_erased_is_not_attached_again_nor_erased_twice(file_store: Store) -> None:
    (one,) = tag(file_store, "S1")
    name = attached(file_store, one)
    with pytest.raises(NotAllowedError), file_store.write(LOGISTICS) as work:
        commands.erase(work, name, "x")  # managers alone
    with pytest.raises(NotAllowedError), file_store.write(AUDITOR) as work:
        commands.attach(work, one, OTHER)
    erased(file_store, name)
    for act in (
        lambda: attached(file_store, one),
        lambda: erased(file_store, name),
    ):
        before = everything(file_store)
        with pytest.raises((errors.ContentErasedError, errors.AttachmentGoneError)):
            act()
        assert everything(file_store) == before


def attach_to_full(work: Work, one: str, found: Content) -> None:
    """As if no page were left on the disk."""
    pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar()
    work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    commands.attach(work, one, found)


def test_a_full_disk_keeps_neither_event_nor_bytes(file_store: Store) -> None:
    (one,) = tag(file_store, "S1")
    before = everything(file_store)
    big = Content(b"%PDF-1.4" + bytes(3 << 20) + b"%%EOF", "application/pdf")
    with pytest.raises(FullDiskError), file_store.write(LOGISTICS) as work:
        attach_to_full(work, one, big)
    assert everything(file_store) == before


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE content SET bytes = bytes || x'00'", "attachment altered"),
        ("DELETE FROM content", "attachment missing"),
        ("UPDATE content SET sha256 = 'f' || substr(sha256, 2)", "attachment altered"),
    ],
)
def test_verify_names_what_was_altered_or_taken_away(
    file_store: Store, statement: str, found: str
) -> None:
    (one,) = tag(file_store, "S1")
    name = attached(file_store, one)
    assert_sound(file_store)
    tamper(file_store, statement)
    findings = {finding.what: finding.where for finding in verify(file_store).findings}
    assert found in findings
    if "sha256" not in statement:
        assert findings[found] == name
    with pytest.raises((errors.ContentAlteredError, errors.AttachmentElsewhereError)):
        data_of(file_store, name)


def test_bytes_that_nothing_names_and_bytes_that_should_be_gone_are_found(
    file_store: Store,
) -> None:
    (one,) = tag(file_store, "S1")
    erased(file_store, attached(file_store, one))
    with file_store.engine.begin() as connection:
        contents.keep(connection, PHOTO.data)
        contents.keep(connection, b"whatever")
    assert [one.what for one in verify(file_store).findings] == [
        "attachment not erased",
        "attachment unknown",
    ]
