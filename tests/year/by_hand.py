"""Each act of the year at the window of its centre, by keys and scans, as a logistician would."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from tests.diary import Act
from tests.ui.pages.at_labels import save_to
from tests.ui.person import Key, typed_day
from tests.year.diary import Year, write_list
from tests.year.logistician import Logistician
from ui.kit.sheet import Sheet
from ui.pages.issued import IssuedSheet
from ui.pages.label_rows import ASSETS, BLANK
from ui.pages.registered import RegisteredSheet

MANY = 5
"""Codes of one room that a telephone gathered."""


def by_hand(at: Logistician, act: Act, year: Year, files: Path) -> str:
    """What the act is known by: the number of its document, or its attachment's; else empty."""
    at.look_here()
    at.be(act.by)
    if act.do in WITH_FILES:
        return WITH_FILES[act.do](at, act, year, files) or ""
    return BY_HAND[act.do](at, act, year) or ""


# --- what comes -----------------------------------------------------------------------------------


def register(at: Logistician, act: Act, year: Year) -> str:
    """Serial numbers are scanned, whatever field has the focus; a blank tag before its own."""
    things = year.things_of(act)
    about = things[0]
    at.go("assets")
    at.ends()
    sheet = at.sheet
    at.type(year.told["donations"][about.text("donation")], sheet.donor)
    at.rest(at.focus)
    at.key(Key.Key_Return)
    sheet.donation.choose(about.text("donation"))
    sheet.about.category.choose(about.text("category"))
    at.settle()
    for name in ("maker", "model"):
        at.write(about.text(name), getattr(sheet.about, name))
    _describe(at, sheet.about, about)
    for thing in things:
        if act.facts.get("blank"):
            at.scan(year.tags[thing.name])
        at.scan_text(thing.serial)
    at.ends()
    done = at.sheet
    assert isinstance(done, RegisteredSheet), at.said(done)
    assert done.tags == year.tags_of(act)
    at.key(Key.Key_Escape)
    return done._number


def _describe(at: Logistician, fields, about) -> None:
    at.write(about.text("value"), fields.value.sum)
    fields.currency.choose(about.text("currency") or "MRU")
    for code in about.about.get("accessories", ()):
        fields.accessories.boxes[code].setChecked(True)
    if about.text("title"):
        fields.show_more()
        at.write(about.text("title"), fields.title)
    for name, edit in (("warranty", fields.warranty), ("consent", fields.consent_until)):
        if day := about.text(name):
            at.write("/".join(reversed(day.split("-"))), edit)


def import_list(at: Logistician, act: Act, year: Year, files: Path) -> str:
    path = write_list(act, year, files / "liste.csv")
    page = at.go("receive")
    page.file.ask_file = lambda *_asked: str(path)
    at.go("assets")
    at.ends()
    at.press(at.t("From a file…"), at.sheet)
    at.until(lambda: page.file.answer.tone)
    assert page.file.answer.tone == "good", at.said(page)
    before = at.papers()
    at.ends()
    at.until(lambda: len(at.papers()) > len(before))
    at.window.veils.close_all()
    at.settle()
    return ""


def attach(at: Logistician, act: Act, year: Year, files: Path) -> str:
    at.choose(year.tags_of(act))
    box = at.page.side.attachments
    known = len(box.found)
    box.ask_file = lambda *_asked: str(files / "facture.pdf")
    box.add.click()
    at.write(act.text("note"), at.sheet.note)
    at.is_done()
    at.until(lambda: len(_box(at).found) == known + 1)
    return str(_box(at).found[-1].name)


def _box(at: Logistician):
    at.settle()
    return at.page.side.attachments


def withdraw(at: Logistician, act: Act, year: Year) -> None:
    (attached,) = [one for one in year.acts if one.id == act.text("attached")]
    at.choose(year.tags_of(attached))
    (menu,) = _box(at).findChildren(QMenu)
    at.order(menu, "Take out of view…")
    at.write(act.text("reason"), at.sheet.reason)
    at.is_done()


# --- labels ---------------------------------------------------------------------------------------


def label(at: Logistician, act: Act, year: Year, files: Path) -> None:
    at.shell.open("labels", {"tags": year.tags_of(act)})
    at.rest()
    assert at.page.choice.list.source.what == ASSETS
    _save_labels(at, act, files)


def label_blank(at: Logistician, act: Act, _year: Year, files: Path) -> None:
    at.go("labels")
    at.page.choice.what.choose(BLANK)
    at.rest()
    _save_labels(at, act, files)


def _save_labels(at: Logistician, act: Act, files: Path) -> None:
    """The page proposes the first label that is free on the sheet that was printed on before."""
    page = at.page
    page.setting.choose_sheet(act.text("sheet"))
    at.rest()
    view = page.preview.view
    if act.text("reason"):
        view.choose(act.facts["start"])
    assert view.first == act.facts["start"]
    if spoiled := act.text("skip"):
        view.strike(int(spoiled))
    at.settle()
    save_to(at, files / f"{act.id}.pdf", act.text("reason"))


def reserve(at: Logistician, act: Act, _year: Year) -> None:
    at.go("labels")
    at.press(at.t("Reserve tags"), at.page)
    at.write(act.text("count"), at.sheet.count)
    at.is_done()


def void(at: Logistician, act: Act, year: Year) -> None:
    page = at.go("labels")
    page.choice.what.choose(BLANK)
    page.choice.chips.button("centre").click()
    at.rest()
    page.list.void_wanted.emit(year.tags_of(act))
    at.rest()
    at.write(act.text("reason"), at.sheet.reason)
    at.is_done()


# --- where it is ----------------------------------------------------------------------------------


def assign(at: Logistician, act: Act, year: Year) -> str:
    """The first label leads to its computer, the others to the list of those that go along."""
    first, *others = year.tags_of(act)
    at.go("assets")
    at.scan(first)
    at.press(at.t("Hand over"), at.page.side)
    sheet = at.sheet
    for tag in others:
        at.scan(tag)
    sheet.kind.button(act.text("kind")).click()
    at.write(act.text("to"), sheet.to)
    if due := act.facts.get("due"):
        at.write(typed_day(due), sheet.due)
    return at.issues()


def give_back(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Take back")
    sheet.condition.choose(act.text("is"))
    if act.is_late:
        at.write(typed_day(act.on), sheet.day)
    at.write(act.text("missing"), sheet.missing)
    return at.issues()


def place(at: Logistician, act: Act, year: Year) -> str:
    return _do(at, act, year, "Move to another room", "place")


def repair(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Send for repair")
    _fill(at, sheet, at=act.text("workshop"), fault=act.text("fault"))
    at.write(typed_day(act.facts["due"]), sheet.fields["due"].editor)
    return at.issues()


def repaired(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Back from repair")
    _fill(at, sheet, condition=act.text("is"), value=act.text("cost"))
    return at.issues()


def declare(at: Logistician, act: Act, year: Year) -> str:
    return _do(at, act, year, "Lost or stolen", "why", "circumstances", "police")


def found(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Found again")
    _fill(at, sheet, condition=act.text("is"))
    return at.issues()


def condition(at: Logistician, act: Act, year: Year) -> None:
    sheet = at.act(year.tags_of(act), "Note the condition")
    _fill(at, sheet, condition=act.text("is"))
    at.is_done()


def describe(at: Logistician, act: Act, year: Year) -> None:
    at.choose(year.tags_of(act))
    at.order(at.page.side.menu, "Correct the description")
    at.write(act.text("serial"), at.sheet.serial)
    at.is_done()


def undo(at: Logistician, act: Act, year: Year) -> str:
    number = year.number(act.text("number"))
    at.to_register(number)
    at.press(at.t("Cancel the document"))
    at.rest()
    at.type(act.text("reason"))
    at.is_done()
    return ""


# --- to another centre ----------------------------------------------------------------------------


def send(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Send to another centre")
    sheet.to.choose(act.text("to"))
    for name in ("driver", "vehicle"):
        at.write(act.text(name), sheet.carried[name])
    return at.issues()


def arrive(at: Logistician, act: Act, year: Year) -> str:
    """All is proposed as come, with what belongs with it."""
    at.to_transfer(year.number(act.text("number")))
    at.press(at.t("Receive"), at.page.panel)
    sheet = at.sheet
    rows = {row.asset.tag: row for row in sheet.assets.rows}
    for tag in year.tags_of(act, "absent"):
        rows[tag].came.setChecked(False)
    for name, how in act.facts["damaged"].items():
        rows[year.tags[name]].condition.choose(how)
    for name, accessory in act.facts["lacking"].items():
        rows[year.tags[name]].with_it[accessory].setChecked(False)
    sheet.last.setChecked(True)
    return at.issues()


def settle(at: Logistician, act: Act, year: Year) -> str:
    at.to_transfer(year.number(act.text("number")))
    at.press(at.t("Settle the differences"))
    decided = {year.tags[name]: what for name, what in act.facts["decisions"].items()}
    for one in at.sheet.ruled:
        one.decision.choose(decided[one.tag])
    return at.issues()


# --- is it all there ------------------------------------------------------------------------------


def walk(at: Logistician, _act: Act, _year: Year) -> str:
    at.go("verification").start()
    at.rest()
    at.is_done()
    return str(at.page._number)


def scan(at: Logistician, act: Act, year: Year, files: Path) -> None:
    """Room by room; where there is much, a telephone gathered the codes."""
    page = _walking(at, act, year)
    for room, things in act.facts["rooms"].items():
        page.walk.room.stand(f"{act.at}/{room}" if room == "MAGASIN" else room)
        page.walk.condition.choose(act.text("is"))
        tags = [year.tags[name] for name in things]
        if len(tags) >= MANY:
            file = files / f"{act.id}.csv"
            file.write_text("\n".join(("code", *tags)), encoding="utf-8")
            page.read_file(file)
            at.settle()
            continue
        for tag in tags:
            at.scan(tag)


def walk_close(at: Logistician, act: Act, year: Year) -> None:
    _walking(at, act, year)
    at.ends()
    for name, why in act.facts["why"].items():
        at.write(why, at.sheet.why[year.tags[name]])
    at.is_done()


def walk_approve(at: Logistician, act: Act, year: Year) -> str:
    _walking(at, act, year)
    return at.issues()


def correct(at: Logistician, act: Act, year: Year) -> str:
    _walking(at, act, year)
    at.press(at.t("Book where seen"))
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet), at.said(sheet)
    at.key(Key.Key_Escape)
    return str(sheet.number)


def _walking(at: Logistician, act: Act, year: Year):
    at.shell.open("verification", {"number": year.number(act.text("number"))})
    at.rest()
    return at.page


# --- how it ends, and what there is ---------------------------------------------------------------


def propose(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(year.tags_of(act), "Propose disposal")
    _fill(at, sheet, reason=act.text("why"), means=act.text("means"), consent=act.text("consent"))
    return at.issues()


def reject(at: Logistician, act: Act, year: Year) -> str:
    sheet = at.act(_proposed(act, year), "Reject disposal")
    _fill(at, sheet, reason=act.text("reason"))
    return at.issues()


def dispose(at: Logistician, act: Act, year: Year) -> str:
    """The disks are wiped, as whoever approves confirms."""
    sheet = at.act(_proposed(act, year), "Approve disposal")
    sheet.fields["wiped"].editor.setChecked(True)
    _fill(at, sheet, to=act.text("to"))
    return at.issues()


def _proposed(act: Act, year: Year) -> list[str]:
    (proposal,) = [one for one in year.acts if f"@{one.id}" == act.text("number")]
    return year.tags_of(proposal)


def say_life(at: Logistician, act: Act, _year: Year) -> None:
    page = at.go("assets")
    page.tabs.button("figures").click()
    page.figures.by.button("replacement").click()
    at.settle()
    at.press(at.t("Years of use…"), page)
    at.sheet.category.choose(act.text("category"))
    at.write(act.text("years"), at.sheet.years)
    at.is_done()
    page.tabs.button("list").click()
    at.settle()


def keep_filter(at: Logistician, act: Act, _year: Year) -> None:
    page = at.go("assets")
    page.list.show_all()
    at.rest()
    at.press(at.t("Filter…"), page)
    sheet = at.sheet
    sheet.lists["centre"].choose(act.at)
    sheet.lists["category"].choose(act.text("category"))
    at.write(act.text("name"), sheet.name)
    at.is_done()


def _do(at: Logistician, act: Act, year: Year, title: str, *names: str) -> str:
    """One of the forms that ask little; the act's facts are named as its fields are."""
    sheet = at.act(year.tags_of(act), title)
    _fill(at, sheet, **{name: act.text(name) for name in names})
    return at.issues()


def _fill(hand: Logistician, sheet: Sheet, /, **said: str) -> None:
    for name, text in said.items():
        editor = sheet.fields[name].editor
        if text and hasattr(editor, "choose"):
            editor.choose(text)
        elif text:
            hand.write(text, editor)


BY_HAND: dict[str, Callable[[Logistician, Act, Year], str | None]] = {
    "arrive": arrive,
    "assign": assign,
    "condition": condition,
    "correct": correct,
    "declare": declare,
    "describe": describe,
    "dispose": dispose,
    "found": found,
    "give-back": give_back,
    "keep-filter": keep_filter,
    "place": place,
    "propose": propose,
    "register": register,
    "reject": reject,
    "repair": repair,
    "repaired": repaired,
    "reserve": reserve,
    "say-life": say_life,
    "send": send,
    "settle": settle,
    "undo": undo,
    "void": void,
    "walk": walk,
    "walk-approve": walk_approve,
    "walk-close": walk_close,
    "withdraw": withdraw,
}
WITH_FILES: dict[str, Callable[[Logistician, Act, Year, Path], str | None]] = {
    "attach": attach,
    "import": import_list,
    "label": label,
    "label-blank": label_blank,
    "scan": scan,
}
