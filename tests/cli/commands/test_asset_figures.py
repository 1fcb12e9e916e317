"""asset figures, asset life."""

from tests.cli.commands.test_assets import NEW


def test_figures_are_told_by_each_grouping_and_by_one(file_shell):
    file_shell.done(*NEW, "--serial", "S1", "--value", "1200.50", "--currency", "MRU")
    told = file_shell.done("asset", "figures")["figures"]
    assert told["centre"] == [
        {
            "key": "NKC1",
            "count": 1,
            "values": {"MRU": "1200.50"},
            "repairs": {},
            "conditions": {"new": 1},
            "categories": {"laptop": 1},
        }
    ]
    assert list(file_shell.done("asset", "figures", "--by", "age")["figures"]) == ["age"]
    assert file_shell.done("asset", "figures", "--centre", "ROS")["figures"]["category"] == []
    assert file_shell("asset", "figures", "--by", "colour").code == 1
    for language in ("fr", "ar", "en"):
        assert "MRU" in file_shell("asset", "figures", language=language).out


def test_how_long_a_kind_is_used_is_an_assumption_until_it_is_said(file_shell):
    before = file_shell.done("asset", "life", "laptop")["lives"]
    assert before == [{"category": "laptop", "years": 4, "assumed": True}]
    after = file_shell.done("asset", "life", "PC portable", "--years", "6", user="sidi")["lives"]
    assert after == [{"category": "laptop", "years": 6, "assumed": False}]
    assert file_shell("asset", "life", "laptop", "--years", "0", user="sidi").code == 1
