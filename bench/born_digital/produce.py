"""Documents from looks: invents each plan, prints it with its producer, spoils what is to be."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.born_digital.defects import spoil
from bench.born_digital.html_page import page_html
from bench.born_digital.invent import Plan, invent_plan
from bench.born_digital.layout import blocks_of, truth_of
from bench.born_digital.look import FAMILIES, Family, Look, dressed
from bench.born_digital.sheet_page import write_xlsx
from bench.born_digital.truth import TruthRow, write_truth
from bench.born_digital.word_page import write_docx
from bench.typeset.chromium import OPTIONS
from bench.typeset.producer import ProducerError, run_producer, without_stamps

OFFICE_LIMIT_S, OFFICE_LIMIT_EACH_S = 600, 60  # one call prints all documents


@dataclass(frozen=True)
class Document:
    """A printed plan with its truth."""

    name: str
    family: str
    look: Look
    province: str
    pdf: Path
    truth: tuple[TruthRow, ...]


def planned(seed: int, families: Sequence[Family] = FAMILIES) -> list[tuple[str, str, Look, Plan]]:
    """Name, family, look and plan of every document of the seed, before any is printed."""
    documents = []
    for family in families:
        for at, look in enumerate(family.looks, start=1):
            chance = random.Random(f"{seed} {family.name} {at}")
            worn = dressed(look, chance)
            whole = worn.time == "quarters" and not worn.words_beside
            if worn.words_beside:
                whole = chance.random() < 0.5
            plan = invent_plan(chance, family.rows + chance.randint(0, 5), whole)
            name = f"{family.name}_{at}_{worn.producer}"
            documents.append((name, family.name, worn, plan))
    return documents


def produce(
    documents: Sequence[tuple[str, str, Look, Plan]], folder: Path, seed: int
) -> list[Document]:
    """Print the documents into `folder` (NAME.pdf, NAME.csv). Raises ProducerError."""
    folder.mkdir(parents=True, exist_ok=True)
    made, office = [], []
    with tempfile.TemporaryDirectory(prefix="born-digital-", ignore_cleanup_errors=True) as temp:
        for name, family, look, plan in documents:
            chance = random.Random(f"{seed} {name} words")
            truth = truth_of(plan, look)
            blocks = blocks_of(plan, look, chance)
            pdf = folder / f"{name}.pdf"
            write_truth(truth, pdf.with_suffix(".csv"))
            if look.producer == "chromium":
                page = Path(temp) / f"{name}.html"
                page.write_text(page_html(blocks, look), encoding="utf-8")
                print_html(page, pdf, Path(temp))
            else:
                write = write_docx if look.producer == "writer" else write_xlsx
                source = Path(temp) / f"{name}.{'docx' if look.producer == 'writer' else 'xlsx'}"
                write(blocks, look, source)
                office.append(source)
            made.append(Document(name, family, look, plan.province, pdf, truth))
            print(f"\r{len(made)}/{len(documents)} {name:<48}", end="", file=sys.stderr)
        print_office(office, folder, Path(temp))
    print(file=sys.stderr)
    for document in made:
        spoil(document.pdf, document.look)
    return made


def print_html(page: Path, pdf: Path, temp: Path) -> None:
    """Print the page with Chromium. Raises ProducerError."""
    printed = page.with_suffix(".pdf")
    command = [
        "chromium",
        *OPTIONS,
        f"--user-data-dir={temp}/chromium",
        f"--print-to-pdf={printed}",
    ]
    pdf.write_bytes(run_producer([*command, page.as_uri()], printed))


def print_office(sources: Sequence[Path], folder: Path, temp: Path) -> None:
    """Print documents and workbooks with LibreOffice, to the folder. Raises ProducerError."""
    if not sources:
        return
    command = ["soffice", f"-env:UserInstallation=file://{temp}/soffice", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    try:
        limit_s = OFFICE_LIMIT_S + OFFICE_LIMIT_EACH_S * len(sources)
        subprocess.run(command, check=True, capture_output=True, timeout=limit_s)
    except (OSError, subprocess.SubprocessError) as error:
        raise ProducerError(f"soffice failed: {error}") from error
    for source in sources:
        pdf = folder / f"{source.stem}.pdf"
        if not pdf.is_file():
            raise ProducerError(f"soffice left no PDF of {source.name}")
        pdf.write_bytes(without_stamps(pdf.read_bytes()))
