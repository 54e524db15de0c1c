"""Where a band of lines is cut into rows."""

from pipeline.extract.tables.row_cuts import Mark, Start, cut_rows


def test_two_starts_on_the_last_level_are_no_crash() -> None:
    above, one, two = (Mark(0, y - 8, y + 2, y) for y in (20.0, 40.0, 40.3))
    beside = Mark(1, 12, 22, 20.0)
    starts = (Start(one, leads=True), Start(two, leads=True))
    assert len(cut_rows((above, beside, one, two), starts, has_rest=True)) <= 2
    assert cut_rows((one, two), starts, has_rest=False) == ()
