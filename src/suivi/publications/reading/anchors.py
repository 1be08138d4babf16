"""Where in a report is a line found, on the page, in the PDF and in every language?"""

from django.utils.text import slugify


def line_anchor(code: str) -> str:
    """The stable address of a line: 23.a → line-23-a."""
    return "line-" + slugify(code.replace(".", "-"))
