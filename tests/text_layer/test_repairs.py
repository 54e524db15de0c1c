"""One page, one defect: what is mended, what is marked, what stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.contracts.page import Area, Glyph, Page
from pipeline.contracts.parsed import UNKNOWN, Status
from pipeline.extract.readers.glyphs import unnamed
from pipeline.extract.tables.lines import make_clusters, make_lines
from pipeline.extract.text_layer.draft import draft_of
from pipeline.extract.text_layer.layer import TextLayer
from pipeline.extract.text_layer.swaps import Swaps
from pipeline.extract.text_layer.symbol_fonts import symbol_family
from pipeline.extract.trust import trust
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.money import parse_money
from pipeline.normalize.targets import parse_target
from pipeline.normalize.thai_marks import combining_marks

SIZE = 10.0
WIDTH = 5.0


def line(text: str, y: float = 100.0, font: str = "THSarabun", over: str = "") -> list[Glyph]:
    """The glyphs of a printed line; marks, and the characters `over`, take no room."""
    glyphs, x = [], 50.0
    for char in text:
        room = 0.0 if char in combining_marks() or char in over else WIDTH
        x0 = x if room else x - WIDTH / 2
        glyphs.append(Glyph(char, x0, y - 8, x0 + (room or WIDTH / 2), y + 2, SIZE, font))
        x += room
    return glyphs


def page(*lines: list[Glyph], images: tuple[Area, ...] = ()) -> Page:
    glyphs = tuple(glyph for one in lines for glyph in one)
    return Page(1, 600, 800, glyphs, (), (), (), images, "test")


def read(one: Page) -> list[str]:
    return [found.text for found in make_lines(make_clusters(one.glyphs))]


@pytest.mark.parametrize("text", ["จ านวน", "ต าบล", "ประจ าปี", "ด าเนินการ", "ถ้อยค า", "น ้าใจ"])
def test_space_that_takes_no_room_before_sara_aa_is_a_nikhahit(text: str) -> None:
    mended = TextLayer().mend(page(line(text, over=" ")))
    expected = text.replace(" ้า", "้ำ").replace(" า", "ำ")
    assert read(mended) == [expected]
    assert dict(mended.repairs)["lost_nikhahit"] == 1


def test_space_that_takes_room_is_a_space() -> None:
    sound = page(line("งาน การ"), line("ก า ร", y=120))
    assert TextLayer().mend(sound).glyphs == sound.glyphs


def test_one_word_names_no_mark() -> None:
    """Two words that need the same mark name it; a single one leaves it unknown."""
    mark = unnamed(201)
    words = ["ต" + mark + "อต" + mark + "าน", "ส" + mark + "วนราชการ", "หน" + mark + "วยงาน"]
    alone = TextLayer().mend(page(line(words[1], over=mark)))
    assert read(alone) == [f"ส{UNKNOWN}วนราชการ"] and alone.unknown_glyphs == 1
    several = TextLayer().mend(
        page(*(line(word, y=100 + 20 * row, over=mark) for row, word in enumerate(words[1:])))
    )
    assert read(several) == ["ส่วนราชการ", "หน่วยงาน"] and several.unknown_glyphs == 0


def test_code_named_as_a_mark_is_that_mark_where_it_seems_to_take_room() -> None:
    mark = unnamed(13)
    words = (f"ส{mark}วนราชการ", f"หน{mark}วยงาน")
    over = [
        [
            replace(g, x0=g.x1 - 1) if g.text == mark else g
            for g in line(word, 100 + 20 * row, over=mark)
        ]
        for row, word in enumerate(words)
    ]
    mended = TextLayer().mend(page(*over, line(f"ที่อย{mark}ู", 160)))
    assert read(mended) == ["ส่วนราชการ", "หน่วยงาน", "ที่อยู่"]


def test_bullet_without_a_name_is_no_letter_of_the_word_behind_it() -> None:
    """`ขจัด` is a word, too: of the words behind a glyph most read better without one."""
    bullet = unnamed(7)
    words = ["จัดพิธี", "จัดอบรม", "หัวหน้าส่วนราชการ", "เผยแพร่", "บุคลากร"]
    spoilt = page(*(line(bullet + word, y=100 + 20 * row) for row, word in enumerate(words)))
    assert read(TextLayer().mend(spoilt)) == [UNKNOWN + word for word in words]


def test_sign_drawn_over_a_letter_is_a_mark_and_beside_it_a_sign() -> None:
    spoilt = page(line("ส5วนราชการ", over="5"), line("หน5วยงาน", y=120, over="5"))
    assert read(TextLayer().mend(spoilt)) == ["ส่วนราชการ", "หน่วยงาน"]
    sound = page(line("มาตรา5กับ6"))
    assert read(TextLayer().mend(sound)) == ["มาตรา5กับ6"]


def test_sara_am_for_sara_aa_takes_more_than_a_word() -> None:
    assert read(TextLayer().mend(page(line("โครงกำร")))) == ["โครงกำร"]
    words = ("โครงกำร", "ควำมสำมำรถ", "หน่วยงำน", "บริหำร")
    mended = TextLayer().mend(page(*(line(w, 100 + 20 * row) for row, w in enumerate(words))))
    assert read(mended) == ["โครงการ", "ความสามารถ", "หน่วยงาน", "บริหาร"]


def test_sara_am_in_a_cluster_is_weighed_with_its_other_letters() -> None:
    """`น้ำ` named as one glyph lost its น้ when its ำ was in question, and all became `นา`."""
    glyphs: list[Glyph] = []
    for row, (before, cluster, after) in enumerate(
        [("ในพื้นที่ลุ่ม", "น้ำ", ""), ("ระดับความ", "สำ", "เร็จ"), ("ระบบ", "น้ำ", ""), ("", "น้ำ", "ใจ")]
    ):
        one = line(before + "น" + after, 100 + 20 * row)
        at = len(before)
        glyphs += [*one[:at], replace(one[at], text=cluster), *one[at + 1 :]]
    draft = draft_of(tuple(glyphs))
    assert not Swaps().mend(draft, {"THSarabun": ()})
    assert draft.texts == [glyph.text for glyph in glyphs]


def test_later_page_proves_an_earlier_one() -> None:
    layer = TextLayer()
    first = page(line("โครงกำร"))
    assert layer.mend(first).glyphs == first.glyphs
    words = ("ควำมสำมำรถ", "หน่วยงำน", "บริหำร", "ประชำชน")
    second = page(*(line(word, 100 + 20 * row) for row, word in enumerate(words)))
    layer.mend(Page(2, 600, 800, second.glyphs, (), (), (), (), "test"))
    assert layer.outdated() == [1]
    assert read(layer.mend(first)) == ["โครงการ"]
    assert layer.outdated() == []


def test_byte_fonts_are_decoded() -> None:
    thai = "แผนปฏิบัติการป้องกันการทุจริต จังหวัด"
    spoilt = thai.encode("cp874").decode("latin-1")
    glyphs = [
        Glyph(wrong, *(g.x0, g.top, g.x1, g.bottom, g.size, g.font))
        for wrong, g in zip(spoilt, line(thai), strict=True)
    ]
    mended = TextLayer().mend(page(glyphs))
    assert read(mended) == [thai] and dict(mended.repairs)["encoding"] > 20


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings2", "P", "✓"),
        ("Wingdings-Regular", "\uf0e0", "→"),
        ("SymbolMT", "\uf0ae", "→"),
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "A", UNKNOWN),
        ("OpenSymbol", "\uf0fc", "✓"),
        ("OpenSymbol", "–", "–"),
        ("Arial", "P", "P"),
    ],
)
def test_symbol_fonts(font: str, code: str, sign: str) -> None:
    assert [g.text for g in TextLayer().mend(page(line(code, font=font))).glyphs] == [sign]
    assert (symbol_family(font) is None) == (font == "Arial")


def test_scan_whose_thai_makes_no_words_is_not_trusted() -> None:
    image = (Area(0, 0, 600, 800, 0.0),)
    jumble = page(line("กฟถคตจขชฃฅภึุูฎฑธณญฐฬฤฆฏโฌ็๋ษศซ" * 3), images=image)
    words = page(line("แผนปฏิบัติการป้องกันการทุจริตประจำปีงบประมาณ" * 3), images=image)
    assert trust(jumble) < 0.6 < trust(words)


@pytest.mark.parametrize("text", [f"{UNKNOWN}500", f"1,{UNKNOWN}00", f"500{UNKNOWN}", UNKNOWN])
def test_amount_with_an_unknown_character_is_unreadable(text: str) -> None:
    parsed = parse_money(text, load_lexicon().budget)
    assert (parsed.status, parsed.value) == (Status.UNREADABLE, None)


def test_digits_mixed_in_one_number_are_one_number() -> None:
    parsed = parse_money("๑2,๕00", load_lexicon().budget)
    assert (parsed.value, parsed.flags) == (Decimal(12500), ("mixed_digits",))


def test_target_with_an_unknown_character_has_no_value() -> None:
    assert parse_target(f"ร้อยละ ๘{UNKNOWN}").value is None


def test_marks_of_headings_are_told_by_their_names() -> None:
    """A bold font has few words: `ตัวชู้วัดทู่` is as good Thai as `ตัวชี้วัดที่`."""
    vowel = unnamed(27)
    words = ("เป้าหมายที่", "ตัวชี้วัดที่", "วิธีดำเนินการ")
    spoilt = [line(w.replace("ี", vowel), 100 + 20 * n, over=vowel) for n, w in enumerate(words)]
    assert read(TextLayer().mend(page(*spoilt))) == list(words)


def test_nameless_letter_without_width_is_no_mark() -> None:
    """`เสริม` whose ร has no width from the reader: not `เสิ้ม`."""
    letter = unnamed(9)
    words = ("เสริมแรง", "เครือข่าย", "บริหารงาน", "เริ่มโครงงาน", "กรรมกลาง")
    spoilt = []
    for row, word in enumerate(words):
        glyphs = line(word.replace("ร", letter), 100 + 20 * row)
        spoilt.append([replace(g, x1=g.x0) if g.text == letter else g for g in glyphs])
    assert [text.replace(" ", "") for text in read(TextLayer().mend(page(*spoilt)))] == list(words)


def mac_roman(text: str) -> str:
    """Thai letters as the names of their bytes in Mac Roman; signs keep their own names."""
    return "".join(
        char.encode("cp874").decode("mac_roman") if "\u0e01" <= char <= "\u0e5b" else char
        for char in text
    )


def test_quotes_and_bullets_in_misread_bytes_are_told_from_letters() -> None:
    """0xD2 is า and `“`, 0xA5 is ฅ and `•`: one name for two glyphs of a font."""
    lines = (
        "• โครงการ “โตไปไม่โกง” รุ่นที่ ๗",
        "• จัดอบรมธรรมาภิบาล ระดับ “ดีเด่น”",
        "โครงการ “ทำดีแม้ไม่มีใครเห็น”",
        "ประชาชนมีส่วนร่วม “พอเพียง” – ๒ ครั้ง",
    )
    over = "".join(map(mac_roman, combining_marks()))
    spoilt = [
        line(mac_roman(text.replace("ำ", "ํา")), 100 + 20 * row, over=over)
        for row, text in enumerate(lines)
    ]
    assert read(TextLayer().mend(page(*spoilt))) == list(lines)


def test_codes_taken_for_ascii_are_letters_or_marked() -> None:
    """LibreOffice's number of a nameless glyph reads as `(`, `=` or `A`."""
    words = ("วง(งินงบประมาณ (บาท)", "ระยะ(วลาดำ(นินการ", "(ป้าหมายที่", "ค่า(ป้าหมาย")
    mended = TextLayer().mend(page(*(line(w, 100 + 20 * row) for row, w in enumerate(words))))
    expected = ["วงเงินงบประมาณ (บาท)", "ระยะเวลาดำเนินการ", "เป้าหมายที่", "ค่าเป้าหมาย"]
    assert read(mended) == expected
    numbers = TextLayer().mend(
        page(line("๔๐,๓๙๓.=๐"), line("๘,๖๐๐.๗=", y=120), line("๒A๖๖", y=140))
    )
    assert read(numbers) == [f"๔๐,๓๙๓.{UNKNOWN}๐", f"๘,๖๐๐.๗{UNKNOWN}", f"๒{UNKNOWN}๖๖"]
    budgets = [parse_money(text, load_lexicon().budget).status for text in read(numbers)]
    assert set(budgets) == {Status.UNREADABLE}


def test_sound_signs_beside_thai_stay() -> None:
    sound = ("ตัวชี้วัด(ผลผลิต)", "ระดับA", "โครงการ*", '"โตไปไม่โกง"', "ITA๖๕", "๙๐%", "รุ่น2ของปี")
    mended = TextLayer().mend(page(*(line(w, 100 + 20 * row) for row, w in enumerate(sound))))
    assert read(mended) == list(sound)


def test_nameless_tone_given_room_behind_a_vowel_is_a_tone() -> None:
    """`ครั้ง` whose ้ has the room of a letter: not `ครังง`."""
    tone = unnamed(20)
    words = ("ครั้งที่", "ทั้งนี้", "แต่งตั้ง", "พื้นที่", "เจ้าหน้าที่")
    spoilt = [line(word.replace("้", tone), 100 + 20 * row) for row, word in enumerate(words)]
    mended = TextLayer().mend(page(*spoilt))
    assert [text.replace(" ", "") for text in read(mended)] == list(words)
