"""Is every template used, and free of what the content policy forbids?"""

import re
from pathlib import Path

import allauth
from django.template.loader import get_template

from suivi.settings import PACKAGE_DIR
from tests.house import code

_NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg))["']""")
_MAIL = re.compile(r"""["'](\w+/email/\w+)["']""")
# Django looks for these by name.
_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
_FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "inline style": re.compile(r"<style|\sstyle\s*=", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "third party": re.compile(r"""(?:src|href|action)\s*=\s*["']\s*(?:https?:)?//""", re.I),
}


def name_of(path: Path) -> str:
    """A template's name as code says it: what follows the templates folder."""
    return path.as_posix().split("/templates/", 1)[1]


def named_anywhere() -> set[str]:
    """Every template name that stands in our code or templates."""
    modules = [(PACKAGE_DIR / path).read_text(encoding="utf-8") for path in code.modules()]
    texts = [*modules, *code.templates().values()]
    return {name for text in texts for name in _NAMED.findall(text)}


def mails_anywhere() -> set[str]:
    """The names that stand for a mail: its subject and its message are two templates."""
    modules = [(PACKAGE_DIR / path).read_text(encoding="utf-8") for path in code.modules()]
    names = {name for text in modules for name in _MAIL.findall(text)}
    return {f"{name}_{part}.txt" for name in names for part in ("subject", "message")}


def replaces_allauth(name: str) -> bool:
    """Whether allauth has a template of that name, which ours stands in for."""
    return (Path(allauth.__file__).parent / "templates" / name).exists()


def test_every_template_is_used() -> None:
    named = named_anywhere() | mails_anywhere() | _BY_NAME
    unused = [
        str(path)
        for path in code.templates()
        if (name := name_of(path)) not in named and not replaces_allauth(name)
        # Django finds a form's own widgets by the widget's class.
        if not name.startswith("django/forms/")
    ]
    assert unused == []


def test_every_template_can_be_read() -> None:
    for path in code.templates():
        get_template(name_of(path))


def test_no_template_holds_what_the_content_policy_forbids() -> None:
    found = [
        f"{path}: {what}"
        for path, text in code.templates().items()
        for what, pattern in _FORBIDDEN.items()
        if pattern.search(re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", text, flags=re.S))
    ]
    assert found == []


def test_the_way_to_a_page_is_shown_by_one_component() -> None:
    by_hand = re.compile(r'class="[^"]*breadcrumbs')
    assert [str(path) for path, text in code.templates().items() if by_hand.search(text)] == []


def test_no_template_writes_a_bare_colon_after_a_word_that_is_translated() -> None:
    bare = re.compile(r"{% translate [^%]*%}:|}}:[ <]")
    within = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.S)
    found = [
        str(path) for path, text in code.templates().items() if bare.search(within.sub("", text))
    ]
    assert found == []
