"""The base of every page: title with its line of fact, actions, content, foot, side panel.

See ui/README.md for how to write one.
"""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.scroll import Scroll
from ui.kit.side import SidePanel, SideSheet
from ui.kit.text import Elided, Picture, label
from ui.look import Look, application
from ui.scanning import Scan
from ui.theme import Size
from ui.worker import LongJob, Progress

if TYPE_CHECKING:  # SQLAlchemy takes longer to load than the window to show
    from cpise_inventory.store import Store

T = TypeVar("T")


class Page(QWidget):
    """One place of the window. Subclasses fill `body` and override what they need below."""

    watches: ClassVar[frozenset[str]] = frozenset()
    """Tables whose change matters here: `refresh` is called when one of them changes."""
    keeps_draft: ClassVar[bool] = False
    """Whether `state()` is put on the disk at each field left."""

    def __init__(self, desk: Desk, title: str, fact: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.key = ""
        """The place's key, set by the window."""
        self.narrow = self.short = False
        self.first: QWidget | None = None
        """What has the focus when the page opens; the scan field if there is nothing."""
        self.side: SidePanel | None = None
        self.foot: Foot | None = None
        self._undrafted = True
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.note = Note(desk.look)
        """Trouble with the world (printer, stick, disk) at the top of the page."""
        self._draft_note = Note(desk.look)
        self._build(title, fact)
        if self.keeps_draft:
            application().focusChanged.connect(self._field_left)

    # To be overridden ---------------------------------------------------------------------------

    def opened(self, **facts: Any) -> None:
        """The page is shown, perhaps for something: `desk.go("stock", item="SAVON-250")`."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Tables of `watches` have changed; asked only while the page is shown, else at showing."""

    def state(self) -> dict[str, Any]:
        """What somebody would miss after a change of language or a power cut; JSON."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `state` gave, perhaps in another version of the program: trust nothing."""

    def has_work(self) -> bool:
        """Whether something is typed that is worth keeping as a draft."""
        return False

    def scanned(self, _scan: Scan) -> bool:
        """A scan while this page is shown. False: not for this page, the window finds it."""
        return False

    def focus_filter(self) -> bool:
        """Ctrl+F: the focus into the field that filters this list, if there is one."""
        return False

    def print_again(self) -> bool:
        """Ctrl+P: print what is shown, if it can be printed."""
        return False

    def form_changed(self) -> None:
        """`narrow` or `short` have changed: fold what can be folded."""

    # For subclasses ------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        return self.desk.look

    def ask(
        self,
        job: Callable[["Store"], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        only_latest: Hashable | None = None,
    ) -> None:
        """`Worker.ask` for this page; a failure nobody takes is told in the page's note."""
        latest = (id(self), only_latest) if only_latest is not None else None
        self.desk.worker.ask(
            job, done, failed or self.tell, always=always, owner=self, only_latest=latest
        )

    def ask_long(
        self,
        job: Callable[["Store", Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
    ) -> LongJob:
        return self.desk.worker.ask_long(job, done, failed or self.tell, always=always, owner=self)

    def tell(self, error: Exception) -> None:
        """An error of the world at the top of the page, with all work kept."""
        self.note.say("bad", self.desk.sentence(error))

    def add_action(self, button: Button) -> Button:
        """At the end of the title's row; the primary one last."""
        self._actions.addWidget(button)
        return button

    def say_fact(self, text: str) -> None:
        self.fact.say(text)
        self.fact.setVisible(bool(text))

    def set_title(self, text: str) -> None:
        self.title.setText(text)

    def set_side(self, panel: SidePanel) -> None:
        """Detail of the selected row, beside the body; a sheet where the window is narrow."""
        self.side = panel
        self._columns.addWidget(panel)

    def open_side(self) -> None:
        """Enter on a row: on to what can be done with it. In a narrow window the side panel comes
        as a sheet.
        """
        if self.side is not None and self.narrow:
            self.desk.open(SideSheet(self.look, self.side, self._take_side_back))
        elif self.side is not None and self.side.first is not None:
            self.side.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_foot(self) -> "Foot":
        """The foot of a task: totals, the draft's time, leave and finish."""
        self.foot = Foot(self.look)
        self._whole.addWidget(self.foot)
        return self.foot

    def keep_draft(self) -> None:
        """Put the work on the disk now, or forget it where there is none."""
        if not self.has_work():
            if not self._draft_note.tone:  # what is still offered is not given up by looking on
                self.desk.drafts.forget(self.key)
        else:
            draft = self.desk.drafts.keep(self.key, self.state())
            if self.foot is not None:
                self.foot.say_kept(self.look.words.time(draft.kept_at))
            return
        if self.foot is not None:
            self.foot.say_kept("")

    # The window's side ---------------------------------------------------------------------------

    def show_at(self, *, narrow: bool, short: bool) -> None:
        """The window's form; called before the page is first shown and at each change."""
        if (narrow, short) != (self.narrow, self.short):
            self.narrow, self.short = narrow, short
            if self.side is not None and self.side.parent() is not None:
                self.side.setVisible(not narrow)
            margin = Size.L if narrow else 20
            self._outer.setContentsMargins(margin, 10 if short else 14, margin, Size.L)
            self.form_changed()

    def offer_draft(self) -> None:
        """Work of an earlier day or before a power cut: take it up again, or clear it."""
        if not self.keeps_draft or not self._undrafted:
            return
        self._undrafted = False
        draft = self.desk.drafts.kept(self.key)
        if draft is None or self.has_work():
            return
        words = self.look.words

        def resume() -> None:
            self._draft_note.clear()
            self.restore(dict(draft.state))

        def clear() -> None:
            self._draft_note.clear()
            self.desk.drafts.forget(self.key)

        self._draft_note.say(
            "info",
            words.t("Work begun here is kept, as you left it."),
            words.t(
                "Last kept at {when}. Nothing of it is issued yet.", when=words.when(draft.kept_at)
            ),
            (
                Button(self.look, words.t("Clear"), clear, role="quiet"),
                Button(self.look, words.t("Resume"), resume, role="primary"),
            ),
            icon="zap-off",
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes to the next one."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(QApplication.focusWidget(), QLineEdit):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _build(self, title: str, fact: str) -> None:
        look = self.look
        self.title = label(look, title, "title")
        self.fact = Elided(look, fact, "muted")
        self.fact.setVisible(bool(fact))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.fact)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Size.S)
        head = QHBoxLayout()
        head.setSpacing(Size.L)
        head.addLayout(names, 1)
        head.addLayout(self._actions)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Size.M)
        self.area = Scroll(content)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(Size.M)
        self._columns.addWidget(self.area, 1)
        self._outer = QVBoxLayout()
        self._outer.setContentsMargins(20, 14, 20, Size.L)
        self._outer.setSpacing(Size.M)
        self._outer.addLayout(head)
        for part in (self._draft_note, self.note):
            self._outer.addWidget(part)
        self._outer.addLayout(self._columns, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._outer, 1)

    def _take_side_back(self) -> None:
        if self.side is not None:
            self._columns.addWidget(self.side)
            self.side.setVisible(not self.narrow)

    def _field_left(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None and left is not entered and self.isAncestorOf(left):
            self.keep_draft()


class Foot(QFrame):
    """Running totals, when the draft was kept, the way out and the end of the task."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "foot")
        self.totals = Elided(look, "", "heading")
        self._kept_icon = Picture(look, "save", "good", Size.ICON_SMALL)
        self._kept = label(look, role="small")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Size.S)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(Size.S)
        row.addWidget(self.totals, 1)
        row.addWidget(self._kept_icon)
        row.addWidget(self._kept)
        row.addSpacing(Size.L)
        row.addLayout(self._buttons)
        self.say_kept("")

    def say(self, totals: str) -> None:
        self.totals.say(totals)

    def say_kept(self, time: str) -> None:
        """`10:42`; empty where no draft is kept."""
        self._kept.setText(self._look.words.t("Draft kept at {time}", time=time) if time else "")
        for part in (self._kept_icon, self._kept):
            part.setVisible(bool(time))

    def add_button(self, button: Button) -> Button:
        """The quiet way out first, the primary last (F9)."""
        self._buttons.addWidget(button)
        return button
