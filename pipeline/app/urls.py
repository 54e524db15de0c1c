"""Files that lie elsewhere: addresses that fsspec opens, with the driver that the user has."""

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.contracts.errors import UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # two letters at least: C:/ is a drive
MAX_WHY = 200  # characters: some drivers quote a whole answer of the server
CLUSTER = 'pip install "thaiplan[cluster]"'


class Place(NamedTuple):
    """A file or folder of a file system, by its path there."""

    files: "AbstractFileSystem"
    path: str

    def below(self, name: str) -> "Place":
        """What lies below it, by its relative name with `/`."""
        return self._replace(path=f"{self.path.rstrip('/')}/{name}")

    @property
    def url(self) -> str:
        """Its whole address."""
        return str(self.files.unstrip_protocol(self.path))


def is_url(text: str) -> bool:
    """Whether it is an address with a protocol.

    >>> is_url("s3://plans/2566"), is_url("C:/plans"), is_url("file:///plans/a.pdf")
    (True, False, True)
    """
    return URL.match(text) is not None


def place_of(url: str) -> Place:
    """Where that is. Raises UsageError without a driver for its protocol."""
    protocol = url.partition("://")[0]
    try:
        from fsspec.core import url_to_fs

        return Place(*url_to_fs(url))
    except ImportError as error:
        if error.name == "fsspec":
            raise _no_driver(protocol, CLUSTER) from error
        raise _no_driver(protocol, str(error)) from error  # fsspec says which package to install
    except ValueError as error:
        raise UsageError(
            (f"ไม่รู้จักที่อยู่แบบ {protocol}:// ({error})",
             f"cannot make sense of {protocol}:// ({error})"),
            ("ใช้ที่อยู่แบบ s3:// gs:// https:// หรือที่ fsspec รู้จัก",
             "use s3://, gs://, https:// or another protocol of fsspec"),
        ) from error  # fmt: skip


def _no_driver(protocol: str, what: str) -> UsageError:
    return UsageError(
        (f"ยังไม่มีตัวอ่านไฟล์แบบ {protocol}://", f"there is no driver for {protocol}:// here"),
        (f"ติดตั้งก่อน: {what}", f"install it first: {what}"),
    )


def why(error: BaseException) -> str:
    """What a driver says of its trouble, on one line of bearable length.

    >>> why(PermissionError(13, "Permission denied"))
    'Permission denied'
    """
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:MAX_WHY]
