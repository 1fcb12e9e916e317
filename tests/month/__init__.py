"""A month in seven centres (docs/month.md)."""

import pytest

pytest.register_assert_rewrite("tests.month.keeping")
