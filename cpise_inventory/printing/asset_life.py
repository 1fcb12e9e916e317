"""Papers on what becomes of equipment: repaired, missed and found again, disposed of."""

from cpise_inventory.assets.categories import with_disk
from cpise_inventory.assets.events import (
    AboutAssets,
    CustodySettled,
    DisposalProposed,
    Disposed,
    Found,
    Missed,
    Placed,
    RepairEnded,
    RepairStarted,
)
from cpise_inventory.documents.issuing import (
    DISPOSAL,
    HANDOVER,
    LOSS,
    PROPOSAL,
    RELOCATED,
    RETURNED,
)
from cpise_inventory.language import terms
from cpise_inventory.language.money import money
from cpise_inventory.paper.paper import Column, Paper, SignatureBox
from cpise_inventory.printing.assets import Field, Known, about_assets, known_then, stored_in
from cpise_inventory.printing.frame import box
from cpise_inventory.printing.goods import remarks
from cpise_inventory.printing.scene import Scene

Facts = tuple[tuple[str, str], ...]


def repair_started(scene: Scene, said: RepairStarted) -> Paper:
    w = scene.w
    return _paper(
        scene,
        said,
        HANDOVER,
        (
            (w.t("Workshop"), w.isolate(said.workshop)),
            (w.t("Expected back on"), scene.day(said.expected_on)),
        ),
        w.t("The equipment below goes out for repair. It remains the property of its owner."),
        said.fault,
        box(w.t("Handed over by"), scene.actor),
        box(w.t("Received by")),
        box(w.t("Approved by")),
    )


def repair_ended(scene: Scene, said: RepairEnded) -> Paper:
    w = scene.w
    return _paper(
        scene,
        said,
        RETURNED,
        (
            (w.t("Workshop"), w.isolate(said.workshop)),
            (w.t("Condition now"), scene.term(terms.CONDITIONS, said.condition)),
            (w.t("Cost"), money(said.cost, said.currency, w)),
        ),
        w.t("The equipment below is back from repair."),
        said.remarks,
        box(w.t("Returned by")),
        box(w.t("Received by"), scene.actor),
        box(w.t("Witness")),
    )


def missed(scene: Scene, said: Missed) -> Paper:
    w = scene.w
    holders = dict.fromkeys(scene.holder(state) for state in said.states if state.custodian)
    return _paper(
        scene,
        said,
        LOSS,
        (
            (w.t("Reason"), scene.term(terms.LOSS_REASONS, said.why)),
            (w.t("Last held by"), w.join(holders)),
            (w.t("Police report"), w.isolate(said.police)),
        ),
        w.t(
            "The equipment below is declared missing. It stays in the register until its disposal"
            " is approved."
        ),
        said.circumstances,
        box(w.t("Reported by"), scene.actor),
        box(w.t("Witness")),
        box(w.t("Approved by")),
    )


def found(scene: Scene, said: Found) -> Paper:
    w = scene.w
    return _paper(
        scene,
        said,
        RETURNED,
        (
            (w.t("Condition now"), scene.term(terms.CONDITIONS, said.condition)),
            (w.t("Storeroom"), stored_in(scene, said.states)),
        ),
        w.t("The equipment below, which was missing, is found again and back in the storeroom."),
        said.remarks,
        box(w.t("Found by")),
        box(w.t("Received by"), scene.actor),
        box(w.t("Witness")),
    )


def disposal_proposed(scene: Scene, said: DisposalProposed) -> Paper:
    w = scene.w
    return _paper(
        scene,
        said,
        PROPOSAL,
        (
            (w.t("Reason"), scene.term(terms.DISPOSAL_REASONS, said.why)),
            (w.t("Means"), scene.term(terms.DISPOSAL_MEANS, said.means)),
            (w.t("Donor’s consent"), w.isolate(said.donor_approval)),
        ),
        w.t("It is proposed to dispose of the equipment below. A manager decides."),
        said.remarks,
        box(w.t("Proposed by"), scene.actor),
        box(w.t("Approved by")),
        box(w.t("For the donor")),
    )


def disposed(scene: Scene, said: Disposed) -> Paper:
    w = scene.w
    wiped = set(said.wiped)

    def disk(one: Known) -> str:
        if one.tag in wiped:
            return w.t("wiped")
        return "–" if not one.made or not with_disk(one.made.category) else w.t("not there")

    return _paper(
        scene,
        said,
        DISPOSAL,
        (
            (w.t("Proposal"), scene.code(said.proposal)),
            (w.t("Reason"), scene.term(terms.DISPOSAL_REASONS, said.why)),
            (w.t("Means"), scene.term(terms.DISPOSAL_MEANS, said.means)),
            (w.t("Recipient"), w.isolate(said.recipient)),
            (w.t("Donor’s consent"), w.isolate(said.donor_approval)),
        ),
        w.t(
            "The equipment below leaves the register for good. Disks marked as wiped hold no data"
            " any more."
        ),
        "",
        box(w.t("Approved by"), scene.actor),
        box(w.t("Received by")),
        box(w.t("Witness")),
        more=(Field(Column(w.t("Disk"), 1.6), disk),),
    )


def placed(scene: Scene, said: Placed) -> Paper:
    w = scene.w
    return _paper(
        scene,
        said,
        RELOCATED,
        ((w.t("To"), _room(scene, said.place)),),
        w.t("The equipment below stands in another room from now on."),
        said.remarks,
        box(w.t("Moved by"), scene.actor),
        box(w.t("Checked by")),
    )


def custody_settled(scene: Scene, said: CustodySettled) -> Paper:
    w = scene.w
    statuses = dict.fromkeys(scene.term(terms.STATUSES, state.status) for state in said.states)
    return _paper(
        scene,
        said,
        HANDOVER,
        (
            (w.t("Custodian"), w.isolate(said.party)),
            (w.t("Status"), ", ".join(statuses)),
        ),
        w.t(
            "Two workstations had recorded different things of the equipment below. This is what"
            " holds."
        ),
        said.remarks,
        box(w.t("Decided by"), scene.actor),
        box(w.t("Received by")),
        box(w.t("Witness")),
    )


def _room(scene: Scene, place: str) -> str:
    """A storeroom by its name, any other room as it was typed."""
    found = scene.then.place(place)
    return scene.named(found.name) if found else scene.w.isolate(place)


def _paper(
    scene: Scene,
    said: AboutAssets,
    code: str,
    facts: Facts,
    introduction: str,
    note: str,
    *signatures: SignatureBox,
    more: tuple[Field, ...] = (),
) -> Paper:
    w, known = scene.w, known_then(scene, said.states)
    return about_assets(
        scene,
        scene.term(terms.DOCUMENTS, code),
        known,
        more,
        donor_line=scene.donor_line(one.donation for one in known),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            *facts,
        ),
        introduction=introduction,
        remarks=remarks(scene, note),
        signatures=signatures,
    )
