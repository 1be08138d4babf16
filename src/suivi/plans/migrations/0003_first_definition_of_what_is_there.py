"""What the measures of plans that are loaded already mean is their first version."""

from django.db import migrations

LANGUAGES = ("en", "fr", "nl", "de")


def _text(measure, name):
    states = measure.translation_states.get(name, {})
    found = {}
    for code in LANGUAGES:
        text = getattr(measure, f"{name}_{code}")
        if text:
            state = states.get(code, "official")
            found[code] = text if state == "official" else {"text": text, "state": state}
    return found


def _facts(measure, categories):
    facts = {
        "kind": measure.kind,
        **{name: _text(measure, name) for name in ("label", "numerator", "denominator")},
        "unit": measure.unit,
        "activity_kinds": measure.activity_kinds,
        "dimensions": measure.dimensions,
        "total": "" if measure.kind in {"milestone", "narrative"} else measure.total,
    }
    known = {code: categories[code] for code in measure.dimensions if categories.get(code)}
    return {key: fact for key, fact in {**facts, "categories": known}.items() if fact}


def define(apps, schema_editor):
    Measure = apps.get_model("plans", "Measure")
    Dimension = apps.get_model("plans", "Dimension")
    Definition = apps.get_model("plans", "Definition")
    categories = {}
    for dimension in Dimension.objects.order_by("pk"):
        codes = [str(each["code"]) for each in dimension.categories]
        categories.setdefault(dimension.plan_id, {})[dimension.code] = codes
    measures = Measure.objects.select_related("instrument__provision").order_by("pk")
    Definition.objects.bulk_create(
        Definition(
            measure=measure,
            number=1,
            facts=_facts(measure, categories.get(measure.instrument.provision.plan_id, {})),
        )
        for measure in measures.filter(definitions=None)
    )


def forget(apps, schema_editor):
    apps.get_model("plans", "Definition").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_measures_keep_their_definitions")]

    operations = [migrations.RunPython(define, forget)]
