"""What the filters ask is found by words as well, and the index gives it in the order of days.

SQLite: the rows of the FTS5 table are numbered by `place`, day and number of the activity in one,
so that it reads from the newest on and stops when a page is full. PostgreSQL: the words as the
index holds them are stored, so that they need not be made again for each row that is looked at.

All words are made anew by 0010.
"""

from django.db import migrations, models

DROP_SQLITE = [
    "DROP TRIGGER IF EXISTS activities_words_added",
    "DROP TRIGGER IF EXISTS activities_words_gone",
    "DROP TRIGGER IF EXISTS activities_words_changed",
    "DROP TABLE IF EXISTS activities_words_index",
]
SQLITE = [
    """CREATE VIRTUAL TABLE activities_words_index USING fts5(
         text, content='activities_activitywords', content_rowid='place',
         detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER activities_words_added AFTER INSERT ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(rowid, text) VALUES (new.place, new.text); END""",
    """CREATE TRIGGER activities_words_gone AFTER DELETE ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(activities_words_index, rowid, text)
         VALUES ('delete', old.place, old.text); END""",
    """CREATE TRIGGER activities_words_changed AFTER UPDATE ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(activities_words_index, rowid, text)
         VALUES ('delete', old.place, old.text);
         INSERT INTO activities_words_index(rowid, text) VALUES (new.place, new.text); END""",
]
POSTGRESQL = [
    """ALTER TABLE activities_activitywords ADD COLUMN vector tsvector
       GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED""",
    "CREATE INDEX activities_words_index ON activities_activitywords USING gin (vector)",
]
UNDO = {
    "sqlite": DROP_SQLITE,
    "postgresql": [
        "DROP INDEX IF EXISTS activities_words_index",
        "ALTER TABLE activities_activitywords DROP COLUMN IF EXISTS vector",
    ],
}
# The index as 0004 made it, for going back.
BEFORE = {
    "sqlite": [statement.replace("place", "activity_id") for statement in SQLITE],
    "postgresql": [
        """CREATE INDEX activities_words_index ON activities_activitywords
           USING gin (to_tsvector('simple', text))"""
    ],
}


def _run(schema_editor, statements) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unindex(apps, schema_editor) -> None:
    _run(schema_editor, UNDO)


def index(apps, schema_editor) -> None:
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def index_as_before(apps, schema_editor) -> None:
    _run(schema_editor, BEFORE)


def empty(apps, schema_editor) -> None:
    schema_editor.execute("DELETE FROM activities_activitywords")


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_tables_come_back")]
    operations = [
        migrations.RunPython(unindex, index_as_before),
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.AddField(
            "activitywords",
            "place",
            models.BigIntegerField(default=0, unique=True),
            preserve_default=False,
        ),
        migrations.RunPython(index, unindex),
    ]
