"""Raise the edition before a statement, not after it.

Now that a change of one table is counted in another, all writers take the edition's row first, and
none waits for a row that another holds who waits for the edition. Comments raise it by what has
changed, so after the statement; their counts come later still.
"""

from django.db import migrations

VISIBLE = [
    "blog_post",
    "blog_post_tags",
    "blog_page",
    "blog_category",
    "blog_series",
    "blog_tag",
    "blog_citation",
    "blog_site",
    "blog_menuitem",
    "blog_link",
    "blog_related",
]


def raised(moment: str) -> str:
    return "".join(
        f"DROP TRIGGER raise_edition ON {table};\n"
        f"CREATE TRIGGER raise_edition {moment} INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();\n"
        for table in VISIBLE
    )


class Migration(migrations.Migration):
    dependencies = [("blog", "0017_finding_freshness")]

    operations = [migrations.RunSQL(raised("BEFORE"), raised("AFTER"))]
