"""A plan comes in: out of a file, compared with what is there, and written into records."""
