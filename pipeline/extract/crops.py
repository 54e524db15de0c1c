"""What the report shows of a plan's pages: its rows, the lines of its summary, its doubts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, NamedTuple

import numpy as np
from PIL import Image

from pipeline.contracts.crop import Crop, Crops
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Plan, Project
from pipeline.extract.page_pictures import DrawPage, open_pages
from pipeline.extract.readers.pdf_picture import POINTS_AN_INCH, PagePicture

DPI: Final = 110  # vowels above and below the letters can be told
PAGE_DPI: Final = 55  # where things stand
QUALITY: Final = 55  # of WebP: a row of a table takes 14 kB, 20 on a noisy scan
EFFORT: Final = 2  # of 6: pages take half the time of the usual 4, and a thirtieth more room
PAD: Final = 6.0  # points around what is shown
APART: Final = 30.0  # points of height between parts of a row that lie in two columns of a sheet
MAX_MERGED: Final = 150.0  # points of height: a higher cell that rows share is not shown whole
COLOURED: Final = 40  # of 255 between the brightest and the darkest of red, green and blue
MIN_COLOURED: Final = 0.0005  # of the page's pixels; less is noise of a scanner
LOOK: Final = 4  # pixels of a side are one, where colours are looked for
INK: Final = 200  # of 255: lighter is paper
MAX_BYTES: Final = 12_000_000  # of a document's pictures; 60 projects take 1.5 million
MAX_PLAIN: Final = 8_000_000  # from then on only what findings speak of, and the summary

Kind = Literal["projects", "summary", "notes"]
Pages = dict[int, list[Box]]  # boxes by page; none on a page that was told as text


class _Wanted(NamedTuple):
    """A stretch of a page, and whose it is: the key of the mapping `kind` of `Crops`."""

    kind: Kind
    key: str | int
    box: Box
    is_wide: bool  # shown from the left edge of the print to the right


@dataclass(slots=True)
class _Found:
    """The crops as they are made. `concerned`: the rows that findings speak of."""

    concerned: Collection[str]
    size: int = 0  # bytes
    rows: dict[Kind, dict[str | int, list[Crop]]] = field(
        default_factory=lambda: {"projects": {}, "summary": {}, "notes": {}}
    )
    pages: dict[int, Crop] = field(default_factory=dict)

    def has_room(self, one: _Wanted | None) -> bool:
        """Whether there is room for a stretch, or for a page as a whole (None)."""
        is_plain = one is None or (one.kind == "projects" and one.key not in self.concerned)
        return self.size < (MAX_PLAIN if is_plain else MAX_BYTES)

    def add(self, one: _Wanted, crop: Crop) -> None:
        self.rows[one.kind].setdefault(one.key, []).append(crop)
        self.size += len(crop.webp)

    def add_page(self, crop: Crop) -> None:
        self.pages[crop.page] = crop
        self.size += len(crop.webp)

    def frozen(self) -> Crops:
        return Crops.model_validate({**self.rows, "pages": self.pages})


def draw_crops(path: Path, plan: Plan, concerned: Collection[str] = ()) -> Crops:
    """The crops of the plan that was read from `path`, its pages drawn one at a time.

    None of a page that cannot be drawn; none at all of a transcript, and where the file cannot be
    opened any more. Of a document of hundreds of pages no more than MAX_BYTES; `concerned`: the
    ids of the projects that findings speak of go before others.
    """
    found = _Found(concerned)
    if plan.kind != "transcript":
        with suppress(DocumentError, OSError), open_pages(path, plan.kind) as draw:
            _draw_all(plan, draw, found)
    return found.frozen()


def _draw_all(plan: Plan, draw: DrawPage, found: _Found) -> None:
    wanted = _wanted(plan)
    for page in plan.pages:
        if page.number not in wanted and page.status != "unread":
            continue
        here = wanted.get(page.number, [])
        if not any(found.has_room(one) for one in (*here, None)):
            continue
        picture = draw(page, DPI)
        if picture.is_drawn:
            _cut(_Sheet.of(page.number, picture), here, found)


def _cut(sheet: "_Sheet", wanted: Iterable[_Wanted], found: _Found) -> None:
    for one in filter(found.has_room, wanted):
        crop = sheet.cut(sheet.widened(one.box) if one.is_wide else one.box)
        if crop is not None:
            found.add(one, crop)
    if found.has_room(None):
        found.add_page(sheet.whole())


def _wanted(plan: Plan) -> dict[int, list[_Wanted]]:
    """What is to be shown of each page; an empty list where that is the page alone."""
    wanted: dict[int, list[_Wanted]] = {}

    def want(kind: Kind, key: str | int, pages: Pages, is_wide: bool = False) -> None:
        for number, boxes in pages.items():
            wanted.setdefault(number, []).extend(_Wanted(kind, key, box, is_wide) for box in boxes)

    for project_id, pages in _rows(plan.projects).items():
        want("projects", project_id, pages)
    for line in plan.summary:
        want("summary", line.line_no, _parts((*line.projects.places, *line.budget.places)), True)
    for index, note in enumerate(plan.notes):
        want("notes", index, _parts(note.places))
    return wanted


def _rows(projects: Sequence[Project]) -> dict[str, Pages]:
    """The boxes of each row by page, as wide as the table there."""
    uses = Counter(place for project in projects for place in _places(project))
    rows = {project.project_id: _parts(_own(project, uses)) for project in projects}
    tables: defaultdict[int, list[Box]] = defaultdict(list)
    for row in rows.values():
        for number, boxes in row.items():
            tables[number].extend(boxes)
    return {
        project_id: {
            number: [_as_wide_as(tables[number], box) for box in boxes]
            for number, boxes in row.items()
        }
        for project_id, row in rows.items()
    }


def _own(project: Project, uses: Counter[Place]) -> list[Place]:
    """The places of a row, but high cells that it shares with others; all, if no other is left."""
    places = _places(project)
    own = [place for place in places if uses[place] == 1 or _height(place) <= MAX_MERGED]
    return own or list(places)


def _places(project: Project) -> frozenset[Place]:
    fields = (*project.cells.values(), *project.extra.values())
    return frozenset(place for field in fields for place in field.places)


def _height(place: Place) -> float:
    return place.box.bottom - place.box.top if place.box else 0.0


def _parts(places: Iterable[Place]) -> Pages:
    """One box a page around them all; more where a row goes on in the other column of a sheet."""
    pages: Pages = {}
    for place in sorted(places, key=_top):
        if place.page is None:
            continue
        parts = pages.setdefault(place.page, [])
        if place.box is None:
            continue
        if parts and place.box.top <= parts[-1].bottom + APART:
            parts[-1] = _union((parts[-1], place.box))
        else:
            parts.append(place.box)
    return {number: sorted(parts, key=lambda part: part.x0) for number, parts in pages.items()}


def _top(place: Place) -> float:
    return place.box.top if place.box else 0.0


def _as_wide_as(rows: Iterable[Box], box: Box) -> Box:
    """The box as wide as all rows above and below it: not those beside it on a sheet."""
    wide = _union([row for row in rows if row.x0 < box.x1 and row.x1 > box.x0] or [box])
    return box.model_copy(update={"x0": wide.x0, "x1": wide.x1})


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


class _Sheet(NamedTuple):
    """A drawn page, grey where there is no colour in it."""

    number: int
    image: Image.Image
    scale: float  # pixels a point

    @classmethod
    def of(cls, number: int, picture: PagePicture) -> "_Sheet":
        image = picture.image if _is_coloured(picture.image) else picture.image.convert("L")
        return cls(number, image, picture.scale)

    def cut(self, box: Box) -> Crop | None:
        """The box with some room around it; None where it lies off the page."""
        left, top = (max(0, round((low - PAD) * self.scale)) for low in (box.x0, box.top))
        right = min(self.image.width, round((box.x1 + PAD) * self.scale))
        bottom = min(self.image.height, round((box.bottom + PAD) * self.scale))
        if left >= right or top >= bottom:
            return None
        return self._crop(self.image.crop((left, top, right, bottom)), (left, top, right, bottom))

    def whole(self) -> Crop:
        """All of the page, small."""
        share = PAGE_DPI / POINTS_AN_INCH / self.scale
        width, height = (max(1, round(side * min(1.0, share))) for side in self.image.size)
        small = self.image.resize((width, height), Image.Resampling.BOX)
        return self._crop(small, (0, 0, *self.image.size))

    def widened(self, box: Box) -> Box:
        """The box from the left edge of the page's print to the right."""
        ink = self.image.convert("L").point(lambda shade: 255 * (shade < INK)).getbbox()
        left, _, right, _ = ink or (0, 0, *self.image.size)
        return box.model_copy(
            update={
                "x0": min(box.x0, left / self.scale),
                "x1": max(box.x1, right / self.scale),
            }
        )

    def _crop(self, image: Image.Image, pixels: tuple[int, int, int, int]) -> Crop:
        """`image` as the crop of what lies in these pixels of the page."""
        stream = BytesIO()
        image.save(stream, format="WEBP", quality=QUALITY, method=EFFORT)
        left, top, right, bottom = (side / self.scale for side in pixels)
        return Crop(
            page=self.number,
            box=Box(x0=left, top=top, x1=right, bottom=bottom),
            width=image.width,
            height=image.height,
            webp=stream.getvalue(),
        )


def _is_coloured(image: Image.Image) -> bool:
    small = np.asarray(image.reduce(LOOK))
    spread = small.max(axis=2).astype(int) - small.min(axis=2)
    return bool((spread > COLOURED).mean() > MIN_COLOURED)
