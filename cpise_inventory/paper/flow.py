"""Shares rows, remarks and signature boxes out over pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpise_inventory.paper.blocks import Gap, Item, Row, Table
from cpise_inventory.paper.pen import Pen

KEPT_WITH_SIGNATURES = 2  # rows that go over with them: nobody signs a page without a line
KEPT_WITH_TOTAL = 1


@dataclass
class Page:
    """Items that stand one below the other; the table's heading comes before the first row."""

    room: float
    heading: float
    items: list[Item] = field(default_factory=list)

    def fits(self, item: Item) -> bool:
        return self._full() + self._need(item) <= self.room + 1e-6

    def draw(self, pen: Pen, y: float, table: Table) -> float:
        """Where it ends."""
        in_table = False
        for item in self.items:
            if isinstance(item, Row) and not in_table:
                table.heading.draw(pen, y)
                y += table.heading.height
            if in_table and not isinstance(item, Row):
                table.close(pen, y)
            in_table = isinstance(item, Row)
            item.draw(pen, y)
            y += item.height
        if in_table:
            table.close(pen, y)
        return y

    def _full(self) -> float:
        rows = any(isinstance(item, Row) for item in self.items)
        return sum(item.height for item in self.items) + (self.heading if rows else 0)

    def _need(self, item: Item) -> float:
        first = isinstance(item, Row) and not any(isinstance(one, Row) for one in self.items)
        return item.height + (self.heading if first else 0)


def shared_out(items: Iterable[Item], heading: float, first: float, others: float) -> list[Page]:
    """Pages with room for `first` points on the first and `others` on each further one.

    An item that is taller than a whole page has one to itself.
    """
    pages = [Page(first, heading)]
    for item in items:
        page = pages[-1]
        if not page.fits(item) and (page.items or len(pages) == 1):
            pages.append(Page(others, heading, _carried(page, item)))
            page = pages[-1]
        if page.items or not isinstance(item, Gap):
            page.items.append(item)
    return pages


def _carried(page: Page, item: Item) -> list[Item]:
    """What goes over to the next page with an item that begins it."""
    count = 0
    if not isinstance(item, Row):
        count = _back_to_rows(page)
    elif item.total:
        count = KEPT_WITH_TOTAL
    count = min(count, len(page.items) - 1)  # something stays
    while 0 <= count < len(page.items) - 1 and _heads(page.items[-1 - count]):
        count += 1
    if count <= 0:
        return []
    carried = page.items[-count:]
    del page.items[-count:]
    return carried


def _back_to_rows(page: Page) -> int:
    """How many items up to two rows before the remarks; 0 if they would fill half a page."""
    rows, height = 0, 0.0
    for count, item in enumerate(reversed(page.items), 1):
        rows += isinstance(item, Row)
        height += item.height
        if height > page.room / 2:
            return 0
        if rows == KEPT_WITH_SIGNATURES:
            return count
    return 0


def _heads(item: Item) -> bool:
    """A heading over rows, which must not stand alone at the foot of a page."""
    return isinstance(item, Row) and item.heads
