"""asset attach, attachments, attachment show, withdraw, erase, missing; document attach."""

import os

import pytest

from cpise_inventory.attachments.contents import fingerprint
from tests.attachments.files import PDF, picture, written
from tests.books import AUDITOR, MANAGER
from tests.cli.commands.test_assets import NEW

PHOTO = picture("JPEG")


@pytest.fixture
def tag(file_shell):
    return file_shell.done(*NEW, "--serial", "S1")["assets"][0]


def test_a_picture_is_attached_listed_and_written_out_again(file_shell, tag, tmp_path):
    photo = written(tmp_path, "photo.jpg", PHOTO)
    name = file_shell.done("asset", "attach", tag, str(photo), "--note", "Écran fissuré")[
        "attachment"
    ]
    (listed,) = file_shell.done("asset", "attachments", tag)["attachments"]
    assert (listed["attachment"], listed["note"], listed["kind"]) == (
        *(name, "Écran fissuré"),
        "image/jpeg",
    )
    assert (listed["sha256"], listed["bytes"]) == (fingerprint(PHOTO), len(PHOTO))
    for language, word in {"fr": "image (JPEG)", "ar": "صورة", "en": "picture"}.items():
        assert word in file_shell("asset", "attachments", tag, language=language).out
    out = tmp_path / "out.jpg"
    file_shell.done("asset", "attachment", "show", name.lower(), "--out", str(out))
    assert out.read_bytes() == PHOTO
    taken = file_shell.refused("asset", "attachment", "show", name, "--out", str(out))
    assert [one["code"] for one in taken] == ["file_taken"]
    copied = file_shell.done("backup", str(tmp_path / "copy.sqlite"))
    assert (copied["attachments"], copied["attachment_bytes"]) == (1, len(PHOTO))
    assert file_shell.done("verify")["sound"]


def test_a_document_has_its_signed_paper(file_shell, tag, tmp_path):
    number = file_shell.done("document", "list")["documents"][0]["number"]
    paper = written(tmp_path, "scan.pdf", PDF)
    file_shell.done("document", "attach", number, str(paper))
    (listed,) = file_shell.done("document", "attachments", number)["attachments"]
    assert (listed["document"], listed["tag"]) == (number, "")


def test_out_of_view_erased_and_nothing_is_missed(file_shell, tag, tmp_path):
    first, second = (
        file_shell.done("asset", "attach", tag, str(written(tmp_path, name, data)))["attachment"]
        for name, data in (("a.pdf", PDF), ("b.jpg", PHOTO))
    )
    file_shell.done("asset", "attachment", "withdraw", first, "--reason", "autre bien")
    assert len(file_shell.done("asset", "attachments", tag)["attachments"]) == 1
    erase = ("asset", "attachment", "erase", second, "--reason", "un enfant dessus")
    assert file_shell.refused(*erase)[0]["code"] == "not_allowed"
    said = file_shell(*erase, user=MANAGER, language="en").out
    assert "Backups made before hold it still" in said
    every = file_shell.done("asset", "attachments", tag, "--all")["attachments"]
    assert [(one["withdrawn"], one["erased"]) for one in every] == [
        ("autre bien", ""),
        ("", "un enfant dessus"),
    ]
    assert "un enfant dessus" in file_shell("asset", "attachments", tag, "--all").out
    gone = ("asset", "attachment", "show", second, "--out", str(tmp_path / "x"))
    assert file_shell.refused(*gone)[0]["code"] == "attachment_gone"
    assert not (tmp_path / "x").exists()
    assert file_shell.done("asset", "attachment", "missing") == {"attachments": []}
    again = ("asset", "attach", tag, str(tmp_path / "b.jpg"))
    assert file_shell.refused(*again)[0]["code"] == "content_erased"
    assert file_shell.done("verify")["sound"]


def test_what_is_no_attachment_is_said_before_anything_is_written(file_shell, tag, tmp_path):
    huge = tmp_path / "film.jpg"
    huge.touch()
    os.truncate(huge, 200 << 20)
    for file, code in (
        (written(tmp_path, "words.jpg", b"just words"), "attachment_kind"),
        (written(tmp_path, "empty.pdf", b""), "attachment_empty"),
        (tmp_path / "none.pdf", "attachment_unreadable"),
        (huge, "attachment_too_big"),
    ):
        (problem,) = file_shell.refused("asset", "attach", tag, str(file))
        assert (problem["code"], problem["field"]) == (code, "file")
        assert file.name in problem["message"]
    pdf = str(written(tmp_path, "a.pdf", PDF))
    assert file_shell.refused("asset", "attach", tag, pdf, user=AUDITOR)[0]["code"] == "not_allowed"
    unknown = file_shell.refused("asset", "attachment", "show", "NKC1-A:1", "--out", f"{pdf}.x")
    assert unknown[0]["code"] == "unknown_attachment"
