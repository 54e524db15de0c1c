"""Runs a PDF producer (LibreOffice, Chromium) in a directory of its own, with a time limit."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

# The producers stamp the moment of printing; samples that are made again should not differ by it.
PRINTED_AT = 1_664_582_400  # 1 October 2022, the first day of fiscal year 2566
PRINTED_AT_PDF = b"D:20221001000000"
TIME_LIMIT_S = 180

_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\s*\()D:\d{14}")
_DOCUMENT_ID = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>)")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)([0-9A-Fa-f]{32})")


class ProducerError(RuntimeError):
    """The producer is missing, failed, or left no PDF."""


def run_producer(command: list[str], pdf: Path) -> bytes:
    """Run `command`, which writes `pdf`; return its bytes with the stamps of time made constant."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(PRINTED_AT), "TZ": "UTC"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise ProducerError(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise ProducerError(f"{command[0]} took longer than {TIME_LIMIT_S} s") from error
    if done.returncode != 0 or not pdf.is_file():
        message = done.stderr.decode(errors="replace").strip()
        raise ProducerError(f"{command[0]} left no PDF (exit {done.returncode}): {message}")
    return without_stamps(pdf.read_bytes())


def without_stamps(pdf: bytes) -> bytes:
    """The PDF with constant dates and identifiers of equal length, so that no offset moves."""
    zeros = b"0" * 32
    pdf = _DATES.sub(rb"\g<1>" + PRINTED_AT_PDF, pdf)
    pdf = _DOCUMENT_ID.sub(rb"\g<1>" + zeros + rb"\g<3>" + zeros + rb"\g<5>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + zeros, pdf)
