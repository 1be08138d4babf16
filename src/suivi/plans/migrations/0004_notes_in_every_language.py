"""A note on how a provision was read is printed in every report: in the report's language."""

from django.db import migrations, models

CODES = ("en", "fr", "nl", "de")


def into_the_plans_language(apps, schema_editor):
    """What was one text in the plan's own language stands in the column of that language."""
    Provision = apps.get_model("plans", "Provision")
    for provision in Provision.objects.exclude(note="").select_related("plan"):
        setattr(provision, f"note_{provision.plan.language}", provision.note)
        provision.save()


def into_one_text(apps, schema_editor):
    """Back: the text in the plan's own language."""
    Provision = apps.get_model("plans", "Provision")
    for provision in Provision.objects.select_related("plan"):
        provision.note = getattr(provision, f"note_{provision.plan.language}")
        provision.save()


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_first_definition_of_what_is_there")]

    operations = [
        *(
            migrations.AddField(
                "provision", f"note_{code}", models.TextField(blank=True, default="")
            )
            for code in CODES
        ),
        migrations.RunPython(into_the_plans_language, into_one_text),
        migrations.RemoveField("provision", "note"),
    ]
