"""The one composition root: the command line, the window, and nothing else that knows both."""

import sys
from collections.abc import Sequence

from cpise_inventory.cli.run import Start, run


def main(argv: Sequence[str] | None = None) -> int:
    """`cpise-inventory`: carry out a command; without one, open the window. The exit code."""
    return run(sys.argv[1:] if argv is None else argv, _open_window)


def window() -> int:
    """`cpise-inventory-gui`: open the window."""
    return main()


def _open_window(start: Start) -> int:
    raise NotImplementedError


if __name__ == "__main__":
    sys.exit(main())
