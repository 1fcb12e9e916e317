"""Working through a distribution list: the form is filled for one recipient after the other."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from cpise_inventory.language.terms import BANDS, SEXES
from cpise_inventory.language.words import Words
from ui.kit.buttons import Button
from ui.pages.delivery_head import today
from ui.pages.goods import Goods, by_codes
from ui.pages.list_sheet import Standing, read_standing
from ui.pages.when_sheet import Where

if TYPE_CHECKING:
    from cpise_inventory.lists.events import Serving
    from cpise_inventory.lists.queries import Turn
    from ui.pages.distribute import DistributePage


class WorkingList:
    """Asks the books anew after each receipt, so that a colleague's count, too: of this list alone,
    for nothing else has changed for it.
    """

    def __init__(self, page: "DistributePage") -> None:
        self._page = page
        self.name = ""
        """Of the list that is worked through; empty where none is."""
        self._passed: set[str] = set()

    def state(self) -> list[str]:
        return [self.name, *sorted(self._passed)] if self.name else []

    def restore(self, said: Any) -> None:
        """The form stays as it was typed; the list is asked for what it says of it."""
        if isinstance(said, list) and said and all(isinstance(one, str) for one in said):
            self.name, self._passed = said[0], set(said[1:])
            self._ask(lambda found: self._say(found, self._recipient()))

    def begin(self, found: Standing) -> None:
        self.name, self._passed = found.found.name, set()
        self._fill_next(found)

    def go_on(self) -> None:
        """A receipt is issued: the next one on the list."""
        if self.name:
            self._ask(self._fill_next)

    def leave(self) -> None:
        self.name = ""
        self._passed.clear()
        self._page.note.clear()

    # Inside ---------------------------------------------------------------------------------------

    def _ask(self, then: Callable[[Standing], object]) -> None:
        page, name = self._page, self.name
        where = Where(page.where.centre, page.shelf()[0], page.where.day)

        def answered(found: Standing | None) -> None:
            if found is None:  # closed meanwhile
                self.leave()
            else:
                then(found)

        page.ask(lambda store: read_standing(store, where, name, today()), answered)

    def _fill_next(self, found: Standing) -> None:
        left = [turn for turn in found.left if turn.serving.recipient not in self._passed]
        if not left:
            words = self._page.look.words
            self.leave()
            said = words.t("The list “{name}” is done.", name=words.isolate(found.found.name))
            self._page.note.say("good", said)
            return
        self._fill(found, left[0])

    def _fill(self, found: Standing, turn: "Turn") -> None:
        words, page = self._page.look.words, self._page
        wanted = {one.item: one.quantity for one in found.found.wanted(turn.serving)}
        self._say(found, turn.serving.recipient, turn.serving)

        def known(goods: dict[str, Goods]) -> None:
            lines = [(one, wanted[code]) for code, one in goods.items()]
            page.fill(form_of(turn.serving), lines)

        page.ask(lambda store: by_codes(store, wanted, words), known)

    def _say(self, found: Standing, recipient: str, serving: "Serving | None" = None) -> None:
        words, look = self._page.look.words, self._page.look
        served, all_ = len(found.turns) - len(found.left), len(found.turns)
        said = words.t(
            "List “{name}”: {served} of {all} served this month.",
            name=words.isolate(found.found.name),
            served=words.ltr(words.number(served)),
            all=words.ltr(words.number(all_)),
        )
        self._page.note.say(
            "info",
            said,
            _to_be_counted(serving, words) if serving is not None else "",
            (
                Button(look, words.t("Pass over"), partial(self._pass, recipient), role="quiet"),
                Button(look, words.t("Leave the list"), self.leave, role="quiet"),
            ),
        )

    def _pass(self, recipient: str) -> None:
        self._passed.add(recipient)
        self._page.clear()
        self._ask(self._fill_next)

    def _recipient(self) -> str:
        return self._page.whom.recipient_text()


def _to_be_counted(serving: "Serving", words: Words) -> str:
    """Of a group that the list knows the number of, and no more; empty of every other."""
    if serving.kind != "group" or serving.heads:
        return ""
    return words.n(
        "The list counts {count} person here: enter them by sex and age.",
        "The list counts {count} people here: enter them by sex and age.",
        serving.people,
    )


def form_of(serving: "Serving") -> dict[str, Any]:
    """As `Whom` keeps it. What the list doesn't know of sex and age is left to be counted."""
    known = {(head.sex, head.ages): str(head.people) for head in serving.heads}
    heads = {
        f"{sex} {ages}": known[sex, ages] for sex in SEXES for ages in BANDS if (sex, ages) in known
    }
    people = str(serving.people) if serving.people else ""
    return {"kind": serving.kind, "name": serving.recipient, "people": people, "heads": heads}
