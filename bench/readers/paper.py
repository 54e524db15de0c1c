"""PDF written byte by byte: objects, and a Thai font embedded so that every fault can be chosen."""

from __future__ import annotations

import io
import subprocess
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from bench.typeset.tounicode import write_codes

FAMILY = "Garuda"
EM = 1000  # units a PDF's widths are in


class NoFontError(Exception):
    """The Thai font that the documents are set in is not installed."""


@dataclass
class Objects:
    """The numbered objects of a file while it is put together; number 1 is the catalog."""

    bodies: list[bytes] = field(default_factory=lambda: [b"", b""])

    def add(self, body: bytes) -> int:
        """The number of a new object."""
        self.bodies.append(body)
        return len(self.bodies)

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """The number of a new stream."""
        if packed:
            data, entries = zlib.compress(data), f"{entries} /Filter /FlateDecode"
        head = f"<< /Length {len(data)} {entries} >>\nstream\n".encode()
        return self.add(head + data + b"\nendstream")

    def finish(self, pages: list[int], *, count: int | None = None) -> bytes:
        """The whole file; `count` is what the page tree says, where it shall be wrong."""
        kids = " ".join(f"{page} 0 R" for page in pages)
        said = len(pages) if count is None else count
        self.bodies[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.bodies[1] = f"<< /Type /Pages /Kids [{kids}] /Count {said} >>".encode()
        data, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.bodies, 1):
            offsets.append(len(data))
            data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        size = len(self.bodies) + 1
        tail = (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>"
        )
        return data + f"{tail}\nstartxref\n{len(data)}\n%%EOF\n".encode()


class ThaiFont:
    """A Thai TrueType font cut to the letters in use; its glyph numbers are their codes."""

    def __init__(self, letters: str) -> None:
        self._font = TTFont(_font_file())
        self._cmap: dict[int, str] = self._font.getBestCmap()
        self._scale = EM / self._font["head"].unitsPerEm
        self._letters = sorted(set(letters))

    def code(self, letter: str) -> int:
        """The glyph's number."""
        return int(self._font.getGlyphID(self._cmap[ord(letter)]))

    def advance(self, letter: str) -> float:
        """How far the pen moves, in thousandths of an em."""
        width = int(self._font["hmtx"][self._cmap[ord(letter)]][0])
        return float(width * self._scale)

    def shown(self, text: str) -> bytes:
        """The text as a hexadecimal string of the content stream."""
        return b"<" + b"".join(b"%04x" % self.code(letter) for letter in text) + b">"

    @cached_property
    def program(self) -> bytes:
        """The font file with the letters in use, its glyphs numbered as before, its names kept."""
        options = Options(retain_gids=True, layout_features=[], name_IDs=[], notdef_outline=True)
        options.drop_tables += ["FFTM"]  # FontForge's own, of no use here
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in self._letters])
        font = TTFont(_font_file())
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    def embed(self, objects: Objects, *, names: bool = True, widths: bool = True) -> int:
        """The font's object; without `names` no /ToUnicode, without `widths` every advance is 0."""
        program = self.program
        file = objects.stream(program, f"/Length1 {len(program)}")
        head = self._font["head"]
        box = " ".join(
            str(round(side * self._scale)) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
        )
        descriptor = objects.add(
            f"<< /Type /FontDescriptor /FontName /AAAAAA+{FAMILY} /Flags 4 /FontBBox [{box}]"
            f" /ItalicAngle 0 /Ascent 900 /Descent -300 /CapHeight 700 /StemV 80"
            f" /FontFile2 {file} 0 R >>".encode()
        )
        advances = " ".join(
            f"{self.code(letter)} [{self.advance(letter):.0f}]" for letter in self._letters
        )
        wide = f"/W [{advances}]" if widths else "/DW 0"
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+{FAMILY} /CIDSystemInfo"
            f" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"
            f" /FontDescriptor {descriptor} 0 R {wide} >>".encode()
        )
        cmap = write_codes({self.code(letter): letter for letter in self._letters})
        naming = f"/ToUnicode {objects.stream(cmap)} 0 R" if names else ""
        return objects.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+{FAMILY} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] {naming} >>".encode()
        )


def _font_file() -> Path:
    answer = subprocess.run(
        ["fc-match", "-f", "%{family}|%{file}", f"{FAMILY}:regular"],
        check=True,
        capture_output=True,
        text=True,
        timeout=30,
    )
    family, file = answer.stdout.split("|", 1)
    if FAMILY not in family:
        raise NoFontError(f"no font {FAMILY}; Debian: apt install fonts-thai-tlwg")
    return Path(file)
