"""A workstation's key: its own, kept to itself, on the disk before it's used."""

import stat
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cpise_inventory.journal.keys import create_key, put_aside, read_key


def test_a_key_is_read_as_it_was_made_and_signs(tmp_path: Path) -> None:
    made = create_key(tmp_path / "keys", "NKC1-A")
    found = read_key(tmp_path / "keys")
    assert found == made
    assert found.device == "NKC1-A"
    Ed25519PublicKey.from_public_bytes(made.public).verify(made.sign(b"said"), b"said")


def test_two_keys_are_never_alike(tmp_path: Path) -> None:
    assert (
        create_key(tmp_path / "1", "NKC1-A").private != create_key(tmp_path / "2", "NKC1-A").private
    )


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    made = create_key(tmp_path, "NKC1-A")
    with pytest.raises(FileExistsError):
        create_key(tmp_path, "NKC1-A")
    assert read_key(tmp_path) == made


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    create_key(tmp_path / "keys", "NKC1-A")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "NKC1-A.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"00", b"\xff" * 64, b"00" * 33, "é".encode()])
def test_what_is_no_key_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "NKC1-A.key").write_bytes(content)
    assert read_key(tmp_path) is None


def test_no_folder_no_key(tmp_path: Path) -> None:
    assert read_key(tmp_path / "nowhere") is None


def test_a_key_put_aside_is_kept_and_not_used(tmp_path: Path) -> None:
    first = create_key(tmp_path, "NKC1-A")
    put_aside(tmp_path)
    assert read_key(tmp_path) is None
    create_key(tmp_path, "NKC1-A")
    put_aside(tmp_path)
    assert bytes.fromhex((tmp_path / "NKC1-A.key.1").read_text()) == first.private
    assert (tmp_path / "NKC1-A.key.2").exists()


def test_a_key_shows_in_no_report(tmp_path: Path) -> None:
    made = create_key(tmp_path, "NKC1-A")
    assert made.private.hex() not in repr(made)
    assert repr(made.private) not in repr(made)
