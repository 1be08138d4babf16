"""How does a test read a page of the public site?"""

import re
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def page(client: Client, address: str, **question: str) -> str:
    """The words of a page, without markup, blanks made single."""
    return words(html(client, address, **question))


def html(client: Client, address: str, **question: str) -> str:
    """The markup of a page that is there."""
    response = client.get(address, question)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def words(markup: str) -> str:
    """What stands in some markup, once its tags are gone."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", markup)))


def query_count(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        html(client, address)
    return len(queries)
