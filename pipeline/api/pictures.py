"""The pieces of a file's pages that show where a value was read."""

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from markupsafe import Markup
from PIL import Image

from pipeline.api.where import Origin, Where, around
from pipeline.contracts.errors import DocumentError, ThaiplanError, UsageError
from pipeline.contracts.names import printable
from pipeline.contracts.place import Box

GAP: Final = 4  # pixels between pieces of two pages


def picture_of(
    where: Where, origin: Origin | None, path: str | Path | None, dpi: int, margin: float
) -> Image.Image:
    """The picture of a value; see `Where.image`."""
    file = Path(path) if path is not None else origin.path if origin is not None else None
    if origin is None or file is None:
        raise UsageError(
            ("ไม่ทราบว่าแผนนี้อ่านจากไฟล์ใด", "the file that this plan was read from is not known"),
            ("ระบุไฟล์: .image(path)", "name it: .image(path)"),
        )
    pages = _boxes(where)
    if origin.plan.kind == "transcript" or not pages:
        raise _no_page(where)
    _check_same(file, origin.plan.doc_id)
    return _below_each_other(list(_pieces(origin, file, pages, dpi, margin)))


def where_html(where: Where) -> str:
    """A value with its picture, where it can be had, as HTML."""
    facts = {
        "value": where.value, "raw": where.raw, "status": where.status,
        "confidence": where.confidence, "source": where.source, "page": where.page,
        "reader": where.reader, "flags": "; ".join(where.flags),
    }  # fmt: skip
    rows = Markup().join(
        Markup("<tr><th style='text-align:left'>{}</th><td style='text-align:left'>{}</td></tr>")
        .format(name, "" if fact is None else fact)
        for name, fact in facts.items()
    )  # fmt: skip
    head = Markup("<code>{} · {}</code>").format(where.key, where.field)
    return str(Markup("<div>{}<table>{}</table>{}</div>").format(head, rows, _inline(where)))


def _inline(where: Where) -> Markup:
    try:
        image = where.image()
    except (ThaiplanError, OSError):
        return Markup()
    stream = BytesIO()
    image.save(stream, format="PNG")
    code = base64.b64encode(stream.getvalue()).decode("ascii")
    style = "max-width:100%;border:1px solid #999"
    return Markup('<img alt="{}" style="{}" src="data:image/png;base64,{}">').format(
        where.raw, style, code
    )


def _boxes(where: Where) -> dict[int, Box]:
    """What to show, by page."""
    found: dict[int, list[Box]] = {}
    for place in where.places:
        if place.page is not None and place.box is not None:
            found.setdefault(place.page, []).append(place.box)
    return {page: around(boxes) for page, boxes in found.items()}


def _check_same(file: Path, doc_id: str) -> None:
    from pipeline.run import DOC_ID_LENGTH, sha256_of

    name = printable(file.name)
    try:
        digest = sha256_of(file)
    except OSError as error:
        raise DocumentError(
            (f"เปิดไฟล์ {name} ไม่ได้", f"cannot open {name}"),
            ("ระบุที่อยู่ปัจจุบันของไฟล์: .image(path)", "say where it lies now: .image(path)"),
        ) from error
    if digest[:DOC_ID_LENGTH] != doc_id:
        raise DocumentError(
            (f"ไฟล์ {name} ไม่ใช่ไฟล์ที่อ่านแผนนี้ หรือถูกแก้แล้ว",
             f"{name} is not the file that this plan was read from, or was changed since"),
            (f"ใช้ไฟล์ที่มีรหัส {doc_id} หรืออ่านใหม่ด้วย read_plan",
             f"give the file whose SHA-256 begins with {doc_id}, or read it again with read_plan"),
        )  # fmt: skip


def _pieces(
    origin: Origin, file: Path, wanted: dict[int, Box], dpi: int, margin: float
) -> Iterator[Image.Image]:
    from pipeline.extract.page_pictures import open_pages

    pages = {page.number: page for page in origin.plan.pages}
    with open_pages(file, origin.plan.kind) as draw:
        for number in sorted(wanted):
            drawn = draw(pages[number], dpi)
            if not drawn.is_drawn:
                raise DocumentError(
                    (f"วาดหน้า {number} ไม่ได้", f"page {number} cannot be drawn"),
                    ("เปิดหน้านั้นในโปรแกรมอ่าน PDF", "look at it in a PDF viewer"),
                )
            yield _cut(drawn.image, wanted[number], drawn.scale, margin)


def _cut(page: Image.Image, box: Box, scale: float, margin: float) -> Image.Image:
    """The box with room around it, as far as the page goes; at least a pixel."""
    left, top = (max(0, int((low - margin) * scale)) for low in (box.x0, box.top))
    right = max(left + 1, min(page.width, round((box.x1 + margin) * scale)))
    bottom = max(top + 1, min(page.height, round((box.bottom + margin) * scale)))
    return page.crop((left, top, right, bottom))


def _below_each_other(pieces: list[Image.Image]) -> Image.Image:
    if len(pieces) == 1:
        return pieces[0]
    width = max(piece.width for piece in pieces)
    height = sum(piece.height for piece in pieces) + GAP * (len(pieces) - 1)
    whole = Image.new("RGB", (width, height), "grey")
    top = 0
    for piece in pieces:
        whole.paste(piece, (0, top))
        top += piece.height + GAP
    return whole


def _no_page(where: Where) -> UsageError:
    lines = ", ".join(str(place.line) for place in where.places if place.line is not None)
    if lines:
        return UsageError(
            ("แผนนี้อ่านจากไฟล์ถอดความ ไม่มีภาพหน้า", "this plan is a transcript: it has no pages"),
            (f"ดูบรรทัดที่ {lines} ของไฟล์", f"see line {lines} of the file"),
        )
    return UsageError(
        (f"ไม่มีที่ใดในแผนที่แสดง {where.field}", f"no page shows {where.field} of {where.key}"),
        (f"สถานะคือ {where.status}", f"its status is {where.status}"),
    )
