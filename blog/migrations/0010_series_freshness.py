"""Let a series raise the edition, as everything that readers see does."""

from django.db import migrations

CREATE = (
    "CREATE TRIGGER raise_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_series"
    " FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition()"
)
DROP = "DROP TRIGGER raise_edition ON blog_series"


class Migration(migrations.Migration):
    dependencies = [("blog", "0009_series_and_translations")]

    operations = [migrations.RunSQL(CREATE, DROP)]
