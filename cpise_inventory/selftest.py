"""Is this installation sound? Each part is tried as the program uses it; nothing is changed."""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Final

from cpise_inventory.addresses import Address
from cpise_inventory.errors import Refusal, StoreError
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import LANGUAGES, N_, Words, words
from cpise_inventory.store import exists, open_store
from resources import HERE as RESOURCES

OLDEST_PYTHON: Final = (3, 11)
OLDEST_SQLITE: Final = (3, 35, 0)
LIBRARIES: Final = (
    *("alembic", "arabic_reshaper", "argon2", "base45", "bidi", "cbor2", "cryptography", "msgspec"),
    *("openpyxl", "PIL", "psycopg", "pypdfium2", "qrcode", "reportlab", "sqlalchemy", "zxingcpp"),
)
WINDOW: Final = "PySide6"
"""Only looked for: loading it is the window's affair."""
SAMPLE: Final = "CR1:0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
SAMPLE_TAG: Final = "NKC1-A-00042-K"
SAMPLE_SHEET: Final = "L7160"
SAMPLE_TITLE: Final = "Reçu – وصل توزيع – لا"


@dataclass(frozen=True)
class Check:
    """One thing that was tried. `name` is stable, for scripts; `detail` is for people."""

    name: str
    title: str
    ok: bool
    detail: str = ""


@dataclass(eq=False)
class UnsoundError(Exception):
    """Something isn't as it must be; `detail` says what, in the user's language where it can."""

    detail: str


TITLES: Final[Mapping[str, str]] = {
    "python": N_("Python"),
    "libraries": N_("Libraries"),
    "window": N_("Desktop program"),
    "languages": N_("Languages"),
    "data": N_("Reference data and label sheets"),
    "sqlite": N_("SQLite"),
    "signature": N_("Signatures"),
    "password": N_("Passwords"),
    "document": N_("Document as PDF, its QR code read back"),
    "label": N_("Label as PDF, its QR code read back"),
    "database": N_("Database"),
}


def self_test(where: Address, w: Words) -> Iterator[Check]:
    """Everything, one after the other; a part that fails doesn't keep the next from being tried."""
    tries: dict[str, Callable[[], str]] = {
        "python": _python,
        "libraries": _libraries,
        "window": _window,
        "languages": _languages,
        "data": _data,
        "sqlite": _sqlite,
        "signature": _signature,
        "password": _password,
        "document": _document,
        "label": _label,
        "database": partial(_database, where, w),
    }
    for name, attempt in tries.items():
        yield _tried(name, attempt, w)


def _tried(name: str, attempt: Callable[[], str], w: Words) -> Check:
    title = w.t(TITLES[name])
    try:
        return Check(name, title, ok=True, detail=attempt())
    except UnsoundError as error:
        return Check(name, title, ok=False, detail=error.detail)
    except (Refusal, StoreError) as error:
        return Check(name, title, ok=False, detail=sentence(error, w))
    except Exception as error:  # noqa: BLE001 - whatever a broken installation raises is the finding
        return Check(name, title, ok=False, detail=f"{type(error).__name__}: {error}")


def _python() -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise UnsoundError(sys.version)
    return sys.version.split()[0]


def _libraries() -> str:
    for name in LIBRARIES:
        import_module(name)
    return str(len(LIBRARIES))


def _window() -> str:
    if find_spec(WINDOW) is None:
        raise UnsoundError(WINDOW)
    return WINDOW


def _languages() -> str:
    for code in LANGUAGES:
        if not words(code).t(TITLES["languages"]):
            raise UnsoundError(code)
    return ", ".join(LANGUAGES)


def _data() -> str:
    from cpise_inventory.first_run import reference_centres, reference_donors  # noqa: PLC0415 - start-up
    from cpise_inventory.paper.sheets import sheets  # noqa: PLC0415 - start-up

    found = (len(reference_centres()), len(reference_donors()), len(sheets()))
    if not all(found):
        raise UnsoundError(str(RESOURCES))
    return "{} · {} · {}".format(*found)


def _sqlite() -> str:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise UnsoundError(sqlite3.sqlite_version)
    return sqlite3.sqlite_version


def _signature() -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - start-up time
        Ed25519PrivateKey,
    )

    key = Ed25519PrivateKey.generate()
    key.public_key().verify(key.sign(SAMPLE.encode()), SAMPLE.encode())
    return "Ed25519"


def _password() -> str:
    from cpise_inventory.people.passwords import fits, hash_password  # noqa: PLC0415 - as above

    if not fits(hash_password(SAMPLE), SAMPLE) or fits(hash_password(SAMPLE), SAMPLE_TITLE):
        raise UnsoundError("argon2id")
    return "argon2id"


def _document() -> str:
    """Both scripts on one paper, with the fonts that are shipped."""
    from cpise_inventory.paper.document_pdf import draw  # noqa: PLC0415 - as above
    from cpise_inventory.paper.paper import Furniture, Paper  # noqa: PLC0415 - as above

    one = SAMPLE_TITLE
    paper = Paper(
        kind="RD",
        number=SAMPLE_TAG,
        language="ar",
        title=SAMPLE_TITLE,
        furniture=Furniture(
            number=one,
            page="{page} / {pages}",
            name=one,
            function=one,
            date=one,
            signature=one,
            scan=one,
            continued=one,
        ),
        head=(SAMPLE_TITLE,),
        qr=SAMPLE,
    )
    out = BytesIO()
    draw([paper], out)
    return _read_back(out.getvalue(), SAMPLE)


def _label() -> str:
    from cpise_inventory.identity import label_text  # noqa: PLC0415 - as above
    from cpise_inventory.paper.label_layout import Label  # noqa: PLC0415 - as above
    from cpise_inventory.paper.label_pdf import draw  # noqa: PLC0415 - as above
    from cpise_inventory.paper.sheets import sheet  # noqa: PLC0415 - as above

    out = BytesIO()
    draw([Label(SAMPLE_TAG, (SAMPLE_TITLE,))], sheet(SAMPLE_SHEET), out)
    return _read_back(out.getvalue(), label_text(SAMPLE_TAG))


def _read_back(pdf: bytes, expected: str) -> str:
    from cpise_inventory.paper.reading import codes_in  # noqa: PLC0415 - as above

    found = codes_in(pdf)
    if found != [expected]:
        raise UnsoundError(f"{found} ≠ {expected}")
    return f"{len(pdf) // 1024} kB"


def _database(where: Address, w: Words) -> str:
    if not exists(where):
        return w.t("none yet at {where}", where=w.isolate(where.where))
    with open_store(where) as store:
        if not store.device:
            return w.t("only to be read here: {where}", where=w.isolate(where.where))
        return f"{store.device}  {where.where}"
