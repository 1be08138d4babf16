"""The register of activities."""
