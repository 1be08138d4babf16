"""How is the progress of many lines read without touching their long accounts? From an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_first_models"),
        ("people", "0001_first_models"),
        ("plans", "0001_first_models"),
        ("reporting", "0001_first_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="contribution",
            name="contribution_by_status",
        ),
        migrations.RemoveIndex(
            model_name="contribution",
            name="contribution_of_body",
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                fields=["period", "status", "provision", "progress", "is_sample"],
                name="contribution_by_period",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                fields=["body", "period", "status", "provision", "progress", "is_sample"],
                name="contribution_by_body",
            ),
        ),
    ]
