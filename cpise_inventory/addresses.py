"""Where a database is. Only for a server is SQLAlchemy loaded: it takes longer than the window."""

import re
from dataclasses import dataclass
from pathlib import Path

from cpise_inventory import errors
from db.files import FILE, sqlite_url

SERVERS = ("postgresql://", "postgresql+psycopg://")
OTHER_SCHEME = re.compile(r"(?!sqlite:///)[A-Za-z][A-Za-z0-9+.-]+://")
"""`mysql://` is no folder: taken for a path, it would be made as one."""
SECRETS = ("password", "sslpassword", "passfile")
"""What libpq takes in a URL and nobody should read in a message."""
PLACES = ("host", "port")


@dataclass(frozen=True)
class Address:
    """Where a database is and where this workstation's key for it lies."""

    url: str
    keys: Path

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on a server."""
        return Path(self.url.removeprefix(FILE)) if self.url.startswith(FILE) else None

    @property
    def where(self) -> str:
        """For people: the path, or the server without its password."""
        if self.file:
            return str(self.file)
        import sqlalchemy as sa  # noqa: PLC0415 - see above

        return sa.make_url(self.url).difference_update_query(SECRETS).render_as_string()


def address(database: str, data_folder: Path) -> Address:
    """From what a person gave: a path, or a `postgresql://` URL.

    Raises `UnreachableStoreError` for a URL that leads nowhere.
    """
    if database.startswith(SERVERS):
        return _of_server(database.partition("://")[2], data_folder)
    if OTHER_SCHEME.match(database):
        scheme, _, rest = database.partition("://")
        raise errors.UnreachableStoreError(f"{scheme}://{rest.rpartition('@')[2]}")
    path = Path(database.removeprefix(FILE)).expanduser().absolute()
    return Address(sqlite_url(path), path.with_suffix(".keys"))


def _of_server(rest: str, data_folder: Path) -> Address:
    import hashlib  # noqa: PLC0415 - see above

    import sqlalchemy as sa  # noqa: PLC0415 - see above

    try:
        url = sa.make_url(f"postgresql+psycopg://{rest}")
    except (sa.exc.ArgumentError, ValueError):
        # without what could be a password
        raise errors.UnreachableStoreError(f"{SERVERS[0]}{rest.rpartition('@')[2]}") from None
    # whoever signs in there with whatever password: it's the same database
    known = (url.host, url.port, url.database, *(url.query.get(name) for name in PLACES))
    name = hashlib.sha256(repr(known).encode()).hexdigest()[:16]
    return Address(url.render_as_string(hide_password=False), data_folder / "keys" / name)
