"""Activities entered before they had words are found as well: 0009 gives them theirs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_words_are_indexed")]
    operations: list[migrations.operations.base.Operation] = []
