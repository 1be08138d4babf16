"""How is a file handed out to somebody who may have it?

The view that calls this has asked whether the person may; a file has no address of its own.
"""

import logging
from typing import Final

from django.http import FileResponse, Http404

from suivi.files.models import StoredFile

log = logging.getLogger(__name__)

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def download(file: StoredFile) -> FileResponse:
    """The bytes, to be saved and never shown in the page; Http404 when the disk lost them."""
    try:
        stream = file.path.open("rb")
    except FileNotFoundError:
        log.error("file %s is not in the files directory", file.pk)
        raise Http404 from None
    response = FileResponse(
        stream, as_attachment=True, filename=file.name, content_type=file.media_type
    )
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
