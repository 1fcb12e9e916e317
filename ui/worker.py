"""The one thread that owns the books. The GUI thread asks it and never waits for a disk.

Answers come back on the GUI thread in the order of asking. What a job raises: a `Refusal`, a
`StoreError` or `Cancelled` goes to `failed`; anything else is a fault of ours and goes to
`faulted`, for the crash sheet. Long jobs (`ask_long`) run beside, on a store of their own, so that
the program stays usable.
"""

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Condition, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from cpise_inventory.errors import Refusal, Refusals, StoreError

if TYPE_CHECKING:  # SQLAlchemy takes longer to load than the window to show
    from cpise_inventory.store import Store

T = TypeVar("T")
EVERY: Final = 0.05
"""Seconds between two reports of progress; more would only cost time."""
PATIENCE: Final = 40.0
"""Seconds that a long job may take to stop; a label printer that stalls is given up sooner."""


class Cancelled(Exception):  # noqa: N818 - a person's wish, no error
    """The person pressed Stop; nothing was written."""


KNOWN: Final = (Refusal, Refusals, StoreError, Cancelled)


class Progress(Protocol):
    """Called by a long job now and then; raises `Cancelled` where the person wants it to end."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass
class _Job:
    """One question: what to do, whom to answer, and what newer question makes it void."""

    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[Exception], object] | None
    always: Callable[[], object] | None
    owner: QObject | None
    only_latest: Hashable | None = None
    number: int = 0
    answer: object = None
    error: Exception | None = None


class LongJob(QObject):
    """A long job on its way: `progress(done, total)` as it goes, `stop()` to end it."""

    progressed = Signal(int, int)
    _reported = Signal(int, int)  # in the job's thread; `progressed` comes on the GUI thread

    def __init__(self) -> None:
        super().__init__()
        self._reported.connect(self._pass_on)
        self._stopped = Event()
        self._said = 0.0

    def stop(self) -> None:
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def report(self, done: int, total: int) -> None:
        """Called in the job's thread."""
        if self._stopped.is_set():
            raise Cancelled
        if done >= total or monotonic() - self._said >= EVERY:
            self._said = monotonic()
            self._reported.emit(done, total)

    def _pass_on(self, done: int, total: int) -> None:
        if not self.stopped:
            self.progressed.emit(done, total)


class Worker(QObject):
    """Lives on the GUI thread; its own thread starts with it and ends with `close()`."""

    changed = Signal(object)
    """frozenset[str]: the tables that a commit changed, whoever made it in this window."""
    waiting = Signal()
    """What somebody confirmed has to wait, as a long job still writes; again every few seconds."""
    faulted = Signal(object)
    """Exception: a fault of ours inside a job."""
    _answered = Signal(object)
    _told = Signal(object)

    def __init__(self, opener: Callable[[], "Store"], parent: QObject | None = None) -> None:
        """`opener` opens the store; it's called in the thread that will use the store."""
        super().__init__(parent)
        self._opener = opener
        self._store: Store | None = None
        self._jobs: deque[_Job | None] = deque()
        self._there = Condition()
        self._asked: dict[Hashable, int] = {}
        self._beside: set[LongJob] = set()
        self._threads: list[Thread] = []
        self._closed = False
        self._answered.connect(self._deliver)
        self._told.connect(self._pass_on)
        self._thread = Thread(target=self._run, name="store")
        self._thread.start()

    # Asking -----------------------------------------------------------------------------------

    def use(self, opener: Callable[[], "Store"]) -> None:
        """Another database, from the next `open` on."""
        self._opener = opener

    def open(
        self,
        done: Callable[["Store"], object],
        failed: Callable[[Exception], object],
        opener: Callable[[], "Store"] | None = None,
    ) -> None:
        """Open the store; `opener` in place of the usual one where it is to be made first."""

        def opened() -> "Store":
            self._let_go()
            return self._open_store(opener)

        self._put(_Job(opened, done, failed, None, None))

    def ask(
        self,
        job: Callable[["Store"], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        owner: QObject | None = None,
        only_latest: Hashable | None = None,
    ) -> None:
        """Do `job` with the store, opened where it isn't yet, and give its answer to `done`.

        `always` is called before either answer. Nobody is told when `owner` is gone meanwhile.
        Of questions with an equal `only_latest` the last one alone is done and answered.
        """
        self._put(_Job(lambda: job(self._open_store()), done, failed, always, owner, only_latest))

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        owner: QObject | None = None,
        only_latest: Hashable | None = None,
    ) -> None:
        """As `ask`, for work without the books: drawing a paper, writing a file."""
        self._put(_Job(job, done, failed, always, owner, only_latest))

    def ask_long(
        self,
        job: Callable[["Store", Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        owner: QObject | None = None,
    ) -> LongJob:
        """A job of more than a second, beside the others, on a store of its own."""
        handle = LongJob()

        def work() -> T:
            with self._opener() as store:
                store.changed = self._told.emit
                return job(store, handle.report)

        def ended() -> None:
            self._beside.discard(handle)
            if always is not None:
                always()

        asked = _Job(work, done, failed, ended, owner)
        self._beside.add(handle)
        # a print server that never answers must not keep the program: it ends without this one
        thread = Thread(target=self._work, args=(asked,), name="store beside", daemon=True)
        self._threads = [other for other in self._threads if other.is_alive()]
        self._threads.append(thread)
        thread.start()
        return handle

    def close(self) -> None:
        """Stop the long jobs, finish what is asked, close the store; then no thread is left but one
        that waits for something outside that doesn't answer.
        """
        if self._closed:
            return
        self._closed = True
        for handle in self._beside:
            handle.stop()
        with self._there:
            self._jobs.append(None)
            self._there.notify()
        self._thread.join()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _put(self, job: _Job) -> None:
        if self._closed:
            return
        with self._there:
            if job.only_latest is not None:
                job.number = self._asked.get(job.only_latest, 0) + 1
                self._asked[job.only_latest] = job.number
            self._jobs.append(job)
            self._there.notify()

    # In the threads -----------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if not self._is_void(job):
                self._work(job)
        self._let_go()

    def _next(self) -> _Job | None:
        with self._there:
            self._there.wait_for(lambda: bool(self._jobs))
            return self._jobs.popleft()

    def _work(self, job: _Job) -> None:
        try:
            job.answer = job.work()
        except Exception as error:  # noqa: BLE001 - sorted on the GUI thread, never lost
            job.error = error
        self._answered.emit(job)

    def _open_store(self, opener: Callable[[], "Store"] | None = None) -> "Store":
        if self._store is None:
            self._store = (opener or self._opener)()
            self._store.changed = self._told.emit
            self._store.waits = self._waits
        return self._store

    def _waits(self) -> bool:
        """Whether whoever holds the books can be a long job of this window. One that failed for it
        would have to be confirmed again, by somebody who can't know when.
        """
        if not any(thread.is_alive() for thread in self._threads):
            return False
        self.waiting.emit()
        return True

    def _let_go(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _is_void(self, job: _Job) -> bool:
        with self._there:
            return job.only_latest is not None and self._asked.get(job.only_latest) != job.number

    # On the GUI thread --------------------------------------------------------------------------

    def _pass_on(self, names: frozenset[str]) -> None:
        if not self._closed:
            self.changed.emit(names)

    def _deliver(self, job: _Job) -> None:
        if self._closed or self._is_void(job):
            return
        wanted = job.owner is None or shiboken6.isValid(job.owner)
        if job.always is not None and wanted:
            job.always()
        if job.error is None:
            if wanted:
                job.done(job.answer)
        elif not isinstance(job.error, KNOWN):
            self.faulted.emit(job.error)
        elif job.failed is not None and wanted:
            job.failed(job.error)
