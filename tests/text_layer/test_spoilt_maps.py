"""ToUnicode maps as Ghostscript 10.00 leaves them: told, named apart, or left alone."""

from bench.typeset.text_layer import ghostscript
from pipeline.extract.readers.spoilt_maps import mend_maps, unspoil

SHIFT = 0xD2B  # TH Sarabun's
LETTERS = "กขงจซญดตถทธนบปผพมยรลวศสหอะัาิีึืุู"
SIGNS = "เแโใไ่้์"


def font(
    letters: str, shift: int = SHIFT, free: int = 4, ascii_shift: int = 0x1D
) -> dict[int, str]:
    """Glyphs in Unicode's order, those from baht on `free` codes nearer."""
    codes = {ord(x) - (shift if x < "฿" else shift + free): x for x in letters if x > "~"}
    return codes | {ord(x) - ascii_shift: x for x in letters if x <= "~"}


def told(codes: dict[int, str]) -> dict[int, str] | None:
    found = unspoil({code: ord(text) for code, text in ghostscript(codes).items()})
    return found and {code: chr(text) for code, text in found.items()}


def test_one_shift_tells_all_letters() -> None:
    codes = font(LETTERS + SIGNS + "๐๑๒๓๔๕๖๗๘๙()-,.ABCabc 0123456789")
    assert told(codes) == codes


def test_what_no_shift_tells_is_named_apart() -> None:
    """Quotes side by side are known; a dash that reads as `3` and shaped marks are no sign."""
    codes = font(LETTERS + SIGNS + "0123456789")
    odd = {0x153: "–", 0x154: "—", 0x160: "่", 0x161: "้", 0x165: "\uf70a", 0x166: "\uf70b"}
    found = told(codes | odd | {0x170: "“", 0x171: "”"})
    assert found is not None
    assert {code: found.pop(code) for code in (0x170, 0x171)} == {0x170: "“", 0x171: "”"}
    names = [found.pop(code) for code in odd]
    assert found == codes
    assert len(set(names)) == len(odd) and all("\ue000" <= name <= "\uefff" for name in names)


def test_letters_in_another_order_are_not_told() -> None:
    """Or as if: what is told is what the font had, or nothing."""
    codes = {0x100 + at * 3 % 101: letter for at, letter in enumerate(LETTERS)}
    found = told(codes) or {}
    assert all(codes[code] == letter for code, letter in found.items() if letter < "\ue000")


def test_sound_maps_are_left_alone() -> None:
    sound = (font(LETTERS + SIGNS), font("ABCDEFGHIJKLMNOP"), {1: "\x0e", 2: "ก", 3: "\x0f"})
    for codes in sound:
        assert unspoil({code: ord(text) for code, text in codes.items()}) is None
    data = b"%PDF-1.7 stream\nnothing packed endstream stream\r\n"
    assert mend_maps(data) is data
