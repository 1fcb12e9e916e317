"""Each kind of event and each finding of a proof has its words."""

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.store import CAPABILITIES


def test_every_kind_of_event_has_its_words():
    tags = [str(kind.__struct_config__.tag) for one in CAPABILITIES for kind in one.kinds]
    assert set(KINDS) == {tag.partition("@")[0] for tag in tags}
