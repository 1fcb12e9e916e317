"""The main job on the example delivery, from an empty folder to proven books and papers.

Nothing here knows what the delivery holds: which kits can be made, what there is most of and how
many fit is read from the books, as a person would.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cpise_inventory import exporting
from cpise_inventory.addresses import address
from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets import queries as assets
from cpise_inventory.assets.commands import Handover, assign
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.documents import queries as documents
from cpise_inventory.errors import Refusal
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.importing import commands as importing
from cpise_inventory.journal.verify import Proof
from cpise_inventory.language.words import LANGUAGES, N_, Words
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.printing.commands import print_document
from cpise_inventory.printing.labels import label_sheet
from cpise_inventory.proof import verify
from cpise_inventory.stock import kits
from cpise_inventory.stock import queries as stock
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.events import Headcount
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from resources import HERE as RESOURCES

DATABASE = "inventory.sqlite"
EXAMPLES = RESOURCES / "examples"
FILES = (
    ("donations", "dons.csv"),
    ("items", "articles.csv"),
    ("kits", "kits.csv"),
    ("stock", "livraison-2026-11.csv"),
)
ADMIN, CLERK, MANAGER, AUDITOR = "admin", "aicha", "sidi", "mariem"
DISPLAY = {CLERK: "Aïcha Mint Sidi", MANAGER: "Sidi Ould Brahim", AUDITOR: "Mariem Mint Ahmed"}
HOME, AWAY = "NKC1", "ROS"
SHEET = "L7160"
GROUPS = ((9, 8), (6, 7), (11, 4))
"""Girls and boys of 6 to 11 in three counted groups."""


@dataclass(eq=False)
class FolderInUseError(Refusal):
    """There is a demonstration in that folder already: it is never written over."""

    where: str
    field = "out"


@dataclass(frozen=True)
class Step:
    """One thing that was done: a text for people with its facts, and the document it made."""

    text: str
    facts: dict[str, object] = field(default_factory=dict)
    document: str = ""


Tell = Callable[[Step], None]
"""Told of each step when it's done."""


def run(out: Path, password: str, w: Words, tell: Tell, *, small: bool = False) -> Proof:
    """The whole of it into a new folder; what `verify` says at the end.

    `small` prints one paper of each kind and the labels of one centre, for a quick look. Raises
    `FolderInUseError`, or the `StoreError` that fits.
    """
    where = address(str(out / DATABASE), out)
    if where.file is not None and where.file.exists():
        raise FolderInUseError(str(out))
    with create_store(where, FirstRun(HOME, ADMIN, password, "Administrateur")) as store:
        demo = _Demo(store, out, w, tell, small=small)
        demo.people(password)
        demo.deliveries()
        demo.movements()
        demo.computers()
        demo.papers()
        store.check_in()
        demo.exports()
        return verify(store)


class _Demo:
    def __init__(self, store: Store, out: Path, w: Words, tell: Tell, *, small: bool) -> None:
        self.store, self.out, self.w, self.tell, self.small = store, out, w, tell, small

    def people(self, password: str) -> None:
        for name, role in (
            (CLERK, Role.LOGISTICS),
            (MANAGER, Role.MANAGER),
            (AUDITOR, Role.AUDITOR),
        ):
            with self.store.write(ADMIN) as work:
                add_person(work, name, role, password, DISPLAY[name])
        self.tell(Step(N_("Accounts opened: {names}"), {"names": ", ".join(DISPLAY)}))

    def deliveries(self) -> None:
        for kind, name in FILES:
            table = importing.read_file(EXAMPLES / name, kind)
            with self.store.write(CLERK) as work:
                done = importing.write(work, table, kind)
            facts: dict[str, object] = {"file": name, "rows": done.rows}
            self.tell(Step(N_("File read: {file}, {rows} rows"), facts))
            for number in done.documents:
                self._told(number, N_("Received at {centre}: {lines} lines from {party}"))

    def movements(self) -> None:
        kit, many = self._best_kit()
        self._do(
            N_("Kits assembled at {centre}"),
            lambda: kits.assemble(self._work, HOME, kit, many),
        )
        away = max(many // 4, 2)
        waybill = self._do(
            N_("Sent from {centre} to {party}"),
            lambda: send(self._work, Shipment(HOME, AWAY, [Wanted(kit, away)])),
        )
        self._do(
            N_("Received at {centre} by waybill {party}, one missing"),
            lambda: arrive(
                self._work,
                Arrival(waybill, [Wanted(kit, away - 1)], remarks=self.w.t("One kit is missing")),
            ),
        )
        for number, heads in enumerate(GROUPS, 1):
            self._distribute_kits(kit, number, heads)
        mistaken = self._distribute_most(N_("Distributed to {party}, by mistake"))
        self._do(
            N_("Undone: {party}"),
            lambda: undo(self._work, mistaken, self.w.t("Entered for the wrong unit")),
            person=MANAGER,
        )
        self._distribute_most(N_("Distributed to {party}: {lines} lines"))

    def _distribute_kits(self, kit: str, number: int, heads: tuple[int, int]) -> None:
        counted = [Headcount("f", "6-11", heads[0]), Headcount("m", "6-11", heads[1])]
        name = self.w.t("Group {number}", number=number)
        wanted = [Wanted(kit, sum(heads))]
        self._do(
            N_("Distributed to {party}: {people} people"),
            lambda: distribute(
                self._work, Distribution(HOME, name, "group", wanted, heads=counted)
            ),
        )

    def _distribute_most(self, text: str) -> str:
        """Forty of what there is most of that isn't a kit, to a unit."""
        with self.store.read() as connection:
            kinds = {kit.code for kit in catalogue.kits(connection)}
            rooms = [place.code for place in catalogue.places(connection, HOME)]
            held = stock.totals(connection, rooms)
        item = max((code for code in held if code not in kinds), key=lambda code: held[code])
        wanted = [Wanted(item, min(40, held[item]))]
        unit = self.w.t("Day care unit")
        return self._do(
            text, lambda: distribute(self._work, Distribution(HOME, unit, "unit", wanted))
        )

    def computers(self) -> None:
        with self.store.read() as connection:
            here = assets.assets(connection, Filter(centre=HOME), most=2)
        staff = self.w.t("Head of the centre")
        self._do(
            N_("Handed over to {party}: {lines} assets"),
            lambda: assign(self._work, Handover([one.tag for one in here], staff, "staff")),
        )
        with self.store.read() as connection:
            centres = [centre.code for centre in catalogue.centres(connection)]
        for centre in centres[:1] if self.small else centres:
            with self.store.read() as connection:
                found = assets.assets(connection, Filter(centre=centre))
            if found:
                tags = [one.tag for one in found]
                pdf = label_sheet(self.store, MANAGER, tags, SHEET, 1, self.w.code)
                exporting.write_file(self.out / f"labels-{centre}.pdf", pdf)
                facts: dict[str, object] = {"count": len(tags), "centre": centre}
                self.tell(Step(N_("Labels printed for {centre}: {count}"), facts))

    def papers(self) -> None:
        """Every document in French; the first receipt in Arabic and English too."""
        (self.out / "documents").mkdir(exist_ok=True)
        with self.store.read() as connection:
            register = list(reversed(documents.register(connection, most=10_000)))
        if self.small:
            register = list({one.code: one for one in reversed(register)}.values())
        receipts = [one.number for one in register if one.kind == "stock.distributed"]
        for one in register:
            for language in LANGUAGES if one.number in receipts[:1] else ("fr",):
                printed = print_document(self.store, CLERK, one.number, language)
                name = f"{one.number}-{language}.pdf"
                exporting.write_file(self.out / "documents" / name, printed.pdf)
        self.tell(Step(N_("Documents printed: {count}"), {"count": len(register)}))

    def exports(self) -> None:
        with self.store.read() as connection:
            exporting.stock_csv(
                connection, self.out / "stock.csv", self.w, stock.on_hand(connection)
            )
            exporting.journal_jsonl(connection, self.out / "journal.jsonl")
        self.tell(
            Step(N_("Stock and journal exported: {files}"), {"files": "stock.csv, journal.jsonl"})
        )

    def _best_kit(self) -> tuple[str, int]:
        """The kit of which most can be made here, and half of that."""
        with self.store.read() as connection:
            rooms = [place.code for place in catalogue.places(connection, HOME)]
            held = stock.totals(connection, rooms)
            makes = {
                kit.code: min(held.get(part, 0) // each for part, each in kit.contents)
                for kit in catalogue.kits(connection)
            }
        code = max(makes, key=lambda one: makes[one])
        return code, makes[code]

    def _do(self, text: str, act: Callable[[], str], person: str = CLERK) -> str:
        with self.store.write(person) as self._work:
            number = act()
        self._told(number, text)
        return number

    def _told(self, number: str, text: str) -> None:
        with self.store.read() as connection:
            found = documents.document_of(connection, number)
        facts = found._asdict() if found else {}
        self.tell(Step(text, facts, number))


def files_of(out: Path) -> Iterator[Path]:
    """What the demonstration left, in order."""
    return iter(sorted(path for path in out.rglob("*") if path.is_file()))
