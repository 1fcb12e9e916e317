"""What may be attached is known by what is in the file."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from cpise_inventory.attachments import errors
from cpise_inventory.attachments.files import (
    JPEG,
    MOST,
    PDF,
    PNG,
    SIDE,
    read_file,
    worth_scaling,
)
from cpise_inventory.errors import Refusal
from tests.attachments import files
from tests.attachments.files import bomb, picture, written


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("facture.pdf", files.PDF, PDF),
        ("photo", picture("JPEG"), JPEG),
        ("photo.pdf", picture("PNG"), PNG),  # whatever its name says
    ],
)
def test_what_is_taken(tmp_path: Path, name: str, data: bytes, media: str) -> None:
    found = read_file(written(tmp_path, name, data))
    assert (found.data, found.media) == (data, media)
    assert found.is_picture == (media != PDF)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.AttachmentEmptyError),
        (b"just words", errors.AttachmentKindError),
        (b"GIF89a" + bytes(100), errors.AttachmentKindError),
        (b"MZ" + bytes(100), errors.AttachmentKindError),
        (files.PDF[:-8], errors.AttachmentDamagedError),
        (picture("PNG")[:60], errors.AttachmentDamagedError),
        (picture("JPEG", (400, 300))[:-200], errors.AttachmentDamagedError),
        (b"\xff\xd8\xff" + b"words" * 9, errors.AttachmentDamagedError),
        (bomb(), errors.PictureTooLargeError),
        (bomb(9_000), errors.PictureTooLargeError),
        (b"%PDF-1.4" + bytes(MOST), errors.AttachmentTooBigError),
    ],
)
@pytest.mark.parametrize("scaled", [False, True])
def test_what_is_refused(
    tmp_path: Path, data: bytes, refusal: type[Refusal], *, scaled: bool
) -> None:
    with pytest.raises(refusal):
        read_file(written(tmp_path, "photo.jpg", data), scaled=scaled)


def test_of_a_file_that_is_too_big_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "film.jpg"
    huge.touch()
    os.truncate(huge, 200 * (1 << 20))
    with monkeypatch.context() as watched:
        watched.setattr(Path, "open", lambda *_: pytest.fail("read"))
        with pytest.raises(errors.AttachmentTooBigError) as refused:
            read_file(huge, scaled=True)
    assert (refused.value.megabytes, refused.value.most) == (200, 5)


@pytest.mark.parametrize("name", ["nothing.pdf", "."])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.AttachmentUnreadableError):
        read_file(tmp_path / name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(errors.AttachmentUnreadableError):
        read_file(tmp_path / "pipe")


def test_a_scaled_picture_is_small_upright_and_says_nothing_of_where_it_was_taken(
    tmp_path: Path,
) -> None:
    out, told = io.BytesIO(), Image.Exif()
    told[274] = 6  # to be turned by a quarter
    told[271] = "Telephone"
    Image.effect_noise((3_000, 2_000), 80).convert("RGB").save(out, "JPEG", quality=98, exif=told)
    path = written(tmp_path, "photo.jpg", out.getvalue())
    assert worth_scaling(path)
    found = read_file(path, scaled=True)
    assert found.media == JPEG
    assert (found.width, found.height) == (round(SIDE * 2 / 3), SIDE)
    assert len(found.data) < len(out.getvalue()) // 2
    with Image.open(io.BytesIO(found.data)) as again:
        assert dict(again.getexif()) == {}
    small = written(tmp_path, "petite.png", picture("PNG"))
    assert not worth_scaling(small)
    assert not worth_scaling(tmp_path / "none")
    assert not worth_scaling(written(tmp_path, "bomb.png", bomb(60_000)))


def test_what_is_seen_through_stands_on_white(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    found = read_file(written(tmp_path, "logo.png", out.getvalue()), scaled=True)
    with Image.open(io.BytesIO(found.data)) as again:
        assert again.getpixel((5, 5)) == (255, 255, 255)
