"""Make room for counts that would cost a page too much to count."""

from django.db import migrations, models

import blog.posts.fields


class Migration(migrations.Migration):
    dependencies = [("blog", "0019_tagging")]

    operations = [
        *(
            migrations.AddField(
                model_name=model_name,
                name=name,
                field=blog.posts.fields.StoredCount(
                    db_default=0, default=0, editable=False, **options
                ),
            )
            for model_name, name, options in [
                ("post", "comment_count", {"verbose_name": "comments"}),
                ("category", "post_count", {"verbose_name": "posts"}),
                ("tag", "post_count", {"verbose_name": "posts"}),
                ("series", "post_count", {"verbose_name": "posts"}),
                ("site", "post_count", {}),
            ]
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["category", "-is_pinned", "-published_at", "-id"],
                name="post_in_category",
            ),
        ),
    ]
