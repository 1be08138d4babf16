"""Does an acknowledged save survive a killed process, and another one leave nothing?"""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Max

from suivi.audit.queries import breaks
from suivi.reporting.models import Contribution, DraftVersion
from tests.cast import assemble


def address_of_this_database() -> str:
    """The test's own database, as DATABASE_URL."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{str(facts['NAME']).lstrip('/')}"
    port = facts["PORT"] or 5432
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{port}/{facts['NAME']}"


def _killed_after(saves: int, contribution: int, person: int) -> int:
    """Lets a process save, kills it without warning, and gives the last version it was promised."""
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_this_database(),
        "SUIVI_DATA": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "suivi.settings",
    }
    words = [sys.executable, "-m", "tests.reporting.keep_saving", str(contribution), str(person)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        promised = 0
        for _number in range(saves):
            promised = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
    return max([promised, *map(int, rest)])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saves", [1, 7, 20])
def test_every_promised_save_is_there_after_a_kill_and_nothing_is_half_done(saves: int) -> None:
    cast = assemble()
    connection.close()
    promised = _killed_after(saves, cast.draft.pk, cast.focal_point.pk)

    draft = Contribution.objects.get(pk=cast.draft.pk)
    newest = DraftVersion.objects.filter(contribution=draft).aggregate(Max("number"))["number__max"]
    assert promised <= draft.version == newest
    assert list(breaks()) == []
