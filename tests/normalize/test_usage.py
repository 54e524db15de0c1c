"""How the document itself writes two words decides at a line's end."""

from pipeline.normalize.thai_text import join_lines
from pipeline.normalize.usage import Usage


def test_pair_written_apart_elsewhere_is_apart() -> None:
    usage = Usage(["ปลูกจิตสำนึก ป้องกัน", "ใช้หลัก ๓ ป ปลูกจิตสำนึก\nป้องกัน"])
    assert join_lines("ปลูกจิตสำนึก\nป้องกัน", usage) == "ปลูกจิตสำนึก ป้องกัน"


def test_pair_written_together_elsewhere_stays_together_whatever_the_rules_say() -> None:
    usage = Usage(["กำหนดการประจำปีของหน่วยงาน", "กำหนดการ\nประจำปีของหน่วยงาน"])
    assert join_lines("กำหนดการ\nประจำปีของหน่วยงาน", usage) == "กำหนดการประจำปีของหน่วยงาน"


def test_pair_written_both_ways_is_left_to_the_rules() -> None:
    usage = Usage(["ตรวจอาคาร โรงเรียน", "ตรวจอาคารโรงเรียน", "ตรวจอาคาร\nโรงเรียน"])
    assert usage.apart("ตรวจอาคาร", "โรงเรียน") is None


def test_phrase_that_stood_apart_from_several_words_stands_apart_from_another() -> None:
    usage = Usage(["อบรมครู โดยความร่วมมือของวัด", "อบรมเด็ก โดยความร่วมมือของวัด"])
    assert join_lines("อบรมพระ\nโดยความร่วมมือของวัด", usage) == "อบรมพระ โดยความร่วมมือของวัด"


def test_connector_alone_proves_nothing() -> None:
    """`เพื่อ` after the same word, once with a space: what follows it differs."""
    usage = Usage(["เสนอผู้ว่าราชการจังหวัด เพื่อพิจารณา", "เสนอผู้ว่าราชการจังหวัด\nเพื่อทราบ"])
    assert usage.apart("เสนอผู้ว่าราชการจังหวัด", "เพื่อทราบ") is None


def test_digits_count_alike() -> None:
    usage = Usage(["จัด ๒ รุ่น รุ่นละ ๓๕ คน", "จัด ๘ รุ่น\nรุ่นละ ๔๐ คน"])
    assert join_lines("จัด ๘ รุ่น\nรุ่นละ ๔๐ คน", usage) == "จัด ๘ รุ่น รุ่นละ ๔๐ คน"


def test_line_end_that_drew_a_space_is_evidence_and_one_that_did_not_is_none() -> None:
    drawn = Usage(["ตรวจสอบอาคาร \nโรงเรียนวัด", "ตรวจสอบอาคาร\nโรงเรียนวัด"])
    assert drawn.apart("ตรวจสอบอาคาร", "โรงเรียนวัด") is True
    assert Usage(["ตรวจสอบอาคาร\nโรงเรียนวัด"]).apart("ตรวจสอบอาคาร", "โรงเรียนวัด") is None
