"""A storekeeper at the window of one centre: what is typed and pressed again and again."""

from tests.ui.person import Person


class Storekeeper(Person):
    def row_of(self, item: str, location: str, lot: str, act: str) -> None:
        """F10 on the line of this lot at this place, and what is offered there."""
        self.shell.open("stock", {"item": item, "centre": self.shell.desk.session.centre})
        self.rest()
        page = self.page
        rows = page._source.snapshot.rows
        of_item = [one for one in rows if one.item == item]
        fits = (one for one in of_item if one.location == location and one.key.startswith(lot))
        row = next(fits, of_item[0])
        actions = {one.text(): one for one in page._row_actions(row)}
        actions[act].trigger()
        self.rest()


def split(line: str) -> tuple[str, str, str, str]:
    """Item, quantity, lot and expiry of a line as the command line takes it."""
    item, _, rest = line.partition("=")
    quantity, _, lot = rest.partition("@")
    number, _, expiry = lot.partition("/")
    return item, quantity, number, expiry


def typed_expiry(text: str) -> str:
    """`2027-03` as a storekeeper types it, `0327`; a day whole."""
    if not text:
        return ""
    parts = text.split("-")
    return f"{parts[1]}{parts[0][2:]}" if len(parts) == 2 else f"{parts[2]}/{parts[1]}/{parts[0]}"
