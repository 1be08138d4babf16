"""Activities entered before they had words are found as well."""

from itertools import islice

from django.db import migrations

from suivi.activities.words import text_of


def index(apps, schema_editor) -> None:
    words = apps.get_model("activities", "ActivityWords")
    activities = apps.get_model("activities", "Activity").objects.filter(words=None)
    waiting = activities.order_by("pk").iterator(chunk_size=1000)
    while batch := list(islice(waiting, 1000)):
        words.objects.bulk_create(words(activity=each, text=text_of(each)) for each in batch)


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_words_are_indexed")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
