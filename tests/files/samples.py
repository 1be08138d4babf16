"""Which real files do the tests hand in? Each is made by the program that makes such files."""

import io
import struct
import zipfile
import zlib
from typing import Final

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

PDF: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
GIF: Final = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
OOXML: Final = "application/vnd.openxmlformats-officedocument"
WORD_TYPE: Final = f"{OOXML}.wordprocessingml.document.main+xml"
MACRO_TYPE: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """The file as a form hands it over."""
    return SimpleUploadedFile(name, content)


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def xlsx() -> bytes:
    """A workbook as openpyxl writes it."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return stream.getvalue()


def docx(content_type: str = WORD_TYPE, more: dict[str, bytes] | None = None) -> bytes:
    """The smallest Word document; `more` are further parts below word/."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<w:document/>"}
    return archive({**parts, **{f"word/{name}": content for name, content in (more or {}).items()}})


def odf(kind: str) -> bytes:
    """The smallest OpenDocument: "text" or "spreadsheet"."""
    stated = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": stated, "content.xml": b"<office:document-content/>"})
