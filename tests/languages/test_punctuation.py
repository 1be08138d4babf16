"""Does a colon stand as each language sets it?"""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from suivi.languages.punctuation import colon, semicolon


@pytest.mark.parametrize(
    ("language", "blank"), [("en", ""), ("fr", "\u202f"), ("nl", ""), ("de", "")]
)
def test_french_alone_wants_a_narrow_blank_before_it(language: str, blank: str) -> None:
    with override(language):
        assert (colon(), semicolon()) == (f"{blank}:", f"{blank};")
        shown = Template("{{ label|colon }} x").render(Context({"label": "<Note>"}))
    assert shown == f"&lt;Note&gt;{blank}: x"
