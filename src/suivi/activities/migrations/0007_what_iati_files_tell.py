"""What an IATI file tells stands in tables of its own; so do the lists of fragile contexts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0006_lists_keep_their_order"),
        ("files", "0001_first_models"),
        ("people", "0001_first_models"),
        ("plans", "0001_first_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FragileEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="edition")),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="in force from")),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="in force until"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=False,
                        help_text="Only then may it be quoted.",
                        verbose_name="checked against its source",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("loaded_at", models.DateTimeField()),
                (
                    "loaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FragileContext",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(help_text="ISO 3166-1 alpha-2.", max_length=2)),
                ("name", models.CharField(help_text="As the list names it.", max_length=120)),
                (
                    "level",
                    models.CharField(
                        choices=[("extreme", "extremely fragile"), ("fragile", "fragile")],
                        max_length=10,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contexts",
                        to="activities.fragileedition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IatiBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=1)),
                ("status", models.CharField(max_length=1)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("amount", models.BigIntegerField(help_text="Hundredths of the currency.")),
                ("currency", models.CharField(max_length=3)),
                ("valued_on", models.DateField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("url", models.TextField(blank=True)),
                ("format", models.TextField(blank=True)),
                ("titles", models.JSONField(blank=True, default=list)),
                ("categories", models.JSONField(blank=True, default=list)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("dated", models.DateField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to be read"),
                            ("reading", "being read"),
                            ("read", "read: to be confirmed"),
                            ("refused", "cannot be read"),
                            ("applying", "being entered"),
                            ("applied", "entered"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "flaw",
                    models.JSONField(blank=True, default=list, help_text="Why it is not taken."),
                ),
                ("read_bytes", models.PositiveBigIntegerField(default=0)),
                (
                    "found",
                    models.PositiveIntegerField(default=0, help_text="Activities read so far."),
                ),
                (
                    "left_out",
                    models.JSONField(blank=True, default=dict, help_text="Elements nobody keeps."),
                ),
                (
                    "counts",
                    models.JSONField(
                        blank=True, default=dict, help_text="Activities by what they mean."
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="iati_imports",
                        to="people.body",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="iati_imports",
                        to="files.storedfile",
                    ),
                ),
                (
                    "lines",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What new activities serve.",
                        related_name="+",
                        to="plans.provision",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "IATI import",
            },
        ),
        migrations.CreateModel(
            name="IatiDetails",
            fields=[
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="iati",
                        serialize=False,
                        to="activities.activity",
                    ),
                ),
                ("reporter_ref", models.TextField(blank=True)),
                ("reporter_type", models.TextField(blank=True)),
                ("reporter_names", models.JSONField(blank=True, default=list)),
                ("reporter_secondary", models.BooleanField(blank=True, null=True)),
                ("status", models.CharField(blank=True, max_length=1)),
                ("planned_start", models.DateField(blank=True, null=True)),
                ("actual_start", models.DateField(blank=True, null=True)),
                ("planned_end", models.DateField(blank=True, null=True)),
                ("actual_end", models.DateField(blank=True, null=True)),
                ("humanitarian", models.BooleanField(blank=True, null=True)),
                ("hierarchy", models.SmallIntegerField(blank=True, null=True)),
                (
                    "last_updated",
                    models.CharField(blank=True, help_text="ISO, in UTC.", max_length=30),
                ),
                ("came_at", models.DateTimeField()),
                (
                    "came_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.iatiimport",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "IATI details",
            },
        ),
        migrations.CreateModel(
            name="IatiImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("line", models.PositiveIntegerField(help_text="Of the file.")),
                ("identifier", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("changed", "changed"),
                            ("conflict", "changed here and in the file"),
                            ("unchanged", "unchanged"),
                            ("faulty", "faulty"),
                            ("elsewhere", "of another body"),
                            ("removed", "removed here"),
                        ],
                        max_length=10,
                    ),
                ),
                ("summary", models.JSONField(blank=True, default=dict)),
                ("differences", models.JSONField(blank=True, default=list)),
                ("flaws", models.JSONField(blank=True, default=list)),
                ("notes", models.JSONField(blank=True, default=list)),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "as it is here"), ("take", "as the file says")],
                        max_length=4,
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(help_text="Of file and register as compared.", max_length=64),
                ),
                (
                    "imported",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="activities.iatiimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IatiIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("result", models.PositiveIntegerField()),
                ("result_type", models.CharField(max_length=1)),
                ("result_titles", models.JSONField(blank=True, default=list)),
                ("result_descriptions", models.JSONField(blank=True, default=list)),
                ("measure", models.CharField(max_length=1)),
                ("ascending", models.BooleanField(blank=True, null=True)),
                ("titles", models.JSONField(blank=True, default=list)),
                ("descriptions", models.JSONField(blank=True, default=list)),
                ("references", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiMarker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("vocabulary", models.TextField()),
                ("vocabulary_uri", models.TextField(blank=True)),
                ("code", models.TextField()),
                ("significance", models.TextField(blank=True)),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("role", models.CharField(max_length=1)),
                ("ref", models.TextField(blank=True)),
                ("type", models.TextField(blank=True)),
                ("activity_ref", models.TextField(blank=True)),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=7)),
                ("vocabulary", models.TextField(blank=True)),
                ("code", models.TextField()),
                (
                    "percentage",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiResultValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("year", models.CharField(blank=True, max_length=4)),
                (
                    "value",
                    models.TextField(blank=True, help_text="As written: it need not be a number."),
                ),
                ("dimensions", models.JSONField(blank=True, default=list)),
                ("comments", models.JSONField(blank=True, default=list)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="activities.iatiindicator",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IatiScope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("type", models.TextField(blank=True)),
                ("vocabulary", models.TextField(blank=True)),
                ("vocabulary_uri", models.TextField(blank=True)),
                ("code", models.TextField(blank=True)),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiSector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("vocabulary", models.TextField()),
                ("vocabulary_uri", models.TextField(blank=True)),
                ("code", models.TextField()),
                (
                    "percentage",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("vocabulary", models.TextField(blank=True)),
                ("vocabulary_uri", models.TextField(blank=True)),
                ("code", models.TextField()),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=11)),
                ("type", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=3)),
                ("text", models.TextField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IatiTransaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=2)),
                ("on", models.DateField()),
                (
                    "amount",
                    models.BigIntegerField(
                        help_text="Hundredths of the currency; negative when undone."
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("valued_on", models.DateField()),
                ("reference", models.TextField(blank=True)),
                ("humanitarian", models.BooleanField(blank=True, null=True)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("region_vocabulary", models.TextField(blank=True)),
                ("region", models.TextField(blank=True)),
                ("sectors", models.JSONField(blank=True, default=list)),
                ("provider_ref", models.TextField(blank=True)),
                ("provider", models.JSONField(blank=True, default=list)),
                ("receiver_ref", models.TextField(blank=True)),
                ("receiver", models.JSONField(blank=True, default=list)),
                ("descriptions", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="activities.activity",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="fragileedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_year__isnull", True),
                    ("last_year__gte", models.F("first_year")),
                    _connector="OR",
                ),
                name="fragile_edition_ends_after_it_begins",
                violation_error_message="An edition cannot end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fragilecontext",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"), name="one_row_per_fragile_context"
            ),
        ),
        migrations.AddIndex(
            model_name="iatiimportrow",
            index=models.Index(fields=["imported", "state", "position"], name="iati_row_by_state"),
        ),
        migrations.AddConstraint(
            model_name="iatiimportrow",
            constraint=models.UniqueConstraint(
                fields=("imported", "position"), name="one_iati_row_per_position"
            ),
        ),
        migrations.AddIndex(
            model_name="iatitransaction",
            index=models.Index(fields=["activity", "type", "on"], name="iati_money_by_day"),
        ),
    ]
