"""Pieces of a plan's pages as a person sees them: what the report shows beside what was read."""

from pydantic import ConfigDict, Field

from pipeline.contracts.place import Box, Frozen


class Crop(Frozen):
    """A picture of part of a page, upright.

    `box`: what it shows, in points of the upright page, as the places of the plan are. `width` and
    `height` in pixels. `webp`: the file's bytes, grey where the page is; base64 in JSON.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    page: int  # 1-based
    box: Box
    width: int
    height: int
    webp: bytes


class Crops(Frozen):
    """The crops of one plan; empty for a transcript, and where no page of it could be drawn.

    `projects`: by project_id, a crop a page on which the row lies. `summary`: by line_no. `notes`:
    by index in `Plan.notes`. `pages`: by number, small, the pages on which any of these lie and
    those that are unread.
    """

    projects: dict[str, tuple[Crop, ...]] = Field(default_factory=dict)
    summary: dict[int, tuple[Crop, ...]] = Field(default_factory=dict)
    notes: dict[int, tuple[Crop, ...]] = Field(default_factory=dict)
    pages: dict[int, Crop] = Field(default_factory=dict)
