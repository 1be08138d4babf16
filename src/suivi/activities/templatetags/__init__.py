"""Tags for activities, known to every template."""
