"""`python -m cpise_inventory.language.catalogues update|compile|check`: the translators' tool.

`update` brings the texts of the code into the template and the three catalogues, `compile` writes
what the program reads, `check` says what is missing. The files bear no dates, paths or line
numbers, so that they change only when a text does.
"""

import re
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cpise_inventory.language.words import DOMAIN, LANGUAGES, catalogues

ROOT = Path(__file__).parents[2]
OURS = ("ui", "cpise_inventory")
Keywords: TypeAlias = Mapping[str, "tuple[int | tuple[int, int] | tuple[int, str], ...] | None"]
KEYWORDS: Keywords = {"t": None, "n": (1, 2), "N_": None, "p": ((1, "c"), 2)}
THEIRS = ("core.py", "rich_utils.py")  # what of Typer passes through gettext
THEIR_KEYWORDS: Keywords = {"_": None}
_ALWAYS = datetime(2026, 11, 24, tzinfo=UTC)
_CHURN = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid-Bugs-To',
)
_WIDTH = 100


def template_path() -> Path:
    return catalogues() / f"{DOMAIN}.pot"


def po_path(language: str) -> Path:
    return catalogues() / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(language: str) -> Path:
    return po_path(language).with_suffix(".mo")


# Reading and writing ------------------------------------------------------------------------------


def extracted() -> Catalog:
    """All texts of the code as it stands, and those that Typer says on the command line."""
    template = _empty(None)
    for path, keywords in _sources():
        found = extract_from_file("python", path, keywords=keywords, comment_tags=("i18n:",))
        for _line, message, comments, context in found:
            template.add(message, auto_comments=comments, context=context)
    return template


def catalogue(language: str) -> Catalog:
    """The translations as the translators' file has them; empty where there is no file yet."""
    if not po_path(language).exists():
        return _empty(language)
    with po_path(language).open("rb") as stream:
        return _timeless(read_po(stream, locale=language, domain=DOMAIN))


def as_po(texts: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, texts, width=_WIDTH, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_CHURN))


def as_mo(texts: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, texts)
    return out.getvalue()


# The three acts -----------------------------------------------------------------------------------


def update() -> None:
    """Template and catalogues get the texts of the code; English fills itself."""
    template = extracted()
    _write(template_path(), as_po(template))
    for language in LANGUAGES:
        texts = catalogue(language)
        texts.update(template, no_fuzzy_matching=True)
        if language == "en":
            _fill_english(texts)
        _write(po_path(language), as_po(texts))


def compile_all() -> None:
    for language in LANGUAGES:
        _write(mo_path(language), as_mo(catalogue(language)))


def faults() -> Iterator[str]:
    """Whatever would let somebody read a wrong or untranslated text, one line each."""
    template = extracted()
    if template_path().read_bytes() != as_po(template):
        yield f"{template_path().name}: the code has other texts: run `update`"
    for language in LANGUAGES:
        texts = catalogue(language)
        for fault in _faults_of(texts, template):
            yield f"{language}: {fault}"
        if not mo_path(language).exists() or mo_path(language).read_bytes() != as_mo(texts):
            yield f"{language}: {mo_path(language).name} is not {po_path(language).name} compiled"


# What can be wrong with one entry -----------------------------------------------------------------


def _faults_of(texts: Catalog, template: Catalog) -> Iterator[str]:
    for wanted in template:
        if not wanted.id:
            continue
        found = texts.get(wanted.id, wanted.context)
        if found is None:
            yield f"not there: {wanted.id!r}"
            continue
        for fault in faults_of_entry(found, texts.num_plurals):
            yield f"{fault}: {wanted.id!r}"
    for found in texts:
        if found.id and template.get(found.id, found.context) is None:
            yield f"no longer in the code: {found.id!r}"


def faults_of_entry(entry: Message, plurals: int) -> Iterator[str]:
    """Empty, fuzzy, unequal placeholders, unequal spaces at the ends, too few plural forms."""
    ids = entry.id if isinstance(entry.id, (list, tuple)) else (entry.id,)
    strings = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
    if entry.fuzzy:
        yield "fuzzy"
    if len(strings) != (plurals if len(ids) > 1 else 1):
        yield "wrong number of plural forms"
    texts = [text for text in strings if text]
    if len(texts) < len(strings):
        yield "not translated"
        return
    if spoilt := [text for text in texts if not _has_fitting_braces(text)]:
        yield f"braces don't fit in {spoilt[0]!r}"
        return
    wanted = placeholders(*ids)
    # "one line" needs no figure: the form says it
    needed = wanted - {"count"} if len(ids) > 1 else wanted
    for text in texts:
        if not needed <= placeholders(text) <= wanted:
            yield f"placeholders differ in {text!r}"
        if _ends(text) != _ends(ids[0]):
            yield f"spaces at the ends differ in {text!r}"


def placeholders(*texts: str) -> set[str]:
    """The names, with their format, that the texts want filled."""
    parts = (part for text in texts for part in string.Formatter().parse(text))
    return {f"{name}:{spec}" if spec else name for _, name, spec, _ in parts if name is not None}


def _has_fitting_braces(text: str) -> bool:
    try:
        placeholders(text)
    except ValueError:
        return False
    return True


def _ends(text: str) -> tuple[str, str]:
    body = text.strip(" \n\t")
    start = text.index(body)
    return text[:start], text[start + len(body) :]


# Helpers ------------------------------------------------------------------------------------------


def _sources() -> Iterator[tuple[Path, Keywords]]:
    for room in OURS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path, KEYWORDS
    typer = find_spec("typer")
    if typer is None or typer.origin is None:
        raise ModuleNotFoundError(name="typer")
    for name in THEIRS:
        yield Path(typer.origin).with_name(name), THEIR_KEYWORDS


def _empty(language: str | None) -> Catalog:
    texts = Catalog(
        locale=language,
        domain=DOMAIN,
        project="CPISE Inventory",
        version="1",
        header_comment="# Texts of CPISE Inventory.",
        fuzzy=False,
    )
    return _timeless(texts)


def _timeless(texts: Catalog) -> Catalog:
    texts.creation_date = texts.revision_date = _ALWAYS
    texts.msgid_bugs_address = texts.language_team = texts.last_translator = "-"
    texts.fuzzy = False
    return texts


def _fill_english(texts: Catalog) -> None:
    """The msgids are the English texts; print has a better apostrophe than code."""
    for entry in texts:
        if not entry.id:
            continue
        if isinstance(entry.id, str):
            entry.string = _typographic(entry.id)
        else:
            entry.string = tuple(map(_typographic, entry.id))


def _typographic(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def _check() -> int:
    found = list(faults())
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    acts: dict[str, Callable[[], int | None]] = {
        "update": update,
        "compile": compile_all,
        "check": _check,
    }
    if len(arguments) != 1 or arguments[0] not in acts:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return acts[arguments[0]]() or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
