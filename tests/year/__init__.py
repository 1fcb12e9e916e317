"""A centre's year of equipment (docs/year.md)."""

import pytest

pytest.register_assert_rewrite("tests.year.keeping")
