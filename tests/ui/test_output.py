"""A paper leaves the window: to a file, whole or not at all, or to a printer at its true size."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpise_inventory.language.words import words
from cpise_inventory.paper.preview import page_count, page_size
from cpise_inventory.printing.papers import papers, pdf
from cpise_inventory.store import Store
from tests.books import BUCKET, bring
from tests.printing.reading import codes_of
from ui.desk import Desk
from ui.files import saved_text
from ui.output import draw_pages, print_on, printer_for, safe, save_pdf
from ui.worker import Cancelled

A4 = (210.0, 297.0)


@pytest.fixture
def paper(answer: object) -> bytes:
    """A goods received note, as many pages as its signature boxes need."""

    def make(store: Store) -> bytes:
        number = bring(store, BUCKET, 12)
        with store.read() as connection:
            return pdf(papers(connection, store.journal, number, "fr")[:1])

    return answer(make)


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """One that prints to a file, with no printer in the house."""
    made = printer_for(A4)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(300)
    return made


@pytest.fixture
def said(desk: Desk) -> list[str]:
    found: list[str] = []
    desk.said.connect(lambda text, _undo, _wrong: found.append(text))
    return found


def test_a_paper_is_printed_corner_to_corner_and_its_code_is_read(
    printer: QPrinter, paper: bytes, tmp_path: Path
) -> None:
    assert draw_pages(printer, paper)
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert page_count(printed) == page_count(paper)
    assert page_size(printed, 0) == pytest.approx(A4, abs=0.5)
    assert codes_of(printed) == codes_of(paper)


def test_printing_beside_is_told_when_it_is_done(
    qtbot: QtBot, desk: Desk, printer: QPrinter, paper: bytes, said: list[str]
) -> None:
    print_on(printer, desk, paper, "bon")
    qtbot.waitUntil(lambda: bool(said))
    assert "bon" in said[0]


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt's own word for it
def test_a_printer_that_takes_nothing_is_told(
    qtbot: QtBot, desk: Desk, paper: bytes, said: list[str], tmp_path: Path
) -> None:
    broken = printer_for(A4)
    broken.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    broken.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    print_on(broken, desk, paper, "bon")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [desk.look.words.t("The printer does not take the paper: {name}", name="bon")]


def test_printing_can_be_stopped_between_pages(printer: QPrinter, paper: bytes) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        draw_pages(printer, paper, stop)


def test_a_file_is_written_whole_and_named(
    qtbot: QtBot, desk: Desk, paper: bytes, said: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "bon.pdf"
    with_widget = QWidget()
    qtbot.addWidget(with_widget)
    assert save_pdf(with_widget, desk, paper, "bon", lambda *_asked: str(path))
    qtbot.waitUntil(lambda: bool(said))
    assert path.read_bytes() == paper
    assert [one.name for one in tmp_path.glob("bon*")] == ["bon.pdf"]
    assert str(path) in said[0]


def test_a_path_begins_at_its_left_in_arabic_too() -> None:
    assert saved_text("/media/cle/bon.pdf", words("ar")).endswith("\u2066/media/cle/bon.pdf\u2069")


def test_thinking_better_of_it_writes_nothing(desk: Desk, paper: bytes, said: list[str]) -> None:
    assert not save_pdf(QWidget(), desk, paper, "bon", lambda *_asked: "")
    assert said == []


def test_a_folder_that_cannot_be_written_on_is_said(
    qtbot: QtBot, desk: Desk, paper: bytes, said: list[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "bon.pdf"
    save_pdf(QWidget(), desk, paper, "bon", lambda *_asked: str(path))
    qtbot.waitUntil(lambda: bool(said))
    assert "bon.pdf" in said[0]
    assert desk.look.words.t("Saved: {path}", path=path) not in said


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("NKC1-A-RD-2026-00001-fr", "NKC1-A-RD-2026-00001-fr"),
        ("labels / L7160: Nouakchott", "labels-L7160-Nouakchott"),
        ("صندوق", "صندوق"),
        ("///", "document"),
    ],
)
def test_a_name_is_one_that_every_file_system_takes(name: str, wanted: str) -> None:
    assert safe(name) == wanted
