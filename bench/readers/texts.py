"""The ways in which the text of a page is written, sound and faulty."""

from __future__ import annotations

from collections.abc import Callable

from bench.readers.paper import EM, Objects, ThaiFont
from bench.readers.rules import Drawn
from bench.readers.sheet import HEIGHT, SIZE, WIDTH, Sheet, Text

Write = Callable[[Sheet, ThaiFont, Objects], Drawn]
DEPTH = 12  # forms inside forms, as stamps upon stamps leave them


def sound(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """As most programs write it."""
    return _lines(sheet, font, font.embed(objects))


def nameless(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """Without /ToUnicode: only the embedded font file knows which glyph is which letter."""
    return _lines(sheet, font, font.embed(objects, names=False))


def widthless(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """Every glyph has its own place; the font's widths are left at 0."""
    parts = [f"BT /Thai {SIZE} Tf".encode()]
    for text in sheet.texts:
        x = text.x
        for letter in text.text:
            place = f"1 0 0 1 {x:.2f} {HEIGHT - text.baseline:.2f} Tm".encode()
            parts.append(place + b" " + font.shown(letter) + b" Tj")
            x += font.advance(letter) * SIZE / EM
    number = font.embed(objects, widths=False)
    return Drawn(b"\n".join((*parts, b"ET")), (("Font", f"/Thai {number} 0 R"),))


def renamed(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """Every line has an /ActualText in a code page that no PDF reader expects (cp874)."""
    parts = [f"BT /Thai {SIZE} Tf".encode()]
    for text in sheet.texts:
        name = text.text.encode("cp874").hex().encode()
        parts.append(b"/Span << /ActualText <" + name + b"> >> BDC")
        parts.append(_shown(text, font))
        parts.append(b"EMC")
    return Drawn(b"\n".join((*parts, b"ET")), (("Font", f"/Thai {font.embed(objects)} 0 R"),))


def silenced(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """The whole page is marked with an empty /ActualText."""
    drawn = sound(sheet, font, objects)
    content = b"/Span << /ActualText () >> BDC\n" + drawn.content + b"\nEMC"
    return Drawn(content, drawn.resources)


def swallowed(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """Before the text a small inline picture says that it is higher than it is."""
    drawn = sound(sheet, font, objects)
    logo = b"q 20 0 0 20 36 560 cm BI /W 100 /H 100 /CS /G /BPC 8 ID " + b"\xc0" * 400 + b"\nEI Q\n"
    return Drawn(logo + drawn.content, drawn.resources)


def buried(sheet: Sheet, font: ThaiFont, objects: Objects) -> Drawn:
    """The text stands in a form in a form in a form …"""
    drawn = sound(sheet, font, objects)
    ((_, font_entry),) = drawn.resources
    box = f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}]"
    inner = objects.stream(drawn.content, f"{box} /Resources << /Font << {font_entry} >> >>")
    for _ in range(DEPTH - 1):
        outer = f"{box} /Resources << /XObject << /Inner {inner} 0 R >> >>"
        inner = objects.stream(b"/Inner Do", outer)
    return Drawn(b"/Inner Do", (("XObject", f"/Inner {inner} 0 R"),))


def _lines(sheet: Sheet, font: ThaiFont, number: int) -> Drawn:
    lines = [_shown(text, font) for text in sheet.texts]
    content = b"\n".join((f"BT /Thai {SIZE} Tf".encode(), *lines, b"ET"))
    return Drawn(content, (("Font", f"/Thai {number} 0 R"),))


def _shown(text: Text, font: ThaiFont) -> bytes:
    place = f"1 0 0 1 {text.x:.2f} {HEIGHT - text.baseline:.2f} Tm".encode()
    return place + b" " + font.shown(text.text) + b" Tj"
