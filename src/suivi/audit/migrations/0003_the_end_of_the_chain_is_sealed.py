"""The end of the chain carries a seal of its own, so that moving it needs the key."""

import hashlib
import hmac

from django.conf import settings
from django.db import migrations, models


def seal(apps, schema_editor) -> None:
    for head in apps.get_model("audit", "ChainHead").objects.filter(number__gt=0):
        end = f"end {head.number} {head.hash}"
        head.seal = hmac.new(settings.AUDIT_KEY.encode(), end.encode(), hashlib.sha256).hexdigest()
        head.save(update_fields=["seal"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_events_cannot_be_changed")]

    operations = [
        migrations.AddField("chainhead", "seal", models.CharField(default="", max_length=64)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
