"""The report's own texts are saved while they are typed; what collides is kept aside."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_reports_in_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "reportversion",
            "window",
            models.CharField(blank=True, help_text="The page it was typed in.", max_length=32),
        ),
        migrations.AddField(
            "reportversion",
            "moment",
            models.BigIntegerField(default=0, help_text="When, by that page's own clock."),
        ),
        migrations.CreateModel(
            name="TextsKeptAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("texts", models.JSONField(default=dict)),
                (
                    "window",
                    models.CharField(
                        blank=True, help_text="The page it was typed in.", max_length=32
                    ),
                ),
                ("kept_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_aside",
                        to="publications.report",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "texts kept aside",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "person", "window"),
                        name="one_text_kept_aside_per_window",
                    )
                ],
            },
        ),
    ]
