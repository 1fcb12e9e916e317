"""Whatever is typed is answered: done, refused, wrong or false, and never a fault of ours."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books import BUCKET, MANAGER, bring, tag

ODD = (
    *("", " ", "0", "-1", "1", "٣", "2.5", "1000000000000", "9" * 40, "x" * 500, "é" * 81, "صابون"),
    *("NKC1", "nkc1", "OIM", "OIM-2026-01", "SAVON-250", "KIT-HYG", "SEAU-14=1", "SEAU-14=2@L1"),
    *(
        "SAVON-250=3@L9/2099-01",
        "SAVON-250=3@L9/2001-01",
        "=",
        "=@/",
        "SEAU-14=0",
        "a/b/c",
        "~donor",
    ),
    *("NKC1-A-BR-2026-00001", "NKC1-A-00001-W", "CPISE:NKC1A00001W", "NKC1-A:1", "CR1:", "CR1:0"),
    *(
        "2026-11-24",
        "31/12/2099",
        "2001-02-30",
        "0001-01-01",
        "aicha",
        "admin",
        "\u202e\u2066",
        "\n",
    ),
    *("%s", "{0}", "{name}", "--json", "-x", "\x1b[2J", "'; DROP TABLE event; --", "\U0001f600"),
)
VALUE = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
).map(lambda text: text.replace("\0", ""))
GOOD = {
    "--centre": ("NKC1",),
    "--from": ("OIM", "NKC1", "2026-01-01"),
    "--to": ("ROS", "Accueil"),
    "--line": ("SEAU-14=1", "SAVON-250=3@L9/2099-01", "SEAU-14=2"),
    "--donation": ("OIM-2026-01",),
    "--donor": ("OIM",),
    "--date": ("2026-11-23", ""),
    "--due": ("2099-01-01", ""),
    "--at": ("2026-11-23",),
    "--people": ("12", "٢٤"),
    "--start": ("1", "21"),
    "--copies": ("1", "2"),
    "--last": ("3",),
    "--serial": ("S9", "S10"),
    "--category": ("laptop",),
    "--unit": ("piece",),
    "--pack": ("carton=24",),
    "--kind": ("RD", "stock.received"),
}
"""What each option may well say; what isn't here is free text."""
COMMANDS = (
    ("receive", "--centre", "--from", "--line", "--donation", "--paper", "--remarks", "--date"),
    ("distribute", "--centre", "--to", "--to-kind=group", "--people", "--line", "--handed-to"),
    ("distribute", "--centre", "--to", "--to-kind=unit", "--line", "--remarks", "--date"),
    ("transfer", "send", "--from=NKC1", "--to", "--line", "--driver", "--vehicle", "--date"),
    ("return", "?NKC1-A-RD-2026-00001", "--line", "--damaged", "--storeroom", "--remarks"),
    ("transfer", "receive", "?NKC1-A-BE-2026-00001", "--line", "--centre", "--remarks"),
    ("kit", "define", "?KIT-HYG", "--line", "--line"),
    ("kit", "assemble", "?KIT-HYG", "?1", "--centre", "--storeroom", "--date"),
    ("kit", "break", "?KIT-HYG", "?1", "--centre", "--lot"),
    ("undo", "?NKC1-A-BR-2026-00002|NKC1-A-RD-2026-00001", "--reason"),
    ("stock", "--centre", "--item", "--at"),
    ("stock", "card", "?SEAU-14", "--centre", "--last"),
    (
        *("stock", "movements", "--centre", "--item", "--from", "--kind", "--text", "--lot"),
        *("--period", "--filter", "--keep-as", "--last"),
    ),
    ("stock", "movements", "--storeroom", "--actor", "--document", "--out=register.csv"),
    (
        *("asset", "register", "--centre", "--category", "--maker", "--model"),
        *("--serial", "--donation", "--condition=good", "--paper", "--remarks", "--date"),
    ),
    ("asset", "assign", "?NKC1-A-00001-W", "--to", "--to-kind=staff", "--due", "--remarks"),
    ("asset", "return", "?NKC1-A-00001-W", "--remarks", "--date"),
    ("asset", "condition", "?NKC1-A-00001-W", "--is=fair", "--remarks"),
    ("asset", "show", "?NKC1-A-00001-W"),
    ("asset", "list", "--find", "--centre", "--category"),
    ("labels", "--centre", "--sheet=L7160", "--start", "--copies", "--out=labels.pdf"),
    ("document", "show", "?NKC1-A-BR-2026-00001", "--out=paper.pdf", "--reason"),
    ("document", "list", "--find", "--kind", "--to", "--last"),
    ("document", "check", "?paper.pdf|CR1:0123"),
    ("journal", "list", "--actor", "--kind", "--device", "--document", "--from", "--last"),
    ("journal", "show", "?NKC1-A:20|NKC1-A-BR-2026-00001"),
    ("item", "add", "?DENT", "--name-fr", "--name-ar", "--unit", "--pack", "--category"),
    ("donation", "add", "?PRM-1", "--donor", "--funder", "--reference", "--agreed", "--remarks"),
    ("receipts", "export", "--centre", "--from", "--out=receipts.csv"),
)


@st.composite
def lines(draw):
    """A command in which most of what can be said is said: mostly as it should be, or anything."""
    words = []
    for slot in draw(st.sampled_from(COMMANDS)):
        if slot.startswith("?"):
            good = st.sampled_from(slot[1:].split("|"))
            words.append(draw(VALUE if draw(st.integers(0, 3)) == 0 else good))
        elif not slot.startswith("--") or "=" in slot:
            words.append(slot)
        elif draw(st.integers(0, 7)):
            good = st.sampled_from(GOOD[slot]) if slot in GOOD else VALUE
            words += [slot, draw(VALUE if draw(st.integers(0, 5)) == 0 else good)]
    return words


def test_whatever_is_typed_is_answered(file_shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with file_shell.store() as store:
        bring(store, BUCKET, 500)
        tag(store, "S1", "S2")

    @settings(max_examples=350, suppress_health_check=list(HealthCheck))
    @given(lines(), st.sampled_from(("fr", "ar", "en")), st.booleans())
    def answered(line, language, as_json):
        words = ["--json", *line] if as_json else line
        answer = file_shell(*words, user=MANAGER, language=language)
        assert answer.code in (0, 1, 2, 3), (line, answer)
        assert answer.code not in (1, 2) or answer.err, line

    answered()
    assert file_shell.done("verify")["sound"]
