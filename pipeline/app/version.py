"""Which thaiplan this is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """The installed version; `0+source` in a checkout that is not installed."""
    try:
        return installed_version("thaiplan")
    except PackageNotFoundError:
        return "0+source"
