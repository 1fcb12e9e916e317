"""The one composition root: the command line, the window, and nothing else that knows both."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpise_inventory.cli.run import Start

INTERRUPTED = 130
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(argv: Sequence[str] | None = None) -> int:
    """`cpise-inventory`: carry out a command; without one, open the window. The exit code."""
    try:
        from cpise_inventory.cli.run import run  # noqa: PLC0415 - who stops it now isn't answered

        return run(sys.argv[1:] if argv is None else argv, _open_window)
    except KeyboardInterrupt:
        return INTERRUPTED


def window() -> int:
    """`cpise-inventory-gui`: open the window."""
    return main()


def _open_window(start: "Start") -> int:
    from cpise_inventory import config  # noqa: PLC0415 - as above
    from cpise_inventory.cli.run import NoScreenError  # noqa: PLC0415 - as above

    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        raise NoScreenError  # Qt would end the program without a word of ours
    from ui.app import run as open_window  # noqa: PLC0415 - commands go without Qt

    database, folder = config.database(start.database), config.data_folder()
    return open_window(database, folder, config.language(start.language))


if __name__ == "__main__":
    sys.exit(main())
