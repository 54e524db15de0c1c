"""`thaiplan compare`: two years read, or read back, and set against each other."""

import sys
from pathlib import Path

from pipeline.app.changes_view import show_changes
from pipeline.app.consoles import at_terminal, print_line
from pipeline.app.convert import settings_of
from pipeline.app.inputs import find_inputs
from pipeline.app.reading import Wish, loaded, read_all
from pipeline.app.run_folder import is_run
from pipeline.app.words import STATUS, ChangeFormat, say
from pipeline.app.workplace import workplace
from pipeline.compare import compare_plans
from pipeline.write.frames import Frames, frames_of, load_outputs

WHOLE = frozenset({"ok", "duplicate", "skipped"})


def compare(before: str, after: str, wanted: ChangeFormat | None, lang: str) -> bool:
    """Prints what changed; whether both years were read whole.

    A side is a folder of results, or plans. Raises UsageError where a side is neither.
    """
    sides = [_read(name, lang) for name in (before, after)]
    show_changes(compare_plans(*sides), sys.stdout, lang, wanted)
    return all([_is_whole(side, lang) for side in sides])


def _read(name: str, lang: str) -> Frames:
    if is_run(Path(name)):
        return load_outputs(name)
    inputs = find_inputs((name,), None)
    settings = settings_of(lang, None)
    with workplace(settings, None) as place:
        wish = Wish(inputs, ("",) * len(inputs.jobs), settings)
        read = read_all(wish, place, not at_terminal())
        frames = frames_of(document.result for _, document in loaded(read.documents))
    for bug in read.bugs:
        raise bug
    return frames


def _is_whole(side: Frames, lang: str) -> bool:
    """Whether all was read; what was not is told, since it may look like dropped projects."""
    documents = side.documents[~side.documents["status"].isin(WHOLE)]
    for line in documents.itertuples():
        missing = say(
            (
                "โครงการที่อ่านไม่ได้อาจดูเหมือนหายไปหรือเพิ่มขึ้น",
                "projects that were not read look dropped or added",
            ),
            lang,
        )
        status = say(STATUS[str(line.status)], lang)
        print_line(sys.stderr, f"thaiplan: {line.source_file}: {status}: {line.error} — {missing}")
    return documents.empty
