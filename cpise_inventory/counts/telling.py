"""Why an item is in the handful of the day, in words. Never how much of it is booked: the count is
blind.
"""

from cpise_inventory.counts.choosing import MILLION, Due
from cpise_inventory.language.words import Words


def how_chosen(one: Due, w: Words) -> str:
    """`43 % of what is valued in MRU · 92 days since … · counted every 30 days · moves often`."""
    share = w.ltr(percent(one.share))
    parts = [
        w.t("{share} of what is valued in {currency}", share=share, currency=w.ltr(one.currency))
        if one.currency
        else w.t("{share} of the units without a value", share=share),
        _age(one.age, w),
        w.n("counted every {count} day", "counted every {count} days", one.period),
    ]
    return " · ".join((*parts, w.t("moves often")) if one.often else parts)


def _age(days: int, w: Words) -> str:
    if not days:
        return w.t("counted or come today")
    one, many = (
        "{count} day since it was counted or came",
        "{count} days since it was counted or came",
    )
    return w.n(one, many, days)


def percent(share: int) -> str:
    """Of millionths; what is less than one of a hundred is said to be so."""
    whole = share * 100 // MILLION
    return f"{whole}\u00a0%" if whole else "<\u00a01\u00a0%"
