"""How many years each kind of equipment is used before it's replaced."""

from typing import TYPE_CHECKING, Final

from cpise_inventory.language.terms import CATEGORIES, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpise_inventory.store import Store

WIDTH: Final = 480


class LifeYearsSheet(FormSheet):
    """One kind at a time: each is said by an event of its own."""

    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Years of use"), icon="hourglass", width=WIDTH)
        self._years: Mapping[str, int] = {}
        self._said: Mapping[str, int] = {}
        self.category, self.years = Combo(), line_edit(look)
        self.category.fill([(code, capital(term(CATEGORIES, code, words))) for code in CATEGORIES])
        self._whose = label(look, "", "small", wrap=True)
        self.fields = {
            "category": Field(look, words.t("Category"), self.category),
            "years": Field(look, words.t("Replaced after so many years"), self.years),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self._whose)
        self.first = self.category
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Save"), self._save, icon="save", role="primary", key="F9")
        )
        self._allow()
        self.category.currentIndexChanged.connect(lambda _at: self._show())
        self.ask(_read, self._fill)

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        why_not = self.desk.why_not(Right.MANAGE_CATALOGUE)
        self.do.allow(not why_not, why_not)

    def _fill(self, read: "tuple[Mapping[str, int], Mapping[str, int]]") -> None:
        self._years, self._said = read
        self._show()

    def _show(self) -> None:
        words, code = self.look.words, self.category.code
        self.fields["years"].right()
        self.years.setText(str(self._years.get(code, "")))
        self._whose.setText(
            words.t("Said by the establishment.")
            if code in self._said
            else words.t("The program’s assumption.")
        )

    def _save(self) -> None:
        self.nothing_is_wrong()
        text = self.years.text().strip()
        if not text.isdecimal():
            self.fields["years"].wrong(self.look.words.t("Enter whole years, such as 4."))
            return
        code, person = self.category.code, self.desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.assets.lives import say_life  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                say_life(work, code, int(text))

        self.ask(job, lambda _none: self.done())


def _read(store: "Store") -> "tuple[Mapping[str, int], Mapping[str, int]]":
    from cpise_inventory.assets.lives import lives, lives_said  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return lives(connection), lives_said(connection)
