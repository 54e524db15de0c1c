"""The documents: how each is drawn, and the file that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from bench.readers import rules, texts
from bench.readers.paper import Objects, ThaiFont
from bench.readers.plan import COLUMNS, HEADINGS, TITLE, Row
from bench.readers.sheet import HEIGHT, WIDTH, lay_out

ROWS_A_PAGE = 6


@dataclass(frozen=True)
class Document:
    """How a plan is written: its rules, its text; `header` says where the columns are named."""

    name: str
    rules: rules.Draw
    text: texts.Write
    header_on_each: bool = True
    arrows: bool = False  # over the quarters, drawn as lines with heads
    middle: bool = False  # cells centred in the height of their row
    count: int | None = None  # what the page tree says of the number of pages


DOCUMENTS = (
    Document("lines, sound text", rules.strokes, texts.sound),
    Document("rules in a picture", rules.picture, texts.sound),
    Document("rules in a picture, one header", rules.picture, texts.sound, header_on_each=False),
    Document("rules in a picture, arrows drawn", rules.picture, texts.sound, arrows=True),
    Document("columns drawn, rows in a picture", rules.rows_in_picture, texts.sound),
    Document("rules of rows as inline images", rules.rows_as_images, texts.sound),
    Document("rules in a picture, cells centred", rules.picture, texts.sound, middle=True),
    Document("rules as shadings", rules.shading, texts.sound),
    Document("rules as shadings, cells centred", rules.shading, texts.sound, middle=True),
    Document("rules in a pattern, cells centred", rules.pattern, texts.sound, middle=True),
    Document("rules as slits of a clip, cells centred", rules.clipped, texts.sound, middle=True),
    Document(
        "rules as inline images, cells centred", rules.inline_images, texts.sound, middle=True
    ),
    Document("rules of round dots", rules.dots, texts.sound),
    Document("no ToUnicode", rules.strokes, texts.nameless),
    Document("no ToUnicode, picture", rules.picture, texts.nameless),
    Document("no widths", rules.strokes, texts.widthless),
    Document("ActualText in cp874", rules.strokes, texts.renamed),
    Document("empty ActualText", rules.strokes, texts.silenced),
    Document("inline image too short", rules.strokes, texts.swallowed),
    Document("forms 12 deep", rules.strokes, texts.buried),
    Document("page tree says 1", rules.strokes, texts.sound, count=1),
    Document("page tree says 0", rules.strokes, texts.sound, count=0),
)


def write(document: Document, rows: tuple[Row, ...]) -> bytes:
    """The PDF of a plan with these rows."""
    printed = [TITLE, *HEADINGS, *(line for lines in COLUMNS for line in lines)]
    printed += [line for row in rows for lines in row.cells for line in lines]
    font = ThaiFont("".join(printed))
    objects = Objects()
    pages = []
    for start in range(0, len(rows), ROWS_A_PAGE):
        sheet = lay_out(
            rows[start : start + ROWS_A_PAGE],
            font,
            first=start == 0,
            header=start == 0 or document.header_on_each,
            arrows=document.arrows,
            middle=document.middle,
        )
        drawn = (
            document.rules(sheet, objects),
            rules.arrows(sheet),
            document.text(sheet, font, objects),
        )
        content = objects.stream(b"\n".join(part.content for part in drawn))
        pages.append(
            objects.add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                f" /Contents {content} 0 R /Resources << {_resources(drawn)} >> >>".encode()
            )
        )
    return objects.finish(pages, count=document.count)


def _resources(drawn: tuple[rules.Drawn, ...]) -> str:
    """Each kind of resource once, in PDF syntax."""
    kinds: dict[str, list[str]] = {}
    for part in drawn:
        for kind, entry in part.resources:
            kinds.setdefault(kind, []).append(entry)
    return " ".join(f"/{kind} << {' '.join(entries)} >>" for kind, entries in kinds.items())
