"""labels: a sheet as PDF, read back, and its line in the journal."""

import pypdfium2
import pytest
import zxingcpp

from cpise_inventory.identity import asset_tag, label_text, read_tag
from cpise_inventory.paper.reading import NoCodeFound, codes_in
from tests.books import LOGISTICS, MANAGER, tag
from tests.printing.label_printer import label_printer as labels_taken


@pytest.fixture
def tags(file_shell):
    with file_shell.store() as store:
        return tag(store, "S1", "S2", "S3")


def test_labels_of_a_centre_on_a_part_used_sheet(file_shell, tags, tmp_path):
    out = tmp_path / "labels.pdf"
    words = ("labels", "--centre", "NKC1", "--sheet", "l7160", "--start", "20", "--out", str(out))
    told = file_shell.done(*words, user=MANAGER)
    assert told == {
        "assets": tags,
        "sheet": "L7160",
        "start": 20,
        "copies": 1,
        "skip": [],
        "layout": "auto",
        "code": "qr",
        "file": str(out),
        "to": "",
    }
    assert sorted(codes_in(out)) == [f"CPISE:{one}" for one in tags]
    assert {one["labels"] for one in file_shell.done("asset", "list")["assets"]} == {1}
    left = (*words, "--unlabelled")
    assert file_shell.refused(*left, user=MANAGER)[0]["code"] == "no_assets"


def test_labels_of_some_named_in_one_go(file_shell, tags, tmp_path):
    out = str(tmp_path / "labels.pdf")
    words = ("labels", "--assets", *tags[:2], "--assets", tags[0], "--sheet", "L7160")
    assert file_shell.done(*words, "--out", out, user=MANAGER)["assets"] == tags[:2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--sheet", "NONE", "--centre", "NKC1"), "unknown_sheet"),
        (("--sheet", "L7160", "--centre", "ZZZ"), "unknown_centre"),
        (("--sheet", "L7160", "--centre", "ROS"), "no_assets"),
        (("--sheet", "L7160"), "no_assets"),
        (("--sheet", "L7160", "--centre", "NKC1", "--start", "22"), "start_past_end"),
        (("--sheet", "L7160", "--centre", "NKC1", "--start", "0"), "start_past_end"),
        (("--sheet", "L7160", "--centre", "NKC1", "--copies", "0"), "copies_out_of_range"),
        (("--sheet", "L7160", "--centre", "NKC1", "--skip", "3,22"), "skip_past_end"),
        (("--sheet", "L7160", "--centre", "NKC1", "--skip", "9-7"), "bad_skip"),
        (("--sheet", "L7160", "--centre", "NKC1", "--skip", "1-21"), "no_free_label"),
        (("--sheet", "L4731", "--centre", "NKC1"), "only_text_fits"),
        (("--sheet", "L7651", "--centre", "NKC1", "--code", "code128"), "only_text_fits"),
        (("--sheet", "L7160", "--assets", asset_tag("NKC1-A", 42)), "unknown_asset"),
    ],
)
def test_what_cannot_be_printed(file_shell, tags, tmp_path, words, code):
    out = tmp_path / "labels.pdf"
    problems = file_shell.refused("labels", *words, "--out", str(out), user=MANAGER)
    assert [one["code"] for one in problems] == [code]
    assert list(tmp_path.glob("*.pdf")) == []
    assert {one["labels"] for one in file_shell.done("asset", "list")["assets"]} == {0}


def test_only_who_may_prints(file_shell, tags, tmp_path):
    words = ("labels", "--centre", "NKC1", "--sheet", "L7160", "--out", str(tmp_path / "l.pdf"))
    assert file_shell.refused(*words, user=LOGISTICS)[0]["code"] == "not_allowed"
    assert not (tmp_path / "l.pdf").exists()


def test_a_file_of_another_kind_is_refused_first(file_shell, tmp_path):
    words = ("labels", "--centre", "NKC1", "--sheet", "L7160", "--out", str(tmp_path / "l.doc"))
    assert file_shell.refused(*words, user=MANAGER)[0]["code"] == "unknown_ending"


def test_labels_for_a_thermal_printer(file_shell, tags, tmp_path):
    out = tmp_path / "labels.zpl"
    words = ("labels", "--centre", "NKC1", "--sheet", "T50x25", "--out", str(out))
    file_shell.done(*words, "--copies", "2", user=MANAGER)
    assert out.read_bytes().count(b"^XA") == 2 * len(tags)
    with labels_taken() as (where, taken):
        file_shell.done(
            "labels", "--sheet", "T50x25", "--assets", *tags, "--to", where, user=MANAGER
        )
    assert bytes(taken).count(b"^XZ") == len(tags)
    assert {one["labels"] for one in file_shell.done("asset", "list")["assets"]} == {3}


def test_going_on_after_the_one_that_came_out_last(file_shell, tags, tmp_path):
    words = ("labels", "--assets", *tags, "--sheet", "T50x25", "--out", str(tmp_path / "rest.zpl"))
    assert file_shell.done(*words, "--after", tags[0].lower(), user=MANAGER)["assets"] == tags[1:]
    for last in (tags[-1], asset_tag("NKC1-A", 42)):
        (problem,) = file_shell.refused(*words, "--after", last, user=MANAGER)
        assert problem["code"] == "not_among_labels"
    again = (*words, "--reason", "worn")
    file_shell.done(*again, user=MANAGER)
    file_shell.done(*again, "--after", tags[0], user=MANAGER)  # with the reason once more
    for one in tags:
        assert file_shell.done("scan", label_text(one, 2))["verdict"] == "known"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--sheet", "L7160", "--out", "labels.zpl"), "not_a_roll"),
        (("--sheet", "T50x25", "--out", "labels.zpl", "--dpi", "200"), "unknown_resolution"),
        (
            ("--sheet", "T50x25", "--out", "labels.pdf", "--printer-language", "zpl"),
            "unknown_ending",
        ),
        (("--sheet", "T50x25"), "no_way_out"),
        (("--sheet", "T50x25", "--to", "127.0.0.1:1"), "printer_unreachable"),
    ],
)
def test_what_no_thermal_printer_gets(file_shell, tags, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    problems = file_shell.refused("labels", "--assets", *tags, *words, user=MANAGER)
    assert [one["code"] for one in problems] == [code]
    assert {one["labels"] for one in file_shell.done("asset", "list")["assets"]} == {0}


def test_a_sheet_of_ones_own_is_added_printed_on_and_taken_out_of_use(file_shell, tags, tmp_path):
    out = tmp_path / "labels.pdf"
    add = ("labels", "sheets", "add", "marche-27", "--label", "63,5x29,6", "--grid", "3x9")
    assert file_shell.done(*add, "--pitch", "66x29.6", user=MANAGER) == {"sheet": "MARCHE-27"}
    (mine,) = file_shell.done("labels", "sheets", "list", "--mine")["sheets"]
    assert (mine["left_mm"], mine["top_mm"], mine["cols"], mine["mine"]) == (7.25, 15.3, 3, True)
    words = ("labels", "--centre", "NKC1", "--sheet", "marche-27", "--skip", "2,4-5")
    assert file_shell.done(*words, "--out", str(out), user=MANAGER)["skip"] == [2, 4, 5]
    assert sorted(codes_in(out)) == [f"CPISE:{one}" for one in tags]
    file_shell.done("labels", "sheets", "remove", "MARCHE-27", user=MANAGER)
    assert file_shell.done("labels", "sheets", "list", "--mine") == {"sheets": []}
    (problem,) = file_shell.refused(*words, "--out", str(out), user=MANAGER)
    assert problem["code"] == "unknown_sheet"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--label", "70x42", "--grid", "3x8"), "sheet_leaves_page", "at most 7 would fit"),
        (("--label", "70x42", "--grid", "4x7"), "sheet_leaves_page", "at most 3 would fit"),
        (
            ("--label", "70x42", "--grid", "2x2", "--pitch", "69x42"),
            "sheet_overlaps",
            "at least 70",
        ),
        (("--label", "70x42", "--margins", "150x0"), "sheet_value_out_of_range", "0 to 140"),
        (("--label", "70"), "bad_measures", "63.5x38.1"),
        (("--label", "70x42", "--grid", "seven"), "bad_measures", "3x7"),
        (("--label", "2x42", "--page", "roll"), "sheet_value_out_of_range", "page width"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_with_what_would_fit(file_shell, words, code, said):
    (problem,) = file_shell.refused("labels", "sheets", "add", "MINE", *words, user=MANAGER)
    assert problem["code"] == code
    assert said in problem["message"]


def test_text_only_and_bars_for_a_laser_scanner(file_shell, tags, tmp_path):
    words = ("labels", "--centre", "NKC1", "--out", str(tmp_path / "labels.pdf"))
    text = file_shell.done(*words, "--sheet", "L4731", "--layout", "text", user=MANAGER)
    assert text["layout"] == "text"
    with pytest.raises(NoCodeFound):
        codes_in(tmp_path / "labels.pdf")
    file_shell.done(*words, "--sheet", "L7160", "--code", "code128", user=MANAGER)
    with pypdfium2.PdfDocument(tmp_path / "labels.pdf") as document:
        page = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(page)
    assert {one.format for one in found} == {zxingcpp.BarcodeFormat.Code128}
    assert sorted(read_tag(one.text) for one in found) == tags
