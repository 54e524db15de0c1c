"""ToUnicode maps that Ghostscript 10.00 spoiled, mended in the bytes of the file.

It takes the two bytes that a range's first text has for one: `<00DC> <00DD> <0E07>` gives 0x0F and
0x10 (0x0E | 0x07, and on from there) for ง and จ; the text of a single code stays. What a range
began with is lost, but fonts have their Thai letters in Unicode's order: one shift from codes to
letters explains every spoilt text and agrees with those that were spared. A code that the shift
says nothing of gets a name of its own in the private use area, for the words to tell.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.readers.pdf_streams import Stream, streams, unpack

Codes = dict[int, int]  # character code -> UTF-16 unit

LETTERS = range(0x0E01, 0x0E3B)
SIGNS = range(0x0E3F, 0x0E5C)  # baht, vowels before their letter, tones, digits
FREE = SIGNS.start - LETTERS.stop  # codes that Unicode leaves free between, glyphs or none
SPOILT_END = 0x200  # a spoilt text is a byte, and counted on from there
CONTROLS = range(0x0E, 0x20)  # texts that every spoilt map has, and no sound one
MIN_EXPLAINED = 5  # spoilt texts that a shift explains; two or three may lie on one by chance
ASCII = range(0x21, 0x7F)
SPACES = (0x20, 0xA0)
ASCII_SHIFTS = (0, 0x1D, 0x1E, 0x1F)  # codes that are bytes; glyphs, of which `!` is 4, 3 or 2
QUOTES = {0x3C: 0x201C, 0x3D: 0x201D}  # side by side, and not where ASCII has `<` and `=`
PRIVATE = range(0xE000, 0xF000)
BLOCK = 100  # entries that one block of a map may hold

MAX_MAP = 1_000_000  # bytes unpacked: a font of all of Unicode has half of that
MAX_MAPS = 50_000_000  # bytes of all maps unpacked
HEAD = 400  # bytes that a map may have before its first entry
_BLOCK = re.compile(rb"beginbf(char|range)\b(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_CODE_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")


def mend_maps(data: bytes) -> bytes:
    """The PDF with its spoilt maps mended, as long as it was; `data` itself where none is spoilt.

    A map whose mended form does not fit into its place stays as it is.
    """
    mended = bytearray()
    for start, end, spoilt in _maps(data):
        codes = _read(spoilt)
        if codes is None or (told := unspoil(codes)) is None:
            continue
        packed = zlib.compress(_written(told, spoilt), 9)
        if len(packed) <= end - start:
            mended = mended or bytearray(data)
            mended[start:end] = packed.ljust(end - start, b"\0")
    return bytes(mended) or data


def unspoil(codes: Mapping[int, int]) -> Codes | None:
    """The map as it was before it was spoilt, what cannot be told named apart; None if sound."""
    if not any(text in CONTROLS for text in codes.values()):
        return None
    shift = _shift(codes, LETTERS, range(LETTERS.start - max(codes), LETTERS.stop))
    if shift is None:
        return None
    told = dict(_on(codes, LETTERS, shift))
    behind = LETTERS.stop - shift
    of_signs = _shift(codes, SIGNS, range(shift, shift + FREE + 1), behind)
    if of_signs is not None:
        told |= _on(codes, SIGNS, of_signs)
    ascii_shifts = (*ASCII_SHIFTS, *_ascii_shift(codes, LETTERS.start - shift))
    for code, text in codes.items():
        if code not in told:
            if text >= SPOILT_END or text in SPACES or text - code in ascii_shifts:
                told[code] = text
            elif text in QUOTES and all(codes.get(code - text + one) == one for one in QUOTES):
                told[code] = QUOTES[text]
            else:
                told[code] = PRIVATE[code % len(PRIVATE)]
    return told


def _ascii_shift(codes: Mapping[int, int], end: int) -> Iterator[int]:
    """The shift on which the most codes before `end`, where the letters begin, are ASCII."""
    shifts = Counter(text - code for code, text in codes.items() if code < end and text in ASCII)
    for shift, times in shifts.most_common(1):
        if times >= MIN_EXPLAINED:
            yield shift


def _on(codes: Mapping[int, int], letters: range, shift: int) -> Iterator[tuple[int, int]]:
    """The spoilt codes whose letter the shift tells."""
    for code in codes:
        if code + shift in letters and _is_spoilt(codes, code, shift):
            yield code, code + shift


def _shift(
    codes: Mapping[int, int], letters: range, shifts: Sequence[int], behind: int = 0
) -> int | None:
    """The shift that explains every spoilt text of the codes that it sends to the letters.

    Of several the one with which most of the spared texts agree, then that which explains most;
    None where two are as good, or none agrees (then any run of texts is explained). `behind`: the
    first code behind letters whose shift is known; what is sent before the letters counts, too.
    """
    found = []
    for shift in shifts:
        own = range(behind or letters.start - shift, letters.stop - shift)
        texts = [(code, codes[code]) for code in own if code in codes]
        spared = [(code, text) for code, text in texts if text in letters]
        spoilt = [code for code, text in texts if text < SPOILT_END and text not in SPACES]
        if len(spoilt) < MIN_EXPLAINED or spoilt[0] + shift < letters.start:
            continue
        if all(_is_spoilt(codes, code, shift) for code in spoilt):
            agreed = sum(text == code + shift for code, text in spared)
            found.append((2 * agreed - len(spared), len(spoilt), shift))
    best = sorted(found, reverse=True)[:2]
    least = 0 if behind else 1
    if not best or best[0][0] < least or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return None
    return best[0][2]


def _is_spoilt(codes: Mapping[int, int], code: int, shift: int) -> bool:
    """Whether the code's text is what is left of the letter: a range begins there, or goes on."""
    letter, text = code + shift, codes[code]
    begins = text == (letter >> 8 | letter & 0xFF)
    return begins or (text < SPOILT_END and codes.get(code - 1) == text - 1)


def _maps(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each ToUnicode map's stream begins and ends, and the map, unpacked."""
    work = 0
    for stream in streams(data):
        try:
            if b"begincmap" in unpack(data, stream, HEAD) and work <= MAX_MAPS:
                unpacked = unpack(data, stream, MAX_MAP)
                work += len(unpacked)
                yield stream.start, _end(data, stream), unpacked
        except zlib.error:
            continue


def _end(data: bytes, stream: Stream) -> int:
    """Where the stream itself ends: a line end stands before the word."""
    tail = data[max(stream.start, stream.end - 2) : stream.end]
    return stream.end - len(tail) + len(tail.removesuffix(b"\n").removesuffix(b"\r"))


def _read(spoilt: bytes) -> Codes | None:
    """What a map says; None where a code stands for more than one letter.

    Ghostscript also lets a range end in the next row of codes: only its first code is meant.
    """
    codes: Codes = {}
    for kind, body in _BLOCK.findall(spoilt):
        values = _HEX.findall(body)
        step = 2 if kind == b"char" else 3
        if len(values) % step or any(len(text) > 4 for text in values[step - 1 :: step]):
            return None
        for at in range(0, len(values), step):
            first, last, text = (int(values[at + n], 16) for n in (0, step - 2, step - 1))
            in_row = first >> 8 == last >> 8
            for offset in range(last - first + 1 if in_row else 1):
                codes[first + offset] = text + offset
    return codes


def _written(codes: Codes, spoilt: bytes) -> bytes:
    """The map of these codes, with codes as wide as in the spoilt one."""
    width = len(space[1]) if (space := _CODE_SPACE.search(spoilt)) else 4
    ranges: list[list[int]] = []
    for code, text in sorted(codes.items()):
        last = ranges[-1] if ranges else None
        if last and code == last[1] + 1 and text - code == last[2] - last[0] and code & 0xFF:
            last[1] = code
        else:
            ranges.append([code, code, text])
    lines = [f"<{one:0{width}x}><{two:0{width}x}><{text:04x}>" for one, two, text in ranges]
    blocks = (lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK))
    body = "\n".join(
        "\n".join((f"{len(block)} beginbfrange", *block, "endbfrange")) for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'0' * width}><{'f' * width}>\nendcodespacerange\n{body}\n"
        "endcmap\nend end\n"
    ).encode()
