"""labels marks: the picture that stands in the place of a donor's name."""

import pytest

from tests.books import DONATION, DONOR, MANAGER

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<rect width="40" height="10" fill="#0033a0"/></svg>'
)


def test_a_mark_is_set_listed_and_taken_away(file_shell, tmp_path):
    file = tmp_path / "oim.svg"
    file.write_text(LOGO)
    told = file_shell.done("labels", "marks", "set", str(file), "--donor", "oim", user=MANAGER)
    assert told == {"of": "donor", "code": DONOR, "width": 1200, "height": 300}
    file_shell.done("labels", "marks", "set", str(file), "--donation", DONATION, user=MANAGER)
    listed = file_shell.done("labels", "marks", "list")["marks"]
    assert [(one["of"], one["code"]) for one in listed] == [
        ("donor", DONOR),
        ("donation", DONATION),
    ]
    file_shell.done("labels", "marks", "remove", "--donation", DONATION, user=MANAGER)
    assert len(file_shell.done("labels", "marks", "list")["marks"]) == 1


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        (LOGO, (), "owner_not_named"),
        (LOGO, ("--donor", DONOR, "--donation", DONATION), "owner_not_named"),
        (LOGO, ("--donor", "NOBODY"), "unknown_donor"),
        ("<html/>", ("--donor", DONOR), "not_a_mark"),
        (LOGO.replace("<rect", "<script/><rect"), ("--donor", DONOR), "mark_part_refused"),
        (None, ("--donor", DONOR), "mark_not_opened"),
    ],
)
def test_what_is_no_mark_or_nobodys(file_shell, tmp_path, content, words, code):
    file = tmp_path / "mark.svg"
    if content is not None:
        file.write_text(content)
    problems = file_shell.refused("labels", "marks", "set", str(file), *words, user=MANAGER)
    assert [one["code"] for one in problems] == [code]
    assert file_shell.done("labels", "marks", "list") == {"marks": []}
