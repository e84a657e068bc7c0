"""Let the popular posts raise the edition, as everything that readers see does.

How often each post is read does not: it changes with every reading.
"""

from django.db import migrations

CREATE = (
    "CREATE TRIGGER raise_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_popularpost"
    " FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition()"
)
DROP = "DROP TRIGGER raise_edition ON blog_popularpost"


class Migration(migrations.Migration):
    dependencies = [("blog", "0031_readership")]

    operations = [migrations.RunSQL(CREATE, DROP)]
