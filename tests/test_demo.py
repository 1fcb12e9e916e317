"""The demonstration: the whole main job, its files read back, and power cuts in its middle."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cpise_inventory import demo
from cpise_inventory.addresses import address
from cpise_inventory.assets.queries import assets_size
from cpise_inventory.checking import check_file
from cpise_inventory.documents.queries import Filter, document_of, register, register_size
from cpise_inventory.language.words import words
from cpise_inventory.paper.reading import codes_in
from cpise_inventory.proof import verify
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import exists, open_store
from cpise_inventory.transfers.queries import transfers
from tests.limits import no_longer

PASSWORD = "a long password"
CENTRES = {"NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS"}
KILLS = 6


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """One demonstration for all that is asked of its result."""
    out = tmp_path_factory.mktemp("demo")
    steps = []
    proof = demo.run(out, PASSWORD, words("fr"), steps.append)
    return out, steps, proof


@pytest.fixture
def store(done):
    with open_store(address(str(done[0] / demo.DATABASE), done[0])) as store:
        yield store


def test_ends_sound_and_stays_so(done, store):
    assert done[2].sound
    assert done[2].events > 80
    assert verify(store).findings == ()


def test_every_step_is_told_in_three_languages(done):
    for step in done[1]:
        for language in ("fr", "ar", "en"):
            text = words(language).t(step.text, **step.facts)
            assert "{" not in text


def test_all_seven_centres_hold_goods_and_computers(store):
    with store.read() as connection:
        assert {row.centre for row in on_hand(connection)} == CENTRES
        assert assets_size(connection) > 40


def test_one_kit_is_still_on_the_road(store):
    with store.read() as connection:
        (one,) = transfers(connection, open_only=True)
    assert (one.source, one.target, one.status) == ("NKC1", "ROS", "partly_received")
    assert sum(line.missing for line in one.lines) == 1


def test_the_mistaken_receipt_is_cancelled_and_both_papers_stay(store):
    with store.read() as connection:
        receipts = register(connection, Filter(code="RD"))
        (mistaken,) = [one for one in receipts if one.reversed_by]
        assert document_of(connection, mistaken.reversed_by).reverses == mistaken.number


def test_every_document_lies_there_as_a_paper_that_proves_itself(done, store):
    out = done[0]
    with store.read() as connection:
        numbers = {one.number for one in register(connection, most=1_000)}
        papers = {path.stem.rpartition("-")[0] for path in (out / "documents").glob("*-fr.pdf")}
        assert papers == numbers
        assert len(numbers) == register_size(connection)
        first = min(n for n in numbers if "-RD-" in n)
        for language in ("fr", "ar", "en"):
            paper = out / "documents" / f"{first}-{language}.pdf"
            (verdict,) = check_file(connection, store.journal, paper)
            assert (verdict.reason, verdict.number) == ("genuine", first)


def test_each_centre_has_its_labels(done, store):
    sheets = {path.stem.removeprefix("labels-"): path for path in done[0].glob("labels-*.pdf")}
    assert set(sheets) == CENTRES
    assert all(code.startswith("CPISE:NKC1-A-") for code in codes_in(sheets["ROS"]))


def test_stock_and_journal_are_files_that_others_read(done, store):
    with (done[0] / "stock.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with store.read() as connection:
        told = sum(row.quantity for row in on_hand(connection))
    assert sum(int(row["Quantité"]) for row in rows) == told
    lines = (done[0] / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, done[2].events + 1))


def test_a_second_time_into_the_same_folder_is_refused(done):
    before = (done[0] / demo.DATABASE).read_bytes()
    with pytest.raises(demo.FolderInUseError):
        demo.run(done[0], PASSWORD, words("fr"), lambda _step: None)
    assert (done[0] / demo.DATABASE).read_bytes() == before


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_power_cut_in_the_middle_leaves_sound_books(turn, tmp_path):
    """Killed at a moment drawn anew each turn; what was confirmed on the screen is there."""
    chance = random.Random(turn)  # noqa: S311 - no secret, a moment
    run = subprocess.Popen(
        [sys.executable, "-m", "cpise_inventory", "demo", "--out", str(tmp_path / "out")],
        env=os.environ | {"CPISE_INVENTORY_PASSWORD": PASSWORD, "PYTHONUNBUFFERED": "1"},
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    confirmed = []
    with no_longer(run.pid), run:
        for line in run.stdout:
            if line.split()[:1] and line.split()[0].count("-") == 4:
                confirmed.append(line.split()[0])
            if len(confirmed) >= turn * 5:
                break
        time.sleep(chance.random() * 0.3)
        run.send_signal(signal.SIGKILL)
    where = address(str(tmp_path / "out" / demo.DATABASE), tmp_path)
    if not exists(where):
        assert not confirmed
        return
    with open_store(where) as store:
        assert verify(store).findings == ()
        with store.read() as connection:
            assert all(document_of(connection, number) for number in confirmed)
