"""Every figure that is there was given under the first version of its definition."""

from django.db import migrations, models


def point(apps, schema_editor):
    Value = apps.get_model("indicators", "Value")
    Definition = apps.get_model("plans", "Definition")
    first = Definition.objects.filter(measure=models.OuterRef("measure"), number=1)
    Value.objects.filter(definition=None).update(definition=models.Subquery(first.values("pk")[:1]))


def unpoint(apps, schema_editor):
    apps.get_model("indicators", "Value").objects.update(definition=None)


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0003_figures_have_notes_and_are_restated"),
        ("plans", "0003_first_definition_of_what_is_there"),
    ]

    operations = [migrations.RunPython(point, unpoint)]
