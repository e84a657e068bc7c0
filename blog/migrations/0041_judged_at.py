from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0040_long_patterns")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="judged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
