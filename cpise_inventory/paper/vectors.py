"""An SVG file as a picture: only shapes and their colours, and nothing that reaches out of it.

What is drawn is not the file but what was read and looked through: no entity, script, link, font,
picture in the picture or filter gets as far as the renderer.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cpise_inventory.errors import Refusal
from cpise_inventory.paper.marks import LONGEST_SHAPE, MarkTooLong, NotAMark

MOST_ELEMENTS: Final = 20_000
DEEPEST: Final = 60
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ABOUT = frozenset({"title", "desc", "metadata"})
"""What says something of the picture and isn't seen."""
_SHAPES = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "switch", "style", "clipPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop"),
    }
)
_OUTSIDE = re.compile(r"@import|@font-face|\\|url\(\s*(?![\s\"']*#)", re.IGNORECASE)
"""In a style or an attribute; behind a backslash anything may hide."""
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(?:px|pt|pc|mm|cm|in)?\s*")


@dataclass(eq=False)
class MarkPartRefused(Refusal):
    """An SVG holds something besides shapes and colours: a script, a link, letters, a picture."""

    field = "mark"
    name: str
    part: str


@dataclass(eq=False)
class MarkTooIntricate(Refusal):
    """An SVG of more elements than a mark has, or that are nested too deeply."""

    field = "mark"
    name: str
    most: int


def drawn(data: bytes, name: str, side: int) -> bytes:
    """A PNG of this SVG, its longer side so many pixels.

    Raises `NotAMark`, `MarkPartRefused`, `MarkTooIntricate`, `MarkTooLong`.
    """
    root = _read(data, name)
    _drop_unseen(root)
    _refuse_outside(root, name)
    _refuse_intricate(root, name)
    width, height = _shape(root, name)
    wide, high = (side, None) if width >= height else (None, side)
    return _rendered(ET.tostring(root, encoding="unicode"), wide, high, name)


def _read(data: bytes, name: str) -> ET.Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAMark(name) from error
    if "<!ENTITY" in text:
        raise MarkPartRefused(name, "ENTITY")
    try:
        root = ET.fromstring(text)  # noqa: S314 - it has no entities
    except (ET.ParseError, ValueError) as error:
        raise NotAMark(name) from error
    if root.tag != f"{_SVG}svg":
        raise NotAMark(name)
    return root


def _drop_unseen(root: ET.Element) -> None:
    """What editors leave in their files for themselves."""
    for parent in list(root.iter()):
        for child in list(parent):
            kind = str(child.tag)
            if not kind.startswith(_SVG) or kind.removeprefix(_SVG) in _ABOUT:
                parent.remove(child)


def _refuse_outside(root: ET.Element, name: str) -> None:
    for element in root.iter():
        kind = element.tag.removeprefix(_SVG)
        if kind not in _SHAPES:
            raise MarkPartRefused(name, kind)
        if kind == "style" and _OUTSIDE.search(element.text or ""):
            raise MarkPartRefused(name, "url")
        for attribute, value in element.items():
            if attribute.lower().startswith("on"):
                raise MarkPartRefused(name, attribute)
            if attribute in {"href", _LINK} and not value.strip().startswith("#"):
                raise MarkPartRefused(name, value[:40])
            if _OUTSIDE.search(value):
                raise MarkPartRefused(name, "url")


def _refuse_intricate(root: ET.Element, name: str) -> None:
    """Counted as drawn: what is used again counts each time, and nothing used uses more."""
    named = {element.get("id"): element for element in root.iter()}
    count = 0
    for depth, element in _walked(root):
        count += 1
        if element.tag == f"{_SVG}use":
            link = element.get("href") or element.get(_LINK) or ""
            used = named.get(link.removeprefix("#"))
            inside = [] if used is None else [one.tag for one in used.iter()]
            if f"{_SVG}use" in inside:
                raise MarkPartRefused(name, "use")
            count += len(inside)
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise MarkTooIntricate(name, MOST_ELEMENTS)


def _walked(root: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    """Each element with its depth; without recursion, which a deep file would break."""
    waiting = [(0, root)]
    while waiting:
        depth, element = waiting.pop()
        yield depth, element
        waiting += [(depth + 1, child) for child in element]


def _shape(root: ET.Element, name: str) -> tuple[float, float]:
    """Width and height, by what is seen of it; sizes that its viewer was to have are dropped."""
    box = re.findall(r"[-+0-9.eE]+", root.get("viewBox", ""))
    said = [root.attrib.pop(side, "") for side in ("width", "height")]
    try:
        if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(_LENGTH.fullmatch(side)[1]) for side in said)  # type: ignore[index]  # None is refused below
            root.set("viewBox", f"0 0 {width:g} {height:g}")
    except (TypeError, ValueError) as error:
        raise NotAMark(name) from error
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise NotAMark(name)
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise MarkTooLong(name, LONGEST_SHAPE)
    return width, height


def _rendered(svg: str, width: int | None, height: int | None, name: str) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few ever need it

    try:
        return svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    except ValueError as error:
        raise NotAMark(name) from error
    except BaseException as error:  # a panic of the renderer is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise NotAMark(name) from error
