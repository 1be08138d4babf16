"""The pages of what is told."""
