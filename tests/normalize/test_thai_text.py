"""Line breaks, bullets, names: text as a person would type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.thai_text import join_lines, narrow_width_of, tidy, tidy_cell, tidy_name
from pipeline.normalize.usage import Usage


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("การประพฤ\nติมิชอบ", "การประพฤติมิชอบ"),
        ("จำนวน\n๕๓ คน", "จำนวน ๕๓ คน"),
        ("(No Gift\nPolicy)", "(No Gift Policy)"),
        ("พอเพียง \nวินัย", "พอเพียง วินัย"),
        ("e-\nlearning", "e-learning"),
        ("หมู่บ้าน/\nชุมชน", "หมู่บ้าน/ชุมชน"),
        ("ส่งเสริม\n(ITA)", "ส่งเสริม (ITA)"),
        ("ครั้งที่ ๒ (\nต่อเนื่อง)", "ครั้งที่ ๒ (ต่อเนื่อง)"),
        ("ครัวเรือนเข้าร่วม\nร้อยละ ๖๐", "ครัวเรือนเข้าร่วมร้อยละ ๖๐"),
        ("ความพึงพอใจ\nไม่ต่ำกว่า ๘๕", "ความพึงพอใจไม่ต่ำกว่า ๘๕"),
        ("งบประมาณรายจ่าย\nประจำปี", "งบประมาณรายจ่ายประจำปี"),
        ("อบรม ๑ รุ่น\nรุ่นละ ๔๕ คน", "อบรม ๑ รุ่น รุ่นละ ๔๕ คน"),
        ("ยาว 1,250 เมตร\nกว้าง 4 เมตร", "ยาว 1,250 เมตร กว้าง 4 เมตร"),
        ("๒ เครือข่าย\nสมาชิกใหม่", "๒ เครือข่ายสมาชิกใหม่"),
        ("พ.ศ. ๒๕๖๖ -\n๒๕๗๐", "พ.ศ. ๒๕๖๖ - ๒๕๗๐"),
        ("ราคา\n฿๕๐๐", "ราคา ฿๕๐๐"),
        ("- จัดอบรม\n- ติดตาม\nผล", "• จัดอบรม • ติดตามผล"),
        ("- จัดอบรม ร้อยละ ๗๐ - ติดตามผล", "• จัดอบรม ร้อยละ ๗๐ • ติดตามผล"),
        ("ระยะที่ ๒ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)", "ระยะที่ ๒ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)"),
        ("จัดซื้อ - จัดจ้าง", "จัดซื้อ - จัดจ้าง"),
        ("-", "-"),
        ("เว็บไซต์ www.tuayang.exampl\ne เป็นเวลา", "เว็บไซต์ www.tuayang.example เป็นเวลา"),
        ("ปี พ.ศ. ๒๕\n๖๖", "ปี พ.ศ. ๒๕๖๖"),
        ("ปิดประกาศ ณ\nจุดบริการ", "ปิดประกาศ ณ จุดบริการ"),
        ("ต่าง ๆ\nที่เกี่ยวข้อง", "ต่าง ๆ ที่เกี่ยวข้อง"),
        ("ดําเนินการ", "ดำเนินการ"),
    ],
)
def test_printed_cells(printed: str, typed: str) -> None:
    assert tidy_cell(printed, None) == typed


@pytest.mark.parametrize(
    ("printed", "is_name", "typed"),
    [
        ("ถนนสายบ้านโนน\n- บ้านหนอง", True, "ถนนสายบ้านโนน - บ้านหนอง"),
        ("ถนนสายบ้านโนน \n– บ้านหนอง\nระยะที่ ๒", False, "ถนนสายบ้านโนน – บ้านหนอง ระยะที่ ๒"),
        ("เตรียมการ\n- ประชุม", False, "เตรียมการ • ประชุม"),
        ("เตรียมการ\n- ประชุม\n- ติดตาม", True, "เตรียมการ • ประชุม • ติดตาม"),
    ],
)
def test_a_dash_that_a_column_wrapped_is_no_bullet(printed: str, is_name: bool, typed: str) -> None:
    assert tidy_cell(printed, None, is_name=is_name) == typed


@pytest.mark.parametrize(
    ("transcribed", "typed"),
    [
        ("กิจกรรมสำนักงาน พาณิชย์คุณธรรม", "กิจกรรมสำนักงานพาณิชย์คุณธรรม"),
        ("โครงการเผยแพร่ หลักสูตรด้านทุจริต ศึกษา", "โครงการเผยแพร่หลักสูตรด้านทุจริตศึกษา"),
        ("การประกาศ No Gift Policy", "การประกาศ No Gift Policy"),
    ],
)
def test_narrow_columns_of_a_transcript(transcribed: str, typed: str) -> None:
    assert tidy_cell(transcribed, narrow_width_of([transcribed])) == typed


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("สำนักงาน พาณิชย์ จังหวัดเพชรบุรี", "สำนักงานพาณิชย์จังหวัดเพชรบุรี"),
        ("ที่ทำการ\nปกครองจังหวัด\nเพชรบุรี", "ที่ทำการปกครองจังหวัดเพชรบุรี"),
        ("สำนักงาน ป.ป.ช. ประจำจังหวัด", "สำนักงานป.ป.ช.ประจำจังหวัด"),
        ("- กองคลัง", "กองคลัง"),
    ],
)
def test_an_agency_has_no_inner_spaces(printed: str, typed: str) -> None:
    assert tidy_name(printed) == typed


@given(st.text(alphabet="กขคงามุ่้ํำ ะเแ\n\t-•๑2A(). ๆฯ"))
def test_nothing_but_white_space_bullets_and_marks_changes(text: str) -> None:
    letters = [char for char in text if "ก" <= char <= "ฮ" or char.isdigit() or char == "A"]
    for result in (tidy(text), tidy_cell(text, None), tidy_cell(text, 12), tidy_name(text)):
        assert [c for c in result if "ก" <= c <= "ฮ" or c.isdigit() or c == "A"] == letters
        assert "\n" not in result
        assert result == result.strip()


@given(st.text(alphabet="กขคงะเม \n-๑2A().ๆ"))
def test_tidy_is_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_bracket_closed_on_the_next_line_of_a_narrow_column() -> None:
    assert join_lines("(อสม.\n) ให้รู้เท่าทัน") == "(อสม.) ให้รู้เท่าทัน"


@pytest.mark.parametrize(
    "text",
    [
        "ใช้หลัก ๓ ป ได้แก่\nปลูกจิตสำนึก",
        "จัดทำสื่อ เช่น\nแผ่นพับ",
        "ตามมติคณะกรรมการ\nป.ป.ช. ประจำจังหวัด",
        "ทุกรอบ ๓ เดือน\nและรายงานผล",
        "เสนอผู้บริหาร\nนอกจากนี้ให้รายงาน",
    ],
)
def test_space_that_official_thai_never_lacks(text: str) -> None:
    assert join_lines(text) == text.replace("\n", " ")


def test_no_space_where_such_a_word_is_part_of_another() -> None:
    assert join_lines("การอนุรักษ์เช่น\nเดียวกัน") == "การอนุรักษ์เช่นเดียวกัน"
    assert join_lines("ระดับความพึงพอใจ\nไม่น้อยกว่าร้อยละ ๘๐").count(" ") == 1


def test_line_that_begins_with_the_sign_of_repetition_had_a_space_before_it() -> None:
    """`ต่าง ๆ` broken over two lines came out as `ต่างๆ`, though the plan writes it apart."""
    broken = "การประกวดต่าง\nๆ ในงาน"
    assert join_lines(broken) == "การประกวดต่าง ๆ ในงาน"
    assert join_lines(broken, Usage([broken])) == "การประกวดต่าง ๆ ในงาน"
    assert join_lines(broken, Usage(["สิ่งต่างๆ", broken])) == "การประกวดต่างๆ ในงาน"


def test_villages_years_and_road_works_stand_apart_where_a_line_ends() -> None:
    assert join_lines("ซอยสุขสันต์\nหมู่ที่ ๓") == "ซอยสุขสันต์ หมู่ที่ ๓"
    assert join_lines("ประจำปี\nพ.ศ. ๒๕๖๖") == "ประจำปี พ.ศ. ๒๕๖๖"
    assert join_lines("ขนาด ๓ นิ้ว\nระยะทาง ๒๕๔ เมตร") == "ขนาด ๓ นิ้ว ระยะทาง ๒๕๔ เมตร"
    assert join_lines("อยู่ใน\nหมู่ที่ ๓") == "อยู่ในหมู่ที่ ๓"
