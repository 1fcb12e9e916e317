"""A fault of ours: said once, written down without secrets, and the work goes on."""

import sys
import threading

import pytest

from cpise_inventory import config
from tests.limits import LONGEST
from ui.crash import CrashCatcher, CrashSheet


@pytest.fixture
def catcher(qapp):
    made = CrashCatcher(lambda error, report: made.told.append((error, report)))
    made.told = []
    made.install()
    yield made
    made.uninstall()


def fault():
    password = "magasin-2026"
    raise RuntimeError(f"postgresql://aicha:{password}@server/books")


def test_a_fault_is_written_down_and_told(catcher):
    with pytest.raises(RuntimeError) as caught:
        fault()
    catcher.handle(caught.value)
    (error, report), *others = catcher.told
    assert (error, others) == (caught.value, [])
    assert report.parent == config.report_folder()
    assert "in fault" in report.read_text(encoding="utf-8")


def test_the_report_names_no_password(catcher, qtbot, look):
    with pytest.raises(RuntimeError) as caught:
        fault()
    catcher.handle(caught.value)
    sheet = CrashSheet(look, *catcher.told[0])
    qtbot.addWidget(sheet)
    for text in (catcher.told[0][1].read_text(encoding="utf-8"), sheet.report):
        assert "magasin-2026" not in text


def test_faults_of_other_threads_come_to_the_window_too(catcher, qtbot):
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join(LONGEST)
    qtbot.waitUntil(lambda: bool(catcher.told))
    assert isinstance(catcher.told[0][0], ZeroDivisionError)


def test_a_fault_in_a_slot_comes_to_the_hook(catcher):
    catcher._before = (lambda *_told: None, threading.excepthook)  # or pytest-qt counts it
    try:
        fault()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert isinstance(catcher.told[0][0], RuntimeError)


def test_a_folder_that_cannot_be_written_on_still_tells(catcher):
    config.data_folder().parent.mkdir(parents=True, exist_ok=True)
    config.data_folder().write_text("not a folder")
    catcher.handle(ValueError("x"))
    assert catcher.told[0][1] is None


def test_the_report_is_copied_by_a_button(qapp, look, qtbot):
    sheet = CrashSheet(look, ValueError("x"), None)
    qtbot.addWidget(sheet)
    sheet.copy.click()
    assert qapp.clipboard().text() == sheet.report
    assert "ValueError" in sheet.report


def test_uninstalled_it_leaves_the_hooks_as_they_were(qapp):
    before = (sys.excepthook, threading.excepthook)
    catcher = CrashCatcher(lambda *_: None)
    catcher.install()
    assert sys.excepthook != before[0]
    catcher.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
