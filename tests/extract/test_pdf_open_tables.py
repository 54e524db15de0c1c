"""Tables whose rules are missing, in part or all; rows that several projects share."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from pipeline.contracts.page import Area, Glyph, Page, Ruling, Stroke
from pipeline.contracts.place import Box
from pipeline.contracts.table import RawTable, Role
from pipeline.extract.page_tail import Tail
from pipeline.extract.pages import read_blocks
from pipeline.extract.tables.carry import carries_on
from pipeline.extract.tables.pieces import cut_table
from pipeline.extract.tables.roles import role_of
from pipeline.extract.tables.rows import read_rows
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.thai_marks import combining_marks

SIZE, LETTER, LEADING = 10.0, 5.0, 15.0
LEFT, TOP, PAD = 40.0, 60.0, 4.0
WIDTHS = (150.0, 150.0, 90.0, 40.0, 40.0, 40.0, 40.0, 100.0)
EDGES = tuple(itertools.accumulate(WIDTHS, initial=LEFT))
HEADS = ("โครงการ/กิจกรรม", "วิธีดำเนินการ", "งบประมาณ", "ผู้รับผิดชอบ")
QUARTERS = ("ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")
ROWS = (
    (("๑. โครงการค่ายเยาวชน", "ต้นกล้าสุจริต"), ("จัดค่ายสองวัน",), ("๑๒,๐๐๐",), ("สำนักงานจังหวัด",)),
    (("๒. กิจกรรมตลาดนัด",), ("ประชุม", "ติดตามผล", "รายงาน"), ("-",), ("ที่ทำการปกครอง", "จังหวัด")),
    (("๓. โครงการอบรม",), ("อบรมครู",), ("๙,๘๐๐",), ("สำนักงานคลัง",)),
)  # fmt: skip
Cells = Sequence[Sequence[str]]


def words(text: str, x: float, baseline: float, size: float = SIZE) -> list[Glyph]:
    """Letters of one width, marks on the letters before them."""
    found: list[Glyph] = []
    for char in text:
        wide = 0.0 if char in combining_marks() else LETTER * size / SIZE
        at = x - LETTER / 2 if wide == 0.0 else x
        top, bottom = baseline - 0.8 * size, baseline + 0.25 * size
        found.append(Glyph(char, at, top, at + wide, bottom, size, "Sarabun"))
        x += wide
    return found


def width(text: str, size: float = SIZE) -> float:
    return LETTER * size / SIZE * sum(char not in combining_marks() for char in text)


def centred(text: str, left: float, right: float, baseline: float, size: float) -> list[Glyph]:
    return words(text, (left + right - width(text, size)) / 2, baseline, size)


def columns() -> tuple[tuple[float, float], ...]:
    """Left and right edge of the columns of text."""
    pairs = tuple(itertools.pairwise(EDGES))
    return (*pairs[:3], pairs[7])


def header() -> list[Glyph]:
    found = [
        glyph
        for text, (left, right) in zip(HEADS, columns(), strict=True)
        for glyph in centred(text, left, right, TOP + 18, SIZE)
    ]
    found += centred("ระยะเวลาดำเนินการ", EDGES[3], EDGES[7], TOP + 11, SIZE)
    for text, (left, right) in zip(QUARTERS, itertools.pairwise(EDGES[3:8]), strict=True):
        found += centred(text, left, right, TOP + 25, 7.0)
    return found


def body(
    rows: Iterable[Cells], top: float, middle: bool, gap: float
) -> tuple[list[Glyph], list[float]]:
    """Letters of the rows, and the y at which each ends."""
    glyphs: list[Glyph] = []
    ends: list[float] = []
    for row in rows:
        tallest = max(map(len, row))
        for lines, (left, _) in zip(row, columns(), strict=True):
            first = top + LEADING * ((tallest - len(lines)) / 2 if middle else 0) + 11
            for number, text in enumerate(lines):
                glyphs += words(text, left + PAD, first + LEADING * number)
        top += LEADING * tallest + gap
        ends.append(top)
    return glyphs, ends


def page(
    glyphs: list[Glyph], rulings: Iterable[Ruling] = (), strokes: Iterable[Stroke] = ()
) -> Page:
    return Page(1, 760.0, 540.0, tuple(glyphs), tuple(rulings), tuple(strokes), (), (), "test")


def level(y: float) -> Stroke:
    return Stroke(((EDGES[0], y), (EDGES[-1], y)), False, 0.1)


def upright(x: float, top: float, bottom: float) -> Stroke:
    return Stroke(((x, top), (x, bottom)), False, 0.5)


def tables(found: Page, tail: Tail | None = None) -> list[RawTable]:
    return [b for b in read_blocks(found, tail=tail).blocks if isinstance(b, RawTable)]


def row_texts(table: RawTable, rows: int) -> list[list[str]]:
    """The texts of the last rows, column by column of text."""
    at = {(cell.row, cell.col): cell.text for cell in table.cells}
    first = table.n_rows - rows
    return [[at[row, col] for col in (0, 1, 2, 7)] for row in range(first, table.n_rows)]


def wanted(rows: Iterable[Cells]) -> list[list[str]]:
    return [["\n".join(lines) for lines in row] for row in rows]


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("rules", ["none", "level", "upright", "frame"])
def test_missing_rules(rules: str, middle: bool) -> None:
    start = TOP + 35
    glyphs, ends = body(ROWS, start, middle, gap=6)
    strokes = []
    if rules in ("level", "frame"):
        ys = (TOP, start, *ends) if rules == "level" else (TOP, ends[-1])
        strokes += [level(y - 3) for y in ys]
    if rules in ("upright", "frame"):
        xs = EDGES if rules == "upright" else (EDGES[0], EDGES[-1])
        strokes += [upright(x, TOP, ends[-1]) for x in xs]
    (table,) = tables(page(header() + glyphs, strokes=strokes))
    assert (table.n_rows, table.n_cols) == (5, 8)
    assert row_texts(table, 3) == wanted(ROWS)
    texts = {cell.text.replace("\n", "") for cell in table.cells if cell.row < 2}
    assert texts >= {*HEADS, *QUARTERS, "ระยะเวลาดำเนินการ"}


def test_arrow_over_columns_that_only_their_headings_tell() -> None:
    start = TOP + 35
    glyphs, _ = body(ROWS, start, middle=False, gap=6)
    arrow = Stroke(((EDGES[4] + 2, start + 6), (EDGES[6] - 2, start + 6)), False, 1.0)
    (table,) = tables(page(header() + glyphs, strokes=[arrow]))
    assert [(m.kind, m.row, m.first_col, m.last_col) for m in table.marks] == [("arrow", 2, 4, 5)]


@pytest.mark.parametrize("rules", ["none", "frame"])
def test_ticks_a_little_off_the_level_of_their_row_stay_in_it(rules: str) -> None:
    """The tick's font set it 4 points higher: it was taken for the rest of the row before."""
    start = TOP + 35
    glyphs, ends = body(ROWS, start, middle=False, gap=6)
    for top, column in zip((start, *ends), (3, 4, 5), strict=False):
        glyphs += words("✓", EDGES[column] + 15, top + 7, size=6)
    rulings = []
    if rules == "frame":
        rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, TOP + 33, ends[-1])]
        rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    (table,) = tables(page(header() + glyphs, rulings))
    first = table.n_rows - 3
    ticks = [(cell.row - first, cell.col) for cell in table.cells if cell.text == "✓"]
    assert ticks == [(0, 3), (1, 4), (2, 5)]
    assert row_texts(table, 3) == wanted(ROWS)


@pytest.mark.parametrize("rest", ["- แผนการดำเนินงาน", "แผนการดำเนินงาน", "(ระดับ A)"])
@pytest.mark.parametrize("look", ["bold", "ruled"])
def test_rest_of_a_cell_below_a_repeated_header_is_no_heading(look: str, rest: str) -> None:
    """Its words name a column, or stand in brackets like a unit."""
    rows = ((("",), ("และกำหนด", rest), ("",), ("",)), *ROWS[1:])
    glyphs, _ = body(rows, TOP + 35, middle=False, gap=6)
    bold = [replace(glyph, font="Sarabun-Bold") for glyph in header()]
    heads = bold if look == "bold" else header()
    strokes = [level(TOP + 33)] if look == "ruled" else []
    (table,) = tables(page(heads + glyphs, strokes=strokes))
    assert row_texts(table, 3) == wanted(rows)


def test_bullet_below_a_header_is_no_heading() -> None:
    rows = ((("",), ("- กำหนด", "แผนการดำเนินงาน"), ("",), ("",)), *ROWS[1:])
    glyphs, _ = body(rows, TOP + 35, middle=False, gap=6)
    (table,) = tables(page(header() + glyphs))
    assert row_texts(table, 3) == wanted(rows)


@pytest.mark.parametrize("unit", ["(บาท)", "(พันบาท)"])
def test_unit_below_a_heading_is_of_the_header(unit: str) -> None:
    glyphs, _ = body(ROWS, TOP + 48, middle=False, gap=6)
    heads = header() + centred(unit, EDGES[2], EDGES[3], TOP + 33, SIZE)
    (table,) = tables(page(heads + glyphs))
    assert row_texts(table, 3) == wanted(ROWS)


def test_sums_alone_on_a_page_keep_the_columns_of_their_table() -> None:
    """No rule parts the columns that the label of a sum spans: the page had three, not four."""
    xs = (40.0, 240.0, 440.0, 540.0, 640.0)
    names = ("เป้าหมายที่", "ตัวชี้วัดที่", "จำนวนโครงการ", "งบประมาณ (บาท)")
    lines = (names, ("๑. ก", "๑.๑ ข", "๒", "๕,๐๐๐"))
    glyphs = [
        glyph
        for y, texts in zip((80.0, 100.0), lines, strict=True)
        for x, text in zip(xs, texts, strict=False)
        for glyph in words(text, x + 4, y)
    ]
    rules = [Ruling("v", x, 65.0, 105.0) for x in xs]
    rules += [Ruling("h", y, xs[0], xs[-1]) for y in (65.0, 85.0, 105.0)]
    before = read_blocks(page(glyphs, rules))
    sums = [*words("รวม", 150, 80), *words("๒", 444, 80), *words("๕,๐๐๐", 544, 80)]
    whole = [*words("ภาพรวม", 150, 100), *words("๒", 444, 100), *words("๕,๐๐๐", 544, 100)]
    rules = [rule for rule in rules if rule.position != xs[1]]
    (table,) = tables(page(sums + whole, rules), before.tail)
    assert [(c.row, c.col, c.colspan, c.text) for c in table.cells if c.row == 1] == [
        (1, 0, 2, "ภาพรวม"), (1, 2, 1, "๒"), (1, 3, 1, "๕,๐๐๐"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ticked", "is_ruled", "doubted"),
    [((0, 1, 2), False, []), ((0, 2), False, [0, 1, 2]), ((0,), False, [0, 1]), ((0,), True, [])],
)
def test_projects_whose_ticks_may_stand_in_the_next_row_are_flagged(
    ticked: tuple[int, ...], is_ruled: bool, doubted: list[int]
) -> None:
    start = TOP + 35
    glyphs, ends = body(ROWS, start, middle=False, gap=6)
    for row in ticked:
        glyphs += words("✓", EDGES[4] + 15, (start, *ends)[row] + 11)
    strokes = [level(y - 3) for y in (TOP, start, *ends)] if is_ruled else []
    (table,) = tables(page(header() + glyphs, strokes=strokes))
    lexicon = load_lexicon()
    (piece,) = cut_table(table, None, {}, lexicon)
    assert piece.header is not None
    rows = read_rows(piece, piece.header, lexicon, "\n").rows
    assert [n for n, row in enumerate(rows) if "cell_shared" in row.flags] == doubted


def test_one_ruled_row_alone_on_a_page_keeps_its_rules_and_its_arrow() -> None:
    """Its arrow ran along the upper rule, and was lost where the row was told from its text."""
    first = read_blocks(page(*ruled(ROWS[:1])))
    glyphs, ends = body(ROWS[1:2], TOP, middle=False, gap=2)
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, ends[-1])]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    arrow = Stroke(((EDGES[3] + 1, TOP + 2), (EDGES[7] - 1, TOP + 2)), False, 1.0)
    (table,) = tables(page(glyphs, rulings, [arrow]), first.tail)
    assert (table.n_rows, table.place.box) == (
        1,
        Box(x0=EDGES[0], top=TOP, x1=EDGES[-1], bottom=ends[-1]),
    )
    assert [(m.kind, m.first_col, m.last_col) for m in table.marks] == [("arrow", 3, 6)]


@pytest.mark.parametrize(("money", "goes_on"), [("", True), ("๕,๐๐๐", False)])
def test_lines_typed_into_rows_of_their_own_go_on_over_a_page_break(
    money: str, goes_on: bool
) -> None:
    """Six rows without a number were taken for another table; with money of their own they are."""
    lexicon = load_lexicon()
    (whole,) = tables(page(*ruled(ROWS[:1])))
    (before,) = cut_table(whole, None, {}, lexicon)
    glyphs, ends = body([(("ก",), ("ข",), (money,), ("ค",))] * 6, TOP, middle=False, gap=2)
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, *ends)]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    (rest,) = cut_table(tables(page(glyphs, rulings))[0], before.header, {}, lexicon)
    assert before.header is not None
    assert carries_on(rest, before.header, False, lexicon) == goes_on


def ruled(rows: Iterable[Cells]) -> tuple[list[Glyph], list[Ruling]]:
    """A ruled table's letters and rules."""
    glyphs, ends = body(rows, TOP + 35, middle=False, gap=2)
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, TOP + 33, ends[-1])]
    return header() + glyphs, [*rulings, *(Ruling("v", x, TOP, ends[-1]) for x in EDGES)]


@pytest.mark.parametrize("rows", [ROWS[:1], ROWS])
def test_text_that_sticks_out_of_its_cell_is_of_it(rows: Sequence[Cells]) -> None:
    """The dash after an amount stood in the first quarter, and the amount could not be read."""
    glyphs, rulings = ruled((*row[:2], ("",), row[3]) for row in rows)
    end = 0.0
    for row in rows:
        glyphs += words("๓๖,๗๙๗,๖๐๐.-", EDGES[3] - 57, TOP + 46 + end)
        end += LEADING * max(map(len, row)) + 2
    (table,) = tables(page(glyphs, rulings))
    assert [c.text for c in table.cells if c.col == 2 and c.row > 0] == ["๓๖,๗๙๗,๖๐๐.-"] * len(rows)
    assert not any(c.text for c in table.cells if c.col == 3 and c.row > 0)


def test_text_that_runs_on_over_an_empty_cell_is_of_the_first() -> None:
    """As a spreadsheet draws it."""
    glyphs, rulings = ruled(((("๑. ก",), ("",), ("",), ("ค",)),))
    glyphs += words("ประชุมคณะกรรมการจังหวัดทุกเดือนพร้อมรายงาน", EDGES[1] + PAD, TOP + 46)
    (table,) = tables(page(glyphs, rulings))
    texts = [cell.text for cell in table.cells if cell.row == table.n_rows - 1]
    assert texts[1:3] == ["ประชุมคณะกรรมการจังหวัดทุกเดือนพร้อมรายงาน", ""]


def test_headings_that_touch_at_a_rule_stay_two() -> None:
    glyphs, rulings = ruled(ROWS[:1])
    glyphs = [glyph for glyph in glyphs if not EDGES[3] <= glyph.x0 <= EDGES[7]]
    for text, left in zip(QUARTERS, EDGES[3:7], strict=True):
        glyphs += words(text, left, TOP + 25, size=40 / width(text) * SIZE)
    (table,) = tables(page(glyphs, rulings))
    assert [c.text for c in table.cells if c.row == 0 and 3 <= c.col < 7] == list(QUARTERS)


def test_next_page_without_a_header_goes_on() -> None:
    glyphs, _ = body(ROWS[:1], TOP + 35, middle=False, gap=6)
    first = read_blocks(page(header() + glyphs))
    rest, _ = body(((("ของจังหวัด",), ("ต่อเนื่อง",), ("",), ("จังหวัด",)), *ROWS[1:]), TOP, False, 6)
    (table,) = tables(page(rest), first.tail)
    assert table.n_cols == 8
    assert row_texts(table, 3)[1:] == wanted(ROWS[1:])


def test_header_ruled_but_rows_not() -> None:
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, TOP + 33)]
    rulings.append(Ruling("h", TOP + 15, EDGES[3], EDGES[7]))
    rulings += [Ruling("v", x, TOP + 15 * (x in EDGES[4:7]), TOP + 33) for x in EDGES]
    glyphs, _ = body(ROWS, TOP + 35, middle=False, gap=6)
    ruled, rest = tables(page(header() + glyphs, rulings))
    assert ruled.n_rows == 2
    assert row_texts(rest, 3) == wanted(ROWS)


def test_projects_that_share_a_drawn_row() -> None:
    glyphs, ends = body(ROWS, TOP + 35, middle=False, gap=2)
    ys = (TOP, TOP + 33, ends[-1])
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in ys]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    (table,) = tables(page(header() + glyphs, rulings))
    assert table.n_rows == 4
    assert row_texts(table, 3) == wanted(ROWS)


def test_one_text_for_projects_that_share_a_drawn_row() -> None:
    """An agency in the middle of two projects stays one cell; nothing says where to cut it."""
    rows = (
        (("๑. โครงการค่าย", "เยาวชน"), ("จัดค่าย", "สองวัน"), ("๑๒,๐๐๐",), ("",)),
        (("๒. กิจกรรมตลาด", "นัด"), ("ประชุม", "ทุกเดือน"), ("๙,๘๐๐",), ("",)),
    )
    glyphs, ends = body(rows, TOP + 35, middle=False, gap=0)
    glyphs += words("สำนักงาน", EDGES[7] + PAD, TOP + 35 + 11 + LEADING)
    glyphs += words("จังหวัด", EDGES[7] + PAD, TOP + 35 + 11 + 2 * LEADING)
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, TOP + 33, ends[-1])]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    (table,) = tables(page(header() + glyphs, rulings))
    (agency,) = [cell for cell in table.cells if "สำนักงาน" in cell.text]
    assert (agency.text, agency.rowspan) == ("สำนักงาน\nจังหวัด", 2)
    assert [c.text for c in table.cells if c.col == 2 and c.row > 0] == ["๑๒,๐๐๐", "๙,๘๐๐"]


def test_list_inside_a_project_is_no_row() -> None:
    rows = ((("๑. โครงการค่าย", "๒. ฐานเรียนรู้"), ("ก", "ข"), ("๕",), ("ค",)), *ROWS[1:2])
    glyphs, ends = body(rows, TOP + 35, middle=False, gap=2)
    ys = (TOP, TOP + 33, ends[0] - 1, ends[1])
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in ys]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in EDGES]
    (table,) = tables(page(header() + glyphs, rulings))
    assert table.n_rows == 3


@pytest.mark.parametrize("above", ["๓๓", "๓|๓", "", "ก"])
def test_a_number_that_a_narrow_column_breaks_is_one_row(above: str) -> None:
    xs = (40.0, 55.0, 255.0, 345.0)
    numbers = [
        *([above.split("|")] if above else []),
        ["๓", "๔"],
        ["๓", "๕"][: 1 if above == "ก" else 2],
    ]
    glyphs, ys = [], [TOP]
    for lines in numbers:
        for row, (digit, amount) in enumerate(zip([*lines, ""], ("๔", "๐,๙๗๑,๑๐๐"), strict=False)):
            baseline = ys[-1] + 11 + LEADING * row
            glyphs += words(digit, xs[0] + PAD, baseline) + words(amount, xs[2] + PAD, baseline)
        glyphs += words("กิจกรรมค่าย", xs[1] + PAD, ys[-1] + 11)
        ys.append(ys[-1] + 2 * LEADING + 2)
    rulings = [Ruling("h", y, xs[0], xs[-1]) for y in ys]
    rulings += [Ruling("v", x, TOP, ys[-1]) for x in xs]
    (table,) = tables(page(glyphs, rulings))
    assert table.n_rows == len(numbers)


PROSE = (
    ("โครงการ/กิจกรรม และงบประมาณของหน่วยงานรับผิดชอบ ให้เป็นไปตามระยะเวลาดำเนินการ ที่กำหนดไว้",),
    ("สารบัญ", "โครงการ/กิจกรรม ........................ ๑", "งบประมาณ ........................ ๒"),
    ("(ลงชื่อ) ผู้รับผิดชอบโครงการ          (ลงชื่อ) ผู้อนุมัติโครงการ", "ตำแหน่ง          ตำแหน่ง"),
    ("๑. โครงการ   งบประมาณ ๑๐๐ บาท", "๒. กิจกรรม   งบประมาณ ๒๐๐ บาท"),
)


@pytest.mark.parametrize("lines", PROSE)
def test_prose_is_no_table(lines: tuple[str, ...]) -> None:
    glyphs = [g for n, line in enumerate(lines) for g in words(line, LEFT, TOP + LEADING * n)]
    assert not tables(page(glyphs))


def test_shaded_rows_without_rules() -> None:
    glyphs, ends = body(ROWS, TOP + 35, middle=False, gap=6)
    tops = (TOP + 32, *(end - 3 for end in ends))
    fills = [
        Area(left, top, right, bottom, 0.9)
        for top, bottom in itertools.pairwise(tops)
        for left, right in itertools.pairwise(EDGES)
    ]
    drawn = page(header() + glyphs)
    shaded = Page(1, 760.0, 540.0, drawn.glyphs, (), (), tuple(fills), (), "test")
    (table,) = tables(shaded)
    assert row_texts(table, 3) == wanted(ROWS)
    assert not [mark for mark in table.marks if mark.kind == "fill"]


@pytest.mark.parametrize(
    "heading",
    ["ผลการดำเนินงาน", "ผลที่คาดว่าจะได้รับ", "กลุ่มเป้าหมาย", "งบประมาณ (ล้านบาท)", "งบประมาณ\n(พันบาท)"],
)
def test_columns_that_only_look_known(heading: str) -> None:
    """Results are no plan of months, and thousands of baht no baht."""
    lexicon = load_lexicon()
    assert role_of(heading, lexicon.headings, lexicon.months) is Role.UNKNOWN


def test_indicator_in_a_column_of_its_own() -> None:
    heads = ("ตัวชี้วัดที่", "โครงการ/กิจกรรม", "งบประมาณ")
    rows = (("๑.๑ ร้อยละ", "๑. ค่าย", "๕"), ("๑.๒ ระดับ", "๑. อบรม", "๖"))
    lines = ((heads, 70.0), *((row, 100.0 + 20 * n) for n, row in enumerate(rows)))
    edges = (40.0, 140.0, 300.0, 400.0)
    glyphs = [
        glyph
        for texts, y in lines
        for text, x in zip(texts, edges, strict=False)
        for glyph in words(text, x + PAD, y)
    ]
    rulings = [Ruling("h", y, 40.0, 400.0) for y in (55.0, 85.0, 105.0, 125.0)]
    rulings += [Ruling("v", x, 55.0, 125.0) for x in edges]
    (table,) = tables(page(glyphs, rulings))
    found = [
        (p.labels[0][0].number, len(p.rows))
        for p in cut_table(table, None, {}, load_lexicon())
        if p.labels
    ]
    assert found == [("1.1", 1), ("1.2", 1)]


def open_header(lines: Sequence[tuple[str, float, float]]) -> list[Glyph]:
    """The words of a header, each with the middle and the baseline at which it stands."""
    found: list[Glyph] = []
    for text, middle, baseline in lines:
        found += centred(text, middle, middle, baseline, 7.0)
    return found


def head_words(budget: Sequence[str], times: Sequence[tuple[str, float, float]]) -> list[Glyph]:
    """Headings in the middle of a header of three lines, that of the money in `budget`'s."""
    (name, method, money, agency) = ((left + right) / 2 for left, right in columns())
    lines = [(HEADS[0], name, TOP + 18), (HEADS[1], method, TOP + 18), (HEADS[3], agency, TOP + 18)]
    first = TOP + 18 - 4 * (len(budget) - 1)
    lines += [(text, money, first + 8 * number) for number, text in enumerate(budget)]
    return open_header([*lines, *times])


@pytest.mark.parametrize(
    "budget", [("งบ", "ประมาณ"), ("งบ", "ประมาณ", "(บาท)"), ("งบประมาณ", "ที่ใช้", "(บาท)")]
)
def test_first_line_of_a_heading_above_its_neighbours(budget: Sequence[str]) -> None:
    """`งบ` stood alone on its baseline: the column was `ประมาณ`, and no budget was read."""
    middles = [(a + b) / 2 for a, b in itertools.pairwise(EDGES[3:8])]
    times = [(text, x, TOP + 18) for text, x in zip(QUARTERS, middles, strict=True)]
    glyphs, _ = body(ROWS, TOP + 40, middle=False, gap=6)
    (table,) = tables(page(head_words(budget, times) + glyphs))
    assert "".join(budget) in {cell.text.replace("\n", "") for cell in table.cells}
    assert [row[2] for row in row_texts(table, 3)] == ["๑๒,๐๐๐", "-", "๙,๘๐๐"]


def test_bare_numbers_below_the_word_quarter() -> None:
    """The word stood above two of the four numbers: the others were columns of their own."""
    middles = [(a + b) / 2 for a, b in itertools.pairwise(EDGES[3:8])]
    times = [("ไตรมาส", (EDGES[3] + EDGES[7]) / 2, TOP + 10)]
    times += [(number, x, TOP + 26) for number, x in zip("๑๒๓๔", middles, strict=True)]
    glyphs, _ = body(ROWS, TOP + 40, middle=False, gap=6)
    heads = head_words(("งบประมาณ",), times)
    (table,) = tables(page(heads + glyphs))
    (piece,) = cut_table(table, None, {}, load_lexicon())
    assert piece.header is not None
    roles = [column.role for column in piece.header.columns]
    assert roles[3:7] == [Role.Q1, Role.Q2, Role.Q3, Role.Q4]


def test_months_as_near_as_letters() -> None:
    """`ต.ค.พ.ย.ธ.ค.` without white between was one column, or one of a quarter."""
    names = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
    x, found = EDGES[3], []
    for name in names:
        found += words(name, x, TOP + 26, 6.0)
        x += width(name, 6.0) + 0.4
    middle = (EDGES[3] + x) / 2
    glyphs, _ = body(ROWS, TOP + 40, middle=False, gap=6)
    heads = head_words(("งบประมาณ",), [("ระยะเวลา", middle, TOP + 10)])
    (table,) = tables(page(heads + found + glyphs))
    assert [cell.text for cell in table.cells if cell.text in names] == list(names)


def test_total_in_the_middle_of_the_columns_before_it() -> None:
    """`รวม` stood in the second column: the sum became a second amount of the project above."""
    glyphs, ends = body(ROWS, TOP + 35, middle=False, gap=6)
    glyphs += words("รวม", EDGES[1] + 20, ends[-1] + 11) + words(
        "๒๑,๘๐๐", EDGES[2] + 4, ends[-1] + 11
    )
    (table,) = tables(page(header() + glyphs))
    assert row_texts(table, 4) == [*wanted(ROWS), ["", "รวม", "๒๑,๘๐๐", ""]]


def test_one_ruled_row_whose_times_are_merged_keeps_its_cell() -> None:
    """Its columns were those of the page before, and an arrow of hyphens took two of the four."""
    first = read_blocks(page(*ruled(ROWS[:1])))
    glyphs, ends = body(ROWS[1:2], TOP, middle=False, gap=2)
    glyphs += centred("<------->", EDGES[3], EDGES[7], TOP + 11, SIZE)
    rulings = [Ruling("h", y, EDGES[0], EDGES[-1]) for y in (TOP, ends[-1])]
    rulings += [Ruling("v", x, TOP, ends[-1]) for x in (*EDGES[:4], *EDGES[7:])]
    (table,) = tables(page(glyphs, rulings), first.tail)
    (arrow,) = [cell for cell in table.cells if cell.text.startswith("<")]
    assert (arrow.col, arrow.colspan) == (3, 4)
