"""Each kind of event and each finding of a proof has its words."""

import ast
from pathlib import Path
from typing import Final

import cpise_inventory
from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.documents import seals, vouching
from cpise_inventory.language.kinds import EVIDENCE, FINDINGS, KINDS, evidence
from cpise_inventory.language.words import words

DOMAIN: Final = Path(cpise_inventory.__file__).parent
FAULT: Final = 3


def test_every_kind_of_event_has_its_words():
    tags = [str(kind.__struct_config__.tag) for one in CAPABILITIES for kind in one.kinds]
    assert set(KINDS) == {tag.partition("@")[0] for tag in tags}


def test_every_finding_has_its_words_and_every_piece_of_evidence_its_translation():
    found = [texts(call) for call in calls("Finding")]
    said = [text for call in found for text in call]
    said += [text for answer in answers_of_seals() for text in texts(answer)]
    assert {text for text in said if " " in text or text == "nothing"} <= {*FINDINGS, *EVIDENCE}
    firsts = {call[0] for call in found if call}
    assert firsts
    assert firsts <= FINDINGS.keys()
    assert all(words(code).t(text) != text for code in ("fr", "ar") for text in EVIDENCE.values())


def test_evidence_that_is_no_sentence_stays_as_it_is():
    assert evidence("NKC1-A:45", words("fr")) == "NKC1-A:45"
    assert evidence("nothing", words("fr")) == "rien"


def calls(name: str) -> list[ast.Call]:
    """Every call of this name in the domain's code."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(DOMAIN.rglob("*.py"))]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [one for one in found if isinstance(one.func, ast.Name) and one.func.id == name]


def answers_of_seals() -> list[ast.Tuple]:
    """What the functions of seals answer of a fault: (what, expected, found)."""
    trees = [ast.parse(Path(one.__file__).read_text("utf-8")) for one in (seals, vouching)]
    tuples = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Tuple)]
    return [
        one for one in tuples if len(one.elts) == FAULT and isinstance(one.elts[0], ast.Constant)
    ]


def texts(node: ast.Call | ast.Tuple) -> list[str]:
    """The plain texts among the parts of a call or a tuple."""
    parts = node.args if isinstance(node, ast.Call) else node.elts
    return [
        one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
