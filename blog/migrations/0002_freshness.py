"""Let every change that a reader could see raise the edition, whoever makes it."""

from django.db import migrations

VISIBLE = [
    "blog_post",
    "blog_post_tags",
    "blog_page",
    "blog_category",
    "blog_tag",
    "blog_citation",
    "blog_comment",
    "blog_site",
]

# The row is locked until the writer commits, so editions become visible in their order.
CREATE = """
CREATE FUNCTION blog_raise_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blog_edition SET number = number + 1, changed_at = clock_timestamp();
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER raise_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();\n"
    for table in VISIBLE
)
DROP = (
    "".join(f"DROP TRIGGER raise_edition ON {table};\n" for table in VISIBLE)
    + "DROP FUNCTION blog_raise_edition();"
)


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
