"""The PySide6 at hand keeps None alive.

On Python 3.11, PySide6 6.12.0 gives one reference to None away with every call of a Qt method that
returns nothing; after some thousand the process dies (`none_dealloc`). See docs/dependencies.md.
"""

import sys

from PySide6.QtCore import QObject

CALLS = 20_000
NOISE = 200  # what else happens to hold or drop None meanwhile


def test_calls_that_return_nothing_cost_no_reference_to_none() -> None:
    target = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        target.blockSignals(False)
        target.setObjectName("")
    assert abs(sys.getrefcount(None) - before) < NOISE
