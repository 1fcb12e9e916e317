"""Planning: how fast goods go, how long they will do, what to ask for, what to move where.

It writes no events of its own. It hears what others move, whatever kind of event that is.
"""

from cpise_inventory.journal.journal import Capability
from cpise_inventory.planning.projector import project
from cpise_inventory.stock.events import Moving

PLANNING = Capability(kinds=(), project=project, hears=(Moving,))
