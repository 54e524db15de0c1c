"""Crops on their way from the processes that draw them to the one that writes the report."""

from pathlib import Path

from pipeline.contracts.crop import Crops


def write_crops(folder: Path, doc_id: str, crops: Crops) -> None:
    """Writes the crops of one document into `folder`. Raises OSError where it cannot."""
    folder.mkdir(exist_ok=True)
    _path(folder, doc_id).write_text(crops.model_dump_json(), encoding="utf-8")


def read_crops(folder: Path | None, doc_id: str) -> Crops:
    """The crops of a document; none where none were drawn."""
    if folder is None or not _path(folder, doc_id).is_file():
        return Crops()
    return Crops.model_validate_json(_path(folder, doc_id).read_bytes())


def _path(folder: Path, doc_id: str) -> Path:
    return folder / f"{doc_id}.json"
