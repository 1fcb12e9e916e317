"""What only a command line can be refused for."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class BadLineError(Refusal):
    """Not of the form that this command takes (`form`), such as ITEM=QUANTITY@LOT."""

    text: str
    form: str
    field = "line"


@dataclass(eq=False)
class BadMeasuresError(BadLineError):
    """The same of the measures of a label sheet."""

    field = "measure"


@dataclass(eq=False)
class BadSkipError(BadLineError):
    """The same of the labels that are stepped over."""

    field = "skip"


class CentreOrPlaceError(Refusal):
    """Assets go to another centre, or to another room of theirs: one of both is to be named."""

    field = "to"


@dataclass(eq=False)
class OwnerNotNamedError(Refusal):
    """A mark is a donor's or a donation's, not both and not nobody's."""

    field = "donor"


@dataclass(eq=False)
class NobodyNamedError(Refusal):
    """This database has users: who reads or writes must say who it is."""

    field = "user"


@dataclass(eq=False)
class PasswordNeededError(Refusal):
    """No password in the environment (`variable`), and no terminal to ask on."""

    variable: str
    field = "password"


@dataclass(eq=False)
class PasswordsDifferError(Refusal):
    """Typed twice, and not alike."""

    field = "password"


@dataclass(eq=False)
class FileTakenError(Refusal):
    """There is a file of that name already: nothing is written over."""

    file: str
    field = "out"


@dataclass(eq=False)
class UnknownEndingError(Refusal):
    """The ending of the file's name says what to write, and this one says nothing to us."""

    file: str
    known: tuple[str, ...]
    field = "out"


@dataclass(eq=False)
class NoWayOutError(Refusal):
    """Neither a file nor a printer is named."""

    field = "out"


@dataclass(eq=False)
class NotAmongLabelsError(Refusal):
    """Labels are to be printed after one that isn't among them, or is their last."""

    tag: str
    field = "after"


@dataclass(eq=False)
class ServerBacksUpError(Refusal):
    """A server's database is backed up by the server's own tools."""

    where: str
    field = "database"


@dataclass(eq=False)
class UnknownGroupingError(Refusal):
    by: str
    known: tuple[str, ...]
    field = "by"


@dataclass(eq=False)
class UnknownBenchmarkError(Refusal):
    name: str
    known: tuple[str, ...]
    field = "name"


@dataclass(eq=False)
class UnknownEventError(Refusal):
    """Neither an event (NKC1-A:512) nor a document that one issued."""

    event: str
    field = "event"
