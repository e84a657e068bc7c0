"""Show names and titles stored so far as they were typed, until ``render_posts`` sets them."""

from django.db import migrations

NAMES = [("blog_category", "name"), ("blog_tag", "name"), ("blog_page", "title")]

FILL = "".join(
    f"UPDATE {table} SET {field}_plain = {field},"  # noqa: S608
    f" {field}_html = replace(replace(replace({field}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;');\n"
    for table, field in NAMES
)


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_rendered_names")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
