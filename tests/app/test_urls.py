"""Inputs and OUT that lie elsewhere, through fsspec: here its file system in memory."""

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline.app.fetched import FetchError, digest_of, fetched
from pipeline.app.inputs import find_inputs
from pipeline.app.urls import is_url, place_of
from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import Job


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    yield files
    files.rm("/", recursive=True)


def found(*inputs: str, out: str = "") -> list[tuple[str, str]]:
    return [(job.source_file, job.url) for job in find_inputs(inputs, None, out).jobs]


def test_a_folder_a_file_and_a_pattern(memory) -> None:
    for name in ("แผน/ก.pdf", "แผน/ปี/ข.txt", "แผน/.ซ่อน/ค.pdf", "แผน/notes.docx", "other/ง.md"):
        memory.pipe_file(f"/{name}", b"x")
    folder = [("ก.pdf", "memory:///แผน/ก.pdf"), ("ปี/ข.txt", "memory:///แผน/ปี/ข.txt")]
    assert found("memory://แผน") == folder
    assert found("memory://แผน/") == folder
    assert found("memory://แผน/ก.pdf") == folder[:1]
    assert found("memory://แผน/**/*.txt") == folder[1:]
    assert found("memory://*") == [
        ("other/ง.md", "memory:///other/ง.md"),
        ("แผน/ก.pdf", "memory:///แผน/ก.pdf"),
        ("แผน/ปี/ข.txt", "memory:///แผน/ปี/ข.txt"),
    ]


def test_out_is_no_input(memory) -> None:
    for name in ("plans/a.pdf", "plans/out/report/index.html", "plans/report/x.html"):
        memory.pipe_file(f"/{name}", b"x")
    names = ["a.pdf", "report/x.html"]
    assert [name for name, _ in found("memory://plans", out="memory://plans/out")] == names
    inside = found("memory://plans", out="memory://plans")
    assert [name for name, _ in inside] == ["a.pdf", "out/report/index.html"]


def test_what_is_not_there_is_a_line_beside_what_is(memory) -> None:
    memory.pipe_file("/a.pdf", b"x")
    inputs = find_inputs(["memory://a.pdf", "memory://b.pdf"], None)
    (missing,) = inputs.missing
    assert missing.source_file == "memory://b.pdf"
    assert "nothing to read at memory://b.pdf" in missing.error.lines[1]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("abfs://plans/a.pdf", "there is no driver for abfs:// here — install it first: Install"),
        ("nonsense://plans/a.pdf", "cannot make sense of nonsense://"),
    ],
)
def test_without_a_driver_one_line_says_what_to_install(url: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        place_of(url)
    assert error.value.line("en").startswith(says)
    assert "\n" not in error.value.line("en")


def test_a_document_is_here_under_its_name_while_it_is_read(memory) -> None:
    memory.pipe_file("/แผน/ก.pdf", b"content")
    (job,) = find_inputs(["memory://แผน"], None).jobs
    with fetched(job) as here:
        assert here.path.name == "ก.pdf"
        assert here.path.read_bytes() == b"content"
        assert (here.source_file, here.url) == (job.source_file, "")
    assert not here.path.exists()
    assert len(digest_of(job)) == 64


@pytest.mark.parametrize("name", ["..", "a" * 300 + ".pdf"])
def test_a_name_that_no_file_can_have(memory, name: str) -> None:
    memory.pipe_file("/x", b"content")
    job = Job(path=Path(name), source_file=name, from_folder=True, url="memory://x")
    with fetched(job) as here:
        assert here.path.read_bytes() == b"content"
        assert here.path.suffix == Path(name).suffix


def test_a_document_that_is_too_large_is_not_fetched_whole(memory, monkeypatch) -> None:
    monkeypatch.setattr("pipeline.app.fetched.LARGEST", 3 << 20)
    memory.pipe_file("/a.pdf", bytes(9 << 20))
    job = Job(path=Path("a.pdf"), source_file="a.pdf", from_folder=True, url="memory://a.pdf")
    with fetched(job) as here:
        assert 3 << 20 < here.path.stat().st_size < 5 << 20
    assert digest_of(job) == ""


def test_names_that_a_terminal_would_obey(memory) -> None:
    memory.pipe_file("/plans/a\x1b[2J.pdf", b"x")
    assert [name for name, _ in found("memory://plans")] == ["a\\x1b[2J.pdf"]


def test_a_document_that_is_gone_says_so(memory) -> None:
    job = Job(path=Path("a.pdf"), source_file="a.pdf", from_folder=True, url="memory://gone.pdf")
    with pytest.raises(FetchError, match="cannot fetch the file"), fetched(job):
        pass
    assert digest_of(job) == ""


@pytest.mark.parametrize("text", ["plans/a.pdf", r"C:\a.pdf", "C:/plans", "แผน://x", "s3:x"])
def test_paths_are_no_addresses(text: str) -> None:
    assert not is_url(text)
