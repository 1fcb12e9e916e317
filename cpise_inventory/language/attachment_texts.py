"""What refusals say of attached files, see `refusal_texts`; and what kinds of files there are."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

ATTACHMENTS: Final[Mapping[str, str]] = {
    "AttachmentUnreadableError": N_(
        "The file {file} cannot be opened; is it a file, and may you read it?"
    ),
    "AttachmentEmptyError": N_("The file {file} is empty."),
    "AttachmentTooBigError": N_(
        "The file {file} has {megabytes} MB; at most {most} MB are attached. Have a picture scaled"
        " down; scan a paper in grey with 150 dots an inch."
    ),
    "AttachmentKindError": N_(
        "{file} is neither a PDF nor a JPEG or PNG picture, whatever its name says; save it as one"
        " of these."
    ),
    "AttachmentDamagedError": N_("The file {file} is damaged or incomplete; copy it again."),
    "PictureTooLargeError": N_(
        "The picture {file} unpacks to {width} × {height} dots; at most {most} million dots are"
        " taken. Make it smaller first."
    ),
    "AttachedTwiceError": N_("This very file is attached already, as {attachment}."),
    "ContentErasedError": N_(
        "This very file was erased for good (“{reason}”) and is not attached again."
    ),
    "UnknownAttachmentError": N_("There is no attachment {attachment}."),
    "AttachmentGoneError": N_("The attachment {attachment} was taken away (“{reason}”)."),
    "AttachmentElsewhereError": N_(
        "The file of {attachment} has not come here; exchange data with {device}, which has it."
    ),
    "ContentAlteredError": N_(
        "The file of {attachment} is not what was attached: something changed it on the disk. Check"
        " the books (verify) and take it from a backup."
    ),
}

MEDIA: Final[Mapping[str, str]] = {
    "application/pdf": N_("PDF document"),
    "image/jpeg": N_("picture (JPEG)"),
    "image/png": N_("picture (PNG)"),
}
"""Kinds of attached files."""
