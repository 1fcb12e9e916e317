"""Labels at the real window: which ones, where on the sheet, journaled, and read by a scanner."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStyleOptionComboBox, QWidget

from cpise_inventory.assets import queries
from cpise_inventory.assets.events import LabelsPrinted
from cpise_inventory.identity import label_text
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.paper.calibration import Calibration
from cpise_inventory.paper.preview import page_count, page_picture
from cpise_inventory.paper.sheets import sheet
from cpise_inventory.store import Store
from tests.books import LOGISTICS, assert_sound, tag
from tests.ui import keys
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.at_labels import DPI, page_of, read_back, save_to
from tests.ui.real import SIZES
from ui import output
from ui.pages.calibrate import CalibrateSheet
from ui.pages.label_list import ALL, CENTRE, SELECTION, UNLABELLED
from ui.pages.label_memory import LabelMemory
from ui.pages.label_order import printed_before
from ui.pages.label_setting import DIRECT

pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.labels_sitting")


@pytest.fixture
def books(label_books):
    return label_books


@pytest.fixture
def at(at_labels):
    return at_labels


@pytest.fixture
def tags(label_tags):
    return label_tags


def printed(store: Store, wanted: str) -> list[LabelsPrinted]:
    with store.read() as connection:
        story = queries.history(connection, store.journal, wanted)
    return [event.payload for event in story if isinstance(event.payload, LabelsPrinted)]


# Which ones ---------------------------------------------------------------------------------------


def test_it_opens_with_all_that_have_no_label(at, tags):
    page = page_of(at)
    assert page._chips.chosen == UNLABELLED
    assert page.list.tags == tags
    assert page._heading.whole().startswith("5 ")


def test_chips_choose_this_centre_or_all(at, tags):
    page = page_of(at)
    page._chips.button(CENTRE).click()
    at.settle()
    assert page.list.tags == tags[:4]
    page._chips.button(ALL).click()
    at.settle()
    assert page.list.tags == tags


def test_space_and_a_click_take_a_tick_away_and_give_it_back(at, tags):
    page = page_of(at)
    page.list.setFocus()
    page.list.rows.selectRow(1)
    at.key(Qt.Key.Key_Space)
    assert page.list.tags == [tags[0], *tags[2:]]
    at.key(Qt.Key.Key_Space)
    assert page.list.tags == tags
    box = page.list.rows.visualRect(page.list.model.index(0, 0)).center()
    QTest.mouseClick(
        page.list.rows.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        box,
    )
    at.settle()
    assert page.list.tags == tags[1:]


def test_all_and_none_are_one_press_each(at, tags):
    page = page_of(at)
    at.press(at.t("None"), page)
    assert page.list.tags == []
    assert not page._print.isEnabled()
    at.press(at.t("Tick all"), page)
    assert page.list.tags == tags
    assert page._print.isEnabled()


def test_what_a_printer_left_out_is_ticked_from_the_first_that_is_missing(at, tags):
    page = page_of(at)
    at.press(at.t("None"), page)
    _, from_here = page.list._row_actions(page.list.model.row(2))
    assert from_here.text() == at.t("Print from this one on")
    from_here.trigger()
    assert page.list.tags == tags[2:]


def test_what_a_printer_of_sheets_left_out_is_asked_for_no_reason(at, tags):
    """It was journaled with what came out, and is printed on as it was."""
    page = page_of(at)
    order = page._order()
    page._issue(order, lambda _pdf: None)
    at.until(lambda: page.list.unticked == tags)  # read again: F9 once more is no second print
    at.until(lambda: page.list.model.row(2) is not None)
    _, from_here = page.list._row_actions(page.list.model.row(2))
    from_here.trigger()
    rest = page._order()
    assert (rest.tags, rest.after) == (tags[2:], tags[1])
    assert at.ask(lambda store: printed_before(store, rest)) == 0
    page.list.tick(all_of_them=True)
    whole = page._order()
    assert at.ask(lambda store: printed_before(store, whole)) == len(tags)


def test_those_passed_by_the_list_of_computers_are_ticked_alone(at, tags):
    at.shell.open("labels", {"tags": [tags[3], tags[1]]})
    at.settle()
    page = page_of(at)
    assert page._chips.chosen == SELECTION
    assert page.list.tags == [tags[3], tags[1]]


def test_a_scan_adds_one_that_is_to_be_printed_anew(at, tags):
    page = page_of(at)
    keys.scan(at.window, label_text(tags[2]), "fr")
    at.settle()
    keys.scan(at.window, label_text(tags[0]), "ara")
    at.settle()
    assert page.list.tags == [tags[2], tags[0]]


def test_what_is_new_is_ticked_and_what_was_left_out_stays_so(at, tags):
    page = page_of(at)
    page.list.rows.selectRow(0)
    page.list.toggle()
    fresh = at.ask(lambda store: tag(store, "SN-9"))
    at.settle()
    assert page.list.tags == [*tags[1:], *fresh]


def test_what_was_left_out_outlives_a_change_of_language(at, tags):
    page = page_of(at)
    page.list.rows.selectRow(0)
    page.list.toggle()
    at.window.speak("ar")
    at.settle()
    assert page_of(at) is not page
    assert page_of(at).list.tags == tags[1:]


# The sheet ----------------------------------------------------------------------------------------


def test_arrow_keys_and_a_click_choose_the_first_free_label(at):
    view = page_of(at).preview.view
    view.setFocus()
    at.key(Qt.Key.Key_Right)
    at.key(Qt.Key.Key_Down)
    assert view.first == 5  # L7160 has three columns
    at.key(Qt.Key.Key_Left)
    assert view.first == 4
    at.key(Qt.Key.Key_End)
    assert view.first == 21
    at.key(Qt.Key.Key_Right)
    assert view.first == 21
    where: QPoint = view.box(6).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert view.first == 6
    assert "6" in view.accessibleDescription()


def test_the_sheet_fills_from_the_left_in_arabic_too(at):
    at.window.speak("ar")
    at.settle()
    view = page_of(at).preview.view
    assert view.box(1).left() < view.box(2).left()
    view.setFocus()
    view.choose(1)
    at.key(Qt.Key.Key_Right)
    assert view.first == 2


def test_labels_are_drawn_from_the_layout_that_is_printed(at, tags):
    import zxingcpp
    from PIL import Image

    page = page_of(at)
    at.until(lambda: page.preview.picture._picture is not None)
    picture = page.preview.picture._picture.scaledToWidth(600)
    grey = picture.convertToFormat(picture.Format.Format_Grayscale8)
    shown = Image.frombuffer(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L",
        grey.bytesPerLine(), 1,
    )  # fmt: skip
    assert [one.text for one in zxingcpp.read_barcodes(shown)] == [label_text(tags[0])]


def test_each_sheet_can_be_chosen_and_one_too_small_says_by_how_much(at):
    page = page_of(at)
    for at_row in range(page.setting._sheet.count()):
        page.setting._sheet.setCurrentIndex(at_row)
    at.settle()
    page.setting.choose_sheet("L4731")
    at.settle()
    drawn = QStyleOptionComboBox()
    page.setting._sheet.initStyleOption(drawn)
    assert drawn.currentText.endswith("…")  # too long a name is not cut in a letter's middle
    assert page.setting.sheet_field.is_wrong
    assert not page._print.isEnabled()
    page.setting.choose_sheet("DK-11209")
    at.settle()
    assert page.preview.view._pictures[0].width() >= page.preview.view.box(1).width()  # sharp
    assert not page.setting.sheet_field.is_wrong
    assert page._print.isEnabled()


# Out ----------------------------------------------------------------------------------------------


def test_saving_journals_and_begins_at_the_first_free_label(at, tags, books, tmp_path):
    page = page_of(at)
    page.preview.view.choose(20)
    pdf = save_to(at, tmp_path / "etiquettes.pdf")
    codes = [label_text(one) for one in tags]
    assert read_back(pdf, "L7160") == [
        {20: codes[0], 21: codes[1]},
        {1: codes[2], 2: codes[3], 3: codes[4]},
    ]
    with books() as store:
        said = printed(store, tags[0])
        assert [(one.tags, one.sheet, one.first) for one in said] == [(tuple(tags), "L7160", 20)]
        assert_sound(store)


def test_after_printing_the_next_free_label_is_known_and_nothing_is_ticked(at, tags, tmp_path):
    page = page_of(at)
    page.preview.view.choose(20)
    save_to(at, tmp_path / "etiquettes.pdf")
    assert page.preview.view.first == 4
    assert page.list.tags == []
    assert page.list.unticked == tags
    page._chips.button(UNLABELLED).click()
    at.settle()
    assert page.list.model.rowCount() == 0
    at.window.speak("en")
    at.settle()
    assert page_of(at).preview.view.first == 4
    page_of(at).setting.choose_sheet("L7651")
    assert page_of(at).preview.view.first == 1


def test_thinking_better_of_it_journals_nothing(at, tags, books):
    page = page_of(at)
    page.ask_path = lambda *_asked: ""
    page.ask_printer = lambda *_asked: None
    at.press(at.t("Save as PDF"), page)
    at.key(Qt.Key.Key_F9)
    with books() as store:
        assert printed(store, tags[0]) == []
    assert page.list.tags == tags


def test_f9_prints_at_true_size_on_the_printer_that_was_chosen(at, tags, books, tmp_path):
    page, path, asked = page_of(at), tmp_path / "printed.pdf", []

    def to_file(_parent, _name, size, preferred):
        asked.append((size, preferred))
        printer = output.printer_for(size)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(600)
        return printer

    page.ask_printer = to_file
    page.setting._copies.set_value(2)
    page.list.setFocus()
    at.key(Qt.Key.Key_F9)
    at.until(lambda: at.toast() == at.window.look.words.n(
        "{count} label sent to the printer.", "{count} labels sent to the printer.", 10
    ))  # fmt: skip
    assert asked == [((210.0, 297.0), "")]
    codes = [label_text(one) for one in tags for _copy in range(2)]
    assert read_back(path.read_bytes(), "L7160") == [dict(enumerate(codes, 1))]
    with books() as store:
        assert [one.copies for one in printed(store, tags[0])] == [2]


def test_nothing_is_journaled_for_a_printer_that_has_gone(at, tags, books, monkeypatch):
    page = page_of(at)
    page.ask_printer = lambda _parent, _name, size, _preferred: output.printer_for(size)
    monkeypatch.setattr(output, "is_there", lambda _printer: False)  # on every machine alike
    at.key(Qt.Key.Key_F9)
    at.until(at.toast)
    with books() as store:
        assert printed(store, tags[0]) == []
    assert page.list.tags == tags
    assert page.preview.view.first == 1


def test_copies_that_cannot_be_meant_are_told_at_the_field(at, tags, books):
    page = page_of(at)
    at.write("400", page.setting._copies)
    at.key(Qt.Key.Key_F9)
    assert page.setting.copies_field.is_wrong
    with books() as store:
        assert printed(store, tags[0]) == []


def test_logistics_is_told_why_not(at, sit, books_file):
    at.close()
    hand = sit(books_file.file).sign_in(LOGISTICS)
    page = hand.go("labels")
    assert page.list.tags
    for button in (page._print, page._save):
        assert not button.isEnabled()
        assert button.toolTip() == hand.t("Your role does not allow this.")


# The printer --------------------------------------------------------------------------------------


def test_the_shift_that_is_typed_moves_the_labels(at, tmp_path, home):
    page = page_of(at)
    straight = save_to(at, tmp_path / "before.pdf")
    at.write("+1,5", page.setting._right)
    page.setting._down.setFocus()
    at.settle()
    assert page.setting.calibration == Calibration(15, 0)
    at.press(at.t("Tick all"), page)
    page.preview.view.choose(1)
    shifted = save_to(at, tmp_path / "after.pdf", "copy")
    assert abs(_dark_left(shifted) - _dark_left(straight) - 1.5) < 0.1
    at.settle()
    again = LabelMemory(lambda work, _done: work())
    for other in ("L7160", "L7161"):  # the printer's own, whatever is cut out of its page
        assert again.calibration("", sheet(other)) == Calibration(15, 0)
    for other in ("T57x32", "T50x25"):
        assert again.calibration("", sheet(other)) == Calibration()
    assert again.calibration("another", sheet("L7160")) == Calibration()


def test_a_shift_that_is_no_printers_is_told(at):
    page = page_of(at)
    at.write("40", page.setting._right)
    page.setting._down.setFocus()
    at.settle()
    assert page.setting._off["dx_tenths"].is_wrong
    at.key(Qt.Key.Key_F9)
    assert at.window.veils.top is None
    at.write("abc", page.setting._wide)
    page.setting._down.setFocus()
    assert page.setting._off["dx_tenths"].is_wrong


def test_what_is_measured_on_the_test_page_puts_the_printer_right(at):
    page = page_of(at)
    at.press(at.t("Test page"), page)
    form = at.sheet
    assert isinstance(form, CalibrateSheet)
    at.key(Qt.Key.Key_F9)
    assert at.sheet is form  # nothing was measured yet
    assert form.fields["left"].is_wrong
    for name, measured in (("left", "21"), ("top", "20"), ("across", "150"), ("down", "150")):
        at.write(measured, form.fields[name].editor)
    at.key(Qt.Key.Key_F9)
    assert at.window.veils.top is None
    assert page.setting.calibration == Calibration(-10, 0)
    assert page.setting._right.value() == -10


def test_the_test_page_is_saved_and_journals_nothing(at, books, tags, tmp_path, monkeypatch):
    path = tmp_path / "essai.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    at.press(at.t("Test page"), page_of(at))
    at.press(at.t("Save as PDF"), at.sheet)
    at.until(path.exists)
    at.settle()
    assert page_count(path.read_bytes()) == 1
    with books() as store:
        assert printed(store, tags[0]) == []


def test_a_damaged_memory_is_none(tmp_path):
    (tmp_path / "labels.json").write_text('{"first": "x"')
    memory = LabelMemory(lambda work, _done: work(), tmp_path)
    assert (memory.sheet, memory.first("L7160")) == ("L7160", 1)
    memory.keep_first("L7160", 9)
    assert LabelMemory(lambda work, _done: work(), tmp_path).first("L7160") == 9


def test_no_word_is_cut_on_the_test_pages_sheet(at):
    wrong = []
    for language, size in product(LANGUAGES, SIZES):
        if at.window.look.words.code != language:
            at.window.speak(language)
        at.resize(*size)
        page_of(at).setting._printer.choose(DIRECT)  # the longest of them
        at.settle()
        wrong += [f"page {language} {size[0]}: {one}" for one in cut_words(page_of(at))]
        if size == SIZES[0] and (hidden := hidden_below(page_of(at))):
            wrong.append(f"page {language}: {hidden} pixels are to be scrolled to")
        page_of(at).setting._calibrate()
        form = at.sheet
        at.settle()
        wrong += [f"sheet {language} {size[0]}: {one}" for one in cut_words(form)]
        wrong += [f"sheet {language} {size[0]}: nameless {one}" for one in nameless(form)]
        form.done()
        at.settle()
    assert not wrong, "\n".join(wrong)


def hidden_below(page: QWidget) -> int:
    """How far one has to scroll to see all of a page."""
    return max(one.verticalScrollBar().maximum() for one in page.findChildren(QScrollArea))


def _dark_left(pdf: bytes) -> float:
    """Where the first dark dot from the left is, in mm."""
    drawn = page_picture(pdf, 0, DPI)
    rows = [drawn.pixels[y * drawn.stride : (y + 1) * drawn.stride] for y in range(drawn.height)]
    return min(row[::4].find(b"\x00") for row in rows if b"\x00" in row[::4]) / DPI * 25.4
