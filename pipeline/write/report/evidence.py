"""What a person can check a value against: crops with the cell outlined, or the quoted line."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.crop import Crop
from pipeline.contracts.parsed import CountField, MoneyField, Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.record import Note, Project, SummaryLine
from pipeline.write.anchors import project_anchor
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.phrases import Phrases

AnyField = TextField | MoneyField | CountField
OPTIONAL = frozenset({"place"})  # columns that only some forms have
LEAST_SIDE = 0.5  # percent of a crop: an outline stays visible


@dataclass(frozen=True, slots=True)
class Outline:
    """A frame over a picture, in percent of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A crop as the page shows it; `key` is its id where it stands first."""

    key: str
    webp: bytes
    width: int
    height: int
    alt: str
    page: int
    href: str  # of that page of the original; empty where the original is not known
    outlines: tuple[Outline, ...] = ()

    @property
    def src(self) -> str:
        """The picture itself, for a page that needs no other file."""
        return "data:image/webp;base64," + b64encode(self.webp).decode("ascii")


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """A cell's raw text; `marked` where it is the one concerned."""

    name: str
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A row's raw text and where it stands: in place of a crop."""

    where: str
    cells: tuple[QuotedCell, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One side of a difference: what it is, and its crops or its quote."""

    caption: str
    anchor: str  # of the project on the page
    pictures: tuple[Picture, ...]
    quotes: tuple[Quote, ...]
    href: str = ""  # of the page of the original, where no crop has it


def page_href(original: str, page: int | None) -> str:
    """The link to a page of the original; empty where either is not known."""
    if not original or page is None:
        return ""
    return f"{original}#page={page}"


def picture(crop: Crop, key: str, alt: str, original: str, marked: Iterable[Place] = ()) -> Picture:
    """A crop with outlines around the places that lie in it."""
    return Picture(
        key=key,
        webp=crop.webp,
        width=crop.width,
        height=crop.height,
        alt=alt,
        page=crop.page,
        href=page_href(original, crop.page),
        outlines=tuple(one for place in marked for one in _outline(crop, place)),
    )


def _outline(crop: Crop, place: Place) -> Iterable[Outline]:
    if place.box is None or place.page != crop.page:
        return
    shown = crop.box
    width, height = shown.x1 - shown.x0, shown.bottom - shown.top
    x0, x1 = max(place.box.x0, shown.x0), min(place.box.x1, shown.x1)
    top, bottom = max(place.box.top, shown.top), min(place.box.bottom, shown.bottom)
    if x1 <= x0 or bottom <= top or width <= 0 or height <= 0:
        return
    yield Outline(
        left=round(100 * (x0 - shown.x0) / width, 2),
        top=round(100 * (top - shown.top) / height, 2),
        width=max(LEAST_SIDE, round(100 * (x1 - x0) / width, 2)),
        height=max(LEAST_SIDE, round(100 * (bottom - top) / height, 2)),
    )


def project_fields(project: Project) -> tuple[tuple[str, AnyField], ...]:
    """The cells of a row in the order of the table, by column; of several years each one's."""
    cells: dict[str, AnyField] = {}
    for name, cell in project.cells.items():
        if name == "budget_baht" and len(project.budgets) > 1:
            cells |= project.year_cells
        elif name not in OPTIONAL or cell.status is not Status.ABSENT:
            cells[name] = cell
    return (*cells.items(), *project.extra.items())


def concerned(project: Project, column: str) -> AnyField | None:
    """The cell of a row that a finding about `column` speaks of; None: the whole row."""
    name = "item_no" if column.startswith("projects") else column
    return {**project.cells, **dict(project_fields(project))}.get(name)


def project_exhibit(
    document: ReportDocument, project: Project, column: str, words: Phrases
) -> Exhibit:
    """The detail side: the crops of a row with the concerned cell outlined, or its raw text."""
    field = concerned(project, column)
    anchor = project_anchor(project.project_id)
    caption = project_caption(project, words)
    crops = document.crops.projects.get(project.project_id, ())
    pictures = tuple(
        picture(
            crop,
            f"{anchor}-{index}",
            words.say("crop_of", what=caption, page=crop.page),
            document.original,
            field.places if field else (),
        )
        for index, crop in enumerate(crops)
    )
    quotes = () if pictures else _quoted(project_fields(project), field, words)
    href = page_href(document.original, project.page_first)
    return Exhibit(caption, anchor, pictures, quotes, "" if pictures else href)


def project_caption(project: Project, words: Phrases) -> str:
    """Which row it is: indicator, item, name."""
    name = project.project_name.value or words.say("no_name")
    number = f"{project.indicator_no or '?'} / {project.item_no.value or '?'}"
    return f"{number} {name}"


def summary_exhibit(
    document: ReportDocument, line: SummaryLine, column: str, words: Phrases
) -> Exhibit:
    """The declared side: a line of the summary with its count or its budget outlined."""
    columns: dict[str, CountField | MoneyField]
    columns = {"projects": line.projects, "budget_baht": line.budget}
    for year in line.years:
        columns[f"projects_{year.fiscal_year_be}"] = year.projects
        columns[f"budget_baht_{year.fiscal_year_be}"] = year.budget
    field = columns.get(column)
    name = line.indicator_no or words.say(line.level.value)
    caption = words.say("summary_line", name=name)
    pictures = tuple(
        picture(
            crop,
            f"s-{line.line_no}-{index}",
            words.say("crop_of", what=caption, page=crop.page),
            document.original,
            field.places if field else (),
        )
        for index, crop in enumerate(document.crops.summary.get(line.line_no, ()))
    )
    quotes = () if pictures else _summary_quote(line, columns, field, words)
    href = page_href(document.original, line.page)
    return Exhibit(caption, "", pictures, quotes, "" if pictures else href)


def _summary_quote(
    line: SummaryLine,
    columns: dict[str, CountField | MoneyField],
    marked: AnyField | None,
    words: Phrases,
) -> tuple[Quote, ...]:
    title = QuotedCell(words.field("title"), line.title, False)
    quotes = _quoted(tuple(columns.items()), marked, words)
    if not quotes:
        return ()
    first, *rest = quotes
    return (replace(first, cells=(title, *first.cells)), *rest)


def note_exhibit(
    document: ReportDocument, number: int, note: Note, words: Phrases
) -> Exhibit | None:
    """What a reader's note speaks of; None where it has neither crop nor place."""
    caption = words.rule_title(note.code)
    pictures = tuple(
        picture(
            crop,
            f"n-{number}-{index}",
            words.say("crop_of", what=caption, page=crop.page),
            document.original,
            note.places,
        )
        for index, crop in enumerate(document.crops.notes.get(number, ()))
    )
    if not pictures and not note.text:
        return None
    cell = QuotedCell("", note.text, False)
    quote = Quote(_where(note.places, words), (cell,))
    return Exhibit(caption, "", pictures, () if pictures else (quote,))


def page_exhibit(document: ReportDocument, number: int, words: Phrases) -> Exhibit | None:
    """A whole page, small; None where it was not drawn."""
    crop = document.crops.pages.get(number)
    if crop is None:
        return None
    caption = words.say("page", n=number)
    alt = words.say("picture_of_page", n=number)
    return Exhibit(caption, "", (picture(crop, f"g-{number}", alt, document.original),), ())


def _quoted(
    fields: Sequence[tuple[str, AnyField]], marked: AnyField | None, words: Phrases
) -> tuple[Quote, ...]:
    """The raw texts, a quote for each line of a transcript, or each page, that they stand on."""
    rows: dict[str, list[QuotedCell]] = {}
    for name, field in fields:
        if field.raw.strip():
            cell = QuotedCell(words.field(name), field.raw, field is marked)
            rows.setdefault(_where(field.places[:1], words), []).append(cell)
    return tuple(Quote(where, tuple(cells)) for where, cells in rows.items())


def _where(places: Sequence[Place], words: Phrases) -> str:
    lines = [str(place.line) for place in places if place.line is not None]
    if lines:
        return words.say("line", n=", ".join(dict.fromkeys(lines)))
    pages = [str(place.page) for place in places if place.page is not None]
    return words.say("page", n=", ".join(dict.fromkeys(pages))) if pages else ""
