"""Sound PDFs whose text layer is spoilt in every way we know: read as if it were not."""

from collections import Counter
from pathlib import Path

import pytest

from bench.typeset.text_layer import spoil_pdf
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import RawDocument, TextLine
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.reader import Source
from pipeline.extract.text_layer.layer import TextLayer

SAMPLES = Path(__file__).parents[2] / "samples"
CHROMIUM = SAMPLES / "tuayang_2566_chromium.pdf"
WRITER = SAMPLES / "tuayang_2566_writer.pdf"

# How many lines and cells may stay marked, of some 1,100: marks that stand in one word only, and
# letters whose two readings both make words. None may be wrong without a mark.
MARKED = {
    (CHROMIUM, "nikhahit_as_space"): 0,
    (CHROMIUM, "nikhahit_as_zero_width"): 0,
    (CHROMIUM, "nikhahit_as_unknown"): 2,
    (CHROMIUM, "nikhahit_unnamed"): 0,
    (CHROMIUM, "sara_aa_as_sara_am"): 0,
    (CHROMIUM, "sara_aa_as_cho_chan"): 400,
    (CHROMIUM, "mai_tho_as_sara_uu"): 90,
    (CHROMIUM, "marks_as_latin"): 0,
    (CHROMIUM, "mac_roman"): 0,
    (CHROMIUM, "ghostscript"): 2,
    (WRITER, "sara_aa_as_sara_am"): 0,
    (WRITER, "sara_aa_as_cho_chan"): 10,
    (WRITER, "marks_as_unknown"): 30,
    (WRITER, "marks_unnamed"): 30,
    (WRITER, "marks_as_controls"): 30,
    (WRITER, "digit_unnamed"): 20,
    (CHROMIUM, "digit_unnamed"): 20,
    (WRITER, "latin_1"): 0,
    (WRITER, "symbolic"): 0,
    (WRITER, "swapped_letters"): 10,
}


def texts(document: RawDocument) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, TextLine):
            found[block.text] += 1
        else:
            found.update(cell.text for cell in block.cells)
    return found


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Counter[str]]:
    """What the samples say without /ActualText, whose maps are as they were."""
    folder = tmp_path_factory.mktemp("sound")
    return {
        source: texts(
            read_pdf(spoil_pdf(source, folder / source.name, "latin_1", fonts="no such font"))
        )
        for source in (CHROMIUM, WRITER)
    }


@pytest.mark.parametrize(("source", "defect"), MARKED)
def test_spoilt_layer_is_mended_or_marked(
    source: Path, defect: str, sound: dict[Path, Counter[str]], tmp_path: Path
) -> None:
    document = read_pdf(spoil_pdf(source, tmp_path / "spoilt.pdf", defect), ocr="never")
    read = texts(document)
    wrong = [text for text in (read - sound[source]).elements() if UNKNOWN not in text]
    assert wrong == []
    marked = sum(count for text, count in read.items() if UNKNOWN in text)
    assert marked <= MARKED[source, defect]
    unknown = sum(text.count(UNKNOWN) * count for text, count in read.items())
    assert unknown <= sum(page.unknown_glyphs for page in document.pages)
    assert sum(count for page in document.pages for _, count in page.repairs) > 100


def test_one_bold_font_with_sara_am_for_sara_aa(
    sound: dict[Path, Counter[str]], tmp_path: Path
) -> None:
    spoilt = spoil_pdf(CHROMIUM, tmp_path / "bold.pdf", "sara_aa_as_sara_am", fonts="Bold")
    assert texts(read_pdf(spoilt, ocr="never")) == sound[CHROMIUM]


@pytest.mark.parametrize("source", [CHROMIUM, WRITER])
def test_sound_layer_is_left_alone(source: Path) -> None:
    """Not a glyph changed, on any page, nor anything to be read again."""
    layer = TextLayer()
    opened = Source.open(source)
    for number in range(1, len(opened.document) + 1):
        page = pdfium.read_page(opened, number)
        assert layer.mend(page) is page
    opened.close()
    assert layer.outdated() == []


def test_ciphered_font_is_not_trusted(tmp_path: Path) -> None:
    """No letter of a font has a name: said so, and nothing of it passes for text."""
    spoilt = spoil_pdf(CHROMIUM, tmp_path / "spoilt.pdf", "all_unnamed", fonts="Laksaman-Bold")
    pages = read_pdf(spoilt, ocr="never").pages
    doubted = {(doubt.font, doubt.reason) for page in pages for doubt in page.untrusted_fonts}
    assert doubted == {("Laksaman-Bold", "unnamed")}


def test_vowel_named_as_the_tone_above_it(tmp_path: Path, sound: dict[Path, Counter[str]]) -> None:
    """WeasyPrint's `ผ้้` for ผู้: told by the ink on each page that has two tones on a letter."""
    spoilt = spoil_pdf(WRITER, tmp_path / "spoilt.pdf", "sara_uu_as_mai_tho")
    found = texts(read_pdf(spoilt, ocr="never"))
    wrong = (found - sound[WRITER]).elements()
    assert sum("\u0e39" in text for text in found) > 50
    assert all("\u0e49\u0e49" not in text for text in found)
    assert len(list(wrong)) <= 4  # on pages without that sign
