"""Questions to the books: answered in order, on the GUI thread, and never lost in silence."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread

from cpise_inventory.addresses import address
from cpise_inventory.errors import LockedStoreError, MissingStoreError
from cpise_inventory.people.commands import WrongPasswordError
from cpise_inventory.store import open_store
from db import engine as engines
from tests.books import ADMIN, BUCKET, LOGISTICS, SOAP, bring
from ui import worker as workers
from ui.worker import Cancelled, Worker


def test_answers_come_in_order_on_the_gui_thread(qtbot, worker):
    got = []
    for number in range(20):
        worker.ask(
            lambda _store, number=number: (number, threading.current_thread().name),
            lambda answer: got.append((*answer, QThread.currentThread())),
        )
    qtbot.waitUntil(lambda: len(got) == 20)
    assert [one[0] for one in got] == list(range(20))
    assert {one[1] for one in got} == {"store"}
    assert {one[2] for one in got} == {worker.thread()}


def test_a_refusal_goes_to_failed_and_the_thread_lives_on(qtbot, worker):
    failures, answers = [], []

    def refuse(_store):
        raise WrongPasswordError("aicha")

    worker.ask(refuse, answers.append, failures.append)
    worker.ask(lambda _store: "alive", answers.append)
    qtbot.waitUntil(lambda: answers == ["alive"])
    assert [type(one) for one in failures] == [WrongPasswordError]


def test_a_fault_of_ours_is_told_to_the_window_and_not_to_the_page(qtbot, worker):
    failures = []
    with qtbot.waitSignal(worker.faulted) as told:
        worker.ask(lambda _store: 1 // 0, failures.append, failures.append)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert failures == []


def test_always_is_called_first_whatever_happens(qtbot, worker):
    told = []
    worker.ask(lambda _s: 1, lambda _a: told.append("done"), always=lambda: told.append("always"))
    with qtbot.waitSignal(worker.faulted):
        worker.ask(lambda _s: 1 // 0, told.append, always=lambda: told.append("always"))
    assert told == ["always", "done", "always"]


@pytest.fixture
def impatient(monkeypatch):
    """Who finds the books held is told so after 50 ms, and not after 5 s."""
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "busy_timeout=50"))


def test_what_is_confirmed_while_a_long_job_writes_waits_for_it(
    qtbot, impatient, worker, books_file
):
    """As when a file is read in: it's neither refused nor done twice, and somebody is told."""
    held, go_on, done, failed = threading.Event(), threading.Event(), [], []

    def long(store, _progress):
        with store.write(ADMIN):
            held.set()
            return go_on.wait(10)

    worker.ask_long(long, done.append, failed.append)
    assert held.wait(10)
    with qtbot.waitSignal(worker.waiting):
        worker.ask(lambda store: bring(store, BUCKET, 5), done.append, failed.append)
    go_on.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == [True, "NKC1-A-BR-2026-00001"]
    assert failed == []


def test_books_that_another_program_holds_are_said_to_be(qtbot, impatient, worker, books_file):
    done, failed, told = [], [], []
    worker.waiting.connect(lambda: told.append("waiting"))
    with open_store(books_file) as other, other.write(ADMIN):
        worker.ask(lambda store: bring(store, BUCKET, 5), done.append, failed.append)
        qtbot.waitUntil(lambda: bool(failed))
    assert [type(one) for one in failed] == [LockedStoreError]
    assert (done, told) == ([], [])


def test_nobody_answers_who_is_gone(qtbot, worker):
    owner, answers = QObject(), []
    worker.ask(lambda _store: "for the dead", answers.append, owner=owner)
    owner.deleteLater()
    worker.ask(lambda _store: "for the living", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["for the living"]


def test_of_questions_that_replace_each_other_the_last_is_answered(qtbot, worker):
    asked, answers, gate = [], [], threading.Event()
    worker.ask(lambda _store: gate.wait(5), bool)
    for text in ("s", "sa", "sav"):
        worker.ask(
            lambda _s, text=text: asked.append(text) or text, answers.append, only_latest="q"
        )
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == asked == ["sav"]


def test_what_a_commit_changed_is_told_before_its_answer(qtbot, worker):
    told = []
    worker.changed.connect(told.append)
    worker.ask(lambda store: bring(store, SOAP, 5, "L1", "2028-03"), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert {"balance", "event_index"} <= told[0]
    assert told[1].startswith("NKC1-A-BR-")


def test_a_long_job_reports_and_can_be_stopped_while_others_are_answered(qtbot, worker):
    steps, failures, answers = [], [], []
    going = threading.Event()

    def count(store, progress):
        assert store.device == "NKC1-A"
        for done in range(10**9):
            progress(done, 10**9)
            going.wait(0.01)

    job = worker.ask_long(count, answers.append, failures.append)
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    qtbot.waitUntil(lambda: len(steps) > 1)
    worker.ask(lambda _store: "meanwhile", answers.append)
    qtbot.waitUntil(lambda: answers == ["meanwhile"])
    job.stop()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert steps == sorted(steps)


def test_closing_ends_long_jobs_and_leaves_no_thread(qtbot, books_file):
    worker = Worker(lambda: open_store(books_file))
    began = threading.Event()

    def endless(_store, progress):
        while True:
            began.set()
            progress(0, 1)

    worker.ask_long(endless, bool)
    assert began.wait(5)
    worker.close()
    worker.close()
    assert {"store", "store beside"} & {thread.name for thread in threading.enumerate()} == set()


def test_what_never_answers_does_not_keep_the_program(qtbot, books_file, monkeypatch):
    """A print server that is gone, asked for its printers."""
    monkeypatch.setattr(workers, "PATIENCE", 0.05)
    worker = Worker(lambda: open_store(books_file))
    began, answers = threading.Event(), threading.Event()

    def ask_in_vain(_store, _progress):
        began.set()
        return answers.wait(20)

    worker.ask_long(ask_in_vain, pytest.fail)
    assert began.wait(5)
    worker.close()
    (beside,) = worker._threads
    assert beside.is_alive()
    answers.set()
    beside.join(20)


def test_what_is_asked_before_closing_is_still_done(books_file, qtbot):
    worker, done = Worker(lambda: open_store(books_file)), []
    worker.open(bool, pytest.fail)
    worker.ask(lambda store: done.append(bring(store, SOAP, 5, "L1", "2028-03")), bool)
    worker.close()
    assert len(done) == 1


def test_asking_opens_the_books_that_are_not_open_yet(qtbot, books_file):
    worker, answers = Worker(lambda: open_store(books_file)), []
    worker.ask(lambda store: store.device, answers.append)
    qtbot.waitUntil(lambda: answers == ["NKC1-A"])
    worker.close()


def test_asking_of_books_that_are_not_there_is_refused(qtbot, tmp_path):
    worker, failures = (
        Worker(lambda: open_store(address(str(tmp_path / "none.sqlite"), tmp_path))),
        [],
    )
    worker.ask(lambda store: store.device, pytest.fail, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    worker.close()
    assert isinstance(failures[0], MissingStoreError)


def test_work_without_books_needs_none(qtbot, books_file):
    worker, answers = Worker(lambda: open_store(books_file)), []
    worker.do(lambda: LOGISTICS, answers.append)
    qtbot.waitUntil(lambda: answers == [LOGISTICS])
    worker.close()
