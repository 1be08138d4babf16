"""How are reports listed without touching their long snapshots? From an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_first_models"),
        ("publications", "0001_first_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["plan", "published_at", "period", "number", "is_sample"],
                name="report_named_in_lists",
            ),
        ),
    ]
