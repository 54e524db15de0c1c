"""What the fuzzers found: each file once ended the run, or took gigabytes or a minute."""

from pathlib import Path

import pytest
from reading import read

FINDS = sorted((Path(__file__).parent / "finds").iterdir())


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_a_find_is_answered(path: Path) -> None:
    read(path)
