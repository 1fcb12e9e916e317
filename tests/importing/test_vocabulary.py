"""The headings of the five kinds of lists don't get into each other's way."""

import pytest

from cpise_inventory.importing import vocabulary
from cpise_inventory.importing.columns import Layout
from cpise_inventory.importing.texts import FIELDS

LAYOUTS = {name: x for name, x in vars(vocabulary).items() if isinstance(x, Layout)}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_heading_means_the_field_that_it_stands_under(layout: Layout) -> None:
    sure = [(head, name) for name, heads in layout.heads.items() for head in heads.sure]
    loose = [(head, name) for name, heads in layout.heads.items() for head in heads.loose]
    names = [(head, name) for name, heads in layout.heads.items() for head in heads.names]
    assert [(head, layout.sure(head)) for head, _ in sure] == sure
    assert [(head, layout.sure(head) or layout.named(head)) for head, _ in names] == names
    assert [(head, layout.loose(head)) for head, _ in loose] == loose


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_field_has_a_word_and_what_is_needed_is_a_field(layout: Layout) -> None:
    assert layout.heads.keys() <= FIELDS.keys()
    assert {name for choice in layout.needed for name in choice} <= layout.heads.keys()
