"""Each act of the month at the window of its centre, mostly by keys, as a storekeeper would."""

from collections.abc import Callable

from cpise_inventory.locations import is_quarantine
from tests.diary import Act
from tests.month.diary import Month
from tests.month.storekeeper import Storekeeper, split, typed_expiry
from tests.ui.person import Key, typed_day
from ui.pages.goods import ItemSearch


def by_hand(at: Storekeeper, act: Act, month: Month) -> str:
    """The number of what it issued; empty where it issues none."""
    at.look_here()
    at.be(act.by)
    return BY_HAND[act.do](at, act, month) or ""


# --- goods in -------------------------------------------------------------------------------------


def expect(at: Storekeeper, act: Act, _month: Month) -> str:
    at.go("donations")
    at.press(at.t("Announce a delivery"))
    sheet = at.sheet
    sheet.donation.choose(act.text("donation"))
    at.write(typed_day(act.facts["due"]), sheet.due)
    sheet.lines.search.setFocus()
    for line in act.lines():
        at.enter(*split(line)[:2])
    at.is_done()
    at.page.chips.button("deliveries").click()
    at.rest()
    return str(at.page.deliveries.current().code)


def close_delivery(at: Storekeeper, act: Act, month: Month) -> None:
    at.shell.open("donations", {"delivery": month.number(act.text("number"))})
    at.rest()
    at.press(at.t("Wait no longer"))
    at.type(act.text("reason"), at.sheet.reason)
    at.is_done()


def receive(at: Storekeeper, act: Act, month: Month) -> str:
    if announced := act.text("expected"):
        at.shell.open("donations", {"delivery": month.number(announced)})
        at.rest()
        at.press(at.t("Receive it"))
        at.rest()
        _announced_lines(at, act)
    else:
        at.key(Key.Key_F3)
        at.type(act.text("donation"), at.page.head.donation)
        at.rest(at.focus)
        at.key(Key.Key_Return)
        for line in act.lines():
            _new_line(at, line)
    head = at.page.head
    at.write(act.text("remarks") or act.text("reason"), head.remarks)
    if act.is_late:
        at.write(typed_day(act.on), head.day)
    if act.facts.get("quarantine"):
        head.room.choose(f"{act.at}/QUARANTAINE")
    return at.issues()


def _new_line(at: Storekeeper, line: str) -> None:
    item, quantity, lot, expiry = split(line)
    at.page.contents.search.setFocus()
    at.enter(item, lot, *([typed_expiry(expiry)] if expiry else []), quantity)


def _announced_lines(at: Storekeeper, act: Act) -> None:
    """They are there with what is still to come; lot, expiry and what came are typed."""
    grid = at.page.contents.grid
    damaged = {split(line)[0]: split(line)[1] for line in act.lines("damaged")}
    if damaged:
        at.press(at.t("Differences"))
    for line in act.lines():
        item, quantity, lot, expiry = split(line)
        number = grid.line_of(item)
        told = {"lot": lot, "expiry": typed_expiry(expiry), "quantity": quantity}
        for column, text in (told | {"damaged": damaged.get(item, "")}).items():
            if text:
                grid.enter_line(number, column)
                at.write(text, grid.editor(column))


# --- goods out ------------------------------------------------------------------------------------


def distribute(at: Storekeeper, act: Act, _month: Month) -> str:
    at.key(Key.Key_F4)
    page = at.page
    if act.is_late or act.text("storeroom"):
        page._change_where()
        sheet = at.sheet
        at.write(typed_day(act.on), sheet.day)
        if room := act.text("storeroom"):
            sheet.room.choose(f"{act.at}/{room}")
        at.is_done()
    page.whom.kinds.button(act.text("kind")).click()
    page.whom.recipient.setFocus()
    at.enter(act.text("to"))
    if act.text("kind") == "group":
        at.write(act.text("people"), page.whom.heads.fields["f", "6-11"])
    for line in act.lines():
        page.what.search.setFocus()
        at.enter(*split(line)[:2])
    return at.issues()


def keep_on_list(at: Storekeeper, act: Act, _month: Month) -> None:
    """What is typed for one recipient after the other goes onto the list, and is not issued."""
    at.key(Key.Key_F4)
    page = at.page
    for text in act.lines("recipients"):
        name, _, what = text.partition("=")
        kind, _, people = what.partition(":")
        page.whom.kinds.button(kind).click()
        page.whom.recipient.setFocus()
        at.enter(name)
        group = kind == "group"
        at.write(people, page.whom.heads.fields["f", "6-11"] if group else page.whom.people)
        for share in act.lines():
            item, _, each = share.partition("=")
            quantity, _, persons = each.partition("/")
            page.what.search.setFocus()
            at.enter(item, str(int(quantity) * int(people) // int(persons)))
        at.press(at.t("Lists…"))
        at.press(at.t("Keep the form…"))
        at.write(act.text("name"), at.sheet.name)
        at.is_done()
        page.clear()
        at.settle()


def serve_list(at: Storekeeper, act: Act, _month: Month) -> str:
    at.key(Key.Key_F4)
    page = at.page
    at.press(at.t("Lists…"))
    at.sheet.lists.choose(act.text("name"))
    at.rest()
    at.ends()
    numbers = []
    while page.working.name:
        if act.text("to") in ("", page.whom.recipient_text()):
            heads = page.whom.heads
            if page.whom.kind == "group" and not heads.people:
                people = page.whom.people.typed()  # as the note above the form says
                assert people in at.said(page.note)
                at.write(people, heads.fields["m", "6-11"])
            numbers.append(at.issues())
            at.rest()
        else:
            at.press(at.t("Pass over"))
    return numbers[-1]


def give_back(at: Storekeeper, act: Act, month: Month) -> str:
    at.to_register(month.number(act.text("number")))
    at.press(at.t("Goods came back…"))
    at.rest()
    (row,) = at.sheet._rows
    at.write(split(act.lines()[0])[1], row.good)
    at.write(split(act.lines("damaged")[0])[1], row.damaged)
    return at.issues()


# --- between centres ------------------------------------------------------------------------------


def request(at: Storekeeper, act: Act, _month: Month) -> str:
    at.key(Key.Key_F5)
    at.press(at.t("Ask for goods"))
    sheet = at.sheet
    sheet.supplier.choose(act.text("from"))
    at.write(typed_day(act.facts["due"]), sheet.day)
    for line in act.lines():
        sheet.search.setFocus()
        at.enter(*split(line)[:2])
    return at.issues()


def approve_request(at: Storekeeper, act: Act, month: Month) -> None:
    at.to_transfer(month.number(act.text("number")))
    at.press(at.t("Approve or refuse"))
    at.write(split(act.lines()[0])[1], at.sheet.grid.editor("quantity"))
    at.is_done()


def send(at: Storekeeper, act: Act, month: Month) -> str:
    if asked := act.text("request"):
        at.to_transfer(month.number(asked))
        at.press(at.t("Send"), at.page.panel)
        sheet = at.sheet
    else:
        at.key(Key.Key_F5)
        at.key(Key.Key_F9)
        sheet = at.sheet
        sheet.to.choose(act.text("to"))
        for line in act.lines():
            sheet.what.search.setFocus()
            at.enter(*split(line)[:2])
    if act.is_late:
        at.write(typed_day(act.on), sheet.day)
    for name in ("driver", "vehicle"):
        at.write(act.text(name), sheet.carried[name])
    return at.issues()


def arrive(at: Storekeeper, act: Act, month: Month) -> str:
    """All is proposed as good."""
    at.to_transfer(month.number(act.text("number")))
    at.press(at.t("Receive"), at.page.panel)
    sheet = at.sheet
    sheet.centre.choose(act.at)
    good, damaged, over = (
        dict(split(line)[:2] for line in act.lines(name)) for name in ("lines", "damaged", "over")
    )
    for item, more in over.items():
        good[item] = f"{good[item]}+{more}"
    for at_line, line in enumerate(sheet.grid.lines):
        for column, told in (("good", good), ("damaged", damaged)):
            if line.item.code in told:
                sheet.grid.enter_line(at_line, column)
                at.write(told[line.item.code], sheet.grid.editor(column))
    if act.is_late:
        at.write(typed_day(act.on), sheet.day)
    sheet.last.setChecked(bool(act.facts.get("last")))
    return at.issues()


def settle(at: Storekeeper, act: Act, month: Month) -> str:
    at.to_transfer(month.number(act.text("number")))
    at.press(at.t("Settle the differences"))
    for one in at.sheet.decided:
        one.parts[0].decision.choose(act.text("decision"))
    return at.issues()


# --- within the centre ----------------------------------------------------------------------------


def open_shelf(at: Storekeeper, act: Act, _month: Month) -> None:
    room, _, shelf = act.text("place").partition("/")
    at.go("catalogue")
    at.press(at.t("Storerooms"))
    sheet = at.sheet
    sheet.below.choose(room)
    at.write(shelf, sheet.code)
    at.write(act.text("name"), sheet.names["fr"])
    at.ends()
    at.key(Key.Key_Escape)


def move(at: Storekeeper, act: Act, _month: Month) -> str:
    item, quantity, lot, _ = split(act.lines()[0])
    here = f"{act.at}/{act.text('from')}"
    if is_quarantine(here):
        at.row_of(item, here, lot, at.t("Release what is found good…"))
        (row,) = at.sheet.rows
        at.write(quantity, row.good)
        at.is_done()
        return ""
    at.row_of(item, here, lot, at.t("Move within the centre…"))
    sheet = at.sheet
    sheet.target.choose(f"{act.at}/{act.text('to')}")
    at.write(quantity, _edit_of(sheet, lot))
    at.write(act.text("reason"), sheet.reason)
    return at.issues()


def assemble(at: Storekeeper, act: Act, _month: Month) -> str:
    """What is short is proposed to be stood in for; it's seen before F9."""
    page = at.go("plan")
    page.tabs.button("kits").click()
    at.settle()
    page.kits.table.choose((act.text("kit"), ""))
    at.settle()
    page.kits.make.click()
    at.settle()
    at.write(act.text("kits"), at.sheet.kits)
    at.rest()
    assert bool(act.text("instead")) == any(edit.value() for edit in at.sheet.edits.values())
    return at.issues()


def take_apart(at: Storekeeper, act: Act, _month: Month) -> str:
    at.row_of(act.text("kit"), f"{act.at}/MAGASIN", act.text("lot"), at.t("Take kits apart…"))
    at.write(act.text("kits"), _edit_of(at.sheet, act.text("lot")))
    return at.issues()


def write_off(at: Storekeeper, act: Act, _month: Month) -> str:
    item, quantity, lot, _ = split(act.lines()[0])
    room = act.text("storeroom") or "MAGASIN"
    at.row_of(item, f"{act.at}/{room}", lot, at.t("Write off or report a loss…"))
    sheet = at.sheet
    sheet.why.button(act.text("why")).click()
    at.write(quantity, _edit_of(sheet, lot))
    if police := act.text("police"):
        at.write(police, sheet.police)
    return at.issues()


def _edit_of(sheet, lot: str):
    return next(edit for key, edit in sheet.edits.items() if not lot or key.startswith(f"{lot}/"))


def approve_loss(at: Storekeeper, act: Act, month: Month) -> None:
    _decide(at, act, month)
    at.is_done()


def reject_loss(at: Storekeeper, act: Act, month: Month) -> None:
    _decide(at, act, month)
    sheet = at.sheet
    at.write(act.text("reason"), sheet.reason)
    sheet.reject.click()
    at.until(lambda: at.window.veils.top is None)
    at.settle()


def _decide(at: Storekeeper, act: Act, month: Month) -> None:
    at.to_register(month.number(act.text("number")))
    at.press(at.t("Decide…"))
    at.rest()


def undo(at: Storekeeper, act: Act, month: Month) -> str:
    at.to_register(month.number(act.text("number")))
    at.press(at.t("Cancel the document"))
    at.rest()
    at.type(act.text("reason"))
    at.is_done()
    return ""


# --- counting -------------------------------------------------------------------------------------


def count_open(at: Storekeeper, act: Act, _month: Month) -> str:
    page = at.go("count")
    page.start("whole", act.at, "")
    at.rest()
    at.is_done()
    return str(at.page._number)


def count(at: Storekeeper, act: Act, month: Month) -> str:
    """The shelf itself, whole or free: each figure, and the end."""
    page = at.go("count")
    page.start("free", act.at, "")
    at.rest()
    at.is_done()
    number = str(at.page._number)
    for line in act.lines():
        item, figure, *_ = split(line)
        searches = at.page.findChildren(ItemSearch)
        next(one for one in searches if one.isVisible()).setFocus()
        at.enter(item, figure)
        assert at.page.entering.view.done()[0], at.said(at.page)
    at.ends()
    return number


def count_enter(at: Storekeeper, act: Act, month: Month) -> None:
    at.go("count")
    at.page.open_count(month.number(act.text("number")))
    at.rest()
    view = at.page.entering.view
    told = {}
    for line in act.lines():
        what, _, figure = line.partition("=")
        item, _, lot = what.partition("@")
        told[item, lot] = figure
    for line in view.lines():
        figure = told.get((line.key[1], line.number)) or told.get((line.key[1], ""))
        if figure:
            view.go_to(line.key)
            view.edit.setFocus()
            at.enter(figure)


def count_finish(at: Storekeeper, act: Act, month: Month) -> None:
    at.go("count")
    if at.page._number != month.number(act.text("number")):
        at.page.open_count(month.number(act.text("number")))
    at.rest()
    at.ends()
    why = dict(line.split("=") for line in act.lines("reasons"))
    for one in at.page.differences.differing():
        at.page._explain(one)
        at.sheet.why.choose(why[one.line.key[1]])
        at.is_done()


def count_again(at: Storekeeper, act: Act, month: Month) -> None:
    at.go("count")
    at.page.open_count(month.number(act.text("number")))
    at.rest()
    at.press(at.t("Have it counted again"))


def count_approve(at: Storekeeper, act: Act, month: Month) -> None:
    at.go("count")
    at.page.open_count(month.number(act.text("number")))
    at.rest()
    at.ends()


BY_HAND: dict[str, Callable[[Storekeeper, Act, Month], str | None]] = {
    "approve-loss": approve_loss,
    "approve-request": approve_request,
    "arrive": arrive,
    "assemble": assemble,
    "break": take_apart,
    "close-delivery": close_delivery,
    "count": count,
    "count-again": count_again,
    "count-approve": count_approve,
    "count-enter": count_enter,
    "count-finish": count_finish,
    "count-open": count_open,
    "define-list": keep_on_list,
    "distribute": distribute,
    "expect": expect,
    "give-back": give_back,
    "move": move,
    "open-place": open_shelf,
    "receive": receive,
    "reject-loss": reject_loss,
    "request": request,
    "send": send,
    "serve-list": serve_list,
    "settle": settle,
    "undo": undo,
    "write-off": write_off,
}
