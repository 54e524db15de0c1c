"""Where a tagged page says that a paragraph inside a table's cell ends."""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.extract.readers import pdfium_calls as pdf

CELLS = frozenset({b"TD", b"TH"})
PARAGRAPHS = frozenset({b"P", b"Div"})
MAX_DEPTH = 64  # elements inside elements: a tenth is usual, more is a loop or an attack
NAME_BYTES = 32  # longer than any name that is looked for
_NONE = 0  # no cell, no paragraph

_Place = tuple[int, int]  # numbers of the cell and of the paragraph in it


def paragraph_ends(page: int, texts: Sequence[int]) -> frozenset[int]:
    """The text objects that end a paragraph behind which another follows in the same cell.

    `texts`: handles of the page's text objects, in the file's order. Empty without tags.
    """
    tree = pdf.structure(page)
    if not tree:
        return frozenset()
    try:
        places = _shared(dict(_places(tree)))
    finally:
        pdf.close_structure(tree)
    if not places:
        return frozenset()
    by_cell: dict[int, list[_Place]] = {}
    for handle, content in zip(texts, map(pdf.object_content, texts), strict=True):
        if content in places:
            cell, paragraph = places[content]
            by_cell.setdefault(cell, []).append((paragraph, handle))
    return frozenset(
        handle
        for own in by_cell.values()
        for (paragraph, handle), (following, _) in pairwise(own)
        if paragraph != following
    )


def _shared(places: Mapping[int, _Place]) -> dict[int, _Place]:
    """Those of cells with more than one paragraph on this page."""
    paragraphs: dict[int, set[int]] = {}
    for cell, paragraph in places.values():
        paragraphs.setdefault(cell, set()).add(paragraph)
    return {
        content: (cell, paragraph)
        for content, (cell, paragraph) in places.items()
        if cell and paragraph and len(paragraphs[cell]) > 1
    }


def _places(tree: int) -> Iterator[tuple[int, _Place]]:
    """The cell and the paragraph of each marked content, by its number."""
    name = ctypes.create_string_buffer(NAME_BYTES)
    count = 0
    waiting = [
        (pdf.tree_child(tree, index), _NONE, _NONE, 0) for index in range(pdf.count_roots(tree))
    ]
    while waiting:
        element, cell, paragraph, depth = waiting.pop()
        if not element or depth > MAX_DEPTH:
            continue
        count += 1
        pdf.element_type(element, name, NAME_BYTES)
        kind = name.raw[::2].split(b"\0", 1)[0]  # UTF-16
        if kind in CELLS:
            cell, paragraph = count, _NONE
        elif kind in PARAGRAPHS:
            paragraph = count
        for index in range(pdf.count_children(element)):
            content = pdf.child_content(element, index)
            if content >= 0:
                yield content, (cell, paragraph)
            else:
                waiting.append((pdf.element_child(element, index), cell, paragraph, depth + 1))
