"""`python -m training.calibrate`: what the nets' chances are worth, measured and written down.

The curves are fitted on fonts that the nets know and checked on those kept back; run it after
every `training.export`. It writes weights/confidence.yml, the end of report.md and a picture.
"""

import argparse
import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from rapidfuzz.distance import Levenshtein

from pipeline.extract.scan import again
from pipeline.extract.scan.confidence import (
    FIGURES,
    Kind,
    figures,
    log_odds,
    sort_of,
    together,
)
from pipeline.extract.scan.decode import Spelt, spell
from pipeline.extract.scan.grammar import WELL_FORMED
from pipeline.extract.scan.numbers import agreed as agreed_text
from pipeline.extract.scan.recogniser import NETS, WEIGHTS, Reading, judge, look
from pipeline.normalize.digits import has_digit, to_arabic
from training.curves import Said, curve_table, draw_curves
from training.fonts import FOLDER, find_faces
from training.text import make_amount
from training.trials import Trial, draw_trials, write_mixed, write_plan

REPORT: Final = Path(__file__).with_name("report.md")
PICTURE: Final = FOLDER.parent / "confidence.png"
HEADING: Final = "## Confidence"
WISHES: Final = (0.002, 0.001, 0.0005, 0.0003, 0.00025, 0.0002)  # wrong of ordinary numbers
LENIENCE: Final = 4.0  # times as many may be in scans that are not ordinary
PULL: Final = 2.0  # so many letters' worth of belief in the net: few errors make no wild curve
LUCK: Final = 0.7  # errors that as likely as not were to be expected where none was seen
NONE: Final = -99.0  # nats that every number has
FINEST: Final = 1e-3  # nats
FLATTEST: Final = 0.05  # slope: a net that is surer is never less often right


@dataclass(frozen=True, slots=True)
class Heard:
    """A trial and what a net said of it: letters, the chance of one more, the columns."""

    trial: Trial
    kind: Kind
    spelt: list[Spelt]
    missed: float
    columns: int

    def reading(self) -> Reading:
        return judge(self.kind, self.spelt, self.missed, self.columns)

    def wrong(self) -> tuple[set[int], bool]:
        """Which letters are not what was printed, and whether one is missing (a space is none)."""
        alphabet = NETS[self.kind][0]
        wanted = alphabet.encode(self.trial.text)
        edits = Levenshtein.editops([one.number for one in self.spelt], wanted)
        lost = [alphabet.classes[wanted[e.dest_pos]] for e in edits if e.tag == "insert"]
        return {e.src_pos for e in edits if e.tag != "insert"}, any(lost_ != " " for lost_ in lost)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as both nets read it: whether they agree on its writing, and on the truth; how sure
    they are `together`."""

    trial: Trial
    agreed: bool
    right: bool
    nats: float

    def taken(self, enough: float) -> bool:
        return self.agreed and self.nats >= enough


@dataclass(frozen=True, slots=True)
class Heardset:
    """All that was heard in fonts of one kind; numbers by both nets, in the same order."""

    lines: list[Heard]
    numbers: dict[Kind, list[Heard]]

    def of(self, kind: Kind) -> list[Heard]:
        return [*(self.lines if kind == "line" else ()), *self.numbers[kind]]


def listen(held_out: bool, lines: int, numbers: int) -> Heardset:
    """So many lines, half of them of a plan, and numbers; in fonts learned from or kept back."""
    r, faces = random.Random(77 + held_out), find_faces(held_out)
    texts = [
        trial
        for write in (write_plan, write_mixed)
        for trial in draw_trials(r, faces, write, lines // 2)
    ]
    amounts = list(draw_trials(r, faces, make_amount, numbers))
    return Heardset(_hear("line", texts), {kind: _hear(kind, amounts) for kind in NETS})


def _hear(kind: Kind, trials: Sequence[Trial]) -> list[Heard]:
    heard = {
        index: Heard(trials[index], kind, *spell(chances, NETS[kind][0]), len(chances))
        for index, chances in look(kind, [trial.strip for trial in trials])
    }
    return [heard[index] for index in range(len(trials))]


# -- curves -------------------------------------------------------------------------------------


def fit(told: Iterable[tuple[float, bool]]) -> dict[str, float]:
    """The curve (Platt's) from the log-odds of a chance to those of being so."""
    pairs = list(told)
    x = np.array([[log_odds(chance), 1.0] for chance, _ in pairs])
    y = np.array([is_so for _, is_so in pairs], float)
    curve = np.array([1.0, 0.0])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-x @ curve))
        slope = x.T @ (y - guess) - PULL * (curve - (1.0, 0.0))
        bend = (x.T * (guess * (1 - guess))) @ x + PULL * np.eye(2)
        curve = curve + np.clip(np.linalg.solve(bend, slope), -1, 1)
    return {"slope": round(max(FLATTEST, float(curve[0])), 3), "offset": round(float(curve[1]), 3)}


def net_figures(kind: Kind, heard: Sequence[Heard]) -> dict[str, Any]:
    """The net's part of confidence.yml."""
    letters: dict[str, list[tuple[float, bool]]] = {}
    losses: list[tuple[float, bool]] = []
    for one in heard:
        wrong, lost = one.wrong()
        losses.append((one.missed, lost))
        for index, letter in enumerate(one.spelt):
            sort = sort_of(NETS[kind][0].classes[letter.number])
            letters.setdefault(sort, []).append((letter.chance, index not in wrong))
    return {
        "weights": hashlib.sha256((WEIGHTS / f"{kind}.onnx").read_bytes()).hexdigest(),
        "letters": {sort: fit(letters[sort]) for sort in sorted(letters)},
        "missed": fit(losses),
    }


# -- numbers ------------------------------------------------------------------------------------


def agree(trial: Trial, first: Reading, second: Reading) -> Number:
    """What comes of two readings of a number; nothing where there is none (a dash)."""
    text = agreed_text(first.text, second.text) if has_digit(first.text) else None
    value = _value(text or "")
    is_none = not _value(first.text) and not _value(second.text)
    right = value.replace(",", "") == _value(trial.text).replace(",", "")
    nats = together(first.as_number, second.as_number)
    return Number(trial, is_none or WELL_FORMED.fullmatch(value) is not None, right, nats)


def _value(text: str) -> str:
    plain = to_arabic(text.replace(" ", "")).strip(".,-")
    return plain if has_digit(plain) else ""


def silent(found: Sequence[Number], enough: float) -> float:
    """Share of the numbers that are taken and wrong."""
    return sum(one.taken(enough) and not one.right for one in found) / len(found)


def flagged(found: Sequence[Number], enough: float) -> float:
    """Share of the numbers that are not taken."""
    return sum(not one.taken(enough) for one in found) / len(found)


def thresholds(found: Sequence[Number]) -> Iterator[dict[str, float]]:
    """For each wish the least nats that grant it, in ordinary scans and in the others."""
    ordinary = [one for one in found if one.trial.is_ordinary]
    others = [one for one in found if not one.trial.is_ordinary]
    for wish in WISHES:
        enough = max(_least(ordinary, wish), _least(others, LENIENCE * wish))
        yield {
            "silent": wish,
            "nats": round(enough, 3),
            "flagged": round(flagged(found, enough), 4),
        }


def _least(found: Sequence[Number], wish: float) -> float:
    """The nats from which at most the share `wish` of the numbers was taken and wrong, luck allowed
    for."""
    taken = sorted((one for one in found if one.agreed), key=lambda one: -one.nats)
    if not taken:
        return 0.0
    worst = (np.cumsum([not one.right for one in taken]) + LUCK) / len(found)
    last = int(np.searchsorted(worst, wish, "right"))
    return taken[last].nats + FINEST if last < len(taken) else min(0.0, taken[-1].nats)


# -- what is written ----------------------------------------------------------------------------


def calibrate(lines: int, numbers: int) -> str:
    """Writes confidence.yml and the picture; what the report says of them."""
    known, kept = listen(False, lines, numbers), listen(True, lines, numbers)
    found: dict[str, Any] = {"nets": {kind: net_figures(kind, known.of(kind)) for kind in NETS}}
    _write({**found, "numbers": []})  # the readings are judged by the new curves
    agreements = list(thresholds(_numbers(known)))
    _write({**found, "numbers": agreements})
    curves = {
        f"{kind}, {name}": _letters(some.of(kind))
        for kind in NETS
        for name, some in (("fonts learned", known), ("fonts kept back", kept))
    }
    draw_curves(curves, PICTURE)
    return "\n".join([HEADING, "", *_report(known, kept, curves, agreements), ""])


def _write(found: dict[str, Any]) -> None:
    head = "# Written by `python -m training.calibrate`; see pipeline/extract/scan/confidence.py.\n"
    FIGURES.write_text(head + yaml.safe_dump(found, sort_keys=False), "utf-8")
    figures.cache_clear()


def _numbers(heard: Heardset) -> list[Number]:
    trials = [one.trial for one in heard.numbers["line"]]
    pairs = zip(heard.numbers["line"], heard.numbers["amount"], strict=True)
    asked = [
        again.Number((line.trial.strip,), line.reading(), amount.reading())
        for line, amount in pairs
    ]
    looked = zip(trials, again.look_again(asked), strict=True)
    return [agree(trial, one.line, one.amount) for trial, one in looked]


def _letters(heard: Sequence[Heard]) -> list[Said]:
    found = []
    for one in heard:
        wrong, _ = one.wrong()
        found += [
            Said(letter.confidence, index not in wrong)
            for index, letter in enumerate(one.reading().letters)
        ]
    return found


def _strips(heard: Sequence[Heard]) -> list[Said]:
    return [Said(one.reading().confidence, one.wrong() == (set(), False)) for one in heard]


def _report(
    known: Heardset,
    kept: Heardset,
    curves: dict[str, list[Said]],
    agreements: Sequence[dict[str, float]],
) -> Iterator[str]:
    yield "Letters: confidence as said, share that was right, number of letters.\n"
    yield from curve_table(curves)
    yield "\nWhole strips (the confidence of the least sure place), fonts kept back.\n"
    yield from curve_table(
        {"lines": _strips(kept.lines)}
        | {f"numbers, {kind} net": _strips(kept.numbers[kind]) for kind in NETS}
    )
    yield "\nNumbers on which both nets agree and are together so sure. The threshold is set"
    yield "on fonts learned from; `ordinary`: 200 and 300 dpi, not hard; four times as many of the"
    yield "others may be wrong.\n"
    sets = {"learned": _numbers(known)}
    numbers = _numbers(kept)
    sets["kept back, ordinary"] = [one for one in numbers if one.trial.is_ordinary]
    sets["kept back, others"] = [one for one in numbers if not one.trial.is_ordinary]
    titles = [f"{name} ({len(some)}): silently wrong | flagged" for name, some in sets.items()]
    yield f"| wished | nats | {' | '.join(titles)} |"
    yield "|---" * (2 + 2 * len(sets)) + "|"
    for one in ({"silent": 1.0, "nats": NONE}, *agreements):
        enough = one["nats"]
        shares = [(silent(some, enough), flagged(some, enough)) for some in sets.values()]
        cells = [f"{wrong:.5f} | {left:.3f}" for wrong, left in shares]
        yield f"| {one['silent']:g} | {enough:.2f} | {' | '.join(cells)} |"


def _into_report(section: str) -> None:
    before = REPORT.read_text("utf-8").partition(HEADING)[0].rstrip()
    REPORT.write_text(f"{before}\n\n{section}", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1440, help="of text, in fonts of each kind")
    parser.add_argument("--numbers", type=int, default=28800, help="likewise")
    args = parser.parse_args()
    section = calibrate(args.lines, args.numbers)
    _into_report(section)
    print(section)
    print(f"wrote {FIGURES}, {REPORT}, {PICTURE}")
