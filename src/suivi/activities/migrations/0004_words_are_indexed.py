"""The database finds an activity by its words without reading all of them.

SQLite: an FTS5 table over the text that triggers keep in step. PostgreSQL: an index over the
words as they stand (configuration "simple": they are stemmed already).
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE activities_words_index USING fts5(
         text, content='activities_activitywords', content_rowid='activity_id',
         detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER activities_words_added AFTER INSERT ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(rowid, text) VALUES (new.activity_id, new.text); END""",
    """CREATE TRIGGER activities_words_gone AFTER DELETE ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(activities_words_index, rowid, text)
         VALUES ('delete', old.activity_id, old.text); END""",
    """CREATE TRIGGER activities_words_changed AFTER UPDATE ON activities_activitywords BEGIN
         INSERT INTO activities_words_index(activities_words_index, rowid, text)
         VALUES ('delete', old.activity_id, old.text);
         INSERT INTO activities_words_index(rowid, text) VALUES (new.activity_id, new.text); END""",
    "INSERT INTO activities_words_index(activities_words_index) VALUES ('rebuild')",
]
POSTGRESQL = [
    """CREATE INDEX activities_words_index ON activities_activitywords
       USING gin (to_tsvector('simple', text))""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS activities_words_added",
        "DROP TRIGGER IF EXISTS activities_words_gone",
        "DROP TRIGGER IF EXISTS activities_words_changed",
        "DROP TABLE IF EXISTS activities_words_index",
    ],
    "postgresql": ["DROP INDEX IF EXISTS activities_words_index"],
}


def index(apps, schema_editor) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def unindex(apps, schema_editor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_removed_ones_come_back")]
    operations = [migrations.RunPython(index, unindex)]
