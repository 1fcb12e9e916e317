"""The languages of the program, to choose from."""

from typing import Final

from ui.kit.choices import Choice

LANGUAGES: Final = (
    Choice("fr", "Français"),
    Choice("ar", "العربية"),
    Choice("en", "English"),
)
"""Each by its own name: who needs the switch may not read the language in force."""
