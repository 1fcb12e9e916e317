"""The field of a form that asks who gives: by name in any spelling, or by code."""

from ui.kit.search import Proposal, among
from ui.look import Look
from ui.pages.places import Named, Places
from ui.pages.searches import EagerSearch


class DonorSearch(EagerSearch):
    """Offers those that give. One that gave before has its name still, where a paper names it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, among(()), look.words.t("Name or code"))
        self._words = look.words
        self._givers: dict[str, str] = {}
        self.offered: list[Proposal] = []

    @property
    def typed(self) -> str:
        """What names nobody that is known."""
        return "" if self.value else self.text()

    def offer(self, places: Places) -> None:
        self._givers = places.givers
        self._offer([self._proposal(code) for code, _name in places.donors])

    def learn(self, donor: Named) -> None:
        """One that has just been added, and is meant."""
        code, name = donor
        self._givers = {**self._givers, code: name}
        others = [one for one in self.offered if one.value != code]
        self._offer([*others, self._proposal(code)])
        self.choose(code)

    def choose(self, code: str) -> None:
        """Nobody, where the code is nobody's."""
        self.set_chosen(self._proposal(code) if code in self._givers else None)

    def _offer(self, offered: list[Proposal]) -> None:
        self.offered = offered
        self.set_propose(among(offered))

    def _proposal(self, code: str) -> Proposal:
        return Proposal(code, self._givers[code], self._words.ltr(code))
