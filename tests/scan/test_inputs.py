"""The ways in: files of pictures, scanned pages of a PDF, and what is neither."""

import csv
import struct
import zlib
from collections.abc import Callable
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pictures import SAMPLE, noisy, picture, turned
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from pipeline.app.cli import app
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.following import Following
from pipeline.contracts.page import Page
from pipeline.contracts.table import RawDocument, RawTable, TextLine
from pipeline.extract.page_pictures import open_pages
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.pictures import MAX_FRAMES, read_pictures
from pipeline.extract.scan.strip import Grey

DPI = 150
PROJECTS = 12  # a page with two projects and an arrow for each
COVER = 1
A4 = (842, 595)  # points, as the sample lies
UPRIGHT = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
           6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}  # fmt: skip
Save = Callable[[Image.Image, Path], None]


def sheet(page: int = PROJECTS, dpi: int = DPI) -> Image.Image:
    return Image.fromarray(picture(page, dpi))


def words(document: RawDocument) -> str:
    """All that was read, without spaces."""
    parts: list[str] = []
    for block in document.blocks:
        parts += [block.text] if isinstance(block, TextLine) else [c.text for c in block.cells]
    return "".join("".join(parts).split())


def table(document: RawDocument) -> tuple[int, int, int]:
    """Rows, columns and marks of the largest table."""
    tables = [block for block in document.blocks if isinstance(block, RawTable)]
    largest = max(tables, key=lambda one: len(one.cells))
    return largest.n_rows, largest.n_cols, len(largest.marks)


def alike(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> RawDocument:
    """The page of projects as a grey picture reads."""
    path = tmp_path_factory.mktemp("plain") / "page.png"
    sheet().save(path, dpi=(DPI, DPI))
    return read_pictures(path)


def test_a_picture_reads_as_the_page_that_it_shows(plain: RawDocument, tmp_path: Path) -> None:
    with pikepdf.open(SAMPLE) as sample:
        del sample.pages[PROJECTS:]
        del sample.pages[: PROJECTS - 1]
        sample.save(tmp_path / "page.pdf")
    born_digital = read_pdf(tmp_path / "page.pdf", ocr="never")
    assert table(plain) == table(born_digital)
    assert alike(words(plain), words(born_digital)) > 0.9
    assert (plain.kind, plain.reader) == ("image", "ocr")
    assert [page.status for page in plain.pages] == ["ocr"]


def _bilevel(page: Image.Image, path: Path) -> None:
    page.point(lambda grey: 255 * (grey > 150)).convert("1", dither=Image.Dither.NONE).save(
        path, compression="group4", dpi=(DPI, DPI)
    )


def _clear(page: Image.Image, path: Path) -> None:
    """Black all over; the paper is what is transparent."""
    ink = page.point(lambda grey: 255 - grey)
    Image.merge("LA", (Image.new("L", page.size, 0), ink)).save(path, dpi=(DPI, DPI))


def _deep(page: Image.Image, path: Path) -> None:
    Image.fromarray(np.asarray(page).astype(np.uint16) * 257).save(path, dpi=(DPI, DPI))


def _as(mode: str) -> Save:
    return lambda page, path: page.convert(mode).save(path, dpi=(DPI, DPI), quality=90)


def _lying(orientation: int) -> Save:
    """Turned by a camera, which says so."""
    exif = Image.Exif()
    exif[0x112] = orientation
    return lambda page, path: page.transpose(UPRIGHT[orientation]).save(
        path, exif=exif, dpi=(DPI, DPI), quality=90
    )


def _fax(page: Image.Image, path: Path) -> None:
    page.resize((page.width, round(page.height * 0.7))).save(path, dpi=(DPI, 0.7 * DPI))


@pytest.mark.parametrize(
    ("name", "save"),
    [
        pytest.param("a.jpg", _as("L"), id="jpeg"),
        pytest.param("a.JPEG", _as("CMYK"), id="for printing"),
        pytest.param("a.png", _as("P"), id="palette"),
        pytest.param("a.png", _clear, id="transparent"),
        pytest.param("a.tif", _deep, id="16 bits"),
        pytest.param("a.tif", _bilevel, id="group 4"),
        pytest.param("a.tif", _fax, id="fax"),
        pytest.param("a.jpg", _lying(6), id="turned, and says so"),
        pytest.param("a.tif", _lying(3), id="upside down, and says so"),
        pytest.param("a.jpg", _lying(2), id="mirrored, and says so"),
        pytest.param("a.jpg", lambda page, path: page.save(path, "PNG"), id="misnamed"),
    ],
)
def test_kinds_of_pictures(name: str, save: Save, plain: RawDocument, tmp_path: Path) -> None:
    save(sheet(), tmp_path / name)
    seen: list[Page] = []
    document = read_pictures(tmp_path / name, following=Following(look=seen.append))
    assert (round(seen[0].width), round(seen[0].height)) == pytest.approx(A4, abs=1)
    assert table(document) == table(plain)
    assert alike(words(document), words(plain)) > 0.95


@pytest.mark.parametrize(
    ("dpi", "longest"), [(DPI, 842), (None, 842), (72, 842 * DPI / 72), (20, 842), (1200, 842)]
)
def test_size_in_points_is_that_of_paper(dpi: int | None, longest: float, tmp_path: Path) -> None:
    """As the file says, if that is paper; a photograph says 72 dots an inch of anything."""
    path = tmp_path / "a.png"
    sheet(COVER).save(path, **({} if dpi is None else {"dpi": (dpi, dpi)}))
    seen: list[Page] = []
    read_pictures(path, following=Following(look=seen.append))
    if longest > 1750:
        longest = 842
    assert seen[0].width == pytest.approx(longest, abs=1)
    assert seen[0].width / seen[0].height == pytest.approx(A4[0] / A4[1], rel=0.01)


@pytest.mark.parametrize("turns", [2, 3])
def test_a_page_on_its_side_or_head_is_read_and_shown_upright(
    turns: int, plain: RawDocument, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    lying = np.ascontiguousarray(np.rot90(turned(picture(PROJECTS, DPI), 1.0), -turns))
    Image.fromarray(lying).save(path, dpi=(DPI, DPI))
    document = read_pictures(path)
    assert alike(words(document), words(plain)) > 0.95
    (page,) = document.pages
    assert page.turned == pytest.approx(90 * turns + 1, abs=0.1)
    with open_pages(path, "image") as draw:
        shown = np.asarray(draw(page, DPI).image.convert("L"))
    assert shown.shape == pytest.approx(picture(PROJECTS, DPI).shape, abs=2)
    rows = np.sort((shown < 128).mean(1))
    assert rows[-4:].min() > 0.5  # four level rules, as long as the table is wide


def test_each_frame_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.tif"
    back = Image.new("L", sheet().size, 255)
    frames = [sheet(COVER), back, sheet(8)]
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(DPI, DPI))
    document = read_pictures(path)
    assert [page.status for page in document.pages] == ["ocr", "blank", "ocr"]
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert {block.place.page for block in document.blocks} == {1, 3}
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])  # a copy that was broken off
    broken = read_pictures(path)
    assert broken.pages[-1].reason == "damaged"
    assert {block.place.page for block in broken.blocks} == {1}


def test_a_smaller_copy_beside_a_frame_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.tif"
    small = sheet(COVER).resize((100, 70))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    sheet(COVER).save(path, save_all=True, append_images=[small])
    assert len(read_pictures(path).pages) == 1


def _photograph() -> Grey:
    spots = np.random.default_rng(2).integers(0, 256, (30, 40)).astype(np.uint8)
    return np.asarray(Image.fromarray(spots).resize((1200, 900), Image.Resampling.BICUBIC))


@pytest.mark.parametrize(
    ("grey", "status"),
    [
        pytest.param(np.full((900, 1200), 255, np.uint8), "blank", id="white"),
        pytest.param(noisy(np.full((900, 1200), 235, np.uint8), 4), "blank", id="grey paper"),
        pytest.param(np.zeros((900, 1200), np.uint8), "unread", id="black"),
        pytest.param(noisy(np.full((300, 400), 128, np.uint8), 90), "unread", id="noise"),
        pytest.param(_photograph(), "unread", id="photograph"),
        pytest.param(np.full((1, 1), 255, np.uint8), "blank", id="one pixel"),
        pytest.param(np.full((3, 9000), 255, np.uint8), "blank", id="thread"),
    ],
)
def test_what_shows_no_text(grey: Grey, status: str, tmp_path: Path) -> None:
    Image.fromarray(grey).save(tmp_path / "a.png")
    document = read_pictures(tmp_path / "a.png")
    (page,) = document.pages
    assert (page.status, page.reason) == (status, "scan" if status == "unread" else "")
    assert document.blocks == ()


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _tiff(width: int, height: int, frames: int) -> bytes:
    """Frames of one strip, unpacked, which they share."""
    values = {256: width, 257: height, 258: 1, 259: 1, 262: 0, 273: 8, 277: 1, 278: height, 279: 8}
    data = bytearray(b"II*\0" + struct.pack("<I", 16) + bytes(8))
    for frame in range(frames):
        after = len(data) + 2 + 12 * len(values) + 4
        data += struct.pack("<H", len(values))
        for tag, value in values.items():
            data += struct.pack("<HHII", tag, 4, 1, value)
        data += struct.pack("<I", after if frame < frames - 1 else 0)
    return bytes(data)


def _saved(kind: str) -> bytes:
    stream = BytesIO()
    sheet(COVER, 50).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.png", b"", "is empty"),
        ("a.png", "แผน".encode(), "no PNG, JPEG or TIFF"),
        ("a.png", _saved("PNG")[:40], "damaged or truncated"),
        ("a.png", _saved("PNG")[:-900], "damaged or truncated"),
        ("a.jpg", _saved("JPEG")[:-900], "damaged or truncated"),
        ("a.tif", _saved("TIFF")[:900], "damaged or truncated"),
        ("a.png", _png(100_000, 100_000), "too large"),
        ("a.tif", _tiff(100_000, 100_000, 1), "too large"),
        ("a.tif", _tiff(20_000, 20_000, 3), "too large"),
        ("a.tif", _tiff(8, 8, MAX_FRAMES + 1), f"more than {MAX_FRAMES} pages"),
    ],
)
def test_bad_files_have_one_line_to_say_so(
    name: str, data: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=says) as caught:
        read_pictures(tmp_path / name)
    assert all(caught.value.remedy) and "\n" not in str(caught.value)


def test_commands(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    sheet().save(folder / "page.png", dpi=(DPI, DPI))
    run = CliRunner().invoke

    asked = ["convert", str(folder), "--out", str(tmp_path / "out"), "--lang", "en"]
    assert run(app, asked).exit_code == 0
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig") as file:
        (document,) = csv.DictReader(file)
    assert (document["kind"], document["pages_ocr"], document["projects"]) == ("image", "1", "2")

    never = run(app, [*asked, "--ocr", "never", "--quiet"])
    assert never.exit_code == 1
    assert "page.png is a picture, and --ocr is never — use --ocr auto" in never.stderr
    assert never.stderr.count("\n") == 1

    shown = run(app, ["inspect", str(folder / "page.png"), "--out", str(tmp_path / "p.png")])
    assert shown.exit_code == 0, shown.output
    assert "detail" in shown.stdout or "ตารางโครงการ" in shown.stdout
    with Image.open(tmp_path / "p.png") as drawn:
        assert drawn.width > A4[0] * 170 / 72


# -- scanned pages of a PDF ------------------------------------------------------------------------


def pdf_of(
    path: Path, *scans: tuple[Image.Image, bytes], size: tuple[float, float] = A4, rotate: int = 0
) -> Path:
    """A page for each picture, drawn all over it, and what is drawn upon that (Helvetica is /F)."""
    with pikepdf.new() as pdf:
        for scan, upon in scans:
            page = pdf.add_blank_page(page_size=size)
            data = BytesIO()
            scan.save(data, "JPEG", quality=90)
            page.obj.Rotate = rotate
            page.obj.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(
                    F=pikepdf.Dictionary(
                        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                        BaseFont=pikepdf.Name.Helvetica,
                    )
                ),
                XObject=pikepdf.Dictionary(I=_image(pdf, scan, data.getvalue())),
            )  # fmt: skip
            width, height = size
            all_over = f"q {width} 0 0 {height} 0 0 cm /I Do Q ".encode()
            page.obj.Contents = pdf.make_stream(all_over + upon)
        pdf.save(path)
    return path


def _image(pdf: pikepdf.Pdf, scan: Image.Image, jpeg: bytes) -> pikepdf.Stream:
    stream = pdf.make_stream(jpeg)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = scan.size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    stream.Filter = pikepdf.Name.DCTDecode
    return stream


CERTIFIED = "สำเนาถูกต้อง (นายสมชาย ใจดี) นักวิชาการชำนาญการ ๑๒ ตุลาคม ๒๕๖๕".encode("utf-16-be").hex()
STAMP = (
    f"BT /F 11 Tf 640 40 Td /Span << /ActualText <FEFF{CERTIFIED}> >> BDC".encode()
    + b" (certified true copy) Tj EMC ET"
)


def test_a_stamp_that_is_text_does_not_hide_the_scan_below(
    plain: RawDocument, tmp_path: Path
) -> None:
    path = pdf_of(tmp_path / "plan.pdf", (sheet(), STAMP), (sheet(COVER), b""))
    document = read_pdf(path)
    assert [page.status for page in document.pages] == ["ocr", "ocr"]
    assert table(document) == table(plain)
    never = read_pdf(path, ocr="never")
    assert [page.reason for page in never.pages] == ["scan", "scan"]
    assert never.blocks == ()


def _sky() -> Image.Image:
    """A photograph, pale, as behind a cover."""
    return Image.fromarray(_photograph()).point(lambda grey: 150 + grey * 105 // 255)


@pytest.mark.parametrize("page", [COVER, PROJECTS])
def test_a_picture_behind_text_changes_nothing(page: int, tmp_path: Path) -> None:
    def without(path: Path, behind: Image.Image | None) -> Path:
        with pikepdf.open(SAMPLE) as sample:
            del sample.pages[page:]
            del sample.pages[: page - 1]
            own = sample.pages[0]
            if behind is not None:
                data = BytesIO()
                behind.save(data, "JPEG")
                name = own.add_resource(
                    _image(sample, behind, data.getvalue()), pikepdf.Name.XObject
                )
                box = [float(value) for value in own.mediabox]
                drawn = f"q {box[2]} 0 0 {box[3]} 0 0 cm {name} Do Q\n"
                own.contents_add(drawn.encode(), prepend=True)
            sample.save(path)
        return path

    bare = read_pdf(without(tmp_path / "bare.pdf", None))
    document = read_pdf(without(tmp_path / "sky.pdf", _sky()))
    assert [report.status for report in document.pages] == ["text"]
    assert "ocr" not in [attempt.reader for attempt in document.pages[0].attempts]
    assert words(document) == words(bare)


@pytest.mark.parametrize(
    ("size", "rotate", "width"), [((2339, 1654), 0, 842), (A4, 180, 842), ((14400, 10170), 0, 842)]
)
def test_scanned_pages_of_any_size_and_turn(
    size: tuple[float, float], rotate: int, width: float, plain: RawDocument, tmp_path: Path
) -> None:
    """A program that takes a pixel for a point makes pages of a metre."""
    scan = sheet().rotate(-rotate)
    seen: list[Page] = []
    path = pdf_of(tmp_path / "plan.pdf", (scan, b""), size=size, rotate=rotate)
    document = read_pdf(path, following=Following(look=seen.append))
    assert seen[-1].width == pytest.approx(width, abs=1)
    assert alike(words(document), words(plain)) > 0.95


def test_two_pages_on_a_sheet_with_the_shadow_of_a_fold(plain: RawDocument, tmp_path: Path) -> None:
    """Left, then right, whatever stands between."""
    one = sheet()
    both = Image.new("L", (2 * one.width, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(one, (one.width, 0))
    pen = ImageDraw.Draw(both)
    for x in range(-9, 10):
        pen.line([(one.width + x, 0), (one.width + x, one.height)], fill=90 + 15 * abs(x))
    both.save(tmp_path / "a.png", dpi=(DPI, DPI))
    document = read_pictures(tmp_path / "a.png")
    assert table(document) == table(plain)
    assert alike(words(document), 2 * words(plain)) > 0.95
