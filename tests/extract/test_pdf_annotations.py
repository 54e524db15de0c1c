"""What was typed over a page is read where it stands; highlights, stamps, signatures are not."""

from pathlib import Path

import pikepdf
import pytest
from changed_page import changed, nothing, seen
from pikepdf import Array, Dictionary, Name

BOX = [0, 0, 60, 14]
PLACE = [10, 28, 70, 42]  # in the margin at the foot of the page


def annotated(subtype: str, drawn: bytes, pdf: Path, **more: object) -> Path:
    """The sample's page with an annotation that shows what is `drawn`."""

    def annotate(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look = plan.make_stream(
            drawn,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=BOX,
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        note = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=PLACE, F=4)
        note.AP = Dictionary(N=look)
        for key, value in more.items():
            note[f"/{key}"] = value
        page.obj.Annots = Array([plan.make_indirect(note)])

    return changed(pdf, annotate)


TYPED = b"BT /F 10 Tf 2 3 Td (moon 41) Tj ET"


@pytest.mark.parametrize(
    ("subtype", "more"),
    [
        ("/FreeText", {"Contents": "moon 41"}),
        ("/Widget", {"FT": Name.Tx, "T": "a", "V": "moon 41"}),
    ],
)
def test_text_typed_over_a_page_is_read(
    subtype: str, more: dict[str, object], tmp_path: Path
) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(annotated(subtype, TYPED, tmp_path / "typed.pdf", **more)) == [*whole, "moon 41"]


@pytest.mark.parametrize(
    ("subtype", "drawn", "more"),
    [
        ("/Stamp", TYPED, {}),
        ("/Highlight", b"1 1 0 rg 0 0 60 14 re f", {}),
        ("/Widget", TYPED, {"FT": Name.Sig, "T": "b"}),
        ("/FreeText", TYPED, {"F": 2}),
    ],
    ids=["stamp", "highlight", "signature", "hidden"],
)
def test_what_is_no_text_of_the_plan_is_left_out(
    subtype: str, drawn: bytes, more: dict[str, object], tmp_path: Path
) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(annotated(subtype, drawn, tmp_path / "marked.pdf", **more)) == whole
