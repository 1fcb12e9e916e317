"""The surroundings of the tests do what they promise."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest
import sqlalchemy as sa
from hypothesis import settings
from PySide6.QtCore import QSettings, QStandardPaths, QThread

from tests import threads
from tests.limits import LONGEST
from tests.postgres import Server


def test_a_test_starts_in_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == home
    assert [place.name for place in home.iterdir()] == ["run"]
    for place in (platformdirs.user_data_dir("any"), platformdirs.user_config_dir("any")):
        assert Path(place).is_relative_to(home)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_qt_remembers_is_gone_with_the_test(turn: int, home: Path) -> None:
    remembered = QSettings("somebody", "something")
    assert remembered.value("turn") is None
    remembered.setValue("turn", turn)
    remembered.sync()
    assert Path(remembered.fileName()).is_relative_to(home)
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    assert Path(place) == home / "run"


def test_the_machine_is_neither_in_the_users_zone_nor_in_utc() -> None:
    assert datetime.now(UTC).astimezone().utcoffset() == timedelta(hours=5, minutes=45)
    assert not [name for name in os.environ if name.startswith("CPISE_INVENTORY_")]


def test_examples_are_the_same_every_time() -> None:
    assert settings().derandomize
    assert settings().database is None
    assert settings().deadline is None


def test_a_database_is_new_and_empty(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == []
        connection.exec_driver_sql("CREATE TABLE something (number INTEGER)")
    engine.dispose()


def test_a_database_is_dropped_under_whoever_is_connected(server: Server) -> None:
    engine = sa.create_engine(server.create())
    with engine.connect() as connection:
        server.drop(str(engine.url.render_as_string(hide_password=False)))
        with pytest.raises(sa.exc.OperationalError):
            connection.exec_driver_sql("SELECT 1")
    engine.dispose()


def test_a_database_can_be_copied_from_one_made_before(server: Server) -> None:
    with server.database() as first:
        engine = sa.create_engine(first)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE something (number INTEGER)")
        engine.dispose()
        with server.database(template=str(sa.make_url(first).database)) as second:
            engine = sa.create_engine(second)
            assert sa.inspect(engine).get_table_names() == ["something"]
            engine.dispose()


class Waiting(QThread):
    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self.setObjectName("qts")
        self.stop = stop

    def run(self) -> None:
        self.stop.wait(LONGEST)


def test_a_thread_of_python_or_of_qt_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "PATIENCE", 0.05)
    before = threads.running()
    assert threads.left_behind(before) == []
    stop = threading.Event()
    ours, qts = threading.Thread(target=stop.wait, args=(LONGEST,), name="ours"), Waiting(stop)
    ours.start()
    qts.start()
    assert threads.left_behind(before) == ["ours", "qts"]
    stop.set()
    ours.join(LONGEST)
    assert qts.wait(2_000)
    assert threads.left_behind(before) == []
