"""Every dependency is accounted for in docs/dependencies.md, and its licence allows what we do."""

import re
from importlib.metadata import Distribution

from packaging.utils import canonicalize_name

from tests.rules.packages import closure, distribution, needed_to_develop, needed_to_run
from tests.rules.tree import ROOT

# may be shipped beside an Apache-2.0 program; of several licences one is ours to choose
FREE = re.compile(r"\b(MIT|MIT-0|MIT-CMU|BSD|Apache|MPL|PSF|ISC|LGPL|Lesser General Public)\b")
# what only tests use is never shipped: any licence that the Open Source Initiative approved
OPEN = re.compile(rf"{FREE.pattern}|\bOSL\b")
MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (.+?) \| (.+?) \|", re.MULTILINE)


def licence(installed: Distribution) -> str:
    """In whichever of four places the package says it."""
    said = installed.metadata
    classified = [line for line in said.get_all("Classifier", []) if line.startswith("License")]
    named = "; ".join([*said.get_all("License-Expression", []), *classified]) or "; ".join(
        text.partition("\n")[0] for text in said.get_all("License", [])
    )
    return named or granted(installed)


def granted(installed: Distribution) -> str:
    """By the words of its own licence file."""
    names = installed.metadata.get_all("License-File", [])
    texts = [installed.read_text(f"licenses/{name}") or "" for name in names]
    return "MIT" if any(MIT in " ".join(text.split()) for text in texts) else ""


def test_every_library_that_we_ship_may_be_shipped() -> None:
    shipped = [found for name in closure(needed_to_run(), {}) if (found := distribution(name))]
    refused = {found.name: said for found in shipped if not FREE.search(said := licence(found))}
    assert len(shipped) > len(needed_to_run())
    assert refused == {}


def test_every_dependency_has_its_row_and_no_row_is_out_of_date() -> None:
    rows = ROW.findall((ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"))
    documented = [name for name, _, _ in rows if name != "package"]
    asked = [*needed_to_run(), *needed_to_develop()]
    assert sorted(documented) == sorted(canonicalize_name(need.name) for need in asked)
    wrong = {name: said for name, _, said in rows if name != "package" and not OPEN.search(said)}
    assert wrong == {}
