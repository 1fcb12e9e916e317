"""What can happen to a document once issued: it's printed. Reversal is an event of its kind."""

from cpise_inventory.journal.event import NOT_FILED, Count, Filed, Payload
from cpise_inventory.journal.gate import DocumentNumber


class Printed(Payload, frozen=True, tag="document.printed"):
    """`copy` 0 is the original; every later print is a duplicate, numbered from 1."""

    number: DocumentNumber
    copy: Count
    language: str
    reason: str = ""

    @property
    def document(self) -> str:
        """The document that was printed: its lines in the journal are found by its number."""
        return self.number

    @property
    def filed(self) -> Filed:
        """Found by the number, without being another paper of the register."""
        return (self.number, *NOT_FILED[1:])
