"""Free text that a person types: trimmed, bounded, printable."""

import unicodedata
from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class TextTooLongError(Refusal):
    name: str
    length: int
    longest: int


@dataclass(eq=False)
class UnprintableTextError(Refusal):
    """Control characters: pasted from somewhere, or a scanner's."""

    name: str


@dataclass(eq=False)
class NoReasonError(Refusal):
    field = "reason"


def one_line(text: str) -> str:
    """Without what nobody sees: marks of direction and joining that come along with a paste."""
    if not text.isprintable():
        text = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return " ".join(text.split())


def checked_text(name: str, text: str, longest: int) -> str:
    """The text on one line, without spaces around it. `name` is the field that it stands in."""
    line = one_line(text)
    if len(line) > longest:
        raise TextTooLongError(name, len(line), longest)
    if not line.isprintable():
        raise UnprintableTextError(name)
    return line


def said_reason(text: str, longest: int) -> str:
    """Why somebody does what can't be done without saying why. Raises `NoReasonError`."""
    if said := checked_text("reason", text, longest):
        return said
    raise NoReasonError


def capital(text: str) -> str:
    """`laptop` -> `Laptop`: a term that stands alone. Arabic stays as it is."""
    return text[:1].upper() + text[1:]
