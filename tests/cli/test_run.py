"""From words to an exit code: the language, the window, what goes wrong in the program itself."""

import json

import pytest

from cpise_inventory import config
from cpise_inventory.cli import run as running
from cpise_inventory.cli.run import Start, read_start, run
from cpise_inventory.cli.tree import TREE, Branch
from cpise_inventory.language.words import LANGUAGES, words

PASSWORD_URL = "postgresql://admin:secret@nowhere.invalid/books"


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("", Start()),
        ("--database a.sqlite", Start(database="a.sqlite")),
        ("--language=ar --user aicha", Start(language="ar", user="aicha")),
        ("--json", Start(as_json=True, plain=False)),
        ("--json stock", Start(as_json=True, command="stock", plain=False)),
        ("--language ar stock --language fr", Start(language="ar", command="stock")),
        ("--language", Start(plain=False)),
        ("--language xx", Start(language="xx", plain=False)),
        ("--help", Start(plain=False)),
    ],
)
def test_what_stands_before_the_command(line, start):
    assert read_start(line.split()) == start


def test_without_a_command_the_window_opens(calm):
    opened = []
    assert run(["--database", "a.sqlite", "--language", "ar"], lambda s: opened.append(s) or 5) == 5
    assert opened == [Start(database="a.sqlite", language="ar")]


def test_without_a_screen_there_is_a_sentence(calm, capsys):
    def blind(_start):
        raise running.NoScreenError

    assert run([], blind) == 2
    assert "--help" in capsys.readouterr().err


def test_a_window_that_does_not_open_leaves_a_report(calm, capsys):
    def broken(_start):
        raise ImportError("libEGL.so.1")

    assert run([], broken) == 70
    assert str(config.report_folder()) in capsys.readouterr().err


def nobody(_start: Start) -> int:
    raise AssertionError("no window was wanted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_every_command_in_the_users_language(calm, capsys, language):
    assert run(["--language", language, "--help"], nobody) == 0
    said = " ".join(capsys.readouterr().out.split())
    w = words(language)
    for name, node in TREE.items():
        assert f" {name} " in said
        assert " ".join(w.t(node.help).split()[:3]) in said
    assert ("Options" in said) is (language != "ar")


def leaves():
    for name, node in TREE.items():
        yield (name,)
        if isinstance(node, Branch):
            yield from ((name, below) for below in node.below)


@pytest.mark.parametrize("words_", list(leaves()), ids=" ".join)
def test_every_command_has_its_help(calm, capsys, words_):
    assert run(["--language", "fr", *words_, "--help"], nobody) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage")
    assert " ".join(words_) in " ".join(said.split())


def test_the_version_is_pyprojects(calm, capsys):
    assert run(["--version"], nobody) == 0
    assert capsys.readouterr().out == f"cpise-inventory {config.version()}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("stok", "stock"),
        ("transfer", "send"),
        ("stock --nonsense", "--nonsense"),
        ("stock card", "ITEM"),
        ("receive --centre NKC1", "--from"),
        ("--language xx stock", "xx"),
        ("import liste.csv --kind junk", ": 'junk' "),
        ("--json", ""),
        ("kit assemble KIT-HYG -3 --centre NKC1", "-3"),
    ],
)
def test_a_wrong_command_line_is_explained_and_ends_with_two(calm, capsys, line, said):
    assert run(line.split(), nobody) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_letters_that_are_none_are_refused(calm, capsys):
    assert run(["stock", "--centre", "NKC1\udcff"], nobody) == 2
    assert "NKC1?" in capsys.readouterr().err


def test_signs_of_direction_that_a_paste_brings_along_are_left_out(calm, monkeypatch):
    started = []
    monkeypatch.setattr(running, "_carried_out", lambda argv, _here: started.append(argv) or 0)
    assert run(["\u2066undo\u2069", "\u200fNKC1-A-BR-2026-00001\u200b"], nobody) == 0
    assert started == [["undo", "NKC1-A-BR-2026-00001"]]


def test_a_file_keeps_the_signs_in_its_name(calm, monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr(running, "_carried_out", lambda argv, _here: started.append(argv) or 0)
    listed = tmp_path / "قائمة\u200f.csv"
    listed.touch()
    assert run(["import", str(listed)], nobody) == 0
    assert started == [["import", str(listed)]]


class Sudden(Exception):  # noqa: N818 - no error of ours
    pass


@pytest.fixture
def failing(monkeypatch):
    def with_(error):
        def fail(*_rest):
            raise error

        monkeypatch.setattr(running, "_check_letters", fail)

    return with_


def test_a_fault_of_ours_leaves_a_report_and_ends_with_seventy(calm, capsys, failing):
    failing(Sudden(f"at {PASSWORD_URL}"))
    assert run(["--json", "stock"], nobody) == 70
    problem = json.loads(capsys.readouterr().err)["problems"][0]
    report = config.report_folder() / problem["value"].rpartition("/")[2]
    assert problem["code"] == "fault"
    said = report.read_text(encoding="utf-8")
    assert "Sudden" in said
    assert "secret" not in said
    failing(Sudden())
    assert run(["stock"], nobody) == 70
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert str(config.report_folder()) in said


def test_a_fault_without_a_place_for_the_report_is_still_said(calm, capsys, failing):
    config.data_folder().parent.mkdir(parents=True)
    config.data_folder().write_text("a file where the folder should be")
    failing(Sudden())
    assert run(["stock"], nobody) == 70
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_whoever_stops_the_command_gets_no_complaint(calm, capsys, failing):
    failing(KeyboardInterrupt())
    assert run(["stock"], nobody) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", ["device show --json", "stock --json", "stock card X --json"])
def test_json_after_the_command_means_the_same(file_shell, line):
    words_ = line.split()
    answer = file_shell(*words_, "--centre=NKC1") if "card" in line else file_shell(*words_)
    assert answer.code in (0, 1)
    assert json.loads(answer.out or answer.err)


def test_a_benchmark_that_is_not_there(file_shell):
    assert file_shell.refused("bench", "nonsense")[0]["code"] == "unknown_benchmark"
