"""Count, and date the taggings of, what was stored before there were triggers for it."""

from django.db import migrations

COUNT = """
UPDATE blog_post_tags AS tagging SET is_pinned = post.is_pinned, published_at = post.published_at
FROM blog_post AS post WHERE post.id = tagging.post_id AND post.status = 'published';

UPDATE blog_post AS post SET comment_count = counted.number FROM (
    SELECT post_id, count(*) AS number FROM blog_comment WHERE status = 'shown' GROUP BY post_id
) AS counted WHERE post.id = counted.post_id;

UPDATE blog_category AS category SET post_count = counted.number FROM (
    SELECT category_id, count(*) AS number FROM blog_post WHERE status = 'published'
    GROUP BY category_id
) AS counted WHERE category.id = counted.category_id;

UPDATE blog_series AS series SET post_count = counted.number FROM (
    SELECT series_id, count(*) AS number FROM blog_post WHERE status = 'published'
    GROUP BY series_id
) AS counted WHERE series.id = counted.series_id;

UPDATE blog_site SET post_count = (SELECT count(*) FROM blog_post WHERE status = 'published');
"""


class Migration(migrations.Migration):
    dependencies = [("blog", "0021_keep_counts")]

    # Tags count themselves: the first statement changes their taggings.
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
