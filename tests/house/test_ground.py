"""Does the ground on which all tests stand hold?"""

import socket
import warnings

import pytest
from django.conf import settings
from django.template import Context, Template

from suivi.reporting.models import Contribution
from tests.cast import MEMBERS, Cast


def test_the_tests_run_in_a_directory_of_their_own() -> None:
    assert "suivi-tests-" in str(settings.DATA_DIR)


def test_the_standing_cast_has_everybody_and_a_year_under_way(cast: Cast) -> None:
    assert len({getattr(cast, name) for name in MEMBERS}) == len(MEMBERS)
    assert cast.period.is_open
    assert Contribution.objects.count() == 3


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_an_undefined_template_variable_fails() -> None:
    with pytest.raises(pytest.fail.Exception):
        Template("{{ nobody_said_this }}").render(Context())


def test_the_network_is_out_of_reach() -> None:
    with socket.socket() as outward, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outward.connect(("192.0.2.1", 80))


def test_every_static_file_that_another_names_is_there(static_files_fault: str) -> None:
    assert static_files_fault == ""
