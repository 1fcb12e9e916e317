"""What the window remembers: kept whole, and damage is no trouble."""

import pytest

from ui import settings
from ui.settings import FILE, Settings, Verified


def test_what_is_kept_is_read_again(tmp_path):
    kept = Settings("dark", (1, 2, 900, 600), maximised=True, person="aicha")
    kept.verified["here"] = Verified(1204, 5, sound=True)
    settings.keep(tmp_path / "new", kept)
    assert settings.read(tmp_path / "new") == kept


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\x00\xff", b'{"appearance": "pink"}', b'{"geometry": [1, 2]}', b'["light"]'],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path, damage):
    (tmp_path / FILE).write_bytes(damage)
    assert settings.read(tmp_path) == Settings()


def test_one_from_a_later_program_keeps_what_is_understood(tmp_path):
    (tmp_path / FILE).write_bytes(b'{"appearance": "dark", "sound": true}')
    assert settings.read(tmp_path).appearance == "dark"


def test_a_place_that_cannot_be_written_on_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.keep(tmp_path / "file", Settings())


def test_nothing_half_written_is_left(tmp_path):
    settings.keep(tmp_path, Settings())
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_each_has_its_own_list_of_proofs():
    first, second = Settings(), Settings()
    first.verified["here"] = Verified(1, 1, sound=True)
    assert second.verified == {}
