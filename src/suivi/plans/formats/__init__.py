"""A plan as a file: what the format allows, how it is read, checked and written.

Nothing here touches the database. A plan file becomes a `Document` (plain dictionaries and lists, as
JSON gives them); `docs/plan-format.md` explains the format and `plans/data/plan-format.schema.json`
is its schema.
"""
