"""Let the database keep the stored counts and the taggings' dates, whoever changes what they follow.

They look once at the rows a statement has changed, however many, and write nothing where a number
stays. On comments their names come after those that raise the edition, for triggers of one moment
go by name, and the edition's row is the first to be taken.
"""

from django.db import migrations

CHANGES = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
# rows of, which of them, are counted in, there as, for the row whose id is
COUNTS = [
    ("blog_comment", "status = 'shown'", "blog_post", "comment_count", "post_id"),
    ("blog_post", "status = 'published'", "blog_category", "post_count", "category_id"),
    ("blog_post", "status = 'published'", "blog_series", "post_count", "series_id"),
    ("blog_post", "status = 'published'", "blog_site", "post_count", "1"),
    ("blog_post_tags", "published_at IS NOT NULL", "blog_tag", "post_count", "tag_id"),
]

KEEP_COUNT = """
CREATE FUNCTION blog_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted text := TG_ARGV[0];
    place text := TG_ARGV[1];
    number text := TG_ARGV[2];
    key text := TG_ARGV[3];
    gone text := format('SELECT %s AS id, -1 AS change FROM old_rows WHERE %s', key, counted);
    come text := format('SELECT %s AS id, 1 AS change FROM new_rows WHERE %s', key, counted);
    ids bigint[];
    changes bigint[];
BEGIN
    EXECUTE format(
        'SELECT array_agg(id), array_agg(change) FROM (SELECT id, sum(change) AS change'
        ' FROM (%s) AS rows WHERE id IS NOT NULL GROUP BY id HAVING sum(change) <> 0) AS sums',
        CASE TG_OP WHEN 'INSERT' THEN come WHEN 'DELETE' THEN gone
        ELSE gone || ' UNION ALL ' || come END
    ) INTO ids, changes;
    IF ids IS NOT NULL THEN
        EXECUTE format(
            'UPDATE %1$I AS kept SET %2$I = kept.%2$I + changed.change'
            ' FROM unnest($1, $2) AS changed (id, change) WHERE kept.id = changed.id',
            place, number
        ) USING ids, changes;
    END IF;
    RETURN NULL;
END $$;
"""

DATE_TAGGINGS = """
CREATE FUNCTION blog_date_new_tagging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT is_pinned, CASE status WHEN 'published' THEN published_at END
        INTO NEW.is_pinned, NEW.published_at
        FROM blog_post WHERE id = NEW.post_id;
    RETURN NEW;
END $$;
CREATE TRIGGER date_new_tagging BEFORE INSERT ON blog_post_tags
    FOR EACH ROW EXECUTE FUNCTION blog_date_new_tagging();

CREATE FUNCTION blog_date_taggings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows AS o JOIN new_rows AS n USING (id)
        WHERE (o.status, o.published_at, o.is_pinned) <> (n.status, n.published_at, n.is_pinned)
    ) THEN
        UPDATE blog_post_tags AS tagging
        SET is_pinned = post.is_pinned,
            published_at = CASE post.status WHEN 'published' THEN post.published_at END
        FROM new_rows AS post WHERE tagging.post_id = post.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER taggings_dated AFTER UPDATE ON blog_post
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION blog_date_taggings();
"""


def name_of(place: str, change: str) -> str:
    return f"{change.lower()}_counted_in_{place.removeprefix('blog_')}"


CREATE_COUNTS = "".join(
    f"CREATE TRIGGER {name_of(place, change)} AFTER {change} ON {table} REFERENCING {rows}"
    " FOR EACH STATEMENT EXECUTE FUNCTION"
    f" blog_keep_count($${counted}$$, {place}, {number}, {key});\n"
    for table, counted, place, number, key in COUNTS
    for change, rows in CHANGES.items()
)
DROP_COUNTS = "".join(
    f"DROP TRIGGER {name_of(place, change)} ON {table};\n"
    for table, _counted, place, _number, _key in COUNTS
    for change in CHANGES
)
DROP_DATES = """
DROP TRIGGER taggings_dated ON blog_post;
DROP TRIGGER date_new_tagging ON blog_post_tags;
DROP FUNCTION blog_date_taggings();
DROP FUNCTION blog_date_new_tagging();
"""


class Migration(migrations.Migration):
    dependencies = [("blog", "0020_stored_counts")]

    operations = [
        migrations.RunSQL(DATE_TAGGINGS, DROP_DATES),
        migrations.RunSQL(
            KEEP_COUNT + CREATE_COUNTS, DROP_COUNTS + "DROP FUNCTION blog_keep_count();"
        ),
    ]
