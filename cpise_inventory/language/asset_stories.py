"""What happened to a computer, in sentences: screens and commands alike."""

from typing import Any

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.money import money
from cpise_inventory.language.terms import (
    ACCESSORIES,
    CONDITIONS,
    DISPOSAL_MEANS,
    DISPOSAL_REASONS,
    LABEL_REASONS,
    LOSS_REASONS,
    SIGHTINGS,
    TRANSFER_DECISIONS,
    term,
)
from cpise_inventory.language.words import N_, Words
from cpise_inventory.texts import capital


def story_sentence(said: Any, words: Words, tag: str) -> str:
    """What happened and, where somebody wrote something, that."""
    party = words.isolate(str(getattr(said, "party", "")))
    text = _custody(said, party, words) or _life(said, party, words, tag) or _road(said, words, tag)
    text = text or _seen(said, words, tag) or _leaves(said, words)
    text = text or term(KINDS, said.kind, words)
    wrote = ("note", "remarks", "reason", "fault", "circumstances")
    remarks = next((told for name in wrote if (told := str(getattr(said, name, "")))), "")
    if said.kind == "label.printed" and remarks in LABEL_REASONS:  # known by its code
        remarks = term(LABEL_REASONS, remarks, words)
    return f"{text} · {words.isolate(remarks)}" if remarks else text


def _custody(said: Any, party: str, words: Words) -> str:
    match said.kind:
        case "asset.registered":
            return _came(said, party, words)
        case "asset.assigned" if said.due_on:
            until = words.ltr(words.date(said.due_on))
            return words.t("Lent until {day} to {name}", name=party, day=until)
        case "asset.assigned":
            return words.t("Handed over to {name}", name=party)
        case "asset.returned":
            return words.t("Returned by {name}", name=party)
        case "asset.reversed" | "stock.reversed":
            return words.t("Cancelled: {number}", number=words.ltr(said.undoes))
    return ""


def _came(said: Any, donor: str, words: Words) -> str:
    if said.delivery:
        number = words.ltr(said.delivery)
        return words.t("Received from {donor}, with {number}", donor=donor, number=number)
    return words.t("Received from {donor}", donor=donor)


def _road(said: Any, words: Words, tag: str) -> str:
    """To another room or centre: how it left, how it came in, what was decided about it."""
    match said.kind:
        case "asset.placed":
            return words.t("Moved to {place}", place=words.isolate(said.place))
        case "transfer.sent" if said.driver:
            driver = words.isolate(said.driver)
            centre = words.ltr(said.target)
            return words.t("Sent to {centre} with {driver}", centre=centre, driver=driver)
        case "transfer.sent":
            return words.t("Sent to {centre}", centre=words.ltr(said.target))
        case "transfer.received":
            came = words.t("Came in at {centre}", centre=words.ltr(said.centre))
            return " · ".join([came, *_otherwise(said, words, tag)])
        case "transfer.settled":
            decided = [one.decision for one in said.asset_decisions if one.tag == tag]
            return capital(", ".join(term(TRANSFER_DECISIONS, one, words) for one in decided))
    return ""


def _seen(said: Any, words: Words, tag: str) -> str:
    """`Seen in a physical verification · Elsewhere than booked · Bureau 4 · Fair`."""
    if said.kind != "asset.sighted":
        return ""
    sighting = next(one for one in said.sightings if one.tag == tag)
    how = term(CONDITIONS, sighting.condition, words) if sighting.condition else ""
    told = (
        term(KINDS, "asset.sighted", words),
        capital(term(SIGHTINGS, sighting.result, words)),
        words.isolate(sighting.room) if sighting.room else "",
        capital(how),
    )
    return " · ".join(part for part in told if part)


def _otherwise(said: Any, words: Words, tag: str) -> list[str]:
    """What was not as it had been sent."""
    told = []
    for check in said.asset_checks:
        if check.tag != tag:
            continue
        if check.condition:
            word = term(CONDITIONS, check.condition, words)
            told.append(words.t("Condition: {word}", word=word))
        for text, codes in (
            (N_("without: {accessories}"), check.lacking),
            (N_("in addition: {accessories}"), check.extra),
        ):
            if codes:
                names = words.join(term(ACCESSORIES, code, words) for code in codes)
                told.append(words.t(text, accessories=names))
    return told


def _life(said: Any, party: str, words: Words, tag: str) -> str:
    match said.kind:
        case "asset.condition_noted":
            return words.t("Condition: {word}", word=term(CONDITIONS, said.condition, words))
        case "asset.repair_started":
            return words.t("Out for repair at {name}", name=party)
        case "asset.repair_ended" if said.cost:
            cost = money(said.shares.get(tag, said.cost), said.currency, words)
            return words.t("Back from repair at {name}, for {cost}", name=party, cost=cost)
        case "asset.repair_ended":
            return words.t("Back from repair at {name}", name=party)
        case "asset.missed":
            return words.t("Declared {word}", word=term(LOSS_REASONS, said.why, words))
    return ""


def _leaves(said: Any, words: Words) -> str:
    """`Disposal proposed · Out of date · Recycled`."""
    if said.kind not in ("asset.disposal_proposed", "asset.disposed"):
        return ""
    why = capital(term(DISPOSAL_REASONS, said.why, words))
    means = capital(term(DISPOSAL_MEANS, said.means, words))
    return " · ".join((term(KINDS, said.kind, words), why, means))
