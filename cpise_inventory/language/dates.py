"""Names of months and days, and what a moment is called where our users live.

Babel knows all this, but importing it costs 50 ms of every start: its words are copied here and a
test compares them with it (locales `fr`, `ar_MR`, `en`). The Mauritanian names of the months are
not those of plain `ar`: إبريل, أغشت, شتمبر, دجمبر.
"""

from datetime import UTC, date, datetime, timedelta

MONTHS: dict[str, tuple[str, ...]] = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "إبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغشت",
        "شتمبر",
        "أكتوبر",
        "نوفمبر",
        "دجمبر",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""January first."""

DAYS: dict[str, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
"""Monday first, as `date.weekday()` counts."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_date(value: date | str) -> date:
    """A date, or its ISO text as tables and events bear it.

    Raises ValueError for another text.
    """
    if isinstance(value, datetime):
        return as_moment(value).date()
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value: datetime | int) -> datetime:
    """The moment on the clock of Nouakchott, which is UTC all year.

    An integer counts microseconds since 1970, as tables keep times; a datetime bears its zone.
    """
    if isinstance(value, int):
        return _EPOCH + timedelta(microseconds=value)
    return value.astimezone(UTC)


def short(day: date) -> str:
    """`24/11/2026`, in all three languages."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
