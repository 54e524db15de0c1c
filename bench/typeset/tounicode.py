"""ToUnicode maps: what a font's codes stand for, read from a PDF and written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping

CodeMap = dict[int, str]  # character code -> the text it stands for

BLOCK = 100  # entries that one block of a map may hold
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def read_codes(cmap: bytes) -> CodeMap:
    """What a ToUnicode map says; ranges with arrays are not met in the PDFs made here."""
    codes: CodeMap = {}
    for kind, body in _BLOCK.findall(cmap):
        values = [bytes.fromhex(value.decode()) for value in _HEX.findall(body)]
        step = 2 if kind == b"char" else 3
        for entry in zip(*(values[offset::step] for offset in range(step)), strict=True):
            first, last = int.from_bytes(entry[0]), int.from_bytes(entry[-2])
            if kind == b"char":
                codes[int.from_bytes(entry[0])] = entry[1].decode("utf-16-be")
                continue
            text = entry[2].decode("utf-16-be")
            for offset in range(last - first + 1):
                codes[first + offset] = text[:-1] + chr(ord(text[-1]) + offset)
    return codes


def write_codes(codes: Mapping[int, str], digits: int = 4) -> bytes:
    """The map of these codes, each of so many hexadecimal digits."""
    lines = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(codes.items())
    ]
    blocks = [lines[start : start + BLOCK] for start in range(0, len(lines), BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
