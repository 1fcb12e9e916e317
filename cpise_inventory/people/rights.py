"""Four roles, and what each may do. Asked by the commands; screens only repeat the answer."""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    LOGISTICS = "logistics"
    AUDITOR = "auditor"


class Right(StrEnum):
    READ = "read"
    MOVE_STOCK = "move_stock"
    MANAGE_ASSETS = "manage_assets"
    PRINT_DOCUMENTS = "print_documents"
    PRINT_LABELS = "print_labels"
    APPROVE = "approve"
    CANCEL = "cancel"
    EXPORT = "export"
    EXCHANGE = "exchange"
    VERIFY = "verify"
    MANAGE_CATALOGUE = "manage_catalogue"
    MANAGE_PEOPLE = "manage_people"


_READING = frozenset({Right.READ, Right.VERIFY, Right.EXPORT})
_LOGISTICS = _READING | {
    Right.MOVE_STOCK,
    Right.MANAGE_ASSETS,
    Right.PRINT_DOCUMENTS,
    Right.MANAGE_CATALOGUE,
    Right.EXCHANGE,
}
_MANAGER = _LOGISTICS | {Right.PRINT_LABELS, Right.APPROVE, Right.CANCEL}

GRANTED: dict[Role, frozenset[Right]] = {
    Role.AUDITOR: _READING,
    Role.LOGISTICS: _LOGISTICS,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: _MANAGER | {Right.MANAGE_PEOPLE},
}


def may(role: Role, right: Right) -> bool:
    return right in GRANTED[role]


def roles_with(right: Right) -> tuple[Role, ...]:
    return tuple(role for role in Role if may(role, right))
