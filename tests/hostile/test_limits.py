"""Files too large to be read at all: said before they are."""

import os
from pathlib import Path

import pytest
from reading import read

from pipeline.contracts import limits
from pipeline.extract.readers.pdf_probe import refuse_bombs


@pytest.mark.parametrize("suffix", ["pdf", "txt", "html", "png", "tif"])
def test_a_file_of_5_gb_is_not_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.touch()
    os.truncate(path, 5_000_000_000)  # a hole: it takes no room
    result = read(path)
    assert (result.status, result.sha256) == ("failed", "")
    assert "too large (5,000,000,000 bytes" in result.error
    assert "ใหญ่เกินไป" in result.reasons[0]


def test_more_objects_than_are_read() -> None:
    with pytest.raises(Exception, match="more than 1,000,000 objects"):
        refuse_bombs(b"1 0 obj\n" * (limits.MAX_OBJECTS + 1))
