"""Where labels go on a part-used sheet with spoiled ones: as the PDF has them, however begun."""

from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.paper.label_pdf import NoFreeLabel, Printing, placements
from cpise_inventory.paper.sheets import sheet
from ui.pages.label_places import Places

L7160 = sheet("L7160")


@given(first=st.integers(1, 21), skip=st.frozensets(st.integers(1, 21)), labels=st.integers(1, 70))
def test_the_picture_and_the_paper_agree(first: int, skip: frozenset[int], labels: int) -> None:
    places = Places(21, labels=labels).on(first, skip)
    printing = Printing(start=first - 1, skip=frozenset(at - 1 for at in places.skip))
    try:
        placed = list(placements(labels, L7160, printing))
    except NoFreeLabel:
        assert places.free == []
        return
    on_first = {one.position + 1: one.label for one in placed if one.page == 0}
    for position in range(1, 22):
        assert places.label_at(position) == on_first.get(position)
    assert places.sheets == placed[-1].page + 1
    then = places.afterwards()
    last = placed[-1]
    taken = {one.position + 1 for one in placed if one.page == last.page}
    still = set(range(1, 22)) - taken - (places.skip if last.page == 0 else set())
    still = {at for at in still if at > last.position + 1}
    assert places.left == len(still)
    assert set(then.free) == (still or set(range(1, 22)))


def test_what_is_not_on_the_sheet_is_forgotten() -> None:
    assert Places(21).on(30, (3, 21, 40)) == Places(21, 21, frozenset({21}))
    assert Places(21).on(0, ()) == Places(21)
