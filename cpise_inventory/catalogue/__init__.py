"""Centres, storerooms, donors, donations, items, kits, devices."""

from cpise_inventory.catalogue import events
from cpise_inventory.catalogue.projector import project
from cpise_inventory.journal.journal import Capability, each

CATALOGUE = Capability(
    kinds=(
        events.CentresDescribed,
        events.PlaceOpened,
        events.PlaceDescribed,
        events.PlaceClosed,
        events.DonorsDescribed,
        events.DonorRetired,
        events.DonorRevived,
        events.DonationDescribed,
        events.ItemsDescribed,
        events.ItemRetired,
        events.ItemRevived,
        events.LevelsSet,
        events.LeastLivesSet,
        events.KitDefined,
        events.DeviceRegistered,
    ),
    project=each(project),
)
