"""Work begun survives a power cut, for whoever began it, and no damage to the file does harm."""

from ui.drafts import Drafts


def drafts(folder, person="aicha"):
    return Drafts(folder, person, lambda work: work())


def test_a_draft_is_there_after_a_power_cut(tmp_path):
    kept = drafts(tmp_path).keep("receive", {"lines": ["Savon"]})
    found = drafts(tmp_path).kept("receive")
    assert found == kept
    assert found.kept_at.tzinfo is not None


def test_it_is_nobody_elses(tmp_path):
    drafts(tmp_path).keep("receive", {"lines": []})
    assert drafts(tmp_path, "sidi").kept("receive") is None


def test_forgotten_is_forgotten_on_the_disk_too(tmp_path):
    mine = drafts(tmp_path)
    mine.keep("receive", {})
    mine.forget("receive")
    mine.forget("receive")
    assert drafts(tmp_path).kept("receive") is None
    assert list(tmp_path.iterdir()) == []


def test_damaged_files_are_passed_over(tmp_path):
    drafts(tmp_path).keep("stock", {"item": "SAVON"})
    for number, damage in enumerate((b"", b"{", b'{"kept_at": "?", "state": {}}', b"[]", b"null")):
        (tmp_path / f"aicha=p{number}.json").write_bytes(damage)
    (tmp_path / "aicha=naive.json").write_bytes(b'{"kept_at": "2026-11-24", "state": {}}')
    (tmp_path / "aicha=list.json").write_bytes(
        b'{"kept_at": "2026-11-24T10:00:00+00:00", "state": []}'
    )
    mine = drafts(tmp_path)
    assert mine.kept("stock").state == {"item": "SAVON"}
    assert [mine.kept(place) for place in ("p0", "p1", "p2", "p3", "p4", "naive", "list")] == [
        None
    ] * 7


def test_any_name_of_person_and_place_is_a_file_name(tmp_path):
    name = "../a=b~c/ç"
    drafts(tmp_path, name).keep("x/y~z", {"n": 1})
    assert drafts(tmp_path, name).kept("x/y~z").state == {"n": 1}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_does_not_stop_the_work(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    mine = drafts(tmp_path / "file")
    mine.keep("receive", {"lines": 1})
    assert mine.kept("receive").state == {"lines": 1}
