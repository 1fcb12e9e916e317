"""How each figure of a plan was reckoned, in sentences: for the command line, windows, letters."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.planning.asking import Ahead, AskList, Basis, Need
from cpise_inventory.planning.kits import PossibleKits
from cpise_inventory.planning.moving import Moves
from cpise_inventory.planning.outlook import FARTHEST, LotOutlook
from cpise_inventory.planning.pace import TRUSTED_DAYS, Pace
from cpise_inventory.planning.periods import Period
from cpise_inventory.planning.plan import ItemPlan

FINE: Final = 2
"""Decimals of what goes in a day; of a month one is enough."""
STATES: Final[Mapping[str, str]] = {
    "out": N_("Nothing to give"),
    "short": N_("Runs out within a month"),
    "wasting": N_("Will expire unused"),
    "low": N_("To ask for soon"),
    "good": N_("Enough"),
    "unknown": N_("Pace not known yet"),
    "unused": N_("No movement"),
}
"""How an item stands at a centre, by `plan.State`."""
BASES: Final[Mapping[str, str]] = {
    "ration": N_("standard ration"),
    "pace": N_("past use"),
}
"""What a need is reckoned from, by `asking.Basis`."""
WHYS: Final[Mapping[bool, str]] = {
    True: N_("would expire unused"),
    False: N_("the other centre runs out"),
}
"""Why something is moved, by `Carried.wastes`."""
WHO_GUIDE: Final = (
    "Operational Guide for National Tuberculosis Control Programmes"
    " (World Health Organization, 2002), annex 5"
)
HANDBOOK: Final = "Logistics Handbook (USAID | DELIVER PROJECT, 2011), 3.2"


def sources(w: Words) -> list[tuple[str, str]]:
    """Where the rules come from: what is said, and the title, which is written from the left."""
    return [
        (w.t("The average is reckoned after:"), w.ltr(WHO_GUIDE)),
        (w.t("The months of stock are reckoned after:"), w.ltr(HANDBOOK)),
    ]


def how(plan: ItemPlan, w: Words) -> list[str]:
    """How an item's figures at a centre came about, step by step."""
    return [*_pace(plan.pace, w), *_stock(plan, w), *_lots(plan, w), *_end(plan, w)]


def days_said(period: Period, w: Words) -> dict[str, str]:
    """The first and the last day of a period, for sentences."""
    return {"first": w.ltr(w.date(period.first)), "last": w.ltr(w.date(period.last))}


def amount(value: Fraction | int, w: Words, places: int = 1) -> str:
    """A figure of a sentence, without decimals where there is nothing behind the sign."""
    if value == int(value):
        return w.ltr(w.number(int(value)))
    return w.ltr(w.decimal(float(value), places))


def _pace(pace: Pace, w: Words) -> Iterator[str]:
    facts = days_said(pace.period, w) | {
        "used": amount(pace.used, w),
        "stocked": amount(pace.stocked, w),
        "days": amount(pace.period.days, w),
    }
    if pace.monthly is None:
        yield w.t(
            "From {first} to {last} there was never anything to give: nobody knows how much would"
            " have been used.",
            **facts,
        )
        return
    if pace.stocked_out:
        yield w.t(
            "Used from {first} to {last}: {used}. There was something to give on {stocked} of"
            " {days} days; the others are left out.",
            **facts,
        )
    else:
        yield w.t(
            "Used from {first} to {last}: {used}. There was something to give on each of the"
            " {days} days.",
            **facts,
        )
    yield w.t(
        "{used} ÷ {stocked} days × {length} days a month = {monthly} a month.",
        **facts,
        length=amount(Fraction(pace.period.days, pace.period.months), w, FINE),
        monthly=amount(pace.monthly, w),
    )
    if not pace.is_trusted:
        yield w.t(
            "There was stock on fewer than {days} days: too few to move anything on account of it.",
            days=amount(TRUSTED_DAYS, w),
        )


def _stock(plan: ItemPlan, w: Words) -> Iterator[str]:
    there, usable = plan.outlook.on_hand, plan.outlook.usable
    facts = {"usable": amount(usable, w), "there": amount(there, w)}
    if there == usable:
        yield w.t("Fit to be given today: {usable}.", **facts)
    else:
        yield w.t(
            "Fit to be given today: {usable} of {there} on hand; the others have expired or are"
            " missing in the books.",
            **facts,
        )
    if plan.apart:
        yield w.t(
            "In quarantine, or reported lost or stolen, not counted: {apart}.",
            apart=amount(plan.apart, w),
        )
    if plan.on_road:
        yield w.t("On the road to the centre, not counted: {road}.", road=amount(plan.on_road, w))
    if plan.months is not None and plan.pace.monthly:
        yield w.t(
            "{usable} ÷ {monthly} a month = {months} months of stock.",
            **facts,
            monthly=amount(plan.pace.monthly, w),
            months=amount(plan.months, w),
        )
    if plan.level.minimum or plan.level.target:
        yield w.t(
            "Set for this centre: at least {minimum}, filled up to {target}.",
            minimum=amount(plan.level.minimum, w),
            target=amount(plan.level.target, w),
        )


def _lots(plan: ItemPlan, w: Words) -> Iterator[str]:
    for one in plan.outlook.lots:
        if one.left:
            yield left_over(one, w)


def left_over(one: LotOutlook, w: Words) -> str:
    """What will become of a lot that is too large for its life."""
    return w.t(
        "Lot {lot}, until {expiry}: {quantity} there, {used} used by then, {left} will be left"
        " over.",
        lot=w.ltr(read_lot(one.held.lot).number) or w.t("without number"),
        expiry=w.ltr(w.date(one.held.expires_on)),
        quantity=amount(one.held.quantity, w),
        used=amount(one.used, w),
        left=amount(one.left, w),
    )


def _end(plan: ItemPlan, w: Words) -> Iterator[str]:
    daily, ends = plan.pace.daily, plan.outlook.runs_out_on
    if daily is None or not plan.outlook.usable:
        return
    facts = {"daily": amount(daily, w, FINE)}
    if ends is not None:
        yield w.t(
            "First expired first out, at {daily} a day: used up or expired on {day}.",
            **facts,
            day=w.ltr(w.date(ends)),
        )
    elif daily:
        years = amount(FARTHEST // 366, w)
        yield w.t("At {daily} a day it does for more than {years} years.", **facts, years=years)


# --- what to ask for -----------------------------------------------------------------------------


def ahead_said(ahead: Ahead, w: Words) -> str:
    """For which time it is asked."""
    return w.t(
        "From {first} to {last}, {months} months.",
        first=w.ltr(w.date(ahead.today)),
        last=w.ltr(w.date(ahead.last)),
        months=amount(ahead.months, w),
    )


def persons_said(found: AskList, w: Words) -> str:
    """Where the number of persons comes from: typed, or counted on receipts."""
    facts = {"persons": amount(found.asked.persons, w)}
    if found.served is None:
        return w.t("Persons, as typed: {persons}.", **facts)
    return w.t(
        "Persons: {persons}, the average month of those counted on receipts from {first} to"
        " {last}.",
        **facts,
        **days_said(found.served.period, w),
    )


def how_asked(need: Need, found: AskList, w: Words) -> list[str]:
    """How much is needed and why, what is there of it, what is missing."""
    facts = {
        "months": amount(found.ahead.months, w),
        "needed": amount(need.needed, w),
        "monthly": amount(need.monthly, w),
        "persons": amount(found.asked.persons, w),
    }
    return [_needed(need, facts, w), *_source(need, w), *_doubt(need, w), _missing(need, w)]


def _needed(need: Need, facts: Mapping[str, str], w: Words) -> str:
    ration = need.ration
    if need.basis is Basis.PACE or ration is None:
        return w.t("Past use: {monthly} a month × {months} months = {needed}.", **facts)
    each = measured(ration.amount, ration.unit, w)
    if not ration.content:
        return w.t(
            "Standard ration: {persons} persons × {ration} × {months} months = {needed}.",
            **facts,
            ration=each,
        )
    return w.t(
        "Standard ration: {persons} persons × {ration} × {months} months ÷ {content} each ="
        " {needed}.",
        **facts,
        ration=each,
        content=measured(ration.content, ration.unit, w),
    )


def measured(value: int, unit: str, w: Words) -> str:
    """`250 g`, or a bare figure of base units."""
    figure = w.number(value)
    return w.isolate(f"{figure}\u00a0{term(UNITS, unit, w)}") if unit else w.ltr(figure)


def _source(need: Need, w: Words) -> Iterator[str]:
    if need.ration is None:
        return
    if need.ration.source:
        yield w.t("Source of the ration: {source}.", source=w.isolate(need.ration.source))
    else:
        yield w.t("The ration has no source that was verified.")


def _doubt(need: Need, w: Words) -> Iterator[str]:
    if need.is_doubtful:
        yield w.t(
            "There was stock on fewer than {days} days: this need is uncertain.",
            days=amount(TRUSTED_DAYS, w),
        )


def _missing(need: Need, w: Words) -> str:
    return w.t(
        "There and used before it expires: {covered}; under way: {road}. To be asked for:"
        " {missing}.",
        covered=amount(need.covered, w),
        road=amount(need.on_road, w),
        missing=amount(need.missing, w),
    )


# --- kits ----------------------------------------------------------------------------------------


def how_kits(found: PossibleKits, names: Mapping[str, str], w: Words) -> list[str]:
    """What ends it without substitutes, what they make possible, and what is missing for more."""
    if found.unknown:
        return [draft_said(found.unknown, names, w)]
    said = [*_by_part(found, names, w)]
    if found.has_substitutes:
        said += _with_substitutes(found, names, w)
    return said


def draft_said(unknown: Iterable[str], names: Mapping[str, str], w: Words) -> str:
    """Why no kit can be made by this list."""
    items = w.join(w.isolate(names.get(item, item)) for item in unknown)
    return w.t("Draft: it is not known yet how many of {items} one kit holds.", items=items)


def _by_part(found: PossibleKits, names: Mapping[str, str], w: Words) -> list[str]:
    said = [
        w.t(
            "{item}: {usable} there ÷ {each} a kit = {makes}.",
            item=w.isolate(names.get(part.item, part.item)),
            usable=amount(part.usable, w),
            each=amount(part.each, w),
            makes=amount(part.makes, w),
        )
        for part in found.parts
    ]
    limits = w.join(w.isolate(names.get(item, item)) for item in found.limiting)
    return [*said, w.t("What ends it: {items}.", items=limits)] if limits else said


def _with_substitutes(found: PossibleKits, names: Mapping[str, str], w: Words) -> Iterator[str]:
    yield w.t(
        "Without substitutes: {possible}. With substitutes: {more}.",
        possible=amount(found.possible, w),
        more=amount(found.with_substitutes, w),
    )
    for one in found.instead:
        yield w.t(
            "For {kits} kits, {quantity} of {other} in place of {item}.",
            kits=amount(found.wanted, w),
            quantity=amount(one.quantity, w),
            other=w.isolate(names.get(one.other, one.other)),
            item=w.isolate(names.get(one.item, one.item)),
        )
    for part in found.parts:
        if part.still_missing:
            yield w.t(
                "For {kits} kits, {quantity} of {item} are missing all the same.",
                kits=amount(found.wanted, w),
                quantity=amount(part.still_missing, w),
                item=w.isolate(names.get(part.item, part.item)),
            )


# --- between the centres -------------------------------------------------------------------------


def trips_said(found: Moves, w: Words) -> list[str]:
    """How many trips, and whether it could be done in fewer."""
    said = [w.n("{count} trip moves all of it.", "{count} trips move all of it.", len(found.trips))]
    if not found.is_proven:
        said.append(w.t("It might be done in fewer: {least}.", least=amount(found.at_least, w)))
    return said
