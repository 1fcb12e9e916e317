"""A command line that is wrong is answered in the user's language, whatever Typer says itself."""

import json
import os
import subprocess
import sys

import pytest
import typer

from cpise_inventory.language.catalogues import ROOT
from cpise_inventory.language.command_line import SHAPES, translated, usage_message
from cpise_inventory.language.words import LANGUAGES, words
from tests.limits import LONGEST

APP = """
import contextlib, io, json, sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from cpise_inventory.language.command_line import install_for_click
from cpise_inventory.language.words import words

language, markup = sys.argv[1:]
install_for_click(words("en"))  # the last one counts
install_for_click(words(language))
app = typer.Typer(rich_markup_mode="rich" if markup == "rich" else None, add_completion=False)
Centre = Annotated[Literal["NKC1", "KIF"], typer.Option(envvar="CPISE_TEST_CENTRE")]
File = Annotated[Path, typer.Option(exists=True, dir_okay=False)]
Number = Annotated[int, typer.Option(min=1, max=9)]


@app.command()
def stock(item: str, centre: Centre, number: Number = 3, file: File = Path(__file__)) -> None:
    pass


@app.command()
def verify(whole: bool = False, between: tuple[str, str] = ("", "")) -> None:
    pass


def answer(line: str) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            app(line.split(), prog_name="cpise-inventory")
        except SystemExit as ended:
            return ended.code, said.getvalue()


print(json.dumps({line: answer(line) for line in json.load(sys.stdin)}))
"""
FRENCH = {
    "": "Il manque une commande.",
    "stok": "La commande 'stok' n’existe pas. Vouliez-vous dire 'stock'\u202f?",
    "stock": "Il manque l’argument 'item'.",
    "stock A": "l’option '--centre' (ou variable d’environnement 'CPISE_TEST_CENTRE'). Au choix",
    "stock A B --centre KIF": "Argument(s) en trop\xa0: B",
    "stock A --centre ROS": "Valeur incorrecte pour '--centre'",
    "stock A --centre": "L’option '--centre' attend une valeur.",
    "stock A --centr KIF": "L’option --centr n’existe pas. Options proches\xa0: --centre",
    "stock A -x": "L’option -x n’existe pas.",
    "stock A --centre KIF --number x": "ce n’est pas un nombre entier.",
    "stock A --centre KIF --number 0": "il faut au moins 1.",
    "stock A --centre KIF --number 10": "il faut au plus 9.",
    "stock A --centre KIF --file none": "fichier introuvable\xa0: 'none'",
    "stock A --centre KIF --file .": "fichier attendu, mais '.' est un dossier.",
    "verify --between a": "L’option '--between' attend 2 valeurs.",
    "verify --whole=1": "L’option '--whole' ne prend pas de valeur.",
}
HELP = {
    "--help": ("Usage\xa0: cpise-inventory [OPTIONS] COMMANDE [ARGUMENTS]...", "Commandes"),
    "stock --help": ("[obligatoire]", "Afficher cette aide et quitter.", "par défaut\xa0: 3"),
}
ENGLISH = ("Usage", "Error", "Try", "Missing", "No such", "Invalid", "requires", "Input should")


def answers(language: str, markup: str) -> dict[str, tuple[int, str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "TERM": "dumb"}
    ended = subprocess.run(
        [sys.executable, "-c", APP.replace("__file__", repr(__file__)), language, markup],
        env=environment | {"PYTHONIOENCODING": "utf-8", "TERMINAL_WIDTH": "200"},
        input=json.dumps([*FRENCH, *HELP]),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=LONGEST,
    )
    return {line: (code, said) for line, (code, said) in json.loads(ended.stdout).items()}


@pytest.mark.parametrize("markup", ["plain", "rich"])
def test_whatever_is_wrong_is_said_in_french(markup):
    given = answers("fr", markup)
    for line, said in FRENCH.items():
        code, answer = given[line]
        assert said in answer, line
        assert code == 2, line
        assert not [word for word in ENGLISH if f"{word} " in answer], answer
    for line, parts in HELP.items():
        code, answer = given[line]
        assert all(part in answer for part in parts), answer
        assert code == 0


@pytest.mark.parametrize("markup", ["plain", "rich"])
def test_whatever_is_wrong_is_said_in_arabic(markup):
    for line, (code, answer) in answers("ar", markup).items():
        assert code == (0 if line in HELP else 2)
        assert "خطأ" in answer or line in HELP, answer
        assert not [word for word in ENGLISH if word in answer], answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_each_sentence_of_typers_is_recognised_by_its_shape(shape, language):
    names = ("hint", "choices", "option", "options", "message", "suggestions", "arguments", "count")
    names += ("argument", "value", "label", "path", "least", "most")
    facts = {name: f"<{name}>" for name in names}
    english = shape.format(**facts)
    w = words(language)
    isolated = {name: w.isolate(fact) for name, fact in facts.items()} | {"message": "<message>"}
    assert translated(english, w) == w.t(shape, **isolated)


def test_a_sentence_that_typer_has_learnt_since_stays_in_english():
    assert translated("The moon is full", words("fr")) == "The moon is full"


def test_an_error_of_ours_needs_no_context():
    assert usage_message(typer.BadParameter("trop"), words("fr")) == (
        "Erreur\xa0: Valeur incorrecte\xa0: trop"
    )
