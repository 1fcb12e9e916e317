"""import: all of a file, or nothing and every reason."""

import pytest

from resources import HERE as RESOURCES

STOCK = "Centre;Code article;Quantité;N° de lot;Péremption;Don\n"
GOOD = f"{STOCK}NKC1;SAVON-250;100;L23;06/2099;OIM-2026-01\nROS;SEAU-14;5;;;OIM-2026-01\n"
BAD = f"{STOCK}NKC1;SAVON-250;0;L23;06/2099;OIM-2026-01\nZZZ;SEAU-14;2,5;;;OIM-2026-01\n"


@pytest.fixture
def listed(tmp_path):
    def written(text, name="liste.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="cp1252")
        return str(path)

    return written


def test_a_list_is_tried_and_then_written(shell, listed):
    words = ("import", listed(GOOD), "--kind", "stock")
    told = shell.done(*words, "--dry-run")
    assert (told["rows"], told["would_write"], told["problems"]) == (2, 2, [])
    assert shell.done("document", "list") == {"documents": []}
    told = shell.done(*words)
    assert (told["rows"], told["written"], told["problems"]) == (2, 2, [])
    assert told["documents"] == ["NKC1-A-BR-2026-00001", "NKC1-A-BR-2026-00002"]
    assert [one["quantity"] for one in shell.done("stock")["stock"]] == [100, 5]


def test_every_row_that_is_wrong_is_told_and_nothing_is_written(shell, listed):
    for more in ((), ("--dry-run",)):
        answer = shell.json("import", listed(BAD), "--kind", "stock", *more)
        assert answer.code == 1
        assert answer.told["would_write" if more else "written"] == 0
        told = [(one["row"], one["field"], one["value"]) for one in answer.told["problems"]]
        assert told == [(2, "quantity", "0"), (3, "centre", "ZZZ"), (3, "quantity", "2,5")]
        assert [one["message"] for one in answer.problems] == [
            one["message"] for one in answer.told["problems"]
        ]
    assert shell.done("document", "list") == {"documents": []}
    for language in ("fr", "ar", "en"):
        said = shell("import", listed(BAD), "--kind", "stock", language=language)
        assert (said.code, said.out) == (1, "")
        assert len(said.err.splitlines()) == 3


def test_an_asset_list_says_what_each_is_worth_and_what_belongs_with_it(file_shell, listed):
    heads = "Centre;Catégorie;Marque;Modèle;N° de série;Don;P.U.;Garantie;Accessoires\n"
    row = "NKC1;laptop;Dell;X1;S1;OIM-2026-01;300 EUR;2099-01-31;chargeur\n"
    words = ("import", listed(heads + row, "biens.csv"), "--kind", "assets")
    said = file_shell(*words, "--dry-run", language="fr").out
    assert all(told in said for told in ("300 EUR", "31/01/2099", "chargeur"))
    (tag,) = file_shell.done(*words)["assets"]
    one = file_shell.done("asset", "show", tag)
    assert (one["value"], one["currency"], one["accessories"]) == (30_000, "EUR", ["charger"])
    assert one["warranty_until"] == "2099-01-31"


def test_people_see_row_by_row_what_would_be_written(file_shell, listed):
    said = file_shell("import", listed(GOOD), "--kind", "stock", "--dry-run").out
    lines = [line.split() for line in said.splitlines() if "OIM" in line]
    assert [line[0] for line in lines] == ["2", "3"]
    assert "06/2099" in said
    assets = "Centre;Catégorie;Marque;Modèle;N° de série;Don\nNKC1;laptop;Dell;X1;S1;OIM-2026-01\n"
    words = ("import", listed(assets, "biens.csv"), "--kind", "assets", "--dry-run")
    assert "ordinateur portable" in file_shell(*words, language="fr").out
    said = file_shell("import", listed(GOOD), "--kind", "stock").out
    assert "NKC1-A-BR-2026-00001\n" in said


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("empty.csv", "", "file_empty"),
        ("book.xlsx", "not a workbook", "not_a_workbook"),
        ("words.csv", "Just;some\nwords;here\n", "no_headings"),
    ],
)
def test_a_file_that_is_no_list(file_shell, listed, name, text, code):
    answer = file_shell.json("import", listed(text, name), "--kind", "stock")
    assert answer.code == 1
    assert [one["code"] for one in answer.told["problems"]] == [code]


def test_a_file_that_is_not_there(file_shell, tmp_path):
    answer = file_shell.json("import", str(tmp_path / "none.csv"), "--kind", "items")
    assert answer.code == 1
    assert answer.problems[0]["code"] == "file_not_there"


def test_the_lists_that_are_shipped_are_read(file_shell):
    examples = RESOURCES / "examples"
    for kind, name in (("donations", "dons.csv"), ("items", "articles.csv"), ("kits", "kits.csv")):
        file_shell.done("import", str(examples / name), "--kind", kind)
    told = file_shell.done("import", str(examples / "livraison-2026-11.xlsx"), "--kind", "stock")
    assert told["assets"]
    assert len(told["assets"]) == len(file_shell.done("asset", "list")["assets"])
    assert file_shell.done("verify")["sound"]


def test_who_may_not_move_stock_imports_none(file_shell, listed):
    words = ("import", listed(GOOD), "--kind", "stock")
    assert file_shell.json(*words, user="mariem").problems[0]["code"] == "not_allowed"
