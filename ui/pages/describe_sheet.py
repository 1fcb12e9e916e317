"""One thing described anew: what was wrong is corrected, what no longer holds is emptied."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.money import typed
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.asset_fields import AssetFields, Said
from ui.pages.asset_making import newcomer, title_of
from ui.pages.form_sheet import FormSheet
from ui.pages.places import no_names

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store

WIDTH: Final = 720


class DescribeSheet(FormSheet):
    """All that is said of it stands in the fields; saved, all of it is said anew, in one event."""

    def __init__(self, desk: Desk, asset: "Asset") -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Correct the description"), icon="pen-line", width=WIDTH)
        self._tag = asset.tag
        self.serial = line_edit(look, asset.serial)
        self.about = AssetFields(desk, one=True)
        self.fields = {"serial": Field(look, words.t("Serial number"), self.serial)}
        self.fields |= self.about.fields
        self.about.restore(_state(asset, desk))
        self.about.show_more()
        told = words.t("The history keeps what was said before. An emptied field says nothing.")
        self.body.addWidget(label(look, words.ltr(asset.tag), "strong"))
        self.body.addWidget(label(look, told, "small", wrap=True))
        self.body.addWidget(self.fields["serial"])
        self.body.addWidget(self.about)
        self.body.addWidget(no_names(look))
        self.first = self.about.maker
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Save"), self._save, icon="check", role="primary", key="F9")
        )

    def _save(self) -> None:
        self.nothing_is_wrong()
        said = self.about.said()
        if said is None:
            return
        tag, serial, person = self._tag, self.serial.text(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            from cpise_inventory.assets import commands  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                # whatever condition it is in now, it stays in
                now = commands.known_asset(work, tag).condition
                anew = Said(**{**asdict(said), "condition": now})
                wanted = commands.Correction(tag, newcomer(serial, anew), title_of(said))
                commands.describe(work, wanted)

        self.ask(job, lambda _answer: self._saved(), always=lambda: self.do.setEnabled(True))

    def _saved(self) -> None:
        self.done()
        self.desk.say(self.look.words.t("The description is corrected."))


def _state(asset: "Asset", desk: Desk) -> dict[str, object]:
    """What the fields of a form would hold if it had been typed."""
    words = desk.look.words
    days = {
        "warranty": asset.warranty_until,
        "acquired": asset.acquired_on,
        "consent_until": asset.consent_until,
    }
    return {
        **{name: getattr(asset, name) for name in ("maker", "model", "owner", "title", "notes")},
        **{name: getattr(asset, name) for name in ("category", "currency")},
        **{name: words.date(day) if day else "" for name, day in days.items()},
        "value": typed(asset.value),
        "accessories": asset.accessories.splitlines(),
    }
