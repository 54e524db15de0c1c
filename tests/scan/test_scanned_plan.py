"""Pages of the sample as a scanner leaves them, read to the end: right, or flagged."""

import pytest
from pictures import SAMPLE, picture
from PIL import Image

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan, Project
from pipeline.run import read_plan

PAGES = (10, 11, 12)  # projects with and without money


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("scan") / "plan.pdf"
    first, *rest = (Image.fromarray(picture(page, 200)) for page in PAGES)
    first.save(path, save_all=True, append_images=rest, resolution=200)
    return read_plan(path)


def test_every_row_is_there_with_a_number_or_a_doubt(scanned: Plan) -> None:
    true = [one for one in read_plan(SAMPLE).projects if one.page_first in PAGES]
    assert len(scanned.projects) == len(true)
    for read, wanted in zip(scanned.projects, true, strict=True):
        assert_right_or_flagged(read, wanted)


def assert_right_or_flagged(read: Project, wanted: Project) -> None:
    if read.item_no.status is Status.OK:
        assert read.item_no.value == wanted.item_no.value
    else:
        assert read.item_no.doubts and "ocr_low_confidence" in read.flags
    if read.budget.status is Status.UNREADABLE:
        assert read.budget.doubts and {"budget_unreadable", "ocr_low_confidence"} <= set(read.flags)
    else:
        assert (read.budget.status, read.budget.value) == (
            wanted.budget.status,
            wanted.budget.value,
        )
    assert "�" not in (read.kpi.value or "") or read.kpi.status is Status.UNREADABLE
