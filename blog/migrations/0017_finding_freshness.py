"""Let the menu, the links and what is related raise the edition."""

from django.db import migrations

VISIBLE = ["blog_menuitem", "blog_link", "blog_related"]
CREATE = "".join(
    f"CREATE TRIGGER raise_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();\n"
    for table in VISIBLE
)
DROP = "".join(f"DROP TRIGGER raise_edition ON {table};\n" for table in VISIBLE)


class Migration(migrations.Migration):
    dependencies = [("blog", "0016_old_paths_of_lists")]

    operations = [migrations.RunSQL(CREATE, DROP)]
