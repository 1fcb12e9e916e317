"""Below a grid of goods: what is wrong with its first line that cannot be taken, in words."""

from ui.kit.note import Note
from ui.look import Look
from ui.pages.answers import of_line
from ui.pages.goods_grid import GoodsGrid


class LineTrouble(Note):
    """A red field alone says nothing to whoever has no mouse. What is mended goes by itself."""

    def __init__(self, look: Look, grid: GoodsGrid) -> None:
        super().__init__(look)
        self._grid = grid
        grid.changed.connect(self._follow)

    def say_first(self) -> bool:
        """Whether anything is wrong; if so it's said, and has the focus."""
        self._grid.enter_problem()
        return self._follow()

    def _follow(self) -> bool:
        problems = self._grid.problems()
        if problems:
            at, _column, said = problems[0]
            self.say("bad", of_line(self._look, at, said))
        else:
            self.clear()
        return bool(problems)
