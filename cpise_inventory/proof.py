"""`verify`: everything that can be proven of the books, with figures. Reads only."""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, case, func, select

from cpise_inventory.attachments.contents import check_contents
from cpise_inventory.documents.vouching import check_sealed, check_seals
from cpise_inventory.identity import Number
from cpise_inventory.journal.replay import Finding, Progress
from cpise_inventory.journal.verify import Proof, verify_tables
from cpise_inventory.store import Store
from db.engine import broken_guards
from db.schema import balance, checkpoint, document, event

D = document.c
OWN = func.substr(D.number, 1, func.length(D.device) + 1) == D.device + "-"
SUSPECT = (  # whatever has a fault is among these; to walk through all takes five times as long
    select(D.device, D.code, D.year)
    .group_by(D.device, D.code, D.year)
    .having(
        (func.min(D.serial) != 1)
        | (func.max(D.serial) != func.count())
        | (func.count(func.distinct(D.serial)) != func.count())
        | (func.max(case((OWN, 0), else_=1)) == 1)
    )
    .order_by(D.device, D.code, D.year)
)
SERIES = (
    select(D.serial, D.number, D.seq)
    .where(
        D.device == bindparam("device"), D.code == bindparam("code"), D.year == bindparam("year")
    )
    .order_by(D.serial, D.seq)
)
SUMS = (
    select(balance.c.item, balance.c.lot, func.sum(balance.c.quantity))
    .group_by(balance.c.item, balance.c.lot)
    .having(func.sum(balance.c.quantity) != 0)
)


def verify(store: Store, progress: Progress | None = None) -> Proof:
    """Chains, tables by replay, seals, number series, double entry, guards."""
    with store.read() as connection:
        events, rows, findings = verify_tables(connection, store.journal, progress)
        if not findings:  # what follows reads the tables, and is told of them only if they hold
            findings += check_series(connection)
            findings += check_sums(connection)
            findings += check_sealed(connection, store.device)
            findings += check_contents(connection, store.device)
        chains_hold = events > 0
        seals = check_seals(connection, store.journal.codec if chains_hold else None)
        findings += [one for one in seals if one not in findings]
        findings += check_guards(connection)
        devices = select(func.count(func.distinct(event.c.device)))
        return Proof(
            events=events
            or int(connection.execute(select(func.count()).select_from(event)).scalar_one()),
            devices=int(connection.execute(devices).scalar_one()),
            rows=rows,
            checkpoints=int(
                connection.execute(select(func.count()).select_from(checkpoint)).scalar_one()
            ),
            findings=tuple(findings),
        )


def check_series(connection: Connection) -> Iterator[Finding]:
    """Each device's numbers run 1, 2, 3 … in each kind and year, and are its own."""
    for device, code, year in connection.execute(SUSPECT):
        series = connection.execute(SERIES, {"device": device, "code": code, "year": year})
        for due, (serial, number, seq) in enumerate(series, 1):
            if serial != due or not number.startswith(f"{device}-"):
                expected = str(Number(device, code, year, due))
                yield Finding("series", f"{device}:{seq}", expected, number)
                return


def check_sums(connection: Connection) -> Iterator[Finding]:
    """Over all locations, real and virtual, each lot sums to nought."""
    for item, lot, total in connection.execute(SUMS):
        yield Finding("double entry", f"{item} {lot}", "0", str(total))


def check_guards(connection: Connection) -> Iterator[Finding]:
    """The triggers that refuse to change or delete what only grows are there and do so."""
    for table, name in broken_guards(connection):
        yield Finding("guard missing", table, name, "nothing that refuses")
