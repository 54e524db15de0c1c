"""Tesseract and img2table over some of the pages, beside thaiplan: the same rows, one core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
from rapidfuzz.distance import Levenshtein

from bench.born_digital.convert import convert
from bench.born_digital.report import table
from bench.born_digital.truth import TruthRow
from bench.scans.cells import COLUMNS, PrintedRow, printed_rows
from bench.scans.engines import DPI
from bench.scans.measure import Reading
from bench.scans.scanner import Scan
from bench.scans.score import Tally, has_form_of_money, packed, plain_money

OWN_PYTHON = Path(__file__).parents[2] / ".cache" / "rivals" / "bin" / "python"
TEXTS = ("project_name", "agency")
SAME_ROW = 0.5  # of the letters of a name
INSET = 4  # pixels within the rules of a cell
ONE_CORE = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
HEADS = (
    "condition", "pages", "amounts", "reader", "amounts right", "wrong", "rows", "CER",
    "CPU s/page",
)  # fmt: skip


@dataclass
class Figures:
    """What one reader made of some rows. `wrong`: a sound amount, and not the printed one."""

    pages: int = 0
    amounts: int = 0
    right: int = 0
    wrong: int = 0
    rows: int = 0
    rows_found: int = 0
    letters: int = 0
    wrong_letters: int = 0
    cpu_s: float = 0.0

    def add(self, other: Figures) -> None:
        """Count another page in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def cells(self, has_rows: bool) -> tuple[str, ...]:
        """As cells of the report's table."""
        amounts, rows, letters = (max(n, 1) for n in (self.amounts, self.rows, self.letters))
        return (
            f"{self.right / amounts:.3f}", f"{self.wrong / amounts:.3f}",
            f"{self.rows_found / rows:.3f}" if has_rows else "given",
            f"{self.wrong_letters / letters:.3f}", f"{self.cpu_s / max(self.pages, 1):.2f}",
        )  # fmt: skip


@dataclass
class Race:
    """Figures by reader and condition; why a rival is not among them; seconds of the same pages."""

    by_reader: dict[str, dict[str, Figures]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    own_s_a_page: float = 0.0  # thaiplan over these pages, start-up and all

    @property
    def figures(self) -> dict[str, Any]:
        """As plain data."""
        readers = {
            reader: {name: vars(figures) for name, figures in conditions.items()}
            for reader, conditions in self.by_reader.items()
        }
        return {"readers": readers, "missing": self.missing, "own_s_a_page": self.own_s_a_page}

    @property
    def ratio_to_page_pass(self) -> float | None:
        """thaiplan's seconds over those of one Tesseract pass; None without Tesseract."""
        if "tesseract" not in self.by_reader:
            return None
        whole = _whole(self.by_reader["tesseract"])
        return self.own_s_a_page / (whole.cpu_s / whole.pages)

    def markdown(self) -> str:
        """The table, the ratio, and who is not there."""
        lines = []
        for name in self.by_reader["thaiplan"]:
            lines += [self._line(reader, name) for reader in self.by_reader]
        lines += [self._line(reader, "all") for reader in self.by_reader]
        parts = [
            "Tesseract (tha+eng, psm 6) is given the true cells, straightened and in black and"
            " white; its seconds are one pass over the page. img2table finds the rows itself."
            " *wrong*: an amount in due form that is another; thaiplan's where nothing flags it.",
            table(HEADS, lines),
        ]
        parts += [f"- {rival}: {why}" for rival, why in self.missing.items()]
        ratio = self.ratio_to_page_pass
        own = f"- thaiplan over these pages, all included: {self.own_s_a_page:.2f} CPU s a page"
        parts.append(own + (f", {ratio:.2f} of a Tesseract pass" if ratio is not None else ""))
        return "\n\n".join(parts)

    def _line(self, reader: str, name: str) -> tuple[str, ...]:
        conditions = self.by_reader[reader]
        figures = _whole(conditions) if name == "all" else conditions[name]
        counts = (name, f"{figures.pages}", f"{figures.amounts}")
        return (*counts, reader, *figures.cells(reader != "tesseract"))


@dataclass(frozen=True)
class _Chosen:
    """A page of the race: the rows printed on it."""

    scan: Scan
    page: int
    rows: tuple[PrintedRow, ...]


def race(scans: Sequence[Scan], readings: Mapping[str, Reading], temp: Path) -> Race:
    """A page full of rows of each condition and producer, read by all."""
    chosen = list(_chosen(scans))
    ran = Race()
    ran.by_reader["thaiplan"] = _thaiplan(chosen, readings)
    ran.own_s_a_page = _own_seconds(chosen, temp)
    for figures in ran.by_reader["thaiplan"].values():
        figures.cpu_s = ran.own_s_a_page * figures.pages
    for rival, answers in _answers(chosen, temp).items():
        if isinstance(answers, str):
            ran.missing[rival] = answers
            continue
        by_condition = ran.by_reader.setdefault(rival, {})
        for page, answer in zip(chosen, answers, strict=True):
            name = page.scan.planned.condition.name
            judge = _given_cells if "texts" in answer else _found_rows
            by_condition.setdefault(name, Figures()).add(judge(page, answer))
    return ran


def _chosen(scans: Sequence[Scan]) -> Iterator[_Chosen]:
    seen = set()
    for scan in scans:
        key = scan.planned.condition.name, scan.planned.look.producer
        if scan.planned.look.is_narrow and key not in seen:
            seen.add(key)
            rows = list(printed_rows(scan.printed.pdf, scan.printed.truth))
            pages = [row.page for row in rows]
            fullest = max(set(pages), key=pages.count)
            yield _Chosen(scan, fullest, tuple(r for r in rows if r.page == fullest))


def _thaiplan(chosen: Sequence[_Chosen], readings: Mapping[str, Reading]) -> dict[str, Figures]:
    conditions: dict[str, Figures] = {}
    for page in chosen:
        name = page.scan.planned.condition.name
        figures = conditions.setdefault(name, Figures())
        figures.pages += 1
        for row in page.rows:
            key = f"{row.truth.indicator_no}:{row.truth.item_no}"
            tally: Tally = readings[name].rows[page.scan.planned.name, key]
            is_amount = row.truth.budget_status == "amount"
            figures.amounts += is_amount
            figures.right += tally.right if is_amount else 0
            figures.wrong += len(tally.silent) if is_amount else 0
            figures.rows += 1
            figures.rows_found += tally.matched
            figures.letters += tally.letters
            figures.wrong_letters += tally.wrong_unspaced
    return conditions


def _own_seconds(chosen: Sequence[_Chosen], temp: Path) -> float:
    """CPU seconds a page of thaiplan over these very pages."""
    pages = temp / "race.pdf"
    with pikepdf.new() as whole:
        for page in chosen:
            with pikepdf.open(page.scan.pdf) as document:
                whole.pages.append(document.pages[page.page])
        whole.save(pages)
    return convert([pages], temp / "race").cpu_s / len(chosen)


def _answers(chosen: Sequence[_Chosen], temp: Path) -> dict[str, Any]:
    job, out = temp / "race.json", temp / "answers.json"
    job.write_text(json.dumps([_page(page, temp) for page in chosen]), encoding="utf-8")
    python = OWN_PYTHON if OWN_PYTHON.exists() else Path(sys.executable)
    engines = Path(__file__).with_name("engines.py")
    command = [str(python), str(engines), str(job), str(out)]
    subprocess.run(command, check=True, env=os.environ | ONE_CORE, stdout=subprocess.DEVNULL)
    answers: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return answers


def _page(page: _Chosen, temp: Path) -> dict[str, Any]:
    """The page as a picture of 300 dpi, laid straight by what is known of it; the true cells."""
    with pypdfium2.PdfDocument(page.scan.pdf) as document:
        bitmap = document[page.page].render(scale=DPI / 72, grayscale=True)
        picture = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
    matrix = page.scan.matrices[page.page].copy()
    matrix[:, 2] *= DPI / page.scan.planned.condition.dpi
    straight = cv2.warpAffine(
        picture, matrix, (picture.shape[1], picture.shape[0]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=255.0,
    )  # fmt: skip
    path = temp / f"{page.scan.planned.name}_{page.page}.png"
    cv2.imwrite(str(path), straight)
    cells = {str(at): _pixels(row) for at, row in enumerate(page.rows)}
    return {"picture": str(path), "cells": cells}


def _pixels(row: PrintedRow) -> dict[str, tuple[int, ...]]:
    return {
        column: tuple(
            round(side * DPI / 72) + (INSET if at < 2 else -INSET) for at, side in enumerate(box)
        )
        for column, box in row.boxes.items()
    }


def _given_cells(page: _Chosen, answer: Mapping[str, Any]) -> Figures:
    figures = Figures(pages=1, rows=len(page.rows), rows_found=len(page.rows))
    figures.cpu_s = answer["cpu_s"]
    for at, row in enumerate(page.rows):
        texts = answer["texts"][str(at)]
        _judge(figures, row.truth, [texts["budget"]], [texts[column] for column in TEXTS])
    return figures


def _found_rows(page: _Chosen, answer: Mapping[str, Any]) -> Figures:
    """Each true row with the found row in which something is likest to its name."""
    figures = Figures(pages=1, rows=len(page.rows), cpu_s=answer["cpu_s"])
    left = [row for row in answer["rows"] if row]
    for row in page.rows:
        name = row.truth.project_name
        best = max(left, key=lambda cells: max(_likeness(name, c) for c in cells), default=None)
        if best is None or max(_likeness(name, text) for text in best) < SAME_ROW:
            _judge(figures, row.truth, [], ["", ""])
            continue
        left.remove(best)
        figures.rows_found += 1
        nearest = [
            max(best, key=lambda text: _likeness(getattr(row.truth, column), text))
            for column in TEXTS
        ]
        at = COLUMNS["budget"]
        # Right if any cell holds the amount; wrong only if its own column holds another number.
        own = best[at : at + 1] if len(best) > COLUMNS["agency"] else []
        is_there = row.truth.budget_baht and _holds(best, row.truth)
        _judge(figures, row.truth, best if is_there else own, nearest)
    return figures


def _judge(figures: Figures, truth: TruthRow, money: Sequence[str], texts: Sequence[str]) -> None:
    if truth.budget_status == "amount":
        figures.amounts += 1
        is_right = _holds(money, truth)
        figures.right += is_right
        figures.wrong += not is_right and any(map(has_form_of_money, money))
    for column, text in zip(TEXTS, texts, strict=True):
        wanted = getattr(truth, column)
        figures.letters += len(wanted)
        figures.wrong_letters += min(
            Levenshtein.distance(packed(wanted), packed(text)), len(wanted)
        )


def _holds(texts: Sequence[str], truth: TruthRow) -> bool:
    return Decimal(truth.budget_baht) in map(plain_money, texts)


def _likeness(wanted: str, text: str) -> float:
    return Levenshtein.normalized_similarity(packed(wanted), packed(text))


def _whole(conditions: Mapping[str, Figures]) -> Figures:
    whole = Figures()
    for figures in conditions.values():
        whole.add(figures)
    return whole
