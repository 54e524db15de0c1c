"""The notebooks: run from first cell to last, told whether they still say what they said.

`python -m docs.generate.notebooks` runs them all and keeps their outputs (`make notebooks`).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
SECONDS = 120  # that one cell may take on a busy machine
PICTURES = ("image/png",)
# What two runs do not share: the place of an object in memory.
_PASSING = re.compile(r"0x[0-9a-f]{6,}")


def notebooks() -> list[Path]:
    """The notebooks of the site, by name."""
    return sorted(FOLDER.glob("*.ipynb"))


def run(path: Path) -> Any:
    """The notebook run anew in its own folder; raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
        record_timing=False,
    ).execute()
    for cell in notebook.cells:
        cell.metadata.clear()
    return notebook


def told(notebook: Any) -> list[tuple[str, str, str]]:
    """(cell, kind of output, text) in order; of a picture only that there is one."""
    return list(_told(notebook))


def _told(notebook: Any) -> Iterator[tuple[str, str, str]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                yield cell.id, output.name, _PASSING.sub("0x", output.text)
            for kind, data in sorted(output.get("data", {}).items()):
                yield cell.id, kind, "" if kind in PICTURES else _PASSING.sub("0x", data)


def main() -> int:
    """Runs every notebook and keeps what it says."""
    for path in notebooks():
        nbformat.write(run(path), path)
        print(path.name, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
