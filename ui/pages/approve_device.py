"""A workstation whose files were never read here: compare a number over the telephone, then do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH: Final = 560


class ApproveDeviceSheet(FormSheet):
    """`number`: of the key that signed the file; `approved` is told once it's done."""

    def __init__(
        self, desk: Desk, device: str, number: str, approved: Callable[[], object]
    ) -> None:
        look, words = desk.look, desk.look.words
        told = words.ltr(device)
        title = words.t("Read files of {device}?", device=told)
        super().__init__(desk, title, icon="fingerprint", width=WIDTH)
        self._device, self._number, self._approved = device, number, approved
        for text, role in (
            (
                words.t(
                    "Telephone whoever works at {device} and have the check number read out that"
                    " the Exchange page shows there.",
                    device=told,
                ),
                "",
            ),
            (words.t("The file was signed with this number:"), "field"),
            (words.ltr(number), "title"),
            (
                words.t("If a single digit differs, leave it: somebody else has written the file."),
                "",
            ),
        ):
            self.body.addWidget(label(look, text, role, wrap=True))
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(
                look,
                words.t("The numbers are the same"),
                self._approve,
                icon="check",
                role="primary",
                key="F9",
            )
        )

    def _approve(self) -> None:
        self.nothing_is_wrong()
        person, device, number = self.desk.session.person, self._device, self._number
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            from cpise_inventory.exchange.commands import approve_device  # noqa: PLC0415 - late

            with store.write(person) as work:
                approve_device(work, device, number)

        self.ask(job, self._done, always=lambda: self.do.setEnabled(True))

    def _done(self, _nothing: None) -> None:
        self.done()
        self._approved()
