"""Let a comment raise the edition only where a reader could see the difference.

What is held or spam comes by the hundred when the blog is under attack, and must not make every
cached page stale. The rows a statement changed are looked at once, not one by one.
"""

from django.db import migrations

CHANGES = {"INSERT": ["new"], "UPDATE": ["old", "new"], "DELETE": ["old"]}
VISIBLE = "SELECT 1 FROM {rows}_rows WHERE status IN ('shown', 'hidden')"
MENTIONED = (
    "SELECT 1 FROM {rows}_rows JOIN blog_comment ON blog_comment.id = {rows}_rows.comment_id"
    " WHERE status = 'shown'"
)


def triggers(table: str, question: str) -> str:
    """Return SQL of a function and a trigger for each way to change a table."""
    statements = []
    for change, rows in CHANGES.items():
        name = f"{table}_{change.lower()}_raises_edition"
        asked = " OR ".join(f"EXISTS ({question.format(rows=each)})" for each in rows)
        tables = " ".join(f"{each.upper()} TABLE AS {each}_rows" for each in rows)
        statements.append(f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {asked} THEN
        UPDATE blog_edition SET number = number + 1, changed_at = clock_timestamp();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {change} ON {table} REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
""")
    return "".join(statements)


def dropped(table: str) -> str:
    names = [f"{table}_{change.lower()}_raises_edition" for change in CHANGES]
    return "".join(f"DROP TRIGGER {name} ON {table};\nDROP FUNCTION {name}();\n" for name in names)


CREATE = f"""
DROP TRIGGER raise_edition ON blog_comment;
CREATE TRIGGER raise_edition AFTER TRUNCATE ON blog_comment
    FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();
{triggers("blog_comment", VISIBLE)}
{triggers("blog_mention", MENTIONED)}
"""
DROP = f"""
{dropped("blog_mention")}
{dropped("blog_comment")}
DROP TRIGGER raise_edition ON blog_comment;
CREATE TRIGGER raise_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_comment
    FOR EACH STATEMENT EXECUTE FUNCTION blog_raise_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("blog", "0007_spam_guard")]

    operations = [migrations.RunSQL(CREATE, DROP)]
