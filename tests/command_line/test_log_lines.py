"""What does the log say of an error, and of a refusal?"""

import io
import logging

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.log import log_response

from suivi.log_lines import Line, Refusals
from suivi.people.models import Person


@pytest.fixture
def written() -> "tuple[logging.Logger, io.StringIO]":
    """A log as the settings make it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    handler.addFilter(Refusals())
    log = logging.Logger("suivi.test")
    log.addHandler(handler)
    return log, stream


def test_an_error_is_told_without_what_somebody_wrote(
    db: None, written: tuple[logging.Logger, io.StringIO]
) -> None:
    log, stream = written
    try:
        Person.objects.create_user("secret@example.org", name="A")
        Person.objects.create_user("secret@example.org", name="B")
    except IntegrityError:
        log.exception("it failed")
    said = stream.getvalue()
    assert "it failed" in said
    assert "django.db.utils.IntegrityError" in said
    assert "suivi/people/models.py:" in said
    assert "secret" not in said
    assert "DETAIL" not in said


@pytest.mark.parametrize(("status", "level"), [(403, "WARNING"), (404, "WARNING"), (503, "INFO")])
def test_a_refusal_is_one_line(
    written: tuple[logging.Logger, io.StringIO], status: int, level: str
) -> None:
    log, stream = written
    log_response(
        "Refused: %s",
        "/page",
        response=HttpResponse(status=status),
        request=RequestFactory().get("/page"),
        logger=log,
        exception=PermissionError("why"),
    )
    (line,) = stream.getvalue().splitlines()
    assert f" {level} suivi.test Refused: /page" in line
