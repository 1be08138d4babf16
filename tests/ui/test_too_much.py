"""What does somebody see who sends more than is taken?"""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("content_type", ["multipart", "application/x-www-form-urlencoded"])
def test_a_form_that_is_too_long_gets_a_page_of_ours(db: None, content_type: str) -> None:
    much = "x" * 6_000_000
    if content_type == "multipart":
        page = Client().post(reverse("account_login"), {"login": much})
    else:
        page = Client().post(reverse("account_login"), f"login={much}", content_type=content_type)

    assert page.status_code == 413
    assert "What was sent is longer than can be taken at once" in page.content.decode()
    assert page.wsgi_request.read(1) == b""
