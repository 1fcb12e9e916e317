"""The month borrows the command line of its own tests, and the window of its."""

from tests.cli.conftest import calm, shell_on

__all__ = ["calm", "shell_on"]
