"""A fault of ours is written down without anybody's data."""

import sqlite3

import pytest
import sqlalchemy as sa

from cpise_inventory import config
from cpise_inventory.reports import KEPT, report_text, without_secrets, write_report


def fault():
    engine, books = sa.create_engine("sqlite://"), ("motdepasse",)
    with pytest.raises(sa.exc.OperationalError) as refused, engine.connect() as connection:
        connection.exec_driver_sql("SELECT ?, nothing", books)
    engine.dispose()
    return refused.value


def test_a_report_says_what_happened_and_where_in_the_program():
    error = fault()
    said = report_text(error, "stock")
    assert "cpise-inventory" in said
    assert "stock" in said
    assert sqlite3.OperationalError.__name__ in said
    assert "test_reports.py" in said
    assert "motdepasse" not in said


def test_passwords_of_servers_and_the_home_folder_are_left_out(home):
    said = without_secrets(f"postgresql://me:secret@server/books {home}/x")
    assert "secret" not in said
    assert "me:…@server/books" in said
    assert str(home) not in said


def test_reports_are_kept_and_the_oldest_go():
    written = [write_report(ValueError(str(number))) for number in range(KEPT + 3)]
    left = sorted(config.report_folder().iterdir())
    assert left == sorted(written)[3:]
    assert "ValueError: 52" in left[-1].read_text(encoding="utf-8")


def test_where_nothing_can_be_written_there_is_no_report():
    config.data_folder().parent.mkdir(parents=True)
    config.data_folder().write_text("a file where the folder should be")
    assert write_report(ValueError()) is None
