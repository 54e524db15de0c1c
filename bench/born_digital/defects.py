"""PDFs spoilt as real ones are: the page looks the same, its text layer is another."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from bench.born_digital.look import Look
from bench.typeset.tounicode import read_codes, write_codes

# Marks that a font draws at other places have codes of their own there (Windows 98 and TLWG).
PUA = {
    "ิ": "\uf701", "ี": "\uf702", "ึ": "\uf703", "ื": "\uf704", "่": "\uf70a", "้": "\uf70b",
    "๊": "\uf70c", "๋": "\uf70d", "์": "\uf70e", "ั": "\uf710", "ํ": "\uf711", "็": "\uf712",
}  # fmt: skip
STANDARD = {
    "\uf700": "ฐ", "\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื", "\uf705": "่",
    "\uf706": "้", "\uf707": "๊", "\uf708": "๋", "\uf709": "์", "\uf70a": "่", "\uf70b": "้",
    "\uf70c": "๊", "\uf70d": "๋", "\uf70e": "์", "\uf70f": "ญ", "\uf710": "ั", "\uf711": "ํ",
    "\uf712": "็", "\uf713": "่", "\uf714": "้", "\uf715": "๊", "\uf716": "๋", "\uf717": "์",
    "\uf718": "ุ", "\uf719": "ู", "\uf71a": "ฺ",
}  # fmt: skip
ARABIC = {chr(0x0E50 + digit): str(digit) for digit in range(10)}
MIXED_DIGITS = {"๐": "0", "๑": "1", "๖": "6"}
NIKHAHIT, SPACE, REPLACEMENT = "ํ", " ", "\ufffd"
# Bytes of cp874 taken for mac_roman; SARA AM is drawn as nikhahit and SARA AA.
_MOJIBAKE = {
    chr(code): bytes([code - 0x0E00 + 0xA0]).decode("mac_roman")
    for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5B))
}
_WINGDINGS = {"✓": "\uf0fc", "←": "\uf0df", "→": "\uf0e0", "↔": "\uf0f3"}
_SYMBOL = {"←": "\uf0ac", "→": "\uf0ae", "↔": "\uf0ab"}
_WINGDINGS2 = {"✓": "P"}
# What the font of signs is called afterwards, and what its codes then are.
SIGN_FONTS: dict[str, tuple[str, dict[str, str]]] = {
    "wingdings_ends": ("Wingdings-Regular", _WINGDINGS),
    "wingdings_tick": ("Wingdings-Regular", _WINGDINGS),
    "wingdings2_tick": ("Wingdings2", _WINGDINGS2),
    "symbol_double": ("SymbolMT", _SYMBOL),
}
TURNED_CORNER = (36, -50)  # points; a page's corner need not be 0, 0
# Glyphs of which one document's fonts have no text at all (as LibreOffice leaves the า of a ำ).
LOST_LETTERS = ("าี", "้น", "่ร", "ั๕")
MAPS: dict[str, dict[str, str]] = {
    "pua": PUA,
    "decomposed_sara_am": STANDARD,
    "lost_nikhahit": STANDARD | {NIKHAHIT: SPACE, "\uf711": SPACE},
    "replaced_nikhahit": STANDARD | {NIKHAHIT: REPLACEMENT, "\uf711": REPLACEMENT},
    "unmapped_nikhahit": STANDARD | {NIKHAHIT: "", "\uf711": ""},
    "bold_aa_as_am": STANDARD,
    "mojibake": _MOJIBAKE | {pua: _MOJIBAKE[thai] for pua, thai in STANDARD.items()},
    "arabic_under_thai": ARABIC,
    "mixed_digits": MIXED_DIGITS,
}
KEEPS_ACTUAL_TEXT = ("", "arabic_under_thai", "mixed_digits")


def spoil(path: Path, look: Look) -> None:
    """Rewrite the PDF in place with the defects and sign fonts of the look; else leave it."""
    if not (look.defect or look.is_rotated or look.mark in SIGN_FONTS):
        return
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            if look.defect not in KEEPS_ACTUAL_TEXT:
                _strip_actual_text(pdf, page)
            if look.is_rotated:
                _turn(pdf, page)
        lost = LOST_LETTERS[len(pdf.pages) % len(LOST_LETTERS)]
        table = dict.fromkeys(lost, "") if look.defect == "lost_letters" else MAPS.get(look.defect)
        for font in _fonts(pdf):
            if table is not None:
                _map_unicode(pdf, font, table)
            if look.defect == "bold_aa_as_am" and "Bold" in str(font.get("/BaseFont", "")):
                _map_unicode(pdf, font, {"า": "ำ"})
            if look.mark in SIGN_FONTS and "DejaVu" in str(font.get("/BaseFont", "")):
                _rename(pdf, font, *SIGN_FONTS[look.mark])
        pdf.save(path)


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        obj
        for obj in pdf.objects
        if isinstance(obj, pikepdf.Dictionary)
        and obj.get("/Type") == pikepdf.Name.Font
        and "/ToUnicode" in obj
    ]


def _strip_actual_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    kept = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        if str(instruction.operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
            plain = {k: v for k, v in operands[1].items() if k != "/ActualText"}
            operands[1] = pikepdf.Dictionary(plain)
        kept.append((operands, instruction.operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _turn(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Turn the page's contents a quarter and say /Rotate: it is shown as before."""
    width, height = (float(length) for length in page.MediaBox[2:])
    left, bottom = TURNED_CORNER
    matrix = f"q 0 1 -1 0 {height + left} {bottom} cm\n".encode()
    page.contents_add(pdf.make_stream(matrix), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))
    page.MediaBox = pikepdf.Array([left, bottom, left + height, bottom + width])
    page.Rotate = 90
    for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page:
            del page[box]


def _rename(pdf: pikepdf.Pdf, font: pikepdf.Object, name: str, codes: dict[str, str]) -> None:
    base = pikepdf.Name(f"/ABCDEF+{name}")
    font.BaseFont = base
    for below in font.get("/DescendantFonts", []):
        below.BaseFont = base
        below.FontDescriptor.FontName = base
    if "/FontDescriptor" in font:
        font.FontDescriptor.FontName = base
    _map_unicode(pdf, font, codes)


def _map_unicode(pdf: pikepdf.Pdf, font: pikepdf.Object, table: dict[str, str]) -> None:
    """Write the font's ToUnicode anew, one entry a glyph, with each letter changed by the table."""
    letters = {ord(letter): text for letter, text in table.items()}
    entries = read_codes(font.ToUnicode.read_bytes())
    width = 4 if font.Subtype == pikepdf.Name.Type0 else 2
    named = {code: text for code, old in entries.items() if (text := old.translate(letters))}
    font.ToUnicode = pdf.make_stream(write_codes(named, width))
