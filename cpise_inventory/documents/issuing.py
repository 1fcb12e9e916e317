"""Documents: what an event looks like on paper.

A number is taken in the transaction that issues.
"""

from sqlalchemy import Connection, bindparam, func, select

from cpise_inventory.identity import Number, number_parts
from cpise_inventory.journal.event import Filed, Payload
from cpise_inventory.journal.gate import Code, DocumentNumber
from db.run import Query
from db.schema import document as documents

RECEIVED = "BR"  # bon de réception: goods received note
DISTRIBUTED = "RD"  # reçu de distribution
WAYBILL = "BE"  # bordereau d'expédition
ARRIVED = "AR"  # accusé de réception: transfer received
HANDOVER = "PR"  # procès-verbal de remise
RETURNED = "RE"  # return of an asset or goods
LOSS = "RP"  # rapport de perte
COUNT = "FI"  # feuille d'inventaire
WRITE_OFF = "SI"  # sortie d'inventaire
RELOCATED = "MI"  # bon de mouvement interne: moved within a centre
PROPOSAL = "DR"  # demande de réforme: disposal proposed
DISPOSAL = "PF"  # procès-verbal de réforme: disposal certificate
WALK = "LV"  # liste de vérification: what a physical verification is to find
VERIFIED = "VP"  # procès-verbal de vérification physique
KIT = "CK"  # kit assembled or opened
REQUEST = "PD"  # demande: requisition of a centre

LAST = Query(
    select(func.max(documents.c.serial)).where(
        documents.c.device == bindparam("device"),
        documents.c.code == bindparam("code"),
        documents.c.year == bindparam("year"),
    )
)


class Issuing(Payload, frozen=True, kw_only=True):
    """An event that issues a document. Subclasses say what stands on it."""

    number: DocumentNumber
    centre: Code

    @property
    def document(self) -> str:
        return self.number

    @property
    def party(self) -> str:
        """To whom or from whom, as the paper names them."""
        return ""

    @property
    def people(self) -> int:
        """How many persons it is for; counted, never named."""
        return 0

    @property
    def reverses(self) -> str:
        """The number of the document that this one undoes."""
        return ""

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        """Item code or asset tag, and quantity, a line each."""
        return ()

    @property
    def length(self) -> int:
        """How many lines it has."""
        return len(self.contents)

    @property
    def filed(self) -> Filed:
        return as_paper(self)


def as_paper(said: Issuing) -> Filed:
    """What the register says of a paper of its own."""
    number, centre, party, people = said.number, said.centre, said.party, said.people
    _, code, year, serial = number_parts(number)
    return number, code, year, serial, centre, party, people, said.length, said.reverses


def next_number(connection: Connection, device: str, code: str, year: int) -> str:
    """One more than the last of this device, kind and year; the journal's lock keeps it single."""
    last = LAST.value(connection, device=device, code=code, year=year)
    return str(Number(device, code, year, (last or 0) + 1))
