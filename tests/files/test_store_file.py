"""Which files are taken, which are refused and with which sentence, and where do they lie?"""

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from suivi.errors import Faults
from suivi.files.actions import store_file, store_made
from suivi.files.models import StoredFile
from suivi.files.responses import download
from tests.cast import Cast
from tests.factories import NOON
from tests.files import samples

TAKEN = {
    "report.pdf": (samples.PDF, "application/pdf"),
    "photo.PNG": (samples.png(), "image/png"),
    "photo.jpeg": (samples.JPEG, "image/jpeg"),
    "note.docx": (samples.docx(), samples.WORD_TYPE.removesuffix(".main+xml")),
    "table.xlsx": (
        samples.xlsx(),
        f"{samples.OOXML}.spreadsheetml.sheet",
    ),
    "note.odt": (samples.odf("text"), "application/vnd.oasis.opendocument.text"),
    "table.ods": (samples.odf("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "figures.csv": ("année;femmes\n2014;3\n".encode(), "text/csv"),
    "old.csv": ("année;femmes\n".encode("cp1252"), "text/csv"),
    "unicode.txt": ("Résumé".encode("utf-16"), "text/plain"),
}
REFUSED = {
    "budget.pdf": (samples.png(), "budget.pdf says PDF, but its content is a PNG picture."),
    "photo.png": (samples.GIF, "photo.png says PNG, but its content is Graphics"),
    "table.xlsx": (
        samples.docx(),
        "table.xlsx says XLSX, but its content is a Word document.",
    ),
    "note.docx": (
        samples.archive({"a.txt": b"x"}),
        "note.docx says DOCX, but its content is",
    ),
    "page.html": (b"<p>", "page.html is of a kind that is not taken here"),
    "program.docm": (samples.docx(samples.MACRO_TYPE), "program.docm is of a kind"),
    "hidden.docx": (samples.docx(samples.MACRO_TYPE), "hidden.docx contains a program"),
    "macro.docx": (samples.docx(more={"vbaProject.bin": b"x"}), "macro.docx contains a program"),
    "script.odt": (
        samples.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/a": b""}),
        "script.odt contains a program",
    ),
    "cut.xlsx": (samples.xlsx()[:-200], "cut.xlsx is damaged"),
    "empty.txt": (b"", "empty.txt is empty."),
    "binary.txt": (b"text\x00\x01\x02", "binary.txt says TXT, but its content is"),
    "no-ending": (b"text", "no-ending is of a kind that is not taken here"),
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HIDDEN = {
    "setup.exe": b"MZ",
    "media/image1.png": b"MZ\x90\x00",
    "media/image2.png": OLE,
    "header1.xml": b"\x7fELF",
    "embeddings/package.bin": b"x",
    "embeddings/book.xlsx": samples.archive(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>", "xl/vbaData.xml": b"<x/>"}
    ),
    "embeddings/other.xlsx": samples.archive({"run.cmd": b"del"}),
    "activeX/activeX1.xml": b"<ax/>",
}
HARMLESS = {
    "media/image1.png": samples.png(),
    "theme/theme1.xml": b'<?xml version="1.0"?>\r\n<a:theme/>',
    "_rels/document.xml.rels": b"\xef\xbb\xbf<Relationships/>",
    "fonts/font1.odttf": b"\x12\x34",
    "embeddings/Microsoft_Excel_Sheet1.xlsx": samples.xlsx(),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_that_is_what_it_says_is_kept_under_its_own_hash(cast: Cast, name: str) -> None:
    content, media_type = TAKEN[name]
    stored = store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, content))
    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(content))
    assert stored.path.read_bytes() == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.stored_by == cast.focal_point


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_file_is_refused_with_a_sentence(cast: Cast, name: str) -> None:
    content, sentence = REFUSED[name]
    with pytest.raises(Faults) as refusal:
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, content))
    assert str(refusal.value).startswith(sentence)
    assert not StoredFile.objects.exists()


def test_a_document_that_unpacks_to_too_much_is_refused(cast: Cast) -> None:
    bomb = samples.docx(more={"media/image.png": b"\0" * 110_000_000})
    with pytest.raises(Faults, match=r"bomb\.docx unpacks to"):
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload("bomb.docx", bomb))


def test_a_list_of_types_that_unpacks_to_much_is_not_read_whole(cast: Cast) -> None:
    bomb = samples.archive({"[Content_Types].xml": b"<" + b" " * 60_000_000, "word/a.xml": b"<a/>"})
    tracemalloc.start()
    with pytest.raises(Faults, match=r"bomb\.docx unpacks to"):
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload("bomb.docx", bomb))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize("name", HIDDEN)
def test_a_program_under_another_name_is_found(cast: Cast, name: str) -> None:
    hidden = samples.docx(more={name: HIDDEN[name]})
    with pytest.raises(Faults, match=r"note\.docx contains a program"):
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload("note.docx", hidden))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_word_itself_puts_in_is_taken(cast: Cast, name: str) -> None:
    document = samples.docx(more={name: HARMLESS[name]})
    stored = store_file(by=cast.focal_point, at=NOON, upload=samples.upload("note.docx", document))
    assert stored.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp037"])
def test_types_in_another_encoding_are_refused(cast: Cast, encoding: str) -> None:
    types = f'<Types><Override ContentType="{samples.MACRO_TYPE}"/></Types>'.encode(encoding)
    hidden = samples.archive({"[Content_Types].xml": types, "word/document.xml": b"<w/>"})
    with pytest.raises(Faults, match=r"note\.docx is damaged"):
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload("note.docx", hidden))


def test_a_name_says_what_a_reader_sees(cast: Cast) -> None:
    name = "report\u202e\u2066\u200b\n final.pdf"
    stored = store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, samples.PDF))
    assert stored.name == "report final.pdf"


def test_a_file_above_the_limit_is_refused_with_both_sizes(cast: Cast) -> None:
    big = samples.upload("big.pdf", samples.PDF + b" " * 1024 * 1024)
    with (
        override_settings(UPLOAD_LIMIT_BYTES=1024 * 1024),
        pytest.raises(Faults, match=r"big\.pdf has 2 MB; at most 1 MB are taken\."),
    ):
        store_file(by=cast.focal_point, at=NOON, upload=big)


def test_the_same_content_handed_in_twice_is_kept_once(cast: Cast) -> None:
    first, second = (
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, samples.PDF))
        for name in ("a.pdf", "b.pdf")
    )
    assert first.path == second.path
    assert first.pk != second.pk


def test_nothing_half_written_stays_behind(cast: Cast) -> None:
    def broken() -> "list[bytes]":
        raise OSError("the disk is full")

    upload = samples.upload("a.pdf", samples.PDF)
    upload.chunks = lambda *_: iter([samples.PDF, *broken()])  # type: ignore[method-assign]
    with pytest.raises(OSError, match="full"):
        store_file(by=cast.focal_point, at=NOON, upload=upload)
    assert list(Path(settings.FILES_DIR).glob(".incoming-*")) == []


def test_a_name_that_leads_elsewhere_or_is_too_long_is_made_plain(cast: Cast) -> None:
    name = "../../" + "a" * 300 + "\x07.pdf"
    stored = store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, samples.PDF))
    assert stored.name.endswith("a.pdf")
    assert len(stored.name) <= 200
    assert stored.path.is_relative_to(settings.FILES_DIR)


def test_a_file_is_handed_out_to_be_saved_and_never_shown(cast: Cast) -> None:
    stored = store_made(
        by=None, at=NOON, name="x.pdf", media_type="application/pdf", content=b"%PDF"
    )
    response = download(stored)
    assert b"".join(response) == b"%PDF"
    assert response["Content-Disposition"] == 'attachment; filename="x.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("name", ["fake.docx", "fake.xlsx", "fake.odt"])
def test_an_archive_that_is_no_document_is_called_what_it_is(cast: Cast, name: str) -> None:
    fake = samples.archive({"readme.txt": b"no document"})
    with pytest.raises(Faults) as refused:
        store_file(by=cast.focal_point, at=NOON, upload=samples.upload(name, fake))
    (fault,) = refused.value.faults
    assert "MS Office" not in fault.sentence
