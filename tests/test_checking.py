"""Is this paper genuine? Every verdict, each brought about as a forger or an accident would."""

import dataclasses
from datetime import date
from io import BytesIO

import msgspec
import pypdfium2
import pytest
import sqlalchemy as sa

from cpise_inventory import checking
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.checking import Verdict, check_file, check_signature, check_text, contents
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.documents.seals import device_keys, qr_text
from cpise_inventory.identity import label_text
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.language.verdict_texts import TEXTS, WHAT, verdict_sentences
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.paper.reading import FileNotReadable, NotAPicture
from cpise_inventory.paper.statement import (
    Checkpoint,
    Statement,
    from_cose,
    from_text,
    sign,
    to_text,
)
from cpise_inventory.printing.papers import draw, papers, pdf
from cpise_inventory.stock import commands as stock
from cpise_inventory.undo import undo
from db.engine import remove_guards
from db.schema import checkpoint, document, event
from tests.printing.books import ITEMS, new_store

NUMBER = "NKC1-A-BR-2026-00001"
OTHER = DeviceKey("NKC1-A", bytes(range(32)))


@pytest.fixture
def store(tmp_path, database_url):
    """On both engines; one goods received note in it."""
    with new_store(tmp_path, database_url.replace("postgresql+psycopg", "postgresql")) as store:
        with store.write("aicha") as work:
            lines = [stock.Incoming("SEAU-14L", 40), stock.Incoming("BROSSE", 7)]
            assert stock.receive(work, stock.Delivery("NKC1", "OIM", lines)) == NUMBER
        yield store


def verdict_on(store, text) -> Verdict:
    with store.read() as connection:
        return check_text(connection, store.journal, text)


def code_of(store, number=NUMBER) -> str:
    with store.read() as connection:
        return qr_text(connection, number)


def statement_in(text) -> Statement:
    said = from_text(text).statement
    assert isinstance(said, Statement)
    return said


def signed(store, said, **changed) -> str:
    """A code by this workstation's own key: what somebody at the machine could forge."""
    return to_text(sign(dataclasses.replace(said, **changed), store.key.sign))


# --- genuine --------------------------------------------------------------------------------------


def test_a_paper_of_this_journal_is_genuine(store):
    verdict = verdict_on(store, code_of(store))
    assert (verdict.genuine, verdict.reason, verdict.number) == (True, "genuine", NUMBER)
    assert contents(verdict.statement) == {
        "device": "NKC1-A",
        "seq": statement_in(code_of(store)).seq,
        "event_hash": statement_in(code_of(store)).event_hash.hex(),
        "number": NUMBER,
        "issued_on": "2026-11-24",
        "happened_on": "2026-11-24",
        "centre": "NKC1",
        "party": "OIM",
        "people": 0,
        "lines": [{"item": "SEAU-14L", "quantity": 40}, {"item": "BROSSE", "quantity": 7}],
        "all_lines": 2,
        "reverses": "",
    }


@pytest.mark.parametrize(("lines", "items"), [(60, 60), (150, 2), (250, 2), (300, 300)])
def test_a_paper_with_more_lines_than_a_code_holds_is_proven_by_sums(store, lines, items):
    goods = [Item(f"ARTICLE-{number:04}", Named(f"Article {number}")) for number in range(items)]
    with store.write("aicha") as work:
        describe_items(work, goods)
    with store.write("aicha") as work:
        came = [stock.Incoming(goods[n % items].code, 1000 + n, f"L{n}") for n in range(lines)]
        number = stock.receive(work, stock.Delivery("NKC1", "OIM", came))
    code = code_of(store, number)
    verdict = verdict_on(store, code)
    assert len(code) <= 471 + 12
    assert (verdict.reason, verdict.differences) == ("genuine", ())
    total = sum(line.quantity for line in came)
    assert verdict.statement.cut == (lines, total)
    assert contents(verdict.statement)["all_lines"] == lines
    other = verdict_on(store, signed(store, verdict.statement, cut=(lines + 1, total - 1)))
    assert [one.what for one in other.differences] == ["lines", "total"]


def test_white_space_that_a_scanner_or_a_letter_adds_does_no_harm(store):
    code = code_of(store)
    assert verdict_on(store, f"  {code[:50]}\r\n{code[50:]}\t\n").reason == "genuine"


def test_a_paper_that_was_cancelled_since_is_genuine_and_says_by_which(store):
    with store.write("aicha") as work:
        reversing = undo(work, NUMBER, "Doublon")
    verdict = verdict_on(store, code_of(store))
    assert (verdict.genuine, verdict.reason) == (True, "cancelled")
    assert verdict.cancelled_by == reversing
    assert verdict_on(store, code_of(store, reversing)).reason == "genuine"


def test_a_paper_whose_event_has_not_come_here_yet_is_told_apart(store):
    said = statement_in(code_of(store))
    code = signed(store, said, number="NKC1-A-BR-2026-00002", seq=said.seq + 1)
    verdict = verdict_on(store, code)
    assert (verdict.genuine, verdict.reason) == (True, "not_here_yet")


def test_a_checkpoint_of_this_journal_is_genuine(store):
    with store.write("aicha") as work:
        describe_items(work, [msgspec.structs.replace(ITEMS[0], category="hygiene kit")])
    store.check_in()
    with store.read() as connection:
        plain = sa.select(checkpoint.c.statement).where(checkpoint.c.document == "")
        code = to_text(connection.execute(plain).scalar_one())
        issued = connection.execute(sa.select(document.c.number)).all()
    assert verdict_on(store, code).reason == "genuine"
    said = from_text(code).statement
    assert isinstance(said, Checkpoint)
    assert contents(said)["clock"] == said.clock
    assert contents(said)["vouches_for"] == len(issued)
    other = verdict_on(store, signed(store, said, clock=said.clock + 1))
    assert [one.what for one in other.differences] == ["clock"]


def test_without_a_journal_the_signature_alone_is_proven(store):
    code = code_of(store)
    with store.read() as connection:
        keys = device_keys(connection)
    assert check_signature(code, keys).reason == "signature_only"
    assert check_signature(code, keys).genuine
    assert check_signature(code, {}).reason == "unknown_device"
    assert check_signature(code, {"NKC1-A": OTHER.public}).reason == "forged"


# --- false ----------------------------------------------------------------------------------------


def test_a_statement_signed_by_another_key_is_forged(store):
    code = to_text(sign(statement_in(code_of(store)), OTHER.sign))
    verdict = verdict_on(store, code)
    assert (verdict.genuine, verdict.reason, verdict.number) == (False, "forged", NUMBER)


def test_a_device_cannot_sign_for_anothers_number(store):
    code = signed(store, statement_in(code_of(store)), number="NKC1-B-BR-2026-00001")
    assert verdict_on(store, code).reason == "forged"


def test_the_paper_of_a_workstation_unknown_here_cannot_be_checked(store):
    said = dataclasses.replace(
        statement_in(code_of(store)), device="KIF-A", number="KIF-A-BR-2026-00001"
    )
    verdict = verdict_on(store, to_text(sign(said, OTHER.sign)))
    assert (verdict.genuine, verdict.reason) == (False, "unknown_device")


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"lines": (("SEAU-14L", 400), ("BROSSE", 7))}, ["line SEAU-14L"]),
        ({"lines": (("SEAU-14L", 40),)}, ["line BROSSE"]),
        ({"party": "UNICEF"}, ["party"]),
        ({"happened_on": date(2026, 11, 1)}, ["happened_on"]),
        ({"centre": "ROS", "people": 3}, ["centre", "people"]),
        ({"event_hash": bytes(16)}, ["event_hash"]),
        ({"number": "NKC1-A-BR-2026-00009"}, ["number"]),
    ],
)
def test_what_was_signed_but_is_not_what_the_journal_says_is_named(store, changed, what):
    """Somebody with the machine in hand signs another paper for an event that exists."""
    verdict = verdict_on(store, signed(store, statement_in(code_of(store)), **changed))
    assert (verdict.genuine, verdict.reason) == (False, "differs")
    assert [one.what for one in verdict.differences] == what


def test_a_paper_proves_that_its_event_was_changed_in_the_journal(store):
    code = code_of(store)
    with store.engine.begin() as connection:
        remove_guards(connection, event)
        seq = statement_in(code).seq
        mine = (event.c.device == "NKC1-A") & (event.c.seq == seq)
        body = connection.execute(sa.select(event.c.body).where(mine)).scalar_one()
        forged = body.replace(b'"quantity":40', b'"quantity":4')
        assert forged != body
        connection.execute(sa.update(event).where(mine).values(body=forged))
    verdict = verdict_on(store, code)
    assert verdict.reason == "differs"
    (line, fingerprint) = verdict.differences
    assert (line.what, line.paper, line.journal) == ("line SEAU-14L", "40", "4")
    assert fingerprint.what == "event_hash"


def test_a_paper_proves_that_its_event_was_spoilt_or_taken_out(store):
    code = code_of(store)
    seq = statement_in(code).seq
    mine = (event.c.device == "NKC1-A") & (event.c.seq == seq)
    with store.write("aicha") as work:
        stock.receive(work, stock.Delivery("NKC1", "OIM", [stock.Incoming("BROSSE", 1)]))
    with store.engine.begin() as connection:
        remove_guards(connection, event)
        connection.execute(sa.update(event).where(mine).values(body=b"{}"))
    assert verdict_on(store, code).differences[0].journal == "unreadable"
    with store.engine.begin() as connection:
        connection.execute(sa.delete(event).where(mine))
    assert [one.what for one in verdict_on(store, code).differences] == ["event"]


def test_a_number_that_two_events_bear_is_trusted_on_neither_paper(store):
    """As when a workstation went on from an old copy of its database."""
    code = code_of(store)
    with store.engine.begin() as connection:
        found = document_of(connection, NUMBER)
        again = issued_event(connection, store.journal, found).payload
        store.journal.append(connection, "aicha", again)
    verdict = verdict_on(store, code)
    assert (verdict.genuine, verdict.reason) == (False, "number_twice")
    assert len(verdict.differences) == 2


@pytest.mark.parametrize("spoil", [lambda code: code[:-1], lambda code: code + "A", lambda code: (
    code[:80] + ("A" if code[80] != "A" else "B") + code[81:])])  # fmt: skip
def test_a_code_that_was_cut_or_changed_is_damaged(store, spoil):
    verdict = verdict_on(store, spoil(code_of(store)))
    assert (verdict.genuine, verdict.reason, verdict.statement) == (False, "damaged", None)


@pytest.mark.parametrize("text", ["", "https://example.org", "HC1:6BFOXN", "SAVON-250", "CR2:AB"])
def test_what_is_no_code_of_ours_is_said_to_be_none(store, text):
    assert verdict_on(store, text).reason == "not_ours"


@pytest.mark.parametrize("text", [NUMBER, NUMBER.lower(), label_text("NKC1-A-00001-W")])
def test_a_number_or_a_label_proves_nothing(store, text):
    verdict = verdict_on(store, text)
    assert (verdict.genuine, verdict.reason) == (False, "unsigned")
    assert verdict.number.startswith("NKC1-A-")


# --- files ----------------------------------------------------------------------------------------


def check(store, path) -> tuple[Verdict, ...]:
    with store.read() as connection:
        return check_file(connection, store.journal, path)


def test_a_pdf_and_a_photo_of_it_are_read(store, tmp_path):
    with store.read() as connection:
        made = draw(connection, store.journal, NUMBER, "ar")
    (tmp_path / "reçu.pdf").write_bytes(made)
    assert [one.reason for one in check(store, tmp_path / "reçu.pdf")] == ["genuine"]
    document = pypdfium2.PdfDocument(made)
    page = document[0]
    image = page.render(scale=2).to_pil().convert("L").rotate(3, expand=True, fillcolor=255)
    page.close()
    document.close()
    image.save(tmp_path / "photo.jpg", quality=60)
    assert [one.number for one in check(store, tmp_path / "photo.jpg")] == [NUMBER]


def test_of_several_papers_in_one_file_the_false_comes_first(store, tmp_path):
    with store.read() as connection:
        (good,) = papers(connection, store.journal, NUMBER, "fr")
    forged = dataclasses.replace(
        good, qr=to_text(sign(statement_in(good.qr), OTHER.sign)), number="NKC1-A-BR-2026-00003"
    )
    (tmp_path / "pile.pdf").write_bytes(pdf((good, forged)))
    assert [one.reason for one in check(store, tmp_path / "pile.pdf")] == ["forged", "genuine"]


def test_a_picture_without_a_code_is_a_verdict_and_a_file_that_is_none_a_refusal(store, tmp_path):
    from PIL import Image

    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    assert [one.reason for one in check(store, tmp_path / "blank.png")] == ["no_code"]
    (tmp_path / "letter.txt").write_text("Bonjour")
    with pytest.raises(NotAPicture):
        check(store, tmp_path / "letter.txt")
    with pytest.raises(FileNotReadable):
        check(store, tmp_path / "nothing.png")


def test_a_code_that_was_saved_as_text_is_read_too(store, tmp_path):
    (tmp_path / "code.txt").write_text(f"\n{code_of(store)}\n", encoding="utf-8-sig")
    assert [one.reason for one in check(store, tmp_path / "code.txt")] == ["genuine"]


def test_a_foreign_code_beside_ours_is_passed_over(store, tmp_path):
    import qrcode
    from PIL import Image

    made = [qrcode.make(text).get_image() for text in ("https://example.org", code_of(store))]
    page = Image.new("L", (2000, 1000), 255)
    for number, image in enumerate(made):
        page.paste(image.convert("L").resize((900, 900)), (number * 1000, 50))
    out = BytesIO()
    page.save(out, "PNG")
    (tmp_path / "two.png").write_bytes(out.getvalue())
    assert [one.reason for one in check(store, tmp_path / "two.png")] == ["genuine"]


# --- words ----------------------------------------------------------------------------------------


def test_every_reason_and_every_difference_has_words():
    assert set(TEXTS) == set(checking.REASONS)
    fields = {field.name for field in dataclasses.fields(Statement)} - {"device", "seq", "cut"}
    assert fields <= {*WHAT}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_is_said_in_plain_sentences(store, language):
    w = words(language)
    code = signed(store, statement_in(code_of(store)), lines=(("SEAU-14L", 400), ("BROSSE", 7)))
    first, *differences = verdict_sentences(verdict_on(store, code), w)
    assert "NKC1-A" in first
    assert len(differences) == 1
    assert all(part in differences[0] for part in ("SEAU-14L", "400", "40"))
    for reason in checking.REASONS:
        said = verdict_sentences(Verdict(reason, NUMBER), w)
        assert "{" not in said[0]


def test_the_seal_in_the_database_is_what_the_paper_bears(store):
    with store.read() as connection:
        sealed = sa.select(checkpoint.c.statement).where(checkpoint.c.document == NUMBER)
        assert from_cose(connection.execute(sealed).scalar_one()).statement == statement_in(
            code_of(store)
        )
