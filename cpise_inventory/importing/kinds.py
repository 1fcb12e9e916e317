"""Categories, conditions and units as lists name them: our words in three languages, and others.

The official words are the screens' own (`language.terms`), so that a list printed here is read
back here.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from cpise_inventory.language.folding import compact
from cpise_inventory.language.terms import ACCESSORIES, CATEGORIES, CONDITIONS, UNITS
from cpise_inventory.language.words import LANGUAGES, words

_MORE_CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "laptop": ("PC portable", "Portable", "Notebook", "Laptop computer", "لابتوب", "كمبيوتر محمول"),
    "desktop": ("PC", "PC de bureau", "Unité centrale", "Poste fixe", "Desktop", "كمبيوتر مكتبي"),
    "screen": ("Moniteur", "Écran d'ordinateur", "Monitor", "شاشة حاسوب"),
    "printer": ("Imprimante laser", "Imprimante multifonction", "Laser printer"),
    "ups": ("UPS", "Onduleur UPS"),
    "router": ("Routeur Wi-Fi", "Wi-Fi router", "Modem"),
    "phone": ("Smartphone", "Mobile phone", "Téléphone portable"),
    "scanner": ("Scanner", "Scanneur", "Douchette", "Barcode scanner"),
    "projector": ("Vidéoprojecteur", "Video projector"),
}
_MORE_CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "new": ("neuve", "nouveau", "nouvelle"),
    "good": ("bonne", "bon état"),
    "fair": ("moyenne", "état moyen"),
    "poor": ("mauvaise", "mauvais état"),
    "broken": ("broken", "HS", "en panne", "cassé"),
}
_MORE_ACCESSORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "charger": ("adaptateur", "adaptateur secteur", "power adapter", "AC adapter", "محول"),
    "bag": ("sacoche", "sac", "housse", "bag", "case", "حقيبة"),
    "power_cable": ("cordon secteur", "câble secteur", "power cord", "كابل طاقة"),
}
_BETWEEN: Final = re.compile(r"[,;،؛\r\n]+")
_MORE_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "piece": ("pce", "pcs", "pc", "unité", "unit", "each", "ea", "u", "وحدة", "وحدات", "قطع"),
    "bar": ("pain de savon", "morceau", "barre", "قطع"),
    "box": ("boxes", "علب"),
    "carton": ("ctn", "crt", "case", "كراتين", "كرتونة"),
    "bag": ("sacs", "أكياس"),
    "bottle": ("bouteille", "fl", "قوارير"),
    "tube": ("أنابيب",),
    "roll": ("rouleaux", "لفائف", "لفافات"),
    "sachet": ("أكياس صغيرة",),
    "pack": ("paquet", "pqt", "عبوات"),
    "pair": ("أزواج",),
    "set": ("jeux", "أطقم"),
    "kit": ("حقائب",),
    "g": ("gramme", "gram", "gr"),
    "kg": ("kilogramme", "kilo", "kilogram"),
    "l": ("litre", "liter"),
    "ml": ("millilitre", "milliliter"),
}


@cache
def category_names() -> Mapping[str, tuple[str, ...]]:
    """The code of each category of assets, and all names that it is known by."""
    return _all_names(CATEGORIES, _MORE_CATEGORIES)


def category_code(text: str) -> str:
    """The code of a category by any of its names; else the text, for the domain to refuse."""
    wanted = compact(text)
    for code, names in category_names().items():
        if wanted in map(compact, (code, *names)):
            return code
    return text.strip().lower()


def condition_of(text: str) -> str:
    """`new`, `good` …; empty if it's none."""
    return next(iter(_found(text, _conditions())), "")


def accessory_of(text: str) -> str:
    """The code of what usually belongs with a computer, by any of its names; else the text."""
    return next(iter(_found(text, _accessories())), " ".join(text.split()))


def accessories_of(text: str) -> tuple[str, ...]:
    """Each of a list with commas or line ends between them, once."""
    written = (accessory_of(part) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(one for one in written if one))


def unit_of(text: str) -> str:
    """`piece`, `bar` …; empty if it's none. Where two share a word, the first of them."""
    return next(iter(units_of(text)), "")


def units_of(text: str) -> tuple[str, ...]:
    """All units that go by this word: «قطعة» is a piece and a bar."""
    return _found(text, _units())


def unit_names(code: str) -> tuple[str, ...]:
    """All words for a unit of ours; nothing for another."""
    return _unit_names().get(code, ())


def unit_key(text: str) -> str:
    """`Pièces` and `piece` alike."""
    return compact(text).removesuffix("s")


def _found(text: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return names.get(unit_key(text), ())


@cache
def _conditions() -> Mapping[str, tuple[str, ...]]:
    return _by_key(_all_names(CONDITIONS, _MORE_CONDITIONS))


@cache
def _accessories() -> Mapping[str, tuple[str, ...]]:
    return _by_key(_all_names(ACCESSORIES, _MORE_ACCESSORIES))


@cache
def _units() -> Mapping[str, tuple[str, ...]]:
    return _by_key(_unit_names())


@cache
def _unit_names() -> dict[str, tuple[str, ...]]:
    return _all_names(UNITS, _MORE_UNITS)


def _all_names(
    official: Mapping[str, str], more: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    said = [words(language) for language in LANGUAGES]
    return {
        code: (code, msgid, *(w.t(msgid) for w in said), *more.get(code, ()))
        for code, msgid in official.items()
    }


def _by_key(names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, several in names.items():
        for key in {unit_key(name) for name in several}:
            found[key] = (*found.get(key, ()), code)
    return found
