"""Make the single rows that the blog's settings and its edition live in."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def make_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the two rows; going back, they go with their tables."""
    apps.get_model("blog", "Site").objects.get_or_create(pk=1)
    apps.get_model("blog", "Edition").objects.get_or_create(
        pk=1, defaults={"changed_at": timezone.now()}
    )


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial")]

    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
