"""What an event changed: each thing, field by field, before and after."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select, tuple_

from cpise_inventory.assets import queries as assets
from cpise_inventory.assets.conditions import holding
from cpise_inventory.assets.events import (
    AboutAssets,
    ConditionNoted,
    LabelsPrinted,
    Redescribed,
    Registered,
    accessories_said,
    checks_of,
    condition_said,
    states_of,
)
from cpise_inventory.catalogue.events import ItemsDescribed, KitDefined
from cpise_inventory.documents.events import Printed
from cpise_inventory.exchange.events import DeviceApproved, DeviceWithdrawn, Received
from cpise_inventory.exchange.fingerprints import grouped
from cpise_inventory.journal.event import Event, Payload
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.queries import Filter, entries, event_at
from cpise_inventory.locations import centre_of, is_real
from cpise_inventory.people.events import PersonAdded, RoleChanged
from cpise_inventory.stock.events import Moving
from db.schema import balance, entry

_STATE = ("status", "custodian", "due_on", "workshop", "waybill")
_MADE = ("serial", "maker", "model", "category", "warranty_until", "notes")
LOOK_BACK = 500
"""Earlier events of the same kind that are searched for what was said before."""


class Change(NamedTuple):
    """`thing` is an item code, tag or person, `field` a name of ours; empty: there was nothing."""

    thing: str
    field: str
    before: str
    after: str


def changes_of(connection: Connection, journal: Journal, event: Event[Any]) -> list[Change]:
    """What was so before this event and what after it, as far as it can be told."""
    match event.payload:
        case Moving():
            return [*_moved(connection, event), *_assets(connection, journal, event)]
        case AboutAssets() | ConditionNoted() | Redescribed():
            return list(_assets(connection, journal, event))
        case ItemsDescribed() | KitDefined() | RoleChanged() | PersonAdded():
            return list(_described(connection, journal, event))
    return list(_plain(event.payload))


def _plain(said: Payload) -> Iterator[Change]:
    """What stands in the event itself."""
    match said:
        case Printed(number, copy):
            yield Change(number, "copy", "", str(copy))
        case LabelsPrinted(tags, sheet):
            yield from (Change(tag, "sheet", "", sheet) for tag in tags)
        case DeviceApproved():
            yield Change(said.device, "fingerprint", "", grouped(said.fingerprint))
        case DeviceWithdrawn():
            yield Change(said.device, "fingerprint", grouped(said.fingerprint), "")
        case Received():
            for one in said.known:
                if one.fresh:
                    before = str(one.seq - one.fresh)
                    yield Change(one.device, "operations", before, str(one.seq))


def _moved(connection: Connection, event: Event[Any]) -> Iterator[Change]:
    """Each real balance that the lines touched, in the order of the stock card."""
    moved: dict[tuple[str, str, str], int] = {}
    for line in event.payload.lines:
        for here, amount in ((line.source, -line.quantity), (line.target, line.quantity)):
            if is_real(here):
                key = (here, line.item, line.lot)
                moved[key] = moved.get(key, 0) + amount
    for (location, item, lot), amount in moved.items():
        after = _balance_after(connection, event, location, item, lot)
        yield Change(
            f"{item} {lot.rsplit('/', 2)[0]}".strip(), location, str(after - amount), str(after)
        )


def _balance_after(
    connection: Connection, event: Event[Any], location: str, item: str, lot: str
) -> int:
    b, e = balance.c, entry.c
    now = connection.execute(
        select(b.quantity).where(b.location == location, b.item == item, b.lot == lot)
    ).scalar()
    place = (event.happened_on, event.clock, event.device, event.seq)
    since = connection.execute(
        select(func.sum(e.quantity)).where(
            e.centre == centre_of(location),
            e.item == item,
            tuple_(e.happened_on, e.clock, e.device, e.seq) > tuple_(*place),
            e.location == location,
            e.lot == lot,
        )
    ).scalar()
    return int(now or 0) - int(since or 0)


def _assets(connection: Connection, journal: Journal, event: Event[Any]) -> Iterator[Change]:
    said = event.payload
    match said:
        case ConditionNoted():
            tags = list(said.tags)
        case Redescribed():
            tags = [said.asset.tag]
        case _:
            tags = [state.tag for state in states_of(said)]
            tags += [check.tag for check in checks_of(said)]
    for tag in dict.fromkeys(tags):
        story = assets.history(connection, journal, tag)
        earlier = [e for e in story if e.clock < event.clock]
        before, after = _standing(earlier, tag), _standing([*earlier, event], tag)
        for field in after:
            if before.get(field, "") != after[field]:
                yield Change(tag, field, before.get(field, ""), after[field])


def _standing(story: list[Event[Any]], tag: str) -> dict[str, str]:
    """What it is, status, holder, due date and condition after these events."""
    found: dict[str, str] = {}
    for event in holding(story, tag):
        said = event.payload
        for state in states_of(said):
            if state.tag == tag:
                found |= {name: getattr(state, name) for name in _STATE}
                found |= {"centre": state.centre} if state.centre else {}
        if isinstance(said, Registered):
            new = next(asset for asset in said.assets if asset.tag == tag)
            found |= {name: getattr(new, name) for name in _MADE}
            found["centre"] = said.centre
        if isinstance(said, Redescribed):
            found |= {name: getattr(said.asset, name) for name in _MADE}
        if condition := condition_said(said, tag):
            found["condition"] = condition
        if (with_it := accessories_said(said, tag)) is not None:
            found["accessories"] = ", ".join(with_it)
    return found


def _described(connection: Connection, journal: Journal, event: Event[Any]) -> Iterator[Change]:
    now = _facts(event.payload)
    for thing, facts in now.items():
        before = _before(connection, journal, event, thing)
        for field, value in facts.items():
            if before.get(field, "") != value:
                yield Change(thing, field, before.get(field, ""), value)


def _before(
    connection: Connection, journal: Journal, event: Event[Any], thing: str
) -> dict[str, str]:
    kinds = {"person.role_changed": ("person.role_changed", "person.added")}
    found: list[Event[Any]] = []
    for kind in kinds.get(event.payload.kind, (event.payload.kind,)):
        earlier = entries(connection, Filter(kind=kind), LOOK_BACK)
        for line in earlier:
            if (
                line.clock < event.clock
                and (whole := event_at(connection, journal, line.device, line.seq))
                and thing in _facts(whole.payload)
            ):
                found.append(whole)
                break
    if not found:
        return {}
    return _facts(max(found, key=lambda one: one.stamp).payload)[thing]


def _facts(payload: Any) -> dict[str, dict[str, str]]:
    """Thing -> field -> value, of a payload that describes."""
    match payload:
        case ItemsDescribed(items):
            return {item.code: _flat(item) for item in items}
        case KitDefined(code, version, contents):
            parts = ", ".join(f"{quantity} × {part}" for part, quantity in contents)
            return {code: {"version": str(version), "contents": parts}}
        case RoleChanged(name, role) | PersonAdded(name, _, role):
            return {name: {"role": role}}
    return {}


def _flat(item: Any) -> dict[str, str]:
    facts = msgspec.structs.asdict(item)
    names = facts.pop("name")
    packs = ", ".join(f"{name} = {size}" for name, size in facts.pop("packs"))
    told = {"name_fr": names.fr, "name_ar": names.ar, "name_en": names.en, "packs": packs}
    told |= {field: str(value) for field, value in facts.items() if field != "code"}
    told["keeps_expiry"] = "yes" if item.keeps_expiry else "no"
    return told
