"""Let whatever comment readers have seen raise the edition: replies take their place from it."""

from django.db import migrations

CHANGES = {"insert": ["new"], "update": ["old", "new"], "delete": ["old"]}


def raised_where(condition: str) -> str:
    """Return SQL of the functions behind the triggers on comments."""
    statements = []
    for change, rows in CHANGES.items():
        asked = " OR ".join(f"EXISTS (SELECT FROM {each}_rows WHERE {condition})" for each in rows)
        statements.append(f"""
CREATE OR REPLACE FUNCTION blog_comment_{change}_raises_edition()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {asked} THEN
        UPDATE blog_edition SET number = number + 1, changed_at = clock_timestamp();
    END IF;
    RETURN NULL;
END $$;
""")
    return "".join(statements)


class Migration(migrations.Migration):
    dependencies = [("blog", "0042_threads_without_index")]

    operations = [
        migrations.RunSQL(
            raised_where("floor IS NOT NULL"), raised_where("status IN ('shown', 'hidden')")
        )
    ]
