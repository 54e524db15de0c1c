"""A label beside projects that a page break cuts: its rest is no label of its own."""

from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading
from pipeline.extract.flow import Flow
from pipeline.extract.headings import LineKind, LineMatch

PLACE = Place(reader="pdfium", page=3)


def flow_with(*numbers: str) -> Flow:
    """A flow of goals and indicators with these numbers; a blank one is a reset."""
    flow = Flow()
    for number in numbers:
        if number:
            kind: LineKind = "indicator" if "." in number else "goal"
            flow.heading(kind, LineMatch(kind, number, "มาตรการสร้างความ", None), PLACE)
        else:
            flow.items.append(Heading("reset", "", "", None, PLACE))
    return flow


def titles(flow: Flow) -> list[str]:
    """The titles of all headings."""
    return [item.title for item in flow.items if isinstance(item, Heading)]


def test_the_rest_of_a_numbered_label_goes_to_it() -> None:
    flow = flow_with("4", "4.2")
    assert flow.label_goes_on("indicator", "โปร่งใส", "\n")
    assert titles(flow) == ["มาตรการสร้างความ", "มาตรการสร้างความ\nโปร่งใส"]


def test_each_level_has_its_own_label() -> None:
    flow = flow_with("4", "4.2")
    assert flow.label_goes_on("goal", "โปร่งใส", "\n")
    assert titles(flow) == ["มาตรการสร้างความ\nโปร่งใส", "มาตรการสร้างความ"]


def test_without_a_numbered_label_above_it_is_a_new_one() -> None:
    for flow in (flow_with("4"), flow_with("4", "4.2", "")):
        before = titles(flow)
        assert not flow.label_goes_on("indicator", "โปร่งใส", "\n")
        assert titles(flow) == before
