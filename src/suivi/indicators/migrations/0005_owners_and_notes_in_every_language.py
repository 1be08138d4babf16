"""Who asks for a framework, and what must be known of an edition, is read in four languages."""

from django.db import migrations, models

CODES = ("en", "fr", "nl", "de")


def into_english(apps, schema_editor):
    """What was one text, in English, stands in the column of that language."""
    for name, field in (("Framework", "owner"), ("Edition", "note")):
        records = apps.get_model("indicators", name).objects
        for record in records.exclude(**{field: ""}):
            setattr(record, f"{field}_en", getattr(record, field))
            record.save()


def into_one_text(apps, schema_editor):
    """Back: the text in English, else in any language."""
    for name, field in (("Framework", "owner"), ("Edition", "note")):
        for record in apps.get_model("indicators", name).objects.all():
            texts = [getattr(record, f"{field}_{code}") for code in CODES]
            setattr(record, field, next(filter(None, texts), ""))
            record.save()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_figures_say_their_definition")]

    operations = [
        *(
            migrations.AddField(
                "framework",
                f"owner_{code}",
                models.CharField(blank=True, default="", max_length=120),
            )
            for code in CODES
        ),
        *(
            migrations.AddField("edition", f"note_{code}", models.TextField(blank=True, default=""))
            for code in CODES
        ),
        migrations.RunPython(into_english, into_one_text),
        migrations.RemoveField("framework", "owner"),
        migrations.RemoveField("edition", "note"),
    ]
