"""Tests of what comes from IATI files and goes into them."""
