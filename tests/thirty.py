"""Thirty processes that take from the last lot at the same moment: run as a program of its own.

`python -m tests.thirty STORES`, where STORES is JSON: [[url, folder of the key], …], shared out
among the processes. Answers JSON: of each process [its id, its receipt or "" where it was refused].
The domain is imported once; each process opens the books for itself after the fork.
"""

import json
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from cpise_inventory.addresses import Address
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.errors import NotEnoughStockError
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import open_store
from tests.books import BUCKET, CENTRE, LOGISTICS, SOAP, Clock

MANY = 30
PATIENCE = 60
"""Seconds after which those who wait for one that died give up."""
_START: list[Barrier] = []
"""Inherited through the fork, for a barrier can't be sent to a process that runs."""


def take(stores: list[list[str]], number: int) -> tuple[int, str]:
    """Two soaps and a bucket, every second time in the other order; once all are ready."""
    url, keys = stores[number % len(stores)]
    goods = [Wanted(SOAP, 2), Wanted(BUCKET, 1)][:: 1 if number % 2 else -1]
    with open_store(Address(url, Path(keys)), Clock()) as store:
        _START[0].wait(PATIENCE)
        try:
            with store.write(LOGISTICS) as work:
                said = distribute(work, Distribution(CENTRE, "Accueil", "unit", goods))
        except NotEnoughStockError:
            said = ""
    return os.getpid(), said


def main() -> None:
    stores = json.loads(sys.argv[1])
    forked = multiprocessing.get_context("fork")
    _START.append(forked.Barrier(MANY))
    with ProcessPoolExecutor(MANY, forked) as processes:
        said = list(processes.map(partial(take, stores), range(MANY)))
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
