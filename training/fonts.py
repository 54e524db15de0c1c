"""The fonts of `fonts.yml`: fetched by name from Debian, npm and PyPI, then found by family."""

import argparse
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from fontTools.ttLib import TTFont
from PIL import ImageFont

FOLDER: Final = Path(__file__).parent / "data" / "fonts"
DEBIAN: Final = Path("/usr/share/fonts/truetype/tlwg")
FACTS: Final = yaml.safe_load(Path(__file__).with_name("fonts.yml").read_text("utf-8"))
OPEN_PREFIX: Final = "TH"  # of the wheel's free fonts; its others are proprietary
EM: Final = 200  # pixels at which letters are measured
STYLES: Final = {"regular": 60, "bold": 24, "italic": 8, "bold italic": 3, "light": 3, "heavy": 2}


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: `letter` is the height of ก and `share` its share of the lines drawn."""

    path: Path
    family: str
    style: str
    letter: float  # of the em
    share: float
    characters: frozenset[str]

    def sized(self, letter: float) -> ImageFont.FreeTypeFont:
        """The font in which a plain letter is `letter` pixels high."""
        return _opened(self.path, round(letter / self.letter))


@cache
def _opened(path: Path, em: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, em, layout_engine=ImageFont.Layout.RAQM)


def find_faces(held_out: bool) -> tuple[Face, ...]:
    """The faces to learn from, or those kept back. Raises FileNotFoundError before `fetch`."""
    shares = dict.fromkeys(FACTS["held_out"], 1.0) if held_out else FACTS["families"]
    files: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted([*FOLDER.rglob("*.ttf"), *DEBIAN.glob("*.ttf")]):
        family, style = _named(path)
        if family in shares:
            files.setdefault(family, []).append((style, path))
    if missing := set(shares) - set(files):
        raise FileNotFoundError(f"{sorted(missing)}: run `python -m training.fonts` first")
    return tuple(_faces(shares, files))


def _faces(shares: dict[str, float], files: dict[str, list[tuple[str, Path]]]) -> Iterator[Face]:
    for family, found in files.items():
        weights = [STYLES[style] / sum(one == style for one, _ in found) for style, _ in found]
        for (style, path), weight in zip(found, weights, strict=True):
            share = shares[family] * weight / sum(weights)
            yield Face(path, family, style, _letter(path), share, _characters(path))


def _named(path: Path) -> tuple[str, str]:
    family, _, rest = re.sub(r"[-_]", " ", path.stem).partition(" ")
    rest = rest.lower()
    slanted = "italic" in rest or "oblique" in rest
    if re.search("thin|light|[123]00", rest):
        return family, "italic" if slanted else "light"
    if re.search("black|extrabold|[89]00", rest):
        return family, "bold italic" if slanted else "heavy"
    if "bold" in rest:
        return family, "bold italic" if slanted else "bold"
    return family, "italic" if slanted else "regular"


def _letter(path: Path) -> float:
    _, top, _, bottom = _opened(path, EM).getbbox("ก")
    return (bottom - top) / EM


def _characters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def fetch() -> None:
    """Downloads what `fonts.yml` names into `training/data/fonts`; Debian's package by apt."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not DEBIAN.is_dir():
        subprocess.run(["apt-get", "install", "-y", "-q", FACTS["debian"]], check=True)
    for name in FACTS["npm"]:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"@expo-google-fonts/{name}"],
            cwd=FOLDER, check=True, capture_output=True, text=True,
        ).stdout.split()[-1]  # fmt: skip
        with tarfile.open(FOLDER / packed) as archive:
            for member in archive:
                if member.name.endswith(".ttf"):
                    member.name = Path(member.name).name
                    archive.extract(member, FOLDER, filter="data")
        (FOLDER / packed).unlink()
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(FOLDER)]
    subprocess.run([*pip, FACTS["pypi"]], check=True)
    for wheel in FOLDER.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if Path(name).suffix == ".ttf" and Path(name).name.startswith(OPEN_PREFIX):
                    (FOLDER / Path(name).name).write_bytes(archive.read(name))
        wheel.unlink()


if __name__ == "__main__":
    argparse.ArgumentParser(description=fetch.__doc__).parse_args()
    fetch()
    print(len(find_faces(False)), "faces to learn from,", len(find_faces(True)), "kept back")
