"""Spoils the text layer of a sound PDF in the ways that Thai documents are found spoilt.

Nothing drawn changes: only what the fonts' ToUnicode maps say of it, and /ActualText.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf

from bench.typeset.tounicode import CodeMap, read_codes, write_codes

Spoil = Callable[[CodeMap], CodeMap]

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
SPACE, ZERO_WIDTH, UNKNOWN = " ", "\u200b", "\ufffd"
_PRIVATE = {  # the usual shaped variants, as their plain letters
    **dict(zip("\uf705\uf706\uf707\uf708\uf709", "่้๊๋์", strict=True)),
    **dict(zip("\uf70a\uf70b\uf70c\uf70d\uf70e", "่้๊๋์", strict=True)),
    **dict(zip("\uf713\uf714\uf715\uf716\uf717", "่้๊๋์", strict=True)),
    **dict(zip("\uf701\uf702\uf703\uf704\uf710\uf711\uf712", "ิีึืัํ็", strict=True)),
    **dict(zip("\uf700\uf70f\uf718\uf719\uf71a", "\u0e10\u0e0d\u0e38\u0e39\u0e3a", strict=True)),
}
_UNNAMED_MARKS = "่้๊๋์็"


def _plain(text: str) -> str:
    return "".join(_PRIVATE.get(char, char) for char in text)


def renamed(changes: dict[str, str]) -> Spoil:
    """Each glyph of these letters, in whatever shape, gets another name."""
    return lambda codes: {
        code: changes.get(text, changes.get(_plain(text), text)) for code, text in codes.items()
    }


def unnamed(letters: Iterable[str]) -> Spoil:
    """The glyphs of these letters have no name at all."""
    gone = set(letters)
    return lambda codes: {code: text for code, text in codes.items() if _plain(text) not in gone}


def as_bytes_of(encoding: str) -> Spoil:
    """Thai and quotes written as bytes of cp874, which are then read as `encoding`."""

    def spoil(text: str) -> str:
        return "".join(
            char.encode("cp874").decode(encoding) if ord(char) >= 0x80 else char
            for char in _plain(text)
        )

    return lambda codes: {code: spoil(text) for code, text in codes.items()}


def symbolic(codes: CodeMap) -> CodeMap:
    """A symbol-encoded font: TIS-620 bytes as U+F0xx."""
    return {
        code: "".join(
            chr(0xF000 + char.encode("tis-620")[0]) if "\u0e01" <= char <= "\u0e5b" else char
            for char in _plain(text)
        )
        for code, text in codes.items()
    }


def controls(codes: CodeMap) -> CodeMap:
    """The code itself as the text, as in fonts whose code is the glyph's index: the marks only."""
    order = sorted(code for code, text in codes.items() if _plain(text) in _UNNAMED_MARKS)
    return {**codes, **{code: chr(1 + index) for index, code in enumerate(order)}}


def ghostscript(codes: CodeMap) -> CodeMap:
    """What Ghostscript 10.00 makes of a range: of its first text's two bytes, one."""

    def goes_on(code: int) -> bool:
        one, two = codes.get(code, ""), codes.get(code + 1, "")
        in_row = (code + 1) & 0xFF != 0
        return in_row and len(one) == len(two) == 1 and ord(two) == ord(one) + 1

    spoilt = dict(codes)
    for code, text in sorted(codes.items()):
        if goes_on(code - 1):
            spoilt[code] = chr(ord(spoilt[code - 1]) + 1)
        elif goes_on(code):
            spoilt[code] = chr(ord(text) >> 8 | ord(text) & 0xFF)
    return spoilt


DEFECTS: dict[str, Spoil] = {
    "nikhahit_as_space": renamed({NIKHAHIT: SPACE}),
    "nikhahit_as_zero_width": renamed({NIKHAHIT: ZERO_WIDTH}),
    "nikhahit_as_unknown": renamed({NIKHAHIT: UNKNOWN}),
    "nikhahit_unnamed": unnamed(NIKHAHIT),
    "sara_aa_as_sara_am": renamed({NIKHAHIT: SPACE, SARA_AA: SARA_AM}),
    "sara_aa_as_cho_chan": renamed({SARA_AA: "จ"}),
    "mai_tho_as_sara_uu": lambda codes: {
        code: "ู" if text in ("\uf70b", "\uf706") else text for code, text in codes.items()
    },
    "sara_uu_as_mai_tho": renamed({"ู": "้"}),
    "marks_as_latin": renamed(dict(zip("่้๊์", "ÉÊËÍ", strict=True))),
    "marks_as_unknown": renamed(dict.fromkeys(_UNNAMED_MARKS, UNKNOWN)),
    "marks_unnamed": unnamed(_UNNAMED_MARKS),
    "marks_as_controls": controls,
    "digit_unnamed": unnamed("๕"),
    "latin_1": as_bytes_of("latin-1"),
    "mac_roman": as_bytes_of("mac-roman"),
    "symbolic": symbolic,
    "all_unnamed": lambda _: {},
    "swapped_letters": renamed({"ก": "ถ", "ถ": "ก"}),
    "ghostscript": ghostscript,
}

_CODES = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")


def spoil_pdf(
    source: Path, target: Path, defect: str, fonts: str = "", actual_text: bool = False
) -> Path:
    """Writes `source` with a defect of DEFECTS to `target`.

    `fonts`: only those whose name contains it. `actual_text`: keep /ActualText, which would heal
    the clusters that it names.
    """
    with pikepdf.open(source) as pdf:
        for item in pdf.objects:
            is_font = isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item
            if is_font and fonts in str(item.get("/BaseFont")):
                stream = item.ToUnicode
                stream.write(_rewritten(stream.read_bytes(), DEFECTS[defect]))
        if not actual_text:
            for page in pdf.pages:
                page.contents_coalesce()
                content = page.Contents.read_bytes()
                page.Contents.write(content.replace(b"/ActualText", b"/NoText"))
        pdf.save(target)
    return target


def _rewritten(cmap: bytes, spoil: Spoil) -> bytes:
    found = _CODES.search(cmap)
    digits = len(found[1]) if found else 4
    return write_codes(spoil(read_codes(cmap)), digits)
