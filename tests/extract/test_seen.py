"""What was seen on a page: headers at their place, rows to their own extent, marks that count."""

from pipeline.contracts.page import DoubtfulReading, FontDoubt, Glyph, Page
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.page_view import PageView
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import Mark, RawCell, RawDocument, RawTable
from pipeline.extract.plan import sort_document
from pipeline.extract.seen import Story, first_detail_page, see_page
from pipeline.extract.seen_tables import ReadPiece
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan

HEAD = ("โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ไตรมาส ๑", "ไตรมาส ๒", "หน่วยงานรับผิดชอบ")
WIDE, HIGH = 100, 20  # points of a cell


def place(page: int, row: int, col: int, down: int = 1, right: int = 1) -> Place:
    box = Box(x0=WIDE * col, top=HIGH * row, x1=WIDE * (col + right), bottom=HIGH * (row + down))
    return Place(reader="pdfium", page=page, box=box)


def table(page: int, *rows: tuple[str, ...], marks: tuple[tuple[int, int, int], ...] = ()):
    """A text `|n` spans n rows, `>n` n columns; `^` is covered. A mark: row, first, last col."""
    cells = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if text == "^":
                continue
            text, _, down = text.partition("|")
            text, _, right = text.partition(">")
            spans = int(down or 1), int(right or 1)
            cells.append(RawCell(row, col, *spans, text, place(page, row, col, *spans)))
    return RawTable(
        len(rows), len(HEAD), tuple(cells),
        tuple(Mark("arrow", r, a, b, place(page, r, a, 1, b - a + 1)) for r, a, b in marks),
        place(page, 0, 0, len(rows), len(HEAD)), spans_stated=True,
    )  # fmt: skip


def story(*tables: RawTable) -> Story:
    pages = tuple(PageReport(n, "text", "pdfium") for n in range(1, 4))
    document = RawDocument("pdf", tables, pages, "pdfium")
    lexicon = load_lexicon(None)
    pieces: list[ReadPiece] = []
    raw = sort_document(document, lexicon, lambda *read: pieces.append(ReadPiece(*read)))
    return Story(document, tuple(pieces), raw, build_plan(raw, "d", "f", lexicon), ())


def seen(number: int, *tables: RawTable) -> PageView:
    return see_page(story(*tables), number, None)


def levels(box: Box | None) -> tuple[float, float] | None:
    return box and (box.top / HIGH, box.bottom / HIGH)


def row(number: int, budget: str = "๑๐๐", agency: str = "สำนักงาน") -> tuple[str, ...]:
    return f"{number}. โครงการ", budget, "", "", agency


def test_a_heading_inside_a_table_leaves_the_header_where_it_is_printed() -> None:
    inside = ("ตัวชี้วัดที่ ๑.๒ ร้อยละของประชาชน>5", "^", "^", "^", "^")
    view = seen(1, table(1, HEAD, row(1), inside, row(1), row(2)))
    (only,) = view.tables
    assert [levels(piece.header) for piece in only.pieces] == [(0, 1), None]
    assert [levels(piece.box) for piece in only.pieces] == [(0, 2), (2, 5)]
    assert [piece.header_page for piece in only.pieces] == [1, 1]
    assert [(one.level, one.number) for one in view.headings] == [("indicator", "1.2")]


def test_a_heading_right_below_the_header() -> None:
    inside = ("ตัวชี้วัดที่ ๑.๒ ร้อยละของประชาชน>5", "^", "^", "^", "^")
    (only,) = seen(1, table(1, HEAD, inside, row(1))).tables
    assert [levels(piece.header) for piece in only.pieces] == [(0, 1)]


def test_columns_are_named_by_the_header_of_the_page_before() -> None:
    view = seen(3, table(1, HEAD, row(1)), table(2, row(2)), table(3, row(3), row(4)))
    (piece,) = view.tables[0].pieces
    assert (piece.header, piece.header_page, piece.kind) == (None, 1, "detail")
    assert [column.name for column in piece.columns] == [
        "project_name", "budget_baht", "q1", "q2", "agency",
    ]  # fmt: skip
    assert [(c.box.x0 / WIDE, c.box.x1 / WIDE) for c in piece.columns] == [
        (n, n + 1) for n in range(5)
    ]
    assert [line.item_no for line in view.rows] == ["3", "4"]


def test_columns_of_years_and_of_months_are_named_by_them() -> None:
    years = ("โครงการ/กิจกรรม", "๒๕๖๖ (บาท)", "๒๕๖๗ (บาท)", "๒๕๖๘ (บาท)", "หน่วยงานรับผิดชอบ")
    (piece,) = seen(1, table(1, years, row(1))).tables[0].pieces
    assert [column.name for column in piece.columns] == [
        "project_name", "budget_baht 2566", "budget_baht 2567", "budget_baht 2568", "agency",
    ]  # fmt: skip
    months = ("โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ธ.ค. ๒๕๖๕", "ม.ค. ๒๕๖๖", "หน่วยงานรับผิดชอบ")
    (piece,) = seen(1, table(1, months, row(1))).tables[0].pieces
    assert [column.name for column in piece.columns][2:4] == ["month 2565-12", "month 2566-01"]


def test_a_row_ends_where_the_next_begins_though_they_share_a_cell() -> None:
    first, second = row(1, agency="สำนักงาน|2"), (*row(2)[:4], "^")
    view = seen(1, table(1, HEAD, first, second))
    assert [levels(line.box) for line in view.rows] == [(1, 2), (2, 3)]


def test_a_row_that_goes_on_over_several_lines_of_the_grid() -> None:
    more = ("", "", "", "", "จังหวัด")
    view = seen(1, table(1, HEAD, row(1), more, row(2)))
    assert [(levels(line.box), line.begins) for line in view.rows] == [
        ((1, 3), True), ((3, 4), True),
    ]  # fmt: skip


def test_the_rest_of_a_row_on_the_next_page() -> None:
    view = seen(2, table(1, HEAD, row(1)), table(2, ("ต่อ", "", "", "", ""), row(2)))
    assert [(line.item_no, line.begins) for line in view.rows] == [("1", False), ("2", True)]
    assert "row_split_over_pages" in view.rows[0].flags


def test_marks_count_for_the_quarters_below_them_or_for_none() -> None:
    """The second lies over the budget and the third over the header."""
    view = seen(1, table(1, HEAD, row(1), row(2), marks=((1, 2, 3), (2, 1, 1), (0, 2, 3))))
    assert [(mark.covers, levels(mark.over)) for mark in view.marks] == [
        ("q1-q2", (1, 2)), ("", (2, 3)), ("", (0, 1)),
    ]  # fmt: skip


def test_typed_arrows_lie_over_all_that_they_count_for() -> None:
    typed = ("1. โครงการ", "๑๐๐", "←", "→", "สำนักงาน")
    (mark,) = seen(1, table(1, HEAD, typed)).marks
    assert (mark.covers, mark.over.x0 / WIDE, mark.over.x1 / WIDE) == ("q1-q2", 2, 4)


def test_an_unread_amount_is_in_doubt() -> None:
    view = seen(1, table(1, HEAD, row(1, budget="๑O,๐๐๐"), row(2)))
    (doubt,) = (one for one in view.letters if one.kind == "doubt")
    assert doubt.box == place(1, 1, 1).box
    assert view.rows[0].says[0] == "budget unreadable"
    assert view.rows[1].says[0] == "100 baht"


def test_the_first_page_of_projects() -> None:
    other = table(1, ("a", "b", "c", "d", "e"), ("f", "g", "h", "i", "j"))
    assert first_detail_page(story(other, table(2, HEAD, row(1)))) == 2
    assert first_detail_page(story(other)) == 1
    assert first_detail_page(story()) == 1


def test_letters_of_a_font_in_doubt() -> None:
    letters = [("ก", 10, "A"), (" ", 20, "A"), ("ค", 30, "B"), ("ง", 40, "A")]
    glyphs = tuple(Glyph(text, x, 5, x + 10, 15, 10, font) for text, x, font in letters)
    doubt = FontDoubt("A", "no_words", 0.5, 2)
    page = Page(1, 100, 100, glyphs, (), (), (), (), "pdfium", untrusted_fonts=(doubt,))
    view = see_page(story(table(1, HEAD, row(1))), 1, page)
    boxes = [one.box for one in view.letters if one.kind == "untrusted"]
    assert [(box.x0, box.x1, box.top, box.bottom) for box in boxes] == [
        (10, 20, 5, 15), (40, 50, 5, 15),
    ]  # fmt: skip


def test_what_a_picture_does_not_show_surely() -> None:
    glyphs = (Glyph("�", 10, 5, 20, 15, 10, "scan"), Glyph("ก", 30, 5, 40, 15, 10, "scan"))
    doubts = tuple(
        DoubtfulReading(kind, one.x0, one.top, one.x1, one.bottom, one.text, ())
        for kind, one in zip(("number", "letters"), glyphs, strict=True)
    )
    page = Page(1, 100, 100, glyphs, (), (), (), (), "ocr", doubts=doubts)
    view = see_page(story(table(1, HEAD, row(1))), 1, page)
    assert [one.box.x0 for one in view.letters if one.kind == "unsure"] == [10, 30]
