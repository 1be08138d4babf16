"""Activities entered before they had words are found as well."""

from django.db import migrations

from suivi.activities.words import text_of


def index(apps, schema_editor) -> None:
    words = apps.get_model("activities", "ActivityWords")
    activities = apps.get_model("activities", "Activity")
    for activity in activities.objects.order_by("pk").iterator(chunk_size=1000):
        words.objects.update_or_create(activity=activity, defaults={"text": text_of(activity)})


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_words_are_indexed")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
