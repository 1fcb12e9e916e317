"""What is answered to a scan: what the code is, and the next step; for the window and elsewhere."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.terms import LABEL_REASONS, term
from cpise_inventory.language.words import N_, Words

if TYPE_CHECKING:
    from cpise_inventory.scans import Scanned


LONGEST: Final = 60
"""Characters of a code that are said."""


class Said(NamedTuple):
    """`step`: what to do now; empty where that is plain."""

    what: str
    step: str = ""


KINDS: Final[Mapping[str, str]] = {
    "asset": N_("asset"),
    "tag": N_("blank tag"),
    "place": N_("storeroom or shelf"),
    "lot": N_("lot"),
    "carton": N_("carton"),
    "folder": N_("folder of documents"),
    "document": N_("document"),
    "item": N_("item"),
}
"""What a code names."""


def said_of(scanned: "Scanned", w: Words) -> Said:
    return _ANSWERS[scanned.verdict](scanned, w)


def _known(scanned: "Scanned", w: Words) -> Said:
    kind = term(KINDS, scanned.kind, w)
    parts = [w.ltr(scanned.name)]
    if scanned.lot:
        parts.append(w.t("Lot {lot}", lot=w.ltr(scanned.lot)))
    if scanned.expiry:
        parts.append(w.ltr(w.expiry(scanned.expiry)))
    named = " · ".join(parts)
    return Said(w.t("{kind}: {name}", kind=f"{kind[:1].upper()}{kind[1:]}", name=named))


def _unused(scanned: "Scanned", w: Words) -> Said:
    return unused_text(scanned.name, scanned.centre, w)


def unused_text(tag: str, centre: str, w: Words) -> Said:
    told = {"tag": w.ltr(tag), "centre": w.ltr(centre)}
    return Said(
        w.t("The tag {tag} is reserved for {centre} and not used yet.", **told),
        w.t("Register the asset on which it sticks."),
    )


def _void(scanned: "Scanned", w: Words) -> Said:
    return void_text(scanned.name, scanned.reason, w)


def void_text(tag: str, reason: str, w: Words) -> Said:
    told = {"tag": w.ltr(tag), "reason": w.isolate(reason)}
    return Said(
        w.t("The tag {tag} was declared void: {reason}.", **told),
        w.t("Take this label off, and stick another one on."),
    )


def _replaced(scanned: "Scanned", w: Words) -> Said:
    day = w.ltr(w.when(scanned.replaced_at).split()[0])
    told = {"day": day, "reason": term(LABEL_REASONS, scanned.reason, w)}
    name = w.ltr(scanned.name)
    return Said(
        w.t("This label was replaced on {day} ({reason}).", **told),
        w.t("It still leads to {name}. Take it off, and stick the new one on.", name=name),
    )


def _other_centre(scanned: "Scanned", w: Words) -> Said:
    centre = w.ltr(scanned.centre)
    if not scanned.here:
        return Said(
            w.t("This label comes from {centre}; nothing is known of it here yet.", centre=centre),
            w.t("Exchange with {centre}, then scan it again.", centre=centre),
        )
    if scanned.kind == "tag":
        step = w.t("Keep it for {centre}; here, take a tag of this centre.", centre=centre)
        return Said(_unused(scanned, w).what, step)
    return Said(
        w.t("{name} belongs to another centre: {centre}.", name=w.ltr(scanned.name), centre=centre),
        w.t("If it is to stay here, its centre sends it with a waybill."),
    )


def _short(code: str) -> str:
    """Other programs' codes may be pages long."""
    return code if len(code) <= LONGEST else f"{code[: LONGEST - 1]}…"


def _mistyped(scanned: "Scanned", w: Words) -> Said:
    text = w.isolate(_short(scanned.name))
    if scanned.near:
        return Said(
            w.t("“{text}” has one character wrong.", text=text),
            w.t("Do you mean {near}?", near=w.ltr(scanned.near)),
        )
    if scanned.kind or scanned.refusal is None:
        return Said(sentence(scanned.refusal, w) if scanned.refusal else text)
    return Said(
        w.t("“{text}” is a label of ours that was misread.", text=text),
        w.t("Scan it once more, or type the characters that stand on it."),
    )


def _unknown(scanned: "Scanned", w: Words) -> Said:
    if not scanned.name:
        return Said(w.t("Nothing was read."), w.t("Scan it once more."))
    code = w.isolate(_short(scanned.name))
    if scanned.refusal is not None:
        return Said(sentence(scanned.refusal, w))
    if scanned.kind == "document":
        return Said(w.t("This paper’s code does not prove that it is genuine."))
    if scanned.kind:
        return Said(
            w.t("The label {code} is in the form of ours, but was never given here.", code=code),
            w.t("If another workstation printed it, exchange with that one first."),
        )
    return Said(
        w.t("Nothing here has the code {code}.", code=code),
        w.t("It may be the serial number of an asset, or an item, that is not entered yet."),
    )


def _foreign(scanned: "Scanned", w: Words) -> Said:
    return Said(
        w.t("This code is another program’s ({program}).", program=w.ltr(scanned.program)),
        w.t("Scan our own label on it; if there is none, print one."),
    )


_ANSWERS: Final[Mapping[str, Callable[["Scanned", Words], Said]]] = {
    "known": _known,
    "unused": _unused,
    "void": _void,
    "replaced": _replaced,
    "other_centre": _other_centre,
    "mistyped": _mistyped,
    "unknown": _unknown,
    "foreign": _foreign,
}
