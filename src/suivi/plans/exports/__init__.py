"""A plan goes out: as a workbook (as JSON see `formats.stored`)."""
