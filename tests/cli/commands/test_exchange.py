"""exchange export, import, status; device approve: two centres on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.first_run import FirstRun, create_store
from tests.books import ADMIN, AUDITOR, LOGISTICS, PASSWORD, Clock, bring
from tests.cli.conftest import Shell


class Elsewhere(Shell):
    """The command line of other books than the ones that the environment names."""

    def run(self, *words: str):
        return super().run("--database", str(self.where.file), *words)


@pytest.fixture
def elsewhere(
    file_shell: Shell,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[[str], Shell]:
    """By its file's name; after the first one's, whose way it goes."""
    return lambda name: Elsewhere(address(str(tmp_path / name), tmp_path), capsys, monkeypatch)


@pytest.fixture
def kiffa(elsewhere: Callable[[str], Shell]) -> Shell:
    """Another centre's command line, on its first day."""
    shell = elsewhere("kiffa.sqlite")
    create_store(shell.where, FirstRun("KIF", ADMIN, PASSWORD), Clock()).close()
    return shell


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


def test_nothing_more_is_read_of_a_workstation_that_was_withdrawn(
    file_shell: Shell, kiffa: Shell, tmp_path: Path
) -> None:
    stick = str(tmp_path / "a.cpise")
    number = kiffa.done("device", "show", user="")["fingerprint"]
    again = ("device", "approve", "KIF-A", "--fingerprint", number)
    file_shell.done(*again, user=ADMIN)
    kiffa.done("exchange", "export", "--out", stick, user=ADMIN)
    assert file_shell.done("device", "withdraw", "kif-a", user=ADMIN) == {"device": "KIF-A"}
    (problem,) = file_shell.refused("exchange", "import", stick)
    assert (problem["code"], problem["value"]) == ("device_withdrawn", "KIF-A")
    assert file_shell.done("exchange", "status")["withdrawn"] == ["KIF-A"]
    assert "Nothing more is read of" in file_shell("exchange", "status").out
    file_shell.done(*again, user=ADMIN)
    assert file_shell.done("exchange", "import", stick)["passed_over"] == []
    assert file_shell.done("exchange", "status")["withdrawn"] == []


def test_of_two_with_one_name_one_is_set_up_anew_as_the_guide_says(
    file_shell: Shell, elsewhere: Callable[[str], Shell], tmp_path: Path
) -> None:
    """Its goods and equipment go along, as lists; its old books can still be opened."""
    first, old, new = file_shell, elsewhere("old.sqlite"), elsewhere("new.sqlite")
    stick, goods, things = (str(tmp_path / name) for name in ("a.cpise", "s.csv", "e.csv"))
    new_books = ("init", "--centre", "NKC1", "--user", ADMIN)
    assert old.done(*new_books)["device"] == "NKC1-A"
    old.done("donation", "add", "OIM-2026-01", "--donor", "OIM", user=ADMIN)
    old.done("item", "add", "SEAU-14", "--name-fr", "Seau", "--unit", "piece", user=ADMIN)
    received = ("--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
    old.done("receive", *received, "--line", "SEAU-14=7", user=ADMIN)
    laptop = ("--category", "laptop", "--maker", "HP", "--model", "G8", "--serial", "S77")
    old.done("asset", "register", *received[:2], *laptop, *received[4:], user=ADMIN)
    first.done("exchange", "export", "--out", stick, user=AUDITOR)
    (problem,) = old.refused("exchange", "import", stick, user=ADMIN)
    assert (problem["code"], problem["value"]) == ("namesake", "NKC1-A")
    assert "such as B" in "".join(one for one in problem["message"] if one.isprintable())
    assert old.done("stock", "--out", goods, user=ADMIN)["written"] == 1
    shown = "serial,model,category,centre,condition,value,donation,owner,notes"
    old.done("asset", "list", "--columns", shown, "--out", things, user=ADMIN)
    assert new.done(*new_books, "--letter", "B")["device"] == "NKC1-B"
    number = first.done("device", "show", user="")["fingerprint"]
    new.done("device", "approve", "NKC1-A", "--fingerprint", number, user=ADMIN)
    new.done("exchange", "import", stick, user=ADMIN)
    new.done("import", goods, "--kind", "stock", user=ADMIN)
    new.done("import", things, "--kind", "assets", user=ADMIN)
    assert [one["quantity"] for one in new.done("stock", user=ADMIN)["stock"]] == [7]
    (thing,) = new.done("asset", "list", user=ADMIN)["assets"]
    assert (thing["serial"], thing["tag"][:6]) == ("S77", "NKC1-B")
    assert new.done("verify", user=ADMIN)["sound"]
    assert old.done("verify", user=ADMIN)["sound"]


def test_the_state_of_the_exchange_tells_of_a_namesake_that_others_approved(
    file_shell: Shell, kiffa: Shell, tmp_path: Path
) -> None:
    stick = str(tmp_path / "a.cpise")
    number = kiffa.done("device", "show", user="")["fingerprint"]
    file_shell.done("device", "approve", "KIF-A", "--fingerprint", number, user=ADMIN)
    assert file_shell.done("exchange", "status")["namesakes"] == []
    kiffa.done("device", "approve", "NKC1-A", "--fingerprint", "1" * 24, user=ADMIN)
    kiffa.done("exchange", "export", "--out", stick, user=ADMIN)
    file_shell.done("exchange", "import", stick)
    (told,) = file_shell.done("exchange", "status")["namesakes"]
    own = file_shell.done("device", "show", user="")["fingerprint"]
    assert told == {"device": "NKC1-A", "known": own, "fingerprint": "1" * 24, "by": "KIF-A"}
    assert "have the same name" in file_shell("exchange", "status").out


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
