"""exchange export, import, status; device approve: two centres on the command line."""

from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.first_run import FirstRun, create_store
from tests.books import ADMIN, AUDITOR, LOGISTICS, PASSWORD, Clock, bring
from tests.cli.conftest import Shell


@pytest.fixture
def kiffa(
    file_shell: Shell,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Shell:
    """Another centre's command line, on its first day; after the first one's, whose way it goes."""
    where = address(str(tmp_path / "kiffa.sqlite"), tmp_path)
    create_store(where, FirstRun("KIF", ADMIN, PASSWORD), Clock()).close()

    class Elsewhere(Shell):
        def run(self, *words: str):
            return super().run("--database", str(tmp_path / "kiffa.sqlite"), *words)

    return Elsewhere(where, capsys, monkeypatch)


def test_a_file_goes_out_and_is_read_once_its_number_was_compared(
    file_shell: Shell, kiffa: Shell, tmp_path: Path
) -> None:
    with file_shell.store() as store:
        bring(store, "SEAU-14", 5)
    stick, answer = str(tmp_path / "a.cpise"), str(tmp_path / "b.cpise")
    written = file_shell.done("exchange", "export", "--out", stick, user=AUDITOR)
    assert written["chains"] == [{"device": "NKC1-A", "first": 1, "last": written["events"]}]
    assert (written["file"], written["for"], written["attachments"]) == (stick, "", 0)
    assert written["bytes"] == Path(stick).stat().st_size
    (problem,) = kiffa.refused("exchange", "import", stick, user=ADMIN)
    assert (problem["code"], problem["value"]) == ("device_not_approved", "NKC1-A")
    number = file_shell.done("device", "show", user="")["fingerprint"]
    assert number in "".join(one for one in problem["message"] if one.isdecimal())
    told = kiffa.done("device", "approve", "nkc1-a", "--fingerprint", number, user=ADMIN)
    assert told == {"device": "NKC1-A", "fingerprint": number}
    read = kiffa.done("exchange", "import", stick, user=ADMIN)
    assert (read["from"], read["events"], read["nothing_new"]) == (
        "NKC1-A",
        written["events"],
        False,
    )
    assert read["attachments"] == {"came": 0, "needless": 0, "altered": 0, "missing": 0}
    assert kiffa.done("exchange", "import", stick, user=ADMIN)["nothing_new"]
    status = kiffa.done("exchange", "status", user=ADMIN)
    assert (status["device"], status["partners"][0]["device"]) == ("KIF-A", "NKC1-A")
    assert status["partners"][0]["fingerprint"] == number
    assert status["partners"][0]["last_seq"] == written["events"]
    shown = kiffa("exchange", "status", user=ADMIN).out
    assert "NKC1-A" in shown
    kiffa.done("exchange", "export", "--out", answer, "--for", "NKC1-A", user=ADMIN)
    number = kiffa.done("device", "show", user="")["fingerprint"]
    file_shell.done("device", "approve", "KIF-A", "--fingerprint", number, user=ADMIN)
    assert file_shell.done("exchange", "import", answer)["from"] == "KIF-A"
    assert file_shell("exchange", "import", answer).out.startswith("Nothing new")
    assert kiffa.done("verify", user=ADMIN)["sound"]


def test_what_cannot_be_done_is_said(file_shell: Shell, tmp_path: Path) -> None:
    stick = str(tmp_path / "a.cpise")
    for words, user, code in (
        (("exchange", "import", stick), LOGISTICS, "bundle_unreadable"),
        (("exchange", "import", stick), "", "nobody_named"),
        (("exchange", "export", "--out", stick, "--for", "KIF-A"), AUDITOR, "unknown_partner"),
        (("exchange", "export", "--out", stick, "--for", "NKC1-A"), AUDITOR, "own_device"),
        (("device", "approve", "KIF-A", "--fingerprint", "12"), ADMIN, "bad_fingerprint"),
        (("device", "approve", "KIF-A", "--fingerprint", "1" * 24), LOGISTICS, "not_allowed"),
    ):
        assert [one["code"] for one in file_shell.refused(*words, user=user)] == [code]
    assert not Path(stick).exists()
