"""Labels handed to printers: over a real socket and to a real device."""

import os
import socket
import threading

import pytest

from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import words
from cpise_inventory.printing import direct
from cpise_inventory.printing.direct import (
    PrinterNotReady,
    PrinterUnreachable,
    PrinterWentAway,
    reached,
)
from tests.printing.label_printer import label_printer

LABELS = [(f"NKC1-A-0000{n}-W", b"^XA^FO%d^XZ\n" % n) for n in range(1, 4)]
WELL = b"\x02030,0,0,0200,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
WELL += b"\x021234,0\x03\r\n"


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(direct, "ANSWER_SECONDS", 0.1)
    monkeypatch.setattr(direct, "STALL_SECONDS", 0.5)


@pytest.mark.parametrize("answer", [WELL, b"", b"what?\x03\x03\x03"])
def test_a_printer_that_is_ready_or_says_nothing_takes_all(answer):
    with label_printer(answer) as (where, taken), reached(where) as found:
        assert found.take(LABELS) == 3
    assert bytes(taken) == b"".join(one for _, one in LABELS)


@pytest.mark.parametrize(
    ("line", "flag", "hindrance"),
    [(0, 1, "paper"), (0, 2, "pause"), (1, 2, "head"), (1, 3, "ribbon")],
)
def test_what_it_says_of_itself_is_believed(line, flag, hindrance):
    lines = WELL.split(b"\r\n")
    words = lines[line].split(b",")
    words[flag] = b"1"
    lines[line] = b",".join(words)
    with (
        label_printer(b"\r\n".join(lines)) as (where, taken),
        pytest.raises(PrinterNotReady) as refused,
        reached(where),
    ):
        pytest.fail("reached")
    assert refused.value.hindrance == hindrance
    assert not taken


def test_one_that_goes_away_leaves_what_was_handed_over():
    many = [(tag, format_.ljust(8_000_000)) for tag, format_ in LABELS]  # more than the way holds
    with (
        label_printer(takes=8) as (where, _),
        pytest.raises(PrinterWentAway) as gone,
        reached(where) as found,
    ):
        found.take(many)
    assert gone.value.total == 3
    assert gone.value.sent < 3
    assert gone.value.last == ("" if not gone.value.sent else LABELS[gone.value.sent - 1][0])


def test_what_only_this_machine_has_taken_is_not_called_printed():
    """Labels of a usual size: all of them would find room on the way to a printer that is off."""
    many = [(f"NKC1-A-{n:05}", (b"^XA^FO%d^XZ" % n).ljust(3_000)) for n in range(30)]
    with (
        label_printer(takes=9_000, room=4_096) as (where, taken),
        pytest.raises(PrinterWentAway) as gone,
        reached(where) as found,
    ):
        found.take(many)
    assert 1 <= gone.value.sent <= 6
    assert gone.value.last == many[gone.value.sent - 1][0]
    assert len(taken) >= 9_000


def test_it_can_be_stopped_between_two_labels():
    with label_printer() as (where, taken), reached(where) as found:
        assert found.take(LABELS, lambda sent: sent < 2) == 2
    assert bytes(taken) == LABELS[0][1] + LABELS[1][1]


def test_a_device_takes_all(tmp_path):
    fifo = tmp_path / "lp0"
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reading, True)
    taken = []

    def read():
        with os.fdopen(reading, "rb") as device:
            taken.append(device.read())

    long = [(tag, format_.ljust(40_000)) for tag, format_ in LABELS]  # a pipe holds 64 KiB
    beside = threading.Thread(target=read, daemon=True)
    with reached(str(fifo)) as found:
        beside.start()
        assert found.take(long) == 3
    beside.join(10)
    assert taken == [b"".join(one for _, one in long)]


def test_a_device_that_takes_no_more_holds_nobody_up(tmp_path):
    fifo = tmp_path / "lp0"
    os.mkfifo(fifo)
    with pytest.raises(PrinterUnreachable), reached(str(fifo)):
        pytest.fail("nobody is at the other end")
    asleep = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    long = [(tag, format_.ljust(40_000)) for tag, format_ in LABELS]
    with pytest.raises(PrinterWentAway) as gone, reached(str(fifo)) as found:
        found.take(long)
    os.close(asleep)
    assert (gone.value.sent, gone.value.last) == (1, LABELS[0][0])


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Aucune étiquette n’est sortie"), ("ar", "لم يخرج أي ملصق"), ("en", "No label came")],
)
def test_where_none_came_out_it_is_said_so(tmp_path, language, said):
    fifo = tmp_path / "lp0"
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with reached(str(fifo)) as found:
        os.close(reading)
        with pytest.raises(PrinterWentAway) as gone:
            found.take(LABELS)
    assert gone.value.code == "printer_went_away"
    text = sentence(gone.value, words(language))
    assert said in text
    assert "–" not in text


def test_one_that_never_ends_its_answer_is_tried(monkeypatch):
    """A byte now and then, each in time by itself."""
    monkeypatch.setattr(direct, "ANSWER_SECONDS", 0.2)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)

        def drip():
            line, _ = door.accept()
            with line:
                while not ended.wait(0.05):
                    line.sendall(b"0")

        beside = threading.Thread(target=drip, daemon=True)
        beside.start()
        with reached(f"127.0.0.1:{door.getsockname()[1]}") as found:
            assert found.take(LABELS) == 3
        ended.set()
        beside.join(10)


def test_nobody_is_there(tmp_path):
    work = tmp_path / "report.odt"
    work.write_bytes(b"somebody's work")
    with socket.create_server(("127.0.0.1", 0)) as door:
        closed = f"127.0.0.1:{door.getsockname()[1]}"
    for where in (
        closed,
        "127.0.0.1:0",
        "127.0.0.1:70000",
        str(tmp_path),
        str(work),
        "/no/such",
        "",
    ):
        with pytest.raises(PrinterUnreachable), reached(where):
            pytest.fail(where)
    assert work.read_bytes() == b"somebody's work"
