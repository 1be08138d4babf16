"""Has every field of every model a class of sensitivity?"""

from django.apps import apps
from django.db import models

from suivi.languages.columns import Translated
from suivi.languages.wording import CODES
from suivi.people.models import Person
from suivi.sensitivity import Sensitivity


def own_models() -> list[type[models.Model]]:
    """The models of our own subjects."""
    found = [model for model in apps.get_models() if model.__module__.startswith("suivi.")]
    assert found
    return found


def fields_of(model: type[models.Model]) -> set[str]:
    """The names of a model's fields; a translated text is one field in several columns."""
    texts = {name for name, field in vars(model).items() if isinstance(field, Translated)}
    columns = {f"{name}_{code}" for name in texts for code in CODES}
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return texts | ({field.name for field in fields} - columns)


def test_every_field_has_a_class_and_no_class_is_left_over() -> None:
    differences = {
        model.__name__: fields_of(model) ^ set(getattr(model, "SENSITIVITY", {}))
        for model in own_models()
    }
    assert {name: odd for name, odd in differences.items() if odd} == {}


def test_every_class_is_one_of_the_four() -> None:
    for model in own_models():
        classes = getattr(model, "SENSITIVITY", {})
        assert all(isinstance(each, Sensitivity) for each in classes.values()), model


def test_who_did_something_is_personal_everywhere() -> None:
    open_pointers = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
        and getattr(model, "SENSITIVITY", {}).get(field.name) == Sensitivity.PUBLIC
    ]
    assert open_pointers == []
