"""How does a model get one real column per language?

`text = Translated()` on a model makes the columns text_en, text_fr, text_nl and text_de, and reads
and writes them together as one `Wording`. Nothing depends on the language that is active.
"""

from typing import Any, Self, overload

from django.db import models

from suivi.languages.wording import CODES, Wording, set_wording, wording


class Translated:
    """A text in every language: as columns in the database, as one `Wording` in the program."""

    def __init__(self, max_length: int | None = None) -> None:
        self.max_length = max_length
        self.name = ""

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Adds the columns to the model: Django calls this while it builds the class."""
        self.name = name
        for code in CODES:
            self._column().contribute_to_class(model, f"{name}_{code}")
        setattr(model, name, self)

    def _column(self) -> "models.Field[str, str]":
        if self.max_length is None:
            return models.TextField(blank=True, default="")
        return models.CharField(max_length=self.max_length, blank=True, default="")

    @overload
    def __get__(self, record: None, owner: type[models.Model]) -> Self: ...
    @overload
    def __get__(self, record: models.Model, owner: type[models.Model]) -> Wording: ...
    def __get__(self, record: models.Model | None, owner: Any) -> Self | Wording:
        return self if record is None else wording(record, self.name)

    def __set__(self, record: models.Model, new: Wording) -> None:
        set_wording(record, self.name, new)
