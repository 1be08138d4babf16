"""A plan as a file: what the format allows, how it is read, checked and written.

A plan file becomes a `Document` (plain dictionaries and lists, as JSON gives them), and so does a
plan in the database (`stored`). `docs/plan-format.md` explains the format;
`plans/data/plan-format.schema.json` is its schema.
"""
