"""Every activity is found by its words and by what the filters ask."""

from itertools import islice

from django.db import migrations

from suivi.activities.words import place_of, text_of


def fill(apps, schema_editor) -> None:
    words = apps.get_model("activities", "ActivityWords")
    words.objects.all().delete()
    activities = apps.get_model("activities", "Activity").objects.order_by("pk")
    waiting = activities.prefetch_related("provisions", "plans").iterator(chunk_size=1000)
    while batch := list(islice(waiting, 1000)):
        words.objects.bulk_create(
            words(activity=each, place=place_of(each.started_on, each.pk), text=text_of(each))
            for each in batch
        )


class Migration(migrations.Migration):
    dependencies = [("activities", "0009_words_stand_by_day")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
