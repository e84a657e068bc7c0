"""Number the comments that were there before floors were, in the order of time."""

from django.db import migrations

NUMBER = """
UPDATE blog_comment AS comment SET floor = numbered.floor FROM (
    SELECT id, row_number() OVER (PARTITION BY post_id ORDER BY created_at, id) AS floor
    FROM blog_comment WHERE status IN ('shown', 'hidden')
) AS numbered WHERE comment.id = numbered.id;
"""


class Migration(migrations.Migration):
    dependencies = [("blog", "0037_comment_floor")]

    operations = [migrations.RunSQL(NUMBER, migrations.RunSQL.noop)]
