"""How a plan is painted in a list: months as figure and bar, a centre's stock over its months."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from cpise_inventory.language.words import Words
from cpise_inventory.planning.plan import SHORT_MONTHS, ItemPlan
from cpise_inventory.planning.plan import State as Standing
from cpise_inventory.planning.telling import STATES
from ui.kit.pill import State
from ui.look import Look
from ui.pages.plan_rows import CentresRow, PlanRow
from ui.theme import Type

FULL_MONTHS: Final = 6
"""Of the whole bar."""
PLENTY_MONTHS: Final = 8
"""More than this could help somebody else."""
FIGURE_ROOM: Final = 46
BAR_HEIGHT, TICK_HEIGHT = 8, 18
MARKS: Final = {
    Standing.OUT: ("bad", "circle-x"),
    Standing.SHORT: ("bad", "triangle-alert"),
    Standing.WASTING: ("warn", "hourglass"),
    Standing.LOW: ("warn", "eye"),
    Standing.GOOD: ("good", "circle-check"),
    Standing.UNKNOWN: ("", "circle-question-mark"),
    Standing.UNUSED: ("info", "package"),
}
"""Tone and icon of how an item stands."""
INKS: Final = {"bad": "bad", "warn": "warn"}


def pill(plan: ItemPlan, words: Words) -> State:
    tone, icon = MARKS[plan.state]
    return State(tone, icon, words.t(STATES[plan.state]))


def months_said(plan: ItemPlan, words: Words) -> str:
    """`3,1`; a stroke where nobody knows or takes any."""
    if plan.months is None:
        return "–"
    return words.decimal(float(plan.months))


def tick_of(plan: ItemPlan) -> Fraction:
    """Where the minimum stands on the bar, in months."""
    if plan.level.minimum and plan.pace.monthly:
        return plan.level.minimum / plan.pace.monthly
    return Fraction(SHORT_MONTHS)


def paint_months(painter: QPainter, room: QRect, look: Look, row: PlanRow) -> None:
    """The figure, then a bar of half a year with a tick at the minimum."""
    plan = row.plan
    ink = INKS.get(MARKS[plan.state][0], "text")
    start = QRect(room)
    start.setWidth(FIGURE_ROOM)
    bar = room.adjusted(FIGURE_ROOM + 6, 0, 0, 0)
    if look.rtl:
        start.moveRight(room.right())
        bar = room.adjusted(0, 0, -FIGURE_ROOM - 6, 0)
    painter.setFont(look.font(Type.BODY, bold=plan.state in (Standing.OUT, Standing.SHORT)))
    painter.setPen(look.colour(ink))
    end = int(look.end | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(start, end, look.words.ltr(months_said(plan, look.words)))
    if plan.months is not None:
        _paint_bar(painter, QRectF(bar), look, plan)


def _paint_bar(painter: QPainter, room: QRectF, look: Look, plan: ItemPlan) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = room.center().y()
    track = QRectF(room.left(), middle - BAR_HEIGHT / 2, room.width(), BAR_HEIGHT)
    painter.setBrush(look.colour("sunken"))
    painter.drawRoundedRect(track, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    wide = room.width() * _share(plan.months or Fraction(0))
    left = room.right() - wide if look.rtl else room.left()
    painter.setBrush(look.colour(look.ink(MARKS[plan.state][0] or "good")))
    if wide:
        painter.drawRoundedRect(QRectF(left, track.top(), wide, BAR_HEIGHT), 4, 4)
    along = room.width() * _share(tick_of(plan))
    x = room.right() - along if look.rtl else room.left() + along
    painter.setBrush(look.colour("text"))
    painter.drawRect(QRectF(x - 0.75, middle - TICK_HEIGHT / 2, 1.5, TICK_HEIGHT))
    painter.restore()


def _share(months: Fraction) -> float:
    return min(float(months) / FULL_MONTHS, 1.0)


# --- items by centres ----------------------------------------------------------------------------


def tone_of(plan: ItemPlan) -> str:
    """Red under a month, amber under two, blue where there is plenty; others have no ground."""
    tone = MARKS[plan.state][0]
    if tone in ("bad", "warn"):
        return tone
    return "info" if plan.months is not None and plan.months > PLENTY_MONTHS else ""


def paint_centre(painter: QPainter, room: QRect, look: Look, row: CentresRow, centre: str) -> None:
    """What a centre has of an item, over the months that it does."""
    plan = row.plans.get(centre)
    if plan is None:
        return
    words, tone = look.words, tone_of(plan)
    box = room.adjusted(-6, 3, 6, -3)
    if tone:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(look.soft(tone)))
        painter.drawRoundedRect(box, 6, 6)
        painter.restore()
    painter.setPen(look.colour(look.ink(tone) if tone else "text"))
    said, half = _centre_months(plan, words), room.height() // 2
    painter.setFont(look.font(Type.BODY, bold=tone in ("bad", "warn")))
    upper, lower = QRect(room), QRect(room)
    if said:
        upper.setBottom(room.top() + half)
    lower.setTop(room.top() + half - 2)
    end = int(look.end | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(upper, end, words.ltr(words.number(plan.outlook.usable)))
    painter.setFont(look.font(Type.SMALL))
    if not tone:
        painter.setPen(look.colour("muted"))
    painter.drawText(lower, end, said)


def _centre_months(plan: ItemPlan, words: Words) -> str:
    """Nothing where nobody knows."""
    if plan.months is None:
        return ""
    return words.t("{months} mo", months=words.ltr(months_said(plan, words)))


def centre_said(row: CentresRow, centre: str, words: Words) -> str:
    """What a screen reader says of a cell."""
    plan = row.plans.get(centre)
    if plan is None:
        return ""
    told = (words.number(plan.outlook.usable), _centre_months(plan, words))
    return words.join(part for part in told if part)
