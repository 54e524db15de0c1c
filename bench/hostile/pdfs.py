"""PDF files that lie, loop, or unpack to more than anyone could hold: by name."""

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from types import MappingProxyType

import pikepdf

from bench.hostile.pdf_bytes import FONT, RESOURCES, SOUND, document, packed, pages, stream

MEGA = 1_000_000
BOX = (
    "0 0 200000 200000", "0 0 1e9 1e9", "0 0 1e38 1e38", "0 0 0.001 0.001", "0 0 -400 -300",
    "400 300 0 0", "0 0 0 0", "0 0 nan nan", "0 0 14400 0.01", "a b c d", "0 0",
    "-1e9 -1e9 1e9 1e9", "0 0 2147483647 2147483647",
)  # fmt: skip


def _box(box: str) -> bytes:
    return pages(stream(SOUND), page=b"/MediaBox [%s]" % box.encode())


def _user_unit() -> bytes:
    return pages(stream(SOUND), page=b"/MediaBox [0 0 14400 14400] /UserUnit 75000")


def _xref_loop() -> bytes:
    data = pages(stream(SOUND))
    start = data.rindex(b"startxref")
    place = data[start:].split()[1]
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place)


def _xref_loop_of_two() -> bytes:
    data = pages(stream(SOUND))
    place = int(data[data.rindex(b"startxref") :].split()[1])
    first = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % 0)
    second = len(first)
    first = first.replace(b"/Prev %010d" % 0, b"/Prev %010d" % second)
    tail = b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return first + tail % (place, second)


def _startxref_nowhere() -> bytes:
    data = pages(stream(SOUND))
    return data[: data.rindex(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF\n"


def _many_objects(number: int) -> bytes:
    return pages(stream(SOUND), more=[b"null"] * number)


def _packed_objects(claimed: int, unpacked: int) -> bytes:
    """An object stream that claims so many objects and is so large."""
    body = b"10 0 " + b" " * unpacked
    return pages(stream(SOUND), more=[packed(body, b"/Type /ObjStm /N %d /First 5" % claimed)])


def _tree(kids: bytes, count: bytes, more: tuple[bytes, ...] = ()) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources %s /Contents 5 0 R >>"
    return document([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %s >>" % (kids, count),
        FONT,
        page % RESOURCES,
        stream(SOUND),
        *more,
    ])  # fmt: skip


def _deep_tree(depth: int) -> bytes:
    nodes = tuple(
        b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>"
        % (5 + n if n else 2, 7 + n if n + 1 < depth else 4)
        for n in range(depth)
    )
    return _tree(b"6 0 R", b"1", nodes)


def _wide_tree(depth: int) -> bytes:
    """Every node has the next one ten times: 10 ** depth pages of a few bytes."""
    nodes = tuple(
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % ((b"%d 0 R " % (7 + n if n + 1 < depth else 4)) * 10, 10 ** (depth - n))
        for n in range(depth)
    )
    return _tree(b"6 0 R", b"%d" % 10**depth, nodes)


def _empty_pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(number))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return document([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, number),
        *[page] * number,
    ])  # fmt: skip


def _locked(user: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pages(stream(SOUND)))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="owner", R=6))
    return out.getvalue()


def _image(entries: bytes, data: bytes, show: bytes = b"380 0 0 280 10 10 cm /I Do") -> bytes:
    image = stream(data, b"/Type /XObject /Subtype /Image " + entries)
    resources = b"<< /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
    return pages(stream(b"q %s Q" % show), more=[image], resources=resources)


def _big_image(side: int, bits: int, filters: str, data: bytes) -> bytes:
    entries = (
        f"/Width {side} /Height {side} /BitsPerComponent {bits} /ColorSpace /DeviceGray"
        f" /Filter {filters}"
    )
    return _image(entries.encode(), data)


def _jbig2(side: int) -> bytes:
    """A page segment of so many pixels each way, and nothing on it."""
    size = side.to_bytes(4, "big")
    information = size + size + bytes(8) + b"\0\0\0"
    head = b"\0\0\0\0\x30\0\x01" + len(information).to_bytes(4, "big")
    return head + information


def _jpx(side: int) -> bytes:
    """A JPEG 2000 codestream's header for one grey component, and no data."""
    size = side.to_bytes(4, "big")
    siz = b"\0\0" + size + size + bytes(8) + size + size + bytes(8) + b"\0\1" + b"\7\1\1"
    cod = b"\0\0\0\1\0\5\4\4\0\0"
    qcd = b"\x40" + b"\x40" * 16
    parts = ((b"\xff\x51", siz), (b"\xff\x52", cod), (b"\xff\x5c", qcd))
    head = b"".join(mark + (len(part) + 2).to_bytes(2, "big") + part for mark, part in parts)
    tile = b"\xff\x90\0\x0a\0\0\0\0\0\0\0\1\xff\x93"
    return b"\xff\x4f" + head + tile + b"\xff\xd9"


def _zeros(number: int) -> bytes:
    """So many zero bytes deflated, without ever holding them."""
    packer, piece = zlib.compressobj(9), bytes(MEGA)
    whole, rest = divmod(number, MEGA)
    parts = [packer.compress(piece) for _ in range(whole)]
    return b"".join((*parts, packer.compress(bytes(rest)), packer.flush()))


def _repeated(text: bytes, size: int) -> bytes:
    """`text` over and over, deflated, without ever holding it."""
    piece = text * (MEGA // len(text))
    packer = zlib.compressobj(9)
    parts = [packer.compress(piece) for _ in range(size // len(piece))]
    return b"".join((*parts, packer.flush()))


def _content(text: bytes, size: int) -> bytes:
    return pages(stream(_repeated(text, size), b"/Filter /FlateDecode"))


def _bomb_in(font: bytes, descriptor: bytes = b"null") -> bytes:
    """A font whose object 5 is a stream of 100 MB."""
    bomb = stream(_zeros(100 * MEGA), b"/Filter /FlateDecode")
    resources = b"<< /Font << /F 4 0 R >> >>"
    return pages(stream(SOUND), more=[font, bomb, descriptor], resources=resources)


def _font(font: bytes, *more: bytes, content: bytes = SOUND) -> bytes:
    resources = b"<< /Font << /F 4 0 R >> >>"
    return pages(stream(content), more=[font, *more], resources=resources)


def _many_contents(size: int, times: int) -> bytes:
    body = packed(b"0 0 m 9 9 l S " * (size // 14))
    return pages(stream(b""), more=[body], page=b"/Contents [%s]" % (b"4 0 R " * times))


def _loop_of_forms() -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    )
    forms = [stream(b"/X Do /X Do", entries % 5), stream(b"/X Do /X Do", entries % 4)]
    resources = b"<< /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >>"
    return pages(stream(b"/X Do " + SOUND), more=forms, resources=resources)


def _annotations(one: bytes, number: int = 1, *more: bytes) -> bytes:
    return pages(stream(SOUND), more=[one, *more], page=b"/Annots [%s]" % (b"4 0 R " * number))


def _looped_note() -> bytes:
    form = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
    )
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (a) /AP << /N 5 0 R >>"
    return _annotations(note + b" /Parent 4 0 R /Popup 4 0 R /Kids [4 0 R] /IRT 4 0 R >>", 3, form)


def _looped_field() -> bytes:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [9 9 99 99]"
    field += b" /Parent 4 0 R /Kids [4 0 R] >>"
    return pages(
        stream(SOUND), more=[field], page=b"/Annots [4 0 R]",
        tree=b"/AcroForm << /Fields [4 0 R] /DR << /Font << /F 3 0 R >> >> >>",
    )  # fmt: skip


def _structure() -> bytes:
    return pages(
        stream(b"/P << /MCID 0 >> BDC " + SOUND + b" EMC"),
        more=[
            b"<< /Type /StructTreeRoot /K 5 0 R /ParentTree 6 0 R >>",
            b"<< /Type /StructElem /S /P /P 5 0 R /K [5 0 R 0] /Pg 7 0 R >>",
            b"<< /Nums [0 [5 0 R]] /Kids [6 0 R] >>",
        ],
        page=b"/StructParents 0",
        tree=b"/MarkInfo << /Marked true >> /StructTreeRoot 4 0 R",
    )


def _layers() -> bytes:
    return pages(
        stream(b"/OC /L BDC " + SOUND + b" EMC"),
        more=[b"<< /Type /OCMD /OCGs 4 0 R /VE [/And 5 0 R] >>", b"[/Or 5 0 R]"],
        resources=b"<< /Font << /F 3 0 R >> /Properties << /L 4 0 R >> >>",
        tree=b"/OCProperties << /OCGs [4 0 R] /D << /Order 5 0 R >> >>",
    )


def _pattern(step: bytes) -> bytes:
    cell = stream(
        b"0 0 1 1 re f",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1]"
        b" /XStep %s /YStep %s /Resources << >>" % (step, step),
    )
    resources = b"<< /Font << /F 3 0 R >> /Pattern << /P 4 0 R >> >>"
    paint = b"/Pattern cs /P scn 0 0 400 300 re f " + SOUND
    return pages(stream(paint), more=[cell], resources=resources)


def _shading(kind: int) -> bytes:
    if kind == 1:
        function = stream(
            b"{ %s }" % (b"sin " * 2000), b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]"
        )
        shading = b"<< /ShadingType 1 /ColorSpace /DeviceGray /Function 4 0 R /Matrix [400 0 0 300 0 0] >>"
    else:
        mesh = bytes([0] + [255, 0, 0, 255, 128] * 200) * 2000
        function = packed(
            mesh,
            b"/ShadingType 4 /ColorSpace /DeviceGray /BitsPerCoordinate 16 /BitsPerComponent 8"
            b" /BitsPerFlag 8 /Decode [0 400 0 300 0 1]",
        )
        shading = b"4 0 R"
    resources = b"<< /Font << /F 3 0 R >> /Shading << /S %s >> >>" % shading
    return pages(stream(b"/S sh " + SOUND), more=[function], resources=resources)


def _smask_loop() -> bytes:
    form = stream(
        b"/G gs 0 0 9 9 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Group << /S /Transparency /CS /DeviceGray >>"
        b" /Resources << /ExtGState << /G << /SMask << /S /Luminosity /G 4 0 R >> >> >> >>",
    )
    resources = (
        b"<< /Font << /F 3 0 R >> /ExtGState << /G << /SMask << /S /Luminosity /G 4 0 R >> >> >> >>"
    )
    return pages(stream(b"/G gs 0 0 400 300 re f " + SOUND), more=[form], resources=resources)


def _with_page(entries: bytes, content: bytes = SOUND) -> bytes:
    return pages(stream(content), page=entries)


PDFS: Mapping[str, Callable[[], bytes]] = MappingProxyType({
    **{f"box {box}": partial(_box, box) for box in BOX},
    "user unit": _user_unit,
    "rotated by 45": lambda: _with_page(b"/Rotate 45"),
    "rotated by a lot": lambda: _with_page(b"/Rotate 99999999999999"),
    "xref loop": _xref_loop,
    "xref loop of two": _xref_loop_of_two,
    "startxref nowhere": _startxref_nowhere,
    "no xref at all": lambda: pages(stream(SOUND)).split(b"xref\n0")[0],
    "500,000 objects": lambda: _many_objects(500_000),
    "object stream claims a billion": lambda: _packed_objects(10**9, 100),
    "object stream of 60 MB": lambda: _packed_objects(3, 60 * MEGA),
    "pages loop": lambda: _tree(b"2 0 R 4 0 R", b"2"),
    "pages loop by count": lambda: _tree(b"2 0 R 4 0 R", b"2147483647"),
    "count lies high": lambda: _tree(b"4 0 R", b"1000000"),
    "count lies very high": lambda: _tree(b"4 0 R", b"2147483647"),
    "count is negative": lambda: _tree(b"4 0 R", b"-1"),
    "count lies low": lambda: _tree(b"4 0 R 4 0 R 4 0 R", b"1"),
    "count is a string": lambda: _tree(b"4 0 R", b"(three)"),
    "kids is a number": lambda: _tree(b"4 0 R", b"1").replace(b"/Kids [4 0 R]", b"/Kids 9"),
    "kid is the catalogue": lambda: _tree(b"1 0 R 4 0 R", b"2"),
    "deep page tree": lambda: _deep_tree(5000),
    "wide page tree": lambda: _wide_tree(6),
    "10,000 empty pages": lambda: _empty_pages(10_000),
    "100,000 empty pages": lambda: _empty_pages(100_000),
    "empty password": lambda: _locked(""),
    "unknown password": lambda: _locked("secret"),
    "encrypt loop": lambda: pages(stream(SOUND)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R"),
    "JBIG2 100,000 square": lambda: _big_image(100_000, 1, "/JBIG2Decode", _jbig2(100_000)),
    "JPX 100,000 square": lambda: _big_image(100_000, 8, "/JPXDecode", _jpx(100_000)),
    "JPX that says it is small": lambda: _big_image(100, 8, "/JPXDecode", _jpx(100_000)),
    "JPX rubbish": lambda: _big_image(100, 8, "/JPXDecode", bytes(range(256))),
    "JBIG2 rubbish": lambda: _big_image(100, 1, "/JBIG2Decode", bytes(range(256))),
    "one bit 60,000 square": lambda: _big_image(
        60_000, 1, "/FlateDecode", _zeros(60_000 * 7_500)),
    "grey 20,000 square": lambda: _big_image(20_000, 8, "/FlateDecode", _zeros(20_000**2)),
    "fax 60,000 square": lambda: _big_image(
        60_000, 1, "/CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
        b"\x80" * 7500),
    "image of negative size": lambda: _big_image(-5, 8, "/FlateDecode", _zeros(100)),
    "image without data": lambda: _big_image(1000, 8, "/FlateDecode", b""),
    "image masks itself": lambda: _image(
        b"/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 4 0 R", bytes(81)),
    "colour space loop": lambda: _image(
        b"/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace [/Indexed [/ICCBased 4 0 R] 1 <00>]"
        b" /N 3 /Alternate [/ICCBased 4 0 R]", bytes(81)),
    "content of 100 MB of blanks": lambda: _content(b" ", 100 * MEGA),
    "content of 40 MB of operators": lambda: _content(b"q Q ", 40 * MEGA),
    "content of 40 MB of saves": lambda: _content(b"q ", 40 * MEGA),
    "content of 40 MB of lines": lambda: _content(b"0 0 m 9 9 l S ", 40 * MEGA),
    "content of 40 MB of text": lambda: _content(b"BT /F 9 Tf (abc) Tj ET ", 40 * MEGA),
    "content of 40 MB of one string": lambda: pages(
        stream(zlib.compress(b"BT /F 9 Tf (" + b"a" * 40 * MEGA + b") Tj ET"), b"/Filter /FlateDecode")),
    "content of 9 MB of text": lambda: _content(b"BT /F 9 Tf (abc) Tj ET ", 9 * MEGA),
    "content of 40 MB of arrays": lambda: _content(b"[", 40 * MEGA),
    "content of 40 MB of numbers": lambda: _content(b"1 ", 40 * MEGA),
    "content in deflate in deflate": lambda: pages(
        stream(zlib.compress(_repeated(b"0 0 m 9 9 l S ", 100 * MEGA), 9),
               b"/Filter [/FlateDecode /FlateDecode]")),
    "content in 1000 filters": lambda: pages(
        stream(b"00", b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000))),
    "content one stream many times": lambda: _many_contents(MEGA, 500),
    "content refers to itself": lambda: _with_page(b"/Contents [[4 0 R] 5 0 R 2 0 R]"),
    "length loop": lambda: pages(
        b"<< /Length 5 0 R >>\nstream\n" + SOUND + b"\nendstream"),
    "length lies": lambda: pages(
        b"<< /Length 999999999999 >>\nstream\n" + SOUND + b"\nendstream"),
    "deep arrays": lambda: pages(stream(SOUND), more=[b"[" * 100_000]),
    "deep arrays in a page": lambda: _with_page(b"/Deep " + b"[" * 50_000 + b"]" * 50_000),
    "deep dictionaries": lambda: _with_page(b"/Deep " + b"<< /A " * 20_000 + b"1" + b">>" * 20_000),
    "deep arrays in content": lambda: _with_page(b"", b"[" * 100_000 + SOUND),
    "form loop": _loop_of_forms,
    "font bomb": lambda: _bomb_in(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /B /FontDescriptor 6 0 R >>",
        b"<< /Type /FontDescriptor /FontName /B /Flags 4 /FontFile2 5 0 R >>"),
    "unicode map bomb": lambda: _bomb_in(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"),
    "font descends from itself": lambda: _font(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding /Identity-H /DescendantFonts [4 0 R] >>"),
    "font draws itself": lambda: _font(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65"
        b" /LastChar 65 /Widths [9] /Encoding << /Differences [65 /A] >> /CharProcs << /A 5 0 R >>"
        b" /Resources << /Font << /F 4 0 R >> >> >>",
        stream(b"9 0 d0 BT /F 9 Tf (AAAAAAAAAA) Tj ET"), content=b"BT /F 9 Tf 9 9 Td (AAAAAA) Tj ET"),
    "font map uses itself": lambda: _font(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding 5 0 R /ToUnicode 5 0 R"
        b" /DescendantFonts [6 0 R] >>",
        stream(b"/X usecmap 1 begincodespacerange <00> <ff> endcodespacerange",
               b"/Type /CMap /CMapName /X /UseCMap 5 0 R"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /B >>"),
    "font map of a billion ranges": lambda: _font(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>",
        stream(b"begincmap 1 begincodespacerange <0000> <ffffffff> endcodespacerange"
               b" 1 beginbfrange <00000000> <ffffffff> <0E01> endbfrange endcmap")),
    "font map packed, of a billion ranges": lambda: _font(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>",
        packed(b"begincmap 1 begincodespacerange <0000> <ffffffff> endcodespacerange"
               b" 1 beginbfrange <00000000> <00ffffff> <0E01> endbfrange endcmap")),
    "font widths of a billion": lambda: _font(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding /Identity-H /DescendantFonts ["
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /B /W [0 1000000000 5] >>] >>"),
    "looped note": _looped_note,
    "looped field": _looped_field,
    "100,000 notes": lambda: _annotations(
        b"<< /Type /Annot /Subtype /Text /Rect [9 9 99 99] /Contents (a) >>", 100_000),
    "20,000 free texts": lambda: _annotations(
        b"<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (a) /DA (/F 9 Tf) >>", 20_000),
    "structure loop": _structure,
    "layer loop": _layers,
    "pattern of tiny steps": lambda: _pattern(b"0.0001"),
    "pattern without steps": lambda: _pattern(b"0"),
    "shading by a long function": lambda: _shading(1),
    "shading of a large mesh": lambda: _shading(4),
    "soft mask loop": _smask_loop,
    "dashes of nothing": lambda: _with_page(b"", b"[0.00001 0.00001] 0 d 0 0 m 400 300 l S " + SOUND),
    "line of a million width": lambda: _with_page(b"", b"1e30 w 0 0 m 400 300 l S " + SOUND),
    "letters far away": lambda: _with_page(b"", b"BT /F 1e30 Tf 1e30 1e30 Td (A) Tj ET " + SOUND),
    "letters not numbers": lambda: _with_page(b"", b"BT /F nan Tf 1 inf Td (A) Tj ET " + SOUND),
    "shear without end": lambda: _with_page(
        b"", b"1e20 1e20 1e20 1e20 1e38 1e38 cm " * 30 + SOUND + b" 0 0 m 9 9 l S"),
    "script": lambda: pages(stream(SOUND), tree=(
        b"/OpenAction << /S /JavaScript /JS (while(true);) >>"
        b" /AA << /WC << /S /Launch /F (calc.exe) >> >>")),
    "content in another file": lambda: pages(
        b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"),
    "catalogue is a number": lambda: document([b"9"]),
    "catalogue is itself": lambda: document([b"1 0 R"]),
    "no catalogue": lambda: document([FONT], b""),
})  # fmt: skip
