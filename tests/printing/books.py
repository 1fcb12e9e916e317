"""A store in which each kind of document was issued once, as a centre would."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cpise_inventory.addresses import address
from cpise_inventory.assets import commands as assets
from cpise_inventory.assets import life
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.campaigns import commands as campaigns
from cpise_inventory.campaigns.commands import Scan, Walk
from cpise_inventory.campaigns.correcting import correct
from cpise_inventory.campaigns.events import Reason
from cpise_inventory.catalogue.commands import (
    define_kit,
    describe_donation,
    describe_items,
)
from cpise_inventory.catalogue.donors import describe_donors
from cpise_inventory.catalogue.events import DonationDescribed, Donor, Item, Named
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.losses import commands as losses
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.stock import commands as stock
from cpise_inventory.stock import kits
from cpise_inventory.stock.events import Headcount
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import commands as transfers
from cpise_inventory.transfers.asset_rulings import AssetRuling
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo

NOON = 1_795_517_520_000_000  # 24/11/2026 10:52 UTC
DAY = date(2026, 11, 24)
PASSWORD = "mot-de-passe-123"


def goods(code: str, names: tuple[str, str, str], unit: str, *, expiry: bool = False) -> Item:
    """An item with its names in French, Arabic and English."""
    return Item(code, Named(*names), unit, "hygiene", keeps_expiry=expiry)


ITEMS = (
    goods(
        "SAVON-250",
        ("Savon de toilette 250 g", "صابون الاستحمام 250 غ", "Bathing soap 250 g"),
        "bar",
        expiry=True,
    ),
    goods("BROSSE", ("Brosse à dents enfant", "فرشاة أسنان للأطفال", "Toothbrush, child"), "piece"),
    goods(
        "SEAU-14L", ("Seau avec couvercle 14 l", "دلو بغطاء 14 ل", "Bucket with lid 14 l"), "piece"
    ),
    goods(
        "DENTIFRICE",
        ("Dentifrice 75 ml", "معجون أسنان 75 مل", "Toothpaste 75 ml"),
        "tube",
        expiry=True,
    ),
    goods(
        "KIT-HYG",
        ("Kit d’hygiène individuel", "طقم نظافة فردي", "Individual hygiene kit"),
        "kit",
        expiry=True,
    ),
)


class Clock:
    """A clock that goes on by a minute each time it is looked at."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 60_000_000
        return self.now


def new_store(folder: Path, database: str = "", clock: Clock | None = None) -> Store:
    """A store of Dar Naïm with its people, its catalogue and its donations."""
    where = address(database or str(folder / "inventory.sqlite"), folder)
    store = create_store(where, FirstRun("NKC1", "admin", PASSWORD, "Admin"), clock or Clock())
    with store.write("admin") as work:
        add_person(work, "aicha", Role.LOGISTICS, PASSWORD, "Aïcha Mint Sidi")
    with store.write("admin") as work:
        add_person(work, "sidi", Role.MANAGER, PASSWORD, "Sidi Ould Ahmed")
    with store.write("admin") as work:
        add_person(work, "mariem", Role.AUDITOR, PASSWORD, "Mariem")
    with store.write("admin") as work:
        describe_items(work, ITEMS)
    with store.write("admin") as work:
        define_kit(work, "KIT-HYG", [("SAVON-250", 2), ("BROSSE", 1), ("DENTIFRICE", 1)])
    with store.write("admin") as work:
        describe_donors(work, [Donor("SCI", Named("Secours aux enfants", en="Children’s Relief"))])
    with store.write("admin") as work:
        describe_donation(
            work, DonationDescribed("OIM-2026-01", "OIM", "PRM", "Accord OIM/MASEF n° 12")
        )
    with store.write("admin") as work:
        describe_donation(work, DonationDescribed("UNICEF-2026-03", "UNICEF"))
    return store


def issue_all(store: Store) -> dict[str, str]:
    """What stands in the name of each kind of document: its number."""
    issued: dict[str, str] = {}
    with store.write("aicha") as work:
        issued["received"] = stock.receive(
            work,
            stock.Delivery(
                "NKC1",
                "OIM",
                [
                    stock.Incoming("SAVON-250", 2400, "L2304", "2027-06"),
                    stock.Incoming("BROSSE", 1200, "B-77/4"),
                    stock.Incoming("DENTIFRICE", 1200, "00412", "2027-03-31"),
                    stock.Incoming("SEAU-14L", 60),
                ],
                donation="OIM-2026-01",
                paper="BL 2026/1187",
                remarks="Deux cartons mouillés, contenu intact.",
                happened_on=date(2026, 11, 23),
            ),
        )
    with store.write("aicha") as work:
        issued["received_unicef"] = stock.receive(
            work,
            stock.Delivery(
                "NKC1",
                "UNICEF",
                [stock.Incoming("SAVON-250", 300, "U9", "2027-02"), stock.Incoming("BROSSE", 40)],
                donation="UNICEF-2026-03",
            ),
        )
    with store.write("aicha") as work:
        issued["assembled"] = kits.assemble(work, "NKC1", "KIT-HYG", 100)
    with store.write("aicha") as work:
        issued["distributed"] = stock.distribute(
            work,
            stock.Distribution(
                "NKC1",
                "Groupe des filles, unité B",
                "group",
                [Wanted("KIT-HYG", 24), Wanted("SAVON-250", 150), Wanted("SEAU-14L", 4)],
                heads=[
                    Headcount("f", "6-11", 10),
                    Headcount("f", "12-17", 12),
                    Headcount("m", "0-5", 2),
                ],
                remarks="Remis à la responsable de l’unité B.",
            ),
        )
    with store.write("aicha") as work:
        issued["distributed_unit"] = stock.distribute(
            work,
            stock.Distribution("NKC1", "الوحدة ب", "unit", [Wanted("SAVON-250", 10, "L2304")]),
        )
    with store.write("aicha") as work:
        issued["sent"] = transfers.send(
            work,
            transfers.Shipment(
                "NKC1",
                "ROS",
                [Wanted("KIT-HYG", 20), Wanted("SEAU-14L", 6)],
                driver="Mohamed Ould Cheikh",
                vehicle="Toyota Hilux 1234 AB 00",
                remarks="Fragile.",
            ),
        )
    with store.write("aicha") as work:
        issued["arrived"] = transfers.arrive(
            work, transfers.Arrival(issued["sent"], [Wanted("KIT-HYG", 15), Wanted("SEAU-14L", 6)])
        )
    with store.write("aicha") as work:
        issued["arrived_later"] = transfers.arrive(
            work,
            transfers.Arrival(issued["sent"], [Wanted("KIT-HYG", 4)], remarks="Un kit manque."),
        )
    with store.write("aicha") as work:
        issued["opened"] = kits.open_kits(work, "NKC1", "KIT-HYG", 3)
    with store.write("aicha") as work:
        issued["given_back"] = take_goods_back(
            work,
            GoodsBack(
                issued["distributed"],
                [Back("SAVON-250", 4), Back("SAVON-250", 1, damaged=True)],
                remarks="Groupe parti plus tôt que prévu.",
            ),
        )
    with store.write("aicha") as work:
        issued["registered"], tags = assets.register(
            work,
            assets.Registration(
                "NKC1",
                "OIM",
                [
                    assets.Newcomer("5CD1234XYZ", "HP", "ProBook 450 G9", "laptop"),
                    assets.Newcomer("5CD1234XYW", "HP", "ProBook 450 G9", "laptop"),
                    assets.Newcomer("00731", "Epson", "EcoTank L3250", "printer", "good"),
                ],
                donation="OIM-2026-01",
                paper="PO-88",
            ),
        )
    with store.write("aicha") as work:
        issued["assigned"] = assets.assign(
            work,
            assets.Handover(tags[:2], "Fatimetou Mint Mohamed", "staff", date(2026, 12, 31)),
        )
    with store.write("aicha") as work:
        assets.note_condition(work, tags[:1], "fair", "Touche manquante")
    with store.write("aicha") as work:
        issued["returned"] = assets.take_back(work, tags[:1], "Rendu avec chargeur")
    with store.write("aicha") as work:
        issued["undone"] = undo(work, issued["distributed_unit"], "Erreur de quantité")
    with store.write("aicha") as work:
        issued["assigned_again"] = assets.assign(work, assets.Handover(tags[2:], "Unité B", "unit"))
    with store.write("aicha") as work:
        issued["assets_undone"] = undo(work, issued["assigned_again"], "Mauvaise unité")
    asset_life(store, issued, tags)
    with store.write("aicha") as work:
        issued["relocated"] = relocate(
            work,
            Relocation(
                "NKC1",
                "",
                "QUARANTAINE",
                [Wanted("SAVON-250", 36), Wanted("SEAU-14L", 2)],
                "Cartons mouillés, à vérifier",
            ),
        )
    with store.write("aicha") as work:
        issued["damaged"] = losses.report(
            work, losses.Loss("NKC1", "damaged", [Wanted("SEAU-14L", 3), Wanted("BROSSE", 12)])
        )
    with store.write("aicha") as work:
        issued["stolen"] = losses.report(
            work,
            losses.Loss(
                "NKC1",
                "stolen",
                [Wanted("SAVON-250", 48), Wanted("DENTIFRICE", 20)],
                police="PV 118/2026, commissariat de Dar Naïm",
                waybill=issued["sent"],
                remarks="Porte forcée dans la nuit.",
            ),
        )
    with store.write("sidi") as work:
        losses.approve(work, issued["stolen"])
    verification(store, issued)
    on_the_road(store, issued, tags[1:2])
    return issued


def verification(store: Store, issued: dict[str, str]) -> None:
    """A walk through Dar Naïm: one thing here, one elsewhere than booked, one not to be found."""
    with store.write("aicha") as work:
        made = [("VN1", "LG", "24MP"), ("VN2", "LG", "24MP"), ("VN3", "APC", "Back-UPS 700")]
        kinds = ("screen", "screen", "ups")
        newcomers = [assets.Newcomer(*one, kind) for one, kind in zip(made, kinds, strict=True)]
        wanted = assets.Registration("NKC1", "OIM", newcomers, donation="OIM-2026-01")
        issued["registered_to_verify"], tags = assets.register(work, wanted)
    with store.write("aicha") as work:
        issued["walk"] = campaigns.open_campaign(
            work, Walk("NKC1", walkers="Aïcha, Brahim", remarks="Après le déménagement.")
        )
    with store.write("aicha") as work:
        seen = [Scan(tags[0], "MAGASIN", "good"), Scan(tags[1], "Salle des filles", "fair")]
        campaigns.see(work, issued["walk"], seen)
    with store.write("aicha") as work:
        why = [Reason(tags[2], "Prêté, dit-on, à la commune.")]
        campaigns.close(work, issued["walk"], why)
    with store.write("sidi") as work:
        issued["verified"] = campaigns.report(work, issued["walk"], "À revoir en mars.")
    with store.write("aicha") as work:
        issued["corrected"] = correct(work, issued["walk"])
    with store.write("sidi") as work:
        issued["walk_again"] = again = campaigns.open_campaign(work, Walk("NKC1", category="ups"))
        campaigns.see(work, again, [Scan(tags[0])])
        campaigns.close(work, again)
    with store.write("admin") as work:
        issued["verified_again"] = campaigns.report(work, again)
    with store.write("sidi") as work:
        issued["verified_undone"] = undo(
            work, issued["verified_again"], "L’onduleur était au magasin."
        )


def on_the_road(store: Store, issued: dict[str, str], tags: Sequence[str]) -> None:
    """To another room, then on the road with two more, paper by paper."""
    with store.write("aicha") as work:
        issued["returned_to_go"] = assets.take_back(work, tags)
    with store.write("aicha") as work:
        issued["placed"] = put(work, Placing(tags, "Salle informatique"))
    with store.write("aicha") as work:
        issued["placed_undone"] = undo(work, issued["placed"], "Mauvaise salle")
    with store.write("aicha") as work:
        issued["registered_to_go"], more = assets.register(
            work,
            assets.Registration(
                "NKC1",
                "UNICEF",
                [
                    assets.Newcomer(
                        f"5CG44{serial}",
                        "Lenovo",
                        "ThinkPad L14",
                        "laptop",
                        accessories=("charger", "bag"),
                    )
                    for serial in ("17QX", "18QX")
                ],
            ),
        )
    carried = {"driver": "Mohamed Ould Cheikh", "vehicle": "Toyota Hilux 1234 AB 00"}
    with store.write("aicha") as work:
        issued["sent_assets"] = transfers.send(
            work, transfers.Shipment("NKC1", "ROS", assets=[*more, *tags], **carried)
        )
    with store.write("aicha") as work:
        came = (Brought(more[0], "broken", ["charger"]), Brought(tags[0]))
        issued["arrived_assets"] = transfers.arrive(
            work, transfers.Arrival(issued["sent_assets"], assets=came, last=True)
        )
    with store.write("sidi") as work:
        rulings = (AssetRuling(more[0], "error"), AssetRuling(more[1], "lost"))
        issued["settled_assets"] = settle(work, Settlement(issued["sent_assets"], assets=rulings))
    with store.write("sidi") as work:
        issued["settled_assets_undone"] = undo(work, issued["settled_assets"], "Retrouvé")
    with store.write("sidi") as work:
        issued["found_assets"] = settle(
            work, Settlement(issued["sent_assets"], decision="found", remarks="Retrouvé au magasin")
        )
    with store.write("aicha") as work:
        issued["sent_both"] = transfers.send(
            work,
            transfers.Shipment("NKC1", "KIF", [Wanted("SEAU-14L", 2)], assets=more[1:], **carried),
        )
    with store.write("aicha") as work:
        issued["arrived_both"] = transfers.arrive(work, transfers.Arrival(issued["sent_both"]))
    with store.write("sidi") as work:
        issued["arrived_both_undone"] = undo(work, issued["arrived_both"], "Saisi deux fois")


def asset_life(store: Store, issued: dict[str, str], tags: Sequence[str]) -> None:
    """What becomes of the printer and of a laptop, paper by paper."""
    with store.write("aicha") as work:
        issued["repair_started"] = life.start_repair(
            work,
            life.Repair(
                tags[2:], "Atelier El Khair, Ksar", "Ne prend plus le papier", date(2026, 12, 7)
            ),
        )
    with store.write("aicha") as work:
        issued["repair_ended"] = life.end_repair(
            work, life.Repaired(tags[2:], "good", 1_250_00, "MRU", "Rouleau remplacé")
        )
    with store.write("aicha") as work:
        issued["missed"] = life.declare(
            work,
            life.Declaration(
                tags[:1], "stolen", "Bureau forcé dans la nuit du 23 au 24.", "PV 121/2026"
            ),
        )
    with store.write("aicha") as work:
        issued["found"] = life.find(work, tags[:1], "poor", "Rendu par la police")
    with store.write("aicha") as work:
        issued["disposal_proposed"] = life.propose_disposal(
            work, life.Disposal(tags[:1], "beyond_repair", "recycled", "PRM 55/2026")
        )
    with store.write("sidi") as work:
        issued["disposed"] = life.approve_disposal(
            work, life.Approval(issued["disposal_proposed"], tags[:1], recipient="Récup’Tech")
        )
