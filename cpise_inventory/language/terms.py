"""The words of codes that events and tables bear: roles, rights, documents, conditions, places.

One table for screens, papers, the command line and sentences, so that one thing has one name.
"""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_, Words

ROLES: Final[Mapping[str, str]] = {
    "administrator": N_("administrator"),
    "manager": N_("manager"),
    "logistics": N_("logistics staff"),
    "auditor": N_("auditor"),
}

RIGHTS: Final[Mapping[str, str]] = {
    "read": N_("read"),
    "move_stock": N_("move stock"),
    "manage_assets": N_("manage computers and equipment"),
    "print_documents": N_("print documents"),
    "print_labels": N_("print labels"),
    "approve": N_("approve"),
    "cancel": N_("cancel documents"),
    "export": N_("export"),
    "verify": N_("verify the journal"),
    "manage_catalogue": N_("manage the catalogue"),
    "manage_people": N_("manage accounts"),
}

DOCUMENTS: Final[Mapping[str, str]] = {
    "BR": N_("goods received note"),
    "RD": N_("distribution receipt"),
    "BE": N_("waybill"),
    "AR": N_("transfer received"),
    "PR": N_("handover certificate"),
    "RE": N_("return note"),
    "RP": N_("loss report"),
    "FI": N_("count sheet"),
    "SI": N_("write-off"),
    "CD": N_("donation certificate"),
    "PF": N_("disposal certificate"),
    "CK": N_("kit assembly note"),
    "PD": N_("requisition"),
}
"""By the two letters of a document's number (glossary, Codes in document numbers)."""

MEASURES: Final[Mapping[str, str]] = {
    "page_w_mm": N_("page width in mm"),
    "page_h_mm": N_("page height in mm"),
    "label_w_mm": N_("label width in mm"),
    "label_h_mm": N_("label height in mm"),
    "cols": N_("number of columns"),
    "rows": N_("number of rows"),
    "left_mm": N_("left margin in mm"),
    "top_mm": N_("top margin in mm"),
    "pitch_x_mm": N_("horizontal pitch in mm"),
    "pitch_y_mm": N_("vertical pitch in mm"),
    "corner_mm": N_("corner radius in mm"),
}
"""Of a label sheet."""

TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "role": ROLES,
    "right": RIGHTS,
    "at": MEASURES,
}
"""By the field of an error that bears the code, or by the code's enum in lower case."""


def term(group: Mapping[str, str], code: str, w: Words) -> str:
    """The word for a code of one of the groups above; the code itself if it is newer than we."""
    return w.t(group[code]) if code in group else w.ltr(code)
