"""The mark of a donor as labels bear it: a picture that was made harmless when it came in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A PNG without transparency, of so many pixels."""

    png: bytes
    width: int
    height: int
