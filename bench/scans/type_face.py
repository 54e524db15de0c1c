"""The fonts of the scans: those that the recogniser never learned from, and the usual ones."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FETCHED = Path(__file__).parents[2] / "training" / "data" / "fonts"  # by training.fonts, or not
_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{fetched}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@dataclass(frozen=True)
class TypeFace:
    """A family with the sizes, in points, at which offices would print it."""

    family: str
    sizes: tuple[float, ...]


UNSEEN = (
    TypeFace("Laksaman", (10.5, 12.0, 13.0)),
    TypeFace("Kinnari", (8.5, 9.5, 10.5)),
    TypeFace("Umpush", (8.5, 9.5, 10.5)),
    TypeFace("Niramit", (8.5, 9.5, 10.5)),
    TypeFace("TH Niramit AS", (12.0, 13.0, 14.0)),
)
USUAL = (
    TypeFace("TH Sarabun New", (13.0, 14.0, 15.0)),
    TypeFace("Norasi", (8.5, 10.0, 11.0)),
    TypeFace("Sarabun", (8.5, 9.5, 10.5)),
    TypeFace("Garuda", (7.5, 8.5, 9.5)),
)


def offer_fetched_fonts(temp: Path) -> None:
    """Let Chromium and LibreOffice, started from now on, see the fonts of `training.fonts` too."""
    config = temp / "fonts.conf"
    config.write_text(_CONFIG.format(fetched=FETCHED, cache=temp / "fonts"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


def installed(faces: Sequence[TypeFace]) -> tuple[TypeFace, ...]:
    """Those of the faces that the producers can use."""
    listed = subprocess.run(
        ["fc-list", ":", "family"], check=True, capture_output=True, text=True
    ).stdout
    families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return tuple(face for face in faces if face.family in families)
