"""The rivals' side of the race, run by the Python that has them: `engines.py JOB.json OUT.json`.

Nothing of this project is imported here: that Python need not have it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LANGUAGES = "tha+eng"
BLOCK = 6  # --psm: one block of text
PAD = 12  # white pixels around a cell
DPI = 300
TESSDATA = "/usr/share/tesseract-ocr/*/tessdata"

Page = dict[str, Any]  # picture: path; cells: {row: {column: (x0, top, x1, bottom) in pixels}}
Answer = dict[str, Any]


def tesseract(pages: list[Page]) -> list[Answer]:
    """Texts of the true cells, and what one pass over the whole page takes."""
    import cv2
    import numpy as np
    import tesserocr
    from PIL import Image

    cv2.setNumThreads(1)
    folder = os.environ.get("TESSDATA_PREFIX") or str(
        next(iter(Path("/").glob(TESSDATA[1:])), "no Thai data")
    )
    answers = []
    with tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGES, psm=BLOCK) as api:
        for page in pages:
            began = _cpu_s()
            picture = Image.open(page["picture"])
            api.SetImage(picture)
            api.SetSourceResolution(DPI)
            api.GetUTF8Text()
            seconds = _cpu_s() - began
            # What helps it most: a soft blur, black and white for the whole page, cells alone.
            _, plain = cv2.threshold(
                cv2.GaussianBlur(np.asarray(picture), (0, 0), 0.7),
                0,
                255,
                cv2.THRESH_BINARY | cv2.THRESH_OTSU,
            )
            texts: dict[str, dict[str, str]] = {}
            for row, cells in page["cells"].items():
                for column, (x0, top, x1, bottom) in cells.items():
                    cell = cv2.copyMakeBorder(
                        plain[top:bottom, x0:x1], PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT, value=255
                    )
                    api.SetImage(Image.fromarray(cell))
                    api.SetSourceResolution(DPI)
                    texts.setdefault(row, {})[column] = api.GetUTF8Text().strip()
            answers.append({"cpu_s": seconds, "texts": texts})
    return answers


def img2table(pages: list[Page]) -> list[Answer]:
    """The rows that it finds, each a list of its cells' texts."""
    import cv2
    from img2table.document import Image
    from img2table.ocr import TesseractOCR

    cv2.setNumThreads(1)
    ocr = TesseractOCR(n_threads=1, lang=LANGUAGES)
    answers = []
    for page in pages:
        began = _cpu_s()
        tables = Image(page["picture"]).extract_tables(ocr=ocr, min_confidence=1)
        rows = [
            [(cell.value or "").replace("\n", " ") for cell in row]
            for table in tables
            for row in table.content.values()
        ]
        answers.append({"cpu_s": _cpu_s() - began, "rows": rows})
    return answers


ENGINES: dict[str, Callable[[list[Page]], list[Answer]]] = {
    "tesseract": tesseract,
    "img2table": img2table,
}


def main(job: Path, out: Path) -> None:
    """Write each engine's answers, or why it has none."""
    pages = json.loads(job.read_text(encoding="utf-8"))
    answers: dict[str, Any] = {}
    for name, engine in ENGINES.items():
        try:
            answers[name] = engine(pages)
        except ImportError as error:
            answers[name] = f"not installed ({error})"
        except Exception as error:  # a library's trouble with a page is a result
            answers[name] = f"did not run ({error!r})"
    out.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


def _cpu_s() -> float:
    """Of this process and its children, tesseract's command among them."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    began = time.time()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"rivals: {time.time() - began:.0f} s", file=sys.stderr)
