"""Letters by the cell that they are of: text too long for its cell runs on over the next."""

from collections.abc import Sequence

from pipeline.extract.tables.grid import SAME_RULE, Grid
from pipeline.extract.tables.lines import Cluster

RUN_GAP = 0.1  # em: letters of one run are no farther apart; two cells' texts have padding between
EXACT = 0.02  # em: so near each other stand the letters of one run in a spreadsheet
FLUSH_WITH = 0.15  # points off the place where the other texts of a column begin
MIN_OTHERS = 2  # texts that begin there
SAME_BASELINE = 0.5  # points
FLUSH = 0.3  # em from the rule: a cell's own text begins farther in, or ends as near
CUT = 0.02  # em: a line that stands out so far above a rule was begun above it
OVERLAP = 0.25  # em by which letters of one run may overlap where a rule cuts them
FAR = 20.0  # em: so far beside its table no cell's text runs on
SHORT = 1.0  # em: so little of a run may stick out into a cell that holds text of its own

Placed = tuple[Cluster, tuple[int, int]]  # a letter and the row and column in which it stands
CellClusters = dict[int, list[Cluster]]


def cells_of(grid: Grid, placed: Sequence[Placed], rules: Sequence[float] = ()) -> CellClusters:
    """Letters by cell. `placed`: in the text layer's order.

    What runs on over a rule without a gap, and begins right at it, is of the cell that it comes
    from, unless it fills the next cell as that one's own text would. So is a line that one of the
    level `rules` cuts.
    """
    found: CellClusters = {}
    crossings: list[int] = []
    last: Placed | None = None
    for number, (letter, at) in enumerate(placed):
        is_cut = last is not None and _runs_down(grid, last, letter, at, rules)
        slot = last[1] if last is not None and is_cut else at
        if last is not None and slot != last[1] and _runs_over(grid, last, (letter, slot)):
            crossings.append(number)
        found.setdefault(grid.owner[slot[0]][slot[1]], []).append(letter)
        last = letter, slot
    for number in crossings:
        _take_back(grid, placed, number, found)
    return found


def _runs_down(
    grid: Grid, last: Placed, letter: Cluster, slot: tuple[int, int], rules: Sequence[float]
) -> bool:
    """Whether a letter is of a line that is cut by the rule below the cell of the one before: a
    spreadsheet's row was not high enough. In the layer it comes right after the lines above it."""
    before, old = last
    if slot[1] != old[1] or slot[0] != old[0] + 1:
        return False
    rule = grid.ys[slot[0]]
    if not any(abs(rule - other) <= SAME_RULE for other in rules):
        return False
    is_next = (
        before.baseline - SAME_BASELINE <= letter.baseline <= before.baseline + letter.size * 2
    )
    is_other = grid.owner[slot[0]][slot[1]] != grid.owner[old[0]][old[1]]
    return is_other and is_next and letter.top < rule - CUT * letter.size


def _runs_over(grid: Grid, last: Placed, here: Placed) -> bool:
    """Whether a letter goes on with the one before, in another cell at its right."""
    (before, old), (letter, new) = last, here
    if old[0] != new[0] or old[1] >= new[1]:
        return False
    if not _goes_on(before, letter) and not _overlaps(before, letter, grid.xs[new[1]]):
        return False
    is_amount = before.text.isdigit() and not letter.text.isdigit()
    if is_amount and abs(letter.x0 - before.x1) > EXACT * letter.size:
        return False  # at the right of its cell, right beside the text of the next
    return grid.owner[old[0]][old[1]] != grid.owner[new[0]][new[1]]


def runs_out(grid: Grid, last: Placed, letter: Cluster) -> bool:
    """Whether a letter at the right of the table is of the same run as the last one inside it."""
    before, (_, col) = last
    beyond = col == len(grid.xs) - 2 and letter.x0 < grid.xs[-1] + letter.size * FAR
    return beyond and _level(letter, before) and abs(letter.x0 - before.x1) <= EXACT * letter.size


def _goes_on(before: Cluster, letter: Cluster) -> bool:
    return _level(letter, before) and abs(letter.x0 - before.x1) <= RUN_GAP * letter.size


def _follows(before: Cluster, letter: Cluster) -> bool:
    """Whether a letter goes on with a run whose letters lap over each other."""
    gap = letter.x0 - before.x1
    return _level(letter, before) and -OVERLAP * letter.size <= gap <= RUN_GAP * letter.size


def _overlaps(before: Cluster, letter: Cluster, rule: float) -> bool:
    """Whether a letter begins left of the rule and of the end of the one before, in one run."""
    over = before.x1 - letter.x0
    return _level(letter, before) and 0 < over <= OVERLAP * letter.size and letter.x0 < rule


def _level(letter: Cluster, other: Cluster) -> bool:
    return abs(letter.baseline - other.baseline) <= SAME_BASELINE


def _take_back(grid: Grid, placed: Sequence[Placed], number: int, found: CellClusters) -> None:
    """Moves the letters from `number` on that stick out of their cell back into it."""
    row, col = placed[number][1]
    cell = grid.owner[row][col]
    rest = [placed[number][0]]
    goes_on = _goes_on if _goes_on(placed[number - 1][0], rest[0]) else _follows
    if _begins_own(grid, placed, number):
        return
    for at, (letter, slot) in enumerate(placed[number + 1 :], number + 1):
        if grid.owner[slot[0]][slot[1]] != cell or not goes_on(rest[-1], letter):
            break
        if _begins_own(grid, placed, at):
            break
        rest.append(letter)
    inked = [letter for letter in rest if letter.text.strip()]
    if not inked:
        return
    left, _, right, _ = grid.box(grid.cells[cell])
    x0, x1, size = inked[0].x0, inked[-1].x1, inked[0].size
    is_apart = x0 - left > FLUSH * size or right - x1 <= max(x0 - left, 0.0) + FLUSH * size
    if is_apart and not _lies_on_rule(placed, number, left):
        return
    moved = set(map(id, rest))
    line = [letter for letter in found[cell] if _level(letter, inked[0]) and letter.text.strip()]
    own = [letter for letter in line if id(letter) not in moved]
    printed_over = any(letter.x0 < x1 - RUN_GAP * size for letter in own)
    if own and x1 - x0 > SHORT * size and not printed_over:
        return
    before = placed[number - 1][0]
    found[cell] = [letter for letter in found[cell] if id(letter) not in moved]
    for letters in found.values():
        at = next((n for n, letter in enumerate(letters, 1) if letter is before), 0)
        letters[at:at] = rest if at else []


def _lies_on_rule(placed: Sequence[Placed], number: int, left: float) -> bool:
    """Whether the rule cuts through one of the two letters at a crossing, which stand as in a run:
    no cell's own text stands so."""
    (before, _), (letter, _) = placed[number - 1 : number + 1]
    near = EXACT * letter.size
    is_run = abs(letter.x0 - before.x1) <= near
    return is_run and (letter.x0 < left - near or before.x1 > left + near)


def _begins_own(grid: Grid, placed: Sequence[Placed], number: int) -> bool:
    """Whether a letter begins a text of its own: where other texts of its column begin, and not
    exactly where the letter before it ends."""
    (before, _), (letter, _) = placed[number - 1 : number + 1]
    if abs(letter.x0 - before.x1) <= EXACT * letter.size:
        return False
    left, at = _left(grid, placed[number]), letter.x0
    others = 0
    for place, here in enumerate(placed):
        starts = place == 0 or not _goes_on(placed[place - 1][0], here[0])
        if starts and _left(grid, here) == left:
            others += abs(here[0].x0 - at) <= FLUSH_WITH
    return others >= MIN_OTHERS


def _left(grid: Grid, letter: Placed) -> float:
    row, col = letter[1]
    return grid.box(grid.cells[grid.owner[row][col]])[0]
