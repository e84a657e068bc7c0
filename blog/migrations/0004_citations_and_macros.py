"""Keep who cites whom, the site's macros, and whether a post counts equations by section."""

import django.db.models.deletion
from django.db import migrations, models

CREATE = """
CREATE TRIGGER raise_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_citation
FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();
"""
DROP = "DROP TRIGGER raise_edition ON blog_citation;"


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_freshness")]

    operations = [
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="blog.post",
                    ),
                ),
                (
                    "cited",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="blog.post",
                    ),
                ),
            ],
            options={"verbose_name": "citation", "verbose_name_plural": "citations"},
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=("post", "cited", "key"), name="citation_once"
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
        migrations.AddField(
            model_name="post",
            name="numbers_by_section",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="(2.1), (2.2) in the second section.",
                verbose_name="equations numbered by section",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="macros",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Definitions in TeX, one a line, that hold in every text: \\newcommand{\\R}{\\mathbb{R}}",
                max_length=20000,
                verbose_name="macros",
            ),
        ),
    ]
