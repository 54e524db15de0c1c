"""Strategies and แผนงาน that stand in for goals and indicators where a plan has neither."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.contracts.table import Heading, Segment
from pipeline.extract.flow import STRATEGY_LEVELS, settle_themes

Item = Heading | Segment


def settle_levels(flow: Sequence[Item], in_prose: Collection[int] = ()) -> list[Item]:
    """The flow with goals and indicators only, and resets.

    Of a plan whose rows stand below strategies and แผนงาน, these are its goals and indicators; of
    any other, themes are as `settle_themes` says, and แผนงาน are prose. `in_prose`: the places in
    the flow of headings that prose follows.
    """
    if _stands_on_strategies(flow):
        return list(_by_strategy(flow, in_prose))
    told = (_as_theme(item, above) for above, item in zip((None, *flow), flow, strict=False))
    return settle_themes([item for item in told if item is not None])


def _stands_on_strategies(flow: Sequence[Item]) -> bool:
    """Whether more tables stand right below แผนงาน than below goals or indicators; or below
    strategies alone, and none below those."""
    programmes = themes = others = 0
    for run in _runs(flow):
        levels = {item.level for _, item in run if isinstance(item, Heading)}
        if not isinstance(run[-1][1], Segment):
            continue
        if levels & {"goal", "indicator"}:
            others += 1
        else:
            programmes += "programme" in levels
            themes += "theme" in levels
    return programmes > others or (others == 0 and themes > 0)


def _runs(flow: Sequence[Item]) -> Iterator[list[tuple[int, Item]]]:
    """The headings up to each table or reset, with that, each with its place in the flow."""
    run: list[tuple[int, Item]] = []
    for at, item in enumerate(flow):
        run.append((at, item))
        if isinstance(item, Segment) or item.level == "reset":
            yield run
            run = []
    if run:
        yield run


def _as_theme(item: Item, above: Item | None) -> Item | None:
    """Of a plan with goals and indicators: a แผนงาน that is numbered as their themes are, or that
    begins a section of prose; None for other words that only look like headings, and for what
    parts the theme right above."""
    if not isinstance(item, Heading) or item.level not in STRATEGY_LEVELS:
        return item
    if "." in item.number:
        return Heading("reset", "", "", None, item.place)
    is_below = isinstance(above, Heading) and above.level == "theme" and item.level != "theme"
    return replace(item, level="theme") if item.number and not is_below else None


def _by_strategy(flow: Sequence[Item], in_prose: Collection[int]) -> Iterator[Item]:
    """Each table below the last strategy, and the last แผนงาน of that, which stand above it."""
    strategy = ""
    for run in _runs(flow):
        *_, (_, last) = run
        if not isinstance(last, Segment):
            strategy = ""
            yield from (item for _, item in run if not _is_level(item))
            continue
        for heading in _governing(run, in_prose):
            if heading.level == "theme":
                strategy = heading.number
                yield replace(heading, level="goal")
            elif heading.level == "programme":
                number = _below(strategy, heading.number)
                yield replace(heading, level="indicator", number=number)
            else:
                yield heading
        yield last


def _is_level(item: Item) -> bool:
    return isinstance(item, Heading) and item.level in STRATEGY_LEVELS


def _governing(run: Sequence[tuple[int, Item]], in_prose: Collection[int]) -> Iterator[Heading]:
    """The strategy and the แผนงาน that govern the table at the end; other headings if none do.

    Those that prose follows are a part of it, unless they stand on the table's page.
    """
    headings = [(at, item) for at, item in run if isinstance(item, Heading)]
    page = _page_of(run[-1][1])
    levels = {
        at: one
        for at, one in headings
        if one.level in STRATEGY_LEVELS and (at not in in_prose or one.place.page == page)
    }
    if not levels:
        yield from (one for _, one in headings if one.level not in STRATEGY_LEVELS)
        return
    programmes = [at for at, one in levels.items() if one.level == "programme"]
    themes = [at for at, one in levels.items() if one.level == "theme"]
    programme = programmes[-1] if programmes else len(run) + max(levels)
    above = [at for at in themes if at < programme]
    for at in (*(above or themes)[-1:], *programmes[-1:]):
        yield levels[at]


def _page_of(item: Item) -> int | None:
    """The page that a table begins on."""
    rows = item.rows[:1] if isinstance(item, Segment) else ()
    places = (place for row in rows for _, value in row.values for place in value.places)
    return next((place.page for place in places), None)


def _below(strategy: str, number: str) -> str:
    """The number of a แผนงาน with that of its strategy, where both are printed."""
    is_plain = number and strategy and "." not in number
    return f"{strategy}.{number}" if is_plain else number
