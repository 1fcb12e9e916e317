"""Print a PDF as the window does: `python -m tests.printing.as_window PRINTER FILE [gone]`.

`gone`: somebody takes the printer's queue away after it was chosen.
"""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cpise_inventory.paper.preview import page_size
from ui.output import draw_pages, printer_for


def main(name: str, file: str, then: str = "") -> int:
    _application = QApplication([])
    pdf = Path(file).read_bytes()
    printer = printer_for(page_size(pdf, 0), name)
    printer.setDocName(Path(file).stem)
    if then == "gone":
        subprocess.run(["lpadmin", "-x", name], check=True)
    return 0 if printer.printerName() == name and draw_pages(printer, pdf) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
