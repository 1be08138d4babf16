"""Suivi: promised, done, told."""

import os

# Where lxml is installed for something else, openpyxl would read workbooks with it, and lxml takes
# entities that defusedxml refuses. Said before anything imports openpyxl.
os.environ["OPENPYXL_LXML"] = "False"
