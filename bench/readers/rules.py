"""The ways in which the rules of a table are put on a page: a page's content and its resources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from bench.readers.paper import Objects
from bench.readers.sheet import HEIGHT, WIDTH, Box, Sheet

DPI = 150


@dataclass(frozen=True)
class Drawn:
    """Content, and what it needs: (kind of resource, entry in PDF syntax)."""

    content: bytes
    resources: tuple[tuple[str, str], ...] = ()


Draw = Callable[[Sheet, Objects], Drawn]


def _rect(box: Box) -> str:
    x0, top, x1, bottom = box
    return f"{x0:.2f} {HEIGHT - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re"


def strokes(sheet: Sheet, _objects: Objects) -> Drawn:
    """Lines, as most programs draw them."""
    parts = ["0.7 w"]
    for x0, top, x1, bottom in sheet.rules:
        if x1 - x0 > bottom - top:
            y = HEIGHT - (top + bottom) / 2
            parts.append(f"{x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S")
        else:
            x = (x0 + x1) / 2
            parts.append(f"{x:.2f} {HEIGHT - top:.2f} m {x:.2f} {HEIGHT - bottom:.2f} l S")
    return Drawn("\n".join(parts).encode())


def picture(sheet: Sheet, objects: Objects) -> Drawn:
    """The empty form is one picture under the text."""
    scale = DPI / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    pen = ImageDraw.Draw(image)
    for box in sheet.rules:
        x0, top, x1, bottom = (side * scale for side in box)
        pen.rectangle((round(x0), round(top), round(x1), round(bottom)), fill=0)
    number = objects.stream(
        image.tobytes(),
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
        " /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Form Do Q".encode()
    return Drawn(content, (("XObject", f"/Form {number} 0 R"),))


def rows_in_picture(sheet: Sheet, objects: Objects) -> Drawn:
    """The frame and the columns are drawn, the rules between the rows are one picture."""
    outer, inner = _inner_levels(sheet)
    drawn = strokes(replace(sheet, rules=outer), objects)
    under = picture(replace(sheet, rules=inner), objects)
    return Drawn(under.content + b"\n" + drawn.content, under.resources)


def rows_as_images(sheet: Sheet, objects: Objects) -> Drawn:
    """All rules are drawn but those between the rows, each a stretched dot."""
    outer, inner = _inner_levels(sheet)
    header = min(inner, key=lambda box: box[1])
    drawn = strokes(replace(sheet, rules=(*outer, header)), objects)
    rest = tuple(box for box in inner if box != header)
    return Drawn(drawn.content + b"\n" + inline_images(replace(sheet, rules=rest), objects).content)


def _inner_levels(sheet: Sheet) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """(the frame and the upright rules, the level rules inside)."""
    _, top, _, bottom = sheet.table
    inner = tuple(
        box
        for box in sheet.rules
        if box[2] - box[0] > box[3] - box[1] and top < box[1] < bottom - 1
    )
    return tuple(box for box in sheet.rules if box not in inner), inner


def arrows(sheet: Sheet) -> Drawn:
    """The arrows of a page: a line with a head at each end."""
    parts = ["0 g 1 w"]
    for x0, x1, y in sheet.arrows:
        level = HEIGHT - y
        parts.append(f"{x0 + 4:.2f} {level:.2f} m {x1 - 4:.2f} {level:.2f} l S")
        for tip, base in ((x0, x0 + 6), (x1, x1 - 6)):
            ends = f"{base:.2f} {level - 3:.2f} l {base:.2f} {level + 3:.2f} l"
            parts.append(f"{tip:.2f} {level:.2f} m {ends} f")
    return Drawn("\n".join(parts).encode())


def shading(sheet: Sheet, objects: Objects) -> Drawn:
    """Each rule is a window on a shading."""
    number = objects.add(
        b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 842 0] /Extend [true true]"
        b" /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.3] /N 1 >> >>"
    )
    content = "\n".join(f"q {_rect(box)} W n /Shade sh Q" for box in sheet.rules)
    return Drawn(content.encode(), (("Shading", f"/Shade {number} 0 R"),))


def pattern(sheet: Sheet, objects: Objects) -> Drawn:
    """One rectangle filled with a pattern whose tile holds the rules."""
    tile = "0 g\n" + "\n".join(f"{_rect(box)} f" for box in sheet.rules)
    number = objects.stream(
        tile.encode(),
        f"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 {WIDTH} {HEIGHT}]"
        f" /XStep {WIDTH} /YStep {HEIGHT} /Resources << >>",
    )
    x0, top, x1, bottom = sheet.table
    content = f"/Pattern cs /Tile scn {_rect((x0 - 1, top - 1, x1 + 1, bottom + 1))} f"
    return Drawn(content.encode(), (("Pattern", f"/Tile {number} 0 R"),))


def clipped(sheet: Sheet, _objects: Objects) -> Drawn:
    """One black rectangle seen through slits."""
    slits = "\n".join(map(_rect, sheet.rules))
    x0, top, x1, bottom = sheet.table
    cover = _rect((x0 - 2, top - 2, x1 + 2, bottom + 2))
    return Drawn(f"q {slits} W n 0 g {cover} f Q".encode())


def inline_images(sheet: Sheet, _objects: Objects) -> Drawn:
    """Each rule is a picture of one dot, stretched."""
    parts = []
    for x0, top, x1, bottom in sheet.rules:
        place = f"{x1 - x0:.2f} 0 0 {bottom - top:.2f} {x0:.2f} {HEIGHT - bottom:.2f}"
        parts.append(f"q {place} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")
    return Drawn("\n".join(parts).encode("latin-1"))


def dots(sheet: Sheet, _objects: Objects) -> Drawn:
    """Round dots, each a line of no length with round ends."""
    parts = ["0.7 w 1 J"]
    for x0, top, x1, bottom in sheet.rules:
        level = x1 - x0 > bottom - top
        count = int(max(x1 - x0, bottom - top) / 1.6) + 1
        for step in range(count):
            x = x0 + 1.6 * step if level else (x0 + x1) / 2
            y = (top + bottom) / 2 if level else top + 1.6 * step
            parts.append(f"{x:.2f} {HEIGHT - y:.2f} m {x:.2f} {HEIGHT - y:.2f} l S")
    return Drawn("\n".join(parts).encode())
