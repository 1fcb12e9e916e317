"""Files of exchange as nobody should write them, signed all the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from cpise_inventory.exchange import container, manifest
from cpise_inventory.exchange.container import read_records, write_end, write_part
from cpise_inventory.exchange.manifest import Part
from cpise_inventory.exchange.reading import open_bundle
from cpise_inventory.journal.keys import DeviceKey

NAMES = ("events", "seals", "contents")


def records_of(path: Path) -> dict[str, list[bytes]]:
    """Part -> its records."""
    with open_bundle(path) as bundle, path.open("rb") as file:
        start, found = container.START, {}
        for name, part in zip(NAMES, bundle.manifest.parts, strict=True):
            found[name] = list(read_records(file, start, part))
            start += part.size
    return found


def forged(
    path: Path, key: DeviceKey, records: dict[str, Iterable[bytes]] | None = None, **changes: Any
) -> Path:
    """A copy with other records or another manifest, signed by this key and named for its owner.

    `lies`: what the manifest says of a part in place of what is so.
    """
    lies: dict[str, dict[str, int]] = changes.pop("lies", {})
    with open_bundle(path) as bundle:
        said = bundle.manifest
    told = records_of(path) | (records or {})
    out = path.with_name(f"forged-{path.name}")
    with out.open("wb") as file:
        file.write(container.MAGIC + bytes((container.VERSION,)))
        parts: dict[str, Part] = {}
        for name in NAMES:
            parts[name] = replace(write_part(file, told[name], 1), **lies.get(name, {}))
        owner = {"device": key.device, "public_key": key.public.hex()}
        write_end(file, manifest.sign(replace(said, **(owner | parts | changes)), key.sign))
    return out
