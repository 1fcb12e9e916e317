"""`words("fr").t("Only {available} left.", available=3)`: all texts of the program pass here.

The msgids are the English texts; gettext catalogues stand in `resources/catalogues`. Figures are
in Western digits in all three languages, as Mauritania's administration writes them.
"""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from cpise_inventory.language.dates import DAYS, MONTHS, as_date, as_moment, short
from resources import HERE as RESOURCES

LANGUAGES: Final = ("fr", "ar", "en")
DEFAULT: Final = "fr"
DOMAIN: Final = "cpise_inventory"

_LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
_THOUSANDS = "\u202f"
_ARABIC = range(0x0590, 0x0900)
_HUNDRED: Final = 100
"""Of the figures whose Arabic plural form bears the figure and a noun without ending."""
_YEAR_MONTH = len("2027-06")


def N_(text: str) -> str:  # noqa: N802 - gettext's name for it, known to translators' tools
    """Mark a msgid for the catalogues; it is translated later, by `Words.t`."""
    return text


class _Facts(dict[str, object]):
    """What a sentence is filled with: a missing fact shows its name, and no screen falls over."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class Words:
    """One language: its texts, its plural forms, and how it writes figures and dates."""

    __slots__ = ("_catalogue", "code", "rtl")

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self.rtl = code == "ar"
        self._catalogue = catalogue

    # Texts ------------------------------------------------------------------------------------

    def t(self, msgid: str, /, **facts: object) -> str:
        """The text in this language, with `{name}` filled from the facts as they are.

        Without facts it is left unfilled, as gettext does, for whoever fills it later.
        """
        # what gettext has for an empty text is the catalogue's head
        return _filled(self._catalogue.gettext(msgid) if msgid else "", facts)

    def p(self, context: str, msgid: str, /, **facts: object) -> str:
        """As `t`, for an English word with two meanings: `p("verb", "Count")`."""
        return _filled(self._catalogue.pgettext(context, msgid), facts)

    def n(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """The plural form for `count`, which is also the fact `{count}`, written as a figure.

        A negative figure takes the form of what it is without its sign, and keeps the sign.
        """
        text = self._catalogue.ngettext(one, many, abs(count))
        if count < 0 and "{count}" in many and "{count}" not in text:  # «وحدتان» says no minus
            text = self._catalogue.ngettext(one, many, _HUNDRED)
        return _filled(text, {"count": self.signed(count), **facts})

    def pick(self, *, fr: str = "", ar: str = "", en: str = "") -> str:
        """A name that is data, in this language, else the first that is not empty."""
        names = {"fr": fr, "ar": ar, "en": en}
        return names[self.code] or fr or en or ar

    def join(self, parts: Iterable[str]) -> str:
        """`a, b, c` with the comma of this language."""
        return ("، " if self.rtl else ", ").join(parts)

    # Identifiers ------------------------------------------------------------------------------

    def ltr(self, text: str) -> str:
        """Keep an identifier, figure or date in its order inside Arabic (screens, terminals)."""
        return f"{_LEFT_TO_RIGHT}{text}{_END}" if self.rtl and text else text

    def isolate(self, text: str) -> str:
        """Keep any text apart from the Arabic around it: `ltr`, unless it is Arabic itself."""
        if self.rtl and any(ord(char) in _ARABIC for char in text):
            return f"{_FIRST_STRONG}{text}{_END}"
        return self.ltr(text)

    # Figures ----------------------------------------------------------------------------------

    def number(self, value: int) -> str:
        """`12345` -> `12 345`, with a narrow no-break space."""
        return f"{value:,}".replace(",", _THOUSANDS).replace("-", "−")

    def signed(self, value: int) -> str:
        """`number` inside a sentence: Arabic would set the minus behind its figure."""
        return self.number(value) if value >= 0 else self.ltr(self.number(value))

    def decimal(self, value: float, places: int = 1) -> str:
        """`2.5` -> `2,5`; a point in English only (CLDR: a comma in fr_MR and ar_MR)."""
        text = f"{value:,.{places}f}".replace(",", _THOUSANDS).replace("-", "−")
        return text if self.code == "en" else text.replace(".", ",")

    def size(self, width: float, height: float) -> str:
        """Millimetres across and down: `63,5 × 38,1 mm`."""
        sides = (self.decimal(side, 2).rstrip("0").rstrip(",.") for side in (width, height))
        return self.ltr(f"{' × '.join(sides)} mm")

    # Dates and times --------------------------------------------------------------------------

    def date(self, day: dt.date | str) -> str:
        """A date or its ISO text: `24/11/2026`."""
        return short(as_date(day))

    def time(self, moment: dt.datetime | int) -> str:
        """A moment, or microseconds since 1970: `10:42`, on Nouakchott's clock."""
        return f"{as_moment(moment):%H:%M}"

    def when(self, moment: dt.datetime | int) -> str:
        """A moment, or microseconds since 1970: `24/11/2026 10:42`, on Nouakchott's clock."""
        return f"{short(as_moment(moment))} {self.time(moment)}"

    def month(self, year_month: str) -> str:
        """`2027-06` -> `06/2027`."""
        return f"{year_month[5:7]}/{year_month[:4]}"

    def expiry(self, text: str) -> str:
        """What a lot bears: `2027-06` -> `06/2027`, `2027-06-30` -> `30/06/2027`, nothing -> ``."""
        if not text:
            return ""
        return self.month(text) if len(text) == _YEAR_MONTH else self.date(text)

    def long_date(self, day: dt.date | str) -> str:
        """`24 novembre 2026`; the first of a month is `1er` in French."""
        day = as_date(day)
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return f"{number} {self.month_name(day.month)} {day.year}"

    def full_date(self, day: dt.date | str) -> str:
        """`mardi 24 novembre 2026`, with the comma of English and Arabic."""
        day = as_date(day)
        gap = {"fr": " ", "ar": "، ", "en": ", "}[self.code]
        return f"{self.day_name(day.weekday())}{gap}{self.long_date(day)}"

    def month_name(self, month: int) -> str:
        """From 1, January."""
        return MONTHS[self.code][month - 1]

    def day_name(self, weekday: int) -> str:
        """From 0, Monday."""
        return DAYS[self.code][weekday]


@cache
def words(code: str) -> Words:
    """The words of `fr`, `ar` or `en`, read once. Raises KeyError for another code."""
    if code not in LANGUAGES:
        raise KeyError(code)
    path = catalogues() / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with path.open("rb") as stream:
        return Words(code, GNUTranslations(stream))


def catalogues() -> Path:
    """The folder of the catalogues, in a checkout as in an installed program."""
    return RESOURCES / "catalogues"


def choose(*wishes: str | None) -> str:
    """The first wish that is a language of ours (`ar_MR.UTF-8` counts as `ar`), else French."""
    for wish in wishes:
        code = (wish or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT


def system_language(environ: Mapping[str, str] = os.environ) -> str | None:
    """What this machine's system speaks, in our codes; None if it is none of ours."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where it is needed

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return {0x01: "ar", 0x09: "en", 0x0C: "fr"}.get(primary)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else None
    return None


def plain(text: str) -> str:
    """Without the marks that hold an order on screens and papers: for the cells of files."""
    return text.translate(dict.fromkeys(map(ord, (_LEFT_TO_RIGHT, _FIRST_STRONG, _END))))


def _filled(text: str, facts: dict[str, object]) -> str:
    if not facts:
        return text
    try:
        return text.format_map(_Facts(facts))
    except (ValueError, LookupError, AttributeError, TypeError):
        return text  # a spoilt translation must not stop a distribution; tests find it
