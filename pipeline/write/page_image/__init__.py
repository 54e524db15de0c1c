"""The picture of a page with what was seen on it."""

from pipeline.write.page_image.compose import compose

__all__ = ["compose"]
