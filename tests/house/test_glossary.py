"""Does the glossary hold every word of the system, in four languages?"""

import inspect
import re

from django.apps import apps
from django.db import models

from suivi.command_line.diagrams import LISTS
from tests.house import code

# The words of the design that exist in this version.
WORDS = """
    plan, level, provision, line of action, monitoring instrument, measure, value, baseline, body,
    responsibility, activity, evidence, period, contribution, review, clearance, report, audience,
    membership, role, session, snapshot, audit event, sample, notice, digest, reminder, outbox,
    clearance step, time away, silent procedure
"""
# Models whose name is no word of the field: how a word of the glossary is kept.
PARTS = {
    "ChainHead",
    "Event",
    "StoredFile",
    "Person",
    "ScaleStep",
    "DraftVersion",
    "ActivityVersion",
    "ActivityWords",
    "KeptAside",
    "CommentAnswer",
    "CommonTextAside",
    "CommonTextVersion",
    "SavedFilter",
    "TextsKeptAside",
    "Turn",
    "PeriodTurn",
    "ReportFile",
    "ReportText",
    "ReportVersion",
    # Each table of an IATI import holds one kind of entry of the standard.
    "IatiImportRow",
    "IatiDetails",
    "IatiText",
    "IatiOrganisation",
    "IatiPlace",
    "IatiSector",
    "IatiTag",
    "IatiMarker",
    "IatiScope",
    "IatiBudget",
    "IatiTransaction",
    "IatiDocument",
    "IatiIndicator",
    "IatiResultValue",
    "MailPreference",
}


def rows() -> dict[str, list[str]]:
    """The table of words: English to the cells that follow."""
    table = code.document("docs/glossary.md").split("## Lists")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


def test_every_word_stands_there_in_four_languages_with_what_it_is() -> None:
    wanted = {word.strip() for word in WORDS.split(",")}
    assert wanted - rows().keys() == set()
    assert [word for word, cells in rows().items() if len(cells) != 4 or not all(cells)] == []


def test_every_model_is_named_by_a_word_of_the_glossary() -> None:
    words = {re.sub(r"\W", "", word).lower() for word in rows()} | {"instrument"}
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("suivi.")}
    assert {name for name in names - PARTS if name.lower() not in words} == set()


def test_every_list_of_choices_is_in_the_glossary() -> None:
    choices = {
        each
        for model in apps.get_models()
        if model.__module__.startswith("suivi.")
        for each in [*vars(model).values(), *vars(inspect.getmodule(model)).values()]
        if inspect.isclass(each)
        and issubclass(each, models.TextChoices)
        and each.__module__.startswith("suivi.")
    }
    shown = {each for each in choices if any(str(choice.label) != choice.name for choice in each)}
    assert {each.__qualname__ for each in shown - set(LISTS.values())} <= {"ReportFile.Format"}


def test_every_word_of_the_lists_is_translated() -> None:
    lists = code.document("docs/glossary.md").split("## Lists")[1]
    for line in (line for line in lists.splitlines() if line.startswith("| ")):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert all(cells), line
