"""Figures, and how they are taken."""

import pytest

from cpise_inventory.bench import NAMES, USUAL
from cpise_inventory.bench.figures import Figure, in_turn


@pytest.mark.parametrize(
    ("figure", "reached"),
    [
        (Figure("posting", 1.0, "ms", 2.4, "raw", 2.5), True),
        (Figure("posting", 1.0, "ms", 2.6, "raw", 2.5), False),
        (Figure("replay", 41_000, "events/s", target=40_000), True),
        (Figure("replay", 39_000, "events/s", target=40_000), False),
        (Figure("one receipt", 11.0, "ms"), True),
    ],
)
def test_a_figure_says_whether_its_target_is_reached(figure, reached):
    assert figure.reached is reached


def test_what_is_compared_is_taken_by_turns():
    order = []
    first, second = in_turn([lambda: order.append("a"), lambda: order.append("b")], 3, warm=1)
    assert "".join(order) == "abababab"
    assert min(first, second) >= 0


def test_the_million_is_made_only_when_asked_for():
    assert set(NAMES) - set(USUAL) == {"reading-1m"}
