"""Attach to an asset or a paper, take out of view, erase for good."""

from cpise_inventory.assets.commands import known_asset
from cpise_inventory.attachments import contents, queries
from cpise_inventory.attachments.errors import (
    AttachedTwiceError,
    AttachmentGoneError,
    ContentErasedError,
    UnknownAttachmentError,
)
from cpise_inventory.attachments.events import Attached, Erased, Withdrawn
from cpise_inventory.attachments.files import Content
from cpise_inventory.attachments.queries import Attachment
from cpise_inventory.documents.commands import known_document
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

LONGEST_NOTE = 200


def attach(work: Work, tag: str, found: Content, note: str = "") -> str:
    """To an asset; what the attachment is known by."""
    work.require(Right.MANAGE_ASSETS)
    asset = known_asset(work, tag)
    return _attach(work, found, note, tag=asset.tag)


def attach_to_paper(work: Work, number: str, found: Content, note: str = "") -> str:
    """To a document: a photograph of the signed paper; what the attachment is known by."""
    work.require(Right.PRINT_DOCUMENTS)
    document = known_document(work, number)
    return _attach(work, found, note, paper=document.number)


def withdraw(work: Work, name: str, reason: str) -> None:
    """Out of view, and still there: for what was attached to the wrong thing."""
    known = known_attachment(work, name)
    work.require(Right.MANAGE_ASSETS if known.tag else Right.PRINT_DOCUMENTS)
    if not known.stands:
        raise AttachmentGoneError(known.name, known.erased or known.withdrawn)
    work.record(Withdrawn(attachment=known.name, reason=said_reason(reason, LONGEST_NOTE)))


def erase(work: Work, name: str, reason: str) -> None:
    """The bytes themselves, of whatever they are attached to, here and wherever the event comes.

    For what should never have been kept: no child's photograph has a place anywhere.
    """
    work.require(Right.CANCEL)
    known = known_attachment(work, name)
    if known.erased_by:
        raise AttachmentGoneError(known.name, known.erased)
    why = said_reason(reason, LONGEST_NOTE)
    work.record(Erased(attachment=known.name, sha256=known.sha256, reason=why))
    work.touched.add("content")


def known_attachment(work: Work, name: str) -> Attachment:
    """Raises `UnknownAttachmentError`."""
    found = queries.attachment_named(work.connection, name)
    if found is None:
        raise UnknownAttachmentError(name.strip())
    return found


def _attach(work: Work, found: Content, note: str, *, tag: str = "", paper: str = "") -> str:
    said = checked_text("note", note, LONGEST_NOTE)
    sha256 = contents.fingerprint(found.data)
    work.hold(f"content {sha256}")
    if (why := queries.erased_because(work.connection, sha256)) is not None:
        raise ContentErasedError(why)
    for one in queries.attached_to(work.connection, tag, paper):
        if one.sha256 == sha256:
            raise AttachedTwiceError(one.name)
    contents.keep(work.connection, found.data)
    event = work.record(
        Attached(
            media=found.media,
            size=len(found.data),
            sha256=sha256,
            tag=tag,
            paper=paper,
            note=said,
        )
    )
    return f"{event.device}:{event.seq}"
