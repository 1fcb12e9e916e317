"""What all papers have in common: State and centre at the head, furniture, marks, foot."""

from typing import Any

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.past import Then
from cpise_inventory.identity import read_number
from cpise_inventory.journal.event import digest
from cpise_inventory.language.words import N_, Words, words
from cpise_inventory.paper.paper import Furniture, Paper, SignatureBox
from cpise_inventory.printing.scene import Scene

HEAD = (
    N_("Islamic Republic of Mauritania"),
    N_("Honour – Fraternity – Justice"),
    N_("Ministry of Social Affairs, Children and Family (MASEF)"),
    N_("Centre for the Protection and Social Integration of Children (CPISE)"),
)
BESIDE = {"fr": "ar", "ar": "fr", "en": "ar"}
"""The language of the head on the other side: Arabic is the State's, French its offices'."""
SHOWN_OF_HASH = 16
"""Hexadecimal digits of an event's fingerprint at the foot: enough to find and tell it by."""


def paper(scene: Scene, title: str, **parts: Any) -> Paper:
    """A paper of this scene, with whatever of `Paper` its builder gives."""
    said, marks = scene.event.payload, scene.marks
    number = read_number(said.number)
    beside = words(BESIDE[scene.w.code])
    return Paper(
        kind=number.code if number else "",
        number=said.number,
        language=scene.w.code,
        title=title,
        furniture=furniture(scene.w),
        head=head(scene.then, said.centre, scene.w),
        head_beside=head(scene.then, said.centre, beside),
        **{
            "qr": marks.qr,
            "copy_mark": marks.copy,
            "reversed_mark": marks.reversed,
            "watermark": marks.watermark,
            "foot": marks.foot,
            **parts,
        },
    )


def head(then: Then, centre: str, w: Words) -> tuple[str, ...]:
    found = then.centre(centre)
    name = found.name if found else Named()
    named = w.pick(fr=name.fr, ar=name.ar, en=name.en) or centre
    return (*(w.t(line) for line in HEAD), named)


def furniture(w: Words) -> Furniture:
    return Furniture(
        number=w.t("No."),
        page=w.t("Page {page} of {pages}"),
        name=w.t("Name"),
        function=w.t("Function"),
        date=w.t("Date"),
        signature=w.t("Signature and stamp"),
        scan=w.t("Scan to verify"),
        continued=w.t("continued"),
    )


def foot_of(scene: Scene) -> str:
    """Where in the journal the paper's event is, for whoever looks it up there."""
    event = scene.event
    fingerprint = digest(scene.journal.codec.encode(event)).hex()[:SHOWN_OF_HASH]
    return scene.w.t(
        "Recorded by {actor} on {when} · event {event} · fingerprint {fingerprint}",
        actor=scene.w.isolate(scene.actor),
        when=scene.w.ltr(scene.w.when(event.at)),
        event=scene.w.ltr(f"{event.device}:{event.seq}"),
        fingerprint=scene.w.ltr(fingerprint),
    )


def box(title: str, name: str = "") -> SignatureBox:
    return SignatureBox(title, name)
