"""Crops show what was read, upright and small; what cannot be drawn has none and harms nothing."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from changed_page import SAMPLE
from pdf_maker import hand_written
from PIL import Image
from test_pdf_sheets import imposed, some_pages

from pipeline.contracts.crop import Crop, Crops
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import PageRecord, Plan, Project
from pipeline.extract.crops import DPI, MAX_MERGED, PAD, PAGE_DPI, draw_crops
from pipeline.run import read_plan

ROW_BYTES = 30_000  # 60 projects, 20 pages: under 3 MB
PAGE_BYTES = 50_000
SUMMARY = 8  # the page of the sample with the summary table


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_pages(tmp_path_factory.mktemp("pages") / "pages.pdf")


@pytest.fixture(scope="module")
def plan(pages: Path) -> Plan:
    return read_plan(pages)


@pytest.fixture(scope="module")
def crops(pages: Path, plan: Plan) -> Crops:
    return draw_crops(pages, plan)


def opened(crop: Crop) -> Image.Image:
    with Image.open(BytesIO(crop.webp), formats=["WEBP"]) as image:
        return image.convert("RGB")


def grey(crop: Crop) -> np.ndarray:
    return np.asarray(opened(crop).convert("L")).astype(int)


def boxes(project: Project) -> list[tuple[int, Box]]:
    fields = (project.item_no, project.project_name, project.budget, project.agency)
    return [(p.page, p.box) for one in fields for p in one.places if p.page and p.box]


def holds(crop: Crop, page: int, box: Box) -> bool:
    shown = crop.box
    return (
        crop.page == page
        and shown.x0 <= box.x0 and box.x1 <= shown.x1
        and shown.top <= box.top and box.bottom <= shown.bottom
    )  # fmt: skip


def only_page(path: Path, page: PageRecord) -> Plan:
    return Plan.model_validate({
        "doc_id": "0" * 12, "source_file": path.name, "kind": "pdf", "layout": "", "title": "",
        "organization": "", "province": "", "fiscal_year_be": None, "pages": (page,),
        "summary": (), "indicators": (), "projects": (),
        "sections": (), "notes": (),
    })  # fmt: skip


def test_every_row_is_shown_with_its_cells(plan: Plan, crops: Crops) -> None:
    assert set(crops.projects) == {project.project_id for project in plan.projects}
    for project in plan.projects:
        (crop,) = crops.projects[project.project_id]
        assert all(holds(crop, page, box) for page, box in boxes(project))


def test_rows_of_a_table_are_equally_wide(crops: Crops) -> None:
    assert len({round(crop.box.x1 - crop.box.x0) for (crop,) in crops.projects.values()}) == 1


def test_pictures_are_small_and_say_their_size(crops: Crops) -> None:
    for one in (*crops.projects.values(), *crops.pages.values()):
        for crop in one if isinstance(one, tuple) else (one,):
            assert opened(crop).size == (crop.width, crop.height)
    for (row,) in crops.projects.values():
        assert len(row.webp) < ROW_BYTES
        assert row.width / (row.box.x1 - row.box.x0) == pytest.approx(DPI / 72, rel=0.01)
    for page in crops.pages.values():
        assert len(page.webp) < PAGE_BYTES
        assert page.width / (page.box.x1 - page.box.x0) == pytest.approx(PAGE_DPI / 72, rel=0.01)


def test_a_row_looks_as_it_does_on_its_page(pages: Path, plan: Plan, crops: Crops) -> None:
    document = pypdfium2.PdfDocument(pages)
    project = plan.projects[2]
    (crop,) = crops.projects[project.project_id]
    page = document[crop.page - 1].render(scale=DPI / 72).to_pil().convert("L")
    left, top, right, bottom = (
        round(side * DPI / 72) for side in (crop.box.x0, crop.box.top, crop.box.x1, crop.box.bottom)
    )
    there = np.asarray(page.crop((left, top, right, bottom))).astype(int)
    assert there.min() < 50
    assert np.abs(there - grey(crop)).mean() < 4
    document.close()


def test_only_pages_that_say_something_are_shown(tmp_path: Path) -> None:
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as some:
        some.pages.extend(sample.pages[n] for n in (1, SUMMARY - 1, SUMMARY))
        some.save(tmp_path / "plan.pdf")
    plan = read_plan(tmp_path / "plan.pdf")
    crops = draw_crops(tmp_path / "plan.pdf", plan)
    assert set(crops.pages) == {2, 3}
    assert set(crops.summary) == {line.line_no for line in plan.summary}
    width = crops.pages[2].box.x1
    for line in plan.summary:
        (crop,) = crops.summary[line.line_no]
        place = line.projects.places[0]
        assert place.box and place.page and holds(crop, place.page, place.box)
        assert crop.box.x0 < 0.1 * width  # the title stands there, which has no place of its own


@pytest.mark.parametrize(("name", "kind"), [("plan.tif", "image"), ("plan.pdf", "pdf")])
def test_a_scan_that_lies_on_its_side_is_shown_upright(
    name: str, kind: str, pages: Path, plan: Plan, crops: Crops, tmp_path: Path
) -> None:
    """What is read of a page in pdfium's points is where it is on a scan of it, once turned."""
    document = pypdfium2.PdfDocument(pages)
    scans = [page.render(scale=2).to_pil().rotate(90, expand=True) for page in document]
    document.close()
    scans[0].save(
        tmp_path / name, save_all=True, append_images=scans[1:], dpi=(144, 144), resolution=144
    )
    records = [page.model_copy(update={"reader": "ocr", "turned": 270.0}) for page in plan.pages]
    scanned = plan.model_copy(update={"kind": kind, "pages": tuple(records)})
    found = draw_crops(tmp_path / name, scanned)
    assert set(found.projects) == set(crops.projects)
    for project_id, (crop,) in crops.projects.items():
        (other,) = found.projects[project_id]
        assert (other.width, other.height) == (crop.width, crop.height)
        alike = np.corrcoef(grey(other).ravel(), grey(crop).ravel())[0, 1]
        assert alike > 0.65  # the scan is coarser; three pixels away it is 0.5


def test_a_row_of_a_sheet_ends_at_its_own_page(pages: Path, plan: Plan, tmp_path: Path) -> None:
    sheets = imposed(pages, tmp_path / "sheets.pdf")
    crops = draw_crops(sheets, read_plan(sheets))
    rows = [crop for row in crops.projects.values() for crop in row]
    assert len(rows) == len(plan.projects)
    for crop in rows:
        middle = crops.pages[crop.page].box.x1 / 2
        assert crop.box.x1 < middle or crop.box.x0 > middle


def moved(project: Project, place: Place, *, name: str) -> Project:
    return project.model_copy(
        update={
            "project_id": name,
            "budget": project.budget.model_copy(update={"places": (place,)}),
        }
    )


@pytest.mark.parametrize(("height", "is_whole"), [(MAX_MERGED - 1, True), (MAX_MERGED + 50, False)])
def test_a_high_cell_of_several_rows_is_not_shown_whole(
    pages: Path, plan: Plan, height: float, is_whole: bool
) -> None:
    first = next(project for project in plan.projects if project.page_first == 2)
    assert first.project_name.places[0].box is not None
    row = first.project_name.places[0].box
    shared = first.budget.places[0].model_copy(
        update={"box": row.model_copy(update={"bottom": row.top + height})}
    )
    projects = (moved(first, shared, name="a"), moved(plan.projects[0], shared, name="b"))
    found = draw_crops(pages, plan.model_copy(update={"projects": projects}))
    (crop,) = found.projects["a"]
    assert (crop.box.bottom > row.bottom + 2 * PAD) == is_whole


def test_a_row_over_two_pages_has_a_crop_of_each(pages: Path, plan: Plan) -> None:
    first, second = plan.projects[1], plan.projects[-1]
    over = first.method.model_copy(update={"places": first.method.places + second.method.places})
    both = plan.model_copy(update={"projects": (first.model_copy(update={"method": over}),)})
    (row,) = draw_crops(pages, both).projects.values()
    assert [crop.page for crop in row] == [first.page_first, second.page_first]


def test_of_a_page_that_was_told_as_text_only_the_page_is_shown(pages: Path, plan: Plan) -> None:
    def told(place: Place) -> Place:
        return Place(reader="vision", page=place.page, line=3, cell=1)

    project = plan.projects[0]
    fields = ("item_no", "project_name", "method", "kpi", "budget", "agency")
    changed = {
        name: (field := getattr(project, name)).model_copy(
            update={"places": tuple(map(told, field.places))}
        )
        for name in fields
    }
    text = project.schedule.text.model_copy(update={"places": ()})
    schedule = project.schedule.model_copy(update={"text": text})
    row = project.model_copy(update={**changed, "schedule": schedule})
    found = draw_crops(pages, plan.model_copy(update={"projects": (row,), "summary": ()}))
    assert found.projects == {}
    assert set(found.pages) == {project.page_first}


def test_unread_pages_are_shown_and_those_that_cannot_be_drawn_are_not(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(hand_written(b"20 20 m 60 90 l 120 40 l f"))
    unread = PageRecord(
        number=1, status="unread", reader="pdfium", reason="drawn", printed_number=None
    )
    plan = only_page(path, unread)
    gone = unread.model_copy(update={"number": 2, "reason": "damaged"})
    crops = draw_crops(path, plan.model_copy(update={"pages": (unread, gone)}))
    assert set(crops.pages) == {1}
    assert grey(crops.pages[1]).min() < 50


@pytest.mark.parametrize(("colour", "is_grey"), [(b"0.4 g", True), (b"0.8 0.1 0.1 rg", False)])
def test_what_is_grey_stays_grey(tmp_path: Path, colour: bytes, is_grey: bool) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(hand_written(colour + b" 20 20 90 60 re f"))
    unread = PageRecord(
        number=1, status="unread", reader="pdfium", reason="drawn", printed_number=None
    )
    image = np.asarray(opened(draw_crops(path, only_page(path, unread)).pages[1]))
    assert (np.ptp(image.astype(int), axis=2).max() < 10) == is_grey


def test_without_the_file_there_are_no_crops(plan: Plan, tmp_path: Path) -> None:
    assert draw_crops(tmp_path / "gone.pdf", plan) == Crops()
    (tmp_path / "other.pdf").write_text("no PDF any more")
    assert draw_crops(tmp_path / "other.pdf", plan) == Crops()


def test_a_transcript_has_none() -> None:
    path = SAMPLE.with_name("petchaburi_2566_transcript.txt")
    assert draw_crops(path, read_plan(path)) == Crops()


def test_crops_survive_json(crops: Crops) -> None:
    assert Crops.model_validate_json(crops.model_dump_json()) == crops


def test_rows_that_findings_speak_of_go_before_others_where_there_is_no_room(
    pages: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.extract.crops.MAX_PLAIN", 0)
    last = plan.projects[-1].project_id
    found = draw_crops(pages, plan, {last})
    assert set(found.projects) == {last}
    assert not found.pages
    monkeypatch.setattr("pipeline.extract.crops.MAX_BYTES", 0)
    assert draw_crops(pages, plan, {last}) == Crops()
