"""Let a comment get its number among the article's when readers first see it, and keep it for ever.

Whoever shows a comment takes the edition's row first, so two of them never count at once.
"""

from django.db import migrations

GIVE = """
CREATE FUNCTION blog_give_floor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.floor := OLD.floor;
    END IF;
    IF NEW.floor IS NULL AND NEW.status IN ('shown', 'hidden') THEN
        PERFORM 1 FROM blog_edition FOR UPDATE;
        SELECT coalesce(max(floor), 0) + 1 INTO NEW.floor
            FROM blog_comment WHERE post_id = NEW.post_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER give_floor BEFORE INSERT OR UPDATE ON blog_comment
    FOR EACH ROW EXECUTE FUNCTION blog_give_floor();
"""
DROP = "DROP TRIGGER give_floor ON blog_comment; DROP FUNCTION blog_give_floor();"


class Migration(migrations.Migration):
    dependencies = [("blog", "0038_floors_of_old_comments")]

    operations = [migrations.RunSQL(GIVE, DROP)]
