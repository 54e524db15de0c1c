"""Sound files cut off, and with bytes changed by chance."""

import random
from io import BytesIO
from pathlib import Path

import pikepdf

SAMPLES = Path(__file__).parents[2] / "samples"
MAX_FLIPS = 200  # bytes changed in a file: a single one, or a storm


def cut(data: bytes, tenths: int) -> bytes:
    """The first so many tenths."""
    return data[: len(data) * tenths // 10]


def flipped(data: bytes, seed: int) -> bytes:
    """Some bytes changed, few or many, anywhere or close together."""
    chance = random.Random(seed)
    changed = bytearray(data)
    times = round(MAX_FLIPS ** chance.random())
    start = chance.randrange(len(data))
    width = chance.choice((len(data), 2000))
    for _ in range(times):
        changed[(start + chance.randrange(width)) % len(data)] = chance.randrange(256)
    return bytes(changed)


def one_page(path: Path, number: int) -> bytes:
    """Page `number` (from 0) of a PDF alone, its streams unpacked: a change reaches what is read,
    and not only its packing."""
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        for other in reversed(range(len(pdf.pages))):
            if other != number:
                del pdf.pages[other]
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return out.getvalue()
