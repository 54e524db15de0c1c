"""PDFs for the tests: written by hand, byte by byte, or typeset by headless Chromium."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from docx.document import Document

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def hand_written(*contents: bytes, box: str = "0 0 400 300", extra: str = "") -> bytes:
    """A PDF with one page for each content stream; Helvetica is /F, a 1x1 grey image /I."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /MediaBox [{box}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
    ]
    for index, content in enumerate(contents):
        resources = "<< /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /Resources {resources} /Contents {6 + 2 * index} 0 R"
        objects.append(page.encode() + b" >>")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _assemble(objects, extra)


def _assemble(objects: list[bytes], extra: str) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    data += f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\n".encode()
    return data + f"startxref\n{start}\n%%EOF\n".encode()


def typeset(html: str, pdf: Path) -> Path:
    """`html` printed by Chromium; the test is skipped where there is none."""
    if shutil.which(CHROMIUM[0]) is None:
        pytest.skip("chromium is not installed")
    page = pdf.with_suffix(".html")
    page.write_text(f'<meta charset="utf-8">{html}', encoding="utf-8")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = (f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri())
        subprocess.run([*CHROMIUM, *options], check=True, capture_output=True, timeout=120)
    return pdf


def print_docx(document: Document, pdf: Path) -> Path:
    """`document` printed by LibreOffice Writer; the test is skipped where there is none."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    docx = pdf.with_suffix(".docx")
    document.save(str(docx))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = (f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf")
        command = ("soffice", *options, "--outdir", str(pdf.parent), str(docx))
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pdf
