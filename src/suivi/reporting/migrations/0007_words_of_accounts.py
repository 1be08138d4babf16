"""Gives the accounts that are there the digest by which repetition is found."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from suivi.reporting.repetition import digest

BATCH = 500


def give_digests(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("reporting", "Contribution")
    told = model.objects.exclude(account="").select_related("period")
    batch = []
    for each in told.only("account", "period__year").order_by("pk").iterator(chunk_size=BATCH):
        each.account_digest = digest(each.account, each.period.year)
        batch.append(each)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, ["account_digest"])
            batch = []
    model.objects.bulk_update(batch, ["account_digest"])


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_days_of_bodies")]

    operations = [migrations.RunPython(give_digests, migrations.RunPython.noop)]
