"""Where books are, as a person says it: a path, or a server whose password nobody sees."""

import traceback
from pathlib import Path

import pytest

from cpise_inventory import errors
from cpise_inventory.addresses import address


def test_a_path_means_sqlite_with_its_key_beside_it(tmp_path: Path) -> None:
    where = address(str(tmp_path / "été 100%?.sqlite"), Path("unused"))
    assert where.file == tmp_path / "été 100%?.sqlite"
    assert where.where == str(where.file)
    assert where.keys == tmp_path / "été 100%?.keys"


def test_a_path_may_be_relative_or_begin_at_home(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert address("books.sqlite", tmp_path).file == tmp_path / "books.sqlite"
    assert address("~/books.sqlite", tmp_path).file == home / "books.sqlite"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://aicha:s3cret@db.example.org/cpise",
        "postgresql+psycopg://aicha:s3cret@db.example.org/cpise",
        "postgresql://db.example.org/cpise?user=aicha&password=s3cret",
        "postgresql://aicha:s3cret@db.example.org/cpise?sslpassword=s3cret&passfile=s3cret",
    ],
)
def test_a_servers_password_is_never_shown(url: str) -> None:
    where = address(url, Path("data"))
    assert "s3cret" not in where.where
    assert "db.example.org" in where.where
    assert "s3cret" in where.url
    assert where.file is None


def test_a_new_password_does_not_lose_the_key() -> None:
    urls = (
        "postgresql://aicha:old@db.example.org/cpise",
        "postgresql+psycopg://aicha:new@db.example.org/cpise",
        "postgresql://sidi@db.example.org/cpise?sslmode=require",
    )
    assert len({address(url, Path("data")).keys for url in urls}) == 1


def test_another_database_of_the_server_has_other_keys() -> None:
    urls = (
        "postgresql://db.example.org/cpise",
        "postgresql://db.example.org/trial",
        "postgresql://db.example.org:5433/cpise",
        "postgresql:///cpise?host=/run/postgresql",
        "postgresql:///cpise?host=/run/other",
    )
    assert len({address(url, Path("data")).keys for url in urls}) == len(urls)


@pytest.mark.parametrize("url", ["postgresql://aicha:s3cret@host:port/cpise", "postgresql://[::1"])
def test_a_url_that_leads_nowhere_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(errors.UnreachableStoreError) as refused:
        address(url, Path("data"))
    assert "s3cret" not in refused.value.where
    assert "s3cret" not in "".join(traceback.format_exception(refused.value))
