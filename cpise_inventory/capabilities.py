"""All capabilities of the program, in the order in which they hear of an event."""

from cpise_inventory.assets import ASSETS
from cpise_inventory.attachments import ATTACHMENTS
from cpise_inventory.campaigns import CAMPAIGNS
from cpise_inventory.catalogue import CATALOGUE
from cpise_inventory.counts import COUNTS
from cpise_inventory.documents import DOCUMENTS
from cpise_inventory.donations import DONATIONS
from cpise_inventory.exchange import EXCHANGE
from cpise_inventory.journal.journal import Capability
from cpise_inventory.labels import LABELS
from cpise_inventory.lists import LISTS
from cpise_inventory.losses import LOSSES
from cpise_inventory.people import PEOPLE
from cpise_inventory.planning import PLANNING
from cpise_inventory.stationery import STATIONERY
from cpise_inventory.stock import BACK, STOCK
from cpise_inventory.transfers import TRANSFERS

CAPABILITIES: tuple[Capability, ...] = (
    CATALOGUE,
    PEOPLE,
    DOCUMENTS,
    STOCK,
    BACK,
    TRANSFERS,
    DONATIONS,
    COUNTS,
    LOSSES,
    PLANNING,
    LISTS,
    ASSETS,
    ATTACHMENTS,
    STATIONERY,
    CAMPAIGNS,
    LABELS,
    EXCHANGE,
)
