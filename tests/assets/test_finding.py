"""Assets found by whatever is known of them, in any order, however many there are."""

from collections.abc import Iterator
from datetime import date

import pytest

from cpise_inventory.asset_filters import ORDERS, Filter
from cpise_inventory.assets import finding
from cpise_inventory.assets.finding import Pages
from cpise_inventory.assets.kept import FILTERS, checked
from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.telling import ranks
from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import words
from cpise_inventory.store import Store
from tests.assets.acts import handed, laptop, registered, returned
from tests.books import ADMIN, CENTRE, DONATION, DONOR, LOGISTICS, lasting_store

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def grown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Only read by all tests here, once on each engine."""
    with lasting_store(request, tmp_path_factory) as store:
        _fill(store)
        yield store


def _fill(store: Store) -> None:
    """Five: an old screen, a lent laptop, one in Arabic hands, a chair, one in another centre; of
    all but the first no label was printed.
    """
    day = date(2019, 3, 1)
    screen = laptop("É-77/X", maker="Épson", model="Écran 24", category="screen", condition="poor")
    _, (old,) = registered(store, screen, happened_on=day, donation=DONATION)
    with store.write(ADMIN) as work:
        print_labels(work, [old], "L7160", 1)
    lent = laptop("S-2", warranty_until="2026-12-20", value=250_000, currency="MRU")
    arabic = laptop("S-3", maker="Dell", value=90_000, currency="EUR")
    _, (first, second) = registered(store, lent, arabic, happened_on=date(2024, 11, 25))
    handed(store, first, to="Aïcha Mint Ahmed", due_on=date(2026, 12, 1))
    handed(store, second, to="أُستاذة فاطِمة", recipient_kind="unit")
    registered(store, laptop("", maker="", model="Chaise", category="furniture"))
    registered(store, laptop("S-5", warranty_until="2025-01-01"), centre="ROS")


def found(store: Store, wanted: Filter, language: str = "") -> list[str]:
    """Serial numbers, or the model of what has none; by the names that codes have there."""
    known = ranks(words(language)) if language else None
    with store.read() as connection:
        return [one.serial or one.model for one in Pages(wanted, TODAY, known).all(connection)]


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("epson ECRAN", ["É-77/X"]),
        ("77x", ["É-77/X"]),  # the serial number without what stands between
        ("NKC1A00002", ["S-2"]),
        ("nkc1-a-00002", ["S-2"]),
        ("probook aicha", ["S-2"]),  # words of several fields, in any order
        ("استاذه فاطمه", ["S-3"]),
        ("dell", ["S-3"]),
        ("mobili", ["Chaise"]),  # its category in French
        ("اثاث", ["Chaise"]),
        ("rosso", ["S-5"]),  # its centre by name
        ("100%", []),
        ("_", []),
        ("", ["É-77/X", "S-2", "S-3", "Chaise", "S-5"]),
    ],
)
def test_words_are_found_wherever_they_stand(grown: Store, text: str, serials: list[str]) -> None:
    assert found(grown, Filter(text=text)) == serials


@pytest.mark.parametrize(
    ("wanted", "serials"),
    [
        (Filter(centre="ROS"), ["S-5"]),
        (Filter(status="on_loan"), ["S-2"]),
        (Filter(status="to_follow"), []),
        (Filter(category="screen"), ["É-77/X"]),
        (Filter(condition="poor"), ["É-77/X"]),
        (Filter(holder="FATIMA"), []),
        (Filter(holder="فاطمة"), ["S-3"]),
        (Filter(donor=DONOR, category="screen"), ["É-77/X"]),  # by its donation
        (Filter(donation=DONATION), ["É-77/X"]),
        (Filter(currency="MRU", value=250_000), ["S-2"]),
        (Filter(currency="EUR", value=90_001), []),
        (Filter(older=7), ["É-77/X"]),
        (Filter(older=1, younger=2), ["S-2", "S-3"]),  # two years less a day
        (Filter(older=2, younger=8), ["É-77/X"]),
        (Filter(younger=1), ["Chaise", "S-5"]),
        (Filter(warranty="past"), ["S-5"]),
        (Filter(warranty="26"), ["S-2"]),
        (Filter(warranty="25"), []),
        (Filter(due="7"), ["S-2"]),
        (Filter(due="past"), []),
        (Filter(unlabelled=True), ["S-2", "S-3", "Chaise", "S-5"]),
    ],
)
def test_each_question_narrows(grown: Store, wanted: Filter, serials: list[str]) -> None:
    assert found(grown, wanted) == serials


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("language", ["", "ar"])
@pytest.mark.parametrize("order", ORDERS)
def test_many_come_in_the_same_order_as_few(
    grown: Store, monkeypatch: pytest.MonkeyPatch, order: str, language: str, *, descending: bool
) -> None:
    """Few are sorted at once; many are read along an index, each page from the end of another."""
    wanted = Filter(order=order, descending=descending, text="s")
    few = found(grown, wanted, language)
    monkeypatch.setattr(finding, "MANY", 1)
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    assert found(grown, wanted, language) == few
    assert len(few) == 5


@pytest.mark.parametrize("many", [0, 100])
@pytest.mark.parametrize(
    ("wanted", "language", "serials"),
    [
        # screen, furniture, laptops; « écran » comes before « mobilier », whatever its accent
        (Filter(order="category"), "fr", ["É-77/X", "Chaise", "S-2", "S-3", "S-5"]),
        (
            Filter(order="category", descending=True),
            "fr",
            ["S-5", "S-3", "S-2", "Chaise", "É-77/X"],
        ),
        (Filter(order="category"), "en", ["Chaise", "S-2", "S-3", "S-5", "É-77/X"]),
        (Filter(order="category"), "ar", ["Chaise", "S-2", "S-3", "S-5", "É-77/X"]),
        (Filter(order="category", category="laptop"), "fr", ["S-2", "S-3", "S-5"]),
        (Filter(order="condition"), "fr", ["S-2", "S-3", "Chaise", "S-5", "É-77/X"]),
        # en magasin, en service, prêté
        (Filter(order="status"), "fr", ["É-77/X", "Chaise", "S-5", "S-3", "S-2"]),
    ],
)
def test_codes_stand_in_the_order_of_their_names(
    grown: Store,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Filter,
    language: str,
    serials: list[str],
    many: int,
) -> None:
    monkeypatch.setattr(finding, "MANY", many)
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    assert found(grown, wanted, language) == serials


def test_a_page_far_down_by_name_is_found_without_those_before(
    grown: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MANY", 0)
    pages = Pages(Filter(order="category"), TODAY, ranks(words("fr")))
    with grown.read() as connection:
        pages.begin(connection)
        far = _serials(pages.page(connection, 3, 2))
        assert _serials(pages.page(connection, 0, 9))[3:] == far == ["S-3", "S-5"]
        assert pages.page(connection, 5, 2) == []


def test_a_code_that_is_not_known_here_comes_last(
    grown: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another workstation may have a newer program."""
    known = {"category": ("furniture", "screen")}
    for many in (100, 0):
        monkeypatch.setattr(finding, "MANY", many)
        for descending, last in ((False, ["S-2", "S-3", "S-5"]), (True, ["S-5", "S-3", "S-2"])):
            pages = Pages(Filter(order="category", descending=descending), TODAY, known)
            with grown.read() as connection:
                assert _serials(list(pages.all(connection)))[2:] == last


def test_a_page_far_down_is_found_without_those_before(
    grown: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MANY", 1)
    pages = Pages(Filter(order="serial"), TODAY)
    with grown.read() as connection:
        assert pages.begin(connection) == (2, False)
        assert pages.whole(connection) == 5
        far = pages.page(connection, 3, 2)
        assert _serials(pages.page(connection, 0, 2)) == ["S-2", "S-3"]
        assert _serials(far) == ["É-77/X", ""]
        assert pages.page(connection, 3, 2) == far
        assert pages.page(connection, 5, 2) == []


@pytest.mark.parametrize("many", [0, 100])
@pytest.mark.parametrize(
    ("order", "serials"),
    [
        ("due", ["S-2", "É-77/X", "S-3", "Chaise", "S-5"]),
        ("warranty", ["S-5", "S-2", "É-77/X", "S-3", "Chaise"]),
        ("value", ["S-3", "S-2", "É-77/X", "Chaise", "S-5"]),
        ("serial", ["S-2", "S-3", "S-5", "É-77/X", "Chaise"]),
    ],
)
def test_what_says_nothing_of_it_comes_last(
    grown: Store, monkeypatch: pytest.MonkeyPatch, order: str, serials: list[str], many: int
) -> None:
    monkeypatch.setattr(finding, "MANY", many)
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    assert found(grown, Filter(order=order)) == serials


def test_a_page_far_down_among_what_says_nothing_is_the_same(
    grown: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MANY", 0)
    pages = Pages(Filter(order="due"), TODAY)
    with grown.read() as connection:
        pages.begin(connection)
        far = _serials(pages.page(connection, 3, 2))
        assert _serials(pages.page(connection, 0, 9))[3:] == far == ["", "S-5"]


def _serials(page: list[Asset]) -> list[str]:
    return [one.serial for one in page]


def test_whoever_has_it_now_is_found_and_nobody_before(file_store: Store) -> None:
    _, (tag,) = registered(file_store, laptop("S-1"))
    handed(file_store, tag, to="Mohamed")
    assert found(file_store, Filter(text="mohamed")) == ["S-1"]
    returned(file_store, tag)
    assert found(file_store, Filter(text="mohamed")) == []


# --- what can be asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Filter(centre="NKC9"), "UnknownCentreError"),
        (Filter(status="asleep"), "UnknownStatusError"),
        (Filter(category="boat"), "UnknownCategoryError"),
        (Filter(condition="odd"), "UnknownConditionError"),
        (Filter(donor="NOBODY"), "UnknownDonorError"),
        (Filter(donation="NONE"), "UnknownDonationError"),
        (Filter(order="notes"), "UnknownOrderError"),
        (Filter(columns=("tag", "colour")), "UnknownColumnError"),
        (Filter(warranty="soon"), "BadSpanError"),
        (Filter(due="-3"), "BadSpanError"),
        (Filter(older=-1), "BadYearsError"),
        (Filter(older=5, younger=5), "BadYearsError"),
        (Filter(value=100), "ValueOfWhatError"),
        (Filter(currency="XOF"), "ValueOfWhatError"),
    ],
)
def test_what_cannot_be_asked_is_refused(file_store: Store, wanted: Filter, code: str) -> None:
    with file_store.read() as connection, pytest.raises(Refusal) as refused:
        checked(connection, wanted)
    assert type(refused.value).__name__ == code


def test_a_filter_is_kept_with_its_columns_and_order(file_store: Store) -> None:
    wanted = Filter(older=4, order="value", descending=True, columns=("tag", "value"))
    with file_store.write(LOGISTICS) as work:
        FILTERS.keep(work, "À remplacer", wanted)
        FILTERS.remember(work, Filter(centre=CENTRE))
    with file_store.read() as connection:
        assert FILTERS.named(connection, LOGISTICS, "a REMPLACER") == wanted
        assert FILTERS.last(connection, LOGISTICS) == Filter(centre=CENTRE)
    assert wanted.narrows
    assert not Filter(order="value", columns=("tag",)).narrows
