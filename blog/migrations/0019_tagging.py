"""Give the table between posts and tags a model, and each row what a tag's list is ordered by."""

import django.db.models.deletion
from django.db import migrations, models

# The table is the one Django made for a ManyToManyField; only the constraint gets a name of ours.
FORMER_NAME = "blog_post_tags_post_id_tag_id_4925ec37_uniq"
RENAME = "ALTER TABLE blog_post_tags RENAME CONSTRAINT {} TO {}"


class Migration(migrations.Migration):
    dependencies = [("blog", "0018_edition_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    RENAME.format(FORMER_NAME, "tagging_once"),
                    RENAME.format("tagging_once", FORMER_NAME),
                )
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Tagging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taggings",
                                to="blog.post",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taggings",
                                to="blog.tag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tag on a post",
                        "verbose_name_plural": "tags on posts",
                        "db_table": "blog_post_tags",
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "tag"), name="tagging_once")
                        ],
                    },
                ),
                migrations.AlterField(
                    model_name="post",
                    name="tags",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="posts",
                        through="blog.Tagging",
                        to="blog.tag",
                        verbose_name="tags",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="tagging",
            name="is_pinned",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name="tagging",
            name="published_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["tag", "-is_pinned", "-published_at", "-post"],
                name="tagging_listing",
            ),
        ),
    ]
