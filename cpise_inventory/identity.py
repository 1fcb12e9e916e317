"""Names that two workstations can't both give: devices, document numbers, asset tags, lots."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.language.folding import compact
from cpise_inventory.texts import one_line

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PREFIX = "CPISE"
"""What a label's QR code says before the tag."""
DEVICE = r"[A-Z0-9]{2,6}-[A-Z]"
LETTERS = ascii_uppercase
"""What tells the workstations of a centre apart, each with numbers of its own; the usual first."""
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}")
"""Items, kits, donations, donors: upper case, digits, hyphens."""
_NUMBER = re.compile(rf"({DEVICE})-([A-Z]{{2}})-(\d{{4}})-(\d{{5,}})")
THINGS = "PLCF"
"""Letters of the labels that are no asset's: a place, a lot, a carton, a folder of documents."""
_LABEL = re.compile(
    rf"([A-Z0-9]{{2,6}})([A-Z])(\d{{5,7}})([{THINGS}]?)([A-Z0-9])(?:R(\d{{1,2}})([A-Z0-9]))?"
)
_OF_ANOTHER = re.compile(rf"\s*(?!{PREFIX}:)[A-Z][A-Z0-9+.-]+:", re.IGNORECASE)
"""Before the colon stands another program's name, as ours does in our codes."""
_SERIAL_DIGITS = 5
SECOND, MOST_GENERATIONS = 2, 99


@dataclass(eq=False)
class MistypedTagError(Refusal):
    """The check character does not fit: one character is wrong or two are swapped."""

    text: str
    field = "tag"


@dataclass(eq=False)
class NearTagError(MistypedTagError):
    """The same, and only one tag in the books is one slip away: `near`."""

    near: str

    @property
    @override
    def code(self) -> str:
        return "mistyped_tag"


@dataclass(eq=False)
class NotATagError(Refusal):
    text: str
    field = "tag"


@dataclass(eq=False)
class BadLetterError(Refusal):
    """Not one of `LETTERS`."""

    letter: str
    field = "letter"


@dataclass(eq=False)
class BadCodeError(Refusal):
    """Not upper-case letters, digits and hyphens, at most 30 of them."""

    code_text: str
    field = "code"


@dataclass(eq=False)
class BadLotError(Refusal):
    """A lot number as on the pack: at most 40 characters, no control characters."""

    lot: str
    field = "lot"


def check_character(text: str) -> str:
    """ISO 7064 MOD 37,36 over digits and capital letters; catches every single slip and swap."""
    product = 36
    for character in text:
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHABET[(37 - product) % 36]


def asset_tag(device: str, serial: int) -> str:
    """`NKC1-A`, 42 -> `NKC1-A-00042-` and the check character."""
    base = f"{device}-{serial:0{_SERIAL_DIGITS}d}"
    return f"{base}-{check_character(base.replace('-', ''))}"


class LabelCode(NamedTuple):
    """What a label of ours says: an asset's tag, or the number of a thing's label.

    `thing` is one of `THINGS`, or empty for an asset. `generation`: 1, and one more each time that
    the label was replaced; 0 of what was typed, as it stands in clear on each of its labels alike.
    """

    name: str
    thing: str = ""
    generation: int = 1

    @property
    def centre(self) -> str:
        """Of the workstation that gave the number."""
        return self.name.partition("-")[0]


def read_label(text: str) -> LabelCode:
    """A label's code as scanned or typed, with or without prefix, hyphens, capitals.

    Raises `NotATagError` or `MistypedTagError`.
    """
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    plain = plain.removeprefix(PREFIX)
    found = _LABEL.fullmatch(plain)
    if not found:
        raise NotATagError(text.strip())
    centre, letter, serial, thing, check, generation, _last = found.groups()
    name = f"{centre}-{letter}-{serial}-{thing}{check}"
    marked = int(generation or 1)
    if not _fits(name) or (generation and (marked < SECOND or not _fits(plain))):
        raise (NotATagError if _OF_ANOTHER.match(text) else MistypedTagError)(text.strip())
    typed = not generation and "-" in text and PREFIX not in text.upper()
    return LabelCode(name, thing, 0 if typed else marked)


def read_tag(text: str) -> str:
    """An asset's tag as scanned or typed, as it's written; whether its label was replaced or not.

    Raises `NotATagError` or `MistypedTagError`.
    """
    found = read_label(text)
    if found.thing:
        raise NotATagError(text.strip())
    return found.name


def label_text(name: str, generation: int = 1) -> str:
    """What the QR code of a label says: `CPISE:NKC1-A-00042-K`, and from its first replacement on
    which one it is: `CPISE:NKC1-A-00042-K-R2W`. At most 29 characters, which version 2 holds.
    """
    if generation < SECOND:  # the first says nothing more
        return f"{PREFIX}:{name}"
    marked = f"{name}-R{min(generation, MOST_GENERATIONS)}"
    return f"{PREFIX}:{marked}{check_character(marked.replace('-', ''))}"


def label_number(device: str, serial: int, thing: str) -> str:
    """`NKC1-A`, 7, `P` -> `NKC1-A-00007-P` and the check character: of no asset, as a letter stands
    where a tag ends.
    """
    base = f"{device}-{serial:0{_SERIAL_DIGITS}d}-{thing}"
    return base + check_character(base.replace("-", ""))


def _fits(code: str) -> bool:
    plain = code.replace("-", "")
    return check_character(plain[:-1]) == plain[-1]


class Number(NamedTuple):
    """A document's number, taken apart."""

    device: str
    code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.device}-{self.code}-{self.year:04d}-{self.serial:05d}"


def split_number(number: str) -> Number:
    """A number that this program wrote, taken apart; nothing but noughts of one that it did not."""
    return Number(*number_parts(number))


def number_parts(number: str) -> tuple[str, str, int, int]:
    """The same as a plain tuple, for a replay: a third of the time, and each paper has one."""
    begin, _, serial = number.rpartition("-")
    series = _series(begin)
    return (*series, int(serial)) if series and serial.isdecimal() else ("", "", 0, 0)


@lru_cache(maxsize=4_096)  # all of a device's receipts of a year begin alike
def _series(begin: str) -> tuple[str, str, int] | None:
    parts = begin.rsplit("-", 2)
    if len(parts) == len(Number._fields) - 1 and parts[2].isdecimal():
        return parts[0], parts[1], int(parts[2])
    return None


def read_number(text: str) -> Number | None:
    """`NKC1-A-RD-2026-00017`, however typed; None when it's no document number."""
    found = _NUMBER.fullmatch(text.strip().upper())
    if not found:
        return None
    device, code, year, serial = found.groups()
    return Number(device, code, int(year), int(serial))


_EVENT_NAME = re.compile(r"([A-Z0-9]{2,6}-[A-Z]):([0-9]{1,18})")


def read_event_name(text: str) -> tuple[str, int] | None:
    """`NKC1-A:512`, however typed: device and number; None when it's no event's name."""
    found = _EVENT_NAME.fullmatch("".join(text.split()).upper())
    return (found[1], int(found[2])) if found else None


class Lot(NamedTuple):
    """What makes a lot: number as on the pack, expiry (`""`, `2027-06`, `2027-06-30`), donation."""

    number: str
    expiry: str
    donation: str

    @property
    def key(self) -> str:
        return f"{self.number}/{self.expiry}/{self.donation}"

    @property
    def expires_on(self) -> str:
        """The last day on which it may be used, ISO; `9999-12-31` where nothing expires."""
        if not self.expiry:
            return "9999-12-31"
        if len(self.expiry) > len("2027-06"):
            return self.expiry
        year, month = map(int, self.expiry.split("-"))
        lengths = (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return f"{self.expiry}-{lengths[month - 1]}"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@lru_cache(maxsize=4_096)
def read_lot(key: str) -> Lot:
    """Take a lot's key apart; its number may itself hold slashes."""
    number, expiry, donation = key.rsplit("/", 2)
    return Lot(number, expiry, donation)


def names_lot(named: str, key: str) -> bool:
    """Whether somebody who names a lot (by its number or its key) means this one; who names none
    means every one.
    """
    return named in ("", key, read_lot(key).number)


def checked_letter(text: str) -> str:
    """Of a workstation, however typed. Raises `BadLetterError`."""
    letter = text.strip().upper()
    if letter not in tuple(LETTERS):
        raise BadLetterError(text)
    return letter


def free_letter(centre: str, devices: Iterable[str]) -> str:
    """The first that none of these workstations has at this centre; the last where all are taken.

    >>> free_letter("NKC1", ["NKC1-A", "KIF-A", "KIF-B"])
    'B'
    """
    taken = set(devices)
    return next((one for one in LETTERS if f"{centre}-{one}" not in taken), LETTERS[-1])


def checked_code(text: str) -> str:
    """Raises `BadCodeError`."""
    code = text.strip().upper()
    if not CODE.fullmatch(code):
        raise BadCodeError(text)
    return code


def checked_lot_number(text: str) -> str:
    """Raises `BadLotError`."""
    number = one_line(text)
    if len(number) > 40 or not number.isprintable():  # noqa: PLR2004 - the longest seen is 20
        raise BadLotError(text[:40])
    return number


def made_key(maker: str, serial: str) -> tuple[str, str]:
    """What makes two serial numbers of a maker the same, however either is written: letters and
    digits alone tell them apart.

    This is the one rule, of registering, importing, correcting, scanning and merging alike.

    Two makers may give the same one.

    >>> made_key("H.P.", "5cg-123 a") == made_key("HP", "5CG123A")
    True
    """
    return _letters_and_digits(maker), _letters_and_digits(serial)


def _letters_and_digits(text: str) -> str:
    """What has neither, such as "?", is what it is."""
    return compact(text) or text.strip()
